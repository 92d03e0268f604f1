package claim

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/sync/errgroup"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// Example is an article to learn from: what the earlier stages found in it, and
// the claims that careful readers found.
type Example struct {
	Input Input
	Gold  []Gold
	Twice bool // counts twice: nearer than others to the articles that are to be read
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
	Rate     float64 // step size of AdaGrad (Duchi, Hazan and Singer, JMLR 12, 2011)
	Decay    float64 // L2 regularisation
	Articles int     // a feature must occur in so many articles
	Features int     // so many are kept of a model, those that weigh most after a first round
	Dropout  float64 // part of the features left out of each step, below 1, so that none is relied on alone
	Runs     int     // whose weights are averaged: each goes through the articles in another order
	Factors  int     // that a run learns for each feature: with all runs pairFactors at most
	Around   int     // a feature of a figure must occur in so many articles to make pairs with those of candidates
	Seed     uint64
}

// DefaultRecipe is the one that the shipped weights were trained by.
var DefaultRecipe = Recipe{Epochs: 12, Rate: 0.15, Decay: 1e-4, Articles: 4, Features: 20_000, Dropout: 0.5, Runs: 2, Factors: 8, Around: 60, Seed: 1}

// lesson is one article laid out for one decision: its steps, and the options
// that the readers have, nil where they do not say.
type lesson struct {
	steps []step
	right [][]bool
	twice bool
}

// Train learns the weights of all decisions from examples. It fails where one
// comes out too large to be used.
func Train(l *lexicon.Lexicon, examples []Example, r Recipe) (*Weights, error) {
	r.Factors = min(r.Factors, pairFactors/r.Runs) // each run has columns of its own
	words := newVocabulary(l)
	w := &Weights{}
	lessons := make([][]lesson, len(w.decisions()))
	known := map[uint64]string{}                   // the names of features: articles share most of them
	for some := range slices.Chunk(examples, 64) { // their features have names until they are handed over
		laid := make([][]lesson, len(some))
		sideBySide(len(some), func(a int) { laid[a] = lessonsOf(newScene(words, some[a].Input), some[a].Gold) })
		for a, e := range some {
			for d, lesson := range laid[a] {
				lesson.twice = e.Twice
				lesson.handOver(known)
				lessons[d] = append(lessons[d], lesson)
			}
		}
	}
	decisions := w.decisions()
	around := newTrainee(surroundingColumns, known)
	around.keepSurroundings(lessons[slices.IndexFunc(decisions, func(d decision) bool { return d.isSlot })], r.Around)
	w.around = around.model
	sideBySide(len(decisions), func(d int) {
		*decisions[d].sequence = *learn(lessons[d], decisions[d], around.model, r, known)
	})
	around.inOrder()
	w.measurePairs = w.measure.pairing.classModel(r)
	for _, d := range decisions {
		d.sequence.pairing = nil // learnt
	}
	for _, nm := range w.models() {
		if err := nm.check(); err != nil {
			return nil, err
		}
	}
	if err := w.join(); err != nil {
		return nil, err
	}
	return w, nil
}

// sideBySide does n things on all processors.
func sideBySide(n int, do func(i int)) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error {
			do(i)
			return nil
		})
	}
	_ = group.Wait() // nothing fails
}

// lessonsOf turns the readers' claims of an article into a lesson for each
// decision, in the order of Weights.decisions.
func lessonsOf(s *scene, gold []Gold) []lesson {
	aligned := align(s.Quantities, gold)
	var open, figures, grown []int
	claims := make([]*Claim, len(aligned))
	for i, g := range aligned {
		if s.ruledOut(i) == "" {
			open = append(open, i)
		}
		if g == nil || g.Optional {
			continue
		}
		figures = append(figures, i)
		claims[i] = &Claim{Quantity: s.Quantities[i], Measure: g.Slots["measure"], GrowthOf: g.Slots["growth_of"], Status: g.Slots["status"]}
		for sl := slot(0); sl < slots; sl++ {
			claims[i].set(sl, s.keyOf(sl, g))
		}
		if claims[i].Measure == growth {
			grown = append(grown, i)
		}
	}
	class := func(figures []int, classes []string, of func(i int) string) [][]bool {
		right := make([][]bool, len(figures))
		for n, i := range figures {
			if k := slices.Index(classes, of(i)); k >= 0 {
				right[n] = make([]bool, len(classes))
				right[n][k] = true
			}
		}
		return right
	}
	lessons := []lesson{
		{steps: s.measureSteps(open, true), right: class(open, measures, func(i int) string {
			switch {
			case aligned[i] == nil:
				return none
			case aligned[i].Optional:
				return ""
			}
			return claims[i].Measure
		})},
		{steps: s.growthSteps(grown, true), right: class(grown, growths, func(i int) string { return claims[i].GrowthOf })},
		{steps: s.statusSteps(claims, figures, true), right: class(figures, statuses, func(i int) string { return claims[i].Status })},
	}
	for sl := slot(0); sl < slots; sl++ {
		steps, candidates := s.slotSteps(sl, claims, figures, nil)
		right := make([][]bool, len(figures))
		for n, i := range figures {
			right[n] = s.rightOnes(sl, aligned[i], candidates[n])
		}
		lessons = append(lessons, lesson{steps: steps, right: right})
	}
	return lessons
}

