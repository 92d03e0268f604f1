package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	got := parse("goos: linux\nBenchmarkStage/claim/dev-8 \t 10\t 200 ns/op\t 1.50 MB/s\t 4.000 articles\t 80 B/op\t 8 allocs/op\nPASS\nok  \tmarketfigures/extract\t2.1s\n")
	want := []result{{"Stage/claim/dev", map[string]float64{"ns/op": 200, "MB/s": 1.5, "articles": 4, "B/op": 80, "allocs/op": 8}}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(result{})); diff != "" {
		t.Fatal(diff)
	}
	if per := got[0].perArticle("allocs/op"); per != 2 {
		t.Errorf("%g allocations an article, want 2", per)
	}
}

func TestKeptLog(t *testing.T) {
	page := "# Benchmarks\n\nold table\n\n## Log\n\n- a lesson\n"
	if got := keptLog(page); got != "\n- a lesson\n" {
		t.Errorf("the log is %q", got)
	}
	if got := keptLog("# Benchmarks\n"); got != "\n" {
		t.Errorf("a page without a log has %q", got)
	}
}

// Of each benchmark the fastest round counts.
func TestFastest(t *testing.T) {
	round := func(ours, naive float64) []result {
		return []result{{"Extract/dev", map[string]float64{"ns/op": ours}}, {"Prose/dev", map[string]float64{"ns/op": naive}}}
	}
	got := fastest(fastest(fastest(nil, round(3, 90)), round(2, 110)), round(4, 100))
	if diff := cmp.Diff(round(2, 90), got, cmp.AllowUnexported(result{})); diff != "" {
		t.Error(diff)
	}
}
