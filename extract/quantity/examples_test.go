package quantity

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

func builtin(t testing.TB) *Grammar {
	t.Helper()
	l, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	g, err := NewGrammar(l)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// render is a quantity as the tests write it: value, unit, bound.
func render(q Quantity) string { return fmt.Sprintf("%v %s %s", q.Value, q.Unit, q.Bound) }

// An example may say what it must give, or must not: "text => value unit bound".
// Without that, ok says which quantities count.
func checkExamples(t *testing.T, g *Grammar, row string, ex lexicon.Examples, ok func(Quantity) bool) {
	t.Helper()
	if len(ex.Match) == 0 || len(ex.Miss) == 0 {
		t.Errorf("%s needs an example that it matches and one that it misses", row)
	}
	check := func(example string, want bool) {
		body, rendering, told := strings.Cut(example, " => ")
		found := g.Find(text.Parse(body), nil)
		hit := slices.ContainsFunc(found, func(q Quantity) bool {
			if told {
				return strings.ReplaceAll(render(q), "e+", "e+") == rendering || fmt.Sprintf("%.0f %s %s", q.Value, q.Unit, q.Bound) == rendering
			}
			return ok(q)
		})
		if hit != want {
			t.Errorf("%s: example %q gives %v, match = %t, want %t", row, example, found, hit, want)
		}
	}
	for _, m := range ex.Match {
		check(m, true)
	}
	for _, m := range ex.Miss {
		check(m, false)
	}
}

func TestExamplesOfTheLexicon(t *testing.T) {
	l, err := lexicon.BuiltinInFull()
	if err != nil {
		t.Fatal(err)
	}
	g := builtin(t)
	words := l.Quantity
	any := func(Quantity) bool { return true }
	for _, n := range words.Numerals {
		checkExamples(t, g, "numerals "+n.Rank, n.Examples, any)
	}
	for _, s := range words.Scales {
		checkExamples(t, g, fmt.Sprint("scale ", s.Value), s.Examples, any)
	}
	for _, p := range words.Parts {
		checkExamples(t, g, fmt.Sprint("part ", p.Of), p.Examples, func(q Quantity) bool { return q.Fraction })
	}
	for _, u := range words.Units {
		checkExamples(t, g, "unit "+u.Name, u.Examples, func(q Quantity) bool {
			switch u.Name {
			case "percent", "percentage_points":
				return q.Unit == u.Name
			case "basis_points":
				return q.Unit == Percent || q.Unit == PercentagePoints
			case "points":
				return q.Unit == PercentagePoints
			}
			return q.Unit == Count && q.Counted.Len() > 0
		})
	}
	for _, c := range words.Currencies {
		checkExamples(t, g, "currency "+c.Code, c.Examples, func(q Quantity) bool {
			return q.Unit == c.Code || c.Code == "¥" && q.Unit == "CNY"
		})
	}
	for _, b := range words.Bounds {
		checkExamples(t, g, "bound "+b.Bound+" "+b.Words[0], b.Examples, func(q Quantity) bool { return q.Bound == b.Bound })
	}
	for _, c := range words.Cues {
		checkExamples(t, g, "cue "+c.Cue, c.Examples, any)
	}
}
