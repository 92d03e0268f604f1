package claim

import "math"

// A chain is the row of one decision for all figures of an article, each among
// a few options, where neighbours lean on each other: a linear-chain
// conditional random field (Lafferty, McCallum and Pereira, ICML 2001). The
// best row is found by Viterbi's algorithm, the probability of each option by
// forward and backward sums (Rabiner, Proc. IEEE 77(2), 1989).
type chain struct {
	node [][]float64   // [t][k]: score of option k of figure t
	edge [][][]float64 // [t][j][k]: of option k behind option j of figure t-1; nil for the first
}

// best is the option of each figure in the row that scores highest.
func (c *chain) best() []int {
	n := len(c.node)
	if n == 0 {
		return nil
	}
	score := append([]float64(nil), c.node[0]...)
	from := make([][]int, n)
	for t := 1; t < n; t++ {
		next := make([]float64, len(c.node[t]))
		from[t] = make([]int, len(next))
		for k := range next {
			top := math.Inf(-1)
			for j, s := range score {
				if x := s + c.edge[t][j][k]; x > top {
					top, from[t][k] = x, j
				}
			}
			next[k] = top + c.node[t][k]
		}
		score = next
	}
	row := make([]int, n)
	row[n-1] = argmax(score)
	for t := n - 1; t > 0; t-- {
		row[t-1] = from[t][row[t]]
	}
	return row
}

// marginals are the probabilities of each option, and of each pair of
// neighbouring ones, among the rows of allowed options; nil allows all.
func (c *chain) marginals(allowed [][]bool) (node [][]float64, edge [][][]float64) {
	n := len(c.node)
	node, edge = make([][]float64, n), make([][][]float64, n)
	weight, link := make([][]float64, n), make([][][]float64, n)
	for t := range c.node {
		weight[t] = exponentials(c.node[t])
		if allowed != nil && allowed[t] != nil {
			for k := range weight[t] {
				if !allowed[t][k] {
					weight[t][k] = 0
				}
			}
		}
		if t > 0 {
			link[t] = make([][]float64, len(c.edge[t]))
			for j := range c.edge[t] {
				link[t][j] = make([]float64, len(c.edge[t][j]))
				for k, x := range c.edge[t][j] {
					link[t][j][k] = math.Exp(x)
				}
			}
		}
	}
	forward, backward := make([][]float64, n), make([][]float64, n)
	for t := range n {
		forward[t] = append([]float64(nil), weight[t]...)
		if t > 0 {
			for k := range forward[t] {
				sum := 0.0
				for j, f := range forward[t-1] {
					sum += f * link[t][j][k]
				}
				forward[t][k] *= sum
			}
		}
		normalise(forward[t])
	}
	for t := n - 1; t >= 0; t-- {
		backward[t] = make([]float64, len(weight[t]))
		for k := range backward[t] {
			if t == n-1 {
				backward[t][k] = 1
				continue
			}
			for l, b := range backward[t+1] {
				backward[t][k] += link[t+1][k][l] * weight[t+1][l] * b
			}
		}
		normalise(backward[t])
		node[t] = make([]float64, len(weight[t]))
		for k := range node[t] {
			node[t][k] = forward[t][k] * backward[t][k]
		}
		normalise(node[t])
		if t < n-1 {
			edge[t+1] = pairs(forward[t], link[t+1], weight[t+1], backward[t+1])
		}
	}
	return node, edge
}

// pairs are the probabilities of neighbouring options.
func pairs(forward []float64, link [][]float64, weight, backward []float64) [][]float64 {
	out := make([][]float64, len(forward))
	sum := 0.0
	for j, f := range forward {
		out[j] = make([]float64, len(weight))
		for k := range weight {
			out[j][k] = f * link[j][k] * weight[k] * backward[k]
			sum += out[j][k]
		}
	}
	for j := range out {
		for k := range out[j] {
			out[j][k] /= sum
		}
	}
	return out
}

// exponentials of scores, scaled so that the highest is 1.
func exponentials(scores []float64) []float64 {
	top := math.Inf(-1)
	for _, s := range scores {
		top = max(top, s)
	}
	out := make([]float64, len(scores))
	for i, s := range scores {
		out[i] = math.Exp(s - top)
	}
	return out
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
