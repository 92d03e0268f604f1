package claim

import (
	"slices"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/lexicon"
)

// standing is how plainly a place speaks for a candidate, from the plainest to
// the faintest.
type standing uint8

const (
	paired        standing = iota // at the same place of a parallel list
	inRow                         // names the row of the figure's cell
	inHeader                      // stands over the cell
	attached                      // behind the figure, joined by a preposition
	fresh                         // before it, no other figure between
	behind                        // behind it, no other figure between
	behindFigures                 // elsewhere in the sentence; the next ones behind one and two figures
	_
	_
	inCaption  // over the table or list
	following  // in the sentence behind a figure that stands by itself
	lastWord   // the last one named in the block
	inBlock    // named in the block before
	repeated   // where the same number stands again
	inHeading  // in the heading above
	nearby     // in the sentences before, another block
	framing    // in title or lead
	remembered // what an earlier claim had
	nowhere
)

// tiers are what features call the standings.
var tiers = func() (tiers [nowhere + 1]*atom.Atom) {
	for k, text := range [nowhere + 1]string{
		"a paired", "b row", "c header", "d attached", "e fresh", "f behind", "g sentence0", "g sentence1", "g sentence2",
		"h caption", "h following", "i last", "j block", "j repeat", "k heading", "l nearby", "m framing", "n remembered", "z null",
	} {
		tiers[k] = atom.Of(text)
	}
	return tiers
}()

// standing is what it counts to be named in a frame.
func (p *place) standing() standing {
	switch p.what {
	case atom.Row:
		return inRow
	case atom.Header, atom.Beside:
		return inHeader
	case atom.Caption, atom.Corner, atom.Above, atom.ListHead, atom.Note:
		return inCaption
	case atom.Heading:
		return inHeading
	case atom.Repeat:
		return repeated
	}
	return framing
}

// rank finds the best standing among the candidates.
func (f *frame) rank(s *scene, cands []candidate) {
	f.best, f.rivals = nowhere, cands
	for k := range cands {
		cands[k].tier = s.placed(f, &cands[k])
		f.best = min(f.best, cands[k].tier)
	}
	f.pick = cands[s.nearestOf(f, cands)].id
}

// placed is the plainest place that speaks for a candidate, whose whereabouts it notes on
// the way.
func (s *scene) placed(f *frame, c *candidate) standing {
	c.whereabouts = whereabouts{before: -1, after: -1, back: -1}
	if c.id == null {
		return nowhere
	}
	best := remembered
	sp := s.spots[f.slot]
	for _, k := range c.spots {
		p := &sp[k]
		best = min(best, s.standingOf(f, p))
		c.partnered = c.partnered || p.partner >= 0
		switch {
		case p.sentence < f.sentence:
			if p.sentence >= f.sentence-sentencesBack {
				c.back = k
			}
		case p.sentence > f.sentence:
		case p.item < f.at:
			c.before = k
		case c.after < 0:
			c.after = k
		}
	}
	captioned := false // the caption names a value: the line above it frames nothing then, but for entities
	for n := range f.places {
		t, in := f.places[n].standing(), f.within[n]
		captioned = captioned || f.places[n].what == atom.Caption && f.slot != entitySlot &&
			slices.ContainsFunc(sp[in.first:in.last], func(p spot) bool { return p.sets() })
		if in.first == in.last || t >= best || captioned && f.places[n].what == atom.Above {
			continue
		}
		for _, k := range c.spots {
			if k >= in.first && k < in.last && !sp[k].ofBracketed && (!sp[k].aside || t == inRow || t == inHeader) {
				best = t
				break
			}
		}
	}
	return best
}

func (s *scene) standingOf(f *frame, p *spot) standing {
	switch {
	case p.partner == f.figure:
		return paired
	case p.ofBracketed && s.datesBracketed(f, p):
		return inHeader
	case p.ofBracketed:
		return remembered
	}
	if p.sentence == f.sentence {
		figures, apart := s.figuresApart(p.item, f.at), p.item-f.at-1
		switch {
		case p.partner >= 0 || figures > 0 || p.item > f.at && s.contrasted(f.at, p.item):
			return behindFigures + standing(min(figures, 2))
		case p.item < f.at:
			return fresh
		case apart <= 3 && (s.classAt(p.item-1, f) | s.classAt(p.item-2, f)).Is(lexicon.Preposition):
			return attached
		}
		return behind
	}
	switch {
	case p.sentence > f.sentence && s.standsAlone(f):
		return following
	case p.sentence > f.sentence:
		return remembered
	case s.Document.Sentences[p.sentence].Block != f.block:
		return nearby
	case !p.aside && s.lastNamed(f, p):
		return lastWord
	}
	return inBlock
}

// standsAlone says whether a figure is all that its sentence says, as in "65%.
// DoorDash holds that much": what it tells comes behind.
func (s *scene) standsAlone(f *frame) bool {
	return f.last-f.first <= 3 && !f.row
}

// contrasted says whether a clause about something else opens between two items.
func (s *scene) contrasted(from, to int) bool {
	return s.passed[to].contrasts > s.passed[from+1].contrasts
}

// lastNamed says whether no other value is named between the spot and the
// figure that the text goes on with.
func (s *scene) lastNamed(f *frame, p *spot) bool {
	spots := s.spots[f.slot]
	for i := s.firstSpot(f.slot, p.item); i < len(spots) && spots[i].item < f.at; i++ {
		if o := &spots[i]; o.id != p.id && !o.derived && o.sets() {
			return false
		}
	}
	return true
}
