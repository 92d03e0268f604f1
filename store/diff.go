package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// DiffColumns head the rows of Diff.
var DiffColumns = []string{"change", "claim_id", "article", "figure", "measure", "entity", "period", "slot", "before", "after"}

// Diff lists the claims that stand in one version of the database and not in
// the other, or with other slots. Superseded articles count as gone. Where an article was
// edited, a claim is the same that has the same figure in the same sentence: of those
// alike, in their order.
func Diff(ctx context.Context, before, after string) (changes [][]any, err error) {
	r, err := open(ctx, after, access{files: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if _, err := r.db.ExecContext(ctx, "ATTACH "+quote(before)+" AS former (READ_ONLY)"); err != nil {
		return nil, fmt.Errorf("opening database %s: %w", before, err)
	}
	const current = `SELECT c.*, a.address, a.text[sentence_start + 1 : sentence_end] AS sentence, char_start - sentence_start AS within,
		row_number() OVER (PARTITION BY address, sentence, within, figure ORDER BY char_start) AS nth
		FROM %[1]s.claims c JOIN %[1]s.articles a USING (article_id)
		WHERE a.superseded_by IS NULL`
	const told = "figure, measure, entity, period"
	var slots []string
	for _, s := range comparedSlots {
		slots = append(slots, fmt.Sprintf(`
			SELECT 'changed' AS change, c.claim_id, c.address, c.figure, c.measure, c.entity, c.period, '%[1]s' AS slot, f.%[1]s::VARCHAR AS before, c.%[1]s::VARCHAR AS after
			FROM same JOIN f ON f.claim_id = same.former JOIN c ON c.claim_id = same.claim_id WHERE f.%[1]s IS DISTINCT FROM c.%[1]s`, s))
	}
	query := "WITH f AS MATERIALIZED (" + fmt.Sprintf(current, "former") + "), c AS MATERIALIZED (" + fmt.Sprintf(current, catalog) + `),
		same AS MATERIALIZED (
			SELECT claim_id AS former, claim_id FROM f SEMI JOIN c USING (claim_id)
			UNION ALL
			SELECT f.claim_id, c.claim_id
			FROM (FROM f ANTI JOIN c USING (claim_id)) f JOIN (FROM c ANTI JOIN f USING (claim_id)) c USING (address, sentence, within, figure, nth))
		SELECT * FROM (
			SELECT 'added' AS change, claim_id, address, ` + told + `, NULL AS slot, NULL AS before, NULL AS after FROM c ANTI JOIN same USING (claim_id)
			UNION ALL SELECT 'gone', claim_id, address, ` + told + `, NULL, NULL, NULL FROM f ANTI JOIN same ON f.claim_id = same.former
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
