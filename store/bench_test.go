package store_test

import (
	"context"
	"testing"

	"marketfigures/store/row"
	"marketfigures/store/shelf"
	"marketfigures/store/storetest"
)

// BenchmarkLoad loads a batch as the job does, into a draft of its own.
func BenchmarkLoad(b *testing.B) {
	const articles, claims = 500, 6
	batch := make([]*row.Article, articles)
	size := 0
	for n := range batch {
		batch[n] = storetest.Article(n, claims)
		size += len(batch[n].Text)
	}
	ctx := context.Background()
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		d, err := draft(ctx, shelf.Shelf{Out: b.TempDir()}, 1)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := d.Add(ctx, batch); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := d.Discard(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(articles, "articles")
}
