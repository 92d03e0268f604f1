package claim

import (
	"slices"

	"marketfigures/extract/claim/atom"
)

// Surroundings are the features of a figure that make pairs with those of
// candidates: all that its measure was chosen by, the measure, and what grew.

// addSurroundings puts in what a claim adds to the features of its figure.
func addSurroundings(v *vector, c *Claim) {
	measure := measureHeads[c.Measure][0]
	v.add2(atom.Measure, measure)
	if c.GrowthOf != "" {
		v.add3(atom.Measure, measure, measureHeads[c.GrowthOf][0])
	}
}

// surroundings are all of them by name, for training: the same for all slots.
func (s *scene) surroundings(i int, c *Claim) []vector {
	if s.around == nil {
		s.around = make([][]vector, len(s.Quantities))
	}
	if s.around[i] == nil {
		v := s.memory.vector(true)
		s.describe(&v, i)
		addSurroundings(&v, c)
		s.around[i] = []vector{v}
	}
	return s.around[i]
}

// outside is what surrounds a figure, in use.
type outside struct {
	claim  vector         // what the claim adds to the figure
	summed bool           // whether the factors of all are added up
	sums   [slots]numbers // for each slot those of its own
}

// outsideOf is what surrounds figure i: the same for all slots.
func (s *scene) outsideOf(i int, c *Claim) *outside {
	if s.outsides == nil {
		s.outsides = s.memory.outsides.take(len(s.Quantities))
	}
	o := &s.outsides[i]
	if o.claim.ids == nil {
		o.claim = s.memory.vector(false)
		addSurroundings(&o.claim, c)
		s.memory.full(&o.claim)
	}
	return o
}

// outsideOf is the sum of the factors that a slot has for what surrounds a figure:
// added up once for all slots.
func (q *sequence) outsideOf(s *step, m *scratch) *numbers {
	o := s.outside
	if !o.summed {
		rows := q.figures.rowsOf(ofSurroundings, m, s.figure, &o.claim)
		for sl := range o.sums {
			o.sums[sl] = q.around.total(rows, sl)
		}
		o.summed = true
	}
	return &o.sums[q.slot]
}

// aroundRows are the factors of what surrounds figures: for each feature, from the
// one numbered 1 on, a row a slot.
func (m *model) aroundRows() *byteRows {
	rows := byteRowsFrom1(len(m.names), slices.Repeat([]float32{m.unit(0)}, int(slots)), func(row, sl int) []float32 {
		return m.row(row)[sl*pairFactors:][:pairFactors]
	})
	return &rows
}
