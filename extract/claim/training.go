package claim

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// Example is an article to learn from: what the earlier stages found in it, and
// the claims that careful readers found.
type Example struct {
	Input Input
	Gold  []Gold
}

// Gold is one claim of a reader, at its place in the text.
type Gold struct {
	text.Span
	Value    float64
	Unit     string
	Optional bool // readers differ: teaches nothing
	Slots    map[string]string
	Either   map[string][]string // other readings that are right as well
}

// Recipe says how to train. The same recipe on the same examples gives the same weights.
type Recipe struct {
	Epochs   int     // passes over the examples
	Rate     float64 // step size of AdaGrad (Duchi, Hazan, Singer 2011)
	Decay    float64 // L2 regularisation
	Articles int     // a feature must occur in so many articles
	Dropout  float64 // part of the features left out of each step, so that none is relied on alone
	Rounds   int     // of making the past that decisions see in training
	Folds    int     // parts of the examples that the models of a round leave out in turn
	Seed     uint64
}

// DefaultRecipe is the one that the shipped weights were trained by.
var DefaultRecipe = Recipe{Epochs: 10, Rate: 0.2, Decay: 1e-4, Articles: 3, Dropout: 0.4, Rounds: 1, Folds: 4, Seed: 1}

// trainee is a model in training.
type trainee struct {
	*model
	gradient []float32 // sums of squares, as AdaGrad wants them
	mean     []float64 // of the weights over the steps, for the final ones
	steps    float64
	names    map[uint64]string
	spread   map[uint64]int // articles that a feature occurs in
	lastSeen map[uint64]int
}

func newTrainee(classes ...string) *trainee {
	return &trainee{model: newModel(classes...), names: map[uint64]string{}, spread: map[uint64]int{}, lastSeen: map[uint64]int{}}
}

// survey counts a feature's articles; learning starts once all are counted.
func (t *trainee) survey(v *vector, article int) {
	for i, id := range v.ids {
		if t.lastSeen[id] != article {
			t.lastSeen[id] = article
			t.spread[id]++
			t.names[id] = v.names[i]
		}
	}
}

