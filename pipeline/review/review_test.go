package review

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/store/row"
)

func TestParseTellsWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"corections: []", "unknown field"},
		{"corrections: [{claim: c1, reject: true, by: A}]", "reason"},
		{"corrections: [{claim: c1, reject: true, reason: r}]", "name under by"},
		{"corrections: [{reject: true, reason: r, by: A}]", "names no claim"},
		{"corrections: [{claim: c1, reason: r, by: A}]", "exactly one of"},
		{"corrections: [{claim: c1, reject: true, confirm: true, reason: r, by: A}]", "exactly one of"},
		{"corrections: [{claim: c1, mend: {colour: red}, reason: r, by: A}]", `no slot "colour"`},
		{"corrections: [{claim: c1, mend: {measure: size}, reason: r, by: A}]", `"size" is none of`},
		{"corrections: [{claim: c1, mend: {period: soon}, reason: r, by: A}]", `period "soon"`},
		{"corrections: [{claim: c1, mend: {value: much}, reason: r, by: A}]", "no number"},
		{"corrections: [{claim: c1, mend: {bound: null}, reason: r, by: A}]", "none of exact"},
		{"corrections: [{claim: c1, reject: true, reason: r, by: A}, {claim: c1, confirm: true, reason: r, by: A}]", "corrected twice"},
	} {
		if _, err := Parse("c.yaml", []byte(c.file)); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "c.yaml") {
			t.Errorf("%s: error %v, want one with %q", c.file, err, c.want)
		}
	}
	if got, err := Parse("c.yaml", nil); err != nil || len(got) != 0 {
		t.Errorf("an empty file: %v, %v", got, err)
	}
}

func TestApply(t *testing.T) {
	corrections, err := Parse("c.yaml", []byte(`corrections:
  - {claim: c1, mend: {period: 2015-Q1, entity: null, value: 12.5, measure: penetration}, reason: see the table, by: B}
  - {claim: c2, reject: true, reason: a price, by: B}
  - {claim: c3, confirm: true, reason: seen, by: B}
`))
	if err != nil {
		t.Fatal(err)
	}
	claim := func(id string) row.Claim {
		return row.Claim{
			Figure: row.Figure{ID: id, Figure: "12%", Value: 12, Unit: "percent", Bound: "exact"}, Measure: "market_share", Entity: "alipay",
			Because: []row.Reason{{Slot: "entity", Value: "alipay", Span: row.Span{Start: 3, End: 9}}},
		}
	}
	a := &row.Article{Published: time.Date(2016, 1, 2, 0, 0, 0, 0, time.UTC), Claims: []row.Claim{claim("c1"), claim("c2"), claim("c3"), claim("c4")}}
	NewReviewer(corrections).Apply(a)
	type short struct {
		Measure, Entity, Period, AsOf, By, Review string
		Value                                     float64
		Withdrawn                                 bool
		Reasons                                   int
	}
	var got []short
	for _, c := range a.Claims {
		s := short{c.Measure, c.Entity, c.Period, "", c.ReviewedBy, c.Review, c.Value, c.Withdrawn, len(c.Because)}
		if !c.AsOf.IsZero() {
			s.AsOf = c.AsOf.Format(time.DateOnly)
		}
		got = append(got, s)
	}
	want := []short{
		{"penetration", "", "2015-Q1", "2015-03-31", "B", "mended entity, measure, period, value: see the table", 12.5, false, 4},
		{"market_share", "alipay", "", "2016-01-02", "B", "rejected: a price", 12, true, 1},
		{"market_share", "alipay", "", "2016-01-02", "B", "confirmed: seen", 12, false, 1},
		{"market_share", "alipay", "", "", "", "", 12, false, 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if r := a.Claims[0].Because[0]; r.Start != -1 || r.Why != "B: see the table" {
		t.Errorf("the mended slot says %+v", r)
	}
}

func TestChanged(t *testing.T) {
	a := row.Correction{ClaimID: "c1", Action: "reject", Found: true}
	b := row.Correction{ClaimID: "c2", Action: "mend", Slot: "period", Value: "2015"}
	c := row.Correction{ClaimID: "c2", Action: "mend", Slot: "period", Value: "2016"}
	unfound := a
	unfound.Found = false
	for _, test := range []struct {
		before, after []row.Correction
		want          string
	}{
		{nil, nil, ""},
		{[]row.Correction{a, b}, []row.Correction{b, unfound}, ""},
		{[]row.Correction{a, b}, []row.Correction{unfound, c}, "c2"},
		{[]row.Correction{a}, []row.Correction{b}, "c1 c2"},
	} {
		if got := strings.Join(Changed(test.before, test.after), " "); got != test.want {
			t.Errorf("Changed(%v, %v) = %q, want %q", test.before, test.after, got, test.want)
		}
	}
}
