-- The public face of the database: names and columns of these views are stable.
-- They leave out withdrawn claims and superseded articles. Claims are set against
-- each other, or folded, only where they lie in one place (ground): a claim that
-- names none lies at home.

CREATE VIEW evidence AS
SELECT c.claim_id, c.article_id, s.side, s.name AS side_name, c.entity, e.name AS entity_name,
       c.measure, c.growth_of, c.market, c.period, c.starts, c.ends, c.as_of,
       c.figure, c.value, c.low, c.high, c.least, c.most, c.unit, c.bound, c.counted, c.status, c.source,
       a.text[c.sentence_start + 1 : c.sentence_end] AS sentence,
       c.char_start - c.sentence_start AS figure_start,
       c.char_end - c.sentence_start AS figure_end,
       a.title, a.publisher, a.author, a.language, a.published, a.url, a.address,
       c.confidence, c.rule, c.reviewed_by, c.review, c.char_start, c.char_end, c.sentence_start, c.sentence_end,
       coalesce(a.duplicate_of, a.article_id) AS original_id,
       a.duplicate_of, c.first_run, c.run_id, r.program, r.lexicon, c.place
FROM claims c
JOIN articles a USING (article_id)
LEFT JOIN runs r ON r.run_id = c.run_id
LEFT JOIN entities e ON e.entity = c.entity
LEFT JOIN sides s ON s.entity = c.entity
      AND s.comparison = (SELECT comparison FROM sides ORDER BY position LIMIT 1)
WHERE NOT c.withdrawn AND a.superseded_by IS NULL;

CREATE VIEW statements AS
SELECT claim_id, article_id, original_id, side, side_name, entity, entity_name, measure, growth_of, market,
       period, starts, ends, as_of, figure, value, low, high, least, most, unit, bound, counted, status, source,
       sentence, figure_start, figure_end, title, publisher, published, url, confidence, rule, reviewed_by,
       appearances, articles, publishers, first_run, run_id, place
FROM (
    SELECT *,
           count(*) OVER same AS appearances,
           count(DISTINCT article_id) OVER same AS articles,
           count(DISTINCT publisher) OVER same AS publishers,
           row_number() OVER (
               PARTITION BY original_id, measure, growth_of, entity, market, ground, period, value, low, high, unit, bound, status, source
               ORDER BY duplicate_of NULLS FIRST, confidence DESC, char_start, claim_id) AS nth
    FROM (SELECT *, coalesce(place, (SELECT place FROM places WHERE home)) AS ground FROM evidence)
    WINDOW same AS (
        PARTITION BY original_id, measure, growth_of, entity, market, ground, period, value, low, high, unit, bound, status, source)
)
WHERE nth = 1;

CREATE VIEW comparisons AS
SELECT s.comparison, s.side, s.name AS side_name, t.entity, t.entity_name, t.measure, t.growth_of, t.market,
       t.period, t.starts, t.ends, t.as_of, t.figure, t.value, t.low, t.high, t.least, t.most, t.unit, t.bound,
       t.status, t.source, t.sentence, t.figure_start, t.figure_end, t.title, t.publisher, t.published, t.url,
       t.claim_id, t.article_id, t.confidence, t.appearances, t.articles, t.publishers, t.place
FROM statements t JOIN sides s USING (entity)
ORDER BY s.comparison, s.position, t.measure, t.market, t.as_of, t.value, t.claim_id;

CREATE VIEW alipay_vs_wechat_pay AS
SELECT side, entity, measure, growth_of, market, period, starts, ends, as_of, figure, value, low, high, least, most,
       unit, bound, status, source, sentence, figure_start, figure_end, title, publisher, published, url,
       claim_id, article_id, confidence, appearances, articles, publishers, place
FROM comparisons
WHERE comparison = 'alipay_vs_wechat_pay'
ORDER BY measure, market, as_of, side, value, claim_id;

CREATE VIEW market_share AS
SELECT side, side_name, entity, entity_name, market, period, starts, ends, as_of, figure, value, low, high, least,
       most, unit, bound, status, source, sentence, figure_start, figure_end, title, publisher, published, url,
       claim_id, article_id, confidence, appearances, articles, publishers, place
