package pipeline_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/pipeline/source"
)

// A page that its server says is unchanged is not read again, as long as the
// version is published that holds it.
func TestUnchangedPages(t *testing.T) {
	var served, unchanged atomic.Int64
	share := "54%"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		tag := `"` + strings.TrimSuffix(share, "%") + `"`
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			unchanged.Add(1)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		served.Add(1)
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		fmt.Fprintf(w, "Alipay held %s of the market in 2016, and Tenpay had fewer users than it wished for.", share)
	}))
	defer server.Close()
	j := job(t, server.URL+"/a.txt")
	web := func() *source.Web { return &source.Web{UserAgent: "test", Private: true, Interval: 1} }
	steps := []struct {
		name                     string
		share                    string
		rollback                 bool
		served, unchanged, added int64
	}{
		{"first", "54%", false, 1, 0, 1},
		{"again", "54%", false, 1, 1, 0},
		{"changed", "55%", false, 2, 1, 0},
		{"again", "55%", false, 2, 2, 0},
		{"after going back", "55%", true, 3, 2, 0},
	}
	for _, step := range steps {
		share = step.share
		if step.rollback {
			if _, _, err := j.Shelf.Rollback(); err != nil {
				t.Fatal(err)
			}
		}
		j.Find.Web = web()
		s := do(t, j)
		if served.Load() != step.served || unchanged.Load() != step.unchanged || int64(s.Added) != step.added || s.Found != 1 {
			t.Errorf("%s: served %d, unchanged %d, %s", step.name, served.Load(), unchanged.Load(), s.Line())
		}
	}
}

// A feed's pages are remembered whatever other sources ran in between, an
// unchanged feed spares its entries, and one of which an entry failed is read
// again.
func TestFeedsAreRemembered(t *testing.T) {
	failing := true
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tag := `"` + r.URL.Path + `"`
		w.Header().Set("ETag", tag)
		known := r.Header.Get("If-None-Match") == tag
		if r.URL.Path != "/robots.txt" {
			asked = append(asked, fmt.Sprintf("%s %v", r.URL.Path, known))
		}
		switch {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case r.URL.Path == "/b" && failing:
			http.Error(w, "busy", http.StatusInternalServerError)
		case known:
			w.WriteHeader(http.StatusNotModified)
		case r.URL.Path == "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<rss version="2.0"><channel><title>x</title><item><link>http://%[1]s/a</link></item><item><link>http://%[1]s/b</link></item></channel></rss>`, r.Host)
		default:
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprintf(w, "Alipay held 54%% of the market in 2016, as %s says.", r.URL.Path)
		}
	}))
	defer server.Close()
	j := job(t)
	steps := []struct {
		name, source string
		want         []string
		added        int
	}{
		{"an entry fails", "/feed", []string{"/feed false", "/a false", "/b false"}, 1},
		{"it is there", "/feed", []string{"/feed false", "/a true", "/b false"}, 1},
		{"another source", "/c", []string{"/c false"}, 1},
		{"the feed again", "/feed", []string{"/feed true"}, 0},
		{"the other one again", "/c", []string{"/c true"}, 0},
	}
	for _, step := range steps {
		asked = nil
		j.Sources = []string{server.URL + step.source}
		j.Find.Web = &source.Web{UserAgent: "test", Private: true, Interval: 1}
		s := do(t, j)
		if diff := cmp.Diff(step.want, asked); diff != "" || s.Added != step.added {
			t.Errorf("%s: %s\n%s", step.name, s.Line(), diff)
		}
		failing = false
	}
}

// What --until left out is stored by a later run without it, though its page
// has not changed since.
func TestPagesOutsideOfTheSpanAreReadAgain(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/markdown")
		fmt.Fprint(w, "---\npublished: 2017-05-05\n---\nAlipay held 54% of the market in 2016.")
	}))
	defer server.Close()
	j := job(t, server.URL+"/a.md")
	j.Find.Web = &source.Web{UserAgent: "test", Private: true, Interval: 1}
	j.Until = time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC)
	if s := do(t, j); s.Added != 0 || s.Outside != 1 {
		t.Fatal(s.Line())
	}
	j.Until = time.Time{}
	if s := do(t, j); s.Added != 1 {
		t.Fatal(s.Line())
	}
}
