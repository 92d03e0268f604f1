package reports

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"marketfigures/store"
	"marketfigures/store/row"
	"marketfigures/store/shelf"

	"github.com/google/go-cmp/cmp"
)

// stored publishes data as a database, one run per list of articles, and opens
// it.
func stored(t *testing.T, data *Data, runs ...[]*row.Article) *store.Reader {
	t.Helper()
	ctx := t.Context()
	s := shelf.Shelf{Out: t.TempDir()}
	for n, articles := range runs {
		if err := publish(ctx, s, fmt.Sprintf("2019030%dT020000Z", n+1), data, articles); err != nil {
			t.Fatal(err)
		}
	}
	db, err := store.Open(ctx, s.Link())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func publish(ctx context.Context, s shelf.Shelf, run string, data *Data, articles []*row.Article) error {
	known := store.NewKnown()
	if _, ok, err := s.Current(); err != nil {
		return err
	} else if ok {
		db, err := store.Open(ctx, s.Link())
		if err != nil {
			return err
		}
		known, err = db.Known(ctx, "1", "words")
		if err = errors.Join(err, db.Close()); err != nil {
			return err
		}
	}
	d, err := store.Begin(ctx, s, run, "512MB", known)
	if err != nil {
		return err
	}
	var entities []row.Entity
	for _, id := range []string{"alipay", "jd_pay", "tenpay", "unionpay", "wechat_pay"} {
		entities = append(entities, row.Entity{ID: id, Name: data.Names[id], Kind: "brand"})
	}
	var sides []row.Side
	for i, side := range Default() {
		for _, id := range side.IDs {
			sides = append(sides, row.Side{Comparison: "alipay_vs_wechat_pay", Position: i + 1, Side: side.IDs[0], Name: side.Label, Entity: id})
		}
	}
	var ids []string
	for _, a := range articles {
		ids = append(ids, a.ID)
	}
	copies := map[string]string{}
	for _, c := range data.Claims {
		if c.Original != c.Article {
			copies[c.Article] = c.Original
		}
	}
	var places []row.Place
	for id, name := range data.Places {
		places = append(places, row.Place{ID: id, Name: name, Home: id == data.Home})
	}
	_, err = d.Add(ctx, articles)
	err = errors.Join(err, d.SetEntities(ctx, entities), d.SetPlaces(ctx, places), d.SetSides(ctx, sides), d.SetCopies(ctx, ids, copies),
		d.SetRejects(ctx, []row.Reject{{ID: "r1", Address: "empty.txt", Reason: "it is empty", Hint: "remove it"}}),
		d.Finish(ctx, &store.Run{ID: run, Started: date(2019, 3, 1).Add(2 * time.Hour), Ended: date(2019, 3, 1).Add(3 * time.Hour), Program: "1", Lexicon: "words", Sources: []string{"made"}}))
	if err != nil {
		return errors.Join(err, d.Discard())
	}
	_, err = d.Publish()
	return err
}

// rows makes of synthetic evidence what the pipeline hands to the store.
func rows(data *Data) []*row.Article {
	byID := map[string]*row.Article{}
	var all []*row.Article
	for _, a := range data.Articles {
		r := &row.Article{
			ID: a.ID, Address: a.URL, Hash: a.SHA256, Name: a.ID, URL: a.URL, Title: a.Title, Publisher: a.Publisher,
			Author: a.Author, Language: a.Language, Published: a.Published, PublishedFrom: "meta", Text: a.Text,
		}
		for _, s := range a.Boilerplate {
			r.Boilerplate = append(r.Boilerplate, row.Span{Start: int32(s.Start), End: int32(s.End)})
		}
		for _, s := range a.Names {
			name := string([]rune(a.Text)[s.Start:s.End])
			r.Mentions = append(r.Mentions, row.Mention{Span: row.Span{Start: int32(s.Start), End: int32(s.End)}, Entity: data.entityID(name), Text: name, Listed: true})
		}
		byID[a.ID] = r
		all = append(all, r)
	}
	for _, c := range data.Claims {
		r := byID[c.Article]
		f := row.Figure{
			ID: c.ID, Span: row.Span{Start: int32(c.Start), End: int32(c.End)}, Figure: c.Figure, Value: c.Value, Unit: c.Unit, Bound: c.Bound,
			Counted: c.Counted, Sentence: row.Span{Start: int32(c.Sentence.Start), End: int32(c.Sentence.End)}, Claimed: true,
		}
		if c.Bound == "range" {
			f.Low, f.High = &c.Low, &c.High
		}
		claim := row.Claim{
			Figure: f, Measure: c.Measure, GrowthOf: c.GrowthOf, Entity: c.Entity, Market: c.Market, Place: c.Place, Period: c.Period,
			Starts: c.Starts, Ends: c.Ends, AsOf: c.AsOf, Status: c.Status, Source: c.Source, Confidence: c.Confidence, Rule: c.Rule,
		}
		claim.Least, claim.Most = row.Allowed(f)
		r.Figures = append(r.Figures, f)
		r.Claims = append(r.Claims, claim)
	}
	return all
}

// TestReadsWhatWasStored writes evidence to a database and reads it back.
func TestReadsWhatWasStored(t *testing.T) {
	want := scattered(30, 120, somePlaces...)
	got, err := Read(t.Context(), stored(t, want, rows(want)))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want.Claims, got.Claims); d != "" {
		t.Errorf("claims (-stored +read):\n%s", d)
	}
	if len(got.Articles) != len(want.Articles) || got.Articles[0].Text != want.Articles[0].Text || len(got.Articles[0].Boilerplate) != 1 || len(got.Articles[0].Names) == 0 {
		t.Errorf("articles read = %+v", got.Articles[0])
	}
	if got.Articles[0].Fetched != date(2019, 3, 1).Add(2*time.Hour) {
		t.Errorf("first read at %v", got.Articles[0].Fetched)
	}
	if len(got.SetAside) != 1 || got.SetAside[0].Address != "empty.txt" || got.Run.ID != "20190301T020000Z" || len(got.Changes) != 0 {
		t.Errorf("set aside %v, run %+v, changes %v", got.SetAside, got.Run, got.Changes)
	}
	if len(got.Conflict) == 0 {
		t.Error("no conflicts read")
	}
}

