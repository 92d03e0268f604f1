package claim

import (
	"math/rand/v2"
	"testing"
)

func TestIndex(t *testing.T) {
	var x index
	if _, ok := x.get(0); ok {
		t.Error("an empty index has a row")
	}
	r := rand.New(rand.NewPCG(1, 2))
	want := map[uint64]int32{}
	for range 3000 {
		n := r.Uint64N(2000)
		id := n<<32 | n<<4 // many that collide, some put twice, one of them 0
		row, known := want[id]
		if !known {
			row = int32(len(want))
			want[id] = row
		}
		if got := x.put(id); got != row {
			t.Fatalf("%d is put in row %d, want %d", id, got, row)
		}
	}
	for n := range uint64(3000) {
		id := n<<32 | n<<4
		row, ok := x.get(id)
		if wanted, known := want[id]; ok != known || known && row != wanted {
			t.Fatalf("%d: row %d, %t; want %d, %t", id, row, ok, wanted, known)
		}
	}
	if len(x.ids) != len(want) {
		t.Errorf("%d ids, want %d", len(x.ids), len(want))
	}
}
