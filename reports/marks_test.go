package reports

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// said is a claim about a share of mobile payment with what a test changes.
func said(id string, change func(*Claim)) Claim {
	c := Claim{
		ID: id, Article: "a" + id, Original: "a" + id, Figure: "50%", End: 3, Sentence: Span{0, 3}, Value: 50, Unit: "percent",
		Bound: "exact", Measure: "market_share", Entity: "alipay", Market: "mobile_payment", Status: "reported", Confidence: 0.9, Rule: "made",
	}
	if change != nil {
		change(&c)
	}
	if c.Period == "" {
		c.Period = "2014"
	}
	if c.Starts.IsZero() {
		year, _ := time.Parse("2006", c.Period[:4])
		c.Starts, c.Ends = year, year.AddDate(1, 0, 0)
	}
	c.AsOf = c.Ends.AddDate(0, 0, -1)
	c.End = len([]rune(c.Figure))
	c.Sentence.End = c.End
	return c
}

// told makes data of claims, each in an article of its own that says nothing
// else.
func told(claims ...Claim) *Data {
	d := &Data{Names: map[string]string{"alipay": "Alipay", "tenpay": "Tenpay", "wechat_pay": "WeChat Pay", "mobile_payment": "mobile payment"}}
	for i, c := range claims {
		d.Articles = append(d.Articles, Article{ID: c.Article, Title: "Title " + c.ID, Publisher: "Publisher " + c.ID, Published: date(2015, 3, 1+i), Text: c.Figure})
		d.Claims = append(d.Claims, c)
	}
	return d
}

