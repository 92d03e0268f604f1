package claim

import "marketfigures/extract/text"

// shareRepeats gives a figure of the headline or summary what it lacks from the
// place where the body states it in full (RULINGS.md 3).
func (s *scene) shareRepeats(claims []*Claim) {
	for i, c := range claims {
		if c == nil || !s.summary(i) {
			continue
		}
		for k := i + 1; k < min(len(claims), i+restated); k++ {
			full := claims[k]
			if full == nil || full.Measure != c.Measure || full.GrowthOf != c.GrowthOf || full.Unit != c.Unit || !sameNumber(full.Value, c.Value) || s.summary(k) {
				continue
			}
			if c.Entity != "" && full.Entity != "" && c.Entity != full.Entity {
				continue
			}
			for sl := slot(0); sl < slots; sl++ {
				if c.value(sl) == "" && full.value(sl) != "" {
					c.set(sl, full.value(sl))
					c.tell(full.told(slotNames[sl]), "as the article states it in full")
				}
			}
			if c.Place == "" && full.Place != "" {
				c.Place = full.Place
				c.tell(full.told("place"), "as the article states it in full")
			}
			break
		}
	}
}

// restated is how many figures below a headline at the most the body states
// its figure in full.
const restated = 300

// summary says whether a figure stands in a heading, or above the body.
func (s *scene) summary(i int) bool {
	token := s.Quantities[i].First
	return s.Document.Blocks[s.blockOf(token)].Kind == text.Heading || s.sentenceOf(token) < s.lead+1
}
