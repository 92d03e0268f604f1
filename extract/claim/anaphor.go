package claim

import (
	"sort"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// standIn is a class of words that stand for a name said before, and how the
// features call it.
type standIn struct {
	class lexicon.Class
	kind  string
}

// pronouns stand for a company or product, for the speaker of a text, for the
// credited source; nouns do behind "the" or "this".
var (
	pronouns = []standIn{
		{lexicon.AnaphorIt, "it"}, {lexicon.AnaphorIts, "its"}, {lexicon.AnaphorThey, "they"}, {lexicon.AnaphorThem, "them"},
		{lexicon.AnaphorHe, "he"}, {lexicon.AnaphorWe, "we"},
	}
	nouns = []standIn{
		{lexicon.AnaphorCompany, "company"}, {lexicon.AnaphorProduct, "product"},
		{lexicon.AnaphorReport, "report"}, {lexicon.AnaphorFormer, "former"}, {lexicon.AnaphorLatter, "latter"},
	}
)

// kindOf is the first of the kinds that a word is of, empty for none.
func kindOf(class lexicon.Class, among []standIn) string {
	if class == 0 {
		return "" // most words
	}
	for _, a := range among {
		if class.Is(a.class) {
			return a.kind
		}
	}
	return ""
}

// addAnaphors puts in a spot for each word that stands for a name: one for the
// name that led the sentence before, one for the name said last, where they
// differ.
func (s *scene) addAnaphors() {
	d := s.Document
	names := len(s.spots[entitySlot])
	for si, sentence := range d.Sentences {
		b := &d.Blocks[sentence.Block]
		if b.Boilerplate || b.Kind == text.Row {
			continue
		}
		for t := sentence.First; t < sentence.Last; t++ {
			kind, first := kindOf(s.classes[t], pronouns), t
			if kind == "" && t > sentence.First && s.classes[t-1].Is(lexicon.Demonstrative) {
				kind, first = kindOf(s.words.classes.Of(label(d, t)), nouns), t-1
			}
			if kind == "" || s.country(t) {
				continue
			}
			s.addAnaphor(kind, first, t+1, si, names)
		}
	}
	s.addDescriptions(names)
	for sl := range s.spots {
		spots := s.spots[sl]
		sort.SliceStable(spots, func(i, j int) bool { return spots[i].first < spots[j].first })
	}
}

func (s *scene) addAnaphor(kind string, first, last, sentence, names int) {
	at := spot{first: first, last: last, item: s.itemAt[first], sentence: sentence, anaphor: true}
	put := func(sl slot, value, how string) {
		if value == "" {
			return
		}
		p := at
		p.value, p.kind = value, s.words.kindNamed(kind+"-"+how)
		p.how = s.credit(p, p.kind.Text)
		s.spots[sl] = append(s.spots[sl], p)
	}
	if kind == "we" {
		put(entitySlot, s.self, "self")
		put(sourceSlot, s.self, "self")
		return
	}
	if kind == "report" || kind == "company" || kind == "it" || kind == "he" || kind == "they" {
		put(sourceSlot, s.sourceBefore(at, kind, names), "credited")
	}
	if kind == "report" {
		return
	}
	lead, near := antecedents(s.spots[entitySlot][:names], first, sentence, sentencesStoodFor)
	put(entitySlot, lead, "lead")
	if near != lead {
		put(entitySlot, near, "near")
	}
}

// sourceBefore is whom a word that speaks stands for: the source credited last,
// or the name that leads its sentence or the one before, if that is said later.
func (s *scene) sourceBefore(at spot, kind string, names int) string {
	source, said := s.lastCredited(at.first)
	if kind == "report" || s.credit(at, kind) == nil {
		return source
	}
	entities := s.spots[entitySlot][:names]
	lead, _ := antecedents(entities, at.first, at.sentence, sentencesStoodFor)
	for k := firstFrom(entities, at.first) - 1; k >= 0 && entities[k].first > said; k-- {
		if entities[k].value == lead {
			return lead
		}
	}
	return source
}

// lastCredited is the source that the text credited last before a token, and
// where it is named; -1 for nowhere.
func (s *scene) lastCredited(token int) (source string, at int) {
	spots := s.spots[sourceSlot]
	for k := len(spots) - 1; k >= 0; k-- {
		if p := &spots[k]; p.first < token && p.how != nil && p.how != atom.Aims && !p.anaphor {
			return p.value, p.first
		}
	}
	return "", -1
}

// sentencesStoodFor is how many sentences before its own a pronoun may reach.
const sentencesStoodFor = 3

// antecedents are the names that an anaphor at a token may stand for, of all in
// the order of the text and so many sentences back: the first name of the clause or of the sentence before
// (its subject, more often than not), and the name said last.
func antecedents(names []spot, token, sentence, reach int) (lead, near string) {
	k := firstFrom(names, token)
	at := -1
	for i := k - 1; i >= 0 && names[i].sentence >= sentence-reach; i-- {
		p := &names[i]
		if p.derived || p.kind == atom.Agency {
			continue
		}
		if near == "" {
			near, at = p.value, p.sentence
		}
		if p.sentence != at {
			break
		}
		lead = p.value
	}
	return lead, near
}
