package claim

import "marketfigures/extract/claim/atom"

// together is how words that take names as one lie to a figure, "the two" or
// "between them".
type together struct {
	before         bool
	names, figures *atom.Atom // how many stand between the last of them and the figure
	after          bool       // close behind it
}

func (s *scene) togetherOf(f *frame) together {
	var out together
	names, figures := 0, 0
	for k := f.at - 1; k >= f.first && !out.before; k-- {
		switch it := &s.items[k]; {
		case hasCue(it, "together"):
			out.before, out.names, out.figures = true, atom.Number(min(names, 2)), atom.Number(min(figures, 2))
		case it.kind == figure:
			figures++
		case it.kind == name:
			names++
		}
	}
	for k := f.at + 1; k < min(f.last, f.at+6) && s.items[k].kind != figure && !out.after; k++ {
		out.after = hasCue(&s.items[k], "together")
	}
	return out
}

// weighTogether tells how such words lie to the figure: what "the two" hold is
// nobody's alone (RULINGS.md 2), unless a name or another figure comes between.
func (s *scene) weighTogether(v *vector, f *frame, c *candidate) {
	if f.together.before {
		v.add(atom.Together, f.chosen(c), atom.Before, f.together.names, f.together.figures)
	}
	if f.together.after {
		v.add3(atom.Together, f.chosen(c), atom.After)
	}
}
