package period

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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

func date(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// published is the day of the examples, a Thursday.
const published = "2015-03-12"

// example is a text and the listed values that must come out of it, in order.
type example struct{ text, values string }

func check(t *testing.T, published string, examples []example) {
	t.Helper()
	g := builtin(t)
	var day time.Time
	if published != "" {
		day = date(t, published)
	}
	for _, e := range examples {
		var got []string
		for _, x := range g.find(text.Parse(e.text), day, false) {
			if x.Listed {
				got = append(got, x.Value)
			}
		}
		if diff := cmp.Diff(e.values, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", e.text, diff)
		}
	}
}

// Every group of the lexicon must match and miss what it says.
func TestLexiconExamples(t *testing.T) {
	l, err := lexicon.BuiltinInFull()
	if err != nil {
		t.Fatal(err)
	}
	g, err := NewGrammar(l)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Period) == 0 {
		t.Fatal("the lexicon has no section period")
	}
	for _, group := range l.Period {
		if len(group.Examples.Match) == 0 || len(group.Examples.Miss) == 0 {
			t.Errorf("class %s: an example that it must match and one that it must miss are wanted", group.Class)
		}
		for _, m := range group.Examples.Match {
			said, want, _ := strings.Cut(m, " => ")
			var got []string
			for _, x := range g.find(text.Parse(said), date(t, published), false) {
				got = append(got, x.Value)
			}
			if len(got) == 0 || want != "" && !strings.Contains(" "+strings.Join(got, " ")+" ", " "+want+" ") {
				t.Errorf("class %s: %q gives %v, want %s", group.Class, said, got, want)
			}
		}
		for _, m := range group.Examples.Miss {
			for _, x := range g.find(text.Parse(m), date(t, published), false) {
				if x.Listed {
					t.Errorf("class %s: %q gives %s, want no listed date", group.Class, m, x.Value)
				}
			}
		}
	}
}

func TestUnknownClass(t *testing.T) {
	l := &lexicon.Lexicon{Period: lexicon.PeriodWords{{Class: "season", Rows: []lexicon.PeriodRow{{Words: []string{"spring"}}}}}}
	if _, err := NewGrammar(l); err == nil || !strings.Contains(err.Error(), "season") {
		t.Errorf("want an error that names the class, got %v", err)
	}
}

func TestWordWithTwoValues(t *testing.T) {
	l := &lexicon.Lexicon{Period: lexicon.PeriodWords{{Class: "month", Rows: []lexicon.PeriodRow{{Value: 1, Words: []string{"jan"}}, {Value: 2, Words: []string{"Jan"}}}}}}
	if _, err := NewGrammar(l); err == nil || !strings.Contains(err.Error(), "jan") {
		t.Errorf("want an error that names the word, got %v", err)
	}
}

// Expressions slice back, stand in order, do not overlap, and never panic.
func TestAnyBytes(t *testing.T) {
	g := builtin(t)
	words := []string{"the", "first", "three", "months", "of", "2014", "March", "12", "th", ",", "to", "-", "/", "last", "year", "'s", "quarter",
		"Q4", "H1", "ended", "ago", "earlier", "before", "same", "period", "end", "mid", "Monday", "between", "and", "FY", "16", "\n", "\n\n", "|", "31",
		"February", "29", "99999999", "0", "年", "月", "日", "half", "a", "next", "week", "this", "in", "by", "11.11", "2015.3.12", "\xff", "fiscal", "yesterday"}
	rapid.Check(t, func(t *rapid.T) {
		said := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 40).Draw(t, "words"), rapid.SampledFrom([]string{" ", ""}).Draw(t, "gap"))
		if rapid.Bool().Draw(t, "bytes") {
			said = string(rapid.SliceOf(rapid.Byte()).Draw(t, "raw"))
		}
		invariants(t, g, said, time.Unix(rapid.Int64Range(-4e9, 8e9).Draw(t, "published"), 0))
	})
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"the fourth quarter of 2014", "2015/3/12 19:42:00 24", "the year to March 2020", "| Q1 | Q2 |\n| 2014 | 31 |", "12 weeks to 1 December"} {
		f.Add(s)
	}
	g := builtin(f)
	f.Fuzz(func(t *testing.T, said string) { invariants(t, g, said, date(t, published)) })
}

func invariants(t interface {
	Errorf(string, ...any)
}, g *Grammar, said string, day time.Time) {
	d := text.Parse(said)
	end := 0
	for _, x := range g.Find(d, day) {
		switch {
		case x.Start < end || x.End <= x.Start || x.End > len(said):
			t.Errorf("%q: span %v behind byte %d", said, x.Span, end)
		case d.TokenSpan(x.First, x.Last) != x.Span:
			t.Errorf("%q: tokens [%d, %d) are not %v", said, x.First, x.Last, x.Span)
		case x.Value == "" && (x.Listed || !x.Starts.IsZero() || !x.Ends.IsZero()):
			t.Errorf("%q: unresolved but listed or dated: %+v", said, x)
		case x.Value != "" && !x.Starts.Before(x.Ends):
			t.Errorf("%q: %s starts %s and ends %s", said, x.Value, x.Starts, x.Ends)
		}
		end = x.End
	}
}

func TestBounds(t *testing.T) {
	g := builtin(t)
	for _, c := range []struct{ text, starts, ends string }{
		{"in 2014", "2014-01-01", "2015-01-01"},
		{"since 2013", "2013-01-01", ""},
		{"after 2013", "2014-01-01", ""},
		{"before 2013", "", "2013-01-01"},
		{"no later than January 1, 2010", "", "2010-01-01"},
		{"2012 or later", "2012-01-01", ""},
	} {
		found := g.Find(text.Parse(c.text), date(t, published))
		if len(found) != 1 {
			t.Errorf("%q: %d expressions", c.text, len(found))
			continue
		}
		show := func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.Format(time.DateOnly)
		}
		starts, ends := found[0].Bounds()
		if show(starts) != c.starts || show(ends) != c.ends {
			t.Errorf("%q: %s to %s, want %s to %s", c.text, show(starts), show(ends), c.starts, c.ends)
		}
	}
}

func TestCompared(t *testing.T) {
	g := builtin(t)
	for said, want := range map[string]string{
		"In the third quarter of 2014 it was 8%, a year earlier 7%.":                      "false true",
		"In the third quarter of 2014 it was 8%, in the same period last year 7%.":        "false true",
		"In the third quarter of 2014 it was 8%, against 7% in the previous quarter.":     "false true",
		"In the third quarter of 2014 it was 8%. In the fourth quarter of 2014 it was 9%": "false false",
	} {
		var got []string
		for _, x := range g.find(text.Parse(said), date(t, published), false) {
			got = append(got, map[bool]string{true: "true", false: "false"}[x.Compared])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %s", said, got, want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	g := builtin(b)
	d := text.Parse(strings.Repeat("In the third quarter of 2014 Alipay held 82% of a market that grew by a third, against 79% a year earlier; "+
		"its rival, which pays for rides and dumplings in every town, said on Monday that it would do better by the end of the year.\n\n", 50))
	day := date(b, published)
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		g.Find(d, day)
	}
}
