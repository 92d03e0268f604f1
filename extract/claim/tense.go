package claim

import (
	"marketfigures/extract/claim/atom"
	"marketfigures/extract/lexicon"
)

// tenses are the classes of cues that show one.
var tenses = []string{"past", "perfect", "present", "timeless"}

// weighTense tells in which tense the text speaks of a figure: what is told as
// present holds as of publication, whatever period was set before.
func (s *scene) weighTense(v *vector, f *frame, c *candidate) {
	is := atom.Other
	switch c.id {
	case null:
		is = atom.Null
	case f.setting.period:
		is = atom.Setting
	}
	v.add3(atom.Tense, f.tense, tiers[c.tier])
	v.add4(atom.Tense, f.tense, is, f.setting.own)
	v.add4(atom.Tense, f.tense, is, f.setting.where)
	v.add(atom.Tense, f.tense, atom.Age, s.values[periodSlot].all[c.id].age, f.setting.own)
}

// tenseOf is the tense of the telling word nearest before a figure, else
// behind it, "none" where there is none. Words that tell of the speaking do
// not count.
func (s *scene) tenseOf(f *frame) *atom.Atom {
	for k := f.at - 1; k >= f.first; k-- {
		if t := s.tenseAt(k, f.first); t != nil {
			return t
		}
	}
	for k := f.at + 1; k < f.last && s.items[k].kind != figure; k++ {
		if t := s.tenseAt(k, f.first); t != nil {
			return t
		}
	}
	return atom.None
}

// tenseAt is the tense that one item of the sentence from item first shows, nil
// for none.
func (s *scene) tenseAt(k, first int) *atom.Atom {
	it := &s.items[k]
	if it.kind != word || hasCue(it, "says") {
		return nil
	}
	if hasCue(it, "ahead") {
		return atom.Ahead
	}
	if t, _, ok := s.words.tenses.At(s.Document, it.first); ok {
		if t == atom.Timeless {
			return nil
		}
		return t
	}
	if n := len(it.label.Text); n > 4 && it.label.Text[n-2:] == "ed" {
		for b := max(first, k-2); b < k; b++ {
			if t, _, _ := s.words.tenses.At(s.Document, s.items[b].first); t == atom.Present || t == atom.Perfect {
				return atom.Perfect // "has already reached", "is used"
			}
		}
		return atom.Past
	}
	if w := s.Document.Words[it.first]; k > first && len(w) > 3 && w[len(w)-1] == 's' {
		if before := &s.items[k-1]; before.kind == name || before.class.Is(lexicon.AnaphorIt|lexicon.RelativePronoun) {
			return atom.Present // "Visa handles", "it carries"
		}
	}
	return nil
}
