package claim

import (
	"strings"

	"marketfigures/extract/claim/atom"
)

// groups find the weights of features whose names differ in their head alone,
// what stands before the first colon: "users:unit:count" and "growth:unit:count"
// are a group, found by "unit:count". A figure's features are then hashed and
// looked up once, not once for each class or measure.
type groups struct {
	heads map[string]int
	rests index // of the name behind the head -> group
	n     int   // how many groups
	// rows and weights are of the feature of each head and group, a head after
	// the other: one more than the row, 0 where there is none; and the weight in
	// column 0.
	rows    []int32
	weights []float32
}

// group sorts the model's features by what stands behind their heads. The
// columns are the first heads, so that a class has the number of its column.
func (m *model) group() {
	g := &groups{heads: make(map[string]int, 64)}
	for k, column := range m.columns {
		g.heads[column] = k
	}
	at := make([][2]int32, len(m.names)) // head and group of each row
	last, head := "", -1
	g.rests.make(len(m.names) / 8)
	for row, name := range m.names {
		before, rest, _ := strings.Cut(name, ":")
		if head < 0 || before != last { // names are sorted
			known := false
			if head, known = g.heads[before]; !known {
				head = len(g.heads)
				g.heads[before] = head
			}
			last = before
		}
		key := atom.NameID(rest)
		at[row] = [2]int32{int32(head), g.rests.put(key)}
	}
	g.n = len(g.rests.ids)
	g.rests.ids = nil // wanted no more
	g.rows, g.weights = make([]int32, len(g.heads)*g.n), make([]float32, len(g.heads)*g.n)
	for row, a := range at {
		k := int(a[0])*g.n + int(a[1])
		g.rows[k], g.weights[k] = int32(row)+1, m.weights[row*len(m.columns)]
	}
	m.groups = g
}

// of are the rows of a head's features, and their weights in column 0, by
// group; nothing where no feature stands behind it.
func (g *groups) of(head *atom.Atom) (rows []int32, weights []float32) {
	h, ok := g.heads[head.Text]
	if !ok {
		return nil, nil
	}
	return g.rows[h*g.n : (h+1)*g.n], g.weights[h*g.n : (h+1)*g.n]
}

// sumBoth adds up the weights of groups behind two heads, in the order in which
// training has them.
func (g *groups) sumBoth(heads [2]*atom.Atom, vectors []vector, sums []float64) {
	_, first := g.of(heads[0])
	_, second := g.of(heads[1])
	for v := range vectors {
		var sum float64
		for _, k := range vectors[v].found {
			if first != nil {
				sum += float64(first[k])
			}
			if second != nil {
				sum += float64(second[k])
			}
		}
		sums[v] = sum
	}
}

// addEach adds the weights of the features behind the heads of some classes to
// the rows of those, one sum for each of some columns.
func (m *model) addEach(v *vector, out [][]float64, heads, columns []int) {
	n, g := len(m.columns), m.groups
	for j, sums := range out {
		rows := g.rows[heads[j]*g.n : (heads[j]+1)*g.n]
		for _, k := range v.found {
			if row := int(rows[k]); row > 0 {
				weights := m.weights[(row-1)*n : row*n]
				for c := range sums {
					sums[c] += float64(weights[columns[c]])
				}
			}
		}
	}
}
