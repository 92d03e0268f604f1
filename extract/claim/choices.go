package claim

import (
	"math"
	"slices"

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

// headWeights are what features weigh behind a slot and a measure, by number.
type headWeights struct {
	// weights are those behind both heads, less half of what a feature would weigh with
	// itself, which is no pair: in millionths, for whole numbers add up faster.
	weights []int32
	factors *byteRows
}

// weightUnit is what weights for choices are kept in.
const weightUnit = 1e-6

func inMillionths(weight float32) int32 { return int32(math.Round(float64(weight) / weightUnit)) }

// choiceWeights are those of the model of a slot.
func (m *model) choiceWeights(slot head) (*choiceWeights, error) {
	g, err := m.group(nil)
	if err != nil {
		return nil, err
	}
	c := &choiceWeights{g, m, make(map[string]*headWeights, len(g.heads))}
	unit := m.unit(1)
	for _, kind := range slot {
		c.heads[kind.Text] = c.behindSlot(kind.Text, unit)
	}
	behind := make([]*headWeights, len(g.heads)) // of the measures, by number
	for text, k := range g.heads {
		if c.heads[text] == nil {
			of := c.heads[slot[layoutOf(text)].Text]
			behind[k] = &headWeights{slices.Clone(of.weights), of.factors}
			c.heads[text] = behind[k]
		}
	}
	for row, at := range g.at {
		if h := behind[at.head]; h != nil {
			h.weights[at.group] += inMillionths(m.row(row)[0])
		}
	}
	return c, nil
}

// behindSlot are the weights behind a head of the slot alone, factors in a unit.
func (c *choiceWeights) behindSlot(head string, unit float32) *headWeights {
	rows := c.rowsBehind(head)
	factors := newByteRows(len(rows), []float32{unit}, func(number, _ int) []float32 {
		if rows[number] < 0 {
			return nil
		}
		return c.model.row(int(rows[number]))[1:]
	})
	h := &headWeights{make([]int32, len(rows)), &factors}
	for number, row := range rows {
		if row >= 0 {
			f := factors.of(number, 0)
			h.weights[number] = inMillionths(c.model.row(int(row))[0] - f.times(&f)/2)
		}
	}
	return h
}

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
	var weight int32
	for _, number := range found {
		weight += h.weights[number]
	}
	all := h.factors.total(found, 0)
	return float64(weight)*weightUnit + float64(all.times(&all)/2+all.times(outside))
}

// partsOf is what each feature behind the slot weighs for a candidate: by itself,
// half of its pairs with the others, for they share that, and all of those with
// what is outside.
func (c *choiceWeights) partsOf(v *vector, outside *numbers) func(number int32) float32 {
	h := c.heads[v.heads[0].Text]
	all := h.factors.total(v.found, 0)
	return func(number int32) float32 {
		f := h.factors.of(int(number), 0)
		return float32(h.weights[number])*weightUnit + f.times(&all)/2 + f.times(outside)
	}
}
