package reports

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"marketfigures/store"
)

// samples is what the program makes of the sample articles, made once.
var samples struct {
	sync.Once
	program, out string
	data         *Data
	err          error
}

// sample builds the program, runs it on the sample articles as the README says,
// and returns its output folder and what the database holds.
func sample(t *testing.T) (out string, data *Data) {
	t.Helper()
	samples.Do(func() { samples.err = runSample() })
	if samples.err != nil {
		t.Fatal(samples.err)
	}
	return samples.out, samples.data
}

func runSample() error {
	dir, err := os.MkdirTemp("", "sample")
	if err != nil {
		return err
	}
	samples.program, samples.out = filepath.Join(dir, "marketfigures"), filepath.Join(dir, "out")
	if said, err := exec.Command("go", "build", "-o", samples.program, "marketfigures").CombinedOutput(); err != nil {
		return fmt.Errorf("build the program: %w\n%s", err, said)
	}
	if said, err := exec.Command(samples.program, "run", "--out", samples.out, "../testdata/articles").CombinedOutput(); err != nil {
		return fmt.Errorf("run it on the sample: %w\n%s", err, said)
	}
	background := context.Background()
	db, err := store.Open(background, filepath.Join(samples.out, "figures.duckdb"))
	if err != nil {
		return err
	}
	defer db.Close()
	samples.data, err = Read(background, db)
	return err
}

// TestSampleReport has a browser judge the report that readers see first: three
// widths, both themes, every mark.
func TestSampleReport(t *testing.T) {
	out, data := sample(t)
	page := filepath.Join(out, "report", "index.html")
	charts := bytes.Count(read(t, page), []byte(`data-chart="`))
	for width, scheme := range map[int]string{380: "light", 768: "dark", 1440: "light"} {
		where := fmt.Sprintf("%s, %d px", scheme, width)
		p := open(t, page, width, 900)
		p.prefers(scheme, "")
		if drawn := p.drawAll(); drawn != charts || charts == 0 {
			t.Errorf("%s: %d of %d charts drawn", where, drawn, charts)
		}
		p.tidy(where)
		p.quiet()
	}
	p := open(t, page, 1280, 900)
	p.drawAll()
	if n := p.followMarks(data); n == 0 {
		t.Error("no marks")
	}
	p.accessible("sample")
	p.quiet()
}

// TestSampleBytes renders the sample's database again under another time zone
// and language, on one processor.
func TestSampleBytes(t *testing.T) {
	out, _ := sample(t)
	page := filepath.Join(out, "report", "index.html")
	want := read(t, page)
	for _, place := range [][]string{
		{"TZ=Pacific/Kiritimati", "LANG=zh_CN.UTF-8", "LC_ALL=zh_CN.UTF-8", "GOMAXPROCS=1"},
		{"TZ=America/St_Johns", "LANG=C", "LC_ALL=C", "GOMAXPROCS=7"},
	} {
		c := exec.Command(samples.program, "report", "--out", out)
		c.Env = append(os.Environ(), place...)
		if said, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", place, err, said)
		}
		if !bytes.Equal(read(t, page), want) {
			t.Errorf("%v: other bytes", place)
		}
	}
}

// TestSampleOtherSides asks the program for a comparison of its own, and for
// one that nothing is known of.
func TestSampleOtherSides(t *testing.T) {
	out, data := sample(t)
	others := Data{Claims: data.Claims, Names: data.Names}
	sides := others.mostSaid(4)[2:]
	elsewhere := filepath.Join(t.TempDir(), "out")
	if err := os.CopyFS(elsewhere, os.DirFS(out)); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command(samples.program, "report", "--out", elsewhere, "--for", sides[0]+" vs "+sides[1]).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if want := "<h1>" + sides[0] + " against " + sides[1] + "</h1>"; !bytes.Contains(read(t, filepath.Join(elsewhere, "report", "index.html")), []byte(want)) {
		t.Errorf("page lacks %s", want)
	}
	said, err := exec.Command(samples.program, "report", "--out", elsewhere, "--for", "alipay vs nobody").CombinedOutput()
	if err == nil || !bytes.Contains(said, []byte("no claim is about nobody")) {
		t.Errorf("a side that nobody wrote of: %v\n%s", err, said)
	}
}

