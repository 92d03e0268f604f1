package claim

import (
	"math"
	"slices"

	"marketfigures/extract/claim/atom"
)

// A model weighs named features: the score of an option is the sum of the weights
// of the features at hand, and of their pairs where they have factors. Features
// are hashed by name to 64 bits, of which a table keeps half.

// vector gathers the features of one option. For training it keeps their names
// as well, and each feature by its whole name; else features that stand in it
// behind several heads are in it once, by what follows the head (see groups).
type vector struct {
	ids   []uint64
	found []int32       // their numbers or rows, once looked up; in training, in place of ids
	heads [2]*atom.Atom // of a candidate's features; nil of others
	named bool
	names []string
}

// add puts in the feature whose name is the parts, joined by colons: twice where there
// are heads, behind each of the two. Nearly all have so few parts that methods of their
// own put them in, in a third of the time.
func (v *vector) add(parts ...*atom.Atom) {
	if v.named && v.heads[0] != nil {
		v.behind(v.heads[0], parts)
		v.behind(v.heads[1], parts)
		return
	}
	v.ids = append(v.ids, atom.Nothing.All(parts).ID())
	if v.named {
		v.names = append(v.names, atom.Join(parts))
	}
}

func (v *vector) add1(a *atom.Atom) {
	if v.named {
		v.add(a)
		return
	}
	v.ids = append(v.ids, atom.Nothing.Then(a).ID())
}

func (v *vector) add2(a, b *atom.Atom) {
	if v.named {
		v.add(a, b)
		return
	}
	v.ids = append(v.ids, atom.Nothing.Then(a).Then(b).ID())
}

func (v *vector) add3(a, b, c *atom.Atom) {
	if v.named {
		v.add(a, b, c)
		return
	}
	v.ids = append(v.ids, atom.Nothing.Then(a).Then(b).Then(c).ID())
}

func (v *vector) add4(a, b, c, d *atom.Atom) {
	if v.named {
		v.add(a, b, c, d)
		return
	}
	v.ids = append(v.ids, atom.Nothing.Then(a).Then(b).Then(c).Then(d).ID())
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
	columns []string
	names   []string // of the features, a row each
	weights []float32
}

func newModel(columns ...string) *model {
	return &model{columns: columns}
}

// row are the weights of a row.
func (m *model) row(row int) []float32 {
	return m.weights[row*len(m.columns) : (row+1)*len(m.columns)]
}

// unit is a step so large that a byte of them reaches the largest weight in the
// columns from column on.
func (m *model) unit(column int) float32 {
	var most float32
	for at := 0; at < len(m.weights); at += len(m.columns) {
		for _, x := range m.weights[at+column : at+len(m.columns)] {
			if x > most { // max, which looks for NaN as well, takes several times as long
				most = x
			} else if -x > most {
				most = -x
			}
		}
	}
	return most / mostUnits
}

// ids are those of the features, by row.
func (m *model) ids() []uint64 {
	ids := make([]uint64, len(m.names))
	for row, name := range m.names {
		ids[row] = atom.NameID(name)
	}
	return ids
}

// sequence are the models of one decision: of its options by themselves, and of
// neighbouring ones; and what is made of them to use them.
type sequence struct {
	node, edge        *model
	classes           *classWeights  // of a choice among classes
	choice            *choiceWeights // of one among candidates
	slot              slot           // that it fills
	betweenClasses    *betweenClasses
	betweenCandidates *betweenCandidates
	figures           *figureTable // of all decisions
	around            *byteRows    // of all slots: factors of what surrounds figures
	pairing           *pairing     // in training
}

