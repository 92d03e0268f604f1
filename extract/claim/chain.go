package claim

import (
	"math"
	"slices"
)

// A chain is the row of one decision for all figures of an article, each among
// a few options, where neighbours lean on each other: a linear-chain
// conditional random field (Lafferty, McCallum and Pereira, ICML 2001). The
// best row is found by Viterbi's algorithm, the probability of each option by
// forward and backward sums (Rabiner, Proc. IEEE 77(2), 1989).
type chain struct {
	weight  [][]float64   // [t][k]: exponential of the score of option k of figure t, 1 for the best
	link    [][][]float64 // [t][j][k]: that of option k behind option j of figure t-1; nil for the first
	options [][]int       // [t][k]: which option of the figure that is; those that cannot win are left out
	memory  *scratch
}

// best is the option of each figure in the row that scores highest.
func (c *chain) best() []int {
	n, m := len(c.weight), c.memory
	if n == 0 {
		return nil
	}
	product := c.weight[0]
	from := m.options.take(n)
	for t := 1; t < n; t++ {
		next := m.numbers.take(len(c.weight[t]))
		came := m.choices.take(len(next))
		for j, p := range product {
			for k, x := range c.link[t][j][:len(next)] {
				if x *= p; x > next[k] {
					next[k], came[k] = x, j
				}
			}
		}
		for k, w := range c.weight[t] {
			next[k] *= w
		}
		normalise(next) // products of many would come to nothing
		product, from[t] = next, came
	}
	row := m.choices.take(n)
	row[n-1] = argmax(product)
	for t := n - 1; t > 0; t-- {
		row[t-1] = from[t][row[t]]
	}
	return row
}

// sums are what forward and backward go through a chain with.
type sums struct {
	weight, forward, backward [][]float64
	link                      [][][]float64 // of the chain
}

// marginals are the probabilities of each option among the rows of allowed
// options; nil allows all.
func (c *chain) marginals(allowed [][]bool) [][]float64 {
	node, _ := c.sums(allowed)
	return node
}

// pairs are the probabilities of each option, and of each pair of neighbouring ones.
func (c *chain) pairs(allowed [][]bool) (node [][]float64, edge [][][]float64) {
	node, s := c.sums(allowed)
	edge = c.memory.tables.take(len(node))
	for t := 1; t < len(node); t++ {
		edge[t] = c.memory.table(len(node[t-1]), len(node[t]))
		sum := 0.0
		for j, f := range s.forward[t-1] {
			for k := range edge[t][j] {
				edge[t][j][k] = f * s.link[t][j][k] * s.weight[t][k] * s.backward[t][k]
				sum += edge[t][j][k]
			}
		}
		for _, row := range edge[t] {
			for k := range row {
				row[k] /= sum
			}
		}
	}
	return node, edge
}

// sums goes through a chain forward and backward, and multiplies the two.
func (c *chain) sums(allowed [][]bool) (node [][]float64, s sums) {
	n, m := len(c.weight), c.memory
	node = m.rows.take(n)
	s = sums{c.weight, m.rows.take(n), m.rows.take(n), c.link}
	most, all := 0, 0
	for _, weights := range c.weight {
		most, all = max(most, len(weights)), all+len(weights)
	}
	cells := m.numbers.take(3*all + most)
	next, cells := cells[:most], cells[most:]
	cut := func(n int) (piece []float64) {
		piece, cells = cells[:n:n], cells[n:]
		return piece
	}
	for t, weights := range c.weight {
		s.forward[t], s.backward[t], node[t] = cut(len(weights)), cut(len(weights)), cut(len(weights))
	}
	if allowed != nil {
		s.weight = c.weightsOf(allowed)
	}
	s.goForward()
	s.goBackward(next)
	for t := range node {
		for k := range node[t] {
			node[t][k] = s.forward[t][k] * s.backward[t][k]
		}
		normalise(node[t])
	}
	return node, s
}

// weightsOf are the weights of options that are allowed, 0 of others; nil allows all of a
// figure.
func (c *chain) weightsOf(allowed [][]bool) [][]float64 {
	out := c.memory.rows.take(len(c.weight))
	for t, weights := range c.weight {
		if out[t] = weights; allowed[t] == nil {
			continue
		}
		out[t] = c.memory.numbers.take(len(weights))
		for k, w := range weights {
			if allowed[t][k] {
				out[t][k] = w
			}
		}
	}
	return out
}

// goForward adds up what comes before each figure; sums are zero at first.
func (s *sums) goForward() {
	for t, forward := range s.forward {
		if t == 0 {
			copy(forward, s.weight[0])
		} else {
			for j, f := range s.forward[t-1] {
				for k, link := range s.link[t][j][:len(forward)] {
					forward[k] += f * link
				}
			}
			for k, w := range s.weight[t] {
				forward[k] *= w
			}
		}
		normalise(forward)
	}
}

// goBackward adds up what comes behind each figure; next has room for what the options
// of any come to.
func (s *sums) goBackward(next []float64) {
	last := len(s.backward) - 1
	for t := last; t >= 0; t-- {
		back := s.backward[t]
		if t == last {
			for k := range back {
				back[k] = 1
			}
		} else {
			next = next[:len(s.weight[t+1])]
			for l, w := range s.weight[t+1] {
				next[l] = w * s.backward[t+1][l]
			}
			for k := range back {
				for l, link := range s.link[t+1][k][:len(next)] {
					back[k] += link * next[l]
				}
			}
		}
		normalise(back)
	}
}

// exponentials of edges, in their place.
func exponentials(edges [][]float64) {
	for _, row := range edges {
		for k, x := range row {
			row[k] = math.Exp(x)
		}
	}
}

// scale makes of scores their exponentials, in their place, the highest of which is 1.
func scale(scores []float64) {
	top := slices.Max(scores)
	for i, s := range scores {
		scores[i] = math.Exp(s - top)
	}
}

func normalise(p []float64) {
	var sum float64
	for _, x := range p {
		sum += x
	}
	for i := range p {
		p[i] /= sum
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
