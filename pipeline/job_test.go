package pipeline_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"marketfigures/extract"
	"marketfigures/extract/lexicon"
	"marketfigures/pipeline"
	"marketfigures/pipeline/review"
	"marketfigures/store"
	"marketfigures/store/shelf"
	"marketfigures/store/storetest"
)

var extractor = sync.OnceValues(func() (*extract.Extractor, error) {
	words, err := lexicon.Builtin()
	if err != nil {
		return nil, err
	}
	return extract.New(words)
})

// clock goes a second a call.
func clock() func() time.Time {
	now := time.Date(2018, 5, 3, 2, 30, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

// job is one on a folder of its own, in which the clock stands by the test.
func job(t *testing.T, sources ...string) *pipeline.Job {
	t.Helper()
	return &pipeline.Job{
		Sources: sources, Shelf: shelf.Shelf{Out: t.TempDir()}, Extractor: extractor, Lexicon: "l1",
		Entities: storetest.Listed, Places: storetest.Places, Sides: storetest.Sides, Now: clock(), Memory: "512MB",
	}
}

func do(t *testing.T, j *pipeline.Job) *pipeline.Summary {
	t.Helper()
	s, err := j.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// folder holds so many articles that differ.
func folder(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		write(t, filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), article(i))
	}
	return dir
}

func article(i int) string {
	return fmt.Sprintf("---\ntitle: Article %d\npublished: 2017-%02d-%02d\n---\nAlipay held %d.%d%% of China's third-party mobile payment market in 2016, iResearch said. "+
		"Tenpay, which runs WeChat Pay, held %d%%. “支付宝” had %d million users.\n", i, 1+i%12, 1+i%28, 40+i%20, i%10, 20+i%17, 300+i)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// contents hashes what a database holds, but for what tells runs apart.
func contents(t *testing.T, j *pipeline.Job) string {
	t.Helper()
	db, err := store.Open(context.Background(), j.Shelf.Link())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Verify(context.Background()); err != nil {
		t.Error(err)
	}
	h := sha256.New()
	for _, table := range []string{"articles", "claims", "figures", "dates", "mentions", "entities", "sides", "rejects"} {
		columns := "*"
		switch table {
		case "articles", "claims":
			columns = "* EXCLUDE (first_run, run_id)"
		case "rejects":
			columns = "* EXCLUDE (run_id)"
		}
		rows, err := db.Query(context.Background(), "SELECT "+columns+" FROM "+table+" ORDER BY ALL")
		if err != nil {
			t.Fatal(err)
		}
		for values := range rows.All() {
			fmt.Fprintln(h, values...)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func count(t *testing.T, j *pipeline.Job, query string) int {
	t.Helper()
	return one[int](t, j, query)
}

// one is the value that a query of the published database gives: of several the last, of
// none nothing.
func one[T any](t *testing.T, j *pipeline.Job, query string) (value T) {
	t.Helper()
	db, err := store.Open(context.Background(), j.Shelf.Link())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Read(context.Background(), query, nil, func(scan func(...any) error) error { return scan(&value) }); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestAgainAndAgain(t *testing.T) {
	j := job(t, folder(t, 30))
	first := do(t, j)
	if !first.Published || first.Added != 30 {
		t.Errorf("first run: %s", first.Line())
	}
	want := contents(t, j)
	version, _, _ := j.Shelf.Current()
	for range 4 {
		s := do(t, j)
		if s.Published || s.Unchanged != 30 || s.Added != 0 {
			t.Errorf("another run: %s", s.Line())
		}
	}
	if now, _, _ := j.Shelf.Current(); now != version || contents(t, j) != want {
		t.Error("running again changed what is published")
	}
	if n := count(t, j, "SELECT count(*) FROM runs"); n != 1 {
		t.Errorf("%d runs are noted, want the one that published", n)
	}
}

// Articles are looked for, read and loaded at once, several batches of them, and
// all of them are alike; one is a copy.
func TestManyBatches(t *testing.T) {
	const articles = 1300
	dir := t.TempDir()
	text := func(i int) string {
		return fmt.Sprintf("Nobody who queues at the stall by the station carries a purse these days. It sold %d bowls of dumplings on the first day of the year.\n", i)
	}
	for i := range articles {
		write(t, filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), text(i))
	}
	write(t, filepath.Join(dir, "copy.txt"), text(7))
	j := job(t, dir)
	if s := do(t, j); s.Added != articles+1 {
		t.Errorf("first run: %s", s.Line())
	}
	if n := count(t, j, "SELECT count(duplicate_of) FROM articles"); n != 1 {
		t.Errorf("%d articles are called copies, want the one that is", n)
	}
	write(t, filepath.Join(dir, "0000.txt"), "The stall has moved.\n")
	if s := do(t, j); s.Changed != 1 || s.Unchanged != articles {
		t.Errorf("after a change: %s", s.Line())
	}
}

// Runs within one second, or under a clock that goes back, get names of their
// own, even where the newest version was rolled back.
func TestRunsWithinOneSecond(t *testing.T) {
	dir := folder(t, 1)
	j := job(t, dir)
	now := time.Date(2018, 5, 3, 2, 30, 0, 0, time.UTC)
	j.Now = func() time.Time { return now }
	names := map[string]bool{}
	for i := range 4 {
		write(t, filepath.Join(dir, "000.txt"), article(i))
		if i == 2 {
			if _, _, err := j.Shelf.Rollback(); err != nil {
				t.Fatal(err)
			}
		}
		if i == 3 {
			now = now.Add(-time.Hour)
		}
		s := do(t, j)
		if !s.Published || names[s.Run] {
			t.Errorf("run %d: %s", i, s.Line())
		}
		names[s.Run] = true
	}
}

// Order of the sources, workers, and one run or several: the same contents.
func TestOrderAndWorkersDoNotMatter(t *testing.T) {
	dir := folder(t, 24)
	entries, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	for seed := range uint64(3) {
		for _, workers := range []int{1, 2, 8} {
			random := rand.New(rand.NewPCG(seed, uint64(workers)))
			random.Shuffle(len(entries), func(i, k int) { entries[i], entries[k] = entries[k], entries[i] })
			cuts := 1 + int(seed)
			j := job(t)
			j.Workers = workers
			for i := range cuts {
				j.Sources = entries[i*len(entries)/cuts : (i+1)*len(entries)/cuts]
				do(t, j)
			}
			got := contents(t, j)
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("seed %d, %d workers, %d runs: other contents", seed, workers, cuts)
			}
		}
	}
}

func TestChangedProgramOrLexiconExtractsStoredArticles(t *testing.T) {
	dir := folder(t, 5)
	j := job(t, dir)
	do(t, j)
	want := contents(t, j)
	if err := os.RemoveAll(dir); err != nil { // the sources are no more
		t.Fatal(err)
	}
	j.Sources = []string{t.TempDir()}
	j.Lexicon = "l2"
	s := do(t, j)
	if s.Reextracted != 5 || !s.Published {
		t.Errorf("with another lexicon: %s", s.Line())
	}
	if contents(t, j) != want {
		t.Error("extracting the same again gave other contents")
	}
	if n := count(t, j, "SELECT count(*) FROM articles JOIN runs USING (run_id) WHERE lexicon = 'l2'"); n != 5 {
		t.Errorf("%d articles name the run with the new lexicon, want 5", n)
	}
	if n := count(t, j, "SELECT count(*) FROM articles JOIN runs ON runs.run_id = first_run WHERE lexicon = 'l1'"); n != 5 {
		t.Errorf("%d articles remember their first run, want 5", n)
	}
	if s := do(t, j); s.Published {
		t.Errorf("once more: %s", s.Line())
	}
}

func TestRepeatsAmongSources(t *testing.T) {
	dir := folder(t, 3)
	lines := filepath.Join(dir, "x.jsonl")
	write(t, lines, `{"id": "a", "text": "Alipay held 50% of the market in 2016."}
{"id": "a", "text": "Alipay held 51% of the market in 2016."}
{"id": "a", "text": "Alipay held 50% of the market in 2016."}
`)
	j := job(t, dir, filepath.Join(dir, "000.txt"), lines)
	s := do(t, j)
	if s.Added != 5 || s.Repeated == 0 {
		t.Errorf("%s, %d repeated", s.Line(), s.Repeated)
	}
	if s := do(t, j); s.Published {
		t.Errorf("once more: %s", s.Line())
	}
	// lines move, one changes, one is new
	write(t, lines, `{"id": "b", "text": "Tenpay held 20% of the market in 2016."}
{"text": "WeChat Pay held 21% of the market in 2016."}
{"id": "a", "text": "Alipay held 52% of the market in 2016."}
{"id": "a", "text": "Alipay held 51% of the market in 2016."}
`)
	if s := do(t, j); s.Added != 2 || s.Changed != 1 {
		t.Errorf("lines moved: %s", s.Line())
	}
	write(t, lines, `{"text": "WeChat Pay held 21% of the market in 2016."}
{"id": "b", "text": "Tenpay held 20% of the market in 2016."}
`)
	if s := do(t, j); s.Published {
		t.Errorf("lines gone: %s", s.Line())
	}
}

// Copies are found whatever the order and the number of runs, and noted anew
// when what they copy changes.
func TestCopies(t *testing.T) {
	dir := t.TempDir()
	story := func(day, share string) string {
		return "---\ntitle: Wallets\npublished: 2017-0" + day + "\n---\nThe bigger of the two wallets held " + share + " of the market for mobile payment in the first quarter, a house of research said on Tuesday.\n\n" +
			"Its rival, which grew out of a messenger, has been catching up since the New Year, when friends sent each other red envelopes by the hundred million.\n\n" +
			"Shopkeepers in three cities said that they had taken down the signs of both, because every customer knows them by now.\n"
	}
	write(t, filepath.Join(dir, "copy.md"), story("3-05", "54%"))
	write(t, filepath.Join(dir, "first.md"), story("3-04", "54%"))
	write(t, filepath.Join(dir, "later.md"), story("6-04", "53%"))
	write(t, filepath.Join(dir, "other.md"), article(1))
	j := job(t, dir)
	do(t, j)
	const copied = "SELECT count(*) FROM articles c JOIN articles o ON c.duplicate_of = o.article_id WHERE c.address LIKE '%copy.md' AND o.address LIKE '%first.md'"
	if n := count(t, j, copied); n != 1 {
		t.Errorf("copy.md is no copy of first.md")
	}
	if n := count(t, j, "SELECT count(duplicate_of) FROM articles"); n != 1 {
		t.Errorf("%d copies, want 1: another quarter's report is none", n)
	}
	want := contents(t, j)
	one := job(t)
	for _, name := range []string{"copy", "later", "other", "first"} {
		one.Sources = []string{filepath.Join(dir, name+".md")}
		do(t, one)
	}
	if contents(t, one) != want {
		t.Error("one article a run gives other contents")
	}
	write(t, filepath.Join(dir, "first.md"), story("3-04", "59%"))
	do(t, j)
	if n := count(t, j, "SELECT count(duplicate_of) FROM articles"); n != 0 {
		t.Errorf("%d copies after the original changed, want 0", n)
	}
}

func TestCorrections(t *testing.T) {
	j := job(t, folder(t, 4))
	do(t, j)
	var claims []string
	db, err := store.Open(t.Context(), j.Shelf.Link())
	if err != nil {
		t.Fatal(err)
	}
	err = db.Read(t.Context(), "SELECT claim_id FROM claims ORDER BY claim_id LIMIT 2", nil, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		claims = append(claims, id)
		return err
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if len(claims) < 2 {
		t.Skip("extraction makes no claims of these articles")
	}
	before := count(t, j, "SELECT count(*) FROM evidence")
	file := "corrections:\n" +
		"  - {claim: " + claims[0] + ", reject: true, reason: misread, by: An analyst}\n" +
		"  - {claim: " + claims[1] + ", mend: {period: 2015, entity: null}, reason: says so above, by: An analyst}\n" +
		"  - {claim: c00, confirm: true, reason: seen, by: An analyst}\n"
	if j.Corrections, err = review.Parse("corrections.yaml", []byte(file)); err != nil {
		t.Fatal(err)
	}
	s := do(t, j)
	if !s.Published || len(s.Lost) != 1 || s.Lost[0] != "c00" {
		t.Errorf("%s, lost %v, want c00 reported", s.Line(), s.Lost)
	}
	holds := func() {
		t.Helper()
		if n := count(t, j, "SELECT count(*) FROM evidence"); n != before-1 {
			t.Errorf("%d claims in evidence, want %d", n, before-1)
		}
		if n := count(t, j, "SELECT count(*) FROM claims WHERE withdrawn AND reviewed_by = 'An analyst'"); n != 1 {
			t.Errorf("%d claims withdrawn, want 1", n)
		}
		if n := count(t, j, "SELECT count(*) FROM claims WHERE period = '2015' AND entity IS NULL AND ends = DATE '2016-01-01' AND reviewed_by IS NOT NULL"); n != 1 {
			t.Errorf("%d claims mended, want 1", n)
		}
	}
	holds()
	if s := do(t, j); s.Published {
		t.Errorf("the same corrections again: %s", s.Line())
	}
	j.Lexicon = "l2" // they outlive a better program
	do(t, j)
	holds()
	j.Corrections = nil
	do(t, j)
	if n := count(t, j, "SELECT count(*) FROM claims WHERE reviewed_by IS NOT NULL"); n != 0 {
		t.Errorf("%d claims still reviewed after the corrections were taken back", n)
	}
	if n := count(t, j, "SELECT count(*) FROM evidence"); n != before {
		t.Errorf("%d claims in evidence, want %d", n, before)
	}
}

// A correction outlives an edit that leaves its sentence as it was; where the sentence is
// edited as well, people are told.
func TestCorrectionsOutliveEdits(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.txt")
	const held = "Alipay held 54% of mobile payments in 2016, iResearch said."
	write(t, file, "By A. Writer\n\n"+held+"\n")
	j := job(t, dir)
	do(t, j)
	correct(t, j, one[string](t, j, "SELECT claim_id FROM claims"), "mend: {period: 2015}")
	const mended = "SELECT count(*) FROM evidence WHERE period = '2015' AND reviewed_by = 'An analyst'"
	steps := []struct {
		name, text   string
		mended, lost int
	}{
		{"as it is", "By A. Writer\n\n" + held + "\n", 1, 0},
		{"another byline", "By A. B. Writer\n\n" + held + "\n", 1, 0},
		{"and a sentence before", "By A. B. Writer\n\nShops liked it. " + held + "\n", 1, 0},
		{"said twice", "By A. B. Writer\n\n" + held + "\n\n" + held + "\n", 0, 1},
		{"another figure", "By A. B. Writer\n\n" + strings.Replace(held, "54%", "55%", 1) + "\n", 0, 1},
		{"back again", "By A. Writer\n\n" + held + " No more.\n", 1, 0},
		{"read otherwise", "In India: a report\n\n" + strings.Replace(held, "Alipay", "It", 1) + "\n", 0, 1},
		{"and once more", "By A. Writer\n\n" + held + "\n", 1, 0},
	}
	for _, step := range steps {
		write(t, file, step.text)
		s := do(t, j)
		if n := count(t, j, mended); n != step.mended || len(s.Lost) != step.lost {
			t.Errorf("%s: %d claims mended, %d lost, want %d and %d", step.name, n, len(s.Lost), step.mended, step.lost)
		}
	}
	j.Lexicon = "l2" // carried over by a better program, too
	do(t, j)
	if n := count(t, j, mended); n != 1 {
		t.Errorf("%d claims mended by another program, want 1", n)
	}
	j.Corrections = nil
	do(t, j)
	if n := count(t, j, "SELECT count(*) FROM evidence WHERE reviewed_by IS NOT NULL"); n != 0 {
		t.Errorf("%d claims still reviewed after the correction was taken back", n)
	}
}

// A correction of a table's cell does not outlive an edit of its header, which may say of
// another year what the person saw.
func TestCorrectionsKeepToTheirTable(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.md")
	table := func(byline, first, second string) string {
		return byline + "\n\n| Share of mobile payment in China | " + first + " | " + second + " |\n| --- | --- | --- |\n| Alipay | 68% | 54% |\n"
	}
	write(t, file, table("By A. Writer", "2015", "2016"))
	j := job(t, dir)
	do(t, j)
	correct(t, j, one[string](t, j, "SELECT claim_id FROM claims WHERE figure = '54%'"), "mend: {period: 2016-Q4}")
	for _, step := range []struct {
		text         string
		mended, lost int
	}{
		{table("By A. Writer", "2015", "2016"), 1, 0},
		{table("By A. B. Writer", "2015", "2016"), 1, 0},
		{table("By A. B. Writer", "2017", "2018"), 0, 1},
	} {
		write(t, file, step.text)
		s := do(t, j)
		if n := count(t, j, "SELECT count(*) FROM evidence WHERE period = '2016-Q4'"); n != step.mended || len(s.Lost) != step.lost {
			t.Errorf("%s: %d claims mended, %d lost, want %d and %d", step.text, n, len(s.Lost), step.mended, step.lost)
		}
	}
}

// correct gives a job one correction more of a claim.
func correct(t *testing.T, j *pipeline.Job, claim, what string) {
	t.Helper()
	file := "corrections: [{claim: " + claim + ", " + what + ", reason: seen, by: An analyst}]"
	corrections, err := review.Parse("corrections.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	j.Corrections = append(j.Corrections, corrections...)
}

// A run counts what its edits did to claims, as diff does, whatever becomes of ids.
func TestEditsAreCounted(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.txt")
	const held = "Alipay held 54% of mobile payments in 2016, iResearch said."
	j := job(t, dir)
	for _, step := range []struct{ name, text, want string }{
		{"new", "By A. Writer\n\n" + held, "1 0 0"},
		{"another byline", "By A. B. Writer\n\n" + held, "0 0 0"},
		{"said twice", "By A. B. Writer\n\n" + held + "\n\n" + held, "1 0 0"},
		{"once again", "By A. C. Writer\n\n" + held, "0 0 1"},
		{"nothing", "By A. C. Writer\n\nNothing here.", "0 0 1"},
		{"back again", "By A. Writer\n\n" + held, "1 0 0"},
	} {
		write(t, file, step.text)
		s := do(t, j)
		if got := fmt.Sprint(s.ClaimsAdded, s.ClaimsChanged, s.ClaimsGone); got != step.want {
			t.Errorf("%s: added, changed, gone %s, want %s", step.name, got, step.want)
		}
		versions, err := j.Shelf.Versions()
		if err != nil {
			t.Fatal(err)
		}
		if len(versions) < 2 {
			continue
		}
		rows, err := store.Diff(t.Context(), versions[len(versions)-2].Path, versions[len(versions)-1].Path)
		if err != nil {
			t.Fatal(err)
		}
		counts := map[any]int{}
		for _, r := range rows {
			counts[r[0]]++
		}
		if got := fmt.Sprint(counts["added"], counts["changed"], counts["gone"]); got != step.want {
			t.Errorf("%s: diff has added, changed, gone %s, want %s", step.name, got, step.want)
		}
	}
}

func TestSlicesOfTimeAddUp(t *testing.T) {
	dir := folder(t, 24)
	write(t, filepath.Join(dir, "undated.txt"), "Alipay held 50% of the market.")
	whole := job(t, dir)
	do(t, whole)
	want := contents(t, whole)
	sliced := job(t, dir)
	edges := []time.Time{{}, time.Date(2017, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(2017, 6, 6, 0, 0, 0, 0, time.UTC), time.Date(2017, 12, 31, 0, 0, 0, 0, time.UTC), {}}
	for i := len(edges) - 2; i >= 0; i-- {
		sliced.Since, sliced.Until = edges[i], edges[i+1]
		do(t, sliced)
	}
	if contents(t, sliced) != want {
		t.Error("slices of --since and --until do not add up to the whole")
	}
}

// Whatever fails, it is never told as a success.
func TestFailuresFail(t *testing.T) {
	dir := folder(t, 8)
	t.Run("cancelled", func(t *testing.T) {
		j := job(t, dir)
		ctx, cancel := context.WithCancel(t.Context())
		j.Stage = func(name string) {
			if name == "publish" {
				cancel()
			}
		}
		if _, err := j.Run(ctx); err == nil {
			t.Error("no error")
		}
		if _, ok, _ := j.Shelf.Current(); ok {
			t.Error("published")
		}
	})
	t.Run("report", func(t *testing.T) {
		j := job(t, dir)
		j.Render = func(context.Context, *store.Reader, string) error { return errors.New("no paper") }
		s, err := j.Run(t.Context())
		if err == nil || !strings.Contains(err.Error(), "no paper") || !s.Published {
			t.Errorf("error %v, published %v", err, s.Published)
		}
		rendered := 0
		j.Render = func(_ context.Context, _ *store.Reader, folder string) error {
			rendered++
			return errors.Join(os.MkdirAll(folder, 0o755), os.WriteFile(filepath.Join(folder, "index.html"), nil, 0o644))
		}
		for range 3 {
			do(t, j)
		}
		if rendered != 1 {
			t.Errorf("the report was rendered %d times, want once: the next run makes up for it", rendered)
		}
	})
	t.Run("read-only folder", func(t *testing.T) {
		if os.Getuid() == 0 {
			t.Skip("the superuser may write everywhere")
		}
		j := job(t, dir)
		if err := os.Chmod(j.Shelf.Out, 0o555); err != nil {
			t.Fatal(err)
		}
		if _, err := j.Run(t.Context()); err == nil {
			t.Error("no error")
		}
	})
	t.Run("published version missing", func(t *testing.T) {
		j := job(t, dir)
		do(t, j)
		run, _, _ := j.Shelf.Current()
		if err := os.Remove(j.Shelf.Path(run)); err != nil {
			t.Fatal(err)
		}
		if _, err := j.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "rollback") {
			t.Errorf("error %v, want what to do", err)
		}
	})
}

// A run that ends at any stage leaves the next one to reach what an
// uninterrupted one reaches.
func TestInterruptedRunsResume(t *testing.T) {
	dir := folder(t, 12)
	whole := job(t, dir)
	do(t, whole)
	want := contents(t, whole)
	for _, stage := range []string{"find", "load", "publish", "report"} {
		j := job(t, dir)
		ctx, cancel := context.WithCancel(t.Context())
		j.Stage = func(name string) {
			if name == stage {
				cancel()
			}
		}
		_, err := j.Run(ctx)
		cancel()
		if err == nil && stage != "report" {
			t.Errorf("stage %s: a cancelled run gave no error", stage)
		}
		j.Stage = nil
		do(t, j)
		if contents(t, j) != want {
			t.Errorf("stage %s: another run did not reach what an uninterrupted one does", stage)
		}
	}
}

// Several runs at once: one works, the others say who does.
func TestOneAtATime(t *testing.T) {
	dir := folder(t, 6)
	shared := job(t, dir)
	var wait sync.WaitGroup
	results := make([]error, 5)
	for i := range results {
		wait.Go(func() {
			j := *shared
			j.Now = clock()
			_, results[i] = j.Run(t.Context())
		})
	}
	wait.Wait()
	done, held := 0, 0
	for _, err := range results {
		var h *shelf.HeldError
		switch {
		case err == nil:
			done++
		case errors.As(err, &h):
			held++
		default:
			t.Error(err)
		}
	}
	if done == 0 || done+held != 5 {
		t.Errorf("%d done, %d held", done, held)
	}
	if n := count(t, shared, "SELECT count(*) FROM articles"); n != 6 {
		t.Errorf("%d articles, want 6", n)
	}
}
