package claim

import (
	"marketfigures/extract/claim/atom"
)

// toNobody is the rule for sentences that credit nobody in so many words.
var toNobody = atom.Of("credited to nobody")

// The other rules, from the plainest.
var (
	plainlySaid     = atom.Of("plainly said in the sentence")
	saidInSentence  = atom.Of("said in the sentence")
	saidByTable     = atom.Of("over or under the table")
	saidInParagraph = atom.Of("said in the paragraph")
	itsOwnText      = atom.Of("its own text")
	saidInSection   = atom.Of("said in the section")
	theOnlyHouse    = atom.Of("the only house")
	saidBefore      = atom.Of("said before")
	creditsNobody   = atom.Of("nobody")
)

// aroundTables and aroundText are the frames that credits are looked for in.
var (
	aroundTables = [...]*atom.Atom{atom.Row, atom.Header, atom.Beside, atom.Corner, atom.Note, atom.Caption, atom.Above}
	aroundText   = [...]struct{ what, rule *atom.Atom }{
		{atom.Repeat, atom.Of("said in the repeat")}, {atom.ListHead, atom.Of("said in the list-head")}, {atom.Heading, atom.Of("said in the heading")},
	}
)

// credited is what a careful reader would take for the source before weighing
// anything else, and by which rule; the models learn how far each rule is to
// be trusted.
func (s *scene) credited(f *frame) (source int32, rule *atom.Atom) {
	d := s.Document
	speaker := f.speaker
	if p := s.creditIn(f.first, f.last, f.at); p != nil && p.how == atom.Speaker && speaker != null {
		return speaker, atom.Speaks
	} else if p != nil && (p.how == atom.Says || p.how == atom.According || p.how == atom.Note || p.how == atom.Brackets) {
		return p.id, plainlySaid
	} else if p != nil {
		return p.id, saidInSentence
	}
	paragraph := s.creditIn(s.itemAt[d.Blocks[f.block].First], f.first, f.at)
	for k := f.first; k < f.last && paragraph == nil; k++ {
		if hasCue(&s.items[k], "nobody") {
			return null, toNobody
		}
	}
	if speaker != null {
		return speaker, atom.Speaks
	}
	if f.row {
		for _, what := range aroundTables {
			if p := s.creditAt(f, what); p != nil {
				return p.id, saidByTable
			}
		}
	}
	if paragraph != nil {
		return paragraph.id, saidInParagraph
	}
	if s.self != "" {
		return s.valueOf(sourceSlot, s.self), itsOwnText
	}
	for _, where := range aroundText {
		if p := s.creditAt(f, where.what); p != nil {
			return p.id, where.rule
		}
	}
	from := 0
	if h := s.heads[f.block]; h >= 0 {
		from = s.itemAt[d.Blocks[h].First]
	}
	if p := s.creditIn(from, f.first, f.at); p != nil {
		return p.id, saidInSection
	}
	if s.agencies == 1 {
		for k := range s.spots[sourceSlot] {
			if p := &s.spots[sourceSlot][k]; p.how != nil && p.kind == atom.Agency {
				return p.id, theOnlyHouse
			}
		}
	}
	if p := s.creditIn(0, f.first, f.at); p != nil {
		return p.id, saidBefore
	}
	return null, creditsNobody
}

// creditIn is the credit among items [first, last) that is nearest to the
// figure, those before it first; nil where there is none.
func (s *scene) creditIn(first, last, at int) *spot {
	sp := s.spots[sourceSlot]
	k := s.firstSpot(sourceSlot, first-1)
	var best *spot
	far := 0
	for ; k < len(sp) && sp[k].item < last; k++ {
		p := &sp[k]
		if p.how == nil || p.how == atom.Aims {
			continue
		}
		distance := at - p.item
		if distance < 0 {
			distance = -distance
		}
		distance += 4 * s.figuresApart(p.item, at)
		if best == nil || distance < far {
			best, far = p, distance
		}
	}
	return best
}

func (s *scene) creditAt(f *frame, what *atom.Atom) *spot {
	for n := range f.places {
		if f.places[n].what != what {
			continue
		}
		for k := f.within[n].first; k < f.within[n].last; k++ {
			if p := &s.spots[sourceSlot][k]; p.how != nil && p.how != atom.Aims || p.kind == atom.Agency {
				return p
			}
		}
	}
	return nil
}

// figuresApart is how many figures stand between two items.
func (s *scene) figuresApart(a, b int) int {
	if a > b {
		a, b = b, a
	}
	return int(s.passed[b].figures - s.passed[min(a+1, b)].figures)
}

// nearestOf is the candidate that stands best, the nearest among equals: of
// those before the figure the last, of those behind it the first.
func (s *scene) nearestOf(f *frame, cands []candidate) int {
	best, far := 0, 0
	for k := range cands {
		if cands[k].id == null || cands[k].tier != f.best {
			continue
		}
		distance := 1 << 20
		for _, i := range cands[k].spots {
			p := &s.spots[f.slot][i]
			d := f.at - p.item
			if d < 0 {
				d = -2 * d
			}
			if s.standingOf(f, p) == f.best {
				distance = min(distance, d)
			}
		}
		if best == 0 || distance < far {
			best, far = k, distance
		}
	}
	return best
}
