-- Which messages answer which question, by their numbers alone, so that a changed question changes its answer.
CREATE TABLE answers (
    chat     BIGINT  NOT NULL,
    question BIGINT  NOT NULL,
    messages TEXT    NOT NULL, -- as the adapter writes them
    at       BIGINT  NOT NULL, -- seconds since 1970
    PRIMARY KEY (chat, question)
);
