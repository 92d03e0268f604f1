package source

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blockElement are the elements that stand on lines of their own.
var blockElement = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true,
	atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true, atom.Html: true, atom.Li: true, atom.Main: true,
	atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Table: true,
	atom.Tbody: true, atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true,
}

// layout is a page with what is known of its elements.
type layout struct {
	root, main *html.Node
	headline   *html.Node
	chosen     map[string]bool // lines of the main text, by trafilatura
	mass       map[*html.Node]int
	picked     map[*html.Node]int // runes of prose that trafilatura chose
	holdsBlock map[*html.Node]bool
	words      map[*html.Node]int // runes of text
	linked     map[*html.Node]int // of them, in links
}

// layoutOf measures a page and finds the element that holds its article.
func layoutOf(root *html.Node, chosen map[string]bool) *layout {
	l := &layout{
		root: root, chosen: chosen,
		mass: map[*html.Node]int{}, picked: map[*html.Node]int{}, holdsBlock: map[*html.Node]bool{}, words: map[*html.Node]int{}, linked: map[*html.Node]int{},
	}
	l.measure(root, false)
	l.pick(root)
	l.weigh(root, false)
	l.headline = l.findHeadline()
	l.main = l.findMain()
	return l
}

// measure counts the runes of each element, and those in links.
func (l *layout) measure(n *html.Node, link bool) (words, linked int) {
	if n.Type == html.TextNode {
		words = utf8.RuneCountInString(squeeze(n.Data))
		if link {
			linked = words
		}
		return words, linked
	}
	link = link || n.DataAtom == atom.A
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w, a := l.measure(c, link)
		words, linked = words+w, linked+a
		if blockElement[c.DataAtom] || l.holdsBlock[c] {
			l.holdsBlock[n] = true
		}
	}
	l.words[n], l.linked[n] = words, linked
	return words, linked
}

// proseRunes is how many runes, spaces apart, a paragraph of prose has at least.
const proseRunes = 90

// longEnough is how many runes a run of text needs to count as prose.
const longEnough = 60

// weigh gives each element its mass of prose: runs of text that are long enough
// and mostly no links. What trafilatura chose counts double, what is set apart
// from the article by its name or its element counts nothing.
func (l *layout) weigh(n *html.Node, apart bool) int {
	if n.Type != html.ElementNode && n.Type != html.DocumentNode {
		return 0
	}
	apart = apart || l.isApart(n)
	mass := 0
	l.runs(n, func(run []*html.Node) {
		if w, picked := l.weighRun(run); !apart {
			mass += w + picked
		}
	}, func(c *html.Node) { mass += l.weigh(c, apart) })
	l.mass[n] = mass
	return mass
}

// runs hands out the runs of inline children of an element, which lines end and
// blocks part, and its other children.
func (l *layout) runs(n *html.Node, run func([]*html.Node), block func(*html.Node)) {
	var open []*html.Node
	flush := func() {
		if len(open) > 0 {
			run(open)
		}
		open = nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.DataAtom == atom.Br:
			flush()
		case c.Type == html.TextNode || c.Type == html.ElementNode && !blockElement[c.DataAtom] && !l.holdsBlock[c]:
			open = append(open, c)
		default:
			flush()
			block(c)
		}
	}
	flush()
}

// weighRun is the size of a run of text, if it is prose, and again that size if
// trafilatura chose it.
func (l *layout) weighRun(run []*html.Node) (mass, picked int) {
	words, linked := 0, 0
	for _, c := range run {
		if c.Type == html.TextNode {
			words += utf8.RuneCountInString(squeeze(c.Data))
			continue
		}
		words, linked = words+l.words[c], linked+l.linked[c]
	}
	if words < longEnough || linked*3 >= words {
		return 0, 0
	}
	if len(l.chosen) > 0 {
		var b strings.Builder
		for _, c := range run {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			} else {
				b.WriteString(textOf(c))
			}
		}
		if l.chosen[squeeze(b.String())] {
			return words, words
		}
	}
	return words, 0
}

// pick counts in each element what trafilatura chose.
func (l *layout) pick(n *html.Node) int {
	picked := 0
	l.runs(n, func(run []*html.Node) {
		_, p := l.weighRun(run)
		picked += p
	}, func(c *html.Node) { picked += l.pick(c) })
	l.picked[n] = picked
	return picked
}

