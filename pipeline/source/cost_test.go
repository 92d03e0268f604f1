package source

import (
	"bytes"
	"net/http"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"marketfigures/pipeline/source/sourcetest"
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
	timeAllowed, memoryAllowed := 2*time.Second, uint64(200<<20)
	if raceEnabled { // whose detector costs ten times as much
		timeAllowed, memoryAllowed = 20*time.Second, 600<<20
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var took time.Duration
			peak := memoryOf(func() {
				start := processorTime(t)
				Found{Address: "x", raw: []byte(test.page), kind: test.kind, limits: Limits{}.orDefault()}.Read()
				took = processorTime(t) - start
			})
			t.Logf("%.1f MB: %.2f s, %d MB", float64(len(test.page))/1e6, took.Seconds(), peak>>20)
			if took > timeAllowed {
				t.Errorf("took %s of processor time, want at most %s", took, timeAllowed)
			}
			if peak > memoryAllowed {
				t.Errorf("took %d MB, want at most %d", peak>>20, memoryAllowed>>20)
			}
		})
	}
}

// Bombs from 32 MiB to 10 GiB, as files, in each other, and over the network
// without a length, are refused before they take 100 MB.
func TestBombsTakeLittleMemory(t *testing.T) {
	part := sourcetest.Bomb(32 << 20)
	large := bytes.Repeat(part, 320) // a file of gzip's may have many parts
	sizes := []struct {
		name   string
		packed []byte
	}{{"32 MiB", part}, {"1 GiB", large[:32*len(part)]}, {"10 GiB", large}, {"10 GiB, twice packed", sourcetest.Gzip(large)}}
	for _, size := range sizes {
		s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/page" {
				w.Header().Set("Content-Encoding", "gzip")
				w.Header().Set("Content-Type", "text/html")
			}
			w.(http.Flusher).Flush() // in chunks from here on
			w.Write(size.packed)
		})
		folder := t.TempDir()
		write(t, folder, "a.txt.gz", size.packed)
		for _, from := range []string{folder, s.URL + "/page", s.URL + "/a.txt.gz"} {
			var got string
			peak := memoryOf(func() {
				got = reasons(readAllItems(t, Options{Web: &Web{Private: true, Interval: time.Millisecond}}, from))
			})
			if !strings.Contains(got, "too large") {
				t.Errorf("%s from %s: %q", size.name, from, got)
			}
			if peak > 100<<20 && !raceEnabled {
				t.Errorf("%s from %s took %d MB", size.name, from, peak>>20)
			}
			t.Logf("%s from %s: %s, %d MB", size.name, from, got, peak>>20)
		}
	}
}

// processorTime is what this process has used: unlike the time on the wall, it
// says little of what else the machine does.
func processorTime(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// memoryOf is the most memory that Go took for a piece of work, in bytes.
func memoryOf(work func()) uint64 {
	debug.FreeOSMemory()
	before := resident()
	stop, peaks := make(chan bool), make(chan uint64)
	go func() { peaks <- peakUntil(stop) }()
	work()
	close(stop)
	return <-peaks - before
}

// peakUntil is the most memory that Go's heap holds until it is told to stop.
func peakUntil(stop <-chan bool) (peak uint64) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		peak = max(peak, resident())
		select {
		case <-stop:
			return peak
		case <-tick.C:
		}
	}
}

// resident is how much memory Go holds and has not given back, in bytes.
func resident() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() - samples[1].Value.Uint64()
}
