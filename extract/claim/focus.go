package claim

import (
	"slices"
	"strconv"
)

// focus is what the text before a figure's sentence speaks of, in the values of
// a slot.
type focus struct {
	lead    string // leads the sentence right before, in the same block
	most    string // most named in the block so far, of the last placesBack places
	named   int    // how many the block names among those
	last    string // leads the last sentence before that names any, under the same heading
	since   int    // sentences since then, six are many or none
	section string // most named under the same heading, of those places
}

// placesBack is how many places before a sentence its focus is looked for in.
const placesBack = 48

// tally counts the values of a slot, in the order in which they are first named.
type tally struct {
	values []string
	times  []int
}

func (t *tally) add(value string) {
	k := slices.Index(t.values, value)
	if k < 0 {
		k = len(t.values)
		t.values, t.times = append(t.values, value), append(t.times, 0)
	}
	t.times[k]++
}

// most is the value named most, the first of equals; empty for none.
func (t *tally) most() string {
	if len(t.values) == 0 {
		return ""
	}
	return t.values[slices.Index(t.times, slices.Max(t.times))]
}

// focusOf is what the text spoke of when it came to the sentence of a figure.
func (s *scene) focusOf(f *frame) focus {
	spots := s.spots[f.slot]
	block := s.Document.Sentences[f.sentence].Block
	opening, heading := s.itemAt[s.Document.Blocks[block].First], 0
	if h := s.heads[block]; h >= 0 {
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
			at, out.last = p.sentence, p.value
		}
		inSection.add(p.value)
		if p.item < opening {
			continue
		}
		inBlock.add(p.value)
		if p.sentence == f.sentence-1 && out.lead == "" {
			out.lead = p.value
		}
	}
	out.most, out.named, out.section = inBlock.most(), len(inBlock.values), inSection.most()
	if out.since = 6; at >= 0 {
		out.since = min(f.sentence-at, 6)
	}
	return out
}

// weighFocus tells whether a candidate is what the text speaks of.
func (s *scene) weighFocus(f *frame, c *candidate, tier string, w *pair) {
	o := &f.focus
	named := strconv.Itoa(min(o.named, 3))
	w.both("focus", "named", named, tier)
	if c.value == "" {
		return
	}
	lead, most, last := strconv.FormatBool(c.value == o.lead), strconv.FormatBool(c.value == o.most), strconv.FormatBool(c.value == o.last)
	w.both("focus", "lead", lead, tier)
	w.both("focus", "most", most, named)
	w.both("focus", "last", last, tier)
	w.both("focus", "last", last, strconv.Itoa(o.since))
	w.both("focus", "section", strconv.FormatBool(c.value == o.section), tier)
	if o.lead == o.most && c.value == o.lead {
		w.both("focus", "both", tier)
	}
}
