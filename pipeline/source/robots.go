package source

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// maxRobots is how many bytes of robots.txt are read; RFC 9309 asks for 500 KiB.
const maxRobots = 512 << 10

// robots is what a robots.txt says to one program. The zero value allows all.
type robots struct {
	refuse bool
	rules  []robotsRule
	delay  time.Duration
}

type robotsRule struct {
	pattern string
	allow   bool
}

// agentName is the name that robots.txt is asked for: the first word of a
// User-Agent, without its version.
func agentName(userAgent string) string {
	name, _, _ := strings.Cut(strings.TrimSpace(userAgent), " ")
	name, _, _ = strings.Cut(name, "/")
	return strings.ToLower(name)
}

// parseRobots keeps the groups that name the agent; those for all others where
// none does. Lines that say nothing known are passed over.
func parseRobots(text, agent string) *robots {
	var own, all robots
	var named, found, inRules bool
	var into []*robots
	for line := range strings.Lines(strings.TrimPrefix(strings.ReplaceAll(text, "\r", "\n"), "\uFEFF")) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "user-agent":
			if inRules {
				into, inRules = nil, false
			}
			name := agentName(value)
			switch {
			case name == "*":
				into = append(into, &all)
			case name != "" && name == agent:
				into, named = append(into, &own), true
			}
			found = found || named
		case "allow", "disallow":
			inRules = true
			if value == "" {
				continue
			}
			for _, r := range into {
				r.rules = append(r.rules, robotsRule{value, strings.EqualFold(strings.TrimSpace(key), "allow")})
			}
		case "crawl-delay":
			inRules = true
			if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 && seconds < 1e6 {
				for _, r := range into {
					r.delay = time.Duration(seconds * float64(time.Second))
				}
			}
		}
	}
	if found {
		return &own
	}
	return &all
}

// allows says whether a page may be fetched: the longest rule that matches
// decides, an allowing one where two are as long.
func (r *robots) allows(u *url.URL) bool {
	at := u.EscapedPath()
	if at == "" {
		at = "/"
	}
	if u.RawQuery != "" {
		at += "?" + u.RawQuery
	}
	if at == "/robots.txt" {
		return true
	}
	if r.refuse {
		return false
	}
	longest, allowed := -1, true
	for _, rule := range r.rules {
		if n := len(rule.pattern); (n > longest || n == longest && rule.allow) && matchRobots(rule.pattern, at) {
			longest, allowed = n, rule.allow
		}
	}
	return allowed
}

// matchRobots matches a path with * for any characters and $ for its end.
func matchRobots(pattern, path string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	rest := path[len(parts[0]):]
	for i, part := range parts[1:] {
		last := i == len(parts)-2
		if last && anchored {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !anchored || rest == ""
}
