package store

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Neighbours are groups of current articles that share a band of their
// signatures, each sorted by id, and the articles whose being a copy has to be
// looked at again: those that this run loaded, and copies of what it superseded.
func (d *Draft) Neighbours(ctx context.Context) (groups [][]string, again []string, err error) {
	// bands that stand alone, which are most, are dropped before any list is made
	const shared = `
		WITH current AS (SELECT b.article_id, unnest(b.bands) AS band FROM bands b JOIN articles a USING (article_id) WHERE a.superseded_by IS NULL),
		     several AS (SELECT band FROM (SELECT unnest(bands) AS band FROM bands) GROUP BY band HAVING count(*) > 1)
		SELECT list(article_id ORDER BY article_id)
		FROM current SEMI JOIN several USING (band)
		GROUP BY band HAVING count(*) > 1`
	err = readRows(ctx, d.conn, "SELECT DISTINCT * FROM ("+shared+")", nil, func(scan func(...any) error) error {
		var list any
		if err := scan(&list); err != nil {
			return err
		}
		var group []string
		for _, id := range list.([]any) {
			group = append(group, id.(string))
		}
		groups = append(groups, group)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("looking for articles that are alike: %w", err)
	}
	const touched = `
		SELECT article_id FROM articles WHERE superseded_by IS NULL AND (run_id = $1
			OR duplicate_of IN (SELECT article_id FROM articles WHERE superseded_by IS NOT NULL OR run_id = $1))`
	err = readRows(ctx, d.conn, touched, []any{d.run}, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		again = append(again, id)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("looking for articles that are alike: %w", err)
	}
	slices.Sort(again)
	return groups, again, nil
}

// Text is what tells an article from its copies.
type Text struct {
	ID        string
	Published time.Time // zero where it is not known
	URL, Text string
}

// Texts reads articles by id, to look for copies among them.
func (d *Draft) Texts(ctx context.Context, ids []string) ([]Text, error) {
	query := "SELECT article_id, published, coalesce(url, ''), text FROM articles WHERE article_id IN (" + literals(ids) + ") ORDER BY article_id"
	texts := make([]Text, 0, len(ids))
	err := readRows(ctx, d.conn, query, nil, func(scan func(...any) error) error {
		var t Text
		var published *time.Time
		err := scan(&t.ID, &published, &t.URL, &t.Text)
		if published != nil {
			t.Published = *published
		}
		texts = append(texts, t)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading articles that are alike: %w", err)
	}
	return texts, nil
}

// SetCopies says of each of the articles which one it is a copy of; those that
// copies does not name are none.
func (d *Draft) SetCopies(ctx context.Context, articles []string, copies map[string]string) error {
	if len(articles) == 0 {
		return nil
	}
	before := map[string]string{}
	err := readRows(ctx, d.conn, "SELECT article_id, duplicate_of FROM articles WHERE duplicate_of IS NOT NULL", nil, func(scan func(...any) error) error {
		var id, original string
		err := scan(&id, &original)
		before[id] = original
		return err
	})
	if err != nil {
		return fmt.Errorf("reading copies: %w", err)
	}
	var pairs [][2]string
	for _, id := range articles {
		if original := copies[id]; original != before[id] {
			pairs = append(pairs, [2]string{id, original})
		}
	}
	err = transaction(ctx, d.conn, func() error {
		for chunk := range slices.Chunk(pairs, 1000) {
			_, err := d.conn.ExecContext(ctx, "UPDATE articles SET duplicate_of = nullif(pair.b, '') FROM "+literalPairs(chunk)+" WHERE article_id = pair.a")
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("noting copies: %w", err)
	}
	return nil
}
