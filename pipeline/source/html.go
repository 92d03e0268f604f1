package source

import (
	"bytes"
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"marketfigures/extract"
)

// htmlKind is a web page.
var htmlKind = &kind{
	name:    "HTML",
	endings: []string{".html", ".htm", ".xhtml", ".shtml"},
	media:   []string{"text/html", "application/xhtml+xml"},
	starts:  startsHTML,
	read:    readHTML,
	charset: labelOfHTML,
}

func startsHTML(head []byte) bool {
	head = bytes.ToLower(head)
	return bytes.Contains(head, []byte("<!doctype html")) || bytes.Contains(head, []byte("<html")) ||
		bytes.Contains(head, []byte("<body")) || bytes.Contains(head, []byte("<head>"))
}

// maxNodes is how many nodes a page may have: a page of the press has some
// thousands, and the main text is searched for in time that grows with them.
const maxNodes = 400_000

// maxAttributes is how many attributes the tags of a page may have together.
const maxAttributes = 1_000_000

// measureMarkup counts tags and attributes before a tree is built of them,
// which takes thirty times the memory of the page where it is nothing but tags.
// What looks like a tag in a script counts as well.
func measureMarkup(s string) (tags, attributes int) {
	for {
		at := strings.IndexByte(s, '<')
		if at < 0 || at+1 == len(s) {
			return tags, attributes
		}
		s = s[at+1:]
		if c := s[0] | 0x20; c < 'a' || c > 'z' {
			continue
		}
		tags++
		if end := strings.IndexByte(s, '>'); end >= 0 && end < 64 && strings.IndexByte(s[:end], ' ') < 0 {
			s = s[end+1:] // most tags
			continue
		}
		var quote byte
		inName, at := true, 0
		for ; at < len(s); at++ {
			c := s[at]
			switch {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '>':
			case (c == '"' || c == '\'') && s[max(at-1, 0)] == '=':
				quote = c
			case c == ' ' || c == '\t' || c == '\n' || c == '/':
				inName = false
			case !inName:
				inName = true
				attributes++
			}
			if c == '>' && quote == 0 {
				break
			}
		}
		s = s[at:]
	}
}

// maxDepth is how deep the elements of a page lie within each other that
// trafilatura is asked about: lists in lists cost it the square of their depth.
const maxDepth = 120

// measureTree counts the nodes of a tree, and says how deep it is.
func measureTree(n *html.Node, depth int) (size, deepest int) {
	size, deepest = 1, depth
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s, d := measureTree(c, depth+1)
		size, deepest = size+s, max(deepest, d)
	}
	return size, deepest
}

func readHTML(f Found, p page) (extract.Article, *Reject) {
	if tags, attributes := measureMarkup(p.raw); tags > maxNodes || attributes > maxAttributes {
		return extract.Article{}, &Reject{Reason: "HTML too large: more tags or attributes than any article has", Hint: "cut the page into articles"}
	}
	root, err := html.Parse(strings.NewReader(p.raw))
	if err != nil {
		return extract.Article{}, &Reject{Reason: "HTML nested too deeply: " + err.Error(), Hint: "a page may have 512 elements within each other"}
	}
	size, deepest := measureTree(root, 0)
	if size > maxNodes {
		return extract.Article{}, &Reject{Reason: "HTML too large: more nodes than any article has", Hint: "cut the page into articles"}
	}
	meta := readMeta(root)
	var chosen map[string]bool
	if size <= maxNodes/8 && deepest <= maxDepth { // its time grows faster than the page
		chosen = paragraphsOf(trafilaturaText(root))
	}
	tidy(root)
	l := layoutOf(root, chosen)
	a := meta.article
	a.Text = l.text()
	f.dateHTML(&a, meta)
	return a, nil
}

// dateHTML chooses the date of a page: what its markup says outright, what its
// container says, its date line, its address, and only then a tag that is as
// often the date of the last change.
func (f Found) dateHTML(a *extract.Article, m pageMeta) {
	if !a.Published.IsZero() && !f.inFuture(a.Published) {
		return
	}
	a.Published, a.PublishedFrom = f.about.published, f.about.publishedFrom
	if !a.Published.IsZero() {
		return
	}
	if day, ok := publishedInText(a.Text); ok && !f.inFuture(day) {
		a.Published, a.PublishedFrom = day, "text"
		return
	}
	if !m.time.IsZero() && !f.inFuture(m.time) {
		a.Published, a.PublishedFrom = m.time, "time"
		return
	}
	for _, address := range []string{a.URL, f.about.url, f.Address} {
		if day, ok := dayInURL(address); ok && !f.inFuture(day) {
			a.Published, a.PublishedFrom = day, "url"
			return
		}
	}
	if !m.weak.IsZero() && !f.inFuture(m.weak) {
		a.Published, a.PublishedFrom = m.weak, "meta"
	}
}

// trafilaturaText is the text that trafilatura takes for the main text; empty
// where it finds none. It is asked which paragraphs belong to the article, not
// for the text itself: it drops tables, captions and headlines that hold
// figures. Its own search for dates and its fallback are off, and what they would
// call is not linked in: see go.mod.
func trafilaturaText(root *html.Node) (text string) {
	defer func() {
		if recover() != nil {
			text = "" // what it can't read is read without it
		}
	}()
	result, err := trafilatura.ExtractDocument(root, trafilatura.Options{
		Focus: trafilatura.FavorRecall, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled,
		MaxTreeSize: maxNodes,
	})
	if err != nil || result == nil {
		return ""
	}
	return result.ContentText
}

// paragraphsOf is the set of a text's lines without white space.
func paragraphsOf(text string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(text) {
		set[squeeze(line)] = true
	}
	delete(set, "")
	return set
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// never are elements that hold no words for readers.
var never = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Head: true,
	atom.Button: true, atom.Input: true, atom.Select: true, atom.Textarea: true, atom.Iframe: true, atom.Object: true,
	atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Map: true, atom.Dialog: true, atom.Math: true,
}

var hiddenStyle = lazily(`(?i)(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)`)

// tidy takes out comments, scripts and all that a browser doesn't show.
func tidy(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.ElementNode && (never[c.DataAtom] || hidden(c)) {
			n.RemoveChild(c)
		} else {
			tidy(c)
		}
		c = next
	}
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if hiddenStyle().MatchString(a.Val) {
				return true
			}
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// textOf is the text of an element on one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && (blockElement[n.DataAtom] || n.DataAtom == atom.Br) {
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