// TestSampleBasis compares what the report says it rests on with what the
// database answers.
func TestSampleBasis(t *testing.T) {
	out, _ := sample(t)
	db, err := store.Open(t.Context(), filepath.Join(out, "figures.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	page := string(read(t, filepath.Join(out, "report", "index.html")))
	for name, query := range map[string]string{
		"<dt>Articles read<dd>":           "SELECT count(*) AS n FROM articles WHERE superseded_by IS NULL",
		"<dt>with claims<dd>":             "SELECT count(DISTINCT article_id) AS n FROM evidence",
		"<dt>Claims<dd>":                  "SELECT count(*) AS n FROM evidence",
		"<dt>Publishers<dd>":              "SELECT count(DISTINCT publisher) AS n FROM articles WHERE superseded_by IS NULL",
		"<dt>Set aside<dd>":               "SELECT count(*) AS n FROM rejects",
		"<p>Published from ":              "SELECT min(published)::DATE::VARCHAR AS n FROM articles",
		" the newest article being of ":   "SELECT 'that day. Run ' || max(run_id) AS n FROM runs",
		"<dt>Different statements<dd>":    "SELECT count(*) AS n FROM (SELECT DISTINCT measure, growth_of, entity, market, period, unit, CASE unit WHEN 'count' THEN lower(counted) END, bound, status, value, low, high, CASE WHEN period IS NULL THEN original_id END FROM evidence)",
		"<dt>Figures not found again<dd>": "SELECT 0 AS n",
		"<dt>Repeats folded<dd>":          "SELECT count(*) - (SELECT count(*) FROM (SELECT DISTINCT measure, growth_of, entity, market, period, unit, CASE unit WHEN 'count' THEN lower(counted) END, bound, status, value, low, high, CASE WHEN period IS NULL THEN original_id END FROM evidence)) AS n FROM evidence",
	} {
		answer := ask(t, db, query, "n")[0][0]
		if _, err := strconv.Atoi(answer); err == nil {
			answer = grouped(answer)
		}
		if want := name + answer; !strings.Contains(page, want) {
			_, after, _ := strings.Cut(page, name)
			t.Errorf("page lacks %q: it says %q", want, after[:min(40, len(after))])
		}
	}
}

// TestSampleIDsStay runs the job on all sample articles but one, then on all:
// what a link led to before, it leads to after.
func TestSampleIDsStay(t *testing.T) {
	_, data := sample(t)
	articles, out := filepath.Join(t.TempDir(), "articles"), filepath.Join(t.TempDir(), "out")
	if err := os.CopyFS(articles, os.DirFS("../testdata/articles")); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(articles, "*"))
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	late := filepath.Join(t.TempDir(), filepath.Base(files[0]))
	if err := os.Rename(files[0], late); err != nil {
		t.Fatal(err)
	}
	links := func() map[string]bool {
		if said, err := exec.Command(samples.program, "run", "--out", out, articles).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		found := map[string]bool{}
		for _, m := range marked.FindAllStringSubmatch(string(read(t, filepath.Join(out, "report", "index.html"))), -1) {
			found[m[1]] = true
		}
		return found
	}
	before := links()
	if err := os.Rename(late, files[0]); err != nil {
		t.Fatal(err)
	}
	after := links()
	for id := range before {
		if !after[id] {
			t.Errorf("claim %s is gone after an article came in", id)
		}
	}
	if len(before) == 0 || len(after) <= len(before) || len(after) != len(data.Claims) {
		t.Errorf("%d claims before, %d after, %d when all are read at once", len(before), len(after), len(data.Claims))
	}
}
