package claim

import (
	"marketfigures/extract/claim/atom"
	"marketfigures/extract/quantity"
)

// How exactly a figure is told: as a fraction, whole or with decimals; and where
// it is told only about.
var (
	exactShapes = [...]*atom.Atom{atom.Of("whole"), atom.Of("fraction"), atom.Of("decimal")}
	looseShapes = [...]*atom.Atom{atom.Of("whole~"), atom.Of("fraction~"), atom.Of("decimal~")}
)

// shapeOf is how exactly a figure is told. A fraction or a round number is often
// the author's own, or holds in general; one with decimals is somebody's count.
func (s *scene) shapeOf(i int) *atom.Atom {
	q, shape := &s.Quantities[i], 0
	switch {
	case q.Fraction:
		shape = 1
	case hasDecimals(s.Document.Slice(q.Span)):
		shape = 2
	}
	if q.Bound != quantity.Exact {
		return looseShapes[shape]
	}
	return exactShapes[shape]
}

// hasDecimals says whether a figure is written with decimals: digits behind its
// one point, or behind a comma that marks no thousands.
func hasDecimals(text string) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	points := 0
	for i := range len(text) {
		switch {
		case !digit(i-1) || !digit(i+1):
		case text[i] == '.':
			points++
		case text[i] == ',' && !(digit(i+2) && digit(i+3) && !digit(i+4)):
			return true
		}
	}
	return points == 1
}

// weighShape tells how exactly a figure is told whose slot is to be filled.
func (s *scene) weighShape(v *vector, f *frame, c *candidate) {
	v.add3(atom.Shape, f.shape, f.chosen(c))
	v.add3(atom.Shape, f.shape, tiers[c.tier])
}

// chosen is whether a candidate is the one that stands best, none, or another.
func (f *frame) chosen(c *candidate) *atom.Atom {
	switch c.id {
	case null:
		return atom.Null
	case f.pick:
		return atom.Pick
	}
	return atom.Other
}
