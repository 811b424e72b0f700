-- What instances of a bot share: conversations that questions may follow up, and who does what only one may do.
CREATE TABLE conversations (
    platform TEXT    NOT NULL,
    chat     BIGINT  NOT NULL,
    person   BIGINT  NOT NULL, -- 0: all of the chat
    turns    BYTEA   NOT NULL, -- as the program writes them
    at       BIGINT  NOT NULL, -- of the latest turn, seconds since 1970
    PRIMARY KEY (platform, chat, person)
);
CREATE INDEX conversations_at ON conversations (at);
CREATE TABLE holds (
    name     TEXT    PRIMARY KEY,
    instance TEXT    NOT NULL,
    until    BIGINT  NOT NULL -- seconds since 1970
);