func viewOf(t *testing.T, d *Data) *pageView {
	t.Helper()
	l := newLibrary(d, Default())
	l.lay()
	v, err := l.view(l.pages[0], &assets{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

type seriesOption struct {
	Name string
	Data [][]float64
}

func seriesOf(t *testing.T, p panelView) map[string][][]float64 {
	t.Helper()
	var option struct {
		Series []seriesOption
		YAxis  []struct{ Min, Max float64 }
	}
	if err := json.Unmarshal([]byte(p.Option), &option); err != nil {
		t.Fatal(err)
	}
	series := map[string][][]float64{}
	for _, s := range option.Series {
		series[s.Name] = s.Data
	}
	return series
}

// TestBoundsAreDrawnAsSaid looks at the marks of each bound and status.
func TestBoundsAreDrawnAsSaid(t *testing.T) {
	v := viewOf(t, told(
		said("1", nil),
		said("2", func(c *Claim) { c.Period, c.Bound = "2015", "about" }),
		said("3", func(c *Claim) { c.Period, c.Bound = "2016", "above" }),
		said("4", func(c *Claim) { c.Period, c.Bound, c.Entity = "2017", "below", "tenpay" }),
		said("5", func(c *Claim) {
			c.Period, c.Bound, c.Figure, c.Value, c.Low, c.High = "2018", "range", "50% to 54%", 52, 50, 54
		}),
		said("6", func(c *Claim) { c.Period, c.Status = "2020", "forecast" }),
		said("7", func(c *Claim) { c.Period, c.Status = "2021", "target" }),
	))
	want := [][]float64{
		// x, y, side, bound, status, row, low, high
		{2014.5, 50, 0, 0, 0, 0},
		{2015.5, 50, 0, 1, 0, 1},
		{2016.5, 50, 0, 2, 0, 2},
		{2017.5, 50, 1, 3, 0, 3},
		{2018.5, 52, 0, 4, 0, 4, 50, 54},
		{2020.5, 50, 0, 0, 1, 5},
		{2021.5, 50, 0, 0, 2, 6},
	}
	series := seriesOf(t, v.Share.Panels[0])
	if d := cmp.Diff(want, series["marks"]); d != "" {
		t.Errorf("marks (-want +got):\n%s", d)
	}
	if len(series["forecasts"]) != 1 || series["forecasts"][0][0] != 2019.5 {
		t.Errorf("forecast area = %v, want from 2019.5", series["forecasts"])
	}
	if status := v.Share.Panels[0].Rows[5].Status; status != "forecast of 2015-03-06" {
		t.Errorf("status of the forecast = %q, want the date on which it was made", status)
	}
}

// TestLinesJoinOneClaimant looks at which figures a line joins.
func TestLinesJoinOneClaimant(t *testing.T) {
	by := func(id, source, period string, value float64, change func(*Claim)) Claim {
		return said(id, func(c *Claim) {
			c.Source, c.Period, c.Value, c.Figure = source, period, value, plain(value)+"%"
			if change != nil {
				change(c)
			}
		})
	}
	for _, test := range []struct {
		name   string
		claims []Claim
		want   [][]float64
	}{
		{"one claimant", []Claim{by("1", "iResearch", "2014", 50, nil), by("2", "iResearch", "2015", 49, nil), by("3", "Analysys", "2016", 48, nil)},
			[][]float64{{2014.5, 50, 2015.5, 49, 0}}},
		{"nobody credited", []Claim{by("1", "", "2014", 50, nil), by("2", "", "2015", 49, nil), by("3", "", "2016", 48, nil)}, [][]float64{}},
		{"a period with two figures", []Claim{by("1", "iResearch", "2014", 50, nil), by("2", "iResearch", "2015", 49, nil), by("3", "iResearch", "2015", 47, nil), by("4", "iResearch", "2016", 46, nil)}, [][]float64{}},
		{"forecast and reported", []Claim{by("1", "iResearch", "2014", 50, nil), by("2", "iResearch", "2015", 49, func(c *Claim) { c.Status = "forecast" }), by("3", "iResearch", "2015", 47, func(c *Claim) { c.Bound = "above" })}, [][]float64{}},
		{"two sides", []Claim{by("1", "iResearch", "2014", 50, nil), by("2", "iResearch", "2015", 30, func(c *Claim) { c.Entity = "tenpay" }), by("3", "iResearch", "2016", 30, func(c *Claim) { c.Entity = "wechat_pay" })}, [][]float64{}},
		{"a gap of years", []Claim{by("1", "iResearch", "2010", 50, nil), by("2", "iResearch", "2015", 30, nil), by("3", "iResearch", "2016", 31, nil)}, [][]float64{{2015.5, 30, 2016.5, 31, 0}}},
	} {
		v := viewOf(t, told(test.claims...))
		if d := cmp.Diff(test.want, seriesOf(t, v.Share.Panels[0])["lines"]); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}

// TestOnlyLikeWithLike mixes definitions and places: no chart may hold two.
// Claims about home and those that name no place are one, each city and each
// other country its own, drawn behind it.
func TestOnlyLikeWithLike(t *testing.T) {
	data := scattered(41, 900, somePlaces...)
	l := newLibrary(data, Default())
	l.lay()
	v, err := l.view(l.pages[0], &assets{})
	if err != nil {
		t.Fatal(err)
	}
	sections := append([]section{v.Share, v.Penetration}, v.Money...)
	titles, grounds, places := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range sections {
		last := ""
		for _, p := range append(s.Panels, s.More...) {
			kinds := map[string]bool{}
			for _, r := range p.Rows {
				e := l.byID[r.ID]
				where := e.Place
				if where == "china" {
					where = ""
				}
				places[e.Place] = true
				kind := e.Measure + "|" + e.Market + "|" + e.Unit + "|" + e.noun() + "|" + where
				if e.Measure == "transaction_volume" {
					kind += "|" + spanOf(e.Period)
				}
				kinds[kind] = true
			}
			if len(kinds) != 1 {
				t.Errorf("chart %s holds %v", p.ID, kinds)
			}
			title := s.Name + ": " + p.Title
			if titles[title] {
				t.Errorf("two charts are called %q", title)
			}
			titles[title] = true
			first := l.byID[p.Rows[0].ID]
			market, where := first.Market, first.ground
			if last != "" && where == "" {
				t.Errorf("chart %s of home stands behind those of %s", p.ID, last)
			}
			last, grounds[where] = where, true
			name := map[string]string{"": "China, or no place named", "hangzhou": "Hangzhou", "india": "India"}[where]
			if where != "" && !strings.HasSuffix(p.Title, ", "+name) {
				t.Errorf("chart %s of %s is called %q", p.ID, name, p.Title)
			}
			if !regexp.MustCompile(`^` + s.Name + `, .*; ` + name + `; \d{4}(–\d{4})?\.$`).MatchString(p.Dek) {
				t.Errorf("the label of chart %s names no measure, place or period: %q", p.ID, p.Dek)
			}
			if !strings.Contains(p.Description, "; "+name+": ") {
				t.Errorf("chart %s is not described as of %s: %q", p.ID, name, p.Description)
			}
			if !strings.Contains(strings.ToLower(p.Title+p.Description), strings.ToLower(marketName(data.Names, market))) || !strings.Contains(p.Description, "Bases are as") {
				t.Errorf("chart %s is described as %q, %q", p.ID, p.Title, p.Description)
			}
		}
	}
	if len(titles) < 10 || len(grounds) != 3 || len(places) != 4 {
		t.Errorf("%d charts of the grounds %v, claims of the places %v; want at least 10, of 3, of 4", len(titles), grounds, places)
	}
}

// TestSameScale compares the axes of panels of one measure.
func TestSameScale(t *testing.T) {
	data := synthetic(41, 900)
	l := newLibrary(data, Default())
	l.lay()
	for _, c := range append([]chart{shareChart, penetrationChart}, moneyCharts...) {
		panels, _ := panelsOf(l.entries, c, l.pages[0])
		scales := map[string]scale{}
		for _, p := range panels {
			key := p.definition.unit + p.definition.span
			if s, seen := scales[key]; seen && s != p.scale {
				t.Errorf("%s: axis %v beside %v", p.id, p.scale, s)
			}
			scales[key] = p.scale
			if c.full && p.scale.max != 100 {
				t.Errorf("%s: a share's axis ends at %v", p.id, p.scale.max)
			}
			if !p.scale.log && p.scale.min != 0 {
				t.Errorf("%s: a share's axis starts at %v", p.id, p.scale.min)
			}
			for _, s := range p.statements {
				if s.low() < p.scale.min || s.high() > p.scale.max {
					t.Errorf("%s: %s lies outside the axis %v", p.id, s.Figure, p.scale)
				}
			}
		}
	}
}

var averages = regexp.MustCompile(`(?i)\b(avg|mean|sum|median|fsum|quantile\w*|mode|\w*_avg)\s*\(`)

// TestNoAverages looks for sums and means in what the report asks: a bound
// must never enter one.
func TestNoAverages(t *testing.T) {
	v := viewOf(t, synthetic(41, 900))
	queries := map[string]string{"outcomes": v.Outcomes.SQL, "disagreements": v.Conflicts.SQL}
	for _, s := range append([]section{v.Share, v.Penetration}, v.Money...) {
		for _, p := range append(s.Panels, s.More...) {
			queries[p.ID] = p.SQL
		}
	}
	for id, query := range queries {
		if query == "" {
			t.Errorf("%s has no query", id)
		}
		if m := averages.FindString(query); m != "" {
			t.Errorf("query of %s has %s", id, m)
		}
	}
}

// TestCopiesAreFolded tells a wire story on nine sites, and two quarters.
func TestCopiesAreFolded(t *testing.T) {
	var claims []Claim
	for site := range 9 {
		claims = append(claims, said(fmt.Sprint("q1-", site), func(c *Claim) {
			c.Period, c.Starts, c.Ends, c.Original = "2014-Q1", date(2014, 1, 1), date(2014, 4, 1), "aq1-0"
		}))
	}
	for site := range 3 {
		claims = append(claims, said(fmt.Sprint("q2-", site), func(c *Claim) {
			c.Period, c.Starts, c.Ends = "2014-Q2", date(2014, 4, 1), date(2014, 7, 1)
		}))
	}
	claims = append(claims, said("z", nil))
	v := viewOf(t, told(claims...))
	rows := v.Share.Panels[0].Rows
	if len(rows) != 3 {
		t.Fatalf("%d statements, want 3: %+v", len(rows), rows)
	}
	got := []string{}
	for _, r := range rows {
		got = append(got, r.Period+": "+r.Said)
	}
	want := []string{
		"Q1 2014: 9 times, 1 independent; first Publisher q1-0, 2015-03-01",
		"2014: Publisher z, 2015-03-13",
		"Q2 2014: 3 times; first Publisher q2-0, 2015-03-10",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("said by (-want +got):\n%s", d)
	}
}

// TestWhoSaysSo keeps the figure's origin, its publisher and its subject apart.
func TestWhoSaysSo(t *testing.T) {
	v := viewOf(t, told(
		said("1", func(c *Claim) { c.Source = "Analysys" }),
		said("2", func(c *Claim) { c.Entity, c.Source, c.Period = "tenpay", "Tenpay", "2015" }),
		said("3", func(c *Claim) { c.Period = "2016" }),
	))
	got := [][]string{}
	for _, r := range v.Ledger {
		got = append(got, []string{r.About, r.Source, r.Publisher})
	}
	want := [][]string{{"Alipay", "Analysys", "Publisher 1"}, {"Tenpay", "Tenpay (its own figure)", "Publisher 2"}, {"Alipay", "", "Publisher 3"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("who (-want +got):\n%s", d)
	}
}

// TestForecastIsNotTheFigure tells a forecast of 2016 for 2019 and nothing
// else: nothing was reported.
func TestForecastIsNotTheFigure(t *testing.T) {
	forecast := func(id, period string) Claim {
		return said(id, func(c *Claim) { c.Period, c.Status = period, "forecast" })
	}
	v := viewOf(t, told(forecast("1", "2019"), forecast("2", "2020"), forecast("3", "2021")))
	if p := v.Share.Panels[0]; !strings.Contains(p.Finding, "Nothing here has been reported yet") {
		t.Errorf("finding = %q", p.Finding)
	}
	if !strings.HasPrefix(v.Headline, "No two reported market shares") {
		t.Errorf("headline = %q", v.Headline)
	}
}

// TestDoubtfulLeadsNothing tells newer figures with doubt than those that are sure; unless a
// person has looked at them, the sure ones lead.
func TestDoubtfulLeadsNothing(t *testing.T) {
	share := func(id, entity, period, figure string, confidence float64, by string) Claim {
		return said(id, func(c *Claim) {
			c.Entity, c.Period, c.Figure, c.Confidence, c.ReviewedBy = entity, period, figure, confidence, by
			c.Value, _ = strconv.ParseFloat(strings.TrimSuffix(figure, "%"), 64)
		})
	}
	for _, test := range []struct{ reviewer, headline, finding string }{
		{"", "In 2015, Alipay held 54%", "Alipay 54%"},
		{"An analyst", "In 2016, Alipay held 71%", "Alipay 71%"},
	} {
		v := viewOf(t, told(
			share("1", "alipay", "2015", "54%", 0.7, ""), share("2", "tenpay", "2015", "38%", 0.6, ""),
			share("3", "alipay", "2016", "71%", 0.49, test.reviewer), share("4", "tenpay", "2016", "83%", 0.3, test.reviewer),
		))
		for _, r := range v.Share.Panels[0].Rows {
			if doubtful := r.Period == "2016" && test.reviewer == ""; strings.HasSuffix(r.Status, inDoubt) != doubtful {
				t.Errorf("reviewed by %q: status of %s in %s is %q", test.reviewer, r.Figure, r.Period, r.Status)
			}
		}
		if !strings.HasPrefix(v.Headline, test.headline) || !strings.HasPrefix(v.Share.Panels[0].Finding, test.finding) {
			t.Errorf("reviewed by %q: headline %q, finding %q", test.reviewer, v.Headline, v.Share.Panels[0].Finding)
		}
	}
}

// TestConflictShownOnce seeds a disagreement and looks for both sentences.
func TestConflictShownOnce(t *testing.T) {
	d := told(said("1", nil), said("2", func(c *Claim) { c.Figure, c.Value = "58%", 58 }), said("3", func(c *Claim) { c.Period = "2016" }))
	for i, text := range []string{"50% of it was Alipay's.", "58% was theirs."} {
		d.Articles[i].Text = text
		d.Claims[i].Sentence.End = len(text)
	}
	d.Conflict = []Conflict{{Subject: "Alipay", Claims: []string{"1", "2"}}}
	v := viewOf(t, d)
	if len(v.ConflictGroups) != 1 || len(v.ConflictGroups[0].Rows) != 2 {
		t.Fatalf("conflicts = %+v", v.ConflictGroups)
	}
	if g := v.ConflictGroups[0]; g.Title != "Alipay, mobile payment, market share, 2014" || g.Spread != "50% to 58%, 8 percentage points apart" {
		t.Errorf("conflict = %q, %q", g.Title, g.Spread)
	}
	if marks := len(seriesOf(t, panelView{Option: v.Conflicts.Option})["marks"]); marks != 2 {
		t.Errorf("%d marks, want 2", marks)
	}
	dir, _ := render(t, d, Options{})
	page := string(read(t, index(dir)))
	_, section, _ := strings.Cut(page, `id="conflicts"`)
	section, _, _ = strings.Cut(section, "</section>")
	for _, sentence := range []string{"<mark>50%</mark> of it was Alipay&#39;s.", "<mark>58%</mark> was theirs."} {
		if strings.Count(section, sentence) != 1 {
			t.Errorf("the disagreement does not hold the sentence %q once", sentence)
		}
	}
}

// TestHeadline takes the newest pair that can be compared.
func TestHeadline(t *testing.T) {
	pair := func(id, period, source string, a, b float64) []Claim {
		side := func(n, entity string, v float64) Claim {
			return said(id+n, func(c *Claim) {
				c.Entity, c.Period, c.Source, c.Value, c.Figure = entity, period, source, v, plain(v)+"%"
			})
		}
		return []Claim{side("a", "alipay", a), side("b", "tenpay", b)}
	}
	for _, test := range []struct {
		name   string
		claims []Claim
		want   string
	}{
		{"newest", slices.Concat(pair("1", "2014", "iResearch", 60, 20), pair("2", "2015", "iResearch", 55, 25)),
			"In 2015, Alipay held 55% of mobile payment and Tenpay 25%, both by the count of iResearch."},
		{"one claimant before two", slices.Concat(pair("1", "2014", "iResearch", 60, 20), pair("2", "2014", "Analysys", 55, 25)[:1]),
			"In 2014, Alipay held 60% of mobile payment and Tenpay 20%, both by the count of iResearch; 1 other figure for that market and period stands below."},
		{"no pair", pair("1", "2014", "iResearch", 60, 20)[:1],
			"No two reported market shares of Alipay and WeChat Pay are for the same market and period, so neither can be said to lead."},
	} {
		if got := viewOf(t, told(test.claims...)).Headline; got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
