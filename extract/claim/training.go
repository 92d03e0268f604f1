package claim

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"marketfigures/extract/lexicon"
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
	Seed     uint64
}

// DefaultRecipe is the one that the shipped weights were trained by.
var DefaultRecipe = Recipe{Epochs: 14, Rate: 0.08, Decay: 1e-4, Articles: 3, Seed: 1}

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
		t.weights[k] -= float32(r.Rate * g / (math.Sqrt(float64(t.gradient[k])) + 1e-3))
	}
}

// classify takes one step of softmax regression towards class gold.
func (t *trainee) classify(v *vector, gold string, r Recipe) string {
	p := t.probabilities(v)
	best := t.classes[argmax(p)]
	for c, class := range t.classes {
		want := 0.0
		if class == gold {
			want = 1
		}
		t.step(v, c, p[c]-want, r)
	}
	return best
}

// average adds the present weights to their mean.
func (t *trainee) average() {
	t.steps++
	for i, w := range t.weights {
		t.mean[i] += float64(w)
	}
}

func (t *trainee) finish() {
	for i := range t.weights {
		t.weights[i] = float32(t.mean[i] / t.steps)
	}
}

// Trainer learns the weights of all decisions together, each with the
// decisions before it as the trained program would make them.
type Trainer struct {
	recipe                Recipe
	measure, grew, status *trainee
	choice                [slots]*trainee
	scenes                []*scene
	gold                  [][]*Gold // by article and quantity, nil for no claim
	random                *rand.Rand
	counting              bool // first pass: only survey the features
	article               int
}

// Train learns from examples.
func Train(l *lexicon.Lexicon, examples []Example, r Recipe) *Weights {
	t := &Trainer{recipe: r, random: rand.New(rand.NewPCG(r.Seed, 7))}
	t.measure = newTrainee(measures...)
	t.grew = newTrainee(measures[1:]...)
	t.status = newTrainee("reported", "forecast", "target")
	for sl := range t.choice {
		t.choice[sl] = newTrainee(slotNames[sl])
	}
	words := newVocabulary(l)
	for _, e := range examples {
		s := newScene(words, e.Input)
		t.scenes = append(t.scenes, s)
		t.gold = append(t.gold, align(e))
	}
	t.counting = true
	t.epoch(0)
	t.counting = false
	for _, m := range t.all() {
		m.keep(r.Articles)
	}
	for n := 1; n <= r.Epochs; n++ {
		t.epoch(n)
		if n > r.Epochs/3 {
			for _, m := range t.all() {
				m.average()
			}
		}
	}
	w := &Weights{}
	for _, m := range t.all() {
		m.finish()
	}
	w.measure, w.grew, w.status = t.measure.model, t.grew.model, t.status.model
	w.names = map[uint64]string{}
	for sl := range t.choice {
		w.choice[sl] = t.choice[sl].model
	}
	for _, m := range t.all() {
		for id := range m.rows {
			w.names[id] = m.names[id]
		}
	}
	return w
}

func (t *Trainer) all() []*trainee {
	return append([]*trainee{t.measure, t.grew, t.status}, t.choice[:]...)
}

// align finds the gold claim of each quantity.
func align(e Example) []*Gold {
	out := make([]*Gold, len(e.Input.Quantities))
	for i, q := range e.Input.Quantities {
		for k := range e.Gold {
			g := &e.Gold[k]
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

func (t *Trainer) epoch(n int) {
	order := t.random.Perm(len(t.scenes))
	for _, a := range order {
		t.article = a + 1
		s, past, v := t.scenes[a], &history{}, &vector{named: t.counting}
		for i := range s.Quantities {
			past.put(t.learn(s, v, i, t.gold[a][i], past, n))
		}
	}
}

// learn takes the steps for one figure and returns the claim that later figures
// see: the readers', or what the models make of it so far.
func (t *Trainer) learn(s *scene, v *vector, i int, gold *Gold, past *history, epoch int) *Claim {
	if s.ruledOut(i) != "" {
		return nil
	}
	v.reset()
	s.describe(v, i, past)
	want := none
	if gold != nil {
		want = gold.Slots["measure"]
	}
	guess := want
	switch {
	case t.counting:
		t.measure.survey(v, t.article)
	case gold != nil && gold.Optional:
		guess = t.measure.best(v)
	default:
		guess = t.measure.classify(v, want, t.recipe)
	}
	trust := epoch >= 3 && t.random.Float64() < 0.6 // go by the models' own guesses
	if gold == nil || gold.Optional {
		if trust && guess != none && gold == nil {
			return nil // a false claim would only teach noise
		}
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
		c.set(sl, t.learnChoice(s, sl, i, gold, c, past, trust))
	}
	return c
}

// learnChoice takes one step of softmax regression over the candidates of a
// slot and returns the value that later decisions see.
func (t *Trainer) learnChoice(s *scene, sl slot, i int, gold *Gold, c *Claim, past *history, trust bool) string {
	m := t.choice[sl]
	cands := s.candidates(sl, i, past)
	f := s.frame(sl, i, c, past)
	vs := make([]vector, len(cands))
	scores, right := make([]float64, len(cands)), make([]bool, len(cands))
	first := -1
	for k := range cands {
		vs[k].named = t.counting
		s.weigh(&vs[k], f, &cands[k])
		if t.counting {
			m.survey(&vs[k], t.article)
		} else {
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
	best := argmax(scores)
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
	if trust {
		return cands[best].value
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
