package pipeline_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

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
