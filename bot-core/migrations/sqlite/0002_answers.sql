-- Which messages answer which question, by their numbers alone, so that a changed question changes its answer.
CREATE TABLE answers (
    chat     INTEGER NOT NULL,
    question INTEGER NOT NULL,
    messages TEXT    NOT NULL, -- as the adapter writes them
    at       INTEGER NOT NULL, -- seconds since 1970
    PRIMARY KEY (chat, question)
) WITHOUT ROWID;
