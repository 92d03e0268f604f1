package entity

import "marketfigures/extract/text"

// spelling says how a body writes a word.
type spelling uint8

const (
	lower spelling = 1 << iota // in small letters
	inner                      // capitalised within a sentence
)

// spellings are those of the words of one document.
type spellings struct {
	words text.Index
	of    []spelling // by word
}

func (s *spellings) reset() {
	s.words.Reset()
	s.of = s.of[:0]
}

// add notes how a token is written.
func (s *spellings) add(d *text.Document, token int, how spelling) {
	n := s.words.Add(d.Tokens[token].Key)
	if n == len(s.of) {
		s.of = append(s.of, 0)
	}
	s.of[n] |= how
}

// at is how the body writes the word of a token.
func (s *spellings) at(d *text.Document, token int) spelling {
	if n := s.words.Find(d.Tokens[token].Key); n >= 0 {
		return s.of[n]
	}
	return 0
}

func (s spelling) is(how spelling) bool { return s&how != 0 }
