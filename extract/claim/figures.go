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

// rowsOf are the rows, counted from 1, that one of the models has for the features of
// two vectors, mostFeatures at most. That of the figure by itself is looked up once
// for all models.
func (f *figureTable) rowsOf(model figureModel, m *scratch, figure, more *vector) []int32 {
	if figure.found == nil {
		f.table.find(figure, m)
	}
	f.table.find(more, m)
	rows := m.found.room(len(figure.found) + len(more.found))
	for _, found := range [...][]int32{more.found, figure.found} {
		for _, number := range found {
			if row := f.rows[number][model]; row > 0 {
				rows = append(rows, int32(row))
			}
		}
	}
	return rows[:min(len(rows), mostFeatures)]
}
