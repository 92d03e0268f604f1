// Package readability stands where go-trafilatura expects the module of that
// name, as package htmldate does: it is asked only where trafilatura shall fall
// back on others, which it shall not here.
package readability

import (
	"errors"
	"net/url"

	"golang.org/x/net/html"
)

// Article is what trafilatura reads.
type Article struct{ Node *html.Node }

// FromDocument finds nothing: trafilatura's fallback must stay off.
func FromDocument(*html.Node, *url.URL) (Article, error) {
	return Article{}, errors.New("there is no second reader here")
}