// TestEveryQueryGivesItsTable runs each printed query against the database and
// compares its rows with the table's, for a single page and for split pages.
func TestEveryQueryGivesItsTable(t *testing.T) {
	for _, n := range []int{300, 2600} {
		data := scattered(31, n, somePlaces...)
		db := stored(t, data, rows(data))
		read, err := Read(t.Context(), db)
		if err != nil {
			t.Fatal(err)
		}
		read.Names = data.Names
		damage(read)
		l := newLibrary(read, Default())
		l.lay()
		panels := 0
		for _, p := range l.pages {
			if p.index {
				continue // it has no tables
			}
			for _, c := range append([]chart{shareChart, penetrationChart}, moneyCharts...) {
				drawn, _ := panelsOf(p.entries, c, p)
				for _, panel := range drawn {
					panels++
					var want [][]string
					for _, s := range panel.statements {
						want = append(want, []string{s.Entity, s.Period, s.Figure, plain(s.Value), s.Bound, s.Status, strings.Join(s.claimants, "; "),
							plainInt(len(s.appearances)), plainInt(s.publishers), plainInt(s.origins), s.ID})
					}
					got := ask(t, db, panel.sql(l.comparison, l.unverifiedOf(c.measure)),
						"entity", "period", "figure", "value", "bound", "status", "claimants", "appearances", "publishers", "origins", "claim_id")
					if d := cmp.Diff(want, got); d != "" {
						t.Errorf("%d claims, %s, %s (-table +query):\n%s", n, p.file, panel.id, d)
					}
				}
			}
			var outcomes, conflicts [][]string
			told := map[string]bool{}
			for _, o := range l.outcomes(p) {
				outcomes = append(outcomes, []string{o.forecast.ID, o.reported.ID})
				if by := o.forecast.ID + " by " + o.reported.Source; told[by] {
					t.Errorf("%s: what came of %s stands twice", p.file, by)
				} else {
					told[by] = true
				}
			}
			for _, c := range l.conflicts(p) {
				for _, e := range c.entries {
					conflicts = append(conflicts, []string{e.ID})
				}
			}
			compareRows(t, p.file+" outcomes", outcomes, ask(t, db, l.outcomesSQL(p), "forecast_claim_id", "reported_claim_id"))
			compareRows(t, p.file+" conflicts", conflicts, ask(t, db, l.conflictsSQL(p), "claim_id"))
		}
		if panels < 10 {
			t.Errorf("%d claims make %d charts, want at least 10", n, panels)
		}
	}
}

