package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind says what a token is made of.
type Kind uint8

// The kinds of tokens.
const (
	Word    Kind = iota // letters; one letter may carry digits (Q4, B2C, O2O)
	Number              // digits with inner points and commas (1,234.5), or a vulgar fraction (½)
	Han                 // one Han character; other scripts without spaces follow
	Symbol              // anything else: punctuation, currency signs, stray bytes
	Address             // a web or mail address, whole
)

// Token is the smallest piece of a text that extraction looks at. Hyphens,
// slashes, percent and currency signs are tokens of their own; so is the
// possessive 's.
type Token struct {
	Span
	Kind  Kind
	Space bool   // white space, or nothing at all, stands before it
	Line  bool   // it is the first one of its line
	Upper bool   // it is a word that starts with an upper-case letter
	Key   uint64 // of its word, as an Index takes it
}

// Capital says whether the token starts with an upper-case letter.
func (d *Document) Capital(token int) bool { return d.Tokens[token].Upper }

// Classes of characters, one look-up a byte on the hot path.
const (
	symbol = iota
	space
	letter
	digit
	han
	wide // more than one byte: classOf tells what it is
)

var class = func() (c [256]uint8) {
	for _, b := range " \t\r\n\v\f" {
		c[b] = space
	}
	for b := 'a'; b <= 'z'; b++ {
		c[b], c[b-32] = letter, letter
	}
	for b := '0'; b <= '9'; b++ {
		c[b] = digit
	}
	for b := utf8.RuneSelf; b < len(c); b++ {
		c[b] = wide
	}
	return c
}()

func (d *Document) tokenize(m *room) {
	s := d.Text
	lower := lowerASCII(s)
	tokens, words := m.tokens[:0], m.words[:0]
	isSpace, isLine := true, true
	sign := -1 // the next @
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		k := class[s[i]]
		if k == wide {
			r, size = utf8.DecodeRuneInString(s[i:])
			k = classOf(r)
		}
		if k == space {
			isSpace = true
			if r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' {
				isLine = true
			}
			i += size
			continue
		}
		if r == '\u200b' || r == '\ufeff' || r == '\u00ad' {
			i += size // invisible: part of no token
			continue
		}
		if sign < i {
			sign = indexFrom(s, i, '@')
		}
		end, kind, upper := i+size, Symbol, false
		switch {
		case k == letter:
			if isSpace {
				end, kind = addressAt(s, i, sign), Address
			}
			if kind != Address || end == 0 {
				end, kind = wordEnd(s, i), Word
				upper = 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && (unicode.IsUpper(r) || unicode.IsTitle(r))
			}
		case k == digit:
			end, kind = numberEnd(s, i), Number
		case k == han:
			kind = Han
		case r >= utf8.RuneSelf && unicode.Is(unicode.No, r):
			kind = Number
		case (r == '\'' || r == '’') && !isSpace && possessive(s, i+size):
			end, kind = i+size+1, Word
		}
		word := lower[i:end]
		key, ok := shortKey(lower[i:], end-i)
		if !ok {
			if kind != Han {
				word = fold(word)
			}
			key = Key(word)
		}
		tokens = append(tokens, Token{Span: Span{i, end}, Kind: kind, Space: isSpace, Line: isLine, Upper: upper, Key: key})
		words = append(words, word)
		isSpace, isLine = false, false
		i = end
	}
	d.Tokens, d.Words = slices.Clone(tokens), slices.Clone(words)
	m.tokens, m.words = tokens, words
}

// lowerASCII is s with A-Z lowered, byte for byte at the same offsets.
func lowerASCII(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var part [512]byte
	for len(s) > 0 {
		n := copy(part[:], s)
		for i, c := range part[:n] {
			if 'A' <= c && c <= 'Z' {
				part[i] = c + 'a' - 'A'
			}
		}
		b.Write(part[:n])
		s = s[n:]
	}
	return b.String()
}

// fold is the form of a token that lexicons match, its ASCII lowered already.
func fold(token string) string {
	for i := 0; i < len(token); i++ {
		if token[i] >= utf8.RuneSelf {
			return strings.Map(foldRune, token)
		}
	}
	return token
}

func foldRune(r rune) rune {
	switch {
	case r >= '！' && r <= '～': // full-width forms of ASCII
		return unicode.ToLower(r - '！' + '!')
	case r == '’' || r == '‘':
		return '\''
	case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
		return '"'
	case r == '‐' || r == '‑' || r == '−' || r == '﹣':
		return '-'
	case r == '￥':
		return '¥'
	case r == '﹪' || r == '٪':
		return '%'
	case r == '\u00ad' || r == '\u200b' || r == '\ufeff':
		return -1
	}
	return unicode.ToLower(r)
}

func classOf(r rune) uint8 {
	switch {
	case unicode.IsSpace(r):
		return space
	case unicode.Is(unicode.Han, r):
		return han
	case r == utf8.RuneError:
		return symbol
	case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
		return letter
	case unicode.Is(unicode.Nd, r):
		return digit
	}
	return symbol
}

// classAt is the class and size of the character at i, a symbol of size 0 at the end.
func classAt(s string, i int) (uint8, int) {
	if i >= len(s) {
		return symbol, 0
	}
	if k := class[s[i]]; k != wide {
		return k, 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return classOf(r), size
}

// wordEnd is where the word that starts at i ends. A single letter keeps the
// digits and letters behind it (Q4, B2C); a longer word does not (FY2016, RMB20).
func wordEnd(s string, i int) int {
	start := i
	for i < len(s) && class[s[i]] == letter {
		i++
	}
	letters := i - start
	if i < len(s) && class[s[i]] == space {
		return i
	}
	for i < len(s) {
		k, size := classAt(s, i)
		switch {
		case k == letter:
			letters++
			i += size
		case k == digit && letters == 1:
			for k == digit {
				i += size
				k, size = classAt(s, i)
			}
			if k == letter && i-start <= 2 { // B2C, O2O, P2P
				_, after := classAt(s, i)
				if n, _ := classAt(s, i+after); n != letter {
					i += after
				}
			}
			return i
		case innerApostrophe(s, i) > 0:
			i += innerApostrophe(s, i)
		default:
			return i
		}
	}
	return i
}

// innerApostrophe is the size of an apostrophe at i that belongs to the word
// around it (don't, O'Neill), 0 where there is none or it is a possessive.
func innerApostrophe(s string, i int) int {
	r, size := utf8.DecodeRuneInString(s[i:])
	if r != '\'' && r != '’' {
		return 0
	}
	if k, _ := classAt(s, i+size); k != letter || possessive(s, i+size) {
		return 0
	}
	return size
}

// possessive says whether the s of a possessive stands at i and ends the word.
func possessive(s string, i int) bool {
	if i >= len(s) || s[i] != 's' && s[i] != 'S' {
		return false
	}
	k, _ := classAt(s, i+1)
	return k != letter && k != digit
}

func numberEnd(s string, i int) int {
	for i < len(s) {
		k, size := classAt(s, i)
		if k == digit {
			i += size
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r != '.' && r != ',' && r != '．' {
			return i
		}
		if k, _ = classAt(s, i+size); k != digit {
			return i
		}
		i += size
	}
	return i
}
