-- The articles, their words beside them: cut, unaccented and stemmed once, when a row is written.
CREATE EXTENSION unaccent;
CREATE TEXT SEARCH CONFIGURATION articles (COPY = french);
ALTER TEXT SEARCH CONFIGURATION articles
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;

CREATE TABLE articles (
    number integer PRIMARY KEY,
    id text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    date date,
    year smallint,
    month text,
    tags text[] NOT NULL,
    words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('articles', title), 'A') ||
        setweight(to_tsvector('articles', body), 'D')) STORED
);
