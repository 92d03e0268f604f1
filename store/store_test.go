package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/store"
	"marketfigures/store/row"
	"marketfigures/store/shelf"
	"marketfigures/store/storetest"
)

// began is when test runs start: the same each time, so that rows are.
var began = time.Date(2016, 5, 3, 2, 30, 0, 0, time.UTC)

func runID(n int) string { return began.Add(time.Duration(n) * time.Minute).Format("20060102T150405Z") }

// publish loads articles in batches as the nth run of a shelf.
func publish(ctx context.Context, s shelf.Shelf, n, size int, articles ...*row.Article) error {
	d, err := draft(ctx, s, n)
	if err != nil {
		return err
	}
	err = func() error {
		for len(articles) > 0 {
			batch := articles[:min(size, len(articles))]
			articles = articles[len(batch):]
			if _, err := d.Add(ctx, batch); err != nil {
				return err
			}
		}
		return errors.Join(complete(ctx, d), d.Finish(ctx, ended(n)))
	}()
	if err != nil {
		return errors.Join(err, d.Discard())
	}
	_, err = d.Publish()
	return err
}

// complete fills the tables that no article fills.
func complete(ctx context.Context, d *store.Draft) error {
	return errors.Join(d.SetEntities(ctx, storetest.Listed), d.SetPlaces(ctx, storetest.Places), d.SetSides(ctx, storetest.Sides))
}

// ended is the nth run as it is noted.
func ended(n int) *store.Run {
	return &store.Run{ID: runID(n), Started: began, Ended: began, Program: "1", Lexicon: "l", Sources: []string{"made"}}
}