// handOver moves the names of the features to known: kept in each lesson they
// would take most of the memory.
func (l *lesson) handOver(known map[uint64]string) {
	for t := range l.steps {
		for _, vs := range [][]vector{l.steps[t].node, l.steps[t].edge, l.steps[t].around} {
			for k := range vs {
				if vs[k].names == nil { // surroundings that another slot handed over
					continue
				}
				for i, id := range vs[k].ids {
					if _, ok := known[id]; !ok {
						known[id] = vs[k].names[i]
					}
				}
				vs[k].names = nil
			}
		}
	}
}

// rightOnes are the candidates that the readers accept, nil where none is.
func (s *scene) rightOnes(sl slot, g *Gold, candidates []candidate) []bool {
	right, any := make([]bool, len(candidates)), false
	for k, c := range candidates {
		right[k] = s.accepts(sl, g, c.value)
		any = any || right[k]
	}
	if !any {
		return nil
	}
	return right
}

// keyOf is the value of the article's that the readers have in a slot, or what
// they wrote where it has none such.
func (s *scene) keyOf(sl slot, g *Gold) string {
	for _, p := range s.spots[sl] {
		if s.accepts(sl, g, p.value) {
			return p.value
		}
	}
	return g.Slots[slotNames[sl]]
}

// keepSurroundings keeps the surroundings of figures that occur in so many articles. All
// slots have the same: the lessons of one hold those of the others.
func (t *trainee) keepSurroundings(lessons []lesson, articles int) {
	of := func(s *step) []vector { return s.around }
	for a, l := range lessons {
		for k := range l.steps {
			t.survey(of(&l.steps[k]), a+1)
		}
	}
	t.dropRare(articles)
	t.keep(lessons, of)
}

// learn fits one decision, of features whose names are known.
func learn(lessons []lesson, d decision, around *model, r Recipe, known map[uint64]string) *sequence {
	node, edge := newTrainee(d.columns, known), newTrainee(d.links, known)
	for a, l := range lessons {
		for t := range l.steps {
			node.survey(l.steps[t].node, a+1)
			edge.survey(l.steps[t].edge, a+1)
		}
	}
	keep := func() {
		node.keep(lessons, func(s *step) []vector { return s.node })
		edge.keep(lessons, func(s *step) []vector { return s.edge })
	}
	node.dropRare(r.Articles)
	edge.dropRare(r.Articles)
	keep()
	once := r
	once.Runs = 1
	drill(node, edge, nil, lessons, once)
	node.dropFaint(r.Features)
	edge.dropFaint(r.Features)
	keep()
	pairs := d.newPairing(node.names, len(around.names), r)
	drill(node, edge, pairs, lessons, r)
	node.finish(r)
	edge.finish(r)
	if pairs != nil {
		pairs.finish(node.model, slices.Index(d.columns, firstFactor), r)
	}
	if d.isSlot {
		pairs.finishAround(around, slices.Index(around.columns, d.name+" 1"), r)
	}
	node.inOrder()
	edge.inOrder()
	return &sequence{node: node.model, edge: edge.model, pairing: pairs}
}

// drill goes through the lessons, each run in an order of its own.
func drill(node, edge *trainee, pairs *pairing, lessons []lesson, r Recipe) {
	q := &sequence{node: node.model, edge: edge.model, pairing: pairs}
	var turns []int // of the lessons with something to learn
	for a := range lessons {
		if len(lessons[a].steps) > 0 {
			turns = append(turns, a)
			if lessons[a].twice {
				turns = append(turns, a)
			}
		}
	}
	for run := range r.Runs {
		node.restart()
		edge.restart()
		random := rand.New(rand.NewPCG(r.Seed+uint64(run), 7))
		if pairs != nil {
			pairs.start(random)
		}
		for n := 1; n <= r.Epochs; n++ {
			for _, turn := range random.Perm(len(turns)) {
				l := &lessons[turns[turn]]
				m := scratches.Get().(*scratch)
				teach(q, node, edge, thin(l.steps, r.Dropout, random, m), l.right, r, m)
				m.giveBack()
			}
			if n > r.Epochs/3 {
				node.average()
				edge.average()
				if pairs != nil {
					pairs.average()
				}
			}
		}
		if pairs != nil {
			pairs.end()
		}
	}
}

