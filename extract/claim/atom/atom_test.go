package atom

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// A name has one ID, into whatever parts it is cut.
func TestParts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		words := make([]string, 1+r.IntN(5))
		for k := range words {
			words[k] = strings.Repeat("a:b é中 c"[:r.IntN(10)], r.IntN(3))
		}
		name := strings.Join(words, ":")
		parts := make([]*Atom, len(words))
		for k, w := range words {
			parts[k] = Of(w)
		}
		if got, want := Nothing.All(parts).ID(), NameID(name); got != want {
			t.Fatalf("%q has the ID %x by parts, %x as a whole", name, got, want)
		}
		if got := Join(parts); got != name {
			t.Fatalf("%q is joined to %q", name, got)
		}
		spaced := strings.Join(words, " ") + " "
		quiet, told := Spaced(false, parts...), Spaced(true, parts...)
		if quiet.Text != "" || told.Text != spaced || Nothing.Then(&quiet).ID() != NameID(spaced) || Nothing.Then(&told).ID() != NameID(spaced) {
			t.Fatalf("%q is spaced to %q", words, told.Text)
		}
	}
}

// Other names have other IDs.
func TestIDs(t *testing.T) {
	seen := map[uint64]string{}
	for a := range 300 {
		for b := range 300 {
			parts := []*Atom{Before, Number(a - 20), Number(b - 20)}
			h, name := Nothing.All(parts), Join(parts)
			if other, taken := seen[h.ID()]; taken {
				t.Fatalf("%s and %s share an ID", name, other)
			}
			seen[h.ID()] = name
		}
	}
	if Of("rank") != Rank || Of("no such part").Text != "no such part" || Bool(true).Text != "true" || Number(-70).Text != "-70" {
		t.Error("atoms are not found by their text")
	}
}
