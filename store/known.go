package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"marketfigures/store/row"
)

// Known is what the published database holds, as a run needs it to tell new from
// old. It costs about 200 bytes an article. It never changes: finding reads it
// while what it finds is loaded.
type Known struct {
	articles map[string]state  // by article id
	current  map[string]string // address to the id of the newest version
	members  map[string]string // container and hash to the id of the newest version
}

type state struct{ superseded, stale bool }

// NewKnown knows nothing.
func NewKnown() *Known {
	return &Known{articles: map[string]state{}, current: map[string]string{}, members: map[string]string{}}
}

// Known reads what the database holds. Articles that another program or
// lexicon extracted are stale.
func (r *Reader) Known(ctx context.Context, program, lexicon string) (*Known, error) {
	k := NewKnown()
	const articles = `
		SELECT article_id, address, hash, superseded_by IS NOT NULL, coalesce(r.program = ? AND r.lexicon = ?, false)
		FROM articles LEFT JOIN runs r USING (run_id)`
	err := r.Read(ctx, articles, []any{program, lexicon}, func(scan func(...any) error) error {
		var id, address, hash string
		var superseded, fresh bool
		if err := scan(&id, &address, &hash, &superseded, &fresh); err != nil {
			return err
		}
		k.articles[id] = state{superseded, !fresh}
		if !superseded {
			k.current[address] = id
			if i := strings.LastIndex(address, "!/"); i >= 0 {
				k.members[address[:i]+"\x00"+hash] = id
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading what the database holds: %w", err)
	}
	return k, nil
}

// Unchanged says that the article is the newest version of its address, and
// was extracted by this program and lexicon.
func (k *Known) Unchanged(id string) bool {
	s, ok := k.articles[id]
	return ok && !s.superseded && !s.stale
}

// Member says that the container holds an unchanged article of this content,
// under whatever name.
func (k *Known) Member(container, hash string) bool {
	id, ok := k.members[container+"\x00"+hash]
	return ok && k.Unchanged(id)
}

// Stale says whether some current article was extracted by another program or lexicon.
func (k *Known) Stale() bool {
	for _, s := range k.articles {
		if s.stale && !s.superseded {
			return true
		}
	}
	return false
}

// Rejects lists the rejects of a database by id.
func (r *Reader) Rejects(ctx context.Context) ([]row.Reject, error) {
	var rejects []row.Reject
	err := r.Read(ctx, "SELECT reject_id, address, line, reason, hint, hash FROM rejects ORDER BY reject_id", nil,
		func(scan func(...any) error) error {
			var reject row.Reject
			var line sql.NullInt32
			var hint, hash sql.NullString
			if err := scan(&reject.ID, &reject.Address, &line, &reject.Reason, &hint, &hash); err != nil {
				return err
			}
			reject.Line, reject.Hint, reject.Hash = int(line.Int32), hint.String, hash.String
			rejects = append(rejects, reject)
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("reading rejects: %w", err)
	}
	return rejects, nil
}

// Sides lists the sides of all comparisons in their order.
func (r *Reader) Sides(ctx context.Context) ([]row.Side, error) {
	var sides []row.Side
	err := r.Read(ctx, "SELECT comparison, position, side, name, entity FROM sides ORDER BY position, entity", nil,
		func(scan func(...any) error) error {
			var s row.Side
			err := scan(&s.Comparison, &s.Position, &s.Side, &s.Name, &s.Entity)
			sides = append(sides, s)
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("reading sides: %w", err)
	}
	return sides, nil
}

// Stated lists what claims say that have one of the ids, in the order of these.
func (r *Reader) Stated(ctx context.Context, claims []string) ([]row.Stated, error) {
	if len(claims) == 0 {
		return nil, nil
	}
	names := slices.Sorted(maps.Keys((&row.Claim{}).Slots()))
	query := `WITH wanted AS (SELECT unnest($1::VARCHAR[]) AS claim_id, generate_subscripts($1::VARCHAR[], 1) AS n),
		around AS (SELECT claims.*, address, text FROM claims JOIN articles USING (article_id)
			WHERE article_id IN (SELECT article_id FROM claims SEMI JOIN wanted USING (claim_id))),
		told AS (SELECT *, ` + statement + `, count(*) OVER (PARTITION BY article_id, sentence, within, figure) AS alike FROM around)
		SELECT claim_id, address, sentence, within, figure, nth, alike, coalesce(` + strings.Join(names, ", ''), coalesce(") + `, '')
		FROM told JOIN wanted USING (claim_id) ORDER BY n`
	var stated []row.Stated
	err := r.Read(ctx, query, []any{list(claims)}, func(scan func(...any) error) error {
		var s row.Stated
		slots := make([]string, len(names))
		fields := []any{&s.ClaimID, &s.Address, &s.Sentence, &s.At, &s.Figure, &s.Nth, &s.Alike}
		for i := range slots {
			fields = append(fields, &slots[i])
		}
		if err := scan(fields...); err != nil {
			return err
		}
		s.Slots = make(map[string]string, len(names))
		for i, name := range names {
			s.Slots[name] = slots[i]
		}
		stated = append(stated, s)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading corrected claims: %w", err)
	}
	return stated, nil
}

// Corrections lists what people decided, as the database knows it.
func (r *Reader) Corrections(ctx context.Context) ([]row.Correction, error) {
	var corrections []row.Correction
	const all = `SELECT claim_id, action, slot, value, reason, reviewer, found FROM corrections
		ORDER BY claim_id, action, slot, value, reason, reviewer`
	err := r.Read(ctx, all, nil, func(scan func(...any) error) error {
		var c row.Correction
		var slot, value sql.NullString
		if err := scan(&c.ClaimID, &c.Action, &slot, &value, &c.Reason, &c.Reviewer, &c.Found); err != nil {
			return err
		}
		c.Slot, c.Value = slot.String, value.String
		corrections = append(corrections, c)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading corrections: %w", err)
	}
	return corrections, nil
}
