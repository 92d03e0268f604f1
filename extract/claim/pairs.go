package claim

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"marketfigures/extract/claim/atom"
)

// The models of slots and of measures are factorisation machines (Rendle, ICDM
// 2010): beside its weights a feature has a few factors, and two features
// together weigh the product of theirs. For a slot, pairs are those of a
// candidate's features among themselves, and of each with what surrounds the
// figure: so what a header says can weigh more for a share than for users, without
// anybody having thought of that pair. Only features behind the slot's head have
// factors; behind the measures they would say the same again. For a measure, pairs
// are those of the figure's features, and each factor counts for every measure as
// much as it has turned out to.

// pairFactors is how many factors a feature has.
const pairFactors = 16

// factors are in thousandths, as the file of weights has them.
type factors [pairFactors]float32

// The units of a factor, and of the product of two.
const (
	factorUnit = 1e-3
	pairUnit   = factorUnit * factorUnit
)

// times is what a pair weighs.
func (f *factors) times(o *factors) (weight float32) {
	for j := range f {
		weight += f[j] * o[j]
	}
	return weight * pairUnit
}

// The columns of models with factors: a weight, or one a measure, and the factors.
var (
	factorNames    = factorColumns("factor ")
	slotColumns    = append([]string{"score"}, factorNames...)
	measureColumns = slices.Concat(measures, factorNames)
)

// firstFactor is the first column of factors.
const firstFactor = "factor 1"

// surroundingColumns are the factors that the features of a figure have for each slot.
var surroundingColumns = func() (columns []string) {
	for _, name := range slotNames {
		columns = append(columns, factorColumns(name+" ")...)
	}
	return columns
}()

func factorColumns(before string) []string {
	columns := make([]string, pairFactors)
	for j := range columns {
		columns[j] = before + strconv.Itoa(j+1)
	}
	return columns
}

// surroundings are the features of a figure that make pairs with those of
// candidates: all that its measure was chosen by, the measure, and what grew.
func (s *scene) surroundings(i int, c *Claim, named bool) []vector {
	if s.around == nil {
		s.around = make([][]vector, len(s.Quantities))
	}
	if s.around[i] == nil {
		v := s.memory.vector(named)
		s.recall(&v, i)
		measure := measureHeads[c.Measure][0]
		v.add(atom.Measure, measure)
		if c.GrowthOf != "" {
			v.add(atom.Measure, measure, measureHeads[c.GrowthOf][0])
		}
		s.memory.full(&v)
		s.around[i] = append(s.memory.vectors.room(1), v)
	}
	return s.around[i]
}

// surroundingFactors are the sum of those that a slot has for the surroundings of a
// figure. They are looked up once for all slots.
func (q *sequence) surroundingFactors(s *step, m *scratch) (sum packed) {
	v := &s.around[0]
	if v.found == nil {
		q.around.find(v, false, m)
	}
	for _, row := range v.found {
		sum.add(&q.around.slotFactors[row][q.slot])
	}
	return sum
}

// packSurroundings packs the factors of what surrounds figures, for each slot those
// of its own.
func (m *model) packSurroundings() error {
	m.slotFactors = make([][slots]packed, len(m.names))
	for row := range m.slotFactors {
		of := m.weights[row*len(surroundingColumns):]
		for sl := range m.slotFactors[row] {
			if err := packFactors(&m.slotFactors[row][sl], of[sl*pairFactors:]); err != nil {
				return fmt.Errorf("%q: %w", m.names[row], err)
			}
		}
	}
	return nil
}

// packFactors puts factors in the lanes from 1 on. Lane 0 is for what the feature
// weighs by itself.
func packFactors(p *packed, of []float32) error {
	for j, x := range of[:pairFactors] {
		if err := p.put(1+j, int(x)); err != nil {
			return err
		}
	}
	return nil
}

// thousandths is a weight in a unit that fits a lane.
func thousandths(weight float32) int { return int(math.Round(float64(weight) * 1000)) }

// factorsIn are the factors among the numbers of lanes.
func factorsIn(numbers *[lanes]float32) *factors { return (*factors)(numbers[1:]) }

// packedHead are the features behind the head of a slot, packed: few groups have one,
// and the others are not to push them out of the cache. Lane 0 has the feature's
// weight less half of what it would weigh with itself, which is no pair.
type packedHead struct {
	at  []int32 // [group]: the place in all, 0 for a feature that weighs nothing
	all []packed
}

// packHeads packs what stands behind the heads of slots.
func (g *groups) packHeads(m *model) error {
	g.packed = make([]packedHead, len(g.heads))
	for head, k := range g.heads {
		if isSlotHead(head) {
			g.packed[k] = packedHead{make([]int32, g.n), make([]packed, 1, 1+len(g.at)/4)}
		}
	}
	n := len(m.columns)
	for row, a := range g.at {
		h := &g.packed[a[0]]
		if h.at == nil {
			continue
		}
		var p packed
		of := factors(m.weights[row*n+1 : row*n+n])
		err := p.put(0, thousandths(m.weights[row*n]-of.times(&of)/2))
		if err == nil {
			err = packFactors(&p, of[:])
		}
		if err != nil {
			return fmt.Errorf("%q: %w", m.names[row], err)
		}
		h.at[a[1]] = int32(len(h.all))
		h.all = append(h.all, p)
	}
	return nil
}

