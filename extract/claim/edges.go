package claim

import (
	"strconv"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/text"
)

// edgesKnown are the features of what lies before each figure, behind the one
// that it was described with last: every decision asks for them.
type edgesKnown []edgeKnown

type edgeKnown struct {
	before int
	ids    []uint64
}

// recallEdge describes an edge once, where no names are kept.
func (s *scene) recallEdge(known *edgesKnown, to fan, j, i int) {
	v := &to.vectors[0]
	if v.named {
		s.describeEdge(to, j, i)
		return
	}
	if *known == nil {
		*known = s.memory.edges.take(len(s.Quantities))
	}
	if e := &(*known)[i]; e.ids == nil || e.before != j {
		s.describeEdge(to, j, i)
		e.before, e.ids = j, v.ids
	} else {
		v.ids = append(v.ids, e.ids...)
	}
}

// describeEdge tells what lies between figure j and the later figure i: the
// features of the edge models.
func (s *scene) describeEdge(to fan, j, i int) {
	q, p := &s.Quantities[i], &s.Quantities[j]
	units := unitPairs[unitKind(p.Unit)][unitKind(q.Unit)]
	where := s.apart(j, i)
	first, last := s.itemAt[p.Last-1]+1, s.itemAt[q.First]
	to.add(where)
	to.add(units, where)
	if where == atom.Sentence || where == atom.Row {
		gap := s.joined(first, last, to.vectors[0].named)
		to.add(units, atom.Gap, &gap)
		to.add(units, atom.Near, near(last-first+1))
		to.add(atom.Before, units, &s.items[last-1].label)
		for k := first; k < last; k++ {
			for _, c := range s.items[k].cues {
				to.add(atom.Cue, c)
			}
		}
		return
	}
	to.add(where, atom.Sentences, atom.Number(min(s.sentenceOf(q.First)-s.sentenceOf(p.First), 4)))
	to.add(where, atom.Blocks, atom.Number(min(s.blockOf(q.First)-s.blockOf(p.First), 4)))
	to.add(where, atom.Figures, atom.Number(min(i-j, 3)))
	first = s.starts[s.sentenceOf(q.First)]
	to.add(where, atom.Opens, &s.items[first].label)
	for k := first; k < min(first+4, last); k++ {
		if hasCue(&s.items[k], "anaphor") {
			to.add(where, atom.Anaphor)
			break
		}
	}
}

// apart says how far two figures are from each other in the layout.
func (s *scene) apart(j, i int) *atom.Atom {
	d := s.Document
	p, q := s.sentenceOf(s.Quantities[j].First), s.sentenceOf(s.Quantities[i].First)
	a, b := d.Sentences[p].Block, d.Sentences[q].Block
	row := d.Blocks[b].Kind == text.Row
	switch {
	case a == b && row:
		return atom.Row
	case p == q:
		return atom.Sentence
	case a == b:
		return atom.Block
	case row && d.Blocks[a].Kind == text.Row && d.Blocks[a].Table == d.Blocks[b].Table:
		return atom.Table
	case row != (d.Blocks[a].Kind == text.Row):
		return atom.OtherKind
	case d.Blocks[a].Kind == text.Item && d.Blocks[b].Kind == text.Item && b-a < 3:
		return atom.List
	case d.Blocks[a].Kind == text.Heading:
		return atom.UnderHeading
	case s.heads[a] == s.heads[b]:
		return atom.Section
	}
	return atom.Beyond
}

// relations between the values of a slot of neighbouring claims. The last two
// are those of periods alone: "up from 43%" steps back, "and 48% in May" goes on.
var relations = []string{"same", "null", "to null", "from null", "change", "back", "on"}

// The relations, as they stand in that list.
const (
	toSame uint8 = iota
	nullToNull
	toNull
	fromNull
	toAnother
	toEarlier
	toLater
)

// relationsOf are those that the values of a slot may have.
func relationsOf(sl slot) []string {
	if sl == periodSlot {
		return relations
	}
	return relations[:toEarlier]
}

// relate puts into out how one of the values of a slot lies to each of the candidates
// for the next claim. Null, if it is among them, comes first.
func (of *values) relate(before int32, next []candidate, out []uint8) {
	ended := of.all[before].ends
	for k := range next {
		out[k] = toAnother
		if ended > 0 {
			out[k] = turnTo(ended, of.all[next[k].id].ends)
		}
		if next[k].id == before {
			out[k] = toSame
		}
		if before == null {
			out[k] = fromNull
		}
	}
	switch {
	case next[0].id != null:
	case before == null:
		out[0] = nullToNull
	default:
		out[0] = toNull
	}
}

