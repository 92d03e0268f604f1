package quantity

import "marketfigures/extract/text"

// name says where digits that are no number end: names such as 99Bill and
// COVID-19, ranks (4th), times (10:30), versions (2.0.1), phone numbers, the
// numbers of lists. It returns i where the digits at token i are a number.
func (s *scan) name(i int) int {
	t, last := s.d.Tokens, len(s.d.Tokens)
	behind := func(k int) bool { return k < last && !t[k].Space }
	w := s.d.Words[i]
	if behind(i + 1) { // something stands glued behind
		switch next := s.d.Words[i+1]; {
		case t[i+1].Kind == text.Word && next != "'s":
			if !s.unitLike(i + 1) {
				return i + 2
			}
		case next == ":" && behind(i+2) && t[i+2].Kind == text.Number, next == "." && behind(i+2) && t[i+2].Kind == text.Word:
			return i + 3
		case next == "-" && behind(i+2) && t[i+2].Kind == text.Word && s.d.Capital(i+2) && s.lex(i+2).roles&(scaleWord|partWord) == 0 && !s.headline(i+2):
			return i + 3
		case next == "-" && behind(i+2) && t[i+2].Kind == text.Number:
			if end := s.chain(i); end > i+3 {
				return end
			}
		case next == "/" && behind(i+2) && t[i+2].Kind == text.Number && behind(i+3) && s.d.Words[i+3] == "/":
			return i + 4
		}
	}
	if i > 0 && s.glued(i) && !t[i].Line {
		switch prev := s.d.Words[i-1]; {
		case t[i-1].Kind == text.Word:
			return i + 1
		case prev == "#" || prev == "№" || prev == "@" || prev == "_" || prev == "&":
			return i + 1
		case prev == ":" && i > 1 && t[i-2].Kind == text.Number:
			return i + 1
		case prev == "[" && len(w) <= 3 && behind(i+1) && s.d.Words[i+1] == "]":
			return i + 2
		case prev == "-" && i > 1 && s.glued(i-1) && t[i-2].Kind == text.Word && i-2 >= s.taken && !s.numeral(i-2):
			return s.hyphened(i)
		}
	}
	if s.listNumber(i) {
		return i + 2
	}
	if len(w) <= 5 && s.labelled(i) {
		return i + 1
	}
	return i
}

// unitLike says whether the word glued behind digits is a scale or a unit.
func (s *scan) unitLike(i int) bool {
	x := s.lexAnywhere(i)
	if x.roles&(scaleWord|scaleShort|scaleGlued|scaleMoney) != 0 {
		return true
	}
	w := s.d.Words[i]
	if s.lexAnywhere(i).roles&gluedUnit != 0 || len(w) > 1 && w[0] == 'e' && isInteger(w[1:]) || w == "e" || w == "x10" {
		return true
	}
	if _, _, ok := s.unitAt(i); ok {
		return true
	}
	_, _, ok := s.suffixAt(i)
	return ok
}

// numeral says whether word i is a number word, a scale or a currency.
func (s *scan) numeral(i int) bool {
	if s.lexAnywhere(i).roles&(cardinal|scaleWord) != 0 {
		return true
	}
	_, _, ok := s.prefixAt(i)
	return ok
}

// hyphened says where the digits behind "word-" end: i where they are a figure
// all the same ("sub-5%", "mid-90%").
func (s *scan) hyphened(i int) int {
	if s.is(i+1, "%") || s.is(i+1, "percent") {
		return i
	}
	return i + 1
}

// chain is where a run of numbers joined by hyphens ends, such as a phone number.
func (s *scan) chain(i int) int {
	t := s.d.Tokens
	for i+2 < len(t) && s.d.Words[i+1] == "-" && !t[i+1].Space && !t[i+2].Space && t[i+2].Kind == text.Number {
		i += 2
	}
	return i + 1
}

// headline says whether the words around token i stand in capitals as a habit.
func (s *scan) headline(i int) bool {
	capitals, words := 0, 0
	for k := max(s.first, i-4); k < min(s.last, i+5); k++ {
		if s.d.Tokens[k].Kind == text.Word && s.d.Tokens[k].Len() > 3 {
			words++
			if s.d.Capital(k) {
				capitals++
			}
		}
	}
	return words > 2 && capitals*4 >= words*3
}

// listNumber says whether the digits at token i only count the items of a list.
func (s *scan) listNumber(i int) bool {
	t := s.d.Tokens
	first := i
	for first > 0 && !t[first].Line && (s.d.Words[first-1] == "(" || s.d.Words[first-1] == "#" || s.d.Words[first-1] == "*") {
		first--
	}
	if !t[first].Line || t[i].Len() > 2 || i+2 >= len(t) || !s.glued(i+1) || t[i+2].Line {
		return false
	}
	switch s.d.Words[i+1] {
	case ".", "、":
		return t[i+2].Space || t[i+2].Kind == text.Word
	case ")":
		return true
	}
	return false
}

// labelled says whether the digits at token i are part of a name or a place in
// a document: "version 5", "Table 3", "No. 1", "iPhone 6".
func (s *scan) labelled(i int) bool {
	p := i - 1
	if s.word(p) == "." || s.word(p) == "#" {
		p--
	}
	if p < s.first || p < s.taken || s.lexAnywhere(p).roles&label == 0 {
		return false
	}
	j := i + 1
	if j >= s.stop {
		return true
	}
	if s.lex(j).scale > 0 || s.is(j, "%") || s.moneyFollows(j) {
		return false
	}
	if u, _, ok := s.unitAt(j); ok && u != "points" {
		return false
	}
	return s.d.Tokens[j].Kind != text.Word || s.lex(j).roles&closed != 0
}
