package lexicon

import (
	"fmt"
	"slices"
	"strings"
)

// checkGrammars looks at the sections that the quantity and period grammars
// read as check does at the others. known holds the classes that they know;
// nil: any.
func (l *Lexicon) checkGrammars(known *Lexicon) *flaw {
	if f := l.Quantity.check(known); f != nil {
		return f
	}
	classes := map[string]bool{}
	if known != nil {
		for _, g := range known.Period {
			classes[g.Class] = true
		}
	}
	for i, g := range l.Period {
		at := fmt.Sprintf("$.period[%d]", i)
		if known != nil && !classes[g.Class] {
			return &flaw{at + ".class", fmt.Sprintf("period: class %q is none of %s", g.Class, strings.Join(sorted(classes), ", "))}
		}
		var words []string
		for _, r := range g.Rows {
			words = append(words, r.Words...)
		}
		if f := entry(at, "period "+g.Class, "rows", words, g.Examples); f != nil {
			return f
		}
	}
	return nil
}

func (w *QuantityWords) check(known *Lexicon) *flaw {
	at := func(section string, i int) string { return fmt.Sprintf("$.quantity.%s[%d]", section, i) }
	oneOf := func(at, what, value string, of ...string) *flaw {
		if slices.Contains(of, value) {
			return nil
		}
		return &flaw{at, fmt.Sprintf("%s %q is none of %s", what, value, strings.Join(of, ", "))}
	}
	for i, n := range w.Numerals {
		var words []string
		for word := range n.Words {
			words = append(words, word)
		}
		if f := oneOf(at("numerals", i)+".rank", "numerals: rank", n.Rank, "digit", "teen", "ten"); f != nil {
			return f
		}
		if f := entry(at("numerals", i), "numerals "+n.Rank, "words", words, n.Examples); f != nil {
			return f
		}
	}
	for i, s := range w.Scales {
		if s.Value <= 1 {
			return &flaw{at("scales", i) + ".value", fmt.Sprintf("scale %v does not multiply", s.Value)}
		}
		if f := entry(at("scales", i), fmt.Sprint("scale ", s.Value), "words", slices.Concat(s.Words, s.Plurals, s.Short, s.Glued, s.Money), s.Examples); f != nil {
			return f
		}
	}
	for i, p := range w.Parts {
		if p.Of <= 1 {
			return &flaw{at("parts", i) + ".of", fmt.Sprintf("part %v does not divide", p.Of)}
		}
		if f := entry(at("parts", i), fmt.Sprint("part ", p.Of), "words", slices.Concat(p.Words, p.Plurals), p.Examples); f != nil {
			return f
		}
	}
	for i, u := range w.Units {
		if f := entry(at("units", i), "unit "+u.Name, "words", slices.Concat(u.Words, u.Glued), u.Examples); f != nil {
			return f
		}
	}
	for i, c := range w.Currencies {
		words := slices.Concat(c.Before, c.After, c.Both, c.Millions, c.Hundredths, c.Tenths, c.Upper)
		if f := entry(at("currencies", i), "currency "+c.Code, "words", words, c.Examples); f != nil {
			return f
		}
	}
	for i, b := range w.Bounds {
		if f := oneOf(at("bounds", i)+".bound", "bound", b.Bound, "exact", "about", "above", "below"); f != nil {
			return f
		}
		if f := oneOf(at("bounds", i)+".place", "place of bound words", b.Place, "before", "after"); f != nil {
			return f
		}
		if f := entry(at("bounds", i), "bound "+b.Bound, "words", b.Words, b.Examples); f != nil {
			return f
		}
	}
	cues := map[string]bool{}
	if known != nil {
		for _, c := range known.Quantity.Cues {
			cues[c.Cue] = true
		}
	}
	for i, c := range w.Cues {
		if known != nil && !cues[c.Cue] {
			return &flaw{at("cues", i) + ".cue", fmt.Sprintf("quantity: cue %q is none of %s", c.Cue, strings.Join(sorted(cues), ", "))}
		}
		if f := entry(at("cues", i), "cue "+c.Cue, "words", c.Words, c.Examples); f != nil {
			return f
		}
	}
	return nil
}
