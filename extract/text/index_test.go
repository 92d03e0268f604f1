package text

import (
	"strconv"
	"testing"
)

// TestIndex puts in more words than one table holds, each under two hashes.
func TestIndex(t *testing.T) {
	var x Index
	if n := x.Find("a", Hash("a")); n != -1 {
		t.Errorf("an empty index has word %d", n)
	}
	for n := range 2000 {
		w := strconv.Itoa(n / 2)
		if got := x.Add(w, Hash(w)+uint32(n%2)); got != n {
			t.Fatalf("%q is word %d, want %d", w, got, n)
		}
	}
	for n := range 2000 {
		w := strconv.Itoa(n / 2)
		if got := x.Find(w, Hash(w)+uint32(n%2)); got != n {
			t.Errorf("%q is found as word %d, want %d", w, got, n)
		}
		if got := x.Add(w, Hash(w)+uint32(n%2)); got != n {
			t.Errorf("%q is added as word %d, want %d", w, got, n)
		}
	}
	if n := x.Find("no number", Hash("7")); n != -1 {
		t.Errorf("another word of the same hash is found as word %d", n)
	}
}
