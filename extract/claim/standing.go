package claim

import (
	"sort"

	"marketfigures/extract/lexicon"
)

// The standings of a candidate, from the place that speaks for it most plainly
// to the faintest. A letter orders them.
const (
	paired     = "a paired"     // at the same place of a parallel list
	inRow      = "b row"        // names the row of the figure's cell
	inHeader   = "c header"     // stands over the cell
	attached   = "d attached"   // behind the figure, joined by a preposition
	fresh      = "e fresh"      // before it, no other figure between
	behind     = "f behind"     // behind it, no other figure between
	inCaption  = "h caption"    // over the table or list
	lastWord   = "i last"       // the last one named in the block
	inBlock    = "j block"      // named in the block before
	repeated   = "j repeat"     // where the same number stands again
	inHeading  = "k heading"    // in the heading above
	nearby     = "l nearby"     // in the sentences before, another block
	framing    = "m framing"    // in title or lead
	remembered = "n remembered" // what an earlier claim had
	nowhere    = "z null"
)

// standing is what it counts to be named in a frame.
func (p *place) standing() string {
	switch p.what {
	case "row":
		return inRow
	case "header":
		return inHeader
	case "caption", "above", "list-head", "note":
		return inCaption
	case "heading":
		return inHeading
	case "repeat":
		return repeated
	}
	return framing
}

// inSentences are elsewhere in the sentence, behind so many other figures.
var inSentences = [...]string{"g sentence0", "g sentence1", "g sentence2"}

// rank finds the best standing among the candidates.
func (f *frame) rank(s *scene, cands []candidate) {
	f.best, f.rivals = nowhere, cands
	for k := range cands {
		cands[k].tier = s.standing(f, &cands[k])
		f.best = min(f.best, cands[k].tier)
	}
	f.pick = cands[s.nearestOf(f, cands)].value
}

// standing is the plainest place that speaks for a candidate.
func (s *scene) standing(f *frame, c *candidate) string {
	if c.value == "" {
		return nowhere
	}
	best := remembered
	sp := s.spots[f.slot]
	for _, k := range c.spots {
		best = min(best, s.standingOf(f, &sp[k]))
	}
	for i := range f.places {
		pl := &f.places[i]
		t := pl.standing()
		if t >= best {
			continue
		}
		for _, k := range c.spots {
			if sp[k].first >= pl.first && sp[k].first < pl.last {
				best = t
				break
			}
		}
	}
	return best
}

func (s *scene) standingOf(f *frame, p *spot) string {
	if p.partner == f.figure {
		return paired
	}
	if p.sentence == f.sentence {
		figures, apart := s.figuresApart(p.item, f.at), p.item-f.at-1
		switch {
		case p.partner >= 0 || figures > 0 || p.item > f.at && s.contrasted(f.at, p.item):
			return inSentences[min(figures, 2)]
		case p.item < f.at:
			return fresh
		case apart <= 3 && (s.classAt(p.item-1, f) | s.classAt(p.item-2, f)).Is(lexicon.Preposition):
			return attached
		}
		return behind
	}
	block := s.Document.Sentences[f.sentence].Block
	switch {
	case p.sentence > f.sentence:
		return remembered
	case s.Document.Sentences[p.sentence].Block != block:
		return nearby
	case s.lastNamed(f, p):
		return lastWord
	}
	return inBlock
}

// contrasted says whether a clause about something else opens between two items.
func (s *scene) contrasted(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if s.items[i].class.Is(lexicon.Contrast) {
			return true
		}
	}
	return false
}

// lastNamed says whether no other value is named between the spot and the figure.
func (s *scene) lastNamed(f *frame, p *spot) bool {
	spots := s.spots[f.slot]
	for i := sort.Search(len(spots), func(k int) bool { return spots[k].item > p.item }); i < len(spots) && spots[i].item < f.at; i++ {
		if o := &spots[i]; o.value != p.value && !o.derived {
			return false
		}
	}
	return true
}
