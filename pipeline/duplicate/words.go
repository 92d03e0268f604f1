package duplicate

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is the hash of a word; weighty ones may not differ between copies:
// numbers, names, negations.
type word struct {
	hash    uint32
	weighty bool
}

// packed is a word in four bytes: its hash, but for the lowest bit, which says
// whether it is weighty. Whoever compares articles holds the words of many.
type packed uint32

func pack(w word) packed {
	if w.weighty {
		return packed(w.hash | 1)
	}
	return packed(w.hash &^ 1)
}

func (w packed) hash() uint32  { return uint32(w &^ 1) }
func (w packed) weighty() bool { return w&1 != 0 }

// withoutPlace cuts place, date and agency off the first sentence of a wire
// story: "BEIJING, Nov 12 (Agency) - ".
func withoutPlace(line string) string {
	for _, dash := range []string{" - ", " -- ", " – ", " — "} {
		if at := strings.Index(line, dash); at > 0 && at < 90 {
			if first, _ := utf8.DecodeRuneInString(line); unicode.IsUpper(first) && strings.ContainsAny(line[:at], ",(") {
				return line[at+len(dash):]
			}
		}
	}
	return line
}

// sentencesOf cuts a line into sentences, and these into words: runs of letters
// and digits, single Han characters. Each sentence is written over the one before,
// into the room given.
func sentencesOf(line string, room []word) iter.Seq[[]word] {
	return func(yield func([]word) bool) {
		words, start, opening := room[:0], -1, true
		end := func(i int) {
			if start >= 0 {
				words = append(words, wordOf(line[start:i], opening))
				start, opening = -1, false
			}
		}
		for i, r := range line {
			switch {
			case r >= utf8.RuneSelf && unicode.Is(unicode.Han, r):
				end(i)
				words = append(words, wordOf(string(r), false))
			case ofWord(r):
				if start < 0 {
					start = i
				}
			case start >= 0 && (r == '.' || r == ',' || r == '\'' || r == '’') && joins(line, i, r):
			default:
				end(i)
				if r == '%' || r == '$' || r == '-' && i+1 < len(line) && '0' <= line[i+1] && line[i+1] <= '9' {
					words = append(words, wordOf(string(r), false))
				}
				switch r {
				case '.', '!', '?', '。', '！', '？', '；':
					if !yield(words) {
						return
					}
					words, opening = words[:0], true
				}
			}
		}
		end(len(line))
		yield(words)
	}
}

// ofWord says whether words are made of a character.
func ofWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// joins says whether a mark stands inside a word or a number: 5.4, 1,200, don't.
func joins(line string, i int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:i])
	after, _ := utf8.DecodeRuneInString(line[i+utf8.RuneLen(r):])
	if r == '.' || r == ',' {
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	}
	return unicode.IsLetter(after)
}

// denials are the hashes of words, and of single characters, that turn a sentence into
// its contrary.
var denials = func() map[uint64]bool {
	all := map[uint64]bool{}
	for word := range strings.FieldsSeq(`
		not no never none nobody neither nor without cannot
		up down rose fell more less above below higher lower
		first second third fourth half last next previous
		one two three four five six seven eight nine ten
		million billion trillion
		不 未 没 無 无 非 升 降 增 减 減
		一 二 三 四 五 六 七 八 九 十 半 上 下
	`) {
		all[hashOf(word)] = true
	}
	return all
}()

// wordOf hashes a word without its case. Opening says that it starts a
// sentence, where a capital tells nothing.
func wordOf(s string, opening bool) word {
	h, weighty := uint64(fnvOffset), 'A' <= s[0] && s[0] <= 'Z' && !opening
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return foreignWordOf(s, opening)
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case '0' <= c && c <= '9' || c == '%' || c == '$':
			weighty = true
		}
		h = (h ^ uint64(c)) * fnvPrime
	}
	return word{uint32(h ^ h>>32), weighty || denials[h] || len(s) >= 3 && strings.EqualFold(s[len(s)-3:], "n't")}
}

// foreignWordOf does so with a word that is not all ASCII.
func foreignWordOf(s string, opening bool) word {
	lower := strings.ToLower(s)
	h := hashOf(lower)
	r, _ := utf8.DecodeRuneInString(s)
	weighty := denials[h] || strings.HasSuffix(lower, "n't") || strings.HasSuffix(lower, "n’t") ||
		strings.ContainsAny(s, "0123456789%$") || unicode.IsUpper(r) && !opening || unicode.IsDigit(r)
	return word{uint32(h ^ h>>32), weighty}
}
