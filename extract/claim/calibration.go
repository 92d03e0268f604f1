package claim

import (
	"math"
	"slices"
	"sort"

	"marketfigures/extract/lexicon"
)

// knot ties a raw confidence (the product of the probabilities of all
// decisions) to the share of claims at or about it that are right in full.
type knot struct{ raw, right float64 }

// calibrated is the share of right claims among those as sure as this one.
func (w *Weights) calibrated(raw float64) float64 {
	k := sort.Search(len(w.knots), func(i int) bool { return w.knots[i].raw >= raw })
	switch {
	case len(w.knots) == 0:
		return raw
	case k == 0:
		return w.knots[0].right
	case k == len(w.knots):
		return w.knots[k-1].right
	}
	a, b := w.knots[k-1], w.knots[k]
	return a.right + (b.right-a.right)*(raw-a.raw)/max(b.raw-a.raw, 1e-9)
}

// binSize is how many claims a knot stands for at the least.
const binSize = 60

// Calibrate learns what the confidence of claims is worth, from articles that
// the models that judge them were not trained on: of those that count twice,
// where there are any, for their labels are the surest. Shares are made to rise with
// the raw confidence by pooling adjacent violators (Ayer et al., Annals of
// Mathematical Statistics 26(4), 1955).
func (w *Weights) Calibrate(l *lexicon.Lexicon, examples []Example, r Recipe, folds int) error {
	type judged struct {
		raw   float64
		right bool
	}
	sure := func(e *Example) bool { return e.Twice }
	if !slices.ContainsFunc(examples, func(e Example) bool { return e.Twice }) {
		sure = func(*Example) bool { return true }
	}
	var all []judged
	words := newVocabulary(l)
	for fold := range folds {
		var kept, out []Example
		surely := 0
		for _, e := range examples {
			if !sure(&e) {
				kept = append(kept, e)
				continue
			}
			if surely++; surely%folds == fold {
				out = append(out, e)
			} else {
				kept = append(kept, e)
			}
		}
		m, err := Train(l, kept, r)
		if err != nil {
			return err
		}
		for a := range out {
			s := newScene(words, out[a].Input)
			claims, _ := m.decideAll(s)
			for i, g := range align(s.Quantities, out[a].Gold) {
				if c := claims[i]; c != nil && (g == nil || !g.Optional) {
					all = append(all, judged{c.Confidence, g != nil && s.rightInFull(c, g)})
				}
			}
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].raw < all[j].raw })
	type pool struct{ raw, right, n float64 }
	var pools []pool
	for from := 0; from < len(all); from += binSize {
		var p pool
		for _, j := range all[from:min(from+binSize, len(all))] {
			p.raw += j.raw
			if j.right {
				p.right++
			}
			p.n++
		}
		pools = append(pools, p)
		for n := len(pools); n > 1 && pools[n-2].right*pools[n-1].n >= pools[n-1].right*pools[n-2].n; n = len(pools) {
			pools[n-2] = pool{pools[n-2].raw + pools[n-1].raw, pools[n-2].right + pools[n-1].right, pools[n-2].n + pools[n-1].n}
			pools = pools[:n-1]
		}
	}
	w.knots = nil
	for _, p := range pools {
		w.knots = append(w.knots, knot{fourDigits(p.raw / p.n), fourDigits(p.right / p.n)})
	}
	return nil
}

// fourDigits are those that a file of weights has.
func fourDigits(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// rightInFull says whether all slots of a claim are as a reader has them.
func (s *scene) rightInFull(c *Claim, g *Gold) bool {
	for sl := slot(0); sl < slots; sl++ {
		if !s.accepts(sl, g, c.value(sl)) {
			return false
		}
	}
	return c.Measure == g.Slots["measure"] && c.GrowthOf == g.Slots["growth_of"] && c.Status == g.Slots["status"] && c.Bound == g.Slots["bound"]
}