// keep makes rows for the features that occur in enough articles.
func (t *trainee) keep(articles int) {
	ids := make([]uint64, 0, len(t.spread))
	for id, n := range t.spread {
		if n >= articles {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for i, id := range ids {
		t.rows[id] = int32(i)
	}
	n := len(ids) * len(t.classes)
	t.weights, t.gradient, t.mean = make([]float32, n), make([]float32, n), make([]float64, n)
}

// step moves the weights of class c against a gradient for the features of v.
func (t *trainee) step(v *vector, c int, gradient float64, r Recipe) {
	if math.Abs(gradient) < 1e-4 {
		return
	}
	n := len(t.classes)
	for _, id := range v.ids {
		row, ok := t.rows[id]
		if !ok {
			continue
		}
		k := int(row)*n + c
		g := gradient + r.Decay*float64(t.weights[k])
		t.gradient[k] += float32(g * g)
		t.weights[k] -= float32(r.Rate * g / math.Sqrt(float64(t.gradient[k])+1))
	}
}

// classify takes one step of softmax regression towards class gold.
func (t *trainee) classify(v *vector, gold string, r Recipe) {
	p := t.probabilities(v)
	for c, class := range t.classes {
		want := 0.0
		if class == gold {
			want = 1
		}
		t.step(v, c, p[c]-want, r)
	}
}

// average adds the present weights to their mean.
func (t *trainee) average() {
	t.steps++
	for i, w := range t.weights {
		t.mean[i] += float64(w)
	}
}

// finish sets the final weights: their mean, scaled to features of which none is left out.
func (t *trainee) finish(r Recipe) {
	for i := range t.weights {
		t.weights[i] = float32(t.mean[i] / t.steps * (1 - r.Dropout))
	}
}

// thin leaves out features at random.
func (t *Trainer) thin(v *vector) {
	kept := v.ids[:0]
	for _, id := range v.ids {
		if t.random.Float64() >= t.recipe.Dropout {
			kept = append(kept, id)
		}
	}
	v.ids = kept
}

// Trainer learns the weights of all decisions together.
type Trainer struct {
	recipe                Recipe
	measure, grew, status *trainee
	choice                [slots]*trainee
	shelf                 *shelf
	random                *rand.Rand
	counting              bool // first pass: only survey the features
	article               int
}

// shelf holds the articles to learn from, and for each what models that have
// not seen it made of its figures. Decisions lean on those around them; were
// these always right in training, errors would spread in use.
type shelf struct {
	words  *vocabulary
	scenes []*scene
	gold   [][]*Gold  // by article and quantity, nil for no claim
	past   [][]*Claim // likewise; nil in the first round: go by the readers
}

// Train learns from examples in rounds: in each, models trained on the other
// folds make of every article what later figures of it will see.
func Train(l *lexicon.Lexicon, examples []Example, r Recipe) *Weights {
	sh := &shelf{words: newVocabulary(l)}
	for _, e := range examples {
		s := newScene(sh.words, e.Input)
		sh.scenes = append(sh.scenes, s)
		sh.gold = append(sh.gold, align(s.Quantities, e.Gold))
	}
	for range r.Rounds {
		sh.past = sh.unseen(r)
	}
	return sh.train(r, func(int) bool { return true })
}

// unseen is what models make of the figures of articles that they were not
// trained on.
func (sh *shelf) unseen(r Recipe) [][]*Claim {
	out := make([][]*Claim, len(sh.scenes))
	for fold := range r.Folds {
		m := sh.train(r, func(a int) bool { return a%r.Folds != fold })
		for a := fold; a < len(sh.scenes); a += r.Folds {
			out[a], _ = m.decideAll(sh.scenes[a])
		}
	}
	return out
}

// train learns from the articles that keep picks.
func (sh *shelf) train(r Recipe, keep func(int) bool) *Weights {
	t := &Trainer{recipe: r, shelf: sh, random: rand.New(rand.NewPCG(r.Seed, 7))}
	t.measure = newTrainee(measures...)
	t.grew = newTrainee(measures[1:]...)
	t.status = newTrainee("reported", "forecast", "target")
	for sl := range t.choice {
		t.choice[sl] = newTrainee(slotNames[sl])
	}
	t.counting = true
	t.epoch(keep)
	t.counting = false
	for _, m := range t.all() {
		m.keep(r.Articles)
	}
	for n := 1; n <= r.Epochs; n++ {
		t.epoch(keep)
		if n > r.Epochs/3 {
			for _, m := range t.all() {
				m.average()
			}
		}
	}
	w := &Weights{names: map[uint64]string{}}
	for _, m := range t.all() {
		m.finish(r)
		for id := range m.rows {
			w.names[id] = m.names[id]
		}
	}
	w.measure, w.grew, w.status = t.measure.model, t.grew.model, t.status.model
	for sl := range t.choice {
		w.choice[sl] = t.choice[sl].model
	}
	return w
}

func (t *Trainer) all() []*trainee {
	return append([]*trainee{t.measure, t.grew, t.status}, t.choice[:]...)
}

// align finds the gold claim of each quantity.
func align(quantities []quantity.Quantity, gold []Gold) []*Gold {
	out := make([]*Gold, len(quantities))
	for i, q := range quantities {
		for k := range gold {
			g := &gold[k]
			if g.Overlaps(q.Span) && sameNumber(math.Abs(g.Value), math.Abs(q.Value)) && g.Unit == q.Unit {
				out[i] = g
				break
			}
		}
	}
	return out
}

func sameNumber(a, b float64) bool {
	return math.Abs(a-b) <= 1e-3*max(1e-9, math.Abs(a), math.Abs(b))
}

func (t *Trainer) epoch(keep func(int) bool) {
	sh := t.shelf
	for _, a := range t.random.Perm(len(sh.scenes)) {
		if !keep(a) {
			continue
		}
		t.article = a + 1
		s, past, v := sh.scenes[a], &history{}, &vector{named: t.counting}
		for i := range s.Quantities {
			var seen *Claim
			if sh.past != nil {
				seen = sh.past[a][i]
			}
			c := t.learn(s, v, i, sh.gold[a][i], seen, past)
			if sh.past != nil {
				c = seen
			}
			past.put(c)
		}
	}
}

// learn takes the steps for one figure and returns its claim as the readers
// have it. seen is what an earlier round made of it.
func (t *Trainer) learn(s *scene, v *vector, i int, gold *Gold, seen *Claim, past *history) *Claim {
	if s.ruledOut(i) != "" {
		return nil
	}
	v.reset()
	s.describe(v, i, past)
	want := none
	if gold != nil {
		want = gold.Slots["measure"]
	}
	switch {
	case t.counting:
		t.measure.survey(v, t.article)
	case gold == nil || !gold.Optional:
		t.thin(v)
		t.measure.classify(v, want, t.recipe)
	}
	if gold == nil || gold.Optional {
		return nil
	}
	c := &Claim{Quantity: s.Quantities[i], Measure: want, GrowthOf: gold.Slots["growth_of"], Status: gold.Slots["status"]}
	if t.counting {
		t.status.survey(v, t.article)
		if want == growth {
			t.grew.survey(v, t.article)
		}
	} else {
		t.status.classify(v, c.Status, t.recipe)
		if want == growth {
			t.grew.classify(v, c.GrowthOf, t.recipe)
		}
	}
	for sl := slot(0); sl < slots; sl++ {
		value := t.learnChoice(s, sl, i, gold, c, past)
		if seen != nil {
			value = seen.value(sl)
		}
		c.set(sl, value)
	}
	return c
}

// learnChoice takes one step of softmax regression over the candidates of a
// slot and returns the value that the readers have.
func (t *Trainer) learnChoice(s *scene, sl slot, i int, gold *Gold, c *Claim, past *history) string {
	m := t.choice[sl]
	cands := s.candidates(sl, i, past)
	f := s.frame(sl, i, c, past)
	f.rank(s, cands)
	vs := make([]vector, len(cands))
	scores, right := make([]float64, len(cands)), make([]bool, len(cands))
	first := -1
	for k := range cands {
		vs[k].named = t.counting
		s.weigh(&vs[k], f, &cands[k])
		if t.counting {
			m.survey(&vs[k], t.article)
		} else {
			t.thin(&vs[k])
			var one [1]float64
			m.score(&vs[k], one[:])
			scores[k] = one[0]
		}
		right[k] = s.words.accepts(gold, sl, cands[k].value)
		if right[k] && first < 0 {
			first = k
		}
	}
	truth := gold.Slots[slotNames[sl]]
	if first >= 0 {
		truth = cands[first].value
	}
	if t.counting {
		return truth
	}
	softmax(scores)
	if first >= 0 {
		var mass float64
		for k := range cands {
			if right[k] {
				mass += scores[k]
			}
		}
		for k := range cands {
			gradient := scores[k]
			if right[k] {
				gradient -= scores[k] / max(mass, 1e-9)
			}
			m.step(&vs[k], 0, gradient, t.recipe)
		}
	}
	return truth
}

// accepts says whether a value is right for a slot, as the scorer compares them.
func (v *vocabulary) accepts(g *Gold, sl slot, value string) bool {
	name := slotNames[sl]
	if v.same(sl, g.Slots[name], value) {
		return true
	}
	for _, other := range g.Either[name] {
		if v.same(sl, other, value) {
			return true
		}
	}
	return false
}

// same compares as the scorer does: names outside the lists may be written
// shorter or longer.
func (v *vocabulary) same(sl slot, gold, value string) bool {
	if gold == value {
		return true
	}
	if gold == "" || value == "" || sl == periodSlot {
		return false
	}
	if sl != sourceSlot && (v.listed[gold] || v.listed[value]) {
		return false
	}
	a, b := squash(gold), squash(value)
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

// squash keeps the letters and digits of a name, lowered.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
