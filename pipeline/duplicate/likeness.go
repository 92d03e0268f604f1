package duplicate

import "slices"

// likeness is the part of the shorter article that stands in the other one, and
// whether that makes them copies.
func (p *Print) likeness(q *Print) (float64, bool) {
	if p.text == q.text {
		return 1, true
	}
	if len(p.words) > len(q.words) {
		p, q = q, p
	}
	words := len(p.words)
	shared := p.shared(q)
	if shared*4 < words || shared == 0 {
		return 0, false
	}
	if p.address != 0 && p.address == q.address {
		return float64(shared) / float64(words), true
	}
	left, others := p.only(q), q.only(p)
	for _, s := range left {
		for _, o := range others {
			same, contrary := compare(p.of(s), q.of(o))
			if contrary {
				return 0, false
			}
			if same {
				shared += s.length()
				break
			}
		}
	}
	likeness := float64(shared) / float64(words)
	return likeness, likeness >= ofShorter && float64(shared) >= ofLonger*float64(len(q.words))
}

// shared counts the words in sentences that both articles have.
func (p *Print) shared(q *Print) int {
	n := 0
	a, b := p.sentences, q.sentences
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].hash == b[0].hash:
			n += a[0].length()
			a, b = a[1:], b[1:]
		case a[0].hash < b[0].hash:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return n
}

// only are the sentences that the other article does not have.
func (p *Print) only(q *Print) []sentence {
	var left []sentence
	b := q.sentences
	for _, s := range p.sentences {
		for len(b) > 0 && b[0].hash < s.hash {
			b = b[1:]
		}
		if len(b) == 0 || b[0].hash != s.hash {
			left = append(left, s)
		}
	}
	return left
}

// compare says whether two sentences that differ are the same but for a few
// light words, or are the same but for a number, a name or a negation.
func compare(a, b []packed) (same, contrary bool) {
	long, short := len(a), len(b)
	if long < short {
		long, short = short, long
	}
	if short < telling || short*4 < long*3 {
		return false, false
	}
	common, weighty := difference(a, b)
	if common*4 < long*3 {
		return false, false
	}
	return !weighty, weighty
}

// difference counts the words that two sentences have in common, and says
// whether a weighty one stands in one of them only.
func difference(a, b []packed) (common int, weighty bool) {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].hash() == b[0].hash():
			common++
			a, b = a[1:], b[1:]
		case a[0] < b[0]:
			weighty = weighty || a[0].weighty()
			a = a[1:]
		default:
			weighty = weighty || b[0].weighty()
			b = b[1:]
		}
	}
	for _, w := range append(a, b...) {
		weighty = weighty || w.weighty()
	}
	return common, weighty
}