// isLeaf says whether an element holds text and no block of its own.
func (l *layout) isLeaf(n *html.Node) bool {
	return blockElement[n.DataAtom] && l.words[n] > 0 && !l.holdsBlock[n]
}

// The names, as class or id, of what stands beside an article. Those of
// lightName are also given to parts of articles ("market-share", "more"): they
// count only for elements without prose and tables.
var (
	apartName = nameOf(`nav|navbar|navi|navigation|menu|breadcrumbs?|crumbs?|footer|foot|ft|footnav|sidebar|sb|aside|cookies?|ck|gdpr|consent|privacy|sharing|sharebar|related|recommend(?:ed|ations?)|recirc|promo|adverts?|advertisement|sponsor(?:ed)?|newsletter|subscribe|subscription|signup|comments?|cmts?|cmnts?|respond|disqus|reactions?|tagcloud|most-?(?:read|popular)|trending|ticker|pagination|pager|pg|skip|masthead|topbar|toolbar|login|modal|popup|outbrain|taboola|blogroll|pls`)
	lightName = nameOf(`pos|side|share|social|recommend|ads?|adbox|react|tags?|popular|hot|rank(?:ing)?|more|next|prev(?:ious)?|widget|search|teasers?|also|archive|sign(?:ature)?`)
)

// nameOf matches one of the words among those of a name, hyphens and digits apart.
func nameOf(words string) func() *regexp.Regexp {
	return lazily(`(?i)(?:^|[\s_-])(?:` + words + `)(?:$|[\s_-]|\d)`)
}

// mostPicked is the part of what trafilatura chose, one out of so many, that
// makes an element part of the article whatever it is called.
const mostPicked = 4

var apartRole = map[string]bool{"navigation": true, "banner": true, "contentinfo": true, "complementary": true, "search": true, "dialog": true, "alertdialog": true, "menu": true}

// isApart says whether an element is no part of any article by what it is or
// by what it is called. A name alone isn't believed of an element that holds
// much of the page, or the headline.
func (l *layout) isApart(n *html.Node) bool {
	if n.Type != html.ElementNode || l.picked[n]*mostPicked > l.picked[l.root] {
		return false
	}
	switch n.DataAtom {
	case atom.Nav:
		return l.words[n]*2 < l.words[l.root]
	case atom.Aside: // a box of the article itself holds words, not links
		own := (within(n, atom.Article) || within(n, atom.Main)) && l.linked[n]*4 < l.words[n] && !apartName().MatchString(attr(n, "class")+" "+attr(n, "id"))
		return !own && l.words[n]*2 < l.words[l.root]
	case atom.Footer:
		return !within(n, atom.Article) && !within(n, atom.Blockquote) || l.linked[n]*2 > l.words[n]
	case atom.Body, atom.Html, atom.Main, atom.Article, atom.Table, atom.Tr, atom.Td, atom.Tbody, atom.P, atom.H1, atom.Figure, atom.Figcaption, atom.Caption:
		return false
	}
	if l.words[n]*2 >= l.words[l.root] {
		return false
	}
	if l.isLinks(n) {
		return true
	}
	if apartRole[attr(n, "role")] {
		return true
	}
	if !blockElement[n.DataAtom] {
		return false
	}
	name := attr(n, "class") + " " + attr(n, "id")
	if name == " " || holds(n, atom.H1) {
		return false
	}
	return apartName().MatchString(name) || lightName().MatchString(name) && !holds(n, atom.Table) && !l.hasProse(n)
}

// isLinks says whether an element is a menu or a list of other pages: next to
// nothing but links, in several blocks.
func (l *layout) isLinks(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Div, atom.Section:
		return l.holdsBlock[n] && l.words[n] > 0 && l.linked[n]*100 >= l.words[n]*85 && l.picked[n] == 0 && !holds(n, atom.H1)
	}
	return false
}

// hasProse says whether an element holds a sentence or two in a block of its own.
func (l *layout) hasProse(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && l.hasProse(c) {
			return true
		}
	}
	if !l.isLeaf(n) || l.words[n] < proseRunes || l.linked[n]*3 >= l.words[n] {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(textOf(n))
	return strings.ContainsRune(".!?。！？\"”’)", last)
}

func within(n *html.Node, a atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == a {
			return true
		}
	}
	return false
}

