package claim

import (
	"fmt"
	"slices"
)

// What a decision's model of neighbours knows of the features that lie between two
// figures.

// betweenClasses are what a model weighs for each class before and after, of
// features that lie between figures: they stand behind the class before.
type betweenClasses struct {
	table *table // of groups
	// rows are of each group one behind each class, with a weight for each class: to
	// the hundredth, as a file has them, and cut beyond 1.27, as few are.
	rows byteRows
}

func (m *model) betweenClasses(classes []string) (*betweenClasses, error) {
	g, err := m.group(classes)
	if err != nil {
		return nil, err
	}
	if len(classes) > rowWidth {
		return nil, fmt.Errorf("%d classes are more than the %d that a row of bytes has room for", len(classes), rowWidth)
	}
	behind := make([]int32, g.size()*len(classes)) // one more than the row, 0 for none
	for row, at := range g.at {
		if int(at.head) < len(classes) {
			behind[int(at.group)*len(classes)+int(at.head)] = int32(row) + 1
		}
	}
	units := slices.Repeat([]float32{classUnit}, len(classes))
	rows := newByteRows(g.size(), units, func(group, class int) []float32 {
		if row := int(behind[group*len(classes)+class]); row > 0 {
			return m.row(row - 1)
		}
		return nil
	})
	return &betweenClasses{g.table, rows}, nil
}

// sum puts the weights of features behind some classes into out: of each a row,
// with a sum for each of some columns.
func (b *betweenClasses) sum(out [][]float64, found []int32, classes, columns []int) {
	for j, sums := range out {
		all := b.rows.total(found, classes[j])
		for c := range sums {
			sums[c] = float64(all[columns[c]])
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
