package row

import (
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"marketfigures/extract"
	"marketfigures/extract/claim"
	"marketfigures/extract/entity"
	"marketfigures/extract/period"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// find is the span of part in s.
func find(t *testing.T, s, part string) text.Span {
	t.Helper()
	for i := range s {
		if len(s) >= i+len(part) && s[i:i+len(part)] == part {
			return text.Span{Start: i, End: i + len(part)}
		}
	}
	t.Fatalf("%q is not in %q", part, s)
	return text.Span{}
}

func TestOf(t *testing.T) {
	const body = "支付宝 — Alipay’s share 👩‍👩‍👧 was 54% in 2016.\n\n| Wallet | Share |\n| Tenpay | 37% |"
	d := text.Parse(body)
	at := func(part string) text.Span { return find(t, body, part) }
	q := quantity.Quantity{Span: at("54%"), First: d.TokenAt(at("54%").Start), Value: 54, Unit: "percent", Bound: "exact"}
	cell := quantity.Quantity{Span: at("37%"), First: d.TokenAt(at("37%").Start), Value: 37, Unit: "percent", Bound: "range", Low: 36, High: 38}
	x := &extract.Extraction{
		Document: d,
		Dates:    []period.Expression{{Span: at("2016"), Value: "2016", Starts: date(2016, 1, 1), Ends: date(2017, 1, 1), Listed: true}},
		Mentions: []entity.Mention{{Span: at("支付宝"), ID: "alipay", Listed: true}},
		Figures: []claim.Figure{
			{Quantity: q, Claim: &claim.Claim{
				Quantity: q, Measure: "market_share", Entity: "alipay", Period: "2016", Status: "reported", Source: "Bureau of\nStatistics", Rule: "test", Confidence: 0.9,
				Evidence: []claim.Evidence{{Slot: "entity", Value: "alipay", Start: at("Alipay").Start, End: at("Alipay").End, Why: "subject"}, {Slot: "status", Value: "reported"}, {Slot: "market", Value: "retail", Why: "a rule"}},
			}},
			{Quantity: cell, Why: "a test"},
		},
	}
	a := Of(Source{"a.txt", "abc", body}, extract.Article{ID: "a.txt", Text: body, Published: date(2017, 2, 3)}, x)
	if because := a.Claims[0].Because; len(because) != 2 || because[1] != (Reason{Slot: "market", Value: "retail", Why: "a rule"}) {
		t.Errorf("because %+v, want the words and the rule, and nothing of what neither filled", because)
	}
	points := []rune(body)
	read := func(s Span) string { return string(points[s.Start:s.End]) }
	got := map[string]string{
		"mention": read(a.Mentions[0].Span), "date": read(a.Dates[0].Span), "figure": read(a.Figures[0].Span),
		"cell": read(a.Figures[1].Span), "claim": read(a.Claims[0].Span), "words": read(a.Claims[0].Because[0].Span),
		"sentence": read(a.Claims[0].Sentence), "row": read(a.Figures[1].Sentence), "why": a.Figures[1].Why,
		"as of": a.Claims[0].AsOf.Format(time.DateOnly), "raw": a.Raw,
		"source": a.Claims[0].Source,
	}
	want := map[string]string{
		"mention": "支付宝", "date": "2016", "figure": "54%", "cell": "37%", "claim": "54%", "words": "Alipay",
		"sentence": "支付宝 — Alipay’s share 👩‍👩‍👧 was 54% in 2016.", "row": "| Tenpay | 37% |", "why": "a test",
		"as of": "2016-12-31", "raw": "",
		"source": "Bureau of Statistics",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if a.Claims[0].ID != a.Figures[0].ID || a.Figures[0].ID == a.Figures[1].ID {
		t.Errorf("ids: claim %s, figures %s, %s", a.Claims[0].ID, a.Figures[0].ID, a.Figures[1].ID)
	}
	if a.Figures[1].Low == nil || *a.Figures[1].Low != 36 || a.Figures[0].Low != nil {
		t.Error("only a range has ends")
	}
}

func TestTidy(t *testing.T) {
	for v, want := range map[float64]float64{266.4 * 1e9: 266_400_000_000, 12.9 + 0.05: 12.95, 0.1 + 0.2: 0.3, 54: 54, -7.5: -7.5, 0: 0} {
		if got := tidy(v); got != want {
			t.Errorf("tidy(%v) = %v, want %v", v, got, want)
		}
	}
}

// The short way that most numbers take comes to what fifteen digits are.
func TestTidyIsFifteenDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := float64(rapid.Int64().Draw(t, "digits")) / math.Pow(10, float64(rapid.IntRange(0, 20).Draw(t, "places")))
		for range rapid.IntRange(0, 3).Draw(t, "factors") {
			v *= rapid.SampledFrom([]float64{0.1, 0.3, 7, 1e6, 1e9}).Draw(t, "factor")
		}
		want, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
		if err != nil {
			t.Fatal(err)
		}
		if got := tidy(v); got != want {
			t.Errorf("tidy(%v) = %v, want %v", v, got, want)
		}
	})
}

