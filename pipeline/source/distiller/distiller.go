// Package distiller stands where go-trafilatura expects the module of that
// name, as package htmldate does: it is asked only where trafilatura shall fall
// back on others, which it shall not here.
package distiller

import (
	"errors"
	"net/url"

	"golang.org/x/net/html"
)

// Options are what trafilatura sets.
type Options struct {
	OriginalURL    *url.URL
	SkipPagination bool
}

// Result is what trafilatura reads.
type Result struct{ Node *html.Node }

// Apply finds nothing: trafilatura's fallback must stay off.
func Apply(*html.Node, *Options) (*Result, error) {
	return nil, errors.New("there is no second reader here")
}
