-- Tables of the figures database. Offsets count Unicode code points and are
-- half-open, so that in SQL  text[char_start + 1 : char_end]  is the figure.
-- No primary keys: an index costs a load most of its speed, and the loader counts
-- distinct ids before it publishes.

CREATE TABLE articles (
    article_id     VARCHAR NOT NULL,
    address        VARCHAR NOT NULL,
    hash           VARCHAR NOT NULL,
    name           VARCHAR NOT NULL,
    url            VARCHAR,
    title          VARCHAR,
    publisher      VARCHAR,
    author         VARCHAR,
    language       VARCHAR,
    published      DATE,
    published_from VARCHAR,
    text           VARCHAR NOT NULL,
    raw            VARCHAR,
    boilerplate    STRUCT(char_start INTEGER, char_end INTEGER)[] NOT NULL,
    duplicate_of   VARCHAR,
    superseded_by  VARCHAR,
    first_run      VARCHAR NOT NULL,
    run_id         VARCHAR NOT NULL
);
COMMENT ON TABLE articles IS 'Every article that was read, one row a version. A changed article is a new row; the old one stays and says what superseded it.';
COMMENT ON COLUMN articles.article_id IS 'Fingerprint of address and content: the same input has the same id on every machine.';
COMMENT ON COLUMN articles.address IS 'Where it was found: a path, a URL, or a container''s address, "!/" and the member''s name.';
COMMENT ON COLUMN articles.hash IS 'SHA-256, in hex, of the bytes and of what their container says of them.';
COMMENT ON COLUMN articles.name IS 'Its name at the source: the file''s path, or the id of a JSONL line.';
COMMENT ON COLUMN articles.url IS 'Canonical address on the web; null where unknown.';
COMMENT ON COLUMN articles.title IS 'Title; null where unknown.';
COMMENT ON COLUMN articles.publisher IS 'Who published it; null where unknown.';
COMMENT ON COLUMN articles.author IS 'Who wrote it; null where unknown.';
COMMENT ON COLUMN articles.language IS 'BCP 47 code such as en; null where unknown.';
COMMENT ON COLUMN articles.published IS 'Day of publication; null where neither the article nor its source says.';
COMMENT ON COLUMN articles.published_from IS 'What gave the day of publication: meta, json-ld, time, url, front matter, text, feed; null where published is.';
COMMENT ON COLUMN articles.text IS 'The clean text that all offsets count into.';
COMMENT ON COLUMN articles.raw IS 'The source as read, markup and all, in UTF-8; null where it is the same as text.';
COMMENT ON COLUMN articles.boilerplate IS 'Spans of text that are no part of the article (menus, related reading), in code points; no claim comes from them.';
COMMENT ON COLUMN articles.duplicate_of IS 'article_id of the article that this one is a copy of; null where it is no copy.';
COMMENT ON COLUMN articles.superseded_by IS 'article_id of the newer version of the same article; null where this is the newest.';
COMMENT ON COLUMN articles.first_run IS 'run_id of the run that read it first.';
COMMENT ON COLUMN articles.run_id IS 'run_id of the run that extracted it last: runs says with which program and lexicon.';

CREATE TABLE entities (
    entity VARCHAR NOT NULL,
    name   VARCHAR NOT NULL,
    kind   VARCHAR,
    parent VARCHAR,
    listed BOOLEAN NOT NULL
);
COMMENT ON TABLE entities IS 'Companies, brands, products and agencies: those of the lexicon, and those that articles name beside them.';
COMMENT ON COLUMN entities.entity IS 'Id of the lexicon such as wechat_pay; outside the lexicon, the name as written.';
COMMENT ON COLUMN entities.name IS 'Name for people to read.';
COMMENT ON COLUMN entities.kind IS 'company, brand, agency (a source of figures) or scheme; null outside the lexicon.';
COMMENT ON COLUMN entities.parent IS 'Id of the entity that owns it; null where the lexicon names none.';
COMMENT ON COLUMN entities.listed IS 'True where the lexicon knows it.';