FROM statements
WHERE measure = 'market_share'
ORDER BY market, as_of, value DESC, claim_id;

CREATE VIEW penetration AS
SELECT side, side_name, entity, entity_name, market, period, starts, ends, as_of, figure, value, low, high, least,
       most, unit, bound, status, source, sentence, figure_start, figure_end, title, publisher, published, url,
       claim_id, article_id, confidence, appearances, articles, publishers, place
FROM statements
WHERE measure = 'penetration'
ORDER BY market, as_of, value DESC, claim_id;

CREATE VIEW retail_penetration AS
SELECT *
FROM penetration
WHERE market IN ('online_retail', 'mobile_retail', 'b2c', 'e_commerce', 'retail', 'o2o')
ORDER BY market, as_of, value DESC, claim_id;

CREATE VIEW transaction_volume AS
SELECT side, side_name, entity, entity_name, market, period, starts, ends, as_of, ends - starts AS days,
       figure, value, low, high, least, most, unit, bound, status, source, sentence, figure_start, figure_end,
       title, publisher, published, url, claim_id, article_id, confidence, appearances, articles, publishers, place
FROM statements
WHERE measure = 'transaction_volume'
ORDER BY market, entity, as_of, unit, value DESC, claim_id;

CREATE VIEW users AS
SELECT side, side_name, entity, entity_name, market, period, starts, ends, as_of, counted, figure, value, low, high,
       least, most, unit, bound, status, source, sentence, figure_start, figure_end, title, publisher, published,
       url, claim_id, article_id, confidence, appearances, articles, publishers, place
FROM statements
WHERE measure = 'users'
ORDER BY entity, as_of, value DESC, claim_id;

CREATE VIEW growth AS
SELECT side, side_name, entity, entity_name, growth_of, market, period, starts, ends, as_of, figure, value, low,
       high, least, most, unit, bound, status, source, sentence, figure_start, figure_end, title, publisher,
       published, url, claim_id, article_id, confidence, appearances, articles, publishers, place
FROM statements
WHERE measure = 'growth'
ORDER BY growth_of, market, entity, as_of, value DESC, claim_id;

CREATE VIEW contradictions AS
WITH placed AS (SELECT *, coalesce(place, (SELECT place FROM places WHERE home), '') AS ground FROM statements)
SELECT a.measure, a.growth_of, coalesce(a.side, a.entity) AS subject, coalesce(a.side_name, a.entity_name) AS subject_name,
       a.market, a.period, a.starts, a.ends, a.status, a.unit, round(b.value - a.value, 6) AS apart,
       a.entity IS NOT DISTINCT FROM b.entity AS same_entity,
       a.claim_id AS low_claim_id, a.figure AS low_figure, a.value AS low_value, a.bound AS low_bound, a.source AS low_source,
       a.publisher AS low_publisher, a.published AS low_published, a.title AS low_title, a.sentence AS low_sentence,
       a.article_id AS low_article_id, a.entity AS low_entity,
       b.claim_id AS high_claim_id, b.figure AS high_figure, b.value AS high_value, b.bound AS high_bound, b.source AS high_source,
       b.publisher AS high_publisher, b.published AS high_published, b.title AS high_title, b.sentence AS high_sentence,
       b.article_id AS high_article_id, b.entity AS high_entity,
       coalesce(a.place, b.place) AS place
FROM placed a
JOIN placed b
  ON a.measure = b.measure AND a.unit = b.unit AND a.status = b.status AND a.period = b.period
 AND coalesce(a.growth_of, '') = coalesce(b.growth_of, '')
 AND coalesce(a.side, a.entity, '') = coalesce(b.side, b.entity, '')
 AND coalesce(a.market, '') = coalesce(b.market, '') AND a.ground = b.ground
 AND a.value < b.value AND a.most < b.least
WHERE (a.entity IS NOT NULL OR a.market IS NOT NULL AND a.measure <> 'market_share')
  AND (a.measure <> 'growth' OR a.ends - a.starts >= 365)
  AND (a.original_id <> b.original_id OR a.source IS DISTINCT FROM b.source)
