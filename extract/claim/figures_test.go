package claim

import (
	"math/rand/v2"
	"slices"
	"testing"

	"marketfigures/extract/claim/atom"
)

// A figure's features are found in each of the models that know them, and looked
// up once.
func TestFigureTable(t *testing.T) {
	w, err := ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	models := w.figureModels()
	r := rand.New(rand.NewPCG(1, 2))
	m := new(scratch)
	for range 50 {
		var figure described
		var more vector
		var want [figureModels][]int32
		for n := range 40 {
			name := "a feature that nobody knows"
			if n > 0 {
				of := *models[r.IntN(len(models))].model
				name = of.names[r.IntN(len(of.names))]
			}
			v := &figure.vector
			if n%10 == 9 {
				v = &more
			}
			v.add(atom.Of(name))
			for k, of := range models {
				if row := slices.Index((*of.model).names, name); row >= 0 {
					want[k] = append(want[k], int32(row)+1)
				}
			}
		}
		for k := range models {
			got := slices.Clone(w.measure.figures.rowsOf(figureModel(k), m, &figure, &more))
			slices.Sort(got)
			slices.Sort(want[k])
			if !slices.Equal(got, want[k]) {
				t.Fatalf("%s: rows %v, want %v", models[k].name, got, want[k])
			}
		}
	}
	figure := described{vector: vector{ids: []uint64{atom.NameID(w.status.node.names[0])}}, looked: true}
	if rows := w.measure.figures.rowsOf(ofStatus, m, &figure, &vector{}); len(rows) != 0 {
		t.Errorf("what was looked up before is looked up again: %v", rows)
	}
}
