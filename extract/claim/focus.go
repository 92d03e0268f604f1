package claim

import (
	"slices"

	"marketfigures/extract/claim/atom"
)

// focus is what the text before a figure's sentence speaks of, in the values of
// a slot.
type focus struct {
	lead    int32 // leads the sentence right before, in the same block
	most    int32 // most named in the block so far, of the last placesBack places
	named   int   // how many the block names among those
	last    int32 // leads the last sentence before that names any, under the same heading
	section int32 // most named under the same heading, of those places
}

// placesBack is how many places before a sentence its focus is looked for in.
const placesBack = 48

// tally counts the values of a slot, in the order in which they are first named.
type tally struct {
	values, times [placesBack]int32
	n             int
}

func (t *tally) add(value int32) {
	k := slices.Index(t.values[:t.n], value)
	if k < 0 {
		k = t.n
		t.values[k] = value
		t.n++
	}
	t.times[k]++
}

// most is the value named most, the first of equals; null for none.
func (t *tally) most() int32 {
	best, times := null, int32(0)
	for k, n := range t.times[:t.n] {
		if n > times {
			best, times = t.values[k], n
		}
	}
	return best
}

// focusOf is what the text spoke of when it came to the sentence of a figure.
func (s *scene) focusOf(f *frame) focus {
	spots := s.spots[f.slot]
	opening, heading := s.itemAt[s.Document.Blocks[f.block].First], 0
	if h := s.heads[f.block]; h >= 0 {
		heading = s.itemAt[s.Document.Blocks[h].First]
	}
	end := s.firstSpot(f.slot, f.first-1)
	at := -1 // the last sentence that names any
	var out focus
	var inBlock, inSection tally
	for k := max(0, end-placesBack); k < end; k++ {
		p := &spots[k]
		if p.derived || p.anaphor || p.item < heading {
			continue
		}
		if p.sentence != at {
			at, out.last = p.sentence, p.id
		}
		inSection.add(p.id)
		if p.item < opening {
			continue
		}
		inBlock.add(p.id)
		if p.sentence == f.sentence-1 && out.lead == null {
			out.lead = p.id
		}
	}
	out.most, out.named, out.section = inBlock.most(), inBlock.n, inSection.most()
	return out
}

// weighFocus tells whether a candidate is what the text speaks of.
func (s *scene) weighFocus(v *vector, f *frame, c *candidate) {
	o, tier := &f.focus, tiers[c.tier]
	v.add3(atom.FocusNamed, atom.Number(min(o.named, 3)), tier)
	if c.id == null {
		return
	}
	v.add3(atom.FocusLead, atom.Bool(c.id == o.lead), tier)
	v.add3(atom.FocusLast, atom.Bool(c.id == o.last), tier)
	v.add3(atom.FocusSection, atom.Bool(c.id == o.section), tier)
	if o.lead == o.most && c.id == o.lead {
		v.add2(atom.FocusBoth, tier)
	}
}
