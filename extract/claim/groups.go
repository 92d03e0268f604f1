package claim

import (
	"slices"
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
	// rows are of the feature of each head and group, a head after the other: one
	// more than the row, 0 where there is none. Classes have them.
	rows []int32
	// weights are those in column 0, as the rows are ordered. Slots have them, for the
	// heads of measures; packed is what stands behind their own heads, and at the
	// head and group of each row, for the few that explain names.
	weights []float32
	packed  []packedHead
	at      [][2]int32
}

// group sorts the model's features by what stands behind their heads. The
// first heads are those of classes, so that a class has the number of its column.
func (m *model) group(classes []string) error {
	g := &groups{heads: make(map[string]int, 64)}
	for k, class := range classes {
		g.heads[class] = k
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
	m.groups = g
	if classes != nil {
		g.rows = make([]int32, len(g.heads)*g.n)
		for row, a := range at {
			g.rows[int(a[0])*g.n+int(a[1])] = int32(row) + 1
		}
		return nil
	}
	g.at, g.weights = at, make([]float32, len(g.heads)*g.n)
	for row, a := range at {
		g.weights[int(a[0])*g.n+int(a[1])] = m.weights[row*len(m.columns)]
	}
	return g.packHeads(m)
}

// of are the weights of a head's features, by group; nil where no feature stands
// behind it.
func (g *groups) of(head *atom.Atom) []float32 {
	h, ok := g.heads[head.Text]
	if !ok {
		return nil
	}
	return g.weights[h*g.n : (h+1)*g.n]
}

// row is that of the feature of a head and group, -1 where there is none.
func (g *groups) row(head *atom.Atom, group int32) int32 {
	return int32(slices.Index(g.at, [2]int32{int32(g.heads[head.Text]), group}))
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
