package claim

import (
	"cmp"
	"slices"
	"strconv"

	"marketfigures/extract/claim/atom"
)

// reasons is how many features a choice names.
const reasons = 2

// why names the features of v that spoke most for a class, with their weights and
// what they weigh in pairs, where that is asked for.
func (s *scene) why(q *sequence, v *vector, class int) string {
	if !s.explain {
		return ""
	}
	var t loudest
	weight := q.classes.partsOf(v.found, class)
	for _, row := range v.found {
		if w := weight(row); w >= t.least() {
			t.hear(q.node, row-1, w)
		}
	}
	return t.say(q.node)
}

// leastUnlikely is said of a candidate for which no feature speaks.
const leastUnlikely = "nothing else was likelier"

// whyChosen names the features that spoke most for candidate k, with their
// weights and what they weigh in pairs.
func (s *scene) whyChosen(q *sequence, st *step, k int) string {
	if !s.explain {
		return ""
	}
	var t loudest
	v := &st.node[k]
	hear := func(head *atom.Atom, weight func(number, row int32) float32) {
		rows := q.choice.rowsBehind(head.Text)
		for _, number := range v.found {
			if row := rows[number]; row >= 0 {
				if w := weight(number, row); w >= t.least() {
					t.hear(q.node, row, w)
				}
			}
		}
	}
	parts := q.choice.partsOf(v, q.outsideOf(st, s.memory))
	hear(v.heads[0], func(number, _ int32) float32 { return parts(number) })
	hear(v.heads[1], func(_, row int32) float32 { return q.node.row(int(row))[0] })
	if t.n == 0 {
		return leastUnlikely
	}
	return t.say(q.node)
}

// loudest are the features with the largest weights, of equals by name.
type loudest struct {
	rows    [reasons]int32
	weights [reasons]float32
	n       int
}

// least is the smallest weight that is worth hearing of.
func (t *loudest) least() float32 { return max(faint, t.weights[reasons-1]) }

func (t *loudest) hear(m *model, row int32, weight float32) {
	if weight <= faint || slices.Contains(t.rows[:t.n], row) {
		return
	}
	at := t.n
	for at > 0 && (weight > t.weights[at-1] || weight == t.weights[at-1] && m.names[row] < m.names[t.rows[at-1]]) {
		at--
	}
	if at < reasons {
		t.n = min(t.n+1, reasons)
		copy(t.rows[at+1:t.n], t.rows[at:])
		copy(t.weights[at+1:t.n], t.weights[at:])
		t.rows[at], t.weights[at] = row, weight
	}
}

func (t *loudest) say(m *model) string {
	if len(m.names) == 0 {
		return ""
	}
	said := make([]byte, 0, 160)
	for k, row := range t.rows[:t.n] {
		if k > 0 {
			said = append(said, ", "...)
		}
		said = append(append(said, m.names[row]...), " +"...)
		said = strconv.AppendFloat(said, float64(t.weights[k]), 'f', 2, 32)
	}
	return string(said)
}

// told is the evidence of a slot.
func (c *Claim) told(slot string) Evidence {
	i := slices.IndexFunc(c.Evidence, func(e Evidence) bool { return e.Slot == slot })
	if i < 0 {
		return Evidence{Slot: slot}
	}
	return c.Evidence[i]
}

// tell puts evidence in the place of what its slot had.
func (c *Claim) tell(e Evidence, why string) {
	e.Why = why
	c.Evidence = slices.DeleteFunc(c.Evidence, func(old Evidence) bool { return old.Slot == e.Slot })
	c.Evidence = append(c.Evidence, e)
}

// nearestSpot is the evidence for a value of a slot: the place nearest to
// figure i among those that name it. A value that no place names, and null,
// have none.
func (s *scene) nearestSpot(sl slot, i int, c *candidate, value, why string) Evidence {
	e := Evidence{Slot: slotNames[sl], Value: value, Why: why}
	at, best := s.Quantities[i].First, -1
	for _, k := range c.spots {
		p := &s.spots[sl][k]
		far := max(p.first-at, at-p.last)
		if best < 0 || far < best {
			best = far
			span := s.Document.TokenSpan(p.first, p.last)
			e.Start, e.End = span.Start, span.End
		}
	}
	return e
}

// cueClasses are the classes of cues that tell a measure, where the class has
// another name.
var cueClasses = map[string]string{
	"market_share": "share", "transaction_volume": "volume", "transaction_count": "count", "fee_rate": "fee",
}

// cueClass is the class of cues that tell a measure.
func cueClass(measure string) string { return cmp.Or(cueClasses[measure], measure) }

// nearestCue is the evidence for a measure: the nearest words of the sentence
// that tell it.
func (s *scene) nearestCue(measure string, i int, why string) Evidence {
	e := Evidence{Slot: "measure", Value: measure, Why: why}
	class := cueClass(measure)
	q := &s.Quantities[i]
	sentence := s.sentenceOf(q.First)
	at, best := s.itemAt[q.First], -1
	for k := s.starts[sentence]; k < s.starts[sentence+1]; k++ {
		if !hasCue(&s.items[k], class) {
			continue
		}
		if far := max(k-at, at-k); best < 0 || far < best {
			best = far
			_, next, _ := s.words.cues.At(s.Document, s.items[k].first)
			span := s.Document.TokenSpan(s.items[k].first, max(next, s.items[k].last))
			e.Start, e.End = span.Start, span.End
		}
	}
	return e
}