// loaded is the first draft of a shelf with articles in it.
func loaded(t *testing.T, articles []*row.Article) *store.Draft {
	t.Helper()
	d, err := draft(t.Context(), shelf.Shelf{Out: t.TempDir()}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Add(t.Context(), articles); err != nil {
		t.Fatal(errors.Join(err, d.Discard()))
	}
	return d
}

func draft(ctx context.Context, s shelf.Shelf, n int) (*store.Draft, error) {
	known := store.NewKnown()
	if _, ok, err := s.Current(); err != nil {
		return nil, err
	} else if ok {
		db, err := store.Open(ctx, s.Link())
		if err != nil {
			return nil, err
		}
		known, err = db.Known(ctx, "1", "l")
		if err = errors.Join(err, db.Close()); err != nil {
			return nil, err
		}
	}
	return store.Begin(ctx, s, runID(n), "512MB", known)
}

func made(from, to, claims int) []*row.Article {
	var articles []*row.Article
	for n := from; n < to; n++ {
		articles = append(articles, storetest.Article(n, claims))
	}
	return articles
}

func opened(t *testing.T, s shelf.Shelf) *store.Reader {
	t.Helper()
	db, err := store.Open(context.Background(), s.Link())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func one[T any](t *testing.T, db *store.Reader, query string) T {
	t.Helper()
	var v T
	if err := db.Read(context.Background(), query, nil, func(scan func(...any) error) error { return scan(&v) }); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v
}

// contents hashes the sorted export of every table.
func contents(t *testing.T, s shelf.Shelf) string {
	t.Helper()
	files, err := store.Export(context.Background(), s.Link(), t.TempDir(), "csv", false)
	if err != nil {
		t.Fatal(err)
	}
	h := sha256.New()
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(h, filepath.Base(f), len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// What leads to other characters than are written is never published, in whichever
// part of the texts it is.
func TestOffsetsAreProved(t *testing.T) {
	for name, beside := range map[string]bool{"beside": true, "at the end": false} {
		t.Run(name, func(t *testing.T) {
			articles := made(0, 40, 2)
			for _, a := range articles {
				a.Text += strings.Repeat("so much more ", 30_000) // sixteen megabytes in all
				a.Mentions[0].Start++
			}
			d := loaded(t, articles)
			defer d.Discard()
			if beside {
				d.ProveOffsets(t.Context())
				if _, err := d.Add(t.Context(), made(40, 41, 1)); err == nil {
					t.Error("an article was added that nobody would prove")
				}
			}
			if err := complete(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			if err := d.Finish(t.Context(), ended(1)); err == nil || !strings.Contains(err.Error(), "offsets do not lead to their characters (40,") {
				t.Errorf("finished with %v, want forty places that do not lead to their characters", err)
			}
		})
	}
}

// A draft that is given up while its offsets are checked does not wait for that.
func TestDiscardStopsProving(t *testing.T) {
	articles := made(0, 30, 400) // the farther from the start, the longer a place takes
	after := func(end func(d *store.Draft) error) time.Duration {
		d := loaded(t, articles)
		defer d.Discard()
		d.ProveOffsets(t.Context())
		start := time.Now()
		if err := end(d); err != nil {
			t.Error(err)
		}
		return time.Since(start)
	}
	finished := after(func(d *store.Draft) error {
		return errors.Join(complete(t.Context(), d), d.Finish(t.Context(), ended(1)))
	})
	if discarded := after((*store.Draft).Discard); discarded > finished/2 {
		t.Errorf("giving up took %v, finishing %v", discarded, finished)
	}
}

func TestEveryColumnHasItsComment(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 1, 10, made(0, 3, 2)...); err != nil {
		t.Fatal(err)
	}
	relations, err := opened(t, s).Relations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var views []string
	for _, r := range relations {
		if r.View {
			views = append(views, r.Name)
		}
		if len(r.Comment) < 10 {
			t.Errorf("%s has no comment", r.Name)
		}
		for _, c := range r.Columns {
			if len(c.Comment) < 8 {
				t.Errorf("%s.%s has no comment", r.Name, c.Name)
			}
		}
	}
	want := strings.Fields("alipay_vs_wechat_pay comparisons contradictions coverage disagreements evidence forecast_vs_reported growth market_share penetration retail_penetration statements transaction_volume untraceable users")
	if diff := cmp.Diff(want, views); diff != "" {
		t.Error(diff)
	}
}

// DuckDB's file header: a checksum of 8 bytes, "DUCK", the storage version.
func TestStorageVersionIsReadByEveryDuckDBFrom1(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 1, 10, made(0, 3, 2)...); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(s.Link())
	if err != nil {
		t.Fatal(err)
	}
	if v := binary.LittleEndian.Uint64(data[12:20]); string(data[8:12]) != "DUCK" || v != 64 {
		t.Errorf("header %q, storage version %d, want DUCK, 64", data[8:12], v)
	}
	info, err := os.Stat(s.Link())
	if err != nil || info.Mode().Perm() != 0o444 {
		t.Errorf("mode %v, %v, want 0444", info.Mode(), err)
	}
}

func TestOffsetsLeadToFigures(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 1, 10, made(0, 20, 5)...); err != nil {
		t.Fatal(err)
	}
	db := opened(t, s)
	if n := one[int](t, db, "SELECT count(*) FROM claims JOIN articles USING (article_id) WHERE text[char_start + 1 : char_end] = figure"); n != 100 {
		t.Errorf("%d of 100 figures stand where they should", n)
	}
	if n := one[int](t, db, "SELECT count(*) FROM evidence WHERE sentence[figure_start + 1 : figure_end] = figure AND sentence[1:1] <> ' '"); n != 100 {
		t.Errorf("%d of 100 figures stand in their sentence", n)
	}
	if err := db.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

// One byte of one offset, text or name is enough to stop a version.
func TestUnsoundRowsAreNotPublished(t *testing.T) {
	for name, spoil := range map[string]func(*row.Article){
		"claim moved":       func(a *row.Article) { a.Claims[1].Start++ },
		"figure moved":      func(a *row.Article) { a.Figures[1].End-- },
		"mention moved":     func(a *row.Article) { a.Mentions[0].Start-- },
		"date moved":        func(a *row.Article) { a.Dates[0].End++ },
		"text changed":      func(a *row.Article) { a.Text = strings.Replace(a.Text, "%", "‰", 1) },
		"outside sentence":  func(a *row.Article) { a.Claims[0].Sentence.End = a.Claims[0].Start },
		"claim twice":       func(a *row.Article) { a.Claims = append(a.Claims, a.Claims[0]) },
		"no figure":         func(a *row.Article) { a.Figures = a.Figures[1:] },
		"confidence":        func(a *row.Article) { a.Claims[0].Confidence = 1.5 },
		"period not solved": func(a *row.Article) { a.Claims[0].Starts = time.Time{} },
	} {
		t.Run(name, func(t *testing.T) {
			s := shelf.Shelf{Out: t.TempDir()}
			articles := made(0, 3, 3)
			spoil(articles[1])
			err := publish(t.Context(), s, 1, 10, articles...)
			if err == nil || !strings.Contains(err.Error(), "not sound") {
				t.Errorf("error %v, want one that says that the database is not sound", err)
			}
			if _, ok, _ := s.Current(); ok {
				t.Error("it was published")
			}
		})
	}
}

// The driver's appender commits every 204,800 rows unless a transaction is
// open: a bad row before, at and after that must leave nothing behind.
func TestFailedLoadLeavesNoRow(t *testing.T) {
	const rows = 205_000
	for _, bad := range []int{1, 204_801, rows} {
		t.Run(fmt.Sprint(bad), func(t *testing.T) {
			s := shelf.Shelf{Out: t.TempDir()}
			if err := publish(t.Context(), s, 1, 10, made(0, 3, 2)...); err != nil {
				t.Fatal(err)
			}
			before, err := os.ReadFile(s.Link())
			if err != nil {
				t.Fatal(err)
			}
			a := storetest.Article(99, 1)
			mention := a.Mentions[0]
			a.Mentions = make([]row.Mention, rows)
			for i := range a.Mentions {
				a.Mentions[i] = mention
			}
			a.Mentions[bad-1].Text = "\xff\xfe"
			if err := publish(t.Context(), s, 2, 10, a); err == nil {
				t.Error("loading a row that is no UTF-8 gave no error")
			}
			after, err := os.ReadFile(s.Link())
			if err != nil || !bytes.Equal(before, after) {
				t.Errorf("the published file changed (%v)", err)
			}
			if left, _ := filepath.Glob(filepath.Join(s.Out, "db", "*.building*")); len(left) > 0 {
				t.Errorf("%v stayed", left)
			}
			d, err := draft(t.Context(), s, 3)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := d.Add(t.Context(), []*row.Article{a}); err == nil {
				t.Error("no error")
			}
			a.Mentions = a.Mentions[:1]
			a.Mentions[0] = mention
			if _, err := d.Add(t.Context(), []*row.Article{a}); err != nil {
				t.Errorf("loading the mended article into the same draft: %v", err)
			}
			if err := d.Discard(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestCancelledLoadFails(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	ctx, cancel := context.WithCancel(t.Context())
	d, err := draft(ctx, s, 1)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := d.Add(ctx, made(0, 50, 2)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want one that says it was cancelled", err)
	}
	if err := d.Discard(); err != nil {
		t.Error(err)
	}
	if _, ok, _ := s.Current(); ok {
		t.Error("it was published")
	}
}

// Neither the order of articles nor how they are cut into batches leaves a
// trace in what is stored.
func TestOrderAndBatchesDoNotMatter(t *testing.T) {
	want := ""
	for seed := range uint64(3) {
		for _, size := range []int{1, 7, 1000} {
			articles := made(0, 40, 3)
			random := rand.New(rand.NewPCG(seed, 1))
			random.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
			s := shelf.Shelf{Out: t.TempDir()}
			if err := publish(t.Context(), s, 1, size, articles...); err != nil {
				t.Fatal(err)
			}
			got := contents(t, s)
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("seed %d, batches of %d: other contents", seed, size)
			}
		}
	}
}

// A file of an older schema is brought up to date by the next version, and
// says that it is behind until then. The old file stays as it was.
func TestOldSchemasAreUpgraded(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	old := s.Path(runID(0))
	if err := errors.Join(os.MkdirAll(filepath.Dir(old), 0o755), store.MakeOld(t.Context(), old, 3), os.Symlink("db/"+filepath.Base(old), s.Link())); err != nil {
		t.Fatal(err)
	}
	behind := func() bool {
		t.Helper()
		is, err := opened(t, s).Behind(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return is
	}
	if !behind() {
		t.Error("a database without the newest tables does not say so")
	}
	before, err := os.ReadFile(old)
	if err != nil {
		t.Fatal(err)
	}
	if err := publish(t.Context(), s, 1, 10, made(0, 3, 2)...); err != nil {
		t.Fatal(err)
	}
	if behind() {
		t.Error("the new version is behind as well")
	}
	db := opened(t, s)
	relations, err := db.Relations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range relations {
		one[int](t, db, "SELECT count(*) FROM "+r.Name)
	}
	if n := one[int](t, db, "SELECT count(*) FROM bands"); n != 3 {
		t.Errorf("the table that was missing has %d rows, want 3", n)
	}
	if after, err := os.ReadFile(old); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old version changed (%v)", err)
	}
}

// A session keeps the version that it opened; the next one sees the new one.
func TestOpenVersionsStayWhole(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 1, 10, made(0, 3, 2)...); err != nil {
		t.Fatal(err)
	}
	old := opened(t, s)
	if err := publish(t.Context(), s, 2, 10, made(3, 5, 2)...); err != nil {
		t.Fatal(err)
	}
	if n := one[int](t, old, "SELECT count(*) FROM articles"); n != 3 {
		t.Errorf("the old session sees %d articles, want 3", n)
	}
	if n := one[int](t, opened(t, s), "SELECT count(*) FROM articles"); n != 5 {
		t.Errorf("the new session sees %d articles, want 5", n)
	}
}

// Loading an article again replaces its rows and tells what changed.
func TestLoadingAgainNotesChanges(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 1, 10, made(0, 3, 3)...); err != nil {
		t.Fatal(err)
	}
	a := storetest.Article(1, 3)
	a.Claims[0].Period = "2009"
	a.Claims[0].Resolve(a.Published)
	a.Claims = a.Claims[:2]
	a.Figures[2].Claimed = false
	a.Figures[2].Why = "a test"
	if err := publish(t.Context(), s, 2, 10, a); err != nil {
		t.Fatal(err)
	}
	db := opened(t, s)
	var changes []string
	err := db.Read(t.Context(), "SELECT change || ' ' || coalesce(slot, '-') || ' ' || coalesce(after, '-') FROM changes ORDER BY ALL", nil, func(scan func(...any) error) error {
		var c string
		err := scan(&c)
		changes = append(changes, c)
		return err
	})
	if diff := cmp.Diff([]string{"changed period 2009", "gone - -"}, changes); diff != "" || err != nil {
		t.Error(diff, err)
	}
	got := one[string](t, db, "SELECT concat_ws(' ', added, changed, reextracted, claims_added, claims_changed, claims_gone) FROM runs ORDER BY run_id DESC LIMIT 1")
	if want := "0 0 0 0 1 1"; got != want {
		t.Errorf("the run counts %s, want %s", got, want)
	}
	if n := one[int](t, db, fmt.Sprintf("SELECT count(*) FROM claims WHERE first_run = '%s'", runID(1))); n != 8 {
		t.Errorf("%d claims remember their first run, want 8", n)
	}
	versions, err := s.Versions()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := store.Diff(t.Context(), versions[0].Path, versions[1].Path)
	if err != nil || len(rows) != 2 {
		t.Errorf("Diff gives %d rows, %v, want 2: %v", len(rows), err, rows)
	}
}

// Of an article that was edited, the run and Diff tell what became of its claims, though all
// of them have new ids.
func TestChangesOfAnEdit(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 1, 10, made(0, 3, 3)...); err != nil {
		t.Fatal(err)
	}
	a := storetest.Article(1, 3)
	a.Hash = strings.Repeat("f", 64)
	a.ID = row.ArticleID(a.Address, a.Hash)
	for i := range a.Claims {
		a.Figures[i].ID = row.ClaimID(a.ID, a.Figures[i].Span, a.Figures[i].Figure)
		a.Claims[i].ID = a.Figures[i].ID
	}
	a.Claims[0].Entity = "tenpay"
	a.Claims = a.Claims[:2]
	a.Figures[2].Claimed, a.Figures[2].Why = false, "a test"
	if err := publish(t.Context(), s, 2, 10, a); err != nil {
		t.Fatal(err)
	}
	versions, err := s.Versions()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := store.Diff(t.Context(), versions[0].Path, versions[1].Path)
	if err != nil {
		t.Fatal(err)
	}
	db := opened(t, s)
	counts := one[string](t, db, "SELECT concat_ws(' ', claims_added, claims_changed, claims_gone) FROM runs ORDER BY run_id DESC LIMIT 1")
	if want := "0 1 1"; counts != want {
		t.Errorf("the run counts %s, want %s", counts, want)
	}
	if n := one[int](t, db, fmt.Sprintf("SELECT count(*) FROM evidence WHERE first_run = '%s'", runID(1))); n != 8 {
		t.Errorf("%d claims remember their first run, want 8", n)
	}
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r[0], " ", r[3], " ", r[4], " ", r[5], " ", r[6]))
	}
	if diff := cmp.Diff([]string{"changed 31% entity wechat_pay tenpay", "gone 65% <nil> <nil> <nil>"}, got); diff != "" {
		t.Error(diff)
	}
}

// Bits that flip in the file are noticed, or lie where no data is.
func TestDamageIsNoticed(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 1, 100, made(0, 200, 5)...); err != nil {
		t.Fatal(err)
	}
	want := contents(t, s)
	whole, err := os.ReadFile(s.Link())
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 7))
	noticed := 0
	const flips = 100
	for range flips {
		damaged := bytes.Clone(whole)
		damaged[random.IntN(len(damaged))] ^= 1 << random.IntN(8)
		other := shelf.Shelf{Out: t.TempDir()}
		path := other.Path(runID(1))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, damaged, 0o444), os.Symlink("db/"+filepath.Base(path), other.Link())); err != nil {
			t.Fatal(err)
		}
		db, err := store.Open(t.Context(), other.Link())
		if err == nil {
			err = errors.Join(db.Verify(t.Context()), db.Close())
		}
		if err != nil {
			noticed++
			continue
		}
		if contents(t, other) != want {
			t.Error("a flipped bit changed the data without a word")
		}
	}
	t.Logf("%d of 100 flipped bits were reported, the others lay outside the data", noticed)
	if noticed == 0 {
		t.Error("nothing was noticed")
	}
}

