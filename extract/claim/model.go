package claim

import "math"

// A model is linear over named features: the score of a class is the sum of
// the weights of the features at hand. Features are hashed once, by name, to
// 64 bits (FNV-1a); a collision among some ten thousand is beyond notice.

// vector gathers the features of one decision or candidate.
type vector struct {
	ids   []uint64
	named bool // keep the names too, for training
	names []string
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func hash(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

func (v *vector) reset() { v.ids, v.names = v.ids[:0], v.names[:0] }

// add puts in the feature whose name is the parts, joined by colons.
func (v *vector) add(a string, parts ...string) {
	h := hash(fnvOffset, a)
	for _, p := range parts {
		h = hash((h^':')*fnvPrime, p)
	}
	v.ids = append(v.ids, h)
	if v.named {
		for _, p := range parts {
			a += ":" + p
		}
		v.names = append(v.names, a)
	}
}

// model holds the weights of one decision: a row of them per feature, one
// weight a class.
type model struct {
	classes []string
	rows    map[uint64]int32
	names   []string // of the features, a row each, where a file gave them
	weights []float32
}

func newModel(classes ...string) *model {
	return &model{classes: classes, rows: map[uint64]int32{}}
}

// score adds up the weights of the features into out, one sum a class.
func (m *model) score(v *vector, out []float64) {
	clear(out)
	n := len(m.classes)
	for _, id := range v.ids {
		row, ok := m.rows[id]
		if !ok {
			continue
		}
		w := m.weights[int(row)*n : int(row)*n+n]
		for c := range out {
			out[c] += float64(w[c])
		}
	}
}

// softmax turns scores into probabilities, in place.
func softmax(scores []float64) {
	top := math.Inf(-1)
	for _, s := range scores {
		top = max(top, s)
	}
	var sum float64
	for i, s := range scores {
		scores[i] = math.Exp(s - top)
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
}

func argmax(scores []float64) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}
