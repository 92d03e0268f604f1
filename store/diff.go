package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// DiffColumns head the rows of Diff.
var DiffColumns = []string{"change", "claim_id", "article", "figure", "slot", "before", "after", "measure", "entity", "period"}

// Diff lists the claims that stand in one version of the database and not in
// the other, or with other slots. Superseded articles count as gone. Where an article was
// edited, claims are the same that make the same statement (row.Statement).
func Diff(ctx context.Context, before, after string) (changes [][]any, err error) {
	r, err := open(ctx, after, access{files: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if _, err := r.db.ExecContext(ctx, "ATTACH "+quote(before)+" AS former (READ_ONLY)"); err != nil {
		return nil, fmt.Errorf("opening database %s: %w", before, err)
	}
	rows, err := r.Query(ctx, differences())
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

// differences is the query behind Diff. Only what a claim is compared by is read of all of
// them, and sentences only of those whose id stands in one version alone.
func differences() string {
	current := func(version string) string {
		return `SELECT claim_id, article_id, address, figure, rule, char_start, sentence_start, sentence_end, ` + strings.Join(comparedSlots, ", ") +
			" FROM " + version + ".claims JOIN " + version + ".articles USING (article_id) WHERE superseded_by IS NULL"
	}
	unpaired := func(claims, others, version string) string {
		return "SELECT *, " + statement + " FROM (SELECT o.*, text FROM (FROM " + claims + " ANTI JOIN " + others + " USING (claim_id)) o JOIN " +
			version + ".articles USING (article_id))"
	}
	var differ, slots []string
	for _, s := range comparedSlots {
		differ = append(differ, fmt.Sprintf("f.%[1]s IS DISTINCT FROM c.%[1]s", s))
		slots = append(slots, fmt.Sprintf("SELECT 'changed', c.claim_id, c.address, c.figure, '%[1]s', f.%[1]s::VARCHAR, c.%[1]s::VARCHAR, c.measure, c.entity, c.period FROM changed WHERE %s",
			s, differ[len(differ)-1]))
	}
	differs := " WHERE " + strings.Join(differ, " OR ")
	return "WITH f AS MATERIALIZED (" + current("former") + "), c AS MATERIALIZED (" + current(catalog) + "), " +
		"only_f AS MATERIALIZED (" + unpaired("f", "c", "former") + "), only_c AS MATERIALIZED (" + unpaired("c", "f", catalog) + `),
		same AS MATERIALIZED (SELECT only_f.claim_id AS former, only_c.claim_id FROM only_f JOIN only_c USING (address, sentence, within, figure, nth)),
		changed AS MATERIALIZED (
			SELECT f, c FROM f JOIN c USING (claim_id)` + differs + `
			UNION ALL SELECT f, c FROM same JOIN f ON f.claim_id = same.former JOIN c ON c.claim_id = same.claim_id` + differs + `)
		FROM (
			SELECT 'added' AS change, claim_id, address, figure, NULL AS slot, NULL AS before, NULL AS after, measure, entity, period
			FROM only_c ANTI JOIN same USING (claim_id)
			UNION ALL SELECT 'gone', claim_id, address, figure, NULL, NULL, NULL, measure, entity, period
			FROM only_f ANTI JOIN same ON only_f.claim_id = same.former
			UNION ALL ` + strings.Join(slots, " UNION ALL ") + `)
		ORDER BY change, address, claim_id, slot`
}