// What a query may not do, whoever wrote it.
func TestReadersAreConfined(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 1, 10, made(0, 3, 2)...); err != nil {
		t.Fatal(err)
	}
	db := opened(t, s)
	for _, query := range []string{
		"DELETE FROM articles", "DROP VIEW evidence", "CREATE TABLE t AS SELECT 1",
		"SELECT * FROM read_text('/etc/hostname')", "COPY articles TO '" + filepath.Join(s.Out, "x.csv") + "'",
		"ATTACH '" + filepath.Join(s.Out, "x.duckdb") + "'", "INSTALL httpfs", "LOAD httpfs",
		"SELECT * FROM 'http://localhost/x.parquet'", "SET enable_external_access = true", "EXPORT DATABASE '" + s.Out + "/x'",
	} {
		rows, err := db.Query(t.Context(), query)
		if err == nil {
			for range rows.All() {
			}
			err = errors.Join(rows.Err(), rows.Close())
		}
		if err == nil {
			t.Errorf("%s went through", query)
		}
	}
	for setting, want := range map[string]string{
		"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "enable_external_access": "false",
	} {
		if got := one[string](t, db, "SELECT current_setting('"+setting+"')::VARCHAR"); got != want {
			t.Errorf("%s is %s, want %s", setting, got, want)
		}
	}
}
