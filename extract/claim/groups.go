package claim

import "strings"

// groups find the weights of features whose names differ in their head alone,
// what stands before the first colon: "users:unit:count" and "growth:unit:count"
// are a group, found by "unit:count". A figure's features are then hashed and
// looked up once, not once for each class or measure.
type groups struct {
	heads   map[string]uint16
	rests   index   // of the name behind the head -> group
	starts  []int32 // group -> its first member, and the end of the last
	members []member
}

// member is one feature of a group.
type member struct {
	row    int32
	head   uint16
	weight float32 // of column 0
}

// group sorts the model's features by what stands behind their heads. The
// columns are the first heads, so that a class has the number of its column.
func (m *model) group() {
	g := &groups{heads: make(map[string]uint16, 64)}
	for k, column := range m.columns {
		g.heads[column] = uint16(k)
	}
	of, sizes := make([]int32, len(m.names)), make([]int32, 0, len(m.names)/2)
	heads := make([]uint16, len(m.names))
	last, lastHead := "", uint16(0)
	g.rests.make(len(m.names) / 2)
	for row, name := range m.names {
		head, rest, _ := strings.Cut(name, ":")
		if row == 0 || head != last { // names are sorted
			h, known := g.heads[head]
			if !known {
				h = uint16(len(g.heads))
				g.heads[head] = h
			}
			last, lastHead = head, h
		}
		heads[row] = lastHead
		id := hash(fnvOffset, rest)
		k, known := g.rests.get(id)
		if !known {
			k = int32(len(sizes))
			g.rests.put(id, k)
			sizes = append(sizes, 0)
		}
		of[row] = k
		sizes[k]++
	}
	g.starts = make([]int32, len(sizes)+1)
	for k, n := range sizes {
		g.starts[k+1] = g.starts[k] + n
		sizes[k] = g.starts[k] // from here on, where its next member goes
	}
	g.members = make([]member, len(m.names))
	for row, k := range of {
		g.members[sizes[k]] = member{int32(row), heads[row], m.weights[row*len(m.columns)]}
		sizes[k]++
	}
	m.groups = g
}

// of are the members of the group that a feature's rest names.
func (g *groups) of(id uint64) []member {
	k, ok := g.rests.get(id)
	if !ok {
		return nil
	}
	return g.members[g.starts[k]:g.starts[k+1]]
}

// head is the number of a head, one that no feature has where none has it.
func (g *groups) head(name string) uint16 {
	if h, ok := g.heads[name]; ok {
		return h
	}
	return ^uint16(0)
}

// sumBoth adds up the weights in column 0 of the features behind either head.
func (m *model) sumBoth(v *vector) float64 {
	var sum float64
	first, second := m.groups.head(v.heads[0]), m.groups.head(v.heads[1])
	for _, id := range v.ids {
		var a, b float32
		for _, f := range m.groups.of(id) {
			switch f.head {
			case first:
				a = f.weight
			case second:
				b = f.weight
			}
		}
		sum += float64(a)
		sum += float64(b)
	}
	return sum
}

// addEach adds the weights of the features behind each class's head to the row
// of that class, one sum a column.
func (m *model) addEach(v *vector, out [][]float64) {
	n := len(m.columns)
	for _, id := range v.ids {
		for _, f := range m.groups.of(id) {
			if int(f.head) < len(out) {
				row := out[f.head]
				for c, w := range m.weights[int(f.row)*n : int(f.row)*n+n] {
					row[c] += float64(w)
				}
			}
		}
	}
}

// rowsOf appends the rows of a vector's features.
func (m *model) rowsOf(v *vector, rows []int32) []int32 {
	if !v.grouped() {
		for _, id := range v.ids {
			if row, ok := m.rows.get(id); ok {
				rows = append(rows, row)
			}
		}
		return rows
	}
	first, second := m.groups.head(v.heads[0]), m.groups.head(v.heads[1])
	for _, id := range v.ids {
		for _, f := range m.groups.of(id) {
			if f.head == first || f.head == second {
				rows = append(rows, f.row)
			}
		}
	}
	return rows
}
