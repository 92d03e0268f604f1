package source

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// No document costs much more than its size is worth, however it is made.
func TestHostileDocumentsCostLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some large documents")
	}
	words := "Words of an article with 5% and more of them. "
	tests := []struct {
		name string
		kind *kind
		page string
	}{
		{"paragraphs", htmlKind, "<html><body><h1>x</h1>" + strings.Repeat("<p>"+words+words, 20_000)},
		{"one paragraph", htmlKind, "<html><body><p>" + strings.Repeat(words, 80_000)},
		{"cells", htmlKind, "<html><body><h1>x</h1><table>" + strings.Repeat("<tr>"+strings.Repeat("<td>5", 100), 1500)},
		{"spans", htmlKind, "<html><body><h1>x</h1><table>" + strings.Repeat("<tr><td rowspan=9999 colspan=9999>a", 12_000)},
		{"nested boxes", htmlKind, "<html><body>" + strings.Repeat(strings.Repeat("<div class=a>", 400)+words+strings.Repeat("</div>", 400), 60)},
		{"nested items", htmlKind, "<html><body>" + strings.Repeat("<ul><li>"+words, 200)},
		{"nested quotes", htmlKind, "<html><body>" + strings.Repeat("<blockquote><p>"+words, 200)},
		{"nested tables", htmlKind, "<html><body>" + strings.Repeat("<table><tr><td>"+words, 120)},
		{"attributes", htmlKind, "<html><body><p " + strings.Repeat("a=b ", 1_000_000) + ">" + words},
		{"entities", htmlKind, "<html><body><p>" + strings.Repeat("&amp;&lt;", 400_000)},
		{"json-ld", htmlKind, `<html><script type="application/ld+json">` + strings.Repeat(`{"a":[`, 9000) + "</script><p>" + words},
		{"wrong bytes", htmlKind, "<html><p>" + strings.Repeat("\xd6\xd0\xb9\xfa", 700_000)},
		{"one line", plainKind, strings.Repeat(words, 80_000)},
		{"dates", plainKind, strings.Repeat("5 May 2015 ", 300_000)},
		{"date lines", plainKind, strings.Repeat("5 May 2015\n", 300_000)},
		{"marks", markdownKind, strings.Repeat("**a** _b_ [c](d) `e` ~~f~~\n", 60_000)},
		{"marks on one line", markdownKind, strings.Repeat("**a** _b_ [c](d) ![ ** ", 100_000)},
		{"stars", markdownKind, strings.Repeat(strings.Repeat("*", 60_000)+"\n", 10)},
		{"json", jsonKind, `{"text":"` + strings.Repeat(words, 80_000) + `"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			Found{Address: "x", raw: []byte(test.page), kind: test.kind, limits: Limits{}.orDefault()}.Read()
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			t.Logf("%.1f MB: %.2f s, %d MB", float64(len(test.page))/1e6, took.Seconds(), (after.TotalAlloc-before.TotalAlloc)>>20)
			if took > costTime {
				t.Errorf("took %s, want at most %s", took, costTime)
			}
			if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 300<<20 {
				t.Errorf("the heap grew by %d MB", grown>>20)
			}
		})
	}
}

// costTime is generous: machines that run tests are shared, and the race
// detector costs ten times as much.
const costTime = 20 * time.Second