// step is one figure of a decision, in features.
type step struct {
	options int
	// node holds the features of each option for column 0, or one list for all:
	// then option k has column k. That list lacks those of the figure by itself where
	// figure has them.
	node   []vector
	figure *described
	scores []float64 // of candidates, in use: until a chain is made of them
	// edge holds the features of what lies between this figure and the one
	// before, for each option before or one list for all: of groups, or with a
	// column for each pair of options.
	edge []vector
	// column is the edge model's column for option k behind option j; nil: k.
	column [][]uint8
	// What makes pairs with the features of a slot's candidates: in training one list.
	around  []vector
	outside *outside
}

// everything lets no option of a chain drop out.
var everything = math.Inf(1)

// chain scores the options of a row of figures. Those that by themselves score
// so far below the best one that neighbours would hardly help them drop out; of
// candidates that have scores, those that are hopeless have done so.
func (q *sequence) chain(steps []step, hopeless float64, m *scratch) *chain {
	c := &chain{memory: m, weight: m.rows.take(len(steps)), link: m.tables.take(len(steps)), options: m.options.take(len(steps))}
	for t := range steps {
		s := &steps[t]
		c.weight[t], c.options[t] = left(q.score(s, m), hopeless, m)
		scale(c.weight[t])
		if t == 0 {
			continue
		}
		switch {
		case s.column != nil:
			c.link[t] = q.linksOf(s, c.options[t-1], c.options[t], m)
		case q.betweenClasses != nil:
			q.betweenClasses.table.find(&s.edge[0], m)
			c.link[t] = m.table(len(c.options[t-1]), len(c.options[t]))
			q.betweenClasses.sum(c.link[t], s.edge[0].found, c.options[t-1], c.options[t])
			exponentials(c.link[t])
		default: // in training
			c.link[t] = m.table(steps[t-1].options, s.options)
			for j, row := range c.link[t] {
				clear(row)
				q.edge.addAll(s.edge[j].found, row)
			}
			exponentials(c.link[t])
		}
	}
	return c
}

// linksOf are the links of candidates behind those of the figure before: they share a few
// values, one a relation. In training, features are found already.
func (q *sequence) linksOf(s *step, before, options []int, m *scratch) [][]float64 {
	if q.betweenCandidates != nil {
		q.betweenCandidates.find(&s.edge[0], m)
	}
	few := m.numbers.take(len(q.edge.columns))
	q.edge.addAll(s.edge[0].found, few)
	for i, x := range few {
		few[i] = math.Exp(x)
	}
	links := m.table(len(before), len(options))
	for j, row := range links {
		column := s.column[before[j]]
		for k, option := range options {
			row[k] = few[column[option]]
		}
	}
	return links
}

// score is what each option of a figure scores by itself.
func (q *sequence) score(s *step, m *scratch) []float64 {
	if s.scores != nil {
		return s.scores
	}
	scores := m.numbers.take(s.options)
	switch {
	case q.classes != nil:
		s.node[0].found = q.figures.rowsOf(q.classes.model, m, s.figure, &s.node[0])
		q.classes.sum(s.node[0].found, scores)
	case len(s.node) < s.options: // in training, as what follows
		q.node.addAll(s.node[0].found, scores)
		if q.pairing != nil {
			q.pairing.addClasses(s.node[0].found, scores)
		}
	default:
		for k := range s.node {
			scores[k] = q.node.sum(s.node[k].found)
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
	options := m.choices.room(len(scores))
	for k, x := range scores {
		if x >= least {
			scores[len(options)] = x
			options = append(options, k)
		}
	}
	return scores[:len(options)], options
}

// addAll adds the weights of features to out, one sum a column, for as many
// columns as that has.
func (m *model) addAll(found []int32, out []float64) {
	n := len(m.columns)
	for _, row := range found {
		for c, w := range m.weights[int(row)*n : int(row)*n+len(out)] {
			out[c] += float64(w)
		}
	}
}

// sum adds up the weights of features in column 0.
func (m *model) sum(found []int32) float64 {
	var sum float64
	for _, row := range found {
		sum += float64(m.weights[int(row)*len(m.columns)])
	}
	return sum
}
