package period

import "marketfigures/extract/text"

// opening is what the words around a form leave open: "since 2014", "before
// 2018", "2012 or later".
func (x *discourse) opening(f form) Opening {
	r := x.r
	i := f.first - 1
	for i >= 0 && r.words[i].is(isThe) {
		i--
	}
	for first := max(0, i-3); first <= i; first++ { // the longest phrase that ends here
		if v, next, ok := r.v.openings.At(r.d, first); ok && next == i+1 && v > 0 {
			return Opening(v)
		}
	}
	if v, next, ok := r.v.openings.At(r.d, f.last); ok && v < 0 && (next == len(r.words) || r.d.Tokens[next].Kind == text.Symbol) {
		return Opening(-v)
	}
	return Closed
}
