package claim

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Rows add up to what their numbers do, each rounded to the unit, up to as many of
// the largest as may be added.
func TestByteRows(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	all := make([]numbers, 300)
	for row := range all {
		for j := range all[row] {
			all[row][j] = float32(r.NormFloat64())
		}
	}
	for j := range all[0] {
		all[0][j] = float32(10 - 20*(j%2))
	}
	all[7] = numbers{}
	some := func(feature, part int) []float32 { return all[2*feature+part][:rowWidth-feature%9] }
	rows := newByteRows(len(all)/2, []float32{10.0 / mostUnits, 0.1}, some)
	if rows.rows[7] != nought || rows.of(3, 1) != (numbers{}) {
		t.Errorf("zeros are kept as %x", rows.rows[7])
	}
	for _, n := range []int{0, 1, 20, mostFeatures} {
		for part, unit := range rows.units {
			var found []int32
			var want numbers
			for range n {
				feature := r.IntN(len(all) / 2)
				found = append(found, int32(feature))
				for j, x := range some(feature, part) {
					want[j] += x
				}
			}
			for j, x := range rows.total(found, part) {
				if off := math.Abs(float64(x - want[j])); off > float64(unit)/2*float64(n)+1e-3 {
					t.Errorf("%d rows: number %d is %g, want %g", n, j, x, want[j])
				}
			}
		}
	}
	for j, x := range rows.total(make([]int32, mostFeatures), 0) {
		if want := all[0][j] * mostFeatures; math.Abs(float64(x-want)) > 1 {
			t.Errorf("%d of the largest: number %d is %g, want %g", mostFeatures, j, x, want)
		}
	}
}

// Where all numbers are zero, so are their sums.
func TestByteRowsOfZeros(t *testing.T) {
	rows := newByteRows(3, []float32{0}, func(int, int) []float32 { return nil })
	if got := rows.total([]int32{0, 1, 2}, 0); got != (numbers{}) {
		t.Errorf("zeros add up to %v", got)
	}
}

// The instructions for one processor add up to what Go does, to the last digit.
func TestTotalRows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	rows := make([]bytesRow, 600)
	for k := range rows {
		rows[k] = bytesRow{r.Uint64(), r.Uint64()}
	}
	rows[0] = bytesRow{^uint64(0), ^uint64(0)}
	for n := range mostFeatures + 1 {
		width := 1 + n%4
		found := make([]int32, n)
		for i := range found {
			found[i] = int32(r.IntN(len(rows)/width)) * int32(n%9) / 8
		}
		var here, inGo numbers
		totalRows(&here, rows, width, found, 0.37)
		totalInWords(&inGo, rows, width, found, 0.37)
		if here != inGo {
			t.Fatalf("%d rows: got %v, want %v", n, here, inGo)
		}
	}
}

// What a choice is scored by adds up to what Go does, to the last digit.
func TestTotalChoice(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	rows := make([]bytesRow, 400)
	for k := range rows {
		rows[k] = bytesRow{r.Uint64(), r.Uint64()}
	}
	rows[0] = bytesRow{^uint64(0), ^uint64(0)}
	for n := range mostFeatures + 1 {
		width := 2 + n%3
		found := make([]int32, n)
		for i := range found {
			found[i] = int32(r.IntN(len(rows)/width)) * int32(n%9) / 8
		}
		var outside numbers
		for j := range outside {
			outside[j] = float32(r.NormFloat64())
		}
		column := r.IntN(8 * (width - 1))
		weight, own, others := totalChoice(rows, width, found, column, 0.37, &outside)
		sum, squares, products := totalChoiceInWords(rows, width, found, column, 0.37, &outside)
		if weight != sum || own != squares || others != products {
			t.Fatalf("%d features, weights of column %d: got %d, %g and %g, want %d, %g and %g", n, column, weight, own, others, sum, squares, products)
		}
	}
}

// A row beyond those that there are is a panic, which the job makes a reject of, not
// the end of the program.
func TestTotalBeyondRows(t *testing.T) {
	for name, total := range map[string]func(found []int32){
		"rows": func(found []int32) {
			var sum numbers
			totalRows(&sum, make([]bytesRow, 8), 4, found, 1)
		},
		"choice":        func(found []int32) { totalChoice(make([]bytesRow, 8), 4, found, 0, 1, &numbers{}) },
		"choice of few": func(found []int32) { totalChoice(make([]bytesRow, 2), 4, found, 0, 1, &numbers{}) },
	} {
		for _, found := range [][]int32{{2}, {-1}} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s: feature %d is added up", name, found[0])
					}
				}()
				total(found)
			}()
		}
	}
}
