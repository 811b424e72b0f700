-- Updates of a platform: handled ones by their number alone, waiting ones with all they hold.
CREATE TABLE updates (
    id   INTEGER PRIMARY KEY,
    body TEXT,
    at   INTEGER NOT NULL -- seconds since 1970
);
