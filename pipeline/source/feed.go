package source

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/mmcdole/gofeed"
)

// feedKind is an RSS or Atom feed. Its entries are articles; those of a feed
// that came over the network and holds summaries only are fetched.
var feedKind = &kind{
	name:    feedName,
	endings: []string{".rss", ".atom", ".rdf", ".xml"},
	media:   []string{"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "application/feed+json"},
	starts:  startsFeed,
	unpack:  unpackFeed,
}

const feedName = "feed"

var feedStart = lazily(`(?is)^(?:\x{FEFF})?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:rss|feed|rdf:RDF)[\s>]`)

func startsFeed(head []byte) bool { return feedStart().Match(head) }

// summaryLength is how many bytes of text an entry must have to be taken for
// the whole article.
const summaryLength = 900

func unpackFeed(w *walk, in input, r *bufio.Reader) bool {
	raw, err := readAll(r, w.limits.Article)
	if err != nil {
		return w.broken(in, err)
	}
	feed, err := parseFeed(raw, in.about.charset)
	if err != nil {
		return w.reject(in.address, &Reject{Reason: "broken feed: " + err.Error(), Hint: "an XML file must be an RSS or Atom feed"})
	}
	if len(feed.Items) == 0 {
		return w.reject(in.address, &Reject{Reason: "a feed without entries", Hint: "open its address in a feed reader; the site may have moved it"})
	}
	fetched := 0
	for n, entry := range feed.Items {
		if !w.entry(in, feed, entry, n+1, &fetched) {
			return false
		}
	}
	return true
}

// maxFetched is how many entries of one feed are fetched: at a polite rate,
// more would hold up the run for an hour.
const maxFetched = 1000

var xmlDeclaration = lazily(`^\s*<\?xml[^>]*\?>`)

// parseFeed decodes the bytes itself, so that feeds have the same character
// sets as pages.
func parseFeed(raw []byte, label string) (feed *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			feed, err = nil, fmt.Errorf("the parser gave up: %v", p)
		}
	}()
	text, _, ok := decodeBytes(raw, label, labelOfHTML(raw))
	if !ok {
		return nil, fmt.Errorf("undecodable")
	}
	text = xmlDeclaration().ReplaceAllString(clean(text), "")
	return gofeed.NewParser().ParseString(text)
}

func (w *walk) entry(in input, feed *gofeed.Feed, e *gofeed.Item, n int, fetched *int) bool {
	at := in
	at.address = fmt.Sprintf("%s!/%d", in.address, n)
	link := resolve(firstOf(feed.Link, in.about.url), e.Link)
	if link != "" {
		at.address = in.address + "!/" + link
	}
	at.about = about{
		id: firstOf(e.GUID, link), url: link, title: oneLine(html.UnescapeString(e.Title)),
		publisher: oneLine(html.UnescapeString(feed.Title)), language: languageTag(feed.Language), charset: "utf-8",
	}
	if len(e.Authors) > 0 && e.Authors[0] != nil {
		at.about.author = oneLine(e.Authors[0].Name)
	}
	switch {
	case e.PublishedParsed != nil:
		at.about.published, at.about.publishedFrom = midnight(*e.PublishedParsed), "feed"
	default:
		if day, ok := dayOf(e.Published); ok {
			at.about.published, at.about.publishedFrom = day, "feed"
		}
	}
	body := e.Content
	if body == "" {
		body = e.Description
	}
	if len(body) < summaryLength && link != "" && in.depth == 1 && len(w.fetched) == 1 {
		if *fetched++; *fetched > maxFetched {
			return w.reject(at.address, &Reject{Reason: "too many entries in a feed", Hint: fmt.Sprintf("%d of a feed are fetched; give the address of this one itself", maxFetched)})
		}
		at.depth, at.budget = 0, nil
		return w.fetch(at, link)
	}
	if strings.TrimSpace(body) == "" {
		return w.reject(at.address, &Reject{Reason: "no text", Hint: "the feed gives no content for this entry; give its address instead"})
	}
	return w.fragment(at, body)
}

// fragment hands on a piece of HTML or text under the headline that its
// container gives it.
func (w *walk) fragment(at input, body string) bool {
	title := at.about.title
	if !strings.Contains(body, "<") {
		if !strings.HasPrefix(strings.TrimSpace(body), title) {
			body = title + "\n\n" + body
		}
		return w.found(at, plainKind, []byte(body))
	}
	if title != "" && !strings.Contains(body, "<h1") {
		body = "<h1>" + html.EscapeString(title) + "</h1>\n" + body
	}
	return w.found(at, htmlKind, []byte(body))
}

// discard reads the rest of a stream, so that the next thing behind it can be read.
func discard(r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	return err
}
