package claim

import (
	"math"
	"math/rand/v2"
	"slices"
)

// pairing learns the factors of one decision's features.
type pairing struct {
	may     []bool         // [row]: whether the feature has factors
	inside  *learntFactors // of the features of options, by row of their model
	around  *learntFactors // of what surrounds figures, in slots
	classes *learntFactors // of classes: what each of the squares that pairs are made of weighs for them
}

// learntFactors hold one kind of factors in training.
type learntFactors struct {
	count        int       // of the factors that a row learns in a run
	now, squares []float32 // [row*count+factor], as AdaGrad wants them
	mean         []float64 // over the steps of the run
	steps        float64
	past         [][]float64 // of the runs before
	rate         float32
	spread       float64 // at the start
}

// Factors start out at random, for from nothing none would ever differ. Their
// steps are smaller than those of weights, for many move at once.
func newLearntFactors(rows, count int, rate float32, spread float64) *learntFactors {
	return &learntFactors{count: count, now: make([]float32, rows*count), squares: make([]float32, rows*count), rate: rate, spread: spread}
}

// newPairing is what learns the factors of a decision's features, nil where they
// have none.
func (d decision) newPairing(features []string, around int, r Recipe) *pairing {
	if !slices.Contains(d.columns, firstFactor) {
		return nil
	}
	may := make([]bool, len(features))
	for row, name := range features {
		may[row] = !d.isSlot || hasFactors(d.name, name)
	}
	if d.isSlot {
		return newSlotPairing(may, around, r)
	}
	return newClassPairing(may, len(d.links), r)
}

// newSlotPairing is for features of candidates with each other and with so many
// features that surround figures.
func newSlotPairing(may []bool, around int, r Recipe) *pairing {
	return &pairing{may, newLearntFactors(len(may), r.Factors, 0.03, 0.05), newLearntFactors(around, r.Factors, 0.03, 0.05), nil}
}

// newClassPairing is for features of figures with each other.
func newClassPairing(may []bool, classes int, r Recipe) *pairing {
	return &pairing{may, newLearntFactors(len(may), r.Factors, 0.05, 0.1), nil, newLearntFactors(r.Factors, classes, 0.05, 1)}
}

func (p *pairing) each(do func(f *learntFactors)) {
	for _, f := range []*learntFactors{p.inside, p.around, p.classes} {
		if f != nil {
			do(f)
		}
	}
}

// start begins a run.
func (p *pairing) start(random *rand.Rand) {
	p.each(func(f *learntFactors) {
		for i := range f.now {
			f.now[i] = float32(random.NormFloat64() * f.spread)
		}
		clear(f.squares)
		f.mean, f.steps = make([]float64, len(f.now)), 0
	})
}

// average adds the present factors to the mean of their run.
func (p *pairing) average() {
	p.each(func(f *learntFactors) {
		f.steps++
		for i, x := range f.now {
			f.mean[i] += float64(x)
		}
	})
}

// end keeps what a run learnt.
func (p *pairing) end() {
	p.each(func(f *learntFactors) {
		for i := range f.mean {
			f.mean[i] /= f.steps
		}
		f.past = append(f.past, f.mean)
	})
}

// of are the factors of a row.
func (f *learntFactors) of(row int) []float32 { return f.now[row*f.count : (row+1)*f.count] }

// move takes factor j of a row a step against a gradient.
func (f *learntFactors) move(row, j int, gradient float32, r Recipe) {
	x := &f.now[row*f.count+j]
	gradient += float32(r.Decay) * *x
	squares := &f.squares[row*f.count+j]
	*squares += gradient * gradient
	*x -= f.rate * gradient / float32(math.Sqrt(float64(*squares)+1))
}

// total adds up the factors of features.
func (p *pairing) total(found []int32) (sum, squares factors) {
	for _, row := range found {
		if p.may[row] {
			for j, x := range p.inside.of(int(row)) {
				sum[j] += x
				squares[j] += x * x
			}
		}
	}
	return sum, squares
}

// outside adds up the factors of what surrounds a figure.
func (p *pairing) outside(around []int32) (sum factors) {
	for _, row := range around {
		for j, x := range p.around.of(int(row)) {
			sum[j] += x
		}
	}
	return sum
}

