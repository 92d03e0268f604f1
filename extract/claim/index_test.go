package claim

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestIndex(t *testing.T) {
	var x index
	if _, ok := x.get(0); ok {
		t.Error("an empty index has a row")
	}
	r := rand.New(rand.NewPCG(1, 2))
	want := map[uint64]int32{}
	for row := range int32(3000) {
		id := r.Uint64N(2000) << 4 // many that collide, some put twice, one of them 0
		want[id] = row
		x.put(id, row)
	}
	for id := range uint64(40000) {
		row, ok := x.get(id)
		if wanted, known := want[id]; ok != known || row != wanted {
			t.Fatalf("%d: row %d, %t; want %d, %t", id, row, ok, wanted, known)
		}
	}
	ids := x.ids()
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) != len(want) || x.n != len(want) {
		t.Errorf("%d ids, %d counted, want %d", len(ids), x.n, len(want))
	}
}
