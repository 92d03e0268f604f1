package quantity

import "marketfigures/extract/text"

// maxNoun is how many words a counted noun may have.
const maxNoun = 4

// counted is the noun phrase behind token j: "active users" of "400 million
// active users". It is empty where no noun follows.
func (s *scan) counted(j int) text.Span {
	if j < s.last && s.d.Words[j] == "of" && !s.glued(j) {
		j++
		for j < s.last && (s.word(j) == "the" || s.word(j) == "its" || s.word(j) == "their" || s.word(j) == "our" || s.word(j) == "these" || s.word(j) == "all") {
			j++
		}
	}
	if s.word(j) == "-" && s.glued(j) && s.glued(j+1) {
		j++
	}
	end, words := j, 0
	for k := j; k < s.last && words < maxNoun; k++ {
		w := s.d.Words[k]
		if w == "-" && k > j && s.glued(k) && s.glued(k+1) {
			continue
		}
		t := s.d.Tokens[k]
		if k > j && s.d.Words[k-1] == "-" && t.Kind == text.Word && s.glued(k) { // "pick-up points"
			end = k + 1
			continue
		}
		if t.Kind != text.Word && t.Kind != text.Han || s.lexAnywhere(k).roles&(closed|cardinal|scaleWord) != 0 || s.amountAt(k) {
			break
		}
		words++
		end = k + 1
		if plural(w) && s.word(k+1) != "-" {
			break
		}
	}
	if end == j {
		return text.Span{}
	}
	return s.d.TokenSpan(j, end)
}

// plural says whether a word looks like the plural of a noun.
func plural(w string) bool {
	n := len(w)
	if n < 4 || w[n-1] != 's' {
		return w == "people" || w == "men" || w == "women" || w == "children"
	}
	switch w[n-2] {
	case 's', 'u', 'i', '\'':
		return false
	}
	return true
}
