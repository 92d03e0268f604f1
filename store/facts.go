package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"marketfigures/extract"
	"marketfigures/store/row"
)

// SetEntities fills entities with those of the lexicon, and with what the
// articles name beside them.
func (d *Draft) SetEntities(ctx context.Context, listed []row.Entity) error {
	err := d.replace(ctx, "entities", func(to *appender) error {
		for _, e := range listed {
			if err := to.row(e.ID, e.Name, orNull(e.Kind), orNull(e.Parent), true); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	const others = `
		INSERT INTO entities
		SELECT entity, entity, NULL, NULL, false
		FROM (SELECT entity FROM mentions UNION SELECT entity FROM claims WHERE entity IS NOT NULL) ANTI JOIN entities e USING (entity)
		ORDER BY entity`
	err = transaction(ctx, d.conn, func() error {
		_, err := d.conn.ExecContext(ctx, others)
		return err
	})
	if err != nil {
		return fmt.Errorf("listing entities: %w", err)
	}
	return nil
}

// SetPlaces fills places.
func (d *Draft) SetPlaces(ctx context.Context, places []row.Place) error {
	return d.replace(ctx, "places", func(to *appender) error {
		for _, p := range places {
			if err := to.row(p.ID, p.Name, orNull(p.Within), p.Home); err != nil {
				return err
			}
		}
		return nil
	})
}

// SetSides fills sides.
func (d *Draft) SetSides(ctx context.Context, sides []row.Side) error {
	return d.replace(ctx, "sides", func(to *appender) error {
		for _, s := range sides {
			if err := to.row(s.Comparison, int32(s.Position), s.Side, s.Name, s.Entity); err != nil {
				return err
			}
		}
		return nil
	})
}

// standing are the corrected claims that stand: in an article that is current, or in an
// older version of one whose current version has the same statement, corrected alike.
const standing = `
	WITH corrected AS (SELECT r.reviewer, r.reason, c.*, address, text, superseded_by IS NULL AS current
		FROM (SELECT DISTINCT claim_id, reviewer, reason FROM corrections) r JOIN claims c USING (claim_id) JOIN articles USING (article_id)),
	now AS (SELECT c.*, address, text FROM claims c JOIN articles USING (article_id)
		WHERE superseded_by IS NULL AND reviewed_by IS NOT NULL AND address IN (SELECT address FROM corrected WHERE NOT current)),
	here AS (SELECT *, ` + statement + ` FROM now), there AS (SELECT *, ` + statement + ` FROM corrected)
	SELECT claim_id FROM corrected WHERE current
	UNION
	SELECT there.claim_id FROM there JOIN here USING (address, sentence, within, figure)
	WHERE here.reviewed_by = there.reviewer AND ends_with(here.review, ': ' || there.reason)`

// SetCorrections fills corrections, and tells for each whether its claim stands.
func (d *Draft) SetCorrections(ctx context.Context, corrections []row.Correction) error {
	err := d.replace(ctx, "corrections", func(to *appender) error {
		for _, c := range corrections {
			if err := to.row(c.ClaimID, c.Action, orNull(c.Slot), orNull(c.Value), c.Reason, c.Reviewer, false); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(corrections) == 0 {
		return err
	}
	err = transaction(ctx, d.conn, func() error {
		_, err := d.conn.ExecContext(ctx, "UPDATE corrections SET found = true WHERE claim_id IN ("+standing+")")
		return err
	})
	if err != nil {
		return fmt.Errorf("looking for corrected claims: %w", err)
	}
	return nil
}

// SetRejects fills rejects; those that stood there before keep the run that met them first.
func (d *Draft) SetRejects(ctx context.Context, rejects []row.Reject) error {
	first := map[string]string{}
	err := readRows(ctx, d.conn, "SELECT reject_id, run_id FROM rejects", nil, func(scan func(...any) error) error {
		var id, run string
		err := scan(&id, &run)
		first[id] = run
		return err
	})
	if err != nil {
		return fmt.Errorf("reading rejects: %w", err)
	}
	return d.replace(ctx, "rejects", func(to *appender) error {
		for _, r := range rejects {
			run, ok := first[r.ID]
			if !ok {
				run = d.run
			}
			var line any
			if r.Line > 0 {
				line = int32(r.Line)
			}
			if err := to.row(r.ID, r.Address, line, r.Reason, orNull(r.Hint), orNull(r.Hash), run); err != nil {
				return err
			}
		}
		return nil
	})
}

// replace fills a table anew and reads its count back.
func (d *Draft) replace(ctx context.Context, table string, fill func(*appender) error) error {
	err := transaction(ctx, d.conn, func() error {
		_, err := d.conn.ExecContext(ctx, "DELETE FROM "+table)
		return err
	})
	if err != nil {
		return fmt.Errorf("emptying %s: %w", table, err)
	}
	var due int64
	err = transaction(ctx, d.conn, func() error {
		due, err = appendTo(ctx, d.conn, table, fill)
		return err
	})
	if err != nil {
		return err
	}
	have, err := d.count(ctx, table)
	if err == nil && have != due {
		err = fmt.Errorf("filling %s: the database has %d rows where %d were due", table, have, due)
	}
	return err
}

// Stored is an article as the database keeps it.
type Stored struct {
	ID, Address, Hash, Raw string
	Article                extract.Article
}

// Stale lists the ids of current articles that another program or lexicon
// extracted, and of those that have one of the claims or had it in an older version.
func (d *Draft) Stale(ctx context.Context, program, lexicon string, claims []string) ([]string, error) {
	query := `SELECT article_id FROM articles LEFT JOIN runs r USING (run_id)
		WHERE superseded_by IS NULL AND articles.run_id <> $1 AND (r.program IS DISTINCT FROM $2 OR r.lexicon IS DISTINCT FROM $3`
	if len(claims) > 0 {
		query += " OR address IN (SELECT address FROM claims JOIN articles USING (article_id) WHERE claim_id IN (" + literals(claims) + "))"
	}
	var ids []string
	err := readRows(ctx, d.conn, query+") ORDER BY article_id", []any{d.run, program, lexicon}, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("looking for articles to extract again: %w", err)
	}
	return ids, nil
}

// Stored reads articles back by id.
func (d *Draft) Stored(ctx context.Context, ids []string) ([]Stored, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	query := `SELECT article_id, address, hash, raw, name, url, title, publisher, author, language,
		published, published_from, text FROM articles WHERE article_id IN (` + literals(ids) + ") ORDER BY article_id"
	var stored []Stored
	err := readRows(ctx, d.conn, query, nil, func(scan func(...any) error) error {
		var s Stored
		var raw, url, title, publisher, author, language, from sql.NullString
		var published *time.Time
		a := &s.Article
		if err := scan(&s.ID, &s.Address, &s.Hash, &raw, &a.ID, &url, &title, &publisher, &author, &language, &published, &from, &a.Text); err != nil {
			return err
		}
		s.Raw = raw.String
		a.URL, a.Title, a.Publisher, a.Author, a.Language, a.PublishedFrom = url.String, title.String, publisher.String, author.String, language.String, from.String
		if !raw.Valid {
			s.Raw = a.Text
		}
		if published != nil {
			a.Published = *published
		}
		stored = append(stored, s)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading stored articles: %w", err)
	}
	return stored, nil
}