// score is what the pairs of a candidate weigh, beside the factors of all that
// surrounds its figure.
func (p *pairing) score(found []int32, outside *factors) float64 {
	sum, squares := p.total(found)
	score := float32(0)
	for j := range sum {
		score += (sum[j]*sum[j]-squares[j])/2 + sum[j]*outside[j]
	}
	return float64(score)
}

// step moves the factors of a candidate's features and of the surroundings
// against a gradient of the candidate's score.
func (p *pairing) step(found, around []int32, gradient float64, r Recipe) {
	if math.Abs(gradient) < 1e-4 {
		return
	}
	g := float32(gradient)
	sum, _ := p.total(found)
	outside := p.outside(around)
	for _, row := range found {
		if p.may[row] {
			for j, x := range p.inside.of(int(row)) {
				p.inside.move(int(row), j, g*(sum[j]+outside[j]-x), r)
			}
		}
	}
	for _, row := range around {
		for j := range p.around.count {
			p.around.move(int(row), j, g*sum[j], r)
		}
	}
}

// addClasses adds what the pairs of a figure's features weigh for each class.
func (p *pairing) addClasses(found []int32, scores []float64) {
	sum, squares := p.total(found)
	for j := range p.inside.count {
		pairs := (sum[j]*sum[j] - squares[j]) / 2
		for k, x := range p.classes.of(j) {
			scores[k] += float64(pairs * x)
		}
	}
}

// stepClasses moves the factors of a figure's features against the gradients of
// the classes' scores.
func (p *pairing) stepClasses(found []int32, gradients []float64, r Recipe) {
	if most(gradients) < 1e-3 {
		return
	}
	sum, squares := p.total(found)
	var back factors
	for j := range p.inside.count {
		for k, x := range p.classes.of(j) {
			back[j] += float32(gradients[k]) * x
		}
	}
	for j := range p.inside.count {
		for k, g := range gradients {
			p.classes.move(j, k, float32(g)*(sum[j]*sum[j]-squares[j])/2, r)
		}
	}
	for _, row := range found {
		if p.may[row] {
			for j, x := range p.inside.of(int(row)) {
				p.inside.move(int(row), j, back[j]*(sum[j]-x), r)
			}
		}
	}
}

// most is the largest size of some numbers.
func most(numbers []float64) (size float64) {
	for _, x := range numbers {
		size = max(size, math.Abs(x))
	}
	return size
}

// scale is what factors are multiplied by in the end: none is left out then, and
// pairs weigh the mean of what they did in all runs.
func (p *pairing) scale(r Recipe) float64 {
	if p.classes != nil { // which holds the mean
		return 1 - r.Dropout
	}
	return (1 - r.Dropout) / math.Sqrt(float64(r.Runs))
}

// finish writes the factors of the features of options that may have some.
func (p *pairing) finish(m *model, from int, r Recipe) {
	for row, may := range p.may {
		if may {
			p.inside.finish(m, row, from, p.scale(r))
		}
	}
}

// finishAround writes the factors of what surrounds figures.
func (p *pairing) finishAround(m *model, from int, r Recipe) {
	for row := range m.names {
		p.around.finish(m, row, from, p.scale(r))
	}
}

// classModel is the model of what pairs weigh for classes.
func (p *pairing) classModel(r Recipe) *model {
	m := newModel(measures...)
	m.names = factorColumns("factor ")
	m.weights = make([]float32, pairFactors*len(measures))
	for run, mean := range p.classes.past {
		for i, x := range mean {
			m.weights[run*len(mean)+i] = float32(math.Round(x/float64(r.Runs)*100) / 100)
		}
	}
	return m
}

// finish writes the factors of a row, those of all runs beside each other, into the
// columns of a model, from one on, times a scale.
func (f *learntFactors) finish(m *model, row, from int, scale float64) {
	for run, mean := range f.past {
		for j, x := range mean[row*f.count : (row+1)*f.count] {
			m.weights[row*len(m.columns)+from+run*f.count+j] = float32(math.Round(x * scale / factorUnit))
		}
	}
}
