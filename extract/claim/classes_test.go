package claim

import (
	"math"
	"math/rand/v2"
	"testing"
)

// What a figure scores for a class is what its features weigh: what the model has
// for them, and their pairs what the model of pairs makes of them.
func TestPairsOfClasses(t *testing.T) {
	w, err := ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	scale := map[string][]float32{}
	for row, name := range w.measurePairs.names {
		scale[name] = w.measurePairs.row(row)
	}
	r := rand.New(rand.NewPCG(7, 8))
	q := &w.measure
	paired := false
	for range 50 {
		var found []int32
		for range 30 {
			found = append(found, int32(1+r.IntN(len(q.node.names))))
		}
		sums := make([]float64, len(measures))
		q.classes.sum(found, sums)
		for class, sum := range sums {
			of, parts, alone, pairs := q.classes.partsOf(found, class), 0.0, 0.0, 0.0
			for i, row := range found {
				parts += float64(of(row))
				alone += float64(max(-classUnit*mostUnits, min(q.node.row(int(row - 1))[class], classUnit*mostUnits)))
				for _, other := range found[:i] {
					for j, name := range measureColumns[len(measures):] {
						if at := len(measures) + j; scale[name] != nil {
							pairs += float64(scale[name][class]) * float64(q.node.row(int(row - 1))[at]*factorUnit) * float64(q.node.row(int(other - 1))[at]*factorUnit)
						}
					}
				}
			}
			paired = paired || math.Abs(pairs) > tolerance
			if math.Abs(sum-alone-pairs) > tolerance || math.Abs(sum-parts) > 1e-3 {
				t.Fatalf("%s: features weigh %g, %g in rows, %g one by one", measures[class], alone+pairs, sum, parts)
			}
		}
	}
	if !paired {
		t.Error("no pair weighs anything")
	}
}
