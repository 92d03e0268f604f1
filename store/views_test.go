package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/store"
	"marketfigures/store/row"
	"marketfigures/store/shelf"
)

// said is a claim in few words: entity, market (and behind an @, place), period,
// status, figure, bound, source.
type said struct{ measure, entity, market, period, status, figure, bound, source string }

// telling makes an article that says these things, a sentence each.
func telling(address, publisher, published string, claims ...said) *row.Article {
	a := &row.Article{Address: address, Hash: address, Name: address, Publisher: publisher}
	a.ID = row.ArticleID(a.Address, a.Hash)
	a.Published, _ = time.Parse(time.DateOnly, published)
	var text strings.Builder
	for _, s := range claims {
		start := int32(text.Len())
		text.WriteString("It was ")
		at := row.Span{Start: int32(text.Len()), End: int32(text.Len() + len(s.figure))}
		text.WriteString(s.figure + ". ")
		f := row.Figure{Span: at, Figure: s.figure, Unit: "percent", Bound: s.bound, Sentence: row.Span{Start: start, End: at.End + 1}, Claimed: true}
		fmt.Sscanf(s.figure, "%f", &f.Value)
		if s.measure == "transaction_volume" {
			f.Unit = "CNY"
		}
		f.ID = row.ClaimID(a.ID, f.Span, f.Figure)
		market, place, _ := strings.Cut(s.market, "@")
		c := row.Claim{Figure: f, Measure: s.measure, Entity: s.entity, Market: market, Place: place, Period: s.period, Status: s.status, Source: s.source, Confidence: 0.9, Rule: "made"}
		c.Resolve(a.Published)
		a.Figures, a.Claims = append(a.Figures, f), append(a.Claims, c)
	}
	a.Text = text.String()
	return a
}

