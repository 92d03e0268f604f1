package claim

// What a decision's model of neighbours knows of the features that lie between two
// figures.

// betweenClasses are what a model weighs for each class before and after, of
// features that lie between figures: they stand behind the class before.
type betweenClasses struct {
	table *table  // of groups
	rows  []int32 // of the feature of each class and group: one more than the row, 0 for none
}

func (m *model) betweenClasses(classes []string) (*betweenClasses, error) {
	g, err := m.group(classes)
	if err != nil {
		return nil, err
	}
	b := &betweenClasses{g.table, make([]int32, len(g.heads)*g.size())}
	for row, at := range g.at {
		b.rows[int(at.head)*g.size()+int(at.group)] = int32(row) + 1
	}
	return b, nil
}

// addTo adds the weights of features behind some classes to out: of each a row,
// with a sum for each of some columns.
func (b *betweenClasses) addTo(out [][]float64, m *model, found []int32, heads, columns []int) {
	n := len(m.columns)
	for j, sums := range out {
		rows := b.rows[heads[j]*b.table.size():]
		for _, k := range found {
			if row := int(rows[k]); row > 0 {
				weights := m.weights[(row-1)*n : row*n]
				for c := range sums {
					sums[c] += float64(weights[columns[c]])
				}
			}
		}
	}
}

// betweenCandidates find the features by which neighbours are weighed in the choice
// of a slot.
type betweenCandidates struct {
	table *table
	rows  []int32 // by number: one more than the row, 0 for none
}

func (m *model) betweenCandidates() (*betweenCandidates, error) {
	var ids index
	ids.make(len(m.names))
	for row, id := range m.ids() {
		if ids.put(id) != int32(row) {
			return nil, twice(m.names[row])
		}
	}
	t, numbers, err := newTable(ids.ids)
	if err != nil {
		return nil, err
	}
	b := &betweenCandidates{t, make([]int32, t.size())}
	for row, number := range numbers {
		b.rows[number] = int32(row) + 1
	}
	return b, nil
}

// find looks up the features of a vector: found are their rows.
func (b *betweenCandidates) find(v *vector, m *scratch) {
	b.table.find(v, m)
	rows := v.found[:0]
	for _, number := range v.found {
		if row := b.rows[number]; row > 0 {
			rows = append(rows, row-1)
		}
	}
	v.found = rows
}
