package source

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"marketfigures/extract"
)

// pageMeta is what the markup of a page says of the article.
type pageMeta struct {
	article extract.Article // without text; dated where the markup says outright
	time    time.Time       // the first <time> that is no comment's
	sure    bool            // the headline stands beside it
	weak    time.Time       // a tag that may be the date of the last change
	labels  map[string]string
}

// publishedLabels are names of meta tags and item properties for the date of
// publication, weakLabels those that many sites use for the last change.
var (
	publishedLabels = []string{
		"article:published_time", "og:published_time", "og:article:published_time", "og:pubdate", "datepublished", "article:published",
		"publishdate", "publish-date", "publish_date", "pubdate", "publicationdate", "publication_date", "publication-date",
		"dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "citation_publication_date", "citation_online_date",
		"sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "article.published", "article:create_at", "weibo:article:create_at",
		"date_published", "datecreated", "rnews:datepublished", "originalpublicationdate", "displaydate", "apub:time", "firstpublished",
	}
	weakLabels      = []string{"date", "dc.date", "dcterms.date", "created", "time", "dc.created"}
	titleLabels     = []string{"og:title", "twitter:title", "headline", "dc.title", "citation_title"}
	publisherLabels = []string{"og:site_name", "publisher", "dc.publisher", "citation_publisher", "application-name", "article:publisher", "copyright"}
	authorLabels    = []string{"author", "article:author", "byl", "dc.creator", "citation_author", "parsely-author", "sailthru.author"}
	languageLabels  = []string{"og:locale", "content-language", "dc.language", "language", "inlanguage"}
)

func readMeta(root *html.Node) pageMeta {
	m := pageMeta{labels: map[string]string{}}
	var title, canonical, base, lang, headline string
	var ld linked
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			lang = attr(n, "lang")
			if lang == "" {
				lang = attr(n, "xml:lang")
			}
		case atom.Title:
			if title == "" && !within(n, atom.Svg) {
				title = textOf(n)
			}
		case atom.H1:
			if headline == "" {
				headline = textOf(n)
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && canonical == "" {
				canonical = attr(n, "href")
			}
		case atom.Base:
			base = attr(n, "href")
		case atom.Meta:
			m.label(n, attr(n, "content"))
		case atom.Time:
			m.timeElement(n)
		case atom.Script:
			if strings.Contains(attr(n, "type"), "ld+json") && n.FirstChild != nil {
				ld.read(n.FirstChild.Data)
			}
		}
		if n.DataAtom != atom.Meta && attr(n, "itemprop") != "" && !beside(n) {
			m.label(n, firstOf(attr(n, "content"), attr(n, "datetime"), textOf(n)))
		}
	}
	a := &m.article
	a.Language = languageTag(firstOf(lang, ld.language, m.first(languageLabels)))
	publisher := firstOf(m.first(publisherLabels), ld.publisher)
	shared := firstOf(m.first(titleLabels), ld.headline)
	if headline != "" && (shared == "" || strings.HasPrefix(squeeze(headline), squeeze(shared)) || strings.HasPrefix(squeeze(title), squeeze(headline))) {
		shared = headline // the page's own words, where they are no site's name
	}
	a.Title, a.Publisher = splitTitle(title, shared, publisher)
	a.Author = firstOf(ld.author, m.first(authorLabels))
	if strings.Contains(a.Author, "://") {
		a.Author = ld.author
	}
	a.URL = resolve(base, firstOf(canonical, m.labels["og:url"], ld.url))
	for _, label := range publishedLabels {
		if day, ok := dayOf(m.labels[label]); ok {
			a.Published, a.PublishedFrom = day, "meta"
			break
		}
	}
	if day, ok := dayOf(ld.published); ok && a.Published.IsZero() {
		a.Published, a.PublishedFrom = day, "json-ld"
	}
	if a.Published.IsZero() && m.sure && !m.time.IsZero() {
		a.Published, a.PublishedFrom = m.time, "time"
	}
	for _, label := range weakLabels {
		if day, ok := dayOf(m.labels[label]); ok {
			m.weak = day
			break
		}
	}
	return m
}

// label keeps what a tag says under its name, the first one of each.
func (m *pageMeta) label(n *html.Node, value string) {
	if value == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		name := strings.ToLower(attr(n, key))
		if name != "" && m.labels[name] == "" {
			m.labels[name] = oneLine(value)
		}
	}
}

func (m *pageMeta) first(labels []string) string {
	for _, l := range labels {
		if v := m.labels[l]; v != "" {
			return v
		}
	}
	return ""
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v = oneLine(v); v != "" {
			return v
		}
	}
	return ""
}

var changedName = lazily(`(?i)updat|modif|edited|changed|revis|event|comment`)

