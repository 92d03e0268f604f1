package claim

import (
	"slices"
	"testing"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/text"
)

// The corner of a table tells of all its cells, and the column of a change
// belongs to what the header left of it names.
func TestCornersAndBesides(t *testing.T) {
	s := sceneOf(t, "Some firms:\n\n| Share in 2014 | Alipay | Growth, % | Lakala | Growth, % |\n| --- | --- | --- | --- | --- |\n| Online | 41.5 | 10.2 | 20.1 | 7.3 |\n")
	if len(s.Quantities) != 4 {
		t.Fatalf("%d figures, want 4", len(s.Quantities))
	}
	cells := func(i int, what *atom.Atom) (all []string) {
		for _, p := range s.framed[i] {
			if p.what == what {
				all = append(all, s.Document.Slice(s.Document.TokenSpan(p.first, p.last)))
			}
		}
		return all
	}
	for i, want := range [][]string{nil, {"Alipay"}, nil, {"Lakala"}} {
		if got := cells(i, atom.Corner); !slices.Equal(got, []string{"Share in 2014"}) {
			t.Errorf("figure %d has the corner %q", i, got)
		}
		if got := cells(i, atom.Beside); !slices.Equal(got, want) {
			t.Errorf("figure %d has %q beside its header, want %q", i, got, want)
		}
	}
	for _, c := range []struct {
		before, next int
		want         *atom.Atom
	}{{0, 1, atom.Itself}, {1, 2, atom.Other}} {
		if got := s.sameFrames(entitySlot, c.before, c.next, atom.Header); got != c.want {
			t.Errorf("the headers of figures %d and %d name %s, want %s", c.before, c.next, got.Text, c.want.Text)
		}
	}
	row := &s.Document.Blocks[s.blockOf(s.Quantities[0].First)]
	if row.Kind != text.Row || s.corners(s.grids[0], s.blockOf(s.Quantities[0].First), s.rowLabel(row).First) != nil {
		t.Error("the label of a row has a corner of its own")
	}
}