func holds(n *html.Node, a atom.Atom) bool {
	for c := range n.Descendants() {
		if c.DataAtom == a {
			return true
		}
	}
	return false
}

// findHeadline is the first h1 that is no link to the front page.
func (l *layout) findHeadline() *html.Node {
	for n := range l.root.Descendants() {
		if n.DataAtom == atom.H1 && l.words[n] > 0 && (l.linked[n] < l.words[n] || within(n, atom.Article)) {
			return n
		}
	}
	return nil
}

// findMain is the smallest element that holds nearly all prose of the page, and
// the tables beside it where that is a list.
func (l *layout) findMain() *html.Node {
	at := l.root
	total := l.mass[at]
	if total == 0 {
		return at
	}
	for {
		var heaviest *html.Node
		for c := at.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && (heaviest == nil || l.mass[c] > l.mass[heaviest]) {
				heaviest = c
			}
		}
		if heaviest == nil || l.mass[heaviest]*100 < total*mostOfProse || l.isLeaf(heaviest) || l.besideTable(heaviest) {
			return at
		}
		at = heaviest
	}
}

// besideTable says whether an element is a list with a table beside it: questions
// and answers may be most of an article, and its table is part of it.
func (l *layout) besideTable(n *html.Node) bool {
	if n.DataAtom != atom.Ol && n.DataAtom != atom.Ul && n.DataAtom != atom.Dl {
		return false
	}
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		if c != n && (c.DataAtom == atom.Table || holds(c, atom.Table)) && !l.isApart(c) {
			return true
		}
	}
	return false
}

// mostOfProse is the percentage of a page's prose that its main element holds.
const mostOfProse = 84

// text writes the article: its headline, then the main element block by block.
func (l *layout) text() string {
	w := &writer{layout: l}
	if h := l.headline; h != nil && !inside(h, l.main) {
		w.between(h)
	}
	if l.main == l.root || l.main.DataAtom == atom.Body {
		w.fallback = l.mass[l.root] == 0
	}
	w.block(l.main)
	return strings.TrimSpace(w.b.String()) + "\n"
}

func inside(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// writer turns elements into lines: paragraphs set apart by blank lines, items
// as "- item", table rows as "| cell | cell |".
type writer struct {
	*layout
	b        strings.Builder
	line     strings.Builder
	fallback bool // nothing looks like prose: keep all
}

// between writes the headline and what stands between it and the main element:
// byline, date line, standfirst.
func (w *writer) between(headline *html.Node) {
	w.block(headline)
	w.flush("\n\n")
	reached := false
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && !reached; c = c.NextSibling {
			switch {
			case c == w.main:
				reached = true
			case c.Type != html.ElementNode || w.isApart(c):
			case inside(w.main, c) || inside(headline, c):
				walk(c)
			case after(headline, c):
				w.block(c)
				w.flush("\n\n")
			}
		}
	}
	top := headline
	for top != nil && !inside(w.main, top) {
		top = top.Parent
	}
	if top != nil && after(headline, w.main) {
		walk(top)
	}
}

// after says whether b stands behind a in the page.
func after(a, b *html.Node) bool {
	depth := func(n *html.Node) int {
		d := 0
		for ; n.Parent != nil; n = n.Parent {
			d++
		}
		return d
	}
	da, db := depth(a), depth(b)
	for ; da > db; da-- {
		a = a.Parent
	}
	for ; db > da; db-- {
		b = b.Parent
	}
	if a == b {
		return false
	}
	for a.Parent != b.Parent {
		a, b = a.Parent, b.Parent
	}
	for n := a.NextSibling; n != nil; n = n.NextSibling {
		if n == b {
			return true
		}
	}
	return false
}

// flush ends the line that is being written.
func (w *writer) flush(end string) {
	line := strings.TrimSpace(w.line.String())
	w.line.Reset()
	if line == "" {
		return
	}
	w.b.WriteString(line)
	w.b.WriteString(end)
}