CREATE TABLE places (
    place  VARCHAR NOT NULL,
    name   VARCHAR NOT NULL,
    within VARCHAR,
    home   BOOLEAN NOT NULL
);
COMMENT ON TABLE places IS 'Countries, regions, provinces and cities of the lexicon.';
COMMENT ON COLUMN places.place IS 'Id of the lexicon such as hangzhou.';
COMMENT ON COLUMN places.name IS 'Name for people to read.';
COMMENT ON COLUMN places.within IS 'The next larger place that it lies in: places.place; null where the lexicon names none.';
COMMENT ON COLUMN places.home IS 'True for the place where figures lie when a text names none: views compare claims of both with each other.';

CREATE TABLE mentions (
    article_id VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end   INTEGER NOT NULL,
    entity     VARCHAR NOT NULL,
    text       VARCHAR NOT NULL
);
COMMENT ON TABLE mentions IS 'Every place where an article names an entity.';
COMMENT ON COLUMN mentions.article_id IS 'The article.';
COMMENT ON COLUMN mentions.char_start IS 'Code points of the article''s text before the name.';
COMMENT ON COLUMN mentions.char_end IS 'Code points of the article''s text up to its end.';
COMMENT ON COLUMN mentions.entity IS 'Which entity: entities.entity.';
COMMENT ON COLUMN mentions.text IS 'The name as written.';

CREATE TABLE dates (
    article_id VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end   INTEGER NOT NULL,
    text       VARCHAR NOT NULL,
    value      VARCHAR,
    starts     DATE,
    ends       DATE,
    listed     BOOLEAN NOT NULL,
    relative   BOOLEAN NOT NULL
);
COMMENT ON TABLE dates IS 'Every date and period that an article''s text names.';
COMMENT ON COLUMN dates.article_id IS 'The article.';
COMMENT ON COLUMN dates.char_start IS 'Code points of the article''s text before the expression.';
COMMENT ON COLUMN dates.char_end IS 'Code points of the article''s text up to its end.';
COMMENT ON COLUMN dates.text IS 'The expression as written.';
COMMENT ON COLUMN dates.value IS 'The period: 2016, 2014-Q4, 2014-H1, 2015-01, 2014-02-13 or a range 2010/2014; null where it can''t be resolved.';
COMMENT ON COLUMN dates.starts IS 'First day of the time that the words name; null where value is, and where they leave it open ("before 2014").';
COMMENT ON COLUMN dates.ends IS 'Day after its last day; null where value is, and where the words leave it open ("since 2014").';
COMMENT ON COLUMN dates.listed IS 'False for a festival, "the quarter", "year on year": they tell claims their period, but date nothing by themselves.';
COMMENT ON COLUMN dates.relative IS 'True where the day of publication or another expression was needed to resolve it ("last year").';

CREATE TABLE figures (
    figure_id      VARCHAR NOT NULL,
    article_id     VARCHAR NOT NULL,
    char_start     INTEGER NOT NULL,
    char_end       INTEGER NOT NULL,
    figure         VARCHAR NOT NULL,
    value          DOUBLE  NOT NULL,
    low            DOUBLE,
    high           DOUBLE,
    unit           VARCHAR NOT NULL,
    bound          VARCHAR NOT NULL,
    counted        VARCHAR,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL,
    claimed        BOOLEAN NOT NULL,
    why            VARCHAR
);
COMMENT ON TABLE figures IS 'Every number with a unit, claimed or not.';
COMMENT ON COLUMN figures.figure_id IS 'Fingerprint of article, place and characters; the claim made from it has the same id.';
COMMENT ON COLUMN figures.article_id IS 'The article.';
COMMENT ON COLUMN figures.char_start IS 'Code points of the article''s text before the figure.';
COMMENT ON COLUMN figures.char_end IS 'Code points of the article''s text up to its end.';
COMMENT ON COLUMN figures.figure IS 'Number and unit exactly as written: articles.text[char_start + 1 : char_end].';
COMMENT ON COLUMN figures.value IS 'The number, multiplied out, in unit; of a range, its middle.';
COMMENT ON COLUMN figures.low IS 'Lower end of a range; null for other bounds.';
COMMENT ON COLUMN figures.high IS 'Upper end of a range; null for other bounds.';
COMMENT ON COLUMN figures.unit IS 'percent, percentage_points, count, or the ISO 4217 code of a currency.';
COMMENT ON COLUMN figures.bound IS 'exact, about, above, below or range, as the words around the figure say.';
COMMENT ON COLUMN figures.counted IS 'The noun that is counted ("users"); null where there is none.';
COMMENT ON COLUMN figures.sentence_start IS 'Code points of the article''s text before the sentence, or before the table row.';
COMMENT ON COLUMN figures.sentence_end IS 'Code points of the article''s text up to the end of the sentence or row.';
COMMENT ON COLUMN figures.claimed IS 'True where a claim was made from it.';
COMMENT ON COLUMN figures.why IS 'Why it is no claim; null where it is one.';

