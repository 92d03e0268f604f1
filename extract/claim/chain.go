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
	node    [][]float64   // [t][k]: score of option k of figure t
	edge    [][][]float64 // [t][j][k]: of option k behind option j of figure t-1; nil for the first
	linked  []linked      // where edges take few values, those
	options [][]int       // [t][k]: which option of the figure that is; those that cannot win are left out
	memory  *scratch
}

// linked are edges that share a few values: that of k behind j is the one that
// column names.
type linked struct {
	values []float64
	column [][]uint8
}

// best is the option of each figure in the row that scores highest.
func (c *chain) best() []int {
	n, m := len(c.node), c.memory
	if n == 0 {
		return nil
	}
	score := c.node[0]
	from := m.options.take(n)
	for t := 1; t < n; t++ {
		next := m.numbers.rough(len(c.node[t]))
		came := m.choices.rough(len(next))
		for j, s := range score {
			for k, x := range c.edge[t][j][:len(next)] {
				if x += s; j == 0 || x > next[k] {
					next[k], came[k] = x, j
				}
			}
		}
		for k, x := range c.node[t] {
			next[k] += x
		}
		score, from[t] = next, came
	}
	row := m.choices.take(n)
	row[n-1] = argmax(score)
	for t := n - 1; t > 0; t-- {
		row[t-1] = from[t][row[t]]
	}
	return row
}

// sums are what forward and backward go through a chain with.
type sums struct {
	weight, forward, backward [][]float64
	link                      [][][]float64
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
	n, m := len(c.node), c.memory
	node = m.rows.take(n)
	s = sums{m.rows.take(n), m.rows.take(n), m.rows.take(n), m.tables.take(n)}
	most, all := 0, 0
	for _, scores := range c.node {
		most, all = max(most, len(scores)), all+len(scores)
	}
	cells := m.numbers.take(4*all + most)
	next, cells := cells[:most], cells[most:]
	cut := func(n int) (piece []float64) {
		piece, cells = cells[:n:n], cells[n:]
		return piece
	}
	for t, scores := range c.node {
		s.weight[t], s.forward[t], s.backward[t], node[t] = cut(len(scores)), cut(len(scores)), cut(len(scores)), cut(len(scores))
		scaled(scores, s.weight[t])
		if allowed != nil && allowed[t] != nil {
			for k := range s.weight[t] {
				if !allowed[t][k] {
					s.weight[t][k] = 0
				}
			}
		}
		if t > 0 {
			s.link[t] = c.exponentials(t)
		}
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

// spread puts the few values of linked edges where they belong.
func (c *chain) spread(t int, few []float64, out [][]float64) {
	for j, row := range out {
		column := c.linked[t].column[c.options[t-1][j]]
		for k, option := range c.options[t] {
			row[k] = few[column[option]]
		}
	}
}

// exponentials of the edges before figure t.
func (c *chain) exponentials(t int) [][]float64 {
	out := c.memory.table(len(c.edge[t]), len(c.node[t]))
	if c.linked != nil && c.linked[t].values != nil {
		few := c.memory.numbers.take(len(c.linked[t].values))
		for i, x := range c.linked[t].values {
			few[i] = math.Exp(x)
		}
		c.spread(t, few, out)
		return out
	}
	for j, row := range out {
		for k := range row {
			row[k] = math.Exp(c.edge[t][j][k])
		}
	}
	return out
}

// scaled puts the exponentials of scores into out, scaled so that the highest is 1.
func scaled(scores, out []float64) {
	top := slices.Max(scores)
	for i, s := range scores {
		out[i] = math.Exp(s - top)
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
