package eval

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"marketfigures/pipeline/show"
	"marketfigures/store/row"
)

// An extraction that is right but for one fault in eleven claims, of a kind
// that goes round. The expected numbers are those that the scorer the labels
// came with gives for the same extraction (MARKETFIGURES_KEEP_EXTRACTION=FILE
// writes it, one object a line).
func TestScore(t *testing.T) {
	gold, err := Read("../../testdata/gold/dev")
	if err != nil {
		t.Fatal(err)
	}
	score, strict := NewScore(Options{}), NewScore(Options{Strict: true})
	var kept bytes.Buffer
	for _, g := range gold {
		if filepath.Ext(g.Path) != ".txt" {
			continue
		}
		a := faulty(&g)
		score.Add(g, a)
		strict.Add(g, a)
		if err := show.JSONL(&kept, a); err != nil {
			t.Fatal(err)
		}
	}
	if path := os.Getenv("MARKETFIGURES_KEEP_EXTRACTION"); path != "" {
		if err := os.WriteFile(path, kept.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := score.Print(&out, false); err != nil {
		t.Fatal(err)
	}
	head, measures, _ := strings.Cut(out.String(), "full by measure:\n")
	if diff := cmp.Diff(wantScore, head); diff != "" {
		t.Error(diff)
	}
	if n := strings.Count(measures, "precision"); n != 10 {
		t.Errorf("%d measures are scored, want 10:\n%s", n, measures)
	}
	out.Reset()
	if err := strict.Print(&out, true); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"\n- ", "\n~ ", "\n+ "} {
		if !strings.Contains(out.String(), kind) {
			t.Errorf("no line of the misses starts with %q", kind)
		}
	}
}

const wantScore = `509 gold claims, 463 predicted
figure    precision 0.898  recall 0.817  F1 0.856
core      precision 0.646  recall 0.587  F1 0.615
full      precision 0.395  recall 0.360  F1 0.377
slots right where the figure is: measure 0.901  entity 0.925  market 0.933  period 0.892  bound 0.899  status 1.000  source 0.889  growth_of 1.000
dates     precision 0.831  recall 0.743  F1 0.785
entities  precision 0.861  recall 0.861  F1 0.861
published right: 16 of 21
`

// faulty makes the rows of what a label says, with faults.
func faulty(g *Gold) *row.Article {
	text := []rune(g.Text)
	a := &row.Article{Name: filepath.Base(g.Path), Text: g.Text, Entities: slices.Clone(g.Entities)}
	if g.Published != nil && len(g.Claims)%5 != 0 {
		a.Published, _ = time.Parse(time.DateOnly, *g.Published)
	}
	for i, c := range append(slices.Clone(g.Claims), g.Optional...) {
		start := occurrence(text, []rune(c.Figure), max(c.Nth, 1))
		span := row.Span{Start: int32(start), End: int32(start + utf8.RuneCountInString(c.Figure))}
		p := row.Claim{
			Figure:  row.Figure{Span: span, Figure: c.Figure, Value: c.Value, Unit: c.Unit, Bound: orEmpty(c.Bound)},
			Measure: orEmpty(c.Measure), Entity: orEmpty(c.Entity), Market: orEmpty(c.Market), Period: orEmpty(c.Period),
			Status: orEmpty(c.Status), Source: orEmpty(c.Source), GrowthOf: orEmpty(c.GrowthOf),
		}
		if p.Measure == "" {
			p.Measure = "users"
		}
		switch (i*7 + len(g.Claims)) % 11 {
		case 0:
			continue
		case 1:
			p.Entity = ""
		case 2:
			p.Period = "1999"
		case 3:
			p.Value *= 2
		case 4:
			p.Source = "Nobody"
		case 5:
			p.Market = ""
		case 6:
			p.Bound, p.Source = "above", strings.ToUpper(p.Source)
		case 7:
			p.Value *= 1.0005
			p.Measure = "revenue"
		}
		a.Claims = append(a.Claims, p)
	}
	for i, d := range g.Dates {
		start := occurrence(text, []rune(d.Text), max(d.Nth, 1))
		p := row.Date{Span: row.Span{Start: int32(start), End: int32(start + utf8.RuneCountInString(d.Text))}, Text: d.Text, Value: orEmpty(d.Value), Listed: i%9 != 4}
		if i%7 == 3 {
			p.Value = "1999"
		}
		a.Dates = append(a.Dates, p)
	}
	if len(a.Entities) > 2 {
		a.Entities = append(a.Entities[1:], "nobody")
	}
	return a
}
