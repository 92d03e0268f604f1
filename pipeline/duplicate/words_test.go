package duplicate

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Words are read in one pass as the plain rule has them.
func TestWordOf(t *testing.T) {
	rule := func(s string, opening bool) word {
		lower := strings.ToLower(s)
		first, _ := utf8.DecodeRuneInString(s)
		h := hashOf(lower)
		weighty := denials[h] || strings.HasSuffix(lower, "n't") || strings.HasSuffix(lower, "n’t") ||
			strings.ContainsAny(s, "0123456789%$") || unicode.IsUpper(first) && !opening || unicode.IsDigit(first)
		return word{uint32(h ^ h>>32), weighty}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(
			rapid.StringMatching(`[A-Za-z0-9.,'%$-]{1,12}`),
			rapid.StringMatching(`(No|not|NEVER|don|DON|isn)('t|'T|’t|)`),
			rapid.StringOfN(rapid.Rune(), 1, 6, -1),
		).Draw(t, "word")
		opening := rapid.Bool().Draw(t, "opening")
		if got, want := wordOf(s, opening), rule(s, opening); got != want {
			t.Errorf("%q is read as %v, want %v", s, got, want)
		}
	})
}
