package source

import (
	"regexp"
	"sync"
)

// expressions are all that lazily was given: a test compiles each.
var expressions []func() *regexp.Regexp

// lazily compiles an expression when it is first asked for: most commands read
// no page, and half a hundred expressions are a tenth of the time to start.
func lazily(source string) func() *regexp.Regexp {
	e := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source) })
	expressions = append(expressions, e)
	return e
}
