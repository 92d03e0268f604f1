-- What finding copies needs of every article without reading its text again.

CREATE TABLE bands (
    article_id VARCHAR NOT NULL,
    bands      UBIGINT[] NOT NULL
);
COMMENT ON TABLE bands IS 'Bands of the MinHash signature of every article: those that share one are compared sentence by sentence, to find copies.';
COMMENT ON COLUMN bands.article_id IS 'The article.';
COMMENT ON COLUMN bands.bands IS 'One hash a band; empty for a text too short to be told from others.';
