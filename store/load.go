package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"marketfigures/store/row"
)

// Loaded counts what a batch was to the database.
type Loaded struct {
	Added       int // articles under new addresses
	Changed     int // new versions of known addresses
	Reextracted int // articles that were there already
}

// Add loads a batch of articles in one transaction and reads the counts back.
// An article that is there already is loaded anew; one whose address has an
// older version supersedes it. No address may stand twice in a batch.
func (d *Draft) Add(ctx context.Context, batch []*row.Article) (Loaded, error) {
	var loaded Loaded
	if len(batch) == 0 {
		return loaded, nil
	}
	if d.offsets != nil {
		return loaded, errors.New("articles are added whose offsets nobody would prove")
	}
	again, replaced := d.sort(batch, &loaded)
	due := d.rows
	d.rows = nil // until the batch is counted
	var err error
	if due == nil {
		if due, err = d.sizes(ctx); err != nil {
			return loaded, err
		}
	}
	err = transaction(ctx, d.conn, func() error {
		first, err := d.takeOut(ctx, again, replaced, due)
		if err != nil {
			return err
		}
		if err := d.supersede(ctx, replaced); err != nil {
			return err
		}
		if err := d.carryOver(ctx, replaced, first); err != nil {
			return err
		}
		return d.append(ctx, batch, first, due)
	})
	if err != nil {
		return Loaded{}, err
	}
	have, err := d.sizes(ctx)
	if err != nil {
		return Loaded{}, err
	}
	for _, table := range contentTables {
		if have[table] != due[table] {
			return Loaded{}, fmt.Errorf("loading %s: the database has %d rows where %d were due", table, have[table], due[table])
		}
	}
	d.rows = have
	for _, a := range batch {
		d.loaded[a.ID], d.newest[a.Address] = true, a.ID
	}
	return loaded, nil
}

// contentTables are those that articles fill.
var contentTables = []string{"articles", "mentions", "dates", "figures", "claims", "bands"}

// countAll counts the rows of all of them.
var countAll = "SELECT (SELECT count(*) FROM " + strings.Join(contentTables, "), (SELECT count(*) FROM ") + ")"

func (d *Draft) sizes(ctx context.Context) (map[string]int64, error) {
	counts, fields := make([]int64, len(contentTables)), make([]any, len(contentTables))
	for i := range counts {
		fields[i] = &counts[i]
	}
	if err := d.conn.QueryRowContext(ctx, countAll).Scan(fields...); err != nil {
		return nil, fmt.Errorf("counting the rows of articles: %w", err)
	}
	sizes := map[string]int64{}
	for i, table := range contentTables {
		sizes[table] = counts[i]
	}
	return sizes, nil
}

// replacement is an article of a batch that takes the place of an older version.
type replacement struct {
	old string // its id
	by  *row.Article
}

// sort tells which articles of a batch are there already, and which take the place of an
// older version.
func (d *Draft) sort(batch []*row.Article, loaded *Loaded) (again []string, replaced []replacement) {
	for _, a := range batch {
		_, there := d.known.articles[a.ID]
		if there = there || d.loaded[a.ID]; there {
			again = append(again, a.ID)
		}
		older := cmp.Or(d.newest[a.Address], d.known.current[a.Address])
		switch {
		case older != "" && older != a.ID:
			replaced = append(replaced, replacement{older, a})
			loaded.Changed++
		case there:
			loaded.Reextracted++
		default:
			loaded.Added++
		}
	}
	return again, replaced
}

