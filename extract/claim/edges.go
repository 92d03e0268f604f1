package claim

import (
	"slices"
	"strconv"

	"marketfigures/extract/text"
)

// edgesKnown are the features of what lies before each figure, behind the one
// that it was described with last: every decision asks for them.
type edgesKnown []struct {
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
		*known = make(edgesKnown, len(s.Quantities))
	}
	if e := &(*known)[i]; e.ids == nil || e.before != j {
		s.describeEdge(to, j, i)
		e.before, e.ids = j, slices.Clip(v.ids)
	} else {
		v.ids = append(v.ids, e.ids...)
	}
}

// describeEdge tells what lies between figure j and the later figure i: the
// features of the edge models.
func (s *scene) describeEdge(to fan, j, i int) {
	q, p := &s.Quantities[i], &s.Quantities[j]
	units := unitGroup(p.Unit) + ">" + unitGroup(q.Unit)
	where := s.apart(j, i)
	first, last := s.itemAt[p.Last-1]+1, s.itemAt[q.First]
	to.add(where)
	to.add(units, where)
	if where == "sentence" || where == "row" {
		to.add(units, "gap", between(s.items, first, last))
		to.add(units, "near", near(last-first+1))
		to.add("before", units, s.items[last-1].label)
		for k := first; k < last; k++ {
			for _, c := range s.items[k].cues {
				to.add("cue", c)
			}
		}
		return
	}
	to.add(where, "sentences", strconv.Itoa(min(s.Document.SentenceOf(q.First)-s.Document.SentenceOf(p.First), 4)))
	d := s.Document
	to.add(where, "blocks", strconv.Itoa(min(d.BlockOf(q.First)-d.BlockOf(p.First), 4)))
	to.add(where, "figures", strconv.Itoa(min(i-j, 3)))
	first = s.starts[s.Document.SentenceOf(q.First)]
	to.add(where, "opens", s.items[first].label)
	for k := first; k < min(first+4, last); k++ {
		if hasCue(&s.items[k], "anaphor") {
			to.add(where, "anaphor")
			break
		}
	}
}

// apart says how far two figures are from each other in the layout.
func (s *scene) apart(j, i int) string {
	d := s.Document
	p, q := d.SentenceOf(s.Quantities[j].First), d.SentenceOf(s.Quantities[i].First)
	a, b := d.Sentences[p].Block, d.Sentences[q].Block
	row := d.Blocks[b].Kind == text.Row
	switch {
	case a == b && row:
		return "row"
	case p == q:
		return "sentence"
	case a == b:
		return "block"
	case row && d.Blocks[a].Kind == text.Row && d.Blocks[a].Table == d.Blocks[b].Table:
		return "table"
	case row != (d.Blocks[a].Kind == text.Row):
		return "other kind"
	case d.Blocks[a].Kind == text.Item && d.Blocks[b].Kind == text.Item && b-a < 3:
		return "list"
	case d.Blocks[a].Kind == text.Heading:
		return "under heading"
	case s.heads[a] == s.heads[b]:
		return "section"
	}
	return "beyond"
}

// relations between the values of a slot of neighbouring claims.
var relations = []string{"same", "null", "to null", "from null", "change"}

func relation(before, value string) uint8 {
	switch {
	case before == "" && value == "":
		return 1
	case before == value:
		return 0
	case value == "":
		return 2
	case before == "":
		return 3
	}
	return 4
}

var gap = []string{"gap"}

// describeSlotEdge tells what lies between two claims for the choice of a slot.
func (s *scene) describeSlotEdge(edge []vector, sl slot, j, i int, before, c *Claim) {
	s.recallEdge(&s.gaps, fan{edge, gap}, j, i)
	v := &edge[0]
	where := s.apart(j, i)
	measure := "other measure"
	if before.Measure == c.Measure && before.GrowthOf == c.GrowthOf {
		measure = "same measure"
	}
	v.add("measure", where, measure)
	v.add("measures", before.Measure, c.Measure)
	from, to := s.itemAt[s.Quantities[j].Last-1], s.itemAt[s.Quantities[i].First]
	spots, credited := 0, 0
	for k := s.firstSpot(sl, from); k < len(s.spots[sl]) && s.spots[sl][k].item < to; k++ {
		if p := &s.spots[sl][k]; !p.derived && !p.anaphor {
			spots++
			if p.how != "" {
				credited++
			}
		}
	}
	v.add("spots", where, strconv.Itoa(min(spots, 3)))
	v.add("spots", where, strconv.Itoa(min(spots, 3)), measure)
	if sl == sourceSlot {
		v.add("credited", where, strconv.Itoa(min(credited, 2)))
	}
	if sl != entitySlot {
		entity := "other entity"
		switch {
		case before.Entity == c.Entity && c.Entity == "":
			entity = "no entity"
		case before.Entity == c.Entity:
			entity = "same entity"
		}
		v.add("entity", where, entity)
		v.add("entity", where, entity, measure)
	}
	if sl == sourceSlot {
		period := "other period"
		if before.Period == c.Period {
			period = "same period"
		}
		v.add("period", where, period)
	}
}
