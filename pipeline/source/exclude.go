package source

import (
	"path"
	"strings"
)

// exclude leaves out paths by patterns as in .gitignore: a pattern without a
// slash matches a name at any depth, one with a slash the path from the folder
// that was given, "dir/" folders only, "**" any number of folders, "!" takes
// back what an earlier pattern left out. Lines that start with # say nothing.
type exclude struct{ rules []excludeRule }

type excludeRule struct {
	parts          []string // of the pattern, between slashes
	folder, negate bool
}

func newExclude(patterns []string) *exclude {
	x := &exclude{}
	for _, p := range patterns {
		p = strings.TrimSpace(p)
		if p == "" || strings.HasPrefix(p, "#") {
			continue
		}
		var r excludeRule
		p, r.negate = strings.CutPrefix(p, "!")
		p, r.folder = strings.CutSuffix(p, "/")
		anchored := strings.Contains(p, "/")
		p = strings.TrimPrefix(p, "/")
		if !anchored {
			p = "**/" + p
		}
		r.parts = strings.Split(p, "/")
		x.rules = append(x.rules, r)
	}
	return x
}

// match says whether the path, with slashes and relative to the folder that
// was given, is left out. The last rule that matches decides.
func (x *exclude) match(rel string, folder bool) bool {
	out := false
	parts := strings.Split(rel, "/")
	for _, r := range x.rules {
		if (folder || !r.folder) && matchParts(r.parts, parts) {
			out = !r.negate
		}
	}
	return out
}

func matchParts(pattern, parts []string) bool {
	if len(pattern) == 0 {
		return len(parts) == 0
	}
	if pattern[0] == "**" {
		for i := 0; i <= len(parts); i++ {
			if matchParts(pattern[1:], parts[i:]) {
				return true
			}
		}
		return false
	}
	if len(parts) == 0 {
		return false
	}
	ok, err := path.Match(pattern[0], parts[0])
	return err == nil && ok && matchParts(pattern[1:], parts[1:])
}