func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// Ids are part of the database's contract: another release must give the same.
func TestIDs(t *testing.T) {
	got := []string{ArticleID("a.txt", "h"), ClaimID("a1", Span{3, 5}, "5%"), RejectID("a", 0, "empty")}
	want := []string{"acfeb347db50157aa3b1e", "c2db94619a94193562077", "r8b7a6d5396be124491d2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if ArticleID("a.tx", "th") == ArticleID("a.txt", "h") {
		t.Error("parts run into each other")
	}
}

func TestPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.Rune(), 0, 900, -1).Draw(t, "text")
		p := newPoints(s)
		n := 0
		for i := range s {
			if got := p.at(i); int(got) != n {
				t.Fatalf("at(%d) = %d, want %d", i, got, n)
			}
			n++
		}
		if got := p.at(len(s)); int(got) != n {
			t.Fatalf("at(end) = %d, want %d", got, n)
		}
	})
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ period, starts, ends string }{
		{"", "", ""},
		{"2016", "2016-01-01", "2017-01-01"},
		{"2014-Q4", "2014-10-01", "2015-01-01"},
		{"2014-H1", "2014-01-01", "2014-07-01"},
		{"2015-12", "2015-12-01", "2016-01-01"},
		{"2016-02-29", "2016-02-29", "2016-03-01"},
		{"2010/2014", "2010-01-01", "2015-01-01"},
		{"2016-01/2016-09", "2016-01-01", "2016-10-01"},
		{"2017-12-31/2018-01-01", "2017-12-31", "2018-01-02"},
		{"2015-02-29", "error", ""}, {"2014-Q5", "error", ""}, {"2014-H3", "error", ""}, {"2014-13", "error", ""},
		{"2014/2010", "error", ""}, {"soon", "error", ""}, {"2014-", "error", ""}, {"2014/", "error", ""}, {"14", "error", ""},
	} {
		starts, ends, err := Days(c.period)
		if c.starts == "error" {
			if err == nil {
				t.Errorf("Days(%q) = %v, %v, want an error", c.period, starts, ends)
			}
			continue
		}
		if err != nil || form(starts) != c.starts || form(ends) != c.ends {
			t.Errorf("Days(%q) = %s, %s, %v, want %s, %s", c.period, form(starts), form(ends), err, c.starts, c.ends)
		}
	}
}

func form(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func FuzzDays(f *testing.F) {
	for _, s := range []string{"2016", "2014-Q4", "2010/2014", "-001", "2016-00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, period string) {
		starts, ends, err := Days(period)
		if err == nil && period != "" && !starts.Before(ends) {
			t.Errorf("Days(%q) = %v, %v", period, starts, ends)
		}
	})
}

func TestAllowed(t *testing.T) {
	low, high := 50.0, 55.0
	for _, c := range []struct {
		figure      string
		value       float64
		bound       string
		least, most float64 // -1: open
	}{
		{"54%", 54, "exact", 53.5, 54.5},
		{"53.7%", 53.7, "exact", 53.65, 53.75},
		{"5４%", 54, "exact", 53.5, 54.5},
		{"29.2 billion", 29.2e9, "exact", 29.15e9, 29.25e9},
		{"1,234", 1234, "exact", 1233.5, 1234.5},
		{"50%", 50, "about", 47.5, 52.5},
		{"5%", 5, "about", 4.5, 5.5},
		{"50%", 50, "above", 50, -1},
		{"50%", 50, "below", -1, 50},
		{"50% to 55%", 52.5, "range", 50, 55},
		{"1/3", 33.33, "exact", 32.9967, 33.6633},
		{"half", 50, "exact", 49.5, 50.5},
		{"3 trillion and 790 billion", 3.79e12, "exact", 3.7521e12, 3.8279e12},
		{"-5%", -5, "exact", -5.5, -4.5},
		{"-50%", -50, "about", -52.5, -47.5},
	} {
		f := Figure{Figure: c.figure, Value: c.value, Bound: c.bound}
		if c.bound == "range" {
			f.Low, f.High = &low, &high
		}
		least, most := Allowed(f)
		if !near(least, c.least) || !near(most, c.most) {
			t.Errorf("Allowed(%s %s) = %v to %v, want %v to %v", c.bound, c.figure, show(least), show(most), c.least, c.most)
		}
	}
}

func near(got *float64, want float64) bool {
	if got == nil || want == -1 {
		return got == nil && want == -1
	}
	d := *got - want
	return d*d <= 1e-12*want*want
}

func show(f *float64) any {
	if f == nil {
		return "open"
	}
	return *f
}
