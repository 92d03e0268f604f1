package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// DiffColumns head the rows of Diff.
var DiffColumns = []string{"change", "claim_id", "article", "figure", "slot", "before", "after"}

// Diff lists the claims that stand in one version of the database and not in
// the other, or with other slots. Superseded articles count as gone.
func Diff(ctx context.Context, before, after string) (changes [][]any, err error) {
	r, err := open(ctx, after, access{files: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if _, err := r.db.ExecContext(ctx, "ATTACH "+quote(before)+" AS former (READ_ONLY)"); err != nil {
		return nil, fmt.Errorf("opening database %s: %w", before, err)
	}
	const current = `SELECT c.*, a.address FROM %[1]s.claims c JOIN %[1]s.articles a USING (article_id)
		WHERE a.superseded_by IS NULL`
	var slots []string
	for _, s := range comparedSlots {
		slots = append(slots, fmt.Sprintf(`
			SELECT 'changed' AS change, c.claim_id, c.address, c.figure, '%[1]s' AS slot, f.%[1]s::VARCHAR AS before, c.%[1]s::VARCHAR AS after
			FROM f JOIN c USING (claim_id) WHERE f.%[1]s IS DISTINCT FROM c.%[1]s`, s))
	}
	query := "WITH f AS (" + fmt.Sprintf(current, "former") + "), c AS (" + fmt.Sprintf(current, catalog) + `)
		SELECT * FROM (
			SELECT 'added' AS change, c.claim_id, c.address, c.figure, NULL AS slot, NULL AS before, NULL AS after FROM c ANTI JOIN f USING (claim_id)
			UNION ALL SELECT 'gone', f.claim_id, f.address, f.figure, NULL, NULL, NULL FROM f ANTI JOIN c USING (claim_id)
			UNION ALL ` + strings.Join(slots, " UNION ALL ") + `)
		ORDER BY change, address, claim_id, slot`
	rows, err := r.Query(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("comparing versions: %w", err)
	}
	for values := range rows.All() {
		changes = append(changes, append([]any(nil), values...))
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("comparing versions: %w", err)
	}
	return changes, nil
}