// takeOut removes the rows of articles that are loaded anew, keeps their
// claims aside to compare, and returns the run in which each article and claim
// first stood, by id. Those that come back, in the place of a later version, are
// compared with that one instead.
func (d *Draft) takeOut(ctx context.Context, ids []string, replaced []replacement, due map[string]int64) (map[string]string, error) {
	first := map[string]string{}
	if len(ids) == 0 {
		return first, nil
	}
	in := " WHERE article_id IN (" + literals(ids) + ")"
	for _, query := range []string{"SELECT article_id, first_run FROM articles" + in, "SELECT claim_id, first_run FROM claims" + in} {
		err := readRows(ctx, d.conn, query, nil, func(scan func(...any) error) error {
			var id, run string
			err := scan(&id, &run)
			first[id] = run
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading articles that are loaded anew: %w", err)
		}
	}
	stayed := slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		return slices.ContainsFunc(replaced, func(r replacement) bool { return r.by.ID == id })
	})
	if len(stayed) > 0 {
		if _, err := d.conn.ExecContext(ctx, "INSERT INTO former_claims SELECT * FROM claims WHERE article_id IN ("+literals(stayed)+")"); err != nil {
			return nil, fmt.Errorf("keeping former claims: %w", err)
		}
	}
	for _, table := range contentTables {
		result, err := d.conn.ExecContext(ctx, "DELETE FROM "+table+in)
		if err != nil {
			return nil, fmt.Errorf("taking former rows out of %s: %w", table, err)
		}
		n, err := result.RowsAffected()
		if err != nil {
			return nil, err
		}
		due[table] -= n
	}
	return first, nil
}

// supersede says of the older versions which article took their place.
func (d *Draft) supersede(ctx context.Context, replaced []replacement) error {
	if len(replaced) == 0 {
		return nil
	}
	pairs := make([][2]string, len(replaced))
	for i, r := range replaced {
		pairs[i] = [2]string{r.old, r.by.ID}
	}
	_, err := d.conn.ExecContext(ctx, "UPDATE articles SET superseded_by = pair.b, duplicate_of = NULL FROM "+literalPairs(pairs)+" WHERE article_id = pair.a")
	if err != nil {
		return fmt.Errorf("superseding older versions: %w", err)
	}
	return nil
}

// carryOver keeps the claims of older versions aside to compare, those that stand in the
// new one as well under the ids that they have there, and gives these the run in which
// they first stood.
func (d *Draft) carryOver(ctx context.Context, replaced []replacement, first map[string]string) error {
	if len(replaced) == 0 {
		return nil
	}
	type place struct {
		article string
		row.Statement
	}
	ids := make([]string, len(replaced))
	for i, r := range replaced {
		ids[i] = r.old
	}
	var pairs [][2]string // of an old claim, and the new one that is the same, or itself
	var stood []string    // the runs in which the old ones first did
	at := map[place]int{} // where an old claim is among them
	query := "WITH old AS (SELECT c.*, text FROM claims c JOIN articles USING (article_id) WHERE article_id IN (" + literals(ids) + `))
		SELECT article_id, claim_id, first_run, figure, ` + statement + " FROM old"
	err := readRows(ctx, d.conn, query, nil, func(scan func(...any) error) error {
		var p place
		var id, run string
		err := scan(&p.article, &id, &run, &p.Figure, &p.Sentence, &p.At, &p.Nth)
		at[p] = len(pairs)
		pairs, stood = append(pairs, [2]string{id, id}), append(stood, run)
		return err
	})
	if err != nil {
		return fmt.Errorf("reading claims of older versions: %w", err)
	}
	if len(pairs) == 0 {
		return nil
	}
	for _, r := range replaced {
		for n, s := range r.by.Statements() {
			k, ok := at[place{r.old, s}]
			if !ok {
				continue
			}
			id := r.by.Claims[n].ID
			if run, ok := first[id]; !ok || stood[k] < run {
				first[id] = stood[k]
			}
			pairs[k][1] = id
		}
	}
	_, err = d.conn.ExecContext(ctx, "INSERT INTO former_claims SELECT c.* REPLACE (pair.b AS claim_id) FROM claims c JOIN "+literalPairs(pairs)+" ON claim_id = pair.a")
	if err != nil {
		return fmt.Errorf("keeping claims of older versions: %w", err)
	}
	return nil
}

// literals writes ids, which are ours and hexadecimal, as a list of SQL.
func literals(ids []string) string {
	var b strings.Builder
	for i, id := range ids {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quote(id))
	}
	return b.String()
}

// literalPairs writes pairs of ids as a relation of SQL, pair(a, b): one
// statement for all of them, because each reads the whole table.
func literalPairs(pairs [][2]string) string {
	var b strings.Builder
	for i, p := range pairs {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("(" + quote(p[0]) + ", " + quote(p[1]) + ")")
	}
	return "(VALUES " + b.String() + ") AS pair(a, b)"
}

