package claim

import (
	"slices"
	"testing"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/text"
)

// cellsOf is what stands in the frames of a kind that figure i has.
func cellsOf(s *scene, i int, what *atom.Atom) (all []string) {
	for _, p := range s.framed[i] {
		if p.what == what {
			all = append(all, s.Document.Slice(s.Document.TokenSpan(p.first, p.last)))
		}
	}
	return all
}

// The corner of a table tells of all its cells, and the column of a change
// belongs to what the header left of it names.
func TestCornersAndBesides(t *testing.T) {
	s := sceneOf(t, "Some firms:\n\n| Share in 2014 | Alipay | Growth, % | Lakala | Growth, % |\n| --- | --- | --- | --- | --- |\n| Online | 41.5 | 10.2 | 20.1 | 7.3 |\n")
	if len(s.Quantities) != 4 {
		t.Fatalf("%d figures, want 4", len(s.Quantities))
	}
	for i, want := range [][]string{nil, {"Alipay"}, nil, {"Lakala"}} {
		if got := cellsOf(s, i, atom.Corner); !slices.Equal(got, []string{"Share in 2014"}) {
			t.Errorf("figure %d has the corner %q", i, got)
		}
		if got := cellsOf(s, i, atom.Beside); !slices.Equal(got, want) {
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

// A corner stands over a label: no other column stands in for it, no cell without
// words is one, nor is one what stands over figures.
func TestCorners(t *testing.T) {
	for text, want := range map[string][]string{
		"| Share | 2013 | 2014 |\n| Alipay | 40% | 41% |":     {"Share"},
		"| | 2013 | 2014 |\n| Alipay | 40% | 41% |":           nil,
		"          Tenpay  Lakala\nOnline    40.5%   41.5%\n": nil,
		"| Share | Growth |\n| 40% | 41% |":                   nil,
		"| Share | 2013 | 2014 |\n| | 40% | 41% |":            nil,
	} {
		s := sceneOf(t, text)
		if got := cellsOf(s, len(s.Quantities)-1, atom.Corner); !slices.Equal(got, want) {
			t.Errorf("the corner is %q, want %q, in %q", got, want, text)
		}
	}
}

// A note stands under its table, and no heading of what follows does.
func TestNotes(t *testing.T) {
	for note, want := range map[string][]string{
		"Source: Analysys":              {"Source: Analysys"},
		"(per cent of value; Analysys)": {"(per cent of value; Analysys)"},
		"Analysys counted the shares.":  {"Analysys counted the shares."},
		"Why Analysys counts again":     nil,
	} {
		s := sceneOf(t, "| Firm | 2014 |\n| Alipay | 41% |\n\n"+note+"\n\nThen it counted the shops as well, and found none.")
		if got := cellsOf(s, 0, atom.Note); !slices.Equal(got, want) {
			t.Errorf("the note is %q, want %q", got, want)
		}
	}
}

// The columns of several changes belong to what the header left of all of them names,
// up to a column that is none.
func TestBesides(t *testing.T) {
	for header, want := range map[string][]string{
		"Firm | Alipay | YoY | QoQ":          {"Alipay"},
		"Firm | Alipay | Growth, % | QoQ":    {"Alipay"},
		"Firm | Alipay | Hours | QoQ":        nil,
		"Firm | Alipay | YoY | Lakala":       nil,
		"Alipay | YoY | QoQ | YoY":           nil,
		"Firm | Alipay | YoY of Lakala| QoQ": {"YoY of Lakala"},
	} {
		s := sceneOf(t, "| "+header+" |\n| --- | --- | --- | --- |\n| Online | 41.5 | 10.2 | 7.3 |\n")
		if got := cellsOf(s, len(s.Quantities)-1, atom.Beside); !slices.Equal(got, want) {
			t.Errorf("%q stand beside the last column, want %q, in %q", got, want, header)
		}
	}
}