// turnTo says how a period that ends in one month, or in none, lies to one before it
// that ended in another.
func turnTo(ended, ends int) uint8 {
	switch {
	case ends == 0 || ended == ends:
		return toAnother
	case ends < ended:
		return toEarlier
	}
	return toLater
}

// lastMonth is the month in which a period ends, counted from year 0: that
// order holds between a year, its halves and its days. 0 for what is no period.
func lastMonth(period string) int {
	end := lastOf(period)
	if len(end) < 4 {
		return 0
	}
	year, err := strconv.Atoi(end[:4])
	if err != nil {
		return 0
	}
	month := 12
	if len(end) >= 7 {
		n := int(end[6] - '0')
		switch end[5] {
		case 'Q':
			month = 3 * n
		case 'H':
			month = 6 * n
		default:
			month = 10*int(end[5]-'0') + n
		}
	}
	return 12*year + month
}

var gapHeads = []*atom.Atom{atom.Gap}

// describeSlotEdge tells what lies between two claims for the choice of a slot.
func (s *scene) describeSlotEdge(edge []vector, sl slot, j, i int, before, c *Claim) {
	s.recallEdge(&s.gaps, fan{edge, gapHeads}, j, i)
	v := &edge[0]
	where := s.apart(j, i)
	measure := atom.OtherMeasure
	if before.Measure == c.Measure && before.GrowthOf == c.GrowthOf {
		measure = atom.SameMeasure
	}
	v.add3(atom.Measure, where, measure)
	v.add3(atom.Measures, measureHeads[before.Measure][0], measureHeads[c.Measure][0])
	from, to := s.itemAt[s.Quantities[j].Last-1], s.itemAt[s.Quantities[i].First]
	spots, credited := 0, 0
	for k := s.firstSpot(sl, from); k < len(s.spots[sl]) && s.spots[sl][k].item < to; k++ {
		if p := &s.spots[sl][k]; !p.derived && !p.anaphor {
			spots++
			if p.how != nil {
				credited++
			}
		}
	}
	v.add3(atom.Spots, where, atom.Number(min(spots, 3)))
	v.add4(atom.Spots, where, atom.Number(min(spots, 3)), measure)
	if where == atom.Row || where == atom.Table {
		v.add4(atom.Headers, where, s.sameFrames(sl, j, i, atom.Row), s.sameFrames(sl, j, i, atom.Header))
	}
	if sl == sourceSlot {
		v.add3(atom.Credited, where, atom.Number(min(credited, 2)))
	}
	if sl != entitySlot {
		entity := atom.OtherEntity
		switch {
		case before.Entity == c.Entity && c.Entity == "":
			entity = atom.NoEntity
		case before.Entity == c.Entity:
			entity = atom.SameEntity
		}
		v.add3(atom.Entity, where, entity)
		v.add4(atom.Entity, where, entity, measure)
	}
	if sl == sourceSlot {
		period := atom.OtherPeriod
		if before.Period == c.Period {
			period = atom.SamePeriod
		}
		v.add3(slotHeads[periodSlot][0], where, period)
	}
}

// sameFrames says whether the row labels or the headers of two cells name the
// same value, another one, one of them any, or neither.
func (s *scene) sameFrames(sl slot, j, i int, what *atom.Atom) *atom.Atom {
	before, next := s.frameNames(sl, j, what), s.frameNames(sl, i, what)
	switch {
	case before == null && next == null:
		return atom.None
	case before == null || next == null:
		return atom.One
	case before == next:
		return atom.Itself
	}
	return atom.Other
}

// frameNames is the first value of a slot that a frame of a figure names, null
// for none. What the header beside a change names counts as its own.
func (s *scene) frameNames(sl slot, i int, what *atom.Atom) int32 {
	for _, p := range s.framed[i] {
		if p.what != what && (what != atom.Header || p.what != atom.Beside) {
			continue
		}
		if in := s.spotsIn(sl, p.first, p.last); in.first < in.last {
			return s.spots[sl][in.first].id
		}
	}
	return null
}
