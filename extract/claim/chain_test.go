package claim

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// rows lists every row of options of a chain with its weight.
func rows(c *chain) (all [][]int, weights []float64) {
	row := make([]int, len(c.weight))
	var walk func(t int, weight float64)
	walk = func(t int, weight float64) {
		if t == len(c.weight) {
			all, weights = append(all, append([]int(nil), row...)), append(weights, weight)
			return
		}
		for k, x := range c.weight[t] {
			row[t] = k
			if t > 0 {
				x *= c.link[t][row[t-1]][k]
			}
			walk(t+1, weight*x)
		}
	}
	walk(0, 1)
	return all, weights
}

func randomChain(r *rand.Rand) *chain {
	n := 1 + r.IntN(4)
	c := &chain{weight: make([][]float64, n), link: make([][][]float64, n), memory: new(scratch)}
	for t := range n {
		c.weight[t] = make([]float64, 1+r.IntN(4))
		for k := range c.weight[t] {
			c.weight[t][k] = math.Exp(r.NormFloat64() * 3)
		}
		if t == 0 {
			continue
		}
		c.link[t] = make([][]float64, len(c.weight[t-1]))
		for j := range c.link[t] {
			c.link[t][j] = make([]float64, len(c.weight[t]))
			for k := range c.link[t][j] {
				c.link[t][j][k] = math.Exp(r.NormFloat64() * 2)
			}
		}
	}
	return c
}

// The best row and the probabilities are those that going through all rows gives.
func TestChain(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		c := randomChain(r)
		all, weights := rows(c)
		best := all[argmax(weights)]
		for i, k := range c.best() {
			if k != best[i] {
				t.Fatalf("the best row is %v, not %v", best, c.best())
			}
		}
		allowed := make([][]bool, len(c.weight))
		if r.IntN(2) == 0 { // only some options of one figure
			i := r.IntN(len(c.weight))
			allowed[i] = make([]bool, len(c.weight[i]))
			allowed[i][r.IntN(len(allowed[i]))] = true
		}
		free, _ := c.pairs(nil)
		node, edge := c.pairs(allowed)
		if again, _ := c.pairs(nil); !reflect.DeepEqual(again, free) || !slices.Equal(c.best(), best) {
			t.Fatal("asking for allowed options alone changes the chain")
		}
		want := make([][]float64, len(c.weight))
		for i := range want {
			want[i] = make([]float64, len(c.weight[i]))
		}
		pair, total := 0.0, 0.0
		for n, row := range all {
			weight := weights[n]
			for i, k := range row {
				if allowed[i] != nil && !allowed[i][k] {
					weight = 0
				}
			}
			total += weight
			for i, k := range row {
				want[i][k] += weight
			}
			if len(row) > 1 && row[0] == 0 && row[1] == 0 {
				pair += weight
			}
		}
		for i := range want {
			for k := range want[i] {
				if math.Abs(node[i][k]-want[i][k]/total) > 1e-9 {
					t.Fatalf("option %d of figure %d has probability %g, not %g", k, i, want[i][k]/total, node[i][k])
				}
			}
		}
		if len(c.weight) > 1 && math.Abs(edge[1][0][0]-pair/total) > 1e-9 {
			t.Fatalf("the first pair has probability %g, not %g", pair/total, edge[1][0][0])
		}
	}
}

// In a long chain the products of weights would come to nothing: the best row is found
// all the same.
func TestLongChain(t *testing.T) {
	const figures, options = 3000, 3
	c := &chain{weight: make([][]float64, figures), link: make([][][]float64, figures), memory: new(scratch)}
	r := rand.New(rand.NewPCG(3, 4))
	want := make([]int, figures)
	for n := range figures {
		want[n] = r.IntN(options)
		c.weight[n] = []float64{0.01, 0.01, 0.01}
		c.weight[n][want[n]] = 0.02
		if n > 0 {
			for range options {
				c.link[n] = append(c.link[n], []float64{1e-3, 1e-3, 1e-3})
			}
		}
	}
	if got := c.best(); !slices.Equal(got, want) {
		t.Errorf("the best row of %d figures is not that of their best options", figures)
	}
}
