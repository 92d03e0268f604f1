package claim

import (
	"fmt"
	"slices"
)

// classWeights are what the features of a figure weigh for the classes of a
// decision, and what their pairs do where they have factors. Rows count from 1.
type classWeights struct {
	model figureModel
	rows  byteRows // weights by class, and factors
	// scale is what the square of each factor's sum weighs for each class, where
	// features have factors.
	scale []factors
}

// The rows of a feature.
const (
	classPart = iota
	factorPart
)

// classUnit is the step of weights for classes, as a file of weights has it: all but
// some dozens lie within a byte of them.
const classUnit = 0.01

// classWeights are those of a model; pairs is what the square of each factor's sum
// weighs for each class, nil where features have none.
func (m *model) classWeights(of figureModel, pairs *model) (*classWeights, error) {
	c := &classWeights{model: of}
	classes := len(m.columns)
	if pairs != nil {
		classes = len(pairs.columns)
	}
	if classes > rowWidth {
		return nil, fmt.Errorf("%d classes are more than the %d that a row of bytes has room for", classes, rowWidth)
	}
	if pairs == nil {
		c.rows = byteRowsFrom1(len(m.names), []float32{classUnit}, func(row, _ int) []float32 { return m.row(row) })
		return c, nil
	}
	if err := c.findScale(pairs); err != nil {
		return nil, err
	}
	unit := m.unit(classes)
	var alone numbers // one for all rows
	c.rows = byteRowsFrom1(len(m.names), []float32{classUnit, unit}, func(row, part int) []float32 {
		of := m.row(row)
		if part == factorPart {
			return of[classes:]
		}
		c.alone(&alone, of[:classes], of[classes:], unit)
		return alone[:classes]
	})
	return c, nil
}

// findScale reads what the squares of factors weigh.
func (c *classWeights) findScale(pairs *model) error {
	c.scale = make([]factors, len(pairs.columns))
	for row, name := range pairs.names {
		j := slices.Index(factorNames, name)
		if j < 0 {
			return fmt.Errorf("there is no factor %q", name)
		}
		for class, x := range pairs.row(row) {
			c.scale[class][j] = x
		}
	}
	return nil
}

// alone makes of weights those less half of what a feature would weigh with itself,
// which is no pair: of its factors as they are kept, in units.
func (c *classWeights) alone(less *numbers, weights, factors []float32, unit float32) {
	var kept numbers
	for j, x := range factors {
		kept[j] = unit * float32(inUnits(x, unit))
	}
	squares := kept.each(&kept)
	for class, x := range weights {
		less[class] = x - c.weigh(class, &squares)
	}
}

// weigh is half of what products of factors weigh for a class.
func (c *classWeights) weigh(class int, products *factors) float32 {
	return products.times(&c.scale[class]) / 2
}

// sum adds up what the features of a figure, and their pairs, weigh for each class.
func (c *classWeights) sum(rows []int32, sums []float64) {
	weights := c.rows.total(rows, classPart)
	for class := range sums {
		sums[class] = float64(weights[class])
	}
	if c.scale == nil {
		return
	}
	all := c.rows.total(rows, factorPart)
	squares := all.each(&all)
	for class := range sums {
		sums[class] += float64(c.weigh(class, &squares))
	}
}

// partsOf is what each feature weighs for a class: by itself, and half of its pairs,
// for the other feature shares it.
func (c *classWeights) partsOf(rows []int32, class int) func(row int32) float32 {
	var all numbers
	if c.scale != nil {
		all = c.rows.total(rows, factorPart)
	}
	return func(row int32) float32 {
		weight := c.rows.of(int(row), classPart)[class]
		if c.scale != nil {
			f := c.rows.of(int(row), factorPart)
			pairs := f.each(&all)
			weight += c.weigh(class, &pairs)
		}
		return weight
	}
}
