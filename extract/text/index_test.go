package text

import (
	"strconv"
	"testing"
)

// TestIndex puts in more words than one table holds, short ones and ones whose
// key is a hash.
func TestIndex(t *testing.T) {
	words := []string{""}
	for n := range 1000 {
		words = append(words, strconv.Itoa(n), strconv.Itoa(n)+" and more")
	}
	var x Index
	for n, w := range words {
		if got := x.Find(Key(w)); got != -1 {
			t.Errorf("%q is found as word %d before it was added", w, got)
		}
		if got := x.Add(Key(w)); got != n {
			t.Fatalf("%q is word %d, want %d", w, got, n)
		}
	}
	for n, w := range words {
		if got := x.Find(Key(w)); got != n {
			t.Errorf("%q is found as word %d, want %d", w, got, n)
		}
		if got := x.Add(Key(w)); got != n {
			t.Errorf("%q is added as word %d, want %d", w, got, n)
		}
	}
	if n := x.Find(Key("7 and less")); n != -1 {
		t.Errorf("a word that was not added is found as word %d", n)
	}
	x.Reset()
	if n := x.Find(Key("7")); n != -1 {
		t.Errorf("an emptied index has word %d", n)
	}
}
