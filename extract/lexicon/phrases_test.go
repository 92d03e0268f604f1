package lexicon

import (
	"fmt"
	"testing"

	"marketfigures/extract/text"
)

// Phrases that share words are told apart by what stands before them: a table has a
// step for each opening of a phrase, and no more.
func TestPhrases(t *testing.T) {
	var p Phrases[int]
	openings := map[string]bool{}
	for n := range 26 * 26 {
		first, second := string(rune('a'+n/26)), string(rune('a'+n%26))
		p.Add(first+" "+second+" z", n)
		openings[first], openings[first+" "+second], openings[first+" "+second+" z"] = true, true, true
	}
	if len(p.ends) != len(openings) {
		t.Errorf("%d openings of phrases make %d steps", len(openings), len(p.ends))
	}
	for n := range 26 * 26 {
		said := fmt.Sprintf("%c %c z", 'A'+n/26, 'a'+n%26)
		if got, next, ok := p.At(text.Parse(said), 0); !ok || got != n || next != 3 {
			t.Errorf("%q is phrase %d to token %d, %v", said, got, next, ok)
		}
	}
	if _, _, ok := p.At(text.Parse("a a y"), 0); ok {
		t.Error("a phrase is found of which the last word is missing")
	}
}

// The phrases that ship with the program have as many steps as they have openings.
func TestShippedPhrases(t *testing.T) {
	l, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var p Phrases[bool]
	openings := map[string]bool{}
	add := func(phrase string) {
		p.Add(phrase, true)
		opening := ""
		for _, w := range words(phrase) {
			opening += w + "\x00"
			openings[opening] = true
		}
	}
	for _, e := range l.Entities {
		for _, name := range e.Aliases {
			add(name)
		}
	}
	for _, m := range l.Markets {
		for _, phrase := range m.Phrases {
			add(phrase)
		}
	}
	for _, c := range l.Cues {
		for _, phrase := range c.Phrases {
			add(phrase)
		}
	}
	if len(openings) < 1000 || len(p.ends) != len(openings) {
		t.Errorf("%d openings of phrases make %d steps", len(openings), len(p.ends))
	}
}
