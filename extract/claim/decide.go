package claim

import (
	"fmt"

	"marketfigures/extract/lexicon"
)

// Decider turns the figures of an article into claims. It is built once and
// safe for any number of goroutines.
type Decider struct {
	words   *vocabulary
	weights *Weights
	inFull  func() *Weights // those that explanations want
}

// Weights are the trained models of the claim stage.
type Weights struct {
	measure, grew, status sequence
	choice                [slots]sequence
	around                *model // factors of what surrounds figures, for all slots
	measurePairs          *model // what each square that pairs are made of weighs for a measure
	knots                 []knot // what raw confidence is worth, rising
}

// decision is one of the questions about a figure, and what the columns of its
// models are called.
type decision struct {
	name           string
	columns, links []string
	isSlot         bool        // a choice among the article's words, else among classes
	of             figureModel // of a choice among classes
	*sequence
}

// decisions are all questions, in the order in which their models are written.
func (w *Weights) decisions() []decision {
	out := []decision{
		{"measure", measureColumns, measures, false, ofMeasure, &w.measure},
		{"growth_of", growths, growths, false, ofGrowth, &w.grew},
		{"status", statuses, statuses, false, ofStatus, &w.status},
	}
	for sl := range w.choice {
		out = append(out, decision{slotNames[sl], slotColumns, relationsOf(slot(sl)), true, 0, &w.choice[sl]})
	}
	return out
}

// join makes of the models what decisions use, side by side, and tells the first of
// them that is wrong.
func (w *Weights) join() error {
	decisions := w.decisions()
	jobs := []func() error{
		func() error {
			figures, err := newFigureTable(w.figureModels())
			for _, d := range decisions {
				d.figures = figures
			}
			return err
		},
		func() error {
			around := w.around.aroundRows()
			for sl := range w.choice {
				w.choice[sl].around, w.choice[sl].slot = around, slot(sl)
			}
			return nil
		},
	}
	for _, d := range decisions {
		jobs = append(jobs, func() error { return d.joinNode(w.measurePairs) }, d.joinEdge)
	}
	wrong := make([]error, len(jobs))
	sideBySide(len(jobs), func(i int) { wrong[i] = jobs[i]() })
	for _, err := range wrong {
		if err != nil {
			return err
		}
	}
	return nil
}

// figureModels are the models that weigh the features of figures.
func (w *Weights) figureModels() (all [figureModels]namedModel) {
	for _, d := range w.decisions() {
		if !d.isSlot {
			all[d.of] = namedModel{d.name, &d.node, d.columns}
		}
	}
	all[ofSurroundings] = namedModel{surroundings, &w.around, surroundingColumns}
	return all
}

// joinNode makes of the model of options what decisions use.
func (d decision) joinNode(measurePairs *model) (err error) {
	switch {
	case d.isSlot:
		d.choice, err = d.node.choiceWeights(headOf(d.name))
	case d.of == ofMeasure:
		d.classes, err = d.node.classWeights(d.of, measurePairs)
	default:
		d.classes, err = d.node.classWeights(d.of, nil)
	}
	if err != nil {
		return fmt.Errorf("model %q: %w", d.name, err)
	}
	return nil
}

// joinEdge does so with the model of neighbours.
func (d decision) joinEdge() (err error) {
	if d.isSlot {
		d.betweenCandidates, err = d.edge.betweenCandidates()
	} else {
		d.betweenClasses, err = d.edge.betweenClasses(d.links)
	}
	if err != nil {
		return fmt.Errorf("model %q: %w", d.name+neighbours, err)
	}
	return nil
}

// NewDecider builds a decider from the lexicon and the weights that ship with the
// program. It reads them a second time when it is first asked to explain.
func NewDecider(l *lexicon.Lexicon) (*Decider, error) {
	words := newVocabulary(l)
	w, err := shippedInUse()
	if err != nil {
		return nil, err
	}
	inFull := func() *Weights {
		full, _ := ShippedWeights() // the same text was read without an error
		return full
	}
	return &Decider{words, w, inFull}, nil
}

// NewWeightedDecider builds a decider from the lexicon and other weights.
func NewWeightedDecider(l *lexicon.Lexicon, w *Weights) *Decider {
	return &Decider{newVocabulary(l), w, func() *Weights { return w }}
}

// Decide returns every quantity of the article with what became of it.
func (d *Decider) Decide(in Input) []Figure { return d.decide(in, d.weights, false) }

// Explain does as Decide, and says of every choice which features spoke for it.
func (d *Decider) Explain(in Input) []Figure { return d.decide(in, d.inFull(), true) }

func (d *Decider) decide(in Input, w *Weights, explain bool) []Figure {
	if len(in.Quantities) == 0 {
		return []Figure{} // most articles of an archive
	}
	s := newScene(d.words, in)
	s.explain = explain
	defer s.giveBack()
	claims, why := w.decideAll(s)
	s.locate(claims)
	s.shareRepeats(claims)
	for _, c := range claims {
		if c != nil {
			c.Confidence = w.calibrated(c.Confidence)
		}
	}
	figures := make([]Figure, len(claims))
	for i, c := range claims {
		figures[i] = Figure{Quantity: s.Quantities[i], Claim: c, Why: why[i]}
		if c != nil {
			figures[i].Value, figures[i].Low, figures[i].High = c.Value, c.Low, c.High
		}
	}
	return figures
}

