package claim

import "strconv"

// The classes of the decisions that are not choices among the article's words.
var (
	measures = []string{none, "market_share", "penetration", "transaction_volume", "transaction_count", "users", "merchants", growth, "revenue", "fee_rate", "investment"}
	growths  = measures[1:]
	statuses = []string{"reported", "forecast", "target"}
)

// classSteps lays figures out for a choice among classes.
func (s *scene) classSteps(figures []int, classes []string, named bool, describe func(v *vector, i int)) []step {
	steps := make([]step, len(figures))
	nodes, edges := 0, 0 // features of the figure before: about as many as this one will have
	for n, i := range figures {
		st := &steps[n]
		st.options = len(classes)
		st.node = []vector{{named: named, ids: make([]uint64, 0, nodes)}}
		describe(&st.node[0], i)
		nodes = len(st.node[0].ids)
		if n > 0 {
			st.edge = make([]vector, len(classes))
			for j := range classes {
				st.edge[j] = vector{named: named, ids: make([]uint64, 0, edges)}
			}
			s.describeEdge(fan{st.edge, classes}, figures[n-1], i)
			edges = len(st.edge[0].ids)
		}
	}
	return steps
}

func (s *scene) measureSteps(figures []int, named bool) []step {
	return s.classSteps(figures, measures, named, s.describe)
}

func (s *scene) growthSteps(figures []int, named bool) []step {
	return s.classSteps(figures, growths, named, s.describe)
}

// statusSteps lays out claims whose measure and period are known.
func (s *scene) statusSteps(claims []*Claim, figures []int, named bool) []step {
	return s.classSteps(figures, statuses, named, func(v *vector, i int) {
		s.describe(v, i)
		c := claims[i]
		when := s.when(c.Period)
		v.add("measure", c.Measure)
		v.add("when", when)
		v.add("when", when, c.Measure)
		v.add("entity", strconv.FormatBool(c.Entity != ""), when)
	})
}

// when says how a period lies to the day of publication.
func (s *scene) when(period string) string {
	switch {
	case period == "":
		return "now"
	case s.Published.IsZero():
		return "undated"
	}
	year, now := period[:min(4, len(period))], strconv.Itoa(s.Published.Year())
	switch {
	case year > now:
		return "ahead"
	case year < now:
		return "past"
	}
	return "this year"
}

// slotSteps lays claims out for the choice of a slot, with the candidates of each.
func (s *scene) slotSteps(sl slot, claims []*Claim, figures []int, named bool) ([]step, [][]candidate) {
	steps, candidates := make([]step, len(figures)), make([][]candidate, len(figures))
	nodes := 0 // features of the candidate before
	for n, i := range figures {
		f := s.frame(sl, i, claims[i])
		candidates[n] = s.candidates(f)
		f.rank(s, candidates[n])
		st := &steps[n]
		st.options = len(candidates[n])
		st.node = make([]vector, st.options)
		for k := range st.node {
			st.node[k] = vector{named: named, ids: make([]uint64, 0, nodes)}
			s.weigh(&st.node[k], f, &candidates[n][k])
			nodes = len(st.node[k].ids)
		}
		if n == 0 {
			continue
		}
		st.edge = []vector{{named: named}}
		s.describeSlotEdge(st.edge, sl, figures[n-1], i, claims[figures[n-1]], claims[i])
		st.column = make([][]uint8, len(candidates[n-1]))
		for j := range st.column {
			st.column[j] = make([]uint8, st.options)
			for k := range st.column[j] {
				st.column[j][k] = relation(candidates[n-1][j].value, candidates[n][k].value)
			}
		}
	}
	return steps, candidates
}
