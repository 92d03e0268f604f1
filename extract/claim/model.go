package claim

import (
	"math"
	"slices"

	"marketfigures/extract/claim/atom"
)

// A model weighs named features: the score of an option is the sum of the weights
// of the features at hand, and of their pairs where they have factors. Features
// are hashed by name to 64 bits, of which an index keeps half.

// vector gathers the features of one option. For training it keeps their names
// as well, and each feature by its whole name; else features that stand in it
// behind several heads are in it once, by what follows the head (see groups).
type vector struct {
	ids   []uint64
	found []int32       // rows of them, or groups, once the model has looked; in training, in place of ids
	heads [2]*atom.Atom // of the features that both puts in
	named bool
	names []string
}

// grouped says whether each feature stands for one behind either head.
func (v *vector) grouped() bool { return v.heads[0] != nil && !v.named }

// add puts in the feature whose name is the parts, joined by colons.
func (v *vector) add(parts ...*atom.Atom) {
	v.ids = append(v.ids, atom.Nothing.All(parts).ID())
	if v.named {
		v.names = append(v.names, atom.Join(parts))
	}
}

// both puts in a feature twice, behind each of the two heads.
func (v *vector) both(parts ...*atom.Atom) {
	if v.named {
		v.behind(v.heads[0], parts)
		v.behind(v.heads[1], parts)
		return
	}
	v.ids = append(v.ids, atom.Nothing.All(parts).ID())
}

// behind puts in the feature of a head and parts.
func (v *vector) behind(head *atom.Atom, parts []*atom.Atom) {
	v.ids = append(v.ids, atom.Nothing.Then(head).All(parts).ID())
	if v.named {
		v.names = append(v.names, head.Text+":"+atom.Join(parts))
	}
}

// fan puts each feature into many vectors, in each behind a head of its own;
// without heads, into one, for its group.
type fan struct {
	vectors []vector
	heads   []*atom.Atom
}

func (f fan) add(parts ...*atom.Atom) {
	if f.heads == nil {
		f.vectors[0].add(parts...)
		return
	}
	for k, head := range f.heads {
		f.vectors[k].behind(head, parts)
	}
}

// model holds weights: a row of them per feature, one a column.
type model struct {
	columns     []string
	rows        index
	names       []string // of the features, a row each, where a file gave them
	weights     []float32
	groups      *groups         // where features are found by what follows their head
	slotFactors [][slots]packed // [row]: factors of what surrounds figures
}

func newModel(columns ...string) *model {
	return &model{columns: columns}
}

// sequence are the models of one decision: of its options by themselves, and of
// neighbouring ones. A slot shares one more with the others, of what surrounds a
// figure; the measure has its features packed with their factors.
type sequence struct {
	node, edge, around *model
	slot               slot
	packed             *packedClasses // of the measure
	pairing            *pairing       // in training
}

// step is one figure of a decision, in features.
type step struct {
	options int
	// node holds the features of each option for column 0, or one list for all:
	// then option k has column k.
	node []vector
	// edge holds the features of what lies between this figure and the one
	// before, for each option before or one list for all: of groups, or with a
	// column for each pair of options.
	edge []vector
	// column is the edge model's column for option k behind option j; nil: k.
	column [][]uint8
	around []vector // one: of the figure, for pairs with those of a slot's candidates
}

// everything lets no option of a chain drop out.
var everything = math.Inf(1)

// chain scores the options of a row of figures. Those that by themselves score
// so far below the best one that neighbours would hardly help them drop out.
func (q *sequence) chain(steps []step, hopeless float64, m *scratch) *chain {
	c := &chain{memory: m, node: m.rows.take(len(steps)), edge: m.tables.take(len(steps)), linked: make([]linked, len(steps)), options: m.options.take(len(steps))}
	for t := range steps {
		s := &steps[t]
		c.node[t] = q.score(s, m)
		c.node[t], c.options[t] = left(c.node[t], hopeless, m)
		if t == 0 {
			continue
		}
		inOne := s.column == nil && len(s.edge) == 1
		for j := range s.edge {
			q.edge.find(&s.edge[j], inOne, m)
		}
		switch {
		case s.column != nil:
			shared := m.numbers.take(len(q.edge.columns))
			q.edge.addAll(&s.edge[0], shared)
			c.linked[t] = linked{shared, s.column}
			c.edge[t] = m.table(len(c.options[t-1]), len(c.options[t]))
			c.spread(t, shared, c.edge[t])
		case inOne:
			c.edge[t] = m.table(len(c.options[t-1]), len(c.options[t]))
			q.edge.addEach(&s.edge[0], c.edge[t], c.options[t-1], c.options[t])
		default: // in training
			c.edge[t] = m.table(steps[t-1].options, s.options)
			for j, row := range c.edge[t] {
				q.edge.addAll(&s.edge[j], row)
			}
		}
	}
	return c
}

// score is what each option of a figure scores by itself.
func (q *sequence) score(s *step, m *scratch) []float64 {
	scores := m.numbers.take(s.options)
	for k := range s.node {
		q.node.find(&s.node[k], s.node[k].grouped(), m)
	}
	switch {
	case len(s.node) > 0 && s.node[0].grouped():
		q.node.groups.sum(s.node[0].heads, s.node, q.surroundingFactors(s, m), scores)
	case q.packed != nil:
		q.packed.sum(s.node[0].found, scores)
	case len(s.node) < s.options:
		q.node.addAll(&s.node[0], scores)
		if q.pairing != nil {
			q.pairing.addClasses(s.node[0].found, scores)
		}
	default: // in training
		for k := range s.node {
			scores[k] = q.node.sum(&s.node[k])
		}
		if q.pairing != nil {
			outside := q.pairing.outside(s.around[0].found)
			for k := range s.node {
				scores[k] += q.pairing.score(s.node[k].found, &outside)
			}
		}
	}
	return scores
}

// left are the scores of the options that do not drop out, and which they are.
func left(scores []float64, hopeless float64, m *scratch) ([]float64, []int) {
	least := slices.Max(scores) - hopeless
	options := m.choices.take(len(scores))[:0]
	for k, x := range scores {
		if x >= least {
			scores[len(options)] = x
			options = append(options, k)
		}
	}
	return scores[:len(options)], options
}

// find looks the features of v up: their rows, or their groups. In training
// vectors hold rows already.
func (m *model) find(v *vector, groups bool, s *scratch) {
	if v.ids == nil {
		return
	}
	in := &m.rows
	if groups {
		in = &m.groups.rests
	}
	v.found = s.found.room(len(v.ids))
	for _, id := range v.ids {
		if k, ok := in.get(id); ok && len(v.found) < mostFeatures { // more would not add up when packed
			v.found = append(v.found, k)
		}
	}
}

// addAll adds the weights of the features to out, one sum a column, for as many
// columns as that has.
func (m *model) addAll(v *vector, out []float64) {
	n := len(m.columns)
	for _, row := range v.found {
		for c, w := range m.weights[int(row)*n : int(row)*n+len(out)] {
			out[c] += float64(w)
		}
	}
}

// sum adds up the weights of the features in column 0.
func (m *model) sum(v *vector) float64 {
	var sum float64
	for _, row := range v.found {
		sum += float64(m.weights[int(row)*len(m.columns)])
	}
	return sum
}
