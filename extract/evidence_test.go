package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/extract/claim"
)

// Every slot of every claim says what filled it: words that stand in the text,
// or the features that decided.
func TestEvidence(t *testing.T) {
	x, err := New(builtin(t))
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("../testdata/articles/*.txt")
	if err != nil || len(paths) < 10 {
		t.Fatalf("%d articles, %v", len(paths), err)
	}
	slots, withWords := 0, 0
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		for _, c := range x.Explain(Article{Text: text, Published: time.Date(2018, 1, 2, 0, 0, 0, 0, time.UTC)}).Claims() {
			for slot, value := range map[string]string{"measure": c.Measure, "growth_of": c.GrowthOf, "entity": c.Entity, "market": c.Market, "period": c.Period, "status": c.Status, "source": c.Source} {
				if slot == "growth_of" && value == "" {
					continue
				}
				var found []claim.Evidence
				for _, e := range c.Evidence {
					if e.Slot == slot {
						found = append(found, e)
					}
				}
				if len(found) != 1 {
					t.Errorf("%s: %s of %q has %d pieces of evidence", path, slot, text[c.Start:c.End], len(found))
					continue
				}
				e := found[0]
				words := text[e.Start:e.End]
				switch {
				case slot != "measure" && e.Value != value:
					t.Errorf("%s: %s of %q is %q, its evidence for %q", path, slot, text[c.Start:c.End], value, e.Value)
				case words == "" && e.Why == "":
					t.Errorf("%s: nothing tells why %s of %q is %q", path, slot, text[c.Start:c.End], value)
				case slot == "source" && words != "" && !strings.Contains(text, value):
					t.Errorf("%s: source %q is not in the text", path, value)
				}
				slots++
				if words != "" {
					withWords++
				}
			}
		}
	}
	t.Logf("%d of %d slots name words", withWords, slots)
	if withWords*2 < slots {
		t.Errorf("only %d of %d slots name words", withWords, slots)
	}
}

// Explain adds why, and changes nothing else.
func TestExplainMakesTheSameClaims(t *testing.T) {
	x, err := New(builtin(t))
	if err != nil {
		t.Fatal(err)
	}
	const text = "In the first quarter of 2017 Alipay held 54.3% of China's mobile payment market, up from 50.1% a year earlier, iResearch said."
	plain, explained := x.Extract(Article{Text: text}).Claims(), x.Explain(Article{Text: text}).Claims()
	if len(plain) < 2 {
		t.Fatalf("%d claims", len(plain))
	}
	for _, c := range plain {
		for _, e := range c.Evidence {
			if e.Why != "" && e.Slot != "place" {
				t.Errorf("%s of %s says why without being asked: %s", e.Slot, text[c.Start:c.End], e.Why)
			}
		}
	}
	for _, c := range explained {
		for i := range c.Evidence {
			if c.Evidence[i].Slot != "place" {
				c.Evidence[i].Why = ""
			}
		}
	}
	if diff := cmp.Diff(plain, explained); diff != "" {
		t.Error(diff)
	}
}
