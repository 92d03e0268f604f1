package extract

import (
	"runtime"
	"testing"

	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/period"
	"marketfigures/extract/quantity"
)

// A first article of plain sentences takes lexicon and weights, and not the
// model of prose, which alone takes 100 MB and three times as long. Bytes are
// the same on any machine, however busy.
func TestStartIsSmall(t *testing.T) {
	const most = 80 << 20 // the first to read the weights takes 66 MB
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	l, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(l)
	if err != nil {
		t.Fatal(err)
	}
	e := x.Extract(Article{Text: "In 2016 Alipay held 54% of the mobile payment market, iResearch said.\n"})
	runtime.ReadMemStats(&after)
	if len(e.Claims()) != 1 {
		t.Errorf("%d claims, want 1", len(e.Claims()))
	}
	if taken := after.TotalAlloc - before.TotalAlloc; taken > most {
		t.Errorf("%d bytes up to the first claim, more than %d", taken, most)
	}
}

// BenchmarkStart is what every process does before its first article.
func BenchmarkStart(b *testing.B) {
	l, err := lexicon.Builtin()
	if err != nil {
		b.Fatal(err)
	}
	for _, part := range []struct {
		name  string
		build func() error
	}{
		{"lexicon", func() error { _, err := lexicon.Builtin(); return err }},
		{"periods", func() error { _, err := period.NewGrammar(l); return err }},
		{"quantities", func() error { _, err := quantity.NewGrammar(l); return err }},
		{"names", func() error { entity.NewFinder(l); return nil }},
	} {
		b.Run(part.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := part.build(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
