package claim

import (
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// partOfWhole says whether a percentage tells what part of a whole goes through
// a market that leads the sentence, and no name holds it: "online retail
// accounts for 7.9% of retail sales". That is penetration, not a share
// (RULINGS.md 10).
func (s *scene) partOfWhole(i int) bool {
	q := &s.Quantities[i]
	sentence := s.Document.SentenceOf(q.First)
	if q.Unit != quantity.Percent || s.Document.Blocks[s.Document.Sentences[sentence].Block].Kind == text.Row {
		return false
	}
	at, led := s.itemAt[q.First], false
	for k := s.starts[sentence]; k < s.starts[sentence+1]; k++ {
		it := &s.items[k]
		switch {
		case it.kind == name && it.label == "<name>" || hasCue(it, "others", "together", "anaphor"):
			return false
		case k < at && it.kind == market:
			led = true
		}
	}
	return led && s.followedByWhole(at, s.starts[sentence+1])
}

// followedByWhole says whether "of" and what it is a part of stand behind a figure.
func (s *scene) followedByWhole(at, last int) bool {
	return at+1 < last && s.items[at+1].label == "of"
}