// teach takes one step up the likelihood of the right options of an article.
func teach(q *sequence, node, edge *trainee, steps []step, right [][]bool, r Recipe, m *scratch) {
	c := q.chain(steps, everything, m)
	seen, seenPairs := c.pairs(nil)
	wanted, wantedPairs := c.pairs(right)
	for t := range steps {
		s := &steps[t]
		gradients := m.numbers.take(s.options)
		for k := range gradients {
			gradients[k] = seen[t][k] - wanted[t][k]
		}
		if len(s.node) < s.options {
			if q.pairing != nil {
				q.pairing.stepClasses(s.node[0].found, gradients, r)
			}
			for k, g := range gradients {
				node.step(&s.node[0], k, g, r)
			}
		} else {
			for k, g := range gradients {
				node.step(&s.node[k], 0, g, r)
				if q.pairing != nil {
					q.pairing.step(s.node[k].found, s.around[0].found, g, r)
				}
			}
		}
		if t == 0 {
			continue
		}
		sums := make([]float64, len(edge.columns))
		for j := range seenPairs[t] {
			for k := range seenPairs[t][j] {
				g := seenPairs[t][j][k] - wantedPairs[t][j][k]
				if s.column == nil {
					edge.step(&s.edge[j], k, g, r)
				} else {
					sums[s.column[j][k]] += g
				}
			}
		}
		if s.column != nil {
			for k, g := range sums {
				edge.step(&s.edge[0], k, g, r)
			}
		}
	}
}

// thin leaves out features at random; what is left lives in m.
func thin(steps []step, part float64, random *rand.Rand, m *scratch) []step {
	least := uint16(part * (1 << 16))
	drop := func(vs []vector) []vector {
		out := m.vectors.take(len(vs))
		for i := range vs {
			all := vs[i].found
			found, n := m.found.room(len(all))[:len(all)], 0
			var bits uint64 // good for four features
			for k, row := range all {
				if k%4 == 0 {
					bits = random.Uint64()
				}
				stays := 0 // without a branch, which could not be foreseen
				if uint16(bits) >= least {
					stays = 1
				}
				bits >>= 16
				found[n] = row
				n += stays
			}
			out[i].found = m.found.keep(found[:n])
		}
		return out
	}
	out := m.steps.take(len(steps))
	for t, s := range steps {
		out[t] = step{options: s.options, node: drop(s.node), edge: drop(s.edge), column: s.column, around: drop(s.around)}
	}
	return out
}

// trainee is a model in training.
type trainee struct {
	*model
	rows     index
	gradient []float32 // sums of squares, as AdaGrad wants them
	mean     []float64 // of the weights over the steps, for the final ones
	steps    float64
	known    map[uint64]string // the names of all features
	spread   map[uint64]int    // articles that a feature occurs in
	lastSeen map[uint64]int
}

func newTrainee(columns []string, known map[uint64]string) *trainee {
	return &trainee{model: newModel(columns...), known: known, spread: map[uint64]int{}, lastSeen: map[uint64]int{}}
}

// survey counts the articles of features.
func (t *trainee) survey(vs []vector, article int) {
	for _, v := range vs {
		for _, id := range v.ids {
			if t.lastSeen[id] != article {
				t.lastSeen[id] = article
				t.spread[id]++
			}
		}
	}
}

// dropRare forgets the features that occur in too few articles.
func (t *trainee) dropRare(articles int) {
	maps.DeleteFunc(t.spread, func(_ uint64, n int) bool { return n < articles })
}

// dropFaint forgets all but so many features: it keeps those whose weight,
// times the root of the articles that it was learnt from, is largest.
func (t *trainee) dropFaint(features int) {
	strength := func(id uint64) (most float64) {
		row, _ := t.rows.get(id)
		n := len(t.columns)
		for _, w := range t.mean[int(row)*n : int(row)*n+n] {
			most = max(most, math.Abs(w))
		}
		return most * math.Sqrt(float64(t.spread[id]))
	}
	ids := slices.SortedFunc(maps.Keys(t.spread), func(a, b uint64) int {
		return cmp.Or(cmp.Compare(strength(b), strength(a)), cmp.Compare(a, b))
	})
	for _, id := range ids[min(features, len(ids)):] {
		delete(t.spread, id)
	}
}

