package quantity

import "marketfigures/extract/text"

// boundOf reads the bound of a figure in tokens [first, last), whose noun ends
// before token nounEnd. Words behind it that say more or less beat an "about"
// before it.
func (s *scan) boundOf(first, last, nounEnd int, large bool) (bound string, words text.Span) {
	bound, words = s.boundBefore(first, last, large)
	after, span := s.boundAfter(last)
	if after == "" && nounEnd > last {
		after, span = s.boundAfter(nounEnd)
	}
	switch {
	case bound == "" && after == "":
		return Exact, text.Span{}
	case bound == "" || bound == About && after != "" && after != About:
		return after, span
	}
	return bound, words
}

func (s *scan) boundBefore(first, last int, large bool) (string, text.Span) {
	p := first
	for p > s.taken && (s.d.Words[p-1] == "-" || s.d.Words[p-1] == "+" || s.d.Words[p-1] == "minus" || s.d.Words[p-1] == "negative") {
		p--
	}
	fillers, articles := 0, 0
	for p > s.first && fillers < 3 && s.lexAnywhere(p-1).roles&filler != 0 && !s.endsBound(p) {
		if s.word(p-1) == "of" && s.lexAnywhere(p-2).roles&filler == 0 { // "a total of 5", but not "some of 5"
			break
		}
		p--
		fillers++
	}
	if p > s.first && !s.endsBound(p) {
		switch s.d.Words[p-1] {
		case "a", "an", "the", "its", "their", "our", "his", "her":
			p--
			articles++
		}
	}
	b, start, ok := s.boundEnding(p)
	if !ok || articles > 0 && fillers == 0 && !b.article || b.large && !large {
		return "", text.Span{}
	}
	if b.large && s.topRank(start) {
		return "", text.Span{}
	}
	if b.particle && s.lexAnywhere(start-1).roles&phrasal != 0 {
		return "", text.Span{}
	}
	if b.moved && (s.lexAnywhere(start-1).roles&moved != 0 || s.word(last) == "from") {
		return "", text.Span{}
	}
	bound := b.bound
	if bound == Above && s.negated(start) {
		bound = Below
	}
	return bound, s.d.TokenSpan(start, p)
}

// endsBound says whether bound words end right before token p.
func (s *scan) endsBound(p int) bool {
	_, _, ok := s.boundEnding(p)
	return ok
}

// boundEnding is the longest row of bound words that ends right before token p.
func (s *scan) boundEnding(p int) (b boundWords, start int, ok bool) {
	if p <= s.first || s.lexAnywhere(p-1).roles&endsBound == 0 {
		return b, 0, false
	}
	for start = max(p-s.g.longestBound, s.first, s.taken); start < p; start++ {
		if s.lexAnywhere(start).roles&opensBound == 0 {
			continue
		}
		if b, next, ok := s.g.boundsBefore.At(s.d, start); ok && next == p {
			return b, start, true
		}
	}
	return b, 0, false
}

// topRank says whether "top" at token i is part of a rank: "the top 1000".
func (s *scan) topRank(i int) bool {
	switch s.word(i - 1) {
	case "the", "'s", "its", "their", "of", "among", "a":
		return true
	}
	return false
}

// amountAt says whether a number or a currency stands at token i: the words
// before it bound what follows.
func (s *scan) amountAt(i int) bool {
	if s.d.Tokens[i].Kind == text.Number || s.lexAnywhere(i).roles&cardinal != 0 {
		return true
	}
	_, next, ok := s.prefixAt(i)
	return ok && next < s.last && s.d.Tokens[next].Kind == text.Number
}

// closes says whether a clause ends at token i.
func (s *scan) closes(i int) bool {
	return i >= s.last || s.d.Tokens[i].Kind == text.Symbol && s.d.Words[i] != "(" && s.d.Words[i] != "$"
}

// negated says whether the clause before token i turns "more than" round.
func (s *scan) negated(i int) bool {
clause:
	for k := i - 1; k >= max(s.first, i-7); k-- {
		switch s.d.Words[k] {
		case ",", ";", ":", "(", "but", "and", "that":
			break clause
		}
		if s.lexAnywhere(k).roles&negation != 0 {
			return true
		}
	}
	for k := i - 1; k >= max(s.first, i-25); k-- { // "nobody else, not even X, has more than 2%"
		switch s.d.Words[k] {
		case ";", ":", "but":
			return false
		case "nobody", "none", "neither":
			return true
		case "one", "other":
			if s.word(k-1) == "no" {
				return true
			}
		}
	}
	return false
}

// boundAfter is the bound that the words at token j give to the figure before.
func (s *scan) boundAfter(j int) (string, text.Span) {
	if j >= s.last {
		return "", text.Span{}
	}
	if s.d.Words[j] == "of" && j+1 < s.last {
		switch s.d.Words[j+1] {
		case "it", "them", "this", "these", "that", "those":
			j += 2
		}
	}
	comma := s.word(j) == ","
	if comma {
		j++
	}
	if j >= s.last || s.lexAnywhere(j).roles&startsBound == 0 {
		return "", text.Span{}
	}
	b, next, ok := s.g.boundsAfter.At(s.d, j)
	if !ok || next > s.last {
		return "", text.Span{}
	}
	if w := s.word(next); w == "than" || w == "to" && s.word(next-1) == "up" {
		return "", text.Span{}
	}
	switch s.d.Words[j] {
	case "+", "-":
		if !s.glued(j) {
			return "", text.Span{}
		}
	}
	if next < s.last && (s.amountAt(next) || !s.closes(next) && (b.closing || comma && b.bound != About)) {
		return "", text.Span{}
	}
	if s.lexAnywhere(next-1).roles&endsBound != 0 && !comma {
		switch s.word(next) {
		case "once", "twice", "a", "the", "some", "every", "part": // "at least once a day"
			return "", text.Span{}
		}
	}
	return b.bound, s.d.TokenSpan(j, next)
}
