package entity

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"marketfigures/extract/text"
)

// Our reading of prose's models says what prose says, on the openings of the
// sentences of the labelled articles. Where two classes score the same, prose
// takes either.
func TestModelsAsProse(t *testing.T) {
	tags, err := loadPerceptron()
	if err != nil {
		t.Fatal(err)
	}
	names, err := loadMaxent()
	if err != nil {
		t.Fatal(err)
	}
	empty, err := prose.NewDocument("", prose.WithSegmentation(false))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../testdata/gold/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no labelled articles: ", err)
	}
	sentences, words, apart := 0, 0, 0
	for n, f := range files {
		if n%4 != 0 { // all of them gave none apart among 38,504 words
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := text.Parse(string(data))
		for _, s := range d.Sentences {
			first := d.Slice(d.TokenSpan(s.First, min(s.First+12, s.Last)))
			fields := strings.Fields(first)
			slices.Sort(fields)
			if len(slices.Compact(fields)) < len(strings.Fields(first)) {
				continue // prose gives words that stand twice the tag of the last
			}
			ours := wordsOf(first)
			ourTags := tags.tag(ours)
			ourLabels := names.label(ours, ourTags)
			doc, err := prose.NewDocument(first, prose.UsingModel(empty.Model), prose.WithSegmentation(false))
			if err != nil {
				t.Fatal(err)
			}
			sentences++
			for k, tok := range doc.Tokens() {
				words++
				if tok.Text != ours[k] || tok.Tag != ourTags[k] || tok.Label != ourLabels[k] {
					apart++
					t.Logf("%q: %s is %s %s to prose, %s %s to us", first, tok.Text, tok.Tag, tok.Label, ourTags[k], ourLabels[k])
				}
			}
			var found []string
			for _, e := range doc.Entities() {
				found = append(found, e.Text)
			}
			if got := entities(ours, ourTags, ourLabels); !slices.Equal(got, found) && apart == 0 {
				t.Errorf("%q: names %q, want %q", first, got, found)
			}
		}
	}
	t.Logf("%d sentences, %d words, %d apart", sentences, words, apart)
	if words < 1000 || apart*2000 > words {
		t.Errorf("%d of %d words are read otherwise", apart, words)
	}
}

func TestGob(t *testing.T) {
	for _, broken := range []string{"", "\x05", "\xf0\x01", "\x03\x04\x00\xff", strings.Repeat("\xf8", 40)} {
		g := openGob(broken)
		g.strings()
		if g.err() == nil {
			t.Errorf("%q is a gob", broken)
		}
	}
}
