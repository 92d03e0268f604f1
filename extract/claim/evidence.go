package claim

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// reasons is how many features a choice names.
const reasons = 2

// why names the features of v that spoke most for a column of the model, with
// their weights as they stand in the weights file.
func (m *model) why(v *vector, column int) string {
	n := len(m.columns)
	weight := func(row int32) float32 { return m.weights[int(row)*n+column] }
	louder := func(a, b int32) bool {
		return weight(a) > weight(b) || weight(a) == weight(b) && m.names[a] < m.names[b]
	}
	var top [reasons]int32 // the loudest first, of equals by name
	found := 0
	for _, row := range m.rowsOf(v, make([]int32, 0, 256)) {
		if weight(row) <= faint || slices.Contains(top[:found], row) {
			continue
		}
		at := found
		for at > 0 && louder(row, top[at-1]) {
			at--
		}
		if at < reasons {
			found = min(found+1, reasons)
			copy(top[at+1:found], top[at:])
			top[at] = row
		}
	}
	var parts []string
	for _, row := range top[:found] {
		parts = append(parts, m.names[row]+" +"+strconv.FormatFloat(float64(weight(row)), 'f', 2, 32))
	}
	return strings.Join(parts, ", ")
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

// nearestCue is the evidence for a measure: the nearest words of the sentence
// that tell it.
func (s *scene) nearestCue(measure string, i int, why string) Evidence {
	e := Evidence{Slot: "measure", Value: measure, Why: why}
	class := cmp.Or(cueClasses[measure], measure)
	q := &s.Quantities[i]
	sentence := s.Document.SentenceOf(q.First)
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
