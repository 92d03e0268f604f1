package text

import (
	"strings"
	"unicode/utf8"
)

// maxLocal is how many bytes a mail address has before its sign at the most.
const maxLocal = 65

// addressAt is the end of a web or mail address that starts at i, or 0. sign is
// the place of the next @ sign, the end of s where none follows.
func addressAt(s string, i, sign int) int {
	web := strings.HasPrefix(s[i:], "http://") || strings.HasPrefix(s[i:], "https://") || strings.HasPrefix(s[i:], "www.")
	if !web && sign-i > maxLocal {
		return 0
	}
	end := i
	for end < len(s) && inAddress(s[end]) {
		end++
	}
	mail := i < sign && sign < end
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

func inAddress(c byte) bool {
	return c > ' ' && c < utf8.RuneSelf && c != '<' && c != '>' && c != '"' && c != '|'
}
