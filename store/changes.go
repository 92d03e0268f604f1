package store

import (
	"context"
	"fmt"
	"strings"
)

// comparedSlots are those whose change makes a claim a changed one. What
// follows from them (starts, least ...) and how sure the program is does not.
var comparedSlots = []string{
	"value", "low", "high", "unit", "bound", "measure", "growth_of", "entity", "market", "place", "period", "status", "source", "withdrawn",
}

// addChanges notes what became of the claims of articles that were loaded
// anew or superseded, and counts it.
func (d *Draft) addChanges(ctx context.Context, run *Run) error {
	var slots []string
	for _, s := range comparedSlots {
		slots = append(slots, fmt.Sprintf(`
			SELECT c.claim_id, c.article_id, 'changed', c.figure, '%[1]s', f.%[1]s::VARCHAR, c.%[1]s::VARCHAR
			FROM former_claims f JOIN claims c USING (claim_id) WHERE f.%[1]s IS DISTINCT FROM c.%[1]s`, s))
	}
	slots = append(slots, `
			SELECT f.claim_id, f.article_id, 'gone', f.figure, NULL, NULL, NULL
			FROM former_claims f ANTI JOIN (SELECT claim_id FROM claims JOIN articles USING (article_id) WHERE superseded_by IS NULL) c USING (claim_id)`)
	insert := "INSERT INTO changes SELECT ?, * FROM (" + strings.Join(slots, " UNION ALL ") + ")"
	err := transaction(ctx, d.conn, func() error {
		_, err := d.conn.ExecContext(ctx, insert, run.ID)
		return err
	})
	if err != nil {
		return fmt.Errorf("noting changed claims: %w", err)
	}
	const counts = `
		SELECT (SELECT count(*) FROM claims c JOIN articles USING (article_id) ANTI JOIN former_claims f USING (claim_id)
		        WHERE c.run_id = $1 AND superseded_by IS NULL),
		       (SELECT count(DISTINCT claim_id) FROM changes WHERE run_id = $1 AND change = 'changed'),
		       (SELECT count(*) FROM changes WHERE run_id = $1 AND change = 'gone')`
	if err := d.conn.QueryRowContext(ctx, counts, run.ID).Scan(&run.ClaimsAdded, &run.ClaimsChanged, &run.ClaimsGone); err != nil {
		return fmt.Errorf("counting changed claims: %w", err)
	}
	return nil
}