// asked runs a query that gives one line of text a row.
func asked(t *testing.T, db *store.Reader, query string) []string {
	t.Helper()
	var lines []string
	err := db.Read(t.Context(), query, nil, func(scan func(...any) error) error {
		var line string
		err := scan(&line)
		lines = append(lines, line)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return lines
}

const share, mobile = "market_share", "mobile_payment"

func TestViews(t *testing.T) {
	first := telling("first", "Daily", "2017-03-01",
		said{share, "alipay", mobile, "2016-Q4", "reported", "54.1%", "exact", "iResearch"},
		said{share, "alipay", mobile, "2016-Q4", "reported", "54.1%", "exact", "iResearch"}, // again, in its table
		said{share, "alipay", mobile, "2016-Q4", "reported", "54%", "about", "iResearch"},
		said{share, "tenpay", mobile, "2016-Q4", "reported", "37%", "exact", "iResearch"},
		said{"penetration", "", "online_retail", "2018", "forecast", "20%", "exact", "iResearch"},
		said{"penetration", "", "online_retail", "2019", "forecast", "25%", "above", "iResearch"},
		said{"penetration", "", "online_retail", "2020", "forecast", "30%", "exact", "iResearch"},
	)
	copied := telling("copied", "Weekly", "2017-03-02", said{share, "alipay", mobile, "2016-Q4", "reported", "54.1%", "exact", "iResearch"})
	rival := telling("rival", "Herald", "2017-04-01",
		said{share, "alipay", mobile, "2016-Q4", "reported", "61.5%", "exact", "Analysys"},
		said{share, "wechat_pay", mobile, "2016-Q4", "reported", "26%", "about", "Analysys"},
		said{share, "alipay", mobile, "2016-Q4", "reported", "54.10%", "exact", "Analysys"},
		said{share, "alipay", "online_payment", "2016-Q4", "reported", "40%", "exact", "Analysys"},
		said{share, "alipay", mobile, "2016-Q3", "reported", "50%", "exact", "Analysys"},
		said{share, "alipay", mobile, "", "reported", "80%", "exact", ""},
		said{"penetration", "", "online_retail", "2018", "reported", "20.4%", "exact", "the bureau"},
		said{"penetration", "", "online_retail", "2019", "reported", "24%", "exact", "the bureau"},
		said{"penetration", "alipay", mobile, "2016", "reported", "70.9%", "exact", ""},
		said{"transaction_volume", "", mobile, "2016-Q4", "reported", "12.8", "exact", ""},
	)
	withdrawn := telling("withdrawn", "Herald", "2017-04-01", said{share, "alipay", mobile, "2016-Q4", "reported", "99%", "exact", "Nobody"})
	withdrawn.Claims[0].Withdrawn = true
	s := shelf.Shelf{Out: t.TempDir()}
	d, err := draft(t.Context(), s, 1)
	if err != nil {
		t.Fatal(err)
	}
	run := &store.Run{ID: runID(1), Started: began, Ended: began, Program: "1", Lexicon: "l"}
	for _, step := range []func() error{
		func() error {
			_, err := d.Add(t.Context(), []*row.Article{first, copied, rival, withdrawn})
			return err
		},
		func() error {
			return d.SetCopies(t.Context(), []string{first.ID, copied.ID}, map[string]string{copied.ID: first.ID})
		},
		func() error {
			return d.SetSides(t.Context(), []row.Side{
				{Comparison: "alipay_vs_wechat_pay", Position: 1, Side: "alipay", Name: "Alipay", Entity: "alipay"},
				{Comparison: "alipay_vs_wechat_pay", Position: 2, Side: "wechat_pay", Name: "WeChat Pay", Entity: "wechat_pay"},
				{Comparison: "alipay_vs_wechat_pay", Position: 3, Side: "wechat_pay", Name: "WeChat Pay", Entity: "tenpay"},
			})
		},
		func() error { return d.SetEntities(t.Context(), nil) },
		func() error { return d.Finish(t.Context(), run) },
		func() error { _, err := d.Publish(); return err },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	db := opened(t, s)
	for _, c := range []struct {
		name, query string
		want        []string
	}{
		{"repeats and copies are folded into the original", "SELECT concat_ws(' ', publisher, appearances, articles, publishers) FROM statements WHERE figure = '54.1%'", []string{"Daily 3 2 2"}},
		{"evidence has them all", "SELECT count(*)::VARCHAR FROM evidence WHERE figure = '54.1%'", []string{"3"}},
		{"withdrawn claims are out", "SELECT figure FROM evidence WHERE figure = '99%'", nil},
		{"sides take in tenpay and say so", "SELECT concat_ws(' ', side, entity, figure) FROM alipay_vs_wechat_pay WHERE market = 'mobile_payment' AND measure = 'market_share' AND side = 'wechat_pay' ORDER BY entity", []string{"wechat_pay tenpay 37%", "wechat_pay wechat_pay 26%"}},
		{"a sentence holds its figure", "SELECT DISTINCT sentence[figure_start + 1 : figure_end] = figure || '' FROM evidence", []string{"true"}},
		{"disagreement beyond rounding and bounds", "SELECT concat_ws(' ', subject, market, period, low_figure, low_source, high_figure, high_source, same_entity) FROM contradictions ORDER BY ALL", []string{
			"alipay mobile_payment 2016-Q4 54% iResearch 61.5% Analysys true",
			"alipay mobile_payment 2016-Q4 54.1% iResearch 61.5% Analysys true",
			"wechat_pay mobile_payment 2016-Q4 26% Analysys 37% iResearch false",
		}},
		{"who disagrees, each once", "SELECT concat_ws(' ', subject, market, period, figure, source, lowest, highest) FROM disagreements ORDER BY subject, value", []string{
			"alipay mobile_payment 2016-Q4 54% iResearch 54.0 61.5",
			"alipay mobile_payment 2016-Q4 54.1% iResearch 54.0 61.5",
			"alipay mobile_payment 2016-Q4 61.5% Analysys 54.0 61.5",
			"wechat_pay mobile_payment 2016-Q4 26% Analysys 26.0 37.0",
			"wechat_pay mobile_payment 2016-Q4 37% iResearch 26.0 37.0",
		}},
		{"the same who stand in a pair", "SELECT claim_id FROM disagreements EXCEPT (SELECT low_claim_id FROM contradictions UNION SELECT high_claim_id FROM contradictions)", nil},
		{"and all of them", "(SELECT low_claim_id FROM contradictions UNION SELECT high_claim_id FROM contradictions) EXCEPT SELECT claim_id FROM disagreements", nil},
		{"forecasts beside what came", "SELECT concat_ws(' ', period, forecast_figure, coalesce(reported_figure, '-'), coalesce(came_true::VARCHAR, '-'), round(off_by, 1)) FROM forecast_vs_reported ORDER BY ALL", []string{
			"2018 20% 20.4% true 0.4", "2019 25% 24% false -1.0", "2020 30% - -",
		}},
		{"as of the end of the period, else of publication", "SELECT DISTINCT concat_ws(' ', coalesce(period, '-'), as_of) FROM market_share ORDER BY ALL", []string{"- 2017-04-01", "2016-Q3 2016-09-30", "2016-Q4 2016-12-31"}},
		{"retail is told from other penetration", "SELECT concat_ws(' ', market, figure) FROM retail_penetration WHERE status = 'reported' ORDER BY ALL", []string{"online_retail 20.4%", "online_retail 24%"}},
		{"days of a quarter", "SELECT concat_ws(' ', days, unit) FROM transaction_volume", []string{"92 CNY"}},
		{"coverage counts places, statements and publishers", "SELECT concat_ws(' ', claims, statements, articles, publishers) FROM coverage WHERE measure = 'market_share' AND entity = 'alipay' AND market = 'mobile_payment' AND year = 2016", []string{"7 5 2 2"}},
	} {
		if diff := cmp.Diff(c.want, asked(t, db, c.query)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// Claims are set against each other where they lie in one place; one that names
// no place lies at home.
func TestViewsCompareWithinAPlace(t *testing.T) {
	first := telling("first", "Daily", "2017-03-01",
		said{share, "alipay", mobile, "2016-Q4", "reported", "54%", "exact", "iResearch"},
		said{share, "alipay", mobile + "@china", "2016-Q4", "reported", "54%", "exact", "iResearch"}, // again
		said{share, "alipay", mobile + "@hangzhou", "2016-Q4", "reported", "80%", "exact", "iResearch"},
		said{share, "alipay", mobile + "@india", "2016-Q4", "reported", "3%", "exact", "iResearch"},
		said{"penetration", "", mobile, "2018", "forecast", "20%", "exact", "iResearch"},
		said{"penetration", "", mobile + "@india", "2018", "forecast", "7%", "exact", "iResearch"},
	)
	second := telling("second", "Weekly", "2019-03-01",
		said{share, "alipay", mobile + "@china", "2016-Q4", "reported", "61%", "exact", "Analysys"},
		said{share, "alipay", mobile + "@india", "2016-Q4", "reported", "5%", "exact", "Analysys"},
		said{"penetration", "", mobile + "@china", "2018", "reported", "24%", "exact", "Analysys"},
		said{"penetration", "", mobile + "@india", "2018", "reported", "9%", "exact", "Analysys"},
		said{"penetration", "", mobile + "@hangzhou", "2018", "reported", "60%", "exact", "Analysys"},
	)
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 1, 10, first, second); err != nil {
		t.Fatal(err)
	}
	db := opened(t, s)
	for _, c := range []struct {
		name, query string
		want        []string
	}{
		{"folded at home", "SELECT concat_ws(' ', figure, appearances) FROM statements WHERE figure = '54%'", []string{"54% 2"}},
		{"contradictions", "SELECT concat_ws(' ', place, low_figure, high_figure) FROM contradictions ORDER BY ALL", []string{"china 54% 61%", "india 3% 5%"}},
		{"disagreements", "SELECT concat_ws(' ', figure, lowest, highest) FROM disagreements ORDER BY value", []string{"3% 3.0 5.0", "5% 3.0 5.0", "54% 54.0 61.0", "61% 54.0 61.0"}},
		{"forecasts", "SELECT concat_ws(' ', place, forecast_figure, reported_figure) FROM forecast_vs_reported ORDER BY ALL", []string{"china 20% 24%", "india 7% 9%"}},
	} {
		if diff := cmp.Diff(c.want, asked(t, db, c.query)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// Names and order of the public columns do not change without notice.
func TestPublicColumns(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 1, 10, made(0, 1, 1)...); err != nil {
		t.Fatal(err)
	}
	relations, err := opened(t, s).Relations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range relations {
		var names []string
		for _, c := range r.Columns {
			names = append(names, c.Name)
		}
		got[r.Name] = strings.Join(names, " ")
	}
	const measure = "side side_name entity entity_name market period starts ends as_of figure value low high least most unit bound status source sentence figure_start figure_end title publisher published url claim_id article_id confidence appearances articles publishers place"
	for name, want := range map[string]string{
		"alipay_vs_wechat_pay": "side entity measure growth_of market period starts ends as_of figure value low high least most unit bound status source sentence figure_start figure_end title publisher published url claim_id article_id confidence appearances articles publishers place",
		"market_share":         measure,
		"penetration":          measure,
		"retail_penetration":   measure,
		"transaction_volume":   strings.Replace(measure, "as_of", "as_of days", 1),
		"users":                strings.Replace(measure, "as_of", "as_of counted", 1),
		"growth":               strings.Replace(measure, "entity_name", "entity_name growth_of", 1),
		"disagreements":        "subject subject_name measure growth_of market period starts ends as_of status unit figure value low high least most bound lowest highest source sentence figure_start figure_end title publisher published url claim_id article_id original_id side side_name entity entity_name confidence appearances articles publishers place",
		"coverage":             "measure side entity market year claims statements articles publishers sources first_published last_published confidence",
		"untraceable":          "place id article_id char_start char_end written found problem",
	} {
		if diff := cmp.Diff(want, got[name]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
