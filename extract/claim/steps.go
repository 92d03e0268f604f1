package claim

import (
	"slices"
	"strconv"

	"marketfigures/extract/claim/atom"
)

// The classes of the decisions that are not choices among the article's words.
var (
	measures = []string{none, "market_share", "penetration", "transaction_volume", "transaction_count", "users", "merchants", growth, "revenue", "fee_rate", "investment"}
	growths  = measures[1:]
	statuses = []string{"reported", "forecast", "target"}
)

// classSteps lays figures out for a choice among classes. What describe adds is told
// beside what stands around a figure.
func (s *scene) classSteps(figures []int, classes []string, named bool, describe func(v *vector, i int)) []step {
	m := s.memory
	steps := m.steps.take(len(figures))
	for n, i := range figures {
		st := &steps[n]
		st.options = len(classes)
		st.node = m.vectors.take(1)
		if !named {
			st.figure = s.figure(i)
		}
		st.node[0] = m.vector(named)
		if named {
			s.describe(&st.node[0], i)
		}
		describe(&st.node[0], i)
		m.full(&st.node[0])
		if n == 0 {
			continue
		}
		to := fan{m.vectors.take(1), nil}
		if named {
			to = fan{m.vectors.take(len(classes)), classHeads(classes)}
		}
		for j := range to.vectors {
			to.vectors[j] = m.vector(named)
		}
		s.recallEdge(&s.between, to, figures[n-1], i)
		m.full(&to.vectors[0])
		st.edge = to.vectors
	}
	return steps
}

// classHeads are the classes as the heads of features.
func classHeads(classes []string) []*atom.Atom {
	heads := make([]*atom.Atom, len(classes))
	for k, class := range classes {
		heads[k] = atom.Of(class)
	}
	return heads
}

// figure describes a figure, once for all decisions.
func (s *scene) figure(i int) *described {
	if s.described == nil {
		s.described = s.memory.described.take(len(s.Quantities))
	}
	d := &s.described[i]
	if d.ids == nil {
		d.vector = s.memory.vector(false)
		s.describe(&d.vector, i)
		s.memory.full(&d.vector)
	}
	return d
}

// nothingMore is told of a figure.
func nothingMore(*vector, int) {}

func (s *scene) measureSteps(figures []int, named bool) []step {
	return s.classSteps(figures, measures, named, nothingMore)
}

func (s *scene) growthSteps(figures []int, named bool) []step {
	return s.classSteps(figures, growths, named, nothingMore)
}

// statusSteps lays out claims whose measure and period are known.
func (s *scene) statusSteps(claims []*Claim, figures []int, named bool) []step {
	return s.classSteps(figures, statuses, named, func(v *vector, i int) {
		c := claims[i]
		when, measure := s.when(c.Period), measureHeads[c.Measure][0]
		v.add2(atom.Measure, measure)
		v.add2(atom.When, when)
		v.add3(atom.When, when, measure)
		v.add3(atom.Entity, atom.Bool(c.Entity != ""), when)
	})
}

// when says how a period lies to the day of publication.
func (s *scene) when(period string) *atom.Atom {
	switch {
	case period == "":
		return atom.Now
	case s.Published.IsZero():
		return atom.Undated
	}
	year, now := period[:min(4, len(period))], strconv.Itoa(s.Published.Year())
	switch {
	case year > now:
		return atom.Ahead
	case year < now:
		return atom.Past
	}
	return atom.ThisYear
}

// slotSteps lays claims out for the choice of a slot, with the candidates of each. They
// are scored at once where q is given, those that are hopeless left out, and described
// for training where it is not. One thing is done for all claims before the next: so
// what the processor does stays in its cache.
func (s *scene) slotSteps(sl slot, claims []*Claim, figures []int, q *sequence) ([]step, [][]candidate) {
	m := s.memory
	s.lastFrames[sl] = nil
	steps, candidates := m.steps.take(len(figures)), m.gathered.take(len(figures))
	frames := m.frameLists.take(len(figures))
	for n, i := range figures {
		f := s.frame(sl, i, claims[i])
		candidates[n] = s.candidates(f)
		f.rank(s, candidates[n])
		frames[n] = f
	}
	for n, f := range frames {
		st := &steps[n]
		st.options = len(candidates[n])
		if q == nil {
			s.describeCandidates(st, f, candidates[n])
		} else {
			s.scoreCandidates(st, f, candidates[n], q)
			candidates[n] = st.dropHopeless(candidates[n], m)
		}
	}
	for n := 1; n < len(figures); n++ {
		i, before, st := figures[n], figures[n-1], &steps[n]
		st.edge = m.vectors.take(1)
		st.edge[0] = m.vector(q == nil)
		s.describeSlotEdge(st.edge, sl, before, i, claims[before], claims[i])
		m.full(&st.edge[0])
		st.column = m.strips.rough(len(candidates[n-1]))
		for j := range st.column {
			st.column[j] = m.columns.rough(st.options)
			s.values[sl].relate(candidates[n-1][j].id, candidates[n], st.column[j])
		}
	}
	return steps, candidates
}

// describeCandidates puts the features of candidates into a step, by name.
func (s *scene) describeCandidates(st *step, f *frame, candidates []candidate) {
	st.around = s.surroundings(f.figure, f.claim)
	st.node = s.memory.vectors.take(len(candidates))
	for k := range candidates {
		st.node[k] = s.memory.vector(true)
		s.weigh(&st.node[k], f, &candidates[k])
	}
}

// scoreCandidates scores candidates, and keeps their features where a choice is to be
// explained.
func (s *scene) scoreCandidates(st *step, f *frame, candidates []candidate, q *sequence) {
	m := s.memory
	st.figure, st.outside = s.figure(f.figure), s.outsideOf(f.figure, f.claim)
	st.scores = m.numbers.rough(len(candidates))
	weights, outside := q.choice.of(f.heads), q.outsideOf(st, m)
	if s.explain {
		st.node = m.vectors.take(len(candidates))
	}
	v := m.vector(false) // one for all, for none is asked for again but by who explains
	v.found = m.found.room(manyFeatures)
	for k := range candidates {
		v.ids = v.ids[:0]
		s.weigh(&v, f, &candidates[k])
		q.choice.table.find(&v, m)
		st.scores[k] = weights.sum(v.found, outside)
		if s.explain {
			st.node[k] = v
			st.node[k].ids, st.node[k].found = slices.Clone(v.ids), slices.Clone(v.found)
		}
	}
	m.drop(&v)
}

// dropHopeless takes the options that are hopeless out of a step that has scores, before
// they are related to those of the next, and says which candidates are left.
func (s *step) dropHopeless(candidates []candidate, m *scratch) []candidate {
	scores, options := left(s.scores, hopeless, m)
	for n, k := range options {
		candidates[n] = candidates[k]
		if s.node != nil {
			s.node[n] = s.node[k]
		}
	}
	s.options, s.scores = len(options), scores
	return candidates[:len(options)]
}
