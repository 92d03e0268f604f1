package pipeline_test

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"marketfigures/pipeline"
	"marketfigures/pipeline/duplicate"
)

// stopwatch is a log that keeps the seconds of what it is told of.
type stopwatch map[string]float64

func (s stopwatch) Write(line []byte) (int, error) {
	var seconds float64
	_, rest, _ := strings.Cut(string(line), "msg=\"")
	message, rest, _ := strings.Cut(rest, "\"")
	if _, at, ok := strings.Cut(rest, "seconds="); ok {
		fmt.Sscanf(at, "%g", &seconds)
		s[message] += seconds
	}
	return len(line), nil
}

// Looking for copies takes less than a tenth of a run, and finds every one.
func TestCopiesCostLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("extracts hundreds of articles")
	}
	const originals, copies = 320, 80 // a fifth are copies, as among 2,000 articles 400
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(3, 5))
	var texts []string
	for i := range originals {
		text := longArticle(random)
		texts = append(texts, text)
		write(t, filepath.Join(dir, fmt.Sprintf("original-%03d.md", i)), "---\npublished: 2017-01-02\n---\n# Report "+fmt.Sprint(i)+"\n\n"+text)
	}
	for i := range copies {
		paragraphs := strings.Split(texts[i*4], "\n\n")
		paragraphs = paragraphs[:len(paragraphs)-1]
		write(t, filepath.Join(dir, fmt.Sprintf("copy-%03d.md", i*4)), "---\npublished: 2017-01-03\n---\n# What we read elsewhere\n\n"+strings.Join(paragraphs, "\n\n")+"\n\nAll rights are ours, and so are the mistakes in what we print.")
	}
	watch := stopwatch{}
	j := job(t, dir)
	j.Workers = 1
	j.Log = slog.New(slog.NewTextHandler(watch, &slog.HandlerOptions{Level: slog.LevelDebug}))
	began := time.Now()
	if s := do(t, j); s.Added != originals+copies {
		t.Fatal(s.Line())
	}
	total := time.Since(began).Seconds()
	began = time.Now()
	for _, text := range texts {
		duplicate.Of(text, "")
	}
	prints := time.Since(began).Seconds() * (originals + copies) / originals
	const found = `SELECT count(*) FROM articles c JOIN articles o ON c.duplicate_of = o.article_id
		WHERE replace(split_part(c.address, '/', -1), 'copy', 'original') = split_part(o.address, '/', -1)`
	if n := count(t, j, found); n != copies {
		t.Errorf("%d copies found, want %d", n, copies)
	}
	if n := count(t, j, "SELECT count(duplicate_of) FROM articles"); n != copies {
		t.Errorf("%d articles are called copies, want %d", n, copies)
	}
	looked := watch["looked for copies"]
	if looked == 0 {
		t.Fatal("the run does not say how long it looked for copies")
	}
	share := (looked + prints) / total
	t.Logf("%.1f%% of %.2f s", 100*share, total)
	if share >= 0.1 {
		t.Errorf("copies took %.1f%% of the run (%.2f s of prints, %.2f s of comparing, %.2f s in all)", 100*share, prints, looked, total)
	}
}

// Copies are found among prints that a run kept, texts that it reads again, and both.
func TestCopiesOfKeptAndRead(t *testing.T) {
	const originals = 30
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(4, 6))
	size := 0
	for i := range originals {
		text := longArticle(random)
		size += duplicate.Of(text, "").Size()
		write(t, filepath.Join(dir, fmt.Sprintf("original-%02d.md", i)), "---\npublished: 2017-01-02\n---\n# Report "+fmt.Sprint(i)+"\n\n"+text)
		if i%3 == 0 {
			write(t, filepath.Join(dir, fmt.Sprintf("copy-%02d.md", i)), "---\npublished: 2017-01-03\n---\n# What we read elsewhere\n\n"+text)
		}
	}
	for _, kept := range []int{0, size / 2, 2 * size} {
		defer pipeline.KeepPrints(kept)()
		j := job(t, dir)
		do(t, j)
		const found = `SELECT count(*) FROM articles c JOIN articles o ON c.duplicate_of = o.article_id
			WHERE replace(split_part(c.address, '/', -1), 'copy', 'original') = split_part(o.address, '/', -1)`
		if n := count(t, j, found); n != originals/3 {
			t.Errorf("with %d bytes of prints kept, %d copies are found, want %d", kept, n, originals/3)
		}
	}
}

// longArticle is a report of six paragraphs that no other repeats.
func longArticle(r *rand.Rand) string {
	firms := []string{"Alipay", "Tenpay", "UnionPay", "Lakala", "JD Pay"}
	var paragraphs []string
	for range 6 {
		a, b := firms[r.IntN(len(firms))], firms[r.IntN(len(firms))]
		paragraphs = append(paragraphs, fmt.Sprintf("In the third quarter of %d %s held %d.%d%% of the mobile payment market, iResearch said, after %d.%d%% a year earlier. "+
			"The volume of payments through %s rose by %d%% to %d.%d trillion yuan, while %d million people used %s in a month. "+
			"Merchants pay %d.%02d%% of each sale, and %d,%03d of them took part in the survey.",
			2010+r.IntN(9), a, r.IntN(80), r.IntN(10), r.IntN(80), r.IntN(10), b, 1+r.IntN(90), r.IntN(20), r.IntN(10), 1+r.IntN(900), a, r.IntN(2), r.IntN(100), 1+r.IntN(40), r.IntN(1000)))
	}
	return strings.Join(paragraphs, "\n\n")
}
