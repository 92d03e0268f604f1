package claim

import (
	"marketfigures/extract/claim/atom"
	"marketfigures/extract/lexicon"
)

// turnTaking is how names and figures follow each other in a sentence, each run of
// either as one turn.
type turnTaking struct {
	kinds              [8]byte // n for names, f for figures; the first ones
	n                  int
	at                 []int      // item of the sentence -> turns up to it
	opening, few, many *atom.Atom // the first kind, the first four, all of them
}

// turnsOf takes down the turns of a frame's sentence.
func (s *scene) turnsOf(f *frame) turnTaking {
	spots := s.spots[f.slot]
	next := s.firstSpot(f.slot, f.first-1)
	t := turnTaking{at: s.memory.choices.take(f.last - f.first)}
	for i := f.first; i < f.last; i++ {
		for next < len(spots) && spots[next].item < i {
			next++
		}
		switch {
		case s.items[i].kind == figure:
			t.take('f')
		case next < len(spots) && spots[next].item == i && !spots[next].derived && !spots[next].anaphor:
			t.take('n')
		}
		t.at[i-f.first] = t.n
	}
	t.opening, t.few, t.many = turnsNamed(t.kinds[:min(t.n, 1)]), turnsNamed(t.kinds[:min(t.n, 4)]), turnsNamed(t.kinds[:t.n])
	return t
}

func (t *turnTaking) take(kind byte) {
	if t.n < len(t.kinds) && (t.n == 0 || t.kinds[t.n-1] != kind) {
		t.kinds[t.n] = kind
		t.n++
	}
}

// turnsKnown are the atoms of the ways in which names and figures can take turns, by
// how many turns there are: names first, and figures first.
var turnsKnown = func() (all [2][9]*atom.Atom) {
	for k, turns := range [...]string{"nfnfnfnf", "fnfnfnfn"} {
		all[k][0] = atom.Empty
		for n := 1; n <= len(turns); n++ {
			all[k][n] = atom.Of(turns[:n])
		}
	}
	return all
}()

func turnsNamed(kinds []byte) *atom.Atom {
	if len(kinds) > 0 && kinds[0] == 'f' {
		return turnsKnown[1][len(kinds)]
	}
	return turnsKnown[0][len(kinds)]
}

// weighPattern tells how names and figures take turns in the sentence, and how
// many turns lie between this name and the figure: a sentence that opens with
// a figure goes on in that way.
func (s *scene) weighPattern(v *vector, f *frame, p *spot) {
	t := &f.turns
	own := t.at[f.at-f.first]
	apart := atom.Number(t.at[p.item-f.first] - own)
	v.add3(atom.Pattern, t.few, apart)
	v.add4(atom.Pattern, t.many, apart, atom.Number(own))
	v.add3(atom.OpensWith, t.opening, apart)
}

// order is where a figure stands among those of its unit in the sentence.
type order struct{ figures, place int }

func (s *scene) orderOf(p *position) (o order) {
	unit := s.Quantities[p.figure].Unit
	for i := p.first; i < p.last; i++ {
		if s.items[i].kind != figure || s.Quantities[s.items[i].ref].Unit != unit {
			continue
		}
		if s.items[i].ref == p.figure {
			o.place = o.figures
		}
		o.figures++
	}
	return o
}

// listNames puts the places of a frame's sentence into its backdrop, and whether
// it says that the figures go along.
func (s *scene) listNames(b *backdrop, f *frame) {
	b.respectively = atom.Plain
	for i := f.first; i < f.last; i++ {
		if s.items[i].class.Is(lexicon.Respectively) {
			b.respectively = atom.Respectively
		}
	}
	spots := s.spots[f.slot]
	b.spots.first = s.firstSpot(f.slot, f.first-1)
	for b.spots.last = b.spots.first; b.spots.last < len(spots) && spots[b.spots.last].item < f.last; b.spots.last++ {
		if !spots[b.spots.last].derived {
			b.names++
		}
	}
}

// weighOrder tells whether figure and name stand at the same place of their
// rows, as in "A and B hold 50% and 20% respectively".
func (s *scene) weighOrder(v *vector, f *frame, p *spot) {
	if f.order.figures < 2 {
		return
	}
	before, rank := 0, 0
	for n := f.spots.first; n < f.spots.last && s.spots[f.slot][n].first <= p.first; n++ {
		o := &s.spots[f.slot][n]
		if o.derived {
			continue
		}
		if o.first == p.first {
			rank = before
		}
		before++
	}
	o := f.order
	v.add4(f.respectively, atom.SamePlace, atom.Bool(rank == o.place), atom.Bool(f.names == o.figures))
	v.add3(f.respectively, atom.SamePlaceFromEnd, atom.Bool(f.names-rank == o.figures-o.place))
}
