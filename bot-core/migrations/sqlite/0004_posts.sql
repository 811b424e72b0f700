-- The ledger: one row for each post of a chat's day, written before anything is sent.
CREATE TABLE posts (
    platform     TEXT    NOT NULL,
    chat         INTEGER NOT NULL,
    topic        INTEGER NOT NULL, -- 0: none
    day          TEXT    NOT NULL, -- the local day: 2025-03-07
    state        TEXT    NOT NULL, -- planned, sending, sent, unknown, failed, dropped
    attempts     INTEGER NOT NULL,
    doubtful     INTEGER NOT NULL, -- 1: an earlier try may have arrived
    due_at       INTEGER NOT NULL, -- seconds since 1970, as all times here
    expires_at   INTEGER NOT NULL, -- when the local day ends
    retry_at     INTEGER,          -- of a planned one
    holder       TEXT,             -- the instance that sends it, or sent it
    leased_until INTEGER,          -- of one that is being sent
    message      TEXT,             -- of a sent one, as the adapter writes it
    why          TEXT,
    updated_at   INTEGER NOT NULL,
    PRIMARY KEY (platform, chat, topic, day)
) WITHOUT ROWID, STRICT;
CREATE INDEX posts_planned ON posts (platform, retry_at) WHERE state = 'planned';
CREATE INDEX posts_sending ON posts (platform, leased_until) WHERE state = 'sending';
