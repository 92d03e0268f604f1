package claim

import "marketfigures/extract/claim/atom"

// weighAbout tells whether an article is about a name: sentences that name
// nobody speak of that one, and other names are there in passing.
func (s *scene) weighAbout(v *vector, f *frame, c *candidate) {
	part, tier, framed := s.partOfAll(entitySlot, c.id), tiers[c.tier], atom.Body
	for _, what := range [...]*atom.Atom{atom.Lead, atom.Heading, atom.Title} { // the last one tells most
		if s.framedBy(f, c, what) {
			framed = what
		}
	}
	v.add3(atom.About, part, tier)
	v.add4(atom.About, part, framed, namedHere[min(len(f.before), 2)][min(len(f.after), 1)])
	v.add3(atom.About, framed, tier)
}

// framedBy says whether a frame of a figure names a candidate.
func (s *scene) framedBy(f *frame, c *candidate, what *atom.Atom) bool {
	for n, in := range f.within {
		if f.places[n].what != what {
			continue
		}
		for k := in.first; k < in.last; k++ {
			if s.spots[f.slot][k].id == c.id {
				return true
			}
		}
	}
	return false
}

// namedHere is how many places before a figure name a value in its sentence, and
// whether any behind it does.
var namedHere = [3][2]*atom.Atom{
	{atom.Of("00"), atom.Of("01")}, {atom.Of("10"), atom.Of("11")}, {atom.Of("20"), atom.Of("21")},
}

// What part of the places that name a value of a slot name one of them.
var mostOfAll, halfOfAll, aQuarterOfAll, anEighthOfAll = atom.Of("most"), atom.Of("half"), atom.Of("a quarter"), atom.Of("an eighth")

// partOfAll is how much of what an article names for a slot is one value.
func (s *scene) partOfAll(sl slot, value int32) *atom.Atom {
	switch n, all := s.values[sl].all[value].times, s.values[sl].times; {
	case 8*n < all:
		return anEighthOfAll
	case 4*n < all:
		return aQuarterOfAll
	case 2*n < all:
		return halfOfAll
	}
	return mostOfAll
}

// weighMates tells whether the nearest places of a sentence share its figure
// with others: "Alipay and WeChat Pay hold 93%" is nobody's alone (RULINGS.md 2).
func (s *scene) weighMates(v *vector, f *frame, c *candidate) {
	spots := s.spots[f.slot]
	of := func(order []int) *atom.Atom {
		for _, k := range order {
			if c.id == null || spots[k].id == c.id {
				return atom.Number(min(spots[k].mates, 3))
			}
		}
		return atom.Dash
	}
	is := atom.Some
	if c.id == null {
		is = atom.Null
	}
	before, after := of(f.before), of(f.after)
	v.add4(atom.Mates, is, atom.Before, before)
	v.add4(atom.Mates, is, atom.After, after)
	v.add(atom.Mates, is, atom.Around, before, after)
}
