-- After the articles: an index made in one go is smaller, and has no list of changes to read.
CREATE INDEX articles_words ON articles USING gin (words);
VACUUM (FREEZE, ANALYZE) articles;
CHECKPOINT;
