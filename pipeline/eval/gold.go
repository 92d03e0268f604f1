// Package eval scores extraction against labelled articles, by the measures
// that testdata/gold/GUIDELINES.md defines claims for.
package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Gold is a labelled article.
type Gold struct {
	Path string // of the article
	Text string // as it stands in the file, markup and all
	// What the label file says.
	Published *string  `json:"published"`
	Claims    []Claim  `json:"claims"`
	Optional  []Claim  `json:"optional"` // places on which careful readers differ: they count neither way
	Dates     []Date   `json:"dates"`
	Entities  []string `json:"entities"`
}

// Claim is a labelled claim. Null slots are nil.
type Claim struct {
	Figure   string  `json:"figure"`
	Nth      int     `json:"nth"`      // which occurrence of Figure in the file
	Rendered *string `json:"rendered"` // the figure as a browser shows it, where that differs
	Value    float64 `json:"value"`
	Unit     string  `json:"unit"`
	Measure  *string `json:"measure"`
	Entity   *string `json:"entity"`
	Market   *string `json:"market"`
	Period   *string `json:"period"`
	Bound    *string `json:"bound"`
	Status   *string `json:"status"`
	Source   *string `json:"source"`
	GrowthOf *string `json:"growth_of"`
	// Either holds further right readings of a slot.
	Either map[string][]*string `json:"either"`
}

// shown is the figure as the clean text has it.
func (c *Claim) shown() string {
	if c.Rendered != nil {
		return *c.Rendered
	}
	return c.Figure
}

// Date is a labelled date.
type Date struct {
	Text  string  `json:"text"`
	Nth   int     `json:"nth"`
	Value *string `json:"value"`
}

// Read reads a folder of labelled articles and all folders under it, sorted by path.
func Read(folder string) ([]Gold, error) {
	var labels []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".json") {
			labels = append(labels, path)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading labels: %w", err)
	}
	slices.SortFunc(labels, func(a, b string) int { // folder by folder
		return slices.Compare(strings.Split(a, "/"), strings.Split(b, "/"))
	})
	var gold []Gold
	for _, label := range labels {
		g, ok, err := read(label)
		if err != nil {
			return nil, fmt.Errorf("reading labels %s: %w", label, err)
		}
		if ok {
			gold = append(gold, g)
		}
	}
	return gold, nil
}

func read(label string) (g Gold, ok bool, err error) {
	stem := strings.TrimSuffix(label, ".json")
	for _, extension := range []string{".txt", ".html", ".md"} {
		text, err := os.ReadFile(stem + extension)
		if err != nil {
			continue
		}
		data, err := os.ReadFile(label)
		if err != nil {
			return g, false, err
		}
		if err := json.Unmarshal(data, &g); err != nil {
			return g, false, err
		}
		g.Path = stem + extension
		g.Text = string(lineEnds(text))
		for i := range g.Claims {
			if g.Claims[i].Nth == 0 {
				g.Claims[i].Nth = 1
			}
		}
		return g, true, nil
	}
	return g, false, nil
}

// lineEnds makes them one kind, as readers of text files do.
func lineEnds(text []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
}
