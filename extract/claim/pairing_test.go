package claim

import (
	"math"
	"math/rand/v2"
	"testing"

	"marketfigures/extract/claim/atom"
)

// What no feature tells by itself is learnt from pairs: the name in the header
// is right where the figure is a share, the other where it counts users. What was
// learnt weighs the same in use.
func TestPairsOfSlot(t *testing.T) {
	w := &Weights{}
	d := w.decisions()[3+sourceSlot]
	m := new(scratch)
	stepOf := func(share, named bool) (step, []bool) {
		s := step{options: 2, node: make([]vector, 2), around: []vector{{named: named}}}
		s.around[0].add(atom.Of("a share"), atom.Bool(share))
		for k, where := range []string{"header", "row"} {
			v := m.vector(named)
			v.heads = [2]*atom.Atom{slotHeads[sourceSlot][0], measureHeads["users"][0]}
			v.add1(atom.Of(where))
			v.add1(atom.Of("a name"))
			m.full(&v)
			s.node[k] = v
		}
		return s, []bool{share, !share}
	}
	var lessons []lesson
	known := map[uint64]string{}
	for a := range 100 {
		s, right := stepOf(a%2 == 0, true)
		l := lesson{steps: []step{s}, right: [][]bool{right}}
		l.handOver(known)
		lessons = append(lessons, l)
	}
	r := DefaultRecipe
	r.Epochs, r.Dropout, r.Runs, r.Around = 100, 0, 1, 4 // a hundred articles are few
	around := newTrainee(surroundingColumns, known)
	around.keepSurroundings(lessons, r.Around)
	q := learn(lessons, d, around.model, r, known)
	used := &sequence{slot: sourceSlot, around: around.aroundRows()}
	var err error
	if used.figures, err = newFigureTable(figuresOf(ofSurroundings, around.model)); err != nil {
		t.Fatal(err)
	}
	if used.choice, err = q.node.choiceWeights(slotHeads[sourceSlot]); err != nil {
		t.Fatal(err)
	}
	for k, share := range []bool{true, false} {
		learnt := q.score(&lessons[k].steps[0], m)
		s, right := stepOf(share, false)
		s.figure, s.outside = &described{}, &outside{claim: s.around[0]}
		scores := make([]float64, s.options)
		for k := range s.node {
			used.choice.table.find(&s.node[k], m)
			scores[k] = used.choice.of(s.node[k].heads).sum(s.node[k].found, used.outsideOf(&s, m))
		}
		if (scores[0] > scores[1]) != right[0] || math.Abs(scores[0]-scores[1]) < 1 {
			t.Errorf("a share: %v, but the header scores %.2f, the row %.2f", share, scores[0], scores[1])
		}
		if a, b := learnt[0]-learnt[1], scores[0]-scores[1]; math.Abs(a-b) > 0.15*math.Abs(a) {
			t.Errorf("a share: %v, the header is %.3f ahead in training, %.3f in use", share, a, b)
		}
	}
}

// figuresOf are the models of figures, all but one without a feature.
func figuresOf(k figureModel, m *model) (all [figureModels]namedModel) {
	for other := range all {
		none := newModel()
		all[other].model = &none
	}
	all[k].model = &m
	return all
}

// A measure that two words tell together, and neither alone, is learnt from
// their pair.
func TestPairsOfMeasure(t *testing.T) {
	w := &Weights{}
	d := w.decisions()[0]
	stepOf := func(a, b, named bool) (step, []bool) {
		v := vector{named: named}
		v.add(atom.Of("a"), atom.Bool(a))
		v.add(atom.Of("b"), atom.Bool(b))
		right := make([]bool, len(measures))
		right[1+map[bool]int{true: 1}[a == b]] = true
		return step{options: len(measures), node: []vector{v}}, right
	}
	var lessons []lesson
	known := map[uint64]string{}
	for k := range 80 {
		s, right := stepOf(k%2 == 0, k%4 < 2, true)
		l := lesson{steps: []step{s}, right: [][]bool{right}}
		l.handOver(known)
		lessons = append(lessons, l)
	}
	r := DefaultRecipe
	r.Epochs = 60
	q := learn(lessons, d, newModel(surroundingColumns...), r, known)
	classes, err := q.node.classWeights(ofMeasure, q.pairing.classModel(r))
	if err != nil {
		t.Fatal(err)
	}
	figures, err := newFigureTable(figuresOf(ofMeasure, q.node))
	if err != nil {
		t.Fatal(err)
	}
	used := &sequence{classes: classes, figures: figures}
	m := new(scratch)
	for k := range 4 {
		s, right := stepOf(k%2 == 0, k < 2, false)
		s.figure = &described{}
		if got := argmax(used.score(&s, m)); !right[got] {
			t.Errorf("a %v, b %v is taken for %s", k%2 == 0, k < 2, measures[got])
		}
	}
}

// Steps go down the slope of the score.
func TestPairingSteps(t *testing.T) {
	r := Recipe{Factors: 3}
	found, around := []int32{0, 2, 3}, []int32{1}
	gradients := []float64{0.5, -1, 0.25}
	slot := func() *pairing { return newSlotPairing([]bool{true, true, true, false}, 2, r) }
	class := func() *pairing { return newClassPairing([]bool{true, true, true, false}, len(gradients), r) }
	score := func(p *pairing) (sum float64) {
		if p.classes == nil {
			outside := p.outside(around)
			return p.score(found, &outside)
		}
		scores := make([]float64, len(gradients))
		p.addClasses(found, scores)
		for k, g := range gradients {
			sum += g * scores[k]
		}
		return sum
	}
	for _, c := range []struct {
		what string
		make func() *pairing
		of   func(p *pairing) *learntFactors
		row  int
	}{
		{"a candidate's feature", slot, func(p *pairing) *learntFactors { return p.inside }, 2},
		{"a feature without factors", slot, func(p *pairing) *learntFactors { return p.inside }, 3},
		{"what surrounds", slot, func(p *pairing) *learntFactors { return p.around }, 1},
		{"a figure's feature", class, func(p *pairing) *learntFactors { return p.inside }, 0},
		{"what a factor weighs", class, func(p *pairing) *learntFactors { return p.classes }, 1},
	} {
		for j := range r.Factors {
			const little = 1e-2
			p := c.make()
			p.start(rand.New(rand.NewPCG(1, 2)))
			f := c.of(p)
			x := &f.of(c.row)[j]
			was := *x
			*x = was + little
			above := score(p)
			*x = was - little
			slope := (above - score(p)) / (2 * little)
			*x = was
			if p.classes == nil {
				p.step(found, around, 1, r)
			} else {
				p.stepClasses(found, gradients, r)
			}
			moved := float64(was-*x) / float64(f.rate) * math.Sqrt(float64(f.squares[c.row*f.count+j])+1)
			if math.Abs(moved-slope) > 1e-3 {
				t.Errorf("%s, factor %d: moved by %g, the slope is %g", c.what, j, moved, slope)
			}
		}
	}
}
