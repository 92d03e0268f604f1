package claim

import "marketfigures/extract/claim/atom"

// weighTogether tells how words that take names as one lie to a figure: what
// "the two" hold is nobody's alone (RULINGS.md 2), unless a name or another
// figure comes between.
func (s *scene) weighTogether(v *vector, f *frame, c *candidate) {
	is := atom.Other
	switch c.id {
	case null:
		is = atom.Null
	case f.pick:
		is = atom.Pick
	}
	names, figures := 0, 0
	for k := f.at - 1; k >= f.first; k-- {
		switch it := &s.items[k]; {
		case hasCue(it, "together"):
			v.both(atom.Together, is, atom.Before, atom.Number(min(names, 2)), atom.Number(min(figures, 2)))
			k = f.first
		case it.kind == figure:
			figures++
		case it.kind == name:
			names++
		}
	}
	for k := f.at + 1; k < min(f.last, f.at+6) && s.items[k].kind != figure; k++ {
		if hasCue(&s.items[k], "together") {
			v.both(atom.Together, is, atom.After)
			return
		}
	}
}