// nothing is behind a head that no feature has.
var nothing packedHead

// packedBehind is what stands behind a head.
func (g *groups) packedBehind(head *atom.Atom) *packedHead {
	if h, ok := g.heads[head.Text]; ok {
		return &g.packed[h]
	}
	return &nothing
}

// total adds up what is packed of features.
func (h *packedHead) total(found []int32) (sum packed) {
	if h.at == nil {
		return sum
	}
	for _, group := range found {
		sum.add(&h.all[h.at[group]])
	}
	return sum
}

// pairsIn is what the pairs of features whose factors sum up to all weigh among
// themselves, each with itself as well, and with surroundings.
func pairsIn(all, around *factors) float32 {
	return all.times(all)/2 + all.times(around)
}

// sum adds up what features behind the two heads of candidates weigh, and the
// pairs of those behind the first.
func (g *groups) sum(heads [2]*atom.Atom, vectors []vector, around packed, sums []float64) {
	first, second := g.packedBehind(heads[0]), g.of(heads[1])
	outside := around.unpack()
	for v := range vectors {
		var weight float64
		if second != nil {
			for _, k := range vectors[v].found {
				weight += float64(second[k])
			}
		}
		all := first.total(vectors[v].found)
		numbers := all.unpack()
		sums[v] = weight + float64(numbers[0])/1000 + float64(pairsIn(factorsIn(&numbers), factorsIn(&outside)))
	}
}

// partsOf is what each feature behind the first head of a candidate weighs: by
// itself, half of its pairs with the others, for they share that, and all of those
// with the surroundings.
func (g *groups) partsOf(v *vector, around packed) func(group int32) float32 {
	first := g.packedBehind(v.heads[0])
	all, outside := first.total(v.found), around.unpack()
	numbers := all.unpack()
	return func(group int32) float32 {
		alone := first.total([]int32{group})
		own := alone.unpack()
		f := factorsIn(&own)
		return own[0]/1000 + f.times(factorsIn(&numbers))/2 + f.times(factorsIn(&outside))
	}
}

// packedClasses are the features of a model of classes that make pairs: for each
// what it weighs for the classes, less half of what it would weigh with itself, and
// its factors.
type packedClasses struct {
	rows [][2]packed
	// scale is what the square of each factor's sum weighs for each class.
	scale [][pairFactors]float32
}

// pack packs the model of the measure; pairs is what the square of each factor's
// sum weighs for each measure.
func (m *model) pack(pairs *model) (*packedClasses, error) {
	c := &packedClasses{rows: make([][2]packed, len(m.names)), scale: make([][pairFactors]float32, len(pairs.columns))}
	for row, name := range pairs.names {
		j := slices.Index(factorNames, name)
		if j < 0 {
			return nil, fmt.Errorf("there is no factor %q", name)
		}
		for class := range c.scale {
			c.scale[class][j] = pairs.weights[row*len(pairs.columns)+class]
		}
	}
	for row, name := range m.names {
		if err := c.packRow(row, m.weights[row*len(m.columns):(row+1)*len(m.columns)]); err != nil {
			return nil, fmt.Errorf("%q: %w", name, err)
		}
	}
	return c, nil
}

// packRow packs a feature's weights and factors.
func (c *packedClasses) packRow(row int, of []float32) error {
	f := (*factors)(of[len(of)-pairFactors:])
	for class := range c.scale {
		if err := c.rows[row][0].put(class, thousandths(of[class]-c.weigh(class, f, f))); err != nil {
			return err
		}
	}
	return packFactors(&c.rows[row][1], f[:])
}

// weigh is half of what the products of two sums of factors weigh for a class.
func (c *packedClasses) weigh(class int, a, b *factors) (weight float32) {
	for j, x := range c.scale[class] {
		weight += x * a[j] * b[j]
	}
	return weight / 2 * pairUnit
}

func (c *packedClasses) total(found []int32) (weights, all [lanes]float32) {
	var sums [2]packed
	for _, row := range found {
		sums[0].add(&c.rows[row][0])
		sums[1].add(&c.rows[row][1])
	}
	return sums[0].unpack(), sums[1].unpack()
}

// sum adds up what the features of a figure, and their pairs, weigh for each class.
func (c *packedClasses) sum(found []int32, sums []float64) {
	weights, all := c.total(found)
	for class := range sums {
		sums[class] = float64(weights[class])/1000 + float64(c.weigh(class, factorsIn(&all), factorsIn(&all)))
	}
}

// partsOf is what each feature weighs for a class: by itself, and half of its pairs,
// for the other feature shares it.
func (c *packedClasses) partsOf(found []int32, class int) func(row int32) float32 {
	_, all := c.total(found)
	return func(row int32) float32 {
		weights, of := c.rows[row][0].unpack(), c.rows[row][1].unpack()
		return weights[class]/1000 + c.weigh(class, factorsIn(&of), factorsIn(&all))
	}
}

// hasFactors says whether a feature of a slot's model may have factors, by its name.
func hasFactors(slot, feature string) bool {
	head, _, _ := strings.Cut(feature, ":")
	return strings.TrimSuffix(head, behindRow) == slot
}

func isSlotHead(head string) bool {
	return slices.Contains(slotNames[:], strings.TrimSuffix(head, behindRow))
}
