package text

import (
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
	Hash  uint32 // of its word, as an Index takes it
}

// Capital says whether the token starts with an upper-case letter.
func (d *Document) Capital(token int) bool {
	t := d.Tokens[token]
	if t.Kind != Word {
		return false
	}
	c := d.Text[t.Start]
	if c < utf8.RuneSelf {
		return 'A' <= c && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(d.Text[t.Start:])
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// ASCII classes, one look-up a byte on the hot path.
const (
	space = 1 << iota
	letter
	digit
)

var class = func() (c [utf8.RuneSelf]uint8) {
	for _, b := range " \t\r\n\v\f" {
		c[b] = space
	}
	for b := 'a'; b <= 'z'; b++ {
		c[b], c[b-32] = letter, letter
	}
	for b := '0'; b <= '9'; b++ {
		c[b] = digit
	}
	return c
}()

func (d *Document) tokenize() {
	s := d.Text
	lower := lowerASCII(s)
	d.Tokens = make([]Token, 0, len(s)/5+8)
	d.Words = make([]string, 0, len(s)/5+8)
	isSpace, isLine := true, true
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		var k uint8
		if r < utf8.RuneSelf {
			k = class[r]
		} else {
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
		end, kind := i+size, Symbol
		switch {
		case k == letter && isSpace && addressAt(s, i) > 0:
			end, kind = addressAt(s, i), Address
		case k == letter:
			end, kind = wordEnd(s, i), Word
		case k == digit:
			end, kind = numberEnd(s, i), Number
		case unicode.Is(unicode.Han, r):
			kind = Han
		case r >= utf8.RuneSelf && unicode.Is(unicode.No, r):
			kind = Number
		case (r == '\'' || r == '’') && !isSpace && possessive(s, i+size):
			end, kind = i+size+1, Word
		}
		word := fold(s[i:end], lower[i:end])
		d.Tokens = append(d.Tokens, Token{Span{i, end}, kind, isSpace, isLine, Hash(word)})
		d.Words = append(d.Words, word)
		isSpace, isLine = false, false
		i = end
	}
}

// lowerASCII is s with A-Z lowered, byte for byte at the same offsets.
func lowerASCII(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	from := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; 'A' <= c && c <= 'Z' {
			b.WriteString(s[from:i])
			b.WriteByte(c + 'a' - 'A')
			from = i + 1
		}
	}
	b.WriteString(s[from:])
	return b.String()
}

// fold is the form of a token that lexicons match.
func fold(token, lower string) string {
	for i := 0; i < len(token); i++ {
		if token[i] >= utf8.RuneSelf {
			return strings.Map(foldRune, token)
		}
	}
	return lower
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
	case unicode.Is(unicode.Han, r) || r == utf8.RuneError:
		return 0
	case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
		return letter
	case unicode.Is(unicode.Nd, r):
		return digit
	}
	return 0
}

// classAt is the class and size of the character at i, 0 and 0 at the end.
func classAt(s string, i int) (uint8, int) {
	if i >= len(s) {
		return 0, 0
	}
	if s[i] < utf8.RuneSelf {
		return class[s[i]], 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return classOf(r), size
}

// wordEnd is where the word that starts at i ends. A single letter keeps the
// digits and letters behind it (Q4, B2C); a longer word does not (FY2016, RMB20).
func wordEnd(s string, i int) int {
	start, letters := i, 0
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

// addressAt is the end of a web or mail address that starts at i, or 0.
func addressAt(s string, i int) int {
	rest := s[i:min(len(s), i+8)]
	web := strings.HasPrefix(rest, "http://") || strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "www.")
	end, mail := i, false
	for end < len(s) && s[end] > ' ' && s[end] < utf8.RuneSelf && !strings.ContainsRune("<>\"|", rune(s[end])) {
		if s[end] == '@' && end > i {
			mail = true
		}
		if !web && !mail && end-i > 64 {
			return 0
		}
		end++
	}
	if !web && !mail {
		return 0
	}
	for end > i && strings.ContainsRune(".,;:!?)]'", rune(s[end-1])) {
		end--
	}
	if mail && !web && !strings.Contains(s[i:end], ".") {
		return 0
	}
	return end
}