// block writes an element and what it holds.
func (w *writer) block(n *html.Node) {
	if n.Type == html.TextNode {
		w.inline(n.Data)
		return
	}
	if n.Type == html.ElementNode && n != w.main && n != w.headline && !w.fallback && w.isApart(n) {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		w.flush("\n")
		return
	case atom.Hr:
		w.flush("\n\n")
		return
	case atom.Pre:
		w.flush("\n\n")
		w.preformatted(n)
		return
	case atom.Table:
		if w.isData(n) {
			w.flush("\n\n")
			w.table(n)
			return
		}
	case atom.Li:
		w.item(n)
		return
	case atom.Dl:
		w.flush("\n\n")
		w.definitions(n)
		return
	case atom.Sup:
		if strings.TrimSpace(textOf(n)) != "" && holds(n, atom.A) { // the mark of a note
			return
		}
	}
	own := blockElement[n.DataAtom]
	if own {
		w.flush("\n\n")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if p := c.PrevSibling; p != nil && p.Type == html.ElementNode && c.Type == html.ElementNode && (p.DataAtom == atom.Span || c.DataAtom == atom.Span) {
			w.apart(c)
		}
		w.block(c)
	}
	if own {
		w.flush("\n\n")
	}
}

// apart sets a space between two boxes on one line, as the label and the value
// of a bar in a chart, where words would run into each other.
func (w *writer) apart(next *html.Node) {
	last, _ := utf8.DecodeLastRuneInString(w.line.String())
	first, _ := utf8.DecodeRuneInString(textOf(next))
	if wordRune(last) && wordRune(first) {
		w.line.WriteByte(' ')
	}
	if wordRune(last) && w.words[next] == 0 { // an empty box between two others
		w.line.WriteByte(' ')
	}
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// inline writes text with its white space as a browser shows it.
func (w *writer) inline(s string) {
	space := w.line.Len() == 0 || strings.HasSuffix(w.line.String()[max(0, w.line.Len()-1):], " ")
	for _, r := range s {
		switch r {
		case ' ', '\t', '\n', '\r', '\f', '\u00a0', '\u202f', '\u2009':
			if !space {
				w.line.WriteByte(' ')
			}
			space = true
		case '\u200b', '\u00ad', '\ufeff', '\u2060':
		default:
			w.line.WriteRune(r)
			space = false
		}
	}
}

func (w *writer) item(n *html.Node) {
	w.flush("\n")
	w.line.WriteString("- ")
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.P && c.NextSibling != nil { // paragraphs of an item stay one item
			for d := c.FirstChild; d != nil; d = d.NextSibling {
				w.block(d)
			}
			w.line.WriteByte(' ')
			continue
		}
		if c.DataAtom == atom.P || c.DataAtom == atom.Div {
			for d := c.FirstChild; d != nil; d = d.NextSibling {
				w.block(d)
			}
			continue
		}
		w.block(c)
	}
	if strings.TrimSpace(w.line.String()) == "-" {
		w.line.Reset()
	}
	w.flush("\n")
	if last := n.NextSibling; last == nil || onlySpace(last) && last.NextSibling == nil {
		w.b.WriteString("\n")
	}
}

func onlySpace(n *html.Node) bool {
	return n.Type == html.TextNode && strings.TrimSpace(n.Data) == ""
}

// definitions writes a list of terms: "- term: what it is".
func (w *writer) definitions(n *html.Node) {
	open := false
	for c := range n.ChildNodes() {
		group := []*html.Node{c}
		if c.DataAtom == atom.Div {
			group = group[:0]
			for d := range c.ChildNodes() {
				group = append(group, d)
			}
		}
		for _, d := range group {
			text := textOf(d)
			switch {
			case d.DataAtom == atom.Dt && text != "":
				if open {
					w.b.WriteString("\n")
				}
				w.b.WriteString("- " + text)
				open = true
			case d.DataAtom == atom.Dd && text != "":
				if open && !strings.ContainsAny(w.lastByte(), ".?!:") {
					w.b.WriteString(":")
				}
				w.b.WriteString(" " + text)
			}
		}
	}
	w.b.WriteString("\n\n")
}

func (w *writer) lastByte() string {
	s := w.b.String()
	return s[max(0, len(s)-1):]
}

// preformatted keeps the lines and the columns of its text.
func (w *writer) preformatted(n *html.Node) {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
		if c.DataAtom == atom.Br {
			b.WriteByte('\n')
		}
	}
	if text := strings.Trim(b.String(), "\n"); strings.TrimSpace(text) != "" {
		w.b.WriteString(strings.ReplaceAll(text, "\u00a0", " ") + "\n\n")
	}
}