// damage changes one digit of a share, as a fault of the store would: its
// claim leaves the charts, and so the queries.
func damage(data *Data) {
	for i := range data.Claims {
		if c := &data.Claims[i]; c.Measure == "market_share" && c.Bound == "exact" && len(data.Conflict) > 0 && !slices.Contains(data.Conflict[0].Claims, c.ID) {
			c.Value += 1
			return
		}
	}
}

func compareRows(t *testing.T, what string, want, got [][]string) {
	t.Helper()
	compare := func(a, b []string) int { return slices.Compare(a, b) }
	slices.SortFunc(want, compare)
	slices.SortFunc(got, compare)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-table +query):\n%s", what, d)
	}
}

// ask runs a query and returns some of its columns as text.
func ask(t *testing.T, db *store.Reader, query string, columns ...string) [][]string {
	t.Helper()
	rows, err := db.Query(t.Context(), query)
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	defer rows.Close()
	var all [][]string
	for values := range rows.All() {
		var r []string
		for _, name := range columns {
			switch v := values[slices.Index(rows.Columns, name)].(type) {
			case nil:
				r = append(r, "")
			case float64:
				r = append(r, plain(v))
			default:
				r = append(r, fmt.Sprint(v))
			}
		}
		all = append(all, r)
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	return all
}

// TestChangesSinceTheLastRun publishes twice and compares the list with what
// the database says.
func TestChangesSinceTheLastRun(t *testing.T) {
	data := synthetic(32, 60)
	all := rows(data)
	again := *all[0]
	again.Claims = slices.Clone(again.Claims)
	again.Claims[0].Market = "o2o"
	again.Claims = again.Claims[:len(again.Claims)-1]
	again.Figures = slices.Clone(again.Figures)
	again.Figures[len(again.Figures)-1].Claimed = false
	db := stored(t, data, all[:8], append([]*row.Article{&again}, all[8:]...))
	read, err := Read(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	var fresh, revised, withdrawn []string
	for _, c := range read.Changes {
		switch c.Kind {
		case "new":
			fresh = append(fresh, c.Claim)
		case "revised":
			revised = append(revised, c.Claim+" "+c.Detail)
		case "withdrawn":
			withdrawn = append(withdrawn, c.Claim)
		}
	}
	var want []string
	for _, r := range ask(t, db, "SELECT claim_id FROM claims WHERE first_run = '20190302T020000Z' ORDER BY ALL", "claim_id") {
		want = append(want, r[0])
	}
	slices.Sort(fresh)
	if d := cmp.Diff(want, fresh); d != "" || len(fresh) == 0 {
		t.Errorf("new (-database +report):\n%s", d)
	}
	gone := all[0].Claims[len(all[0].Claims)-1].ID
	if len(revised) != 1 || !strings.HasPrefix(revised[0], again.Claims[0].ID) || !strings.Contains(revised[0], "o2o") || !slices.Equal(withdrawn, []string{gone}) {
		t.Errorf("revised %v, withdrawn %v; want the market of %s, and %s", revised, withdrawn, again.Claims[0].ID, gone)
	}
}