ORDER BY a.measure, a.market, subject, a.period, apart DESC, low_claim_id, high_claim_id;

CREATE VIEW forecast_vs_reported AS
WITH placed AS (SELECT *, coalesce(place, (SELECT place FROM places WHERE home), '') AS ground FROM statements)
SELECT f.measure, f.growth_of, f.side, f.entity, f.market, f.period, f.starts, f.ends, f.unit, f.status,
       f.claim_id AS forecast_claim_id, f.figure AS forecast_figure, f.value AS forecast_value, f.bound AS forecast_bound,
       f.source AS forecast_source, f.publisher AS forecast_publisher, f.published AS forecast_published,
       f.title AS forecast_title, f.sentence AS forecast_sentence, f.article_id AS forecast_article_id,
       r.claim_id AS reported_claim_id, r.figure AS reported_figure, r.value AS reported_value, r.bound AS reported_bound,
       r.source AS reported_source, r.publisher AS reported_publisher, r.published AS reported_published,
       r.title AS reported_title, r.sentence AS reported_sentence, r.article_id AS reported_article_id,
       round(r.value - f.value, 6) AS off_by,
       CASE WHEN f.value <> 0 THEN round(100 * (r.value - f.value) / abs(f.value), 2) END AS off_by_percent,
       CASE WHEN r.claim_id IS NOT NULL
            THEN coalesce(f.least <= r.most, true) AND coalesce(r.least <= f.most, true) END AS came_true,
       coalesce(f.place, r.place) AS place
FROM (SELECT * FROM placed WHERE status IN ('forecast', 'target') AND period IS NOT NULL) f
LEFT JOIN (SELECT * FROM placed WHERE status = 'reported' AND period IS NOT NULL) r
  ON f.measure = r.measure AND f.unit = r.unit AND f.period = r.period
 AND coalesce(f.growth_of, '') = coalesce(r.growth_of, '')
 AND coalesce(f.entity, '') = coalesce(r.entity, '')
 AND coalesce(f.market, '') = coalesce(r.market, '') AND f.ground = r.ground
WHERE f.entity IS NOT NULL OR f.market IS NOT NULL
ORDER BY f.measure, f.market, f.entity, f.period, f.published, forecast_claim_id, reported_claim_id;

CREATE VIEW coverage AS
SELECT measure, side, entity, market, year(as_of) AS year,
       sum(appearances)::BIGINT AS claims, count(*) AS statements, count(DISTINCT original_id) AS articles,
       count(DISTINCT publisher) AS publishers, count(DISTINCT source) AS sources,
       min(published) AS first_published, max(published) AS last_published,
       round(avg(confidence), 3) AS confidence
FROM statements
GROUP BY measure, side, entity, market, year(as_of)
ORDER BY measure, side, entity, market, year;

CREATE VIEW untraceable AS
WITH spans AS (
    SELECT 'claims' AS place, claim_id AS id, article_id, char_start, char_end, figure AS written,
           sentence_start <= char_start AND char_end <= sentence_end AS within FROM claims
    UNION ALL
    SELECT 'figures', figure_id, article_id, char_start, char_end, figure,
           sentence_start <= char_start AND char_end <= sentence_end FROM figures
    UNION ALL
    SELECT 'mentions', entity, article_id, char_start, char_end, text, true FROM mentions
    UNION ALL
    SELECT 'dates', value, article_id, char_start, char_end, text, true FROM dates
)
SELECT p.place, p.id, p.article_id, p.char_start, p.char_end, p.written,
       a.text[p.char_start + 1 : p.char_end] AS found,
       CASE WHEN a.article_id IS NULL THEN 'its article is missing'
            WHEN NOT p.within THEN 'it lies outside its sentence'
            ELSE 'the text reads otherwise at this place' END AS problem
FROM spans p LEFT JOIN articles a USING (article_id)
WHERE a.article_id IS NULL OR NOT p.within OR a.text[p.char_start + 1 : p.char_end] IS DISTINCT FROM p.written
ORDER BY p.place, p.article_id, p.char_start;
