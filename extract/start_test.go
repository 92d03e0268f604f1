package extract

import (
	"testing"

	"marketfigures/extract/claim"
	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/period"
	"marketfigures/extract/quantity"
)

// What every process does before its first article.
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
		{"weights", func() error { _, err := claim.ShippedWeights(); return err }},
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
