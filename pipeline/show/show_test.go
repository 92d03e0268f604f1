package show

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/store/row"
)

func article() *row.Article {
	low, high := 50.0, 55.0
	f := row.Figure{ID: "c1", Span: row.Span{Start: 13, End: 16}, Figure: "54%", Value: 54, Unit: "percent", Bound: "exact", Sentence: row.Span{Start: 0, End: 25}, Claimed: true}
	other := row.Figure{ID: "c2", Span: row.Span{Start: 26, End: 35}, Figure: "50 to 55%", Value: 52.5, Low: &low, High: &high, Unit: "percent", Bound: "range", Sentence: row.Span{Start: 26, End: 36}, Why: "measures nothing"}
	return &row.Article{
		Name: "a.txt", Text: "支付宝 <b> held 54% in 2016.\n50 to 55%.", Published: time.Date(2017, 2, 3, 0, 0, 0, 0, time.UTC), PublishedFrom: "meta",
		Entities: []string{"alipay"}, Mentions: []row.Mention{{Span: row.Span{Start: 0, End: 3}, Entity: "alipay", Text: "支付宝", Listed: true}},
		Dates: []row.Date{
			{Span: row.Span{Start: 20, End: 24}, Text: "2016", Value: "2016", Starts: time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC), Ends: time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC), Listed: true},
			{Span: row.Span{Start: 0, End: 1}, Text: "支"},
		},
		Figures: []row.Figure{f, other},
		Claims: []row.Claim{{Figure: f, Measure: "market_share", Entity: "alipay", Place: "china", Period: "2016", Status: "reported", Confidence: 0.75, Rule: "subject",
			Because: []row.Reason{{Slot: "entity", Value: "alipay", Span: row.Span{Start: 0, End: 3}, Why: "entity:before:rank-figures:0:0 +0.31, market_share:most named +0.12"}, {Slot: "place", Value: "china", Span: row.Span{Start: 4, End: 7}, Why: "joined by a preposition"}}}},
	}
}

func TestJSONL(t *testing.T) {
	var b strings.Builder
	if err := JSONL(&b, article()); err != nil {
		t.Fatal(err)
	}
	want := `{"article":"a.txt","title":null,"published":"2017-02-03","language":null,"text":"支付宝 <b> held 54% in 2016.\n50 to 55%.",` +
		`"claims":[{"start":13,"end":16,"figure":"54%","value":54,"unit":"percent","bound":"exact","measure":"market_share","growth_of":null,"entity":"alipay","market":null,"place":"china","period":"2016","status":"reported","source":null,"confidence":0.75,"rule":"subject"}],` +
		`"figures":[{"start":13,"end":16,"figure":"54%","value":54,"low":null,"high":null,"unit":"percent","bound":"exact","counted":null,"claim":true},{"start":26,"end":35,"figure":"50 to 55%","value":52.5,"low":50,"high":55,"unit":"percent","bound":"range","counted":null,"claim":false,"why":"measures nothing"}],` +
		`"dates":[{"start":20,"end":24,"text":"2016","value":"2016","starts":"2016-01-01","ends":"2017-01-01"}],"entities":["alipay"],` +
		`"mentions":[{"start":0,"end":3,"text":"支付宝","entity":"alipay","listed":true}]}` + "\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	b.Reset()
	if err := JSONL(&b, &row.Article{Name: "empty"}); err != nil {
		t.Fatal(err)
	}
	var lists map[string]any
	if err := json.Unmarshal([]byte(b.String()), &lists); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"claims", "figures", "dates", "entities", "mentions"} {
		if _, ok := lists[name].([]any); !ok {
			t.Errorf("%s of an empty article is %v, want a list", name, lists[name])
		}
	}
}

func TestExplain(t *testing.T) {
	a := article()
	third := row.Figure{ID: "c3", Span: row.Span{Start: 20, End: 24}, Figure: "2016", Value: 2016, Unit: "count", Sentence: a.Figures[0].Sentence, Why: "a year"}
	a.Figures = []row.Figure{a.Figures[0], third, a.Figures[1]}
	want := `a.txt
(no title), published 2017-02-03 (meta)

支付宝 <b> held [54%] in [2016].
  54% is a claim, by subject, confidence 0.75, id c1
    value      54 percent, exact
    measure    market_share
    entity     alipay                   "支付宝", the nearest name before it, no figure between; the name named most
    market     null
    place      china                    "<b>", joined by a preposition
    period     2016
    status     reported
    source     null
  2016 is no claim: a year (2016 count)

[50 to 55%].
  50 to 55% is no claim: measures nothing (52.5 percent)

3 figures, 1 claim

`
	var b strings.Builder
	if err := Explain(&b, a, Plain); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	b.Reset()
	if err := Explain(&b, a, Terminal); err != nil {
		t.Fatal(err)
	}
	if want := "held \x1b[1;33m54%\x1b[0m in \x1b[4m2016\x1b[0m."; !strings.Contains(b.String(), want) {
		t.Errorf("no %q in\n%q", want, b.String())
	}
}
