package claim

import (
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
func (s *scene) figure(i int) *vector {
	if s.described == nil {
		s.described = s.memory.vectors.take(len(s.Quantities))
	}
	v := &s.described[i]
	if v.ids == nil {
		*v = s.memory.vector(false)
		s.describe(v, i)
		s.memory.full(v)
	}
	return v
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
		v.add(atom.Measure, measure)
		v.add(atom.When, when)
		v.add(atom.When, when, measure)
		v.add(atom.Entity, atom.Bool(c.Entity != ""), when)
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
// are scored at once where q is given, and described for training where it is not.
func (s *scene) slotSteps(sl slot, claims []*Claim, figures []int, q *sequence) ([]step, [][]candidate) {
	m, named := s.memory, q == nil
	steps, candidates := m.steps.take(len(figures)), m.gathered.take(len(figures))
	var weights *headWeights
	var outside *numbers
	for n, i := range figures {
		f := s.frame(sl, i, claims[i])
		candidates[n] = s.candidates(f)
		f.rank(s, candidates[n])
		st := &steps[n]
		st.options = len(candidates[n])
		if named {
			st.around = s.surroundings(i, claims[i])
		} else {
			st.figure, st.outside = s.figure(i), s.outsideOf(i, claims[i])
			st.scores = m.numbers.take(st.options)
			weights, outside = q.choice.of(f.heads), q.outsideOf(st, m)
		}
		if named || s.explain {
			st.node = m.vectors.take(st.options)
		}
		for k := range candidates[n] {
			v := m.vector(named)
			s.weigh(&v, f, &candidates[n][k])
			if q != nil {
				q.choice.table.find(&v, m)
				st.scores[k] = weights.sum(v.found, outside)
			}
			if st.node != nil {
				m.full(&v)
				st.node[k] = v
			} else {
				m.drop(&v)
			}
		}
		if n == 0 {
			continue
		}
		st.edge = m.vectors.take(1)
		st.edge[0] = m.vector(named)
		s.describeSlotEdge(st.edge, sl, figures[n-1], i, claims[figures[n-1]], claims[i])
		m.full(&st.edge[0])
		st.column = m.strips.take(len(candidates[n-1]))
		for j := range st.column {
			st.column[j] = m.columns.take(st.options)
			for k := range st.column[j] {
				st.column[j][k] = s.values[sl].relation(candidates[n-1][j].id, candidates[n][k].id)
			}
		}
	}
	return steps, candidates
}
