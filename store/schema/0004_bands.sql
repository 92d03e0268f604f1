-- What finding copies needs of every article without reading its text again.

CREATE TABLE bands (
    article_id VARCHAR NOT NULL,
    bands      UBIGINT[] NOT NULL
);
COMMENT ON TABLE bands IS 'Keys of every article by its text, its canonical address and its MinHash signature: those that share one are compared sentence by sentence, to find copies.';
COMMENT ON COLUMN bands.article_id IS 'The article.';
COMMENT ON COLUMN bands.bands IS 'One hash for the text, one for the address where it has one, one a band of the signature where the text has a sentence.';
