-- Updates of a platform: handled ones by their number alone, waiting ones with all they hold.
CREATE TABLE updates (
    id   BIGINT PRIMARY KEY,
    body TEXT,
    at   BIGINT  NOT NULL -- seconds since 1970
);
