// Package htmldate stands where go-trafilatura expects the module of that
// name: go.mod puts it there. Trafilatura is asked about paragraphs alone; days
// of publication are read by package source. The true module finds dates in two
// hundred languages, whose tables and expressions it builds whenever a program
// starts: three quarters of the time that `marketfigures --version` took.
package htmldate

import (
	"errors"
	"time"

	"golang.org/x/net/html"
)

// Options are what trafilatura sets.
type Options struct {
	UseOriginalDate, SkipExtensiveSearch bool
	URL                                  string
}

// Result is what trafilatura reads.
type Result struct {
	DateTime time.Time
	HasTime  bool
}

// IsZero says that no day was found.
func (r Result) IsZero() bool { return r.DateTime.IsZero() }

// FromDocument finds nothing: trafilatura's search for dates must stay off.
func FromDocument(*html.Node, Options) (Result, error) {
	return Result{}, errors.New("dates are not read here")
}
