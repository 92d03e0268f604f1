package claim

import (
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
const pairFactors = 12

// factors are in thousandths, as the file of weights has them.
type factors [pairFactors]float32

// The units of a factor, and of the product of two.
const (
	factorUnit = 1e-3
	pairUnit   = factorUnit * factorUnit
)

func (f *factors) add(o *factors) {
	for j := range f {
		f[j] += o[j]
	}
}

// times is what a pair weighs.
func (f *factors) times(o *factors) (weight float32) {
	for j := range f {
		weight += f[j] * o[j]
	}
	return weight * pairUnit
}

// The columns of models with factors: a weight, or one a measure, and the factors.
var (
	slotColumns    = append([]string{"score"}, factorColumns("factor ")...)
	measureColumns = slices.Concat(measures, factorColumns("factor "))
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
func (q *sequence) surroundingFactors(s *step, m *scratch) (sum factors) {
	v := &s.around[0]
	if v.found == nil {
		q.around.find(v, false, m)
	}
	for _, row := range v.found {
		sum.add((*factors)(q.around.weights[int(row)*len(surroundingColumns)+pairFactors*int(q.slot):]))
	}
	return sum
}

// factored is what a feature brings to pairs: its factors, and half of what it
// would weigh with itself, which is no pair.
type factored struct {
	factors
	own float32
}

// headFactors are those of the features behind a head: few have some, and the
// others are not to push them out of the cache.
type headFactors struct {
	at  []int32 // [group]: one more than the place in all, 0 where there are none
	all []factored
}

// of are the factors of a group, nil where it has none.
func (h *headFactors) of(group int32) *factored {
	if k := h.at[group]; k > 0 {
		return &h.all[k-1]
	}
	return nil
}

// total adds the factors of groups to a sum, and up what the features would weigh
// with themselves.
func (h *headFactors) total(found []int32, sum factors) (all factors, own float32) {
	for _, group := range found {
		if f := h.of(group); f != nil {
			sum.add(&f.factors)
			own += f.own
		}
	}
	return sum, own
}

// sortFactors sorts the factors of the model's features by head and group.
func (g *groups) sortFactors(m *model) {
	g.factors = make([]headFactors, len(g.heads))
	n := len(m.columns)
	for row, a := range g.at {
		f := factors(m.weights[row*n+1 : row*n+n])
		if f == (factors{}) {
			continue
		}
		h := &g.factors[a[0]]
		if h.at == nil {
			h.at = make([]int32, g.n)
		}
		h.all = append(h.all, factored{f, f.times(&f) / 2})
		h.at[a[1]] = int32(len(h.all))
	}
}

// factorsOf are the factors of the features behind a head, nil where none has
// any.
func (g *groups) factorsOf(head *atom.Atom) *headFactors {
	h, ok := g.heads[head.Text]
	if !ok || g.factors[h].at == nil {
		return nil
	}
	return &g.factors[h]
}

// outOfReach is how far behind the best one a candidate lies, by what its features
// weigh one by one, that pairs do not help it: of 104,649 claims of the labelled
// articles none came out otherwise.
const outOfReach = 6

// addPairs adds what the pairs of features weigh to the sums of vectors: half of
// the square of all factors together less that of what surrounds the figure,
// and of each with itself.
func (g *groups) addPairs(behind *atom.Atom, vectors []vector, around factors, sums []float64) {
	head := g.factorsOf(behind)
	if head == nil {
		return
	}
	outside, least := around.times(&around), slices.Max(sums)-outOfReach
	for v := range vectors {
		if sums[v] < least {
			continue
		}
		all, own := head.total(vectors[v].found, around)
		sums[v] += float64((all.times(&all)-outside)/2 - own)
	}
}

// pairsOf is what each feature of a candidate weighs in its pairs: half of what
// it does with others of the candidate, for they share that, and all of what it
// does with the surroundings.
func (g *groups) pairsOf(v *vector, around factors) func(group int32) float32 {
	head := g.factorsOf(v.heads[0])
	if head == nil {
		return noPairs
	}
	all, _ := head.total(v.found, factors{})
	return func(group int32) float32 {
		f := head.of(group)
		if f == nil {
			return 0
		}
		return f.times(&all)/2 - f.own + f.times(&around)
	}
}

// pairWeights are what the square of each factor's sum weighs for each class.
type pairWeights [pairFactors][]float32

func (m *model) byFactor() *pairWeights {
	var t pairWeights
	for j, name := range factorColumns("factor ") {
		if row, ok := m.rows.get(atom.NameID(name)); ok {
			t[j] = m.weights[int(row)*len(m.columns):][:len(m.columns)]
		} else {
			t[j] = make([]float32, len(m.columns))
		}
	}
	return &t
}

// factorsAt are the factors of a row of a model that has them behind the classes.
func (t *pairWeights) factorsAt(m *model, row int32) *factors {
	end := int(row+1) * len(m.columns)
	return (*factors)(m.weights[end-pairFactors : end])
}

// addPairs adds what the pairs of features weigh to the sums of classes.
func (t *pairWeights) addPairs(m *model, v *vector, sums []float64) {
	var all, squares factors
	for _, row := range v.found {
		for j, x := range t.factorsAt(m, row) {
			all[j] += x
			squares[j] += x * x
		}
	}
	for j, row := range t {
		pairs := (all[j]*all[j] - squares[j]) / 2 * pairUnit
		for k, x := range row {
			sums[k] += float64(pairs * x)
		}
	}
}

// pairsOf is what a feature weighs in its pairs for a class: half, for the other
// feature shares it.
func (t *pairWeights) pairsOf(m *model, v *vector, class int) func(row int32) float32 {
	var all factors
	for _, row := range v.found {
		all.add(t.factorsAt(m, row))
	}
	return func(row int32) (weight float32) {
		for j, x := range t.factorsAt(m, row) {
			weight += t[j][class] * x * (all[j] - x) / 2 * pairUnit
		}
		return weight
	}
}

// hasFactors says whether a feature of a slot's model may have factors, by its name.
func hasFactors(slot, feature string) bool {
	head, _, _ := strings.Cut(feature, ":")
	return strings.TrimSuffix(head, behindRow) == slot
}
