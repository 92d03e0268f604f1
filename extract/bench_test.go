package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jdkato/prose/v2"

	"marketfigures/extract"
	"marketfigures/extract/claim"
	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/period"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// workload is a set of texts to be read one after the other.
type workload struct {
	name     string
	articles []extract.Article
}

func (w workload) bytes() int64 {
	n := 0
	for _, a := range w.articles {
		n += len(a.Text)
	}
	return int64(n)
}

// workloads are the labelled articles, the seed article where the shared folder lies
// beside, a text of nothing but claims, and one without a figure, as most of a web
// archive is.
func workloads(b *testing.B) []workload {
	b.Helper()
	day := time.Date(2018, 5, 1, 0, 0, 0, 0, time.UTC)
	gold := workload{name: "dev"}
	files, err := filepath.Glob("../testdata/gold/dev/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no labelled articles: ", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		gold.articles = append(gold.articles, extract.Article{ID: f, Language: "en", Published: day, Text: string(data)})
	}
	dense := strings.Repeat("In the first quarter of 2017 Alipay held 54.3% of the third-party mobile payment market, up from 50.1% a year earlier, iResearch said. "+
		"Payments came to 3.79 trillion yuan ($550 billion), made by about 400 million users.\n\n", 30)
	sparse := strings.Repeat("The stall by the station sells dumplings from early in the morning, and nobody who queues there carries a purse. "+
		"A code on the counter is all that its owner asks for; he learned from his daughter how to print it. "+
		"What the shops next door think of that, they would rather not tell a reporter.\n\n", 20)
	all := []workload{gold}
	if seed, err := os.ReadFile("../../shared/gold/seed/wechat-alibaba-2015.txt"); err == nil {
		day := time.Date(2015, 3, 1, 0, 0, 0, 0, time.UTC)
		all = append(all, workload{"seed", []extract.Article{{ID: "seed", Language: "en", Published: day, Text: string(seed)}}})
	}
	return append(all,
		workload{"dense", []extract.Article{{ID: "dense", Language: "en", Published: day, Text: dense}}},
		workload{"sparse", []extract.Article{{ID: "sparse", Language: "en", Published: day, Text: sparse}}})
}

// BenchmarkExtract is all that is done with an article, on one goroutine.
// BenchmarkProse is the naive way, beside it in the same binary.
func BenchmarkExtract(b *testing.B) {
	x, err := extract.New(builtinLexicon(b))
	if err != nil {
		b.Fatal(err)
	}
	for _, w := range workloads(b) {
		for _, a := range w.articles {
			x.Extract(a) // prose's model, where a name asks for it, loads before the clock starts
		}
		each(b, w, func(a extract.Article) { x.Extract(a) })
	}
}

// BenchmarkProse gives prose the whole text with its model shared, which finds
// tokens, tags and names, but no figure, date or claim.
func BenchmarkProse(b *testing.B) {
	empty, err := prose.NewDocument("", prose.WithSegmentation(false))
	if err != nil {
		b.Fatal(err)
	}
	for _, w := range workloads(b) {
		each(b, w, func(a extract.Article) {
			defer func() { _ = recover() }() // it slices out of range on some texts
			_, _ = prose.NewDocument(a.Text, prose.UsingModel(empty.Model))
		})
	}
}

// BenchmarkStage is one stage after the other, each on what those before it
// found.
func BenchmarkStage(b *testing.B) {
	l := builtinLexicon(b)
	x, err := extract.New(l)
	if err != nil {
		b.Fatal(err)
	}
	quantities, err := quantity.NewGrammar(l)
	if err != nil {
		b.Fatal(err)
	}
	periods, err := period.NewGrammar(l)
	if err != nil {
		b.Fatal(err)
	}
	names := entity.NewFinder(l)
	claims, err := claim.NewDecider(l)
	if err != nil {
		b.Fatal(err)
	}
	stages := []struct {
		name string
		run  func(claim.Input)
	}{
		{"text", func(in claim.Input) { text.Parse(in.Document.Text) }},
		{"period", func(in claim.Input) { periods.Find(in.Document, in.Published) }},
		{"quantity", func(in claim.Input) { quantities.Find(in.Document, nil) }},
		{"lexicon", func(in claim.Input) { names.Find(in.Document, nil) }},
		{"claim", func(in claim.Input) { claims.Decide(in) }},
	}
	all := workloads(b)
	inputs := map[string]claim.Input{}
	for _, w := range all {
		for _, a := range w.articles {
			inputs[a.ID] = x.Input(a)
		}
	}
	for _, s := range stages {
		b.Run(s.name, func(b *testing.B) {
			for _, w := range all {
				each(b, w, func(a extract.Article) { s.run(inputs[a.ID]) })
			}
		})
	}
}

func each(b *testing.B, w workload, do func(extract.Article)) {
	b.Run(w.name, func(b *testing.B) {
		b.SetBytes(w.bytes())
		b.ReportAllocs()
		for b.Loop() {
			for _, a := range w.articles {
				do(a)
			}
		}
		b.ReportMetric(float64(len(w.articles)), "articles")
	})
}

func builtinLexicon(b *testing.B) *lexicon.Lexicon {
	b.Helper()
	l, err := lexicon.Builtin()
	if err != nil {
		b.Fatal(err)
	}
	return l
}