CREATE TABLE claims (
    claim_id       VARCHAR NOT NULL,
    article_id     VARCHAR NOT NULL,
    char_start     INTEGER NOT NULL,
    char_end       INTEGER NOT NULL,
    figure         VARCHAR NOT NULL,
    value          DOUBLE  NOT NULL,
    low            DOUBLE,
    high           DOUBLE,
    least          DOUBLE,
    most           DOUBLE,
    unit           VARCHAR NOT NULL,
    bound          VARCHAR NOT NULL,
    counted        VARCHAR,
    measure        VARCHAR NOT NULL,
    growth_of      VARCHAR,
    entity         VARCHAR,
    market         VARCHAR,
    place          VARCHAR,
    period         VARCHAR,
    starts         DATE,
    ends           DATE,
    as_of          DATE,
    status         VARCHAR NOT NULL,
    source         VARCHAR,
    confidence     DOUBLE  NOT NULL,
    rule           VARCHAR NOT NULL,
    because        STRUCT(slot VARCHAR, value VARCHAR, char_start INTEGER, char_end INTEGER, why VARCHAR)[] NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL,
    withdrawn      BOOLEAN NOT NULL,
    reviewed_by    VARCHAR,
    review         VARCHAR,
    first_run      VARCHAR NOT NULL,
    run_id         VARCHAR NOT NULL
);
COMMENT ON TABLE claims IS 'Figures that tell how large something in a market is, one row a place in a text. The views leave out withdrawn claims and superseded articles; this table has them all.';
COMMENT ON COLUMN claims.claim_id IS 'Fingerprint of article, place and characters: it survives a better program and a new run.';
COMMENT ON COLUMN claims.article_id IS 'The article that makes the claim.';
COMMENT ON COLUMN claims.char_start IS 'Code points of the article''s text before the figure.';
COMMENT ON COLUMN claims.char_end IS 'Code points of the article''s text up to its end.';
COMMENT ON COLUMN claims.figure IS 'Number and unit exactly as written: articles.text[char_start + 1 : char_end].';
COMMENT ON COLUMN claims.value IS 'The number, multiplied out, in unit; a percentage as percentage points; of a range, its middle.';
COMMENT ON COLUMN claims.low IS 'Lower end of a range; null for other bounds.';
COMMENT ON COLUMN claims.high IS 'Upper end of a range; null for other bounds.';
COMMENT ON COLUMN claims.least IS 'The least value that the words allow: half a unit of the last digit below an exact figure, 5 % below an "about", the figure itself for an "above"; null where nothing bounds it.';
COMMENT ON COLUMN claims.most IS 'The most that the words allow, as least; null where nothing bounds it.';
COMMENT ON COLUMN claims.unit IS 'percent, percentage_points, count, or the ISO 4217 code of a currency; nothing is ever converted.';
COMMENT ON COLUMN claims.bound IS 'exact, about, above, below or range, as the words around the figure say.';
COMMENT ON COLUMN claims.counted IS 'The noun that is counted ("users"); null where there is none.';
COMMENT ON COLUMN claims.measure IS 'market_share, penetration, transaction_volume, transaction_count, users, merchants, growth, revenue, fee_rate or investment.';
COMMENT ON COLUMN claims.growth_of IS 'The measure that grew; null unless measure is growth.';
COMMENT ON COLUMN claims.entity IS 'What the figure is about: entities.entity; null where it is about a whole market.';
COMMENT ON COLUMN claims.market IS 'The market it is in, such as third_party_payment; outside the list, as written; null where the text names none.';
COMMENT ON COLUMN claims.place IS 'Where it lies: places.place, such as china or hangzhou; null where the text names no place.';
COMMENT ON COLUMN claims.period IS 'The time the figure holds for: 2016, 2014-Q4, 2014-H1, 2015-01, 2014-02-13 or a range 2010/2014; null means as of publication.';
COMMENT ON COLUMN claims.starts IS 'First day of period; null where period is.';
COMMENT ON COLUMN claims.ends IS 'Day after the last day of period; null where period is.';
COMMENT ON COLUMN claims.as_of IS 'Last day of period, else the day of publication; null where neither is known.';
COMMENT ON COLUMN claims.status IS 'reported, forecast (someone expects it) or target (the entity itself aims at it).';
COMMENT ON COLUMN claims.source IS 'Who the text credits for the figure, as written; null where it credits nobody.';
COMMENT ON COLUMN claims.confidence IS 'How sure the program is, from 0 to 1.';
COMMENT ON COLUMN claims.rule IS 'The rule that made the claim.';
COMMENT ON COLUMN claims.because IS 'The words that filled each slot, in code points of the article''s text; equal offsets where no words did, null offsets for a slot that a person set.';
COMMENT ON COLUMN claims.sentence_start IS 'Code points of the article''s text before the sentence, or before the table row.';
COMMENT ON COLUMN claims.sentence_end IS 'Code points of the article''s text up to the end of the sentence or row.';
COMMENT ON COLUMN claims.withdrawn IS 'True where a person rejected the claim (corrections).';
COMMENT ON COLUMN claims.reviewed_by IS 'Who confirmed, mended or rejected it; null where nobody did.';
COMMENT ON COLUMN claims.review IS 'What that person did and why; null where nobody did.';
COMMENT ON COLUMN claims.first_run IS 'run_id of the run in which it first stood.';
COMMENT ON COLUMN claims.run_id IS 'run_id of the run that extracted it last: runs says with which program and lexicon.';

