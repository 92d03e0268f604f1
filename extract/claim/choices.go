package claim

import (
	"fmt"
	"math"

	"marketfigures/extract/claim/atom"
)

// choiceWeights are what the features of a slot's candidates weigh. They stand
// behind the slot and behind the measure of the claim, and make pairs by factors
// that those behind the slot have.
type choiceWeights struct {
	*groups
	model *model
	heads map[string]*headWeights // by the measure, or by the slot for measures that have none
}

// headWeights are what features weigh behind a slot and a measure.
type headWeights struct {
	*choiceRows
	column int // of the weights
}

// choiceRows are what features weigh behind a slot in one layout, and behind each
// measure as well, by number. All of it lies in sixty-four bytes, a line of the cache:
// a row of factors, and whole numbers of sixteen bits, which add up faster.
type choiceRows struct {
	rows []bytesRow // choiceWidth a feature
	unit float32    // of factors
}

const (
	choiceWidth   = 4                     // rows of a feature
	choiceColumns = (choiceWidth - 1) * 8 // weights that they have room for
	weightUnit    = 1.0 / 4096
)

// choiceWeights are those of the model of a slot.
func (m *model) choiceWeights(slot head) (*choiceWeights, error) {
	g, err := m.group(nil)
	if err != nil {
		return nil, err
	}
	c := &choiceWeights{g, m, make(map[string]*headWeights, len(g.heads))}
	unit := m.unit(1)
	var layouts [len(slot)]*choiceRows
	for kind, of := range slot {
		layouts[kind] = c.rowsOf(of.Text, unit)
		c.heads[of.Text] = &headWeights{layouts[kind], 0}
	}
	behind := make([]*headWeights, len(g.heads)) // of the measures, by number
	var columns [len(slot)]int
	for text, k := range g.heads {
		if c.heads[text] != nil {
			continue
		}
		kind := layoutOf(text)
		if columns[kind]++; columns[kind] == choiceColumns {
			return nil, fmt.Errorf("%d measures are more than the %d that a row has room for", columns[kind], choiceColumns-1)
		}
		behind[k] = &headWeights{layouts[kind], columns[kind]}
		c.heads[text] = behind[k]
	}
	for row, at := range g.at {
		if h := behind[at.head]; h != nil {
			h.addWeight(at.group, m.row(row)[0])
		}
	}
	return c, nil
}

// rowsOf are those of a head of the slot, factors in a unit. Each column begins with the
// weight behind the slot alone, less half of what the feature would weigh with itself,
// which is no pair.
func (c *choiceWeights) rowsOf(head string, unit float32) *choiceRows {
	of := c.rowsBehind(head)
	rows := &choiceRows{make([]bytesRow, choiceWidth*len(of)), unit}
	for number, row := range of {
		its := rows.rows[choiceWidth*number:][:choiceWidth]
		if its[0] = nought; row < 0 {
			continue
		}
		weights := c.model.row(int(row))
		its[0] = bytesOf(weights[1:], unit)
		f := rows.factorsOf(int32(number))
		four := uint64(uint16(inWeightUnits(weights[0]-f.times(&f)/2))) * 0x0001000100010001
		for k := range its[1:] {
			its[1+k] = bytesRow{four, four}
		}
	}
	return rows
}

// inWeightUnits is a weight in units, cut to sixteen bits of them: they reach to eight,
// twice what a weight may be.
func inWeightUnits(weight float32) int16 {
	return int16(max(math.MinInt16, min(math.Round(float64(weight)/weightUnit), math.MaxInt16)))
}

func (h *headWeights) weight(number int32) int32 {
	return numberOf(h.rows, choiceWidth, number, h.column)
}

// addWeight adds to the weight of a feature.
func (h *headWeights) addWeight(number int32, weight float32) {
	sum := inWeightUnits(float32(h.weight(number))*weightUnit + weight)
	word, shift := numberAt(h.rows, choiceWidth, number, h.column)
	*word = *word&^(0xffff<<shift) | uint64(uint16(sum))<<shift
}

// total adds up the factors of features, factorsOf are those of one.
func (c *choiceRows) total(found []int32) (sum factors) {
	totalRows(&sum, c.rows, choiceWidth, found, c.unit)
	return sum
}

func (c *choiceRows) factorsOf(number int32) factors { return c.total([]int32{number}) }

// rowsBehind are the rows of the features behind a head, by number; -1 where there is
// none.
func (c *choiceWeights) rowsBehind(head string) []int32 {
	rows := make([]int32, c.size())
	for number := range rows {
		rows[number] = -1
	}
	if k, ok := c.groups.heads[head]; ok {
		for row, at := range c.at {
			if int(at.head) == k {
				rows[at.group] = int32(row)
			}
		}
	}
	return rows
}

// of are the weights behind two heads.
func (c *choiceWeights) of(heads [2]*atom.Atom) *headWeights {
	if h := c.heads[heads[1].Text]; h != nil {
		return h
	}
	return c.heads[heads[0].Text]
}

// sum adds up what the features of a candidate, and their pairs among themselves
// and with what is outside, weigh.
func (h *headWeights) sum(found []int32, outside *numbers) float64 {
	weight, own, others := totalChoice(h.rows, choiceWidth, found, h.column, h.unit, outside)
	return float64(weight)*weightUnit + float64(own*pairUnit/2+others*pairUnit)
}

// partsOf is what each feature behind the slot weighs for a candidate: by itself,
// half of its pairs with the others, for they share that, and all of those with
// what is outside.
func (c *choiceWeights) partsOf(v *vector, outside *numbers) func(number int32) float32 {
	h := c.heads[v.heads[0].Text]
	all := h.total(v.found)
	return func(number int32) float32 {
		f := h.factorsOf(number)
		return float32(h.weight(number))*weightUnit + f.times(&all)/2 + f.times(outside)
	}
}
