package source

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"marketfigures/extract/text"
)

// goldArticle is what the benchmark says of an article.
type goldArticle struct {
	Published *string `json:"published"`
	Claims    []struct {
		Figure   string `json:"figure"`
		Nth      int    `json:"nth"`
		Rendered string `json:"rendered"`
	} `json:"claims"`
}

// undated is how many articles of the benchmark came out on a day that they
// don't give themselves: what is not there can't be read.
const undated = 25

// On the benchmark every date that is read is right, every article that gives
// its date has one, every figure of a claim is found in the text, and no claim
// of a plain text lies in boilerplate.
func TestBenchmark(t *testing.T) {
	labels, err := filepath.Glob("../../testdata/gold/*/*.json")
	if err != nil || len(labels) == 0 {
		t.Fatalf("no benchmark in testdata/gold (%v)", err)
	}
	missing := 0
	for _, label := range labels {
		data, err := os.ReadFile(label)
		if err != nil {
			t.Fatal(err)
		}
		var gold goldArticle
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatalf("%s: %v", label, err)
		}
		path, raw := articleBeside(label)
		if path == "" {
			t.Fatalf("%s has no article beside it", label)
		}
		items := readAllItems(t, Options{}, path)
		if len(items) != 1 || items[0].Reject != nil {
			t.Errorf("%s: %d items, reject %+v", path, len(items), items[0].Reject)
			continue
		}
		a := items[0].Article
		got, want := "", ""
		if !a.Published.IsZero() {
			got = a.Published.Format(time.DateOnly)
		}
		if gold.Published != nil {
			want = *gold.Published
		}
		switch {
		case got == want:
		case got == "":
			missing++
		default:
			t.Errorf("%s: published %s (from %s), want %q", path, got, a.PublishedFrom, want)
		}
		d := text.Parse(a.Text)
		for _, c := range gold.Claims {
			figure := c.Rendered
			if figure == "" {
				figure = c.Figure
			}
			if !strings.Contains(a.Text, figure) {
				t.Errorf("%s: the figure %q is not in the text", path, figure)
				continue
			}
			if a.Text != raw {
				continue // places agree in plain text only
			}
			at := nthOf(raw, c.Figure, c.Nth)
			for _, b := range d.Blocks {
				if b.Boilerplate && b.Start <= at && at < b.End {
					t.Errorf("%s: the figure %q #%d lies in boilerplate", path, figure, c.Nth)
				}
			}
		}
	}
	if missing > undated {
		t.Errorf("%d articles without the date that they give, want none", missing-undated)
	}
}

func articleBeside(label string) (path, raw string) {
	for _, ending := range []string{".txt", ".md", ".html"} {
		path := strings.TrimSuffix(label, ".json") + ending
		if data, err := os.ReadFile(path); err == nil {
			return path, string(data)
		}
	}
	return "", ""
}

// nthOf is where the nth occurrence of a part starts, from 1.
func nthOf(s, part string, n int) int {
	at := -1
	for end := 0; n > 0; n-- {
		next := strings.Index(s[end:], part)
		if next < 0 {
			return -1
		}
		at = end + next
		end = at + len(part)
	}
	return at
}
