package claim

import (
	"strings"

	"marketfigures/extract/lexicon"
)

// Decider turns the figures of an article into claims. It is built once and
// safe for any number of goroutines.
type Decider struct {
	words   *vocabulary
	weights *Weights
}

// Weights are the trained models of the claim stage.
type Weights struct {
	measure, grew, status *model
	choice                [slots]*model
	names                 map[uint64]string // of the features, while they are known
}

// NewDecider builds a decider from the lexicon and the trained weights.
func NewDecider(l *lexicon.Lexicon, w *Weights) *Decider {
	return &Decider{newVocabulary(l), w}
}

// Decide returns every quantity of the article with what became of it.
func (d *Decider) Decide(in Input) []Figure {
	s := newScene(d.words, in)
	claims, why := d.weights.decideAll(s)
	s.shareRepeats(claims)
	figures := make([]Figure, len(claims))
	for i, c := range claims {
		figures[i] = Figure{Quantity: s.Quantities[i], Claim: c, Why: why[i]}
		if c != nil {
			figures[i].Value, figures[i].Low, figures[i].High = c.Value, c.Low, c.High
		}
	}
	return figures
}

// decideAll goes through the figures of an article once: a claim for each, or
// nil and why it is none.
func (m *Weights) decideAll(s *scene) ([]*Claim, []string) {
	past, v := &history{}, &vector{}
	why := make([]string, len(s.Quantities))
	for i := range s.Quantities {
		var c *Claim
		c, why[i] = m.decide(s, v, i, past)
		past.put(c)
	}
	return past.decided, why
}

// decide fills the slots of figure i, or says why it is no claim.
func (m *Weights) decide(s *scene, v *vector, i int, past *history) (*Claim, string) {
	if why := s.ruledOut(i); why != "" {
		return nil, why
	}
	v.reset()
	s.describe(v, i, past)
	p := m.measure.probabilities(v)
	best := argmax(p)
	if m.measure.classes[best] == none {
		return nil, "measures nothing of the trade"
	}
	c := &Claim{Quantity: s.Quantities[i], Measure: m.measure.classes[best], Confidence: p[best], Rule: s.rule(i)}
	if c.Measure == "market_share" && s.partOfWhole(i) {
		c.Measure = "penetration"
	}
	c.Evidence = append(c.Evidence, s.nearestCue(c.Measure, i, m.measure.why(v, best)))
	status := argmax(m.status.probabilities(v))
	c.Status = m.status.classes[status]
	c.Evidence = append(c.Evidence, Evidence{Slot: "status", Value: c.Status, Why: m.status.why(v, status)})
	if c.Measure == growth {
		grew := argmax(m.grew.probabilities(v))
		c.GrowthOf = m.grew.classes[grew]
		c.Evidence = append(c.Evidence, Evidence{Slot: "growth_of", Value: c.GrowthOf, Why: m.grew.why(v, grew)})
	}
	s.sign(c, i)
	for sl := slot(0); sl < slots; sl++ {
		value, sure := m.choose(s, v, sl, i, c, past)
		c.set(sl, value)
		c.Confidence *= sure
	}
	return c, ""
}

// choose picks the value of a slot, and how sure that is.
func (m *Weights) choose(s *scene, v *vector, sl slot, i int, c *Claim, past *history) (string, float64) {
	cands := s.candidates(sl, i, past)
	f := s.frame(sl, i, c, past)
	f.rank(s, cands)
	scores := make([]float64, len(cands))
	for k := range cands {
		v.reset()
		s.weigh(v, f, &cands[k])
		var one [1]float64
		m.choice[sl].score(v, one[:])
		scores[k] = one[0]
	}
	softmax(scores)
	best := argmax(scores)
	v.reset()
	s.weigh(v, f, &cands[best])
	c.Evidence = append(c.Evidence, s.nearestSpot(sl, i, &cands[best], cands[best].value, m.choice[sl].why(v, 0)))
	return cands[best].value, scores[best]
}

func (m *model) probabilities(v *vector) []float64 {
	p := make([]float64, len(m.classes))
	m.score(v, p)
	softmax(p)
	return p
}

// ruledOut says why a figure can be no claim whatever stands around it, empty
// where it can.
func (s *scene) ruledOut(i int) string {
	q := &s.Quantities[i]
	block := s.Document.BlockOf(q.First)
	switch {
	case s.Document.Blocks[block].Boilerplate:
		return "stands in boilerplate"
	case q.Unit == "count" && strings.Contains("times fold", s.Document.Slice(q.Counted)) && q.Counted.Len() > 3:
		return "a multiple has no unit"
	}
	return ""
}

// rule names where in the layout the claim was read.
func (s *scene) rule(i int) string {
	return blockNames[s.Document.Blocks[s.Document.BlockOf(s.Quantities[i].First)].Kind]
}

// sign turns falls and losses negative: the nearest cue before the figure, or
// right behind it, decides.
func (s *scene) sign(c *Claim, i int) {
	if c.Measure != growth && c.Measure != "revenue" || c.Value < 0 {
		return
	}
	down, up := "falls", "rises"
	if c.Measure == "revenue" {
		down, up = "loss", "profit"
	}
	at := s.itemAt[s.Quantities[i].First]
	sentence := s.Document.SentenceOf(s.Quantities[i].First)
	if c.Negative || s.nearest(at, s.starts[sentence], s.starts[sentence+1], down, up) {
		c.Value, c.Low, c.High = -c.Value, -c.High, -c.Low
	}
}

// nearest says whether the cue of class a is nearer to the figure than that of b.
func (s *scene) nearest(at, first, last int, a, b string) bool {
	for n := 1; n <= 8; n++ {
		if k := at - n; k >= first {
			if s.items[k].kind == figure && n > 2 {
				break
			}
			if hasCue(&s.items[k], b) {
				return false
			}
			if hasCue(&s.items[k], a) {
				return true
			}
		}
	}
	for n := 1; n <= 4 && at+n < last; n++ {
		if s.items[at+n].kind == figure {
			return false
		}
		if hasCue(&s.items[at+n], b) {
			return false
		}
		if hasCue(&s.items[at+n], a) {
			return true
		}
	}
	return false
}
