-- Who disagrees, a row each: the view contradictions has a row for every pair, which
-- are many where many articles speak of the same thing. A statement disagrees with
-- another voice (an article with whom it credits) where the lowest of what that
-- voice allows at most lies below it, or the highest of what it allows at least
-- above it; the two lowest and the two highest voices are enough to know.

CREATE VIEW disagreements AS
WITH told AS (
    SELECT *, coalesce(side, entity) AS subject, coalesce(side_name, entity_name) AS subject_name,
           original_id || coalesce('|' || source, '') AS voice,
           [measure, coalesce(growth_of, ''), coalesce(side, entity, ''), coalesce(market, ''),
            coalesce(place, (SELECT place FROM places WHERE home), ''), period, status, unit] AS about
    FROM statements
    WHERE period IS NOT NULL
      AND (entity IS NOT NULL OR market IS NOT NULL AND measure <> 'market_share')
      AND (measure <> 'growth' OR ends - starts >= 365)
), voices AS (
    SELECT about, voice, min(most) AS most, max(least) AS least FROM told GROUP BY about, voice
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY about ORDER BY most NULLS LAST, voice) AS from_below,
           row_number() OVER (PARTITION BY about ORDER BY least DESC NULLS LAST, voice) AS from_above
    FROM voices
), ends_of AS (
    SELECT about,
           max(voice) FILTER (from_below = 1) AS low_voice, max(most) FILTER (from_below = 1) AS lowest_most,
           max(most) FILTER (from_below = 2) AS next_most,
           max(voice) FILTER (from_above = 1) AS high_voice, max(least) FILTER (from_above = 1) AS highest_least,
           max(least) FILTER (from_above = 2) AS next_least
    FROM ranked WHERE from_below <= 2 OR from_above <= 2 GROUP BY about
)
SELECT subject, subject_name, measure, growth_of, market, period, starts, ends, as_of, status, unit,
       figure, value, low, high, least, most, bound,
       min(value) OVER (PARTITION BY about) AS lowest, max(value) OVER (PARTITION BY about) AS highest,
       source, sentence, figure_start, figure_end, title, publisher, published, url,
       claim_id, article_id, original_id, side, side_name, entity, entity_name,
       confidence, appearances, articles, publishers, place
FROM told JOIN ends_of USING (about)
WHERE CASE WHEN voice = low_voice THEN next_most ELSE lowest_most END < least
   OR CASE WHEN voice = high_voice THEN next_least ELSE highest_least END > most
ORDER BY measure, growth_of, market, subject, period, value, claim_id;

COMMENT ON VIEW disagreements IS 'The statements that another one about the same measure, entity or side, market, place, period and status contradicts, each once, with the span of what is said; contradictions has them pair by pair.';
COMMENT ON COLUMN disagreements.subject IS 'The side, else the entity; null where the figures are about a whole market.';
COMMENT ON COLUMN disagreements.subject_name IS 'Its name for people to read; null where subject is.';
COMMENT ON COLUMN disagreements.measure IS 'What was measured: claims.measure.';
COMMENT ON COLUMN disagreements.growth_of IS 'The measure that grew; null unless measure is growth.';
COMMENT ON COLUMN disagreements.market IS 'The market; null where the text names none.';
COMMENT ON COLUMN disagreements.period IS 'The time the figure holds for, in the notation of claims.period.';
COMMENT ON COLUMN disagreements.starts IS 'First day of period.';
COMMENT ON COLUMN disagreements.ends IS 'Day after the last day of period.';
COMMENT ON COLUMN disagreements.as_of IS 'Last day of period.';
COMMENT ON COLUMN disagreements.status IS 'reported, forecast or target.';
COMMENT ON COLUMN disagreements.unit IS 'percent, percentage_points, count, or the ISO 4217 code of a currency.';
COMMENT ON COLUMN disagreements.figure IS 'Number and unit as written.';
COMMENT ON COLUMN disagreements.value IS 'The number, multiplied out, in unit; of a range, its middle.';
COMMENT ON COLUMN disagreements.low IS 'Lower end of a range; null for other bounds.';
COMMENT ON COLUMN disagreements.high IS 'Upper end of a range; null for other bounds.';
COMMENT ON COLUMN disagreements.least IS 'The least value that the words allow; null where nothing bounds it.';
COMMENT ON COLUMN disagreements.most IS 'The most that the words allow; null where nothing bounds it.';
COMMENT ON COLUMN disagreements.bound IS 'exact, about, above, below or range.';
COMMENT ON COLUMN disagreements.lowest IS 'Least value of those that disagree about the same, in unit.';
COMMENT ON COLUMN disagreements.highest IS 'Highest value of them, in unit.';
COMMENT ON COLUMN disagreements.source IS 'Who the text credits, as written; null where it credits nobody.';
COMMENT ON COLUMN disagreements.sentence IS 'The sentence, or the table row, that the figure stands in.';
COMMENT ON COLUMN disagreements.figure_start IS 'Code points of sentence before the figure.';
COMMENT ON COLUMN disagreements.figure_end IS 'Code points of sentence up to the end of the figure.';
COMMENT ON COLUMN disagreements.title IS 'Title of the article; null where unknown.';
COMMENT ON COLUMN disagreements.publisher IS 'Who published the article; null where unknown.';
COMMENT ON COLUMN disagreements.published IS 'Day of publication; null where unknown.';
COMMENT ON COLUMN disagreements.url IS 'Address of the article on the web; null where unknown.';
COMMENT ON COLUMN disagreements.claim_id IS 'The claim: claims.claim_id; of folded ones, the first in the original article.';
COMMENT ON COLUMN disagreements.article_id IS 'The article that makes it: articles.article_id.';
COMMENT ON COLUMN disagreements.original_id IS 'The article that it first stood in: that of which this one is a copy, else the article itself.';
COMMENT ON COLUMN disagreements.side IS 'The side that the entity counts for in the config''s first comparison, such as wechat_pay; null for entities of neither.';
COMMENT ON COLUMN disagreements.side_name IS 'Name of the side for people to read; null where side is.';
COMMENT ON COLUMN disagreements.entity IS 'What the figure is about, such as tenpay; null where it is about a whole market.';
COMMENT ON COLUMN disagreements.entity_name IS 'Name of the entity for people to read; null where entity is.';
COMMENT ON COLUMN disagreements.confidence IS 'How sure the program is, from 0 to 1.';
COMMENT ON COLUMN disagreements.appearances IS 'Places that say the same: repeats in the article, and its copies.';
COMMENT ON COLUMN disagreements.articles IS 'Articles among these places, copies counted.';
COMMENT ON COLUMN disagreements.publishers IS 'Known publishers among these places; zero where none is known.';
COMMENT ON COLUMN disagreements.place IS 'Where the figure lies: places.place; null where the text names no place.';
