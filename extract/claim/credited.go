package claim

import (
	"sort"

	"marketfigures/extract/text"
)

// toNobody is the rule for sentences that credit nobody in so many words.
const toNobody = "credited to nobody"

// credited is what a careful reader would take for the source before weighing
// anything else, and by which rule; the models learn how far each rule is to
// be trusted.
func (s *scene) credited(f *frame) (source, rule string) {
	d := s.Document
	block := d.Sentences[f.sentence].Block
	speaker := s.speakers[block]
	if p := s.creditIn(f.first, f.last, f.at); p != nil && p.how == "speaker" && speaker != "" {
		return speaker, "speaks"
	} else if p != nil && (p.how == "says" || p.how == "according" || p.how == "note" || p.how == "brackets") {
		return p.value, "plainly said in the sentence"
	} else if p != nil {
		return p.value, "said in the sentence"
	}
	paragraph := s.creditIn(s.itemAt[d.Blocks[block].First], f.first, f.at)
	for k := f.first; k < f.last && paragraph == nil; k++ {
		if hasCue(&s.items[k], "nobody") {
			return "", toNobody
		}
	}
	if speaker != "" {
		return speaker, "speaks"
	}
	if d.Blocks[block].Kind == text.Row {
		for _, what := range []string{"row", "header", "note", "caption", "above"} {
			if p := s.creditAt(f, what); p != nil {
				return p.value, "over or under the table"
			}
		}
	}
	if paragraph != nil {
		return paragraph.value, "said in the paragraph"
	}
	if s.self != "" {
		return s.self, "its own text"
	}
	for _, what := range []string{"repeat", "list-head", "heading"} {
		if p := s.creditAt(f, what); p != nil {
			return p.value, "said in the " + what
		}
	}
	from := 0
	if h := s.heads[block]; h >= 0 {
		from = s.itemAt[d.Blocks[h].First]
	}
	if p := s.creditIn(from, f.first, f.at); p != nil {
		return p.value, "said in the section"
	}
	if s.agencies == 1 {
		for k := range s.spots[sourceSlot] {
			if p := &s.spots[sourceSlot][k]; p.how != "" && p.kind == "agency" {
				return p.value, "the only house"
			}
		}
	}
	if p := s.creditIn(0, f.first, f.at); p != nil {
		return p.value, "said before"
	}
	return "", "nobody"
}

// creditIn is the credit among items [first, last) that is nearest to the
// figure, those before it first; nil where there is none.
func (s *scene) creditIn(first, last, at int) *spot {
	sp := s.spots[sourceSlot]
	k := sort.Search(len(sp), func(k int) bool { return sp[k].item >= first })
	var best *spot
	far := 0
	for ; k < len(sp) && sp[k].item < last; k++ {
		p := &sp[k]
		if p.how == "" || p.how == "aims" {
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

func (s *scene) creditAt(f *frame, what string) *spot {
	for _, pl := range f.places {
		if pl.what != what || pl.first >= pl.last {
			continue
		}
		sp := s.spots[sourceSlot]
		k := sort.Search(len(sp), func(k int) bool { return sp[k].first >= pl.first })
		for ; k < len(sp) && sp[k].first < pl.last; k++ {
			if p := &sp[k]; p.how != "" && p.how != "aims" || p.kind == "agency" {
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
	n := 0
	for i := a + 1; i < b; i++ {
		if s.items[i].kind == figure {
			n++
		}
	}
	return n
}

// nearestOf is the candidate that stands best, the nearest among equals: of
// those before the figure the last, of those behind it the first.
func (s *scene) nearestOf(f *frame, cands []candidate) int {
	best, far := 0, 0
	for k := range cands {
		if cands[k].value == "" || cands[k].tier != f.best {
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
