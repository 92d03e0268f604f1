package eval

import (
	"slices"
	"strings"
	"unicode"
)

// around is how many code points on either side tell one place of a figure
// from another.
const around = 60

// place finds a labelled figure in the clean text and returns where it starts
// there, in code points; -1 where it is gone. Where the label counts in a file
// with markup, the place whose surroundings agree best is it.
func place(file, clean []rune, figure string, nth int, rendered *string) int {
	raw := []rune(figure)
	at := occurrence(file, raw, nth)
	if slices.Equal(file, clean) {
		return at
	}
	shown := raw
	if rendered != nil {
		shown = []rune(*rendered)
	}
	before := squash(file[clamp(at-around, file):clamp(at, file)])
	after := squash(file[clamp(at+len(raw), file):clamp(at+len(raw)+around, file)])
	best, bestScore := -1, -1.0
	for k := index(clean, shown, 0); k >= 0; k = index(clean, shown, k+len(shown)) {
		b := squash(clean[max(0, k-around):k])
		a := squash(clean[k+len(shown) : min(len(clean), k+len(shown)+around)])
		if score := ratio(before, b) + ratio(after, a); score > bestScore {
			best, bestScore = k, score
		}
	}
	return best
}

func clamp(i int, text []rune) int { return min(max(i, 0), len(text)) }

// occurrence is where the nth of the non-overlapping occurrences starts.
func occurrence(text, part []rune, nth int) int {
	at := -1
	for end := 0; nth > 0; nth-- {
		if at = index(text, part, end); at < 0 {
			return -1
		}
		end = at + len(part)
	}
	return at
}

func index(text, part []rune, from int) int {
	if len(part) == 0 {
		return -1
	}
	for i := from; i+len(part) <= len(text); i++ {
		if text[i] == part[0] && slices.Equal(text[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

// squash keeps letters and digits, in lower case.
func squash(s []rune) []rune {
	var kept []rune
	for _, r := range strings.ToLower(string(s)) {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// ratio is how much two strings agree: twice the characters in matching blocks
// through the characters of both. Blocks are found as Ratcliff and Obershelp
// do (Dr. Dobb's Journal, July 1988): the longest common run, then the same to
// its left and to its right; of equally long ones the first in a, then in b.
func ratio(a, b []rune) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	return 2 * float64(matching(a, b)) / float64(len(a)+len(b))
}

func matching(a, b []rune) int {
	i, j, n := longestRun(a, b)
	if n == 0 {
		return 0
	}
	return n + matching(a[:i], b[:j]) + matching(a[i+n:], b[j+n:])
}

// longestRun is the longest run of characters that both have.
func longestRun(a, b []rune) (i, j, n int) {
	runs := make([]int, len(b)+1) // runs[k+1]: length of the run that ends at a[x], b[k]
	for x := range a {
		for k := len(b) - 1; k >= 0; k-- {
			if a[x] != b[k] {
				runs[k+1] = 0
				continue
			}
			runs[k+1] = runs[k] + 1
			if m := runs[k+1]; m > n || m == n && (x-m+1 < i || x-m+1 == i && k-m+1 < j) {
				i, j, n = x-m+1, k-m+1, m
			}
		}
	}
	return i, j, n
}
