-- Which chats get posts, and when the next one of each is due.
CREATE TABLE subscriptions (
    platform TEXT    NOT NULL, -- telegram, discord
    chat     INTEGER NOT NULL,
    topic    INTEGER NOT NULL, -- 0: none
    hour     TEXT    NOT NULL, -- 08:30
    zone     TEXT    NOT NULL, -- Asia/Baku
    rhythm   TEXT    NOT NULL, -- daily, weekly-monday
    quiet    TEXT    NOT NULL, -- silent, fact
    made_by  INTEGER,
    made_at  INTEGER NOT NULL, -- seconds since 1970, as all times here
    state    TEXT    NOT NULL, -- active, or the reason of a pause
    since    INTEGER,          -- of a pause
    next_at  INTEGER,          -- of an active one
    next_day TEXT,             -- the local day of that post: 2025-03-07
    PRIMARY KEY (platform, chat, topic)
) WITHOUT ROWID, STRICT;
CREATE INDEX subscriptions_due ON subscriptions (platform, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX subscriptions_paused ON subscriptions (platform, state, since) WHERE since IS NOT NULL;
CREATE INDEX subscriptions_made_by ON subscriptions (platform, made_by) WHERE made_by IS NOT NULL;
