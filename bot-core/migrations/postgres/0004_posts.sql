-- The ledger: one row for each post of a chat's day, written before anything is sent.
CREATE TABLE posts (
    platform     TEXT    NOT NULL,
    chat         BIGINT  NOT NULL,
    topic        BIGINT  NOT NULL, -- 0: none
    day          TEXT    NOT NULL, -- the local day: 2025-03-07
    state        TEXT    NOT NULL, -- planned, sending, sent, unknown, failed, dropped
    attempts     BIGINT  NOT NULL,
    doubtful     BIGINT  NOT NULL, -- 1: an earlier try may have arrived
    due_at       BIGINT  NOT NULL, -- seconds since 1970, as all times here
    expires_at   BIGINT  NOT NULL, -- when the local day ends
    retry_at     BIGINT,          -- of a planned one
    holder       TEXT,             -- the instance that sends it, or sent it
    leased_until BIGINT,          -- of one that is being sent
    message      TEXT,             -- of a sent one, as the adapter writes it
    why          TEXT,
    updated_at   BIGINT  NOT NULL,
    PRIMARY KEY (platform, chat, topic, day)
);
CREATE INDEX posts_planned ON posts (platform, retry_at) WHERE state = 'planned';
CREATE INDEX posts_sending ON posts (platform, leased_until) WHERE state = 'sending';
