package reports

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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
