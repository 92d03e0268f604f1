package claim

import (
	"sort"
	"strings"
)

// reasonsShown is how many features a decision names as its reasons.
const reasonsShown = 3

// classReason says what spoke for a class: the features that weighed most, and
// the nearest words of the sentence that they are about.
func (w *Weights) classReason(s *scene, q *sequence, st *step, class, i int) Evidence {
	names := w.heaviest(q.node, &st.node[0], class)
	e := Evidence{Why: strings.Join(names, "; ")}
	at := s.itemAt[s.Quantities[i].First]
	sentence := s.Document.SentenceOf(s.Quantities[i].First)
	first, last := s.starts[sentence], s.starts[sentence+1]
	for n := 1; n <= reach && e.Start == e.End; n++ {
		for _, k := range []int{at - n, at + n} {
			if k >= first && k < last && s.speaksIn(k, names) {
				span := s.Document.TokenSpan(s.items[k].first, s.items[k].last)
				e.Start, e.End = span.Start, span.End
				break
			}
		}
	}
	return e
}

// speaksIn says whether an item's word or one of its cues ends a feature's name.
func (s *scene) speaksIn(k int, names []string) bool {
	it := &s.items[k]
	if it.kind == figure || len(it.label) < 2 {
		return false
	}
	for _, name := range names {
		if strings.HasSuffix(name, ":"+it.label) {
			return true
		}
		for _, c := range it.cues {
			if strings.Contains(name+":", ":"+c+":") {
				return true
			}
		}
	}
	return false
}

// heaviest names the features that speak most for a column.
func (w *Weights) heaviest(m *model, v *vector, column int) []string {
	type weighed struct {
		name   string
		weight float32
	}
	var all []weighed
	for _, id := range v.ids {
		if row, ok := m.rows[id]; ok {
			if x := m.weights[int(row)*len(m.columns)+column]; x > 0 {
				all = append(all, weighed{w.names[id], x})
			}
		}
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].weight != all[j].weight {
			return all[i].weight > all[j].weight
		}
		return all[i].name < all[j].name
	})
	var names []string
	for _, a := range all[:min(reasonsShown, len(all))] {
		names = append(names, a.name)
	}
	return names
}

// choiceReason says where the article names the value that was chosen, at the
// place that speaks for it most plainly.
func (s *scene) choiceReason(f *frame, c *candidate) Evidence {
	if c.value == "" {
		return Evidence{Why: "nothing in reach is likelier"}
	}
	e := Evidence{Why: standingNames[s.standing(f, c)[:1]]}
	best := "~"
	for _, k := range c.spots {
		p := &s.spots[f.slot][k]
		if t := s.standingOf(f, p); t <= best {
			best = t
			span := s.Document.TokenSpan(p.first, p.last)
			e.Start, e.End = span.Start, span.End
		}
	}
	return e
}

// standingNames say for people what a standing means, by its letter.
var standingNames = map[string]string{
	"a": "at the same place of its list", "b": "names the row", "c": "stands over the cell", "d": "right behind the figure",
	"e": "before the figure", "f": "behind the figure", "g": "in the sentence", "h": "over the table or list",
	"i": "named last in the paragraph", "j": "in the paragraph", "k": "in the heading", "l": "in the sentences before",
	"m": "in title or lead", "n": "known from the rest of the article",
}
