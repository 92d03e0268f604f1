package claim

// A model is linear over named features: the score of an option is the sum of
// the weights of the features at hand. Features are hashed once, by name, to
// 64 bits (FNV-1a); a collision among some ten thousand is beyond notice.

// vector gathers the features of one option.
type vector struct {
	ids   []uint64
	named bool // keep the names too, for training
	names []string
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func hash(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// pair puts in features twice, behind each of two names.
type pair struct {
	*vector
	first, second   string
	hashed, hashed2 uint64
}

func (v *vector) pair(first, second string) *pair {
	return &pair{v, first, second, hash(fnvOffset, first), hash(fnvOffset, second)}
}

func (p *pair) both(parts ...string) {
	a, b := p.hashed, p.hashed2
	for _, part := range parts {
		a = hash((a^':')*fnvPrime, part)
		b = hash((b^':')*fnvPrime, part)
	}
	p.ids = append(p.ids, a, b)
	if p.named {
		rest := ""
		for _, part := range parts {
			rest += ":" + part
		}
		p.names = append(p.names, p.first+rest, p.second+rest)
	}
}

// add puts in the feature whose name is the parts, joined by colons.
func (v *vector) add(a string, parts ...string) {
	h := hash(fnvOffset, a)
	for _, p := range parts {
		h = hash((h^':')*fnvPrime, p)
	}
	v.ids = append(v.ids, h)
	if v.named {
		for _, p := range parts {
			a += ":" + p
		}
		v.names = append(v.names, a)
	}
}

// fan puts each feature into many vectors, in each behind a name of its own.
type fan struct {
	vectors []vector
	names   []string
}

func (f fan) add(parts ...string) {
	for k, name := range f.names {
		f.vectors[k].add(name, parts...)
	}
}

// model holds weights: a row of them per feature, one a column.
type model struct {
	columns []string
	rows    index
	names   []string // of the features, a row each, where a file gave them
	weights []float32
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
	// before, for each option before or one list for all.
	edge []vector
	// column is the edge model's column for option k behind option j; nil: k.
	column [][]uint8
}

// chain scores the options of a row of figures.
func (q *sequence) chain(steps []step) *chain {
	c := &chain{node: make([][]float64, len(steps)), edge: make([][][]float64, len(steps))}
	for t := range steps {
		s := &steps[t]
		c.node[t] = make([]float64, s.options)
		if len(s.node) == 1 {
			q.node.addAll(&s.node[0], c.node[t])
		} else {
			for k := range s.node {
				c.node[t][k] = q.node.sum(&s.node[k])
			}
		}
		if t == 0 {
			continue
		}
		before := steps[t-1].options
		c.edge[t] = make([][]float64, before)
		var shared []float64
		if len(s.edge) == 1 && s.column != nil {
			shared = make([]float64, len(q.edge.columns))
			q.edge.addAll(&s.edge[0], shared)
		}
		for j := range before {
			c.edge[t][j] = make([]float64, s.options)
			if shared == nil {
				q.edge.addAll(&s.edge[j], c.edge[t][j])
				continue
			}
			for k := range c.edge[t][j] {
				c.edge[t][j][k] = shared[s.column[j][k]]
			}
		}
	}
	return c
}

// addAll adds the weights of the features to out, one sum a column.
func (m *model) addAll(v *vector, out []float64) {
	n := len(m.columns)
	for _, id := range v.ids {
		if row, ok := m.rows.get(id); ok {
			w := m.weights[int(row)*n : int(row)*n+n]
			for c := range w {
				out[c] += float64(w[c])
			}
		}
	}
}

// sum adds up the weights of the features in column 0.
func (m *model) sum(v *vector) float64 {
	var sum float64
	for _, id := range v.ids {
		if row, ok := m.rows.get(id); ok {
			sum += float64(m.weights[int(row)*len(m.columns)])
		}
	}
	return sum
}
