package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// rule is something that must hold for every database: a query that counts
// what breaks it.
type rule struct{ broken, query string }

// rules hold always. Those of offsets come apart, because they read every text.
var rules = []rule{
	{"article ids stand twice", "SELECT count(*) - count(DISTINCT article_id) FROM articles"},
	{"addresses have two current versions", "SELECT count(*) - count(DISTINCT address) FROM articles WHERE superseded_by IS NULL"},
	{"figure ids stand twice", "SELECT count(*) - count(DISTINCT figure_id) FROM figures"},
	{"claim ids stand twice", "SELECT count(*) - count(DISTINCT claim_id) FROM claims"},
	{"claims have no figure", "SELECT count(*) FROM claims c ANTI JOIN figures f ON f.figure_id = c.claim_id"},
	{"claimed figures have no claim", "SELECT count(*) FROM (SELECT figure_id FROM figures WHERE claimed) f ANTI JOIN claims c ON c.claim_id = f.figure_id"},
	{"claims name an entity that is not in entities", "SELECT count(*) FROM (SELECT entity FROM claims WHERE entity IS NOT NULL) c ANTI JOIN entities e USING (entity)"},
	{"articles are superseded by what is not there", "SELECT count(*) FROM (SELECT superseded_by AS id FROM articles WHERE superseded_by IS NOT NULL) a ANTI JOIN articles b ON a.id = b.article_id"},
	{"articles are copies of what is not there", "SELECT count(*) FROM (SELECT duplicate_of AS id FROM articles WHERE duplicate_of IS NOT NULL) a ANTI JOIN articles b ON a.id = b.article_id"},
	{"articles come from unknown runs", "SELECT count(*) FROM articles a ANTI JOIN runs r USING (run_id)"},
	{"entities stand twice", "SELECT count(*) - count(DISTINCT entity) FROM entities"},
	{"places stand twice", "SELECT count(*) - count(DISTINCT place) FROM places"},
	{"places are home beside another", "SELECT greatest(count(*) - 1, 0) FROM places WHERE home"},
	{"confidences lie outside 0 to 1", "SELECT count(*) FROM claims WHERE NOT (confidence BETWEEN 0 AND 1)"},
	{"periods have no days", "SELECT count(*) FROM claims WHERE (period IS NULL) <> (starts IS NULL) OR (starts IS NULL) <> (ends IS NULL) OR starts >= ends"},
}

// untraceable counts places of the articles of one run, or of all, whose
// offsets do not lead to their characters: those of part $2 of $3 of the articles.
const untraceable = `
	WITH fresh AS (SELECT article_id, text FROM articles WHERE (run_id = $1 OR $1 = '') AND hash(article_id) % $3::UBIGINT = $2::UBIGINT),
	spans AS (
		SELECT article_id, char_start, char_end, figure AS written, sentence_start <= char_start AND char_end <= sentence_end AS within FROM claims
		UNION ALL SELECT article_id, char_start, char_end, figure, sentence_start <= char_start AND char_end <= sentence_end FROM figures
		UNION ALL SELECT article_id, char_start, char_end, text, true FROM mentions
		UNION ALL SELECT article_id, char_start, char_end, text, true FROM dates)
	SELECT count(*) FROM spans p JOIN fresh a USING (article_id)
	WHERE hash(p.article_id) % $3::UBIGINT = $2::UBIGINT AND (NOT p.within OR a.text[p.char_start + 1 : p.char_end] IS DISTINCT FROM p.written)`

// Offsets are checked in parts of so much text, for the engine holds it in memory, but
// in no more parts than that: each goes through all places.
const (
	textsProved = 4 << 20 // bytes
	mostParts   = 16
)

// ProveOffsets begins to check the offsets of what the run loaded, on a connection of
// its own and beside all else that completes the draft. Finish waits for that and tells
// what came of it. Nothing may be added from now on.
func (d *Draft) ProveOffsets(ctx context.Context) {
	if d.offsets != nil {
		return
	}
	ctx, stop := context.WithCancel(ctx)
	offsets, db := make(chan error, 1), d.db
	d.offsets, d.stopProving = offsets, stop
	go func() { offsets <- verifyOffsets(ctx, db, d.run) }()
}

// verify proves the draft before it is published.
func (d *Draft) verify(ctx context.Context) error {
	d.ProveOffsets(ctx)
	return sound(verifyRules(ctx, d.conn), d.proved())
}

// proved waits for the check of offsets that was begun, and is what came of it.
func (d *Draft) proved() error {
	err := <-d.offsets
	d.stopProving()
	d.offsets = nil
	return err
}

// Verify reads the whole database and proves that it is sound: ids, counts,
// and that every offset leads to its characters.
func (r *Reader) Verify(ctx context.Context) error {
	relations, err := r.Relations(ctx)
	if err != nil {
		return err
	}
	for _, relation := range relations {
		if relation.View {
			continue
		}
		// every block of every column passes through its checksum
		if err := r.readAll(ctx, relation); err != nil {
			return fmt.Errorf("reading every row of %s: %w", relation.Name, err)
		}
	}
	return sound(verifyRules(ctx, r.db), verifyOffsets(ctx, r.db, ""))
}

func (r *Reader) readAll(ctx context.Context, relation Relation) error {
	query := "SELECT count(*)"
	for _, c := range relation.Columns {
		query += ", bit_xor(hash(" + identifier(c.Name) + "))"
	}
	rows, err := r.Query(ctx, query+" FROM "+identifier(relation.Name))
	if err != nil {
		return err
	}
	for range rows.All() {
	}
	return rows.Err()
}

func identifier(name string) string { return `"` + name + `"` }

type oneRow interface {
	QueryRowContext(ctx context.Context, query string, values ...any) *sql.Row
}

// problem is what does not hold of a database, as against what kept it from being
// looked at.
type problem struct{ error }

// sound joins what came of proving a database.
func sound(found ...error) error {
	err := errors.Join(found...)
	if errors.As(err, new(problem)) {
		return fmt.Errorf("the database is not sound: %w", err)
	}
	return err
}

// verifyRules proves that all rules hold.
func verifyRules(ctx context.Context, q oneRow) error {
	var problems []error
	for _, r := range rules {
		var n int64
		if err := q.QueryRowContext(ctx, r.query).Scan(&n); err != nil {
			return fmt.Errorf("checking that no %s: %w", r.broken, err)
		}
		if n != 0 {
			problems = append(problems, problem{fmt.Errorf("%s (%d)", r.broken, n)})
		}
	}
	return errors.Join(problems...)
}

// verifyOffsets proves that the offsets of the articles of one run, or of all where it
// is empty, lead to their characters.
func verifyOffsets(ctx context.Context, q oneRow, run string) error {
	var bytes, n int64
	if err := q.QueryRowContext(ctx, "SELECT coalesce(sum(strlen(text)), 0) FROM articles WHERE run_id = $1 OR $1 = ''", run).Scan(&bytes); err != nil {
		return fmt.Errorf("measuring texts: %w", err)
	}
	parts := min(bytes/textsProved+1, mostParts)
	for part := range parts {
		var lost int64
		if err := q.QueryRowContext(ctx, untraceable, run, part, parts).Scan(&lost); err != nil {
			return fmt.Errorf("checking offsets: %w", err)
		}
		n += lost
	}
	if n != 0 {
		return problem{fmt.Errorf("offsets do not lead to their characters (%d, see the view untraceable)", n)}
	}
	return nil
}
