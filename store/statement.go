package store

// statement are the columns of row.Statement, of claims and the articles that they stand in.
// A row of a table says nothing without its headers: to it belong all lines above, up to
// an empty one. It wants the columns article_id, text, rule, figure, and those of the
// places of figure and sentence.
const statement = `
	CASE WHEN rule = 'row' THEN regexp_extract(text[1 : sentence_end], '(?:[^\n]+\n)*[^\n]*$') ELSE text[sentence_start + 1 : sentence_end] END AS sentence,
	char_start - sentence_start AS within,
	row_number() OVER (PARTITION BY article_id, sentence, within, figure ORDER BY char_start) AS nth`