// timeElement keeps the first <time> that stands with the article.
func (m *pageMeta) timeElement(n *html.Node) {
	if !m.time.IsZero() || beside(n) || changedName().MatchString(attr(n, "class")+" "+attr(n, "itemprop")) {
		return
	}
	if p := n.PrevSibling; p != nil && p.Type == html.TextNode && changedName().MatchString(p.Data) {
		return
	}
	if day, ok := dayOf(firstOf(attr(n, "datetime"), textOf(n))); ok {
		m.time = day
		m.sure = nearHeadline(n)
	}
}

// nearHeadline says whether the headline stands just before or behind an element.
func nearHeadline(n *html.Node) bool {
	for up := n; up != nil; up = up.Parent {
		if up.DataAtom == atom.Body {
			return false
		}
		for c := range up.ChildNodes() {
			if c.DataAtom == atom.H1 || c.Type == html.ElementNode && holds(c, atom.H1) {
				return true
			}
		}
	}
	return false
}

// beside says whether an element stands in a part of the page that is not the article.
func beside(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		if p.DataAtom == atom.Aside || p.DataAtom == atom.Nav || p.DataAtom == atom.Footer {
			return true
		}
		if p.DataAtom == atom.Body || p.DataAtom == atom.Main {
			return false
		}
		if name := attr(p, "class") + " " + attr(p, "id"); name != " " && blockElement[p.DataAtom] && (apartName().MatchString(name) || lightName().MatchString(name)) && !holds(p, atom.H1) {
			return true
		}
	}
	return false
}

// splitTitle is the headline, and the publisher that a page's title names
// behind it: "Headline - Publisher".
func splitTitle(title, headline, publisher string) (string, string) {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " · ", " :: ", "_", "－", "-"} {
		at := strings.LastIndex(title, sep)
		if at <= 0 {
			continue
		}
		front, back := strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+len(sep):])
		same := headline != "" && (strings.HasPrefix(squeeze(front), squeeze(headline)) || strings.HasPrefix(squeeze(headline), squeeze(front)))
		if !same && (headline != "" || len(sep) == 1) {
			continue
		}
		if publisher == "" && len(strings.Fields(back)) <= 6 {
			publisher = back
		}
		if headline == "" {
			headline = front
		}
		break
	}
	return firstOf(headline, title), publisher
}

// resolve is an absolute address of the web, or nothing.
func resolve(base, address string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

var urlDay = lazily(`(?:^|[/_=-])((?:19|20)\d\d)(?:[/_-](\d{1,2})[/_-](\d{1,2})|(\d{2})(\d{2}))(?:[/_.?T-]|$)`)

// dayInURL is the date that an address carries: /2019/10/15/, /20191015/.
func dayInURL(address string) (time.Time, bool) {
	if !strings.Contains(address, "://") {
		return time.Time{}, false
	}
	for _, m := range urlDay().FindAllStringSubmatch(address, -1) {
		year, month, day := number(m[1]), number(m[2]+m[4]), number(m[3]+m[5])
		t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if year >= 1995 && t.Day() == day && int(t.Month()) == month {
			return t, true
		}
	}
	return time.Time{}, false
}

// linked is what JSON-LD says of the article.
type linked struct {
	published, headline, author, publisher, language, url string
	rank                                                  int
}

var articleType = lazily(`(?i)article|posting|report|review|analysis`)

func (l *linked) read(source string) {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(source)), &v) == nil {
		l.walk(v, 0)
	}
}

// walk looks for the object that describes the article: one that calls itself
// so, else any with a date of publication.
func (l *linked) walk(v any, depth int) {
	if depth > 8 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.walk(e, depth+1)
		}
	case map[string]any:
		rank := 0
		if s := ldText(v["datePublished"]); s != "" {
			rank = 1
		}
		if kind := ldText(v["@type"]); articleType().MatchString(kind) {
			rank = 2
		} else if strings.Contains(kind, "Comment") || strings.Contains(kind, "Offer") {
			return
		}
		if rank > l.rank {
			*l = linked{
				published: ldText(v["datePublished"]), headline: firstOf(ldText(v["headline"]), ldText(v["name"])),
				author: ldText(v["author"]), publisher: ldText(v["publisher"]), language: ldText(v["inLanguage"]),
				url: ldText(v["url"]), rank: rank,
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "itemListElement", "item"} {
			l.walk(v[key], depth+1)
		}
	}
}

// ldText is a value as text: of an object its name, of a list its members.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return oneLine(v)
	case map[string]any:
		return ldText(v["name"])
	case []any:
		var all []string
		for _, e := range v {
			if s := ldText(e); s != "" {
				all = append(all, s)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}