// decideAll decides on the figures of an article: a claim for each, or nil and
// why it is none. Measures first, for the other slots lean on them.
func (w *Weights) decideAll(s *scene) ([]*Claim, []string) {
	claims, why := make([]*Claim, len(s.Quantities)), make([]string, len(s.Quantities))
	var open []int // figures that may be claims
	for i := range s.Quantities {
		if why[i] = s.ruledOut(i); why[i] == "" {
			open = append(open, i)
		}
	}
	var made claimRoom
	steps := s.measureSteps(open, false)
	w.measure.classify(steps, s.memory, func(n, class int, sure float64) {
		i := open[n]
		if measures[class] == none {
			why[i] = "measures nothing of the trade"
			return
		}
		c := made.next(len(open) - n)
		c.Quantity, c.Confidence, c.Rule = s.Quantities[i], sure, s.rule(i)
		var why string
		if c.Measure, why = s.measureByRule(i, measures[class]); c.Measure == measures[class] {
			why = s.why(&w.measure, &steps[n].node[0], class)
		}
		c.Evidence = append(c.Evidence, s.nearestCue(c.Measure, i, why))
		claims[i] = c
	})
	figures := claimed(claims, func(*Claim) bool { return true })
	grown := claimed(claims, func(c *Claim) bool { return c.Measure == growth })
	steps = s.growthSteps(grown, false)
	w.grew.classify(steps, s.memory, func(n, class int, sure float64) {
		c := claims[grown[n]]
		c.GrowthOf = growths[class]
		c.Confidence *= sure
		c.Evidence = append(c.Evidence, Evidence{Slot: "growth_of", Value: c.GrowthOf, Why: s.why(&w.grew, &steps[n].node[0], class)})
	})
	s.signAll(claims, figures)
	for _, sl := range []slot{entitySlot, marketSlot, periodSlot} {
		w.fill(s, sl, claims, figures)
	}
	steps = s.statusSteps(claims, figures, false)
	w.status.classify(steps, s.memory, func(n, class int, sure float64) {
		c := claims[figures[n]]
		c.Status = statuses[class]
		c.Confidence *= sure
		c.Evidence = append(c.Evidence, Evidence{Slot: "status", Value: c.Status, Why: s.why(&w.status, &steps[n].node[0], class)})
	})
	w.fill(s, sourceSlot, claims, figures)
	return claims, why
}

// claimRoom is where claims are made, a few at once.
type claimRoom struct {
	claims   []Claim
	evidence []Evidence
}

// So many claims are made at once, each with room for so much evidence.
const claimsAtOnce, evidenceRoom = 8, int(slots) + 3

// next is an empty claim; most is how many more may come, itself included.
func (r *claimRoom) next(most int) *Claim {
	if len(r.claims) == 0 {
		n := min(most, claimsAtOnce)
		r.claims, r.evidence = make([]Claim, n), make([]Evidence, n*evidenceRoom)
	}
	c := &r.claims[0]
	c.Evidence = r.evidence[:0:evidenceRoom]
	r.claims, r.evidence = r.claims[1:], r.evidence[evidenceRoom:]
	return c
}

// claimed are the figures whose claims are wanted.
func claimed(claims []*Claim, wanted func(*Claim) bool) []int {
	var figures []int
	for i, c := range claims {
		if c != nil && wanted(c) {
			figures = append(figures, i)
		}
	}
	return figures
}

// hopeless is how far below the best one an option scores that neighbours hardly
// ever help: of 104,649 claims of the labelled articles none came out otherwise.
const hopeless = 10

// classify hands the class of each step, and how sure it is, to put. Steps are gone
// afterwards, with all else that was taken for this decision.
func (q *sequence) classify(steps []step, m *scratch, put func(n, class int, sure float64)) {
	c := q.chain(steps, hopeless, m)
	row, sure := c.best(), c.marginals(nil)
	for n, k := range row {
		put(n, c.options[n][k], sure[n][k])
	}
	m.passes()
}

// fill chooses the values of a slot for all claims of an article.
func (w *Weights) fill(s *scene, sl slot, claims []*Claim, figures []int) {
	steps, candidates := s.slotSteps(sl, claims, figures, &w.choice[sl])
	w.choice[sl].classify(steps, s.memory, func(n, k int, sure float64) {
		c := claims[figures[n]]
		value := s.written(sl, candidates[n][k].value, figures[n])
		c.Evidence = append(c.Evidence, s.nearestSpot(sl, figures[n], &candidates[n][k], value, s.whyChosen(&w.choice[sl], &steps[n], k)))
		c.set(sl, value)
		c.Confidence *= sure
	})
}

// ruledOut says why a figure can be no claim whatever stands around it, empty
// where it can.
func (s *scene) ruledOut(i int) string {
	q := &s.Quantities[i]
	block := s.blockOf(q.First)
	switch {
	case s.Document.Blocks[block].Boilerplate:
		return "stands in boilerplate"
	case q.Unit == "count" && s.words.classes.Is(s.Document.Slice(q.Counted), lexicon.Multiple):
		return "a multiple has no unit"
	}
	return ""
}

// rule names where in the layout the claim was read.
func (s *scene) rule(i int) string {
	return blockNames[s.Document.Blocks[s.blockOf(s.Quantities[i].First)].Kind]
}
