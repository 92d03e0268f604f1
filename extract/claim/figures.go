package claim

import (
	"fmt"
	"math"
)

// figureModel is one of the models that weigh the features of figures.
type figureModel int

const (
	ofMeasure figureModel = iota
	ofGrowth
	ofStatus
	ofSurroundings
	figureModels
)

// figureTable finds the features of figures for all models that weigh them: each is
// looked up once.
type figureTable struct {
	table *table
	rows  [][figureModels]uint16 // of each number: one more than the row in each model, 0 for none
}

func newFigureTable(models [figureModels]namedModel) (*figureTable, error) {
	var all index
	places := [figureModels][]int32{}
	var ids [figureModels][]uint64
	most := 0
	for k, m := range models {
		ids[k] = (*m.model).ids()
		most = max(most, len(ids[k]))
	}
	if most >= math.MaxUint16 {
		return nil, fmt.Errorf("%d features of figures are too many", most)
	}
	for row := range most { // the common ones of all models first
		for k := range models {
			if row < len(ids[k]) {
				places[k] = append(places[k], all.put(ids[k][row]))
			}
		}
	}
	t, numbers, err := newTable(all.ids)
	if err != nil {
		return nil, err
	}
	f := &figureTable{t, make([][figureModels]uint16, t.size())}
	for k := range models {
		for row, place := range places[k] {
			if f.rows[numbers[place]][k] > 0 {
				return nil, fmt.Errorf("model %q: %w", models[k].name, twice((*models[k].model).names[row]))
			}
			f.rows[numbers[place]][k] = uint16(row) + 1
		}
	}
	return f, nil
}

// described is a figure in features, and their rows in each model once looked up.
type described struct {
	vector
	rows   [figureModels][]int32
	looked bool
}

// rowsOf are the rows, counted from 1, that one of the models has for the features of a
// figure and some more, mostFeatures at most. The figure is looked up once, for all models.
func (f *figureTable) rowsOf(model figureModel, m *scratch, figure *described, more *vector) []int32 {
	if !figure.looked {
		f.look(figure, m)
	}
	rows := figure.rows[model]
	if len(more.ids) > 0 {
		f.table.find(more, m)
		rows = append(m.found.room(len(rows)+len(more.found)), rows...)
		for _, number := range more.found {
			if row := f.rows[number][model]; row > 0 {
				rows = append(rows, int32(row))
			}
		}
	}
	return rows[:min(len(rows), mostFeatures)]
}

// look finds the rows of a figure in all models, with one look at each feature.
func (f *figureTable) look(figure *described, m *scratch) {
	f.table.find(&figure.vector, m)
	for model := range figure.rows {
		rows, n := m.found.room(len(figure.found))[:len(figure.found)], 0
		for _, number := range figure.found {
			row := int32(f.rows[number][model])
			rows[n] = row
			n += int(uint32(-row) >> 31) // one more where there is a row: a branch could not be foreseen
		}
		figure.rows[model] = m.found.keep(rows[:n])
	}
	figure.looked = true
}