// keep makes rows for the features that are not forgotten, and takes the others
// out of the lessons, which hold rows from then on: they are gone through many
// times.
func (t *trainee) keep(lessons []lesson, of func(*step) []vector) {
	before, ids := t.rows.ids, slices.Sorted(maps.Keys(t.spread))
	*t.model, t.rows = *newModel(t.columns...), index{}
	t.model.names = make([]string, len(ids))
	for i, id := range ids {
		t.rows.put(id)
		t.model.names[i] = t.known[id]
	}
	n := len(ids) * len(t.columns)
	t.weights, t.gradient, t.mean, t.steps = make([]float32, n), make([]float32, n), make([]float64, n), 0
	for a := range lessons {
		for k := range lessons[a].steps {
			vs := of(&lessons[a].steps[k])
			for i := range vs {
				t.keepIn(&vs[i], before)
			}
		}
	}
}

// keepIn puts rows in place of a vector's features, or of the rows that stood
// for the features before.
func (t *trainee) keepIn(v *vector, before []uint64) {
	for _, row := range v.found {
		v.ids = append(v.ids, before[row])
	}
	if v.found == nil {
		v.found = make([]int32, 0, len(v.ids))
	}
	v.found = v.found[:0]
	for _, id := range v.ids {
		if row, ok := t.rows.get(id); ok {
			v.found = append(v.found, row)
		}
	}
	v.ids = nil
}

// step moves the weights of a column against a gradient for the features of v.
func (t *trainee) step(v *vector, column int, gradient float64, r Recipe) {
	if math.Abs(gradient) < 1e-4 {
		return
	}
	n := len(t.columns)
	for _, row := range v.found {
		k := int(row)*n + column
		g := gradient + r.Decay*float64(t.weights[k])
		t.gradient[k] += float32(g * g)
		t.weights[k] -= float32(r.Rate * g / math.Sqrt(float64(t.gradient[k])+1))
	}
}

// restart forgets what was learnt, but not its mean.
func (t *trainee) restart() {
	clear(t.weights)
	clear(t.gradient)
}

// average adds the present weights to their mean.
func (t *trainee) average() {
	t.steps++
	for i, w := range t.weights {
		t.mean[i] += float64(w)
	}
}

// finish sets the final weights: their mean, scaled to features of which none
// is left out, with the digits that a file of weights has.
func (t *trainee) finish(r Recipe) {
	for i := range t.weights {
		if w := t.mean[i] / t.steps * (1 - r.Dropout); math.Abs(w) >= faint {
			t.weights[i] = float32(math.Round(w*100) / 100)
		} else {
			t.weights[i] = 0
		}
	}
}

// inOrder puts the features of most articles first, of equals by name: those that
// are found together then lie together. Nothing is learnt after it.
func (t *trainee) inOrder() {
	rows := make([]int, len(t.names))
	for row := range rows {
		rows[row] = row
	}
	slices.SortFunc(rows, func(a, b int) int {
		return cmp.Or(cmp.Compare(t.spread[t.rows.ids[b]], t.spread[t.rows.ids[a]]), cmp.Compare(t.names[a], t.names[b]))
	})
	names, weights := make([]string, 0, len(t.names)), make([]float32, 0, len(t.weights))
	for _, row := range rows {
		names, weights = append(names, t.names[row]), append(weights, t.row(row)...)
	}
	t.names, t.weights = names, weights
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

// accepts says whether a value is right for a slot, as the scorer compares them.
func (s *scene) accepts(sl slot, g *Gold, value string) bool {
	name := slotNames[sl]
	if s.same(sl, g.Slots[name], value) {
		return true
	}
	for _, other := range g.Either[name] {
		if s.same(sl, other, value) {
			return true
		}
	}
	return false
}

// same compares as the scorer does: names outside the lists may be written
// shorter or longer. A source is right under any name that the article gives it.
func (s *scene) same(sl slot, gold, value string) bool {
	if gold == value {
		return true
	}
	if gold == "" || value == "" || sl == periodSlot {
		return false
	}
	if sl == sourceSlot {
		for _, name := range s.names[value] {
			if contains(gold, name) {
				return true
			}
		}
		return contains(gold, value)
	}
	return !s.words.listed[gold] && !s.words.listed[value] && contains(gold, value)
}

// contains says whether one of two names holds the other, by letters and digits.
func contains(a, b string) bool {
	a, b = squash(a), squash(b)
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
