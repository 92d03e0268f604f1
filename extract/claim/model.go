package claim

import "strings"

// A model is linear over named features: the score of an option is the sum of
// the weights of the features at hand. Features are hashed by name to 64 bits; a
// collision among some ten thousand is beyond notice.

// vector gathers the features of one option. For training it keeps their names
// as well, and each feature by its whole name; else features that stand in it
// behind several heads are in it once, by what follows the head (see groups).
type vector struct {
	ids   []uint64
	found []int32   // rows of them, or groups, once the model has looked
	heads [2]string // the two heads of a pair
	named bool
	names []string
}

// A name's hash is a polynomial of its bytes (Karp and Rabin, IBM J. Res. Dev.
// 31(2), 1987): as for any hash that goes byte by byte, it does not matter into
// which parts the name is cut, but the bytes of a part needn't wait for each other.
const (
	nothing = 0x9e3779b97f4a7c15 // the hash of no bytes
	base    = 0xd6e8feb86659fd93
	base2   = base * base & (1<<64 - 1)
	base3   = base2 * base & (1<<64 - 1)
	base4   = base3 * base & (1<<64 - 1)
)

// hash goes on with the bytes of a part.
func hash(h uint64, s string) uint64 {
	for len(s) >= 4 {
		h = h*base4 + uint64(s[0])*base3 + uint64(s[1])*base2 + uint64(s[2])*base + uint64(s[3])
		s = s[4:]
	}
	switch len(s) {
	case 3:
		return h*base3 + uint64(s[0])*base2 + uint64(s[1])*base + uint64(s[2])
	case 2:
		return h*base2 + uint64(s[0])*base + uint64(s[1])
	case 1:
		return h*base + uint64(s[0])
	}
	return h
}

// then goes on with the sign between two parts.
func then(h uint64) uint64 { return h*base + ':' }

// id is the hash of a whole name, mixed so that any of its bits tell names apart.
func id(h uint64) uint64 {
	h = (h ^ h>>32) * base
	return h ^ h>>29
}

// grouped says whether each feature stands for one behind either head.
func (v *vector) grouped() bool { return v.heads[0] != "" && !v.named }

// pair puts in features twice, behind each of two heads.
type pair struct{ *vector }

func (v *vector) pair(first, second string) *pair {
	v.heads = [2]string{first, second}
	return &pair{v}
}

func (p *pair) both(a string, parts ...string) {
	if p.named {
		p.add(p.heads[0], append([]string{a}, parts...)...)
		p.add(p.heads[1], append([]string{a}, parts...)...)
		return
	}
	p.add(a, parts...)
}

// add puts in the feature whose name is the parts, joined by colons.
func (v *vector) add(a string, parts ...string) {
	h := hash(nothing, a)
	for _, p := range parts {
		h = hash(then(h), p)
	}
	v.ids = append(v.ids, id(h))
	if v.named {
		for _, p := range parts {
			a += ":" + p
		}
		v.names = append(v.names, strings.Clone(a)) // so that no part outlives the call
	}
}

// fan puts each feature into many vectors, in each behind a head of its own;
// without heads, into one, for its group.
type fan struct {
	vectors []vector
	heads   []string
}

func (f fan) add(a string, parts ...string) {
	if f.heads == nil {
		f.vectors[0].add(a, parts...)
		return
	}
	for k, head := range f.heads {
		v := &f.vectors[k]
		h := hash(then(hash(nothing, head)), a)
		for _, p := range parts {
			h = hash(then(h), p)
		}
		v.ids = append(v.ids, id(h))
		if v.named {
			v.names = append(v.names, strings.Join(append([]string{head, a}, parts...), ":"))
		}
	}
}

// model holds weights: a row of them per feature, one a column.
type model struct {
	columns []string
	rows    index
	names   []string // of the features, a row each, where a file gave them
	weights []float32
	groups  *groups // where features are found by what follows their head
}

func newModel(columns ...string) *model {
	return &model{columns: columns}
}

// sequence is the pair of models of one decision: of its options by
// themselves, and of neighbouring ones.
type sequence struct{ node, edge *model }

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
}

// chain scores the options of a row of figures.
func (q *sequence) chain(steps []step, m *scratch) *chain {
	c := &chain{memory: m, node: m.rows.take(len(steps)), edge: m.tables.take(len(steps)), linked: make([]linked, len(steps))}
	for t := range steps {
		s := &steps[t]
		c.node[t] = m.numbers.take(s.options)
		for k := range s.node {
			q.node.find(&s.node[k], s.node[k].grouped(), m)
		}
		if len(s.node) == 1 && !s.node[0].grouped() {
			q.node.addAll(&s.node[0], c.node[t])
		} else {
			for k := range s.node {
				c.node[t][k] = q.node.sum(&s.node[k])
			}
		}
		if t == 0 {
			continue
		}
		c.edge[t] = m.table(steps[t-1].options, s.options)
		inOne := s.column == nil && len(s.edge) == 1
		for j := range s.edge {
			q.edge.find(&s.edge[j], inOne, m)
		}
		switch {
		case s.column != nil:
			shared := m.numbers.take(len(q.edge.columns))
			q.edge.addAll(&s.edge[0], shared)
			for j, row := range c.edge[t] {
				for k := range row {
					row[k] = shared[s.column[j][k]]
				}
			}
			c.linked[t] = linked{shared, s.column}
		case inOne:
			q.edge.addEach(&s.edge[0], c.edge[t])
		default:
			for j, row := range c.edge[t] {
				q.edge.addAll(&s.edge[j], row)
			}
		}
	}
	return c
}

// find looks the features of v up: their rows, or their groups.
func (m *model) find(v *vector, groups bool, s *scratch) {
	in := &m.rows
	if groups {
		in = &m.groups.rests
	}
	v.found = s.found.room(len(v.ids))
	for _, id := range v.ids {
		if k, ok := in.get(id); ok {
			v.found = append(v.found, k)
		}
	}
}

// addAll adds the weights of the features to out, one sum a column.
func (m *model) addAll(v *vector, out []float64) {
	n := len(m.columns)
	for _, row := range v.found {
		for c, w := range m.weights[int(row)*n : int(row)*n+n] {
			out[c] += float64(w)
		}
	}
}

// sum adds up the weights of the features in column 0.
func (m *model) sum(v *vector) float64 {
	if v.grouped() {
		return m.sumBoth(v)
	}
	var sum float64
	for _, row := range v.found {
		sum += float64(m.weights[int(row)*len(m.columns)])
	}
	return sum
}