// append writes the rows of a batch, one table after another.
func (d *Draft) append(ctx context.Context, batch []*row.Article, first map[string]string, due map[string]int64) error {
	firstRun := func(id string) string {
		if run, ok := first[id]; ok {
			return run
		}
		return d.run
	}
	rows := map[string]func(*appender, *row.Article) error{
		"articles": func(to *appender, a *row.Article) error { return articleRow(to, a, firstRun(a.ID), d.run) },
		"mentions": mentionRows,
		"dates":    dateRows,
		"figures":  figureRows,
		"bands":    bandRow,
		"claims": func(to *appender, a *row.Article) error {
			for i := range a.Claims {
				if err := claimRow(to, a.ID, &a.Claims[i], firstRun(a.Claims[i].ID), d.run); err != nil {
					return err
				}
			}
			return nil
		},
	}
	for _, table := range contentTables {
		n, err := appendTo(ctx, d.conn, table, func(to *appender) error {
			for _, a := range batch {
				if err := ctx.Err(); err != nil {
					return context.Cause(ctx)
				}
				if err := rows[table](to, a); err != nil {
					return fmt.Errorf("article %s: %w", a.Address, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		due[table] += n
	}
	return nil
}

func articleRow(to *appender, a *row.Article, first, run string) error {
	return to.row(a.ID, a.Address, a.Hash, a.Name, orNull(a.URL), orNull(a.Title), orNull(a.Publisher),
		orNull(a.Author), orNull(a.Language), day(a.Published), orNull(a.PublishedFrom), a.Text, orNull(a.Raw),
		spans(a.Boilerplate), nil, nil, first, run)
}

func bandRow(to *appender, a *row.Article) error {
	bands := make([]any, len(a.Bands))
	for i, b := range a.Bands {
		bands[i] = b
	}
	return to.row(a.ID, bands)
}

func mentionRows(to *appender, a *row.Article) error {
	for _, m := range a.Mentions {
		if err := to.row(a.ID, m.Start, m.End, m.Entity, m.Text); err != nil {
			return err
		}
	}
	return nil
}

func dateRows(to *appender, a *row.Article) error {
	for _, p := range a.Dates {
		if err := to.row(a.ID, p.Start, p.End, p.Text, orNull(p.Value), day(p.Starts), day(p.Ends), p.Listed, p.Relative); err != nil {
			return err
		}
	}
	return nil
}

func figureRows(to *appender, a *row.Article) error {
	for i := range a.Figures {
		f := &a.Figures[i]
		err := to.row(f.ID, a.ID, f.Start, f.End, f.Figure, f.Value, number(f.Low), number(f.High), f.Unit, f.Bound,
			orNull(f.Counted), f.Sentence.Start, f.Sentence.End, f.Claimed, orNull(f.Why))
		if err != nil {
			return err
		}
	}
	return nil
}

func claimRow(to *appender, article string, c *row.Claim, first, run string) error {
	because := to.structs(len(c.Because))
	for i, r := range c.Because {
		reason := because[i].(map[string]any)
		reason["slot"], reason["value"], reason["why"] = r.Slot, orNull(r.Value), orNull(r.Why)
		if reason["char_start"], reason["char_end"] = r.Start, r.End; r.Start < 0 {
			reason["char_start"], reason["char_end"] = nil, nil
		}
	}
	return to.row(c.ID, article, c.Start, c.End, c.Figure.Figure, c.Value, number(c.Low), number(c.High),
		number(c.Least), number(c.Most), c.Unit, c.Bound, orNull(c.Counted), c.Measure, orNull(c.GrowthOf),
		orNull(c.Entity), orNull(c.Market), orNull(c.Place), orNull(c.Period), day(c.Starts), day(c.Ends), day(c.AsOf), c.Status,
		orNull(c.Source), c.Confidence, c.Rule, because, c.Sentence.Start, c.Sentence.End, c.Withdrawn,
		orNull(c.ReviewedBy), orNull(c.Review), first, run)
}

func orNull(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}

func number(f *float64) driver.Value {
	if f == nil {
		return nil
	}
	return *f
}

func day(t time.Time) driver.Value {
	if t.IsZero() {
		return nil
	}
	return t
}

func spans(spans []row.Span) []any {
	l := make([]any, len(spans))
	for i, s := range spans {
		l[i] = map[string]any{"char_start": s.Start, "char_end": s.End}
	}
	return l
}