CREATE TABLE runs (
    run_id      VARCHAR   NOT NULL,
    started     TIMESTAMP NOT NULL,
    ended       TIMESTAMP NOT NULL,
    program     VARCHAR   NOT NULL,
    lexicon     VARCHAR   NOT NULL,
    config      VARCHAR   NOT NULL,
    sources     VARCHAR[] NOT NULL,
    found       INTEGER   NOT NULL,
    added       INTEGER   NOT NULL,
    changed     INTEGER   NOT NULL,
    unchanged   INTEGER   NOT NULL,
    reextracted INTEGER   NOT NULL,
    rejected    INTEGER   NOT NULL,
    claims_added   INTEGER NOT NULL,
    claims_changed INTEGER NOT NULL,
    claims_gone    INTEGER NOT NULL
);
COMMENT ON TABLE runs IS 'Runs that published something. A run that finds nothing new leaves no row.';
COMMENT ON COLUMN runs.run_id IS 'Start of the run as yyyymmddThhmmssZ, in UTC.';
COMMENT ON COLUMN runs.started IS 'When it started, in UTC.';
COMMENT ON COLUMN runs.ended IS 'When its rows were complete, in UTC.';
COMMENT ON COLUMN runs.program IS 'Version of the rules of extraction.';
COMMENT ON COLUMN runs.lexicon IS 'Fingerprint of the lexicon files.';
COMMENT ON COLUMN runs.config IS 'Fingerprint of the settings that change rows.';
COMMENT ON COLUMN runs.sources IS 'The addresses that it was given.';
COMMENT ON COLUMN runs.found IS 'Articles and rejects that it found there.';
COMMENT ON COLUMN runs.added IS 'Articles that were new.';
COMMENT ON COLUMN runs.changed IS 'Articles that superseded an older version.';
COMMENT ON COLUMN runs.unchanged IS 'Articles that it knew already.';
COMMENT ON COLUMN runs.reextracted IS 'Stored articles that it extracted again because the program or the lexicon had changed.';
COMMENT ON COLUMN runs.rejected IS 'Inputs that gave no article.';
COMMENT ON COLUMN runs.claims_added IS 'Claims that were not in the version before.';
COMMENT ON COLUMN runs.claims_changed IS 'Claims of which a slot changed.';
COMMENT ON COLUMN runs.claims_gone IS 'Claims that were in the version before and are no more, superseded ones not counted.';

CREATE TABLE changes (
    run_id     VARCHAR NOT NULL,
    claim_id   VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    change     VARCHAR NOT NULL,
    figure     VARCHAR NOT NULL,
    slot       VARCHAR,
    before     VARCHAR,
    after      VARCHAR
);
COMMENT ON TABLE changes IS 'Claims that a run changed or took away, one row a slot. Those that it added have claims.first_run.';
COMMENT ON COLUMN changes.run_id IS 'The run.';
COMMENT ON COLUMN changes.claim_id IS 'The claim; of a gone one, its id as it was.';
COMMENT ON COLUMN changes.article_id IS 'The article.';
COMMENT ON COLUMN changes.change IS 'changed or gone.';
COMMENT ON COLUMN changes.figure IS 'The figure as written.';
COMMENT ON COLUMN changes.slot IS 'The slot that changed; null where the claim is gone.';
COMMENT ON COLUMN changes.before IS 'What it was; null where it was empty or the claim is gone.';
COMMENT ON COLUMN changes.after IS 'What it is; null where it is empty or the claim is gone.';

CREATE TABLE rejects (
    reject_id VARCHAR NOT NULL,
    address   VARCHAR NOT NULL,
    line      INTEGER,
    reason    VARCHAR NOT NULL,
    hint      VARCHAR,
    hash      VARCHAR,
    run_id    VARCHAR NOT NULL
);
COMMENT ON TABLE rejects IS 'Inputs that gave no article, as they stand now: one that is mended or taken away leaves the table.';
COMMENT ON COLUMN rejects.reject_id IS 'Fingerprint of address, line and reason.';
COMMENT ON COLUMN rejects.address IS 'Where it was found.';
COMMENT ON COLUMN rejects.line IS 'Line of a JSONL file, from 1; null where that says nothing.';
COMMENT ON COLUMN rejects.reason IS 'What is wrong with it.';
COMMENT ON COLUMN rejects.hint IS 'What to do about it; null where there is nothing to advise.';
COMMENT ON COLUMN rejects.hash IS 'SHA-256, in hex, of the bytes; null where they could not be read.';
COMMENT ON COLUMN rejects.run_id IS 'run_id of the run that met it first.';

CREATE TABLE sides (
    comparison VARCHAR NOT NULL,
    position   INTEGER NOT NULL,
    side       VARCHAR NOT NULL,
    name       VARCHAR NOT NULL,
    entity     VARCHAR NOT NULL
);
COMMENT ON TABLE sides IS 'Who is set against whom: which entities count for which side of a comparison. It comes from the config.';
COMMENT ON COLUMN sides.comparison IS 'Name of the comparison, such as alipay_vs_wechat_pay.';
COMMENT ON COLUMN sides.position IS 'Order of the sides over all comparisons, from 1; the first comparison is the one that the measure views use.';
COMMENT ON COLUMN sides.side IS 'The side, such as wechat_pay.';
COMMENT ON COLUMN sides.name IS 'Its name for people to read.';
COMMENT ON COLUMN sides.entity IS 'An entity that counts for it, such as tenpay.';

CREATE TABLE corrections (
    claim_id VARCHAR NOT NULL,
    action   VARCHAR NOT NULL,
    slot     VARCHAR,
    value    VARCHAR,
    reason   VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    found    BOOLEAN NOT NULL
);
COMMENT ON TABLE corrections IS 'What people decided about claims: the rows of corrections.yaml, one a slot.';
COMMENT ON COLUMN corrections.claim_id IS 'The claim that it is about.';
COMMENT ON COLUMN corrections.action IS 'reject, confirm or mend.';
COMMENT ON COLUMN corrections.slot IS 'The slot that is mended; null for other actions.';
COMMENT ON COLUMN corrections.value IS 'What the slot shall be; null for null and for other actions.';
COMMENT ON COLUMN corrections.reason IS 'Why that person decided so.';
COMMENT ON COLUMN corrections.reviewer IS 'Who decided it.';
COMMENT ON COLUMN corrections.found IS 'False where no such claim stands in the database: look whether the article changed.';
