package source

import (
	"html"
	"strings"

	"marketfigures/extract"
)

// markdownKind is Markdown, perhaps with front matter in YAML or TOML.
var markdownKind = &kind{
	name:    "Markdown",
	endings: []string{".md", ".markdown", ".mdown"},
	media:   []string{"text/markdown", "text/x-markdown"},
	read:    readMarkdown,
}

func readMarkdown(_ Found, p page) (extract.Article, *Reject) {
	matter, body := frontMatter(p.raw)
	a := extract.Article{
		Title:     matter.first("title", "headline"),
		URL:       matter.first("canonical", "canonical_url", "url", "link", "permalink"),
		Publisher: matter.first("publisher", "publication", "site", "site_name"),
		Author:    matter.first("author", "authors", "by", "byline"),
		Language:  languageTag(matter.first("language", "lang", "locale")),
		Text:      unmark(body),
	}
	if !strings.Contains(a.URL, "://") {
		a.URL = ""
	}
	if day, ok := dayOf(matter.first("published", "date", "pubdate", "publishdate", "publish_date", "published_at", "datepublished", "posted", "issued", "created")); ok {
		a.Published, a.PublishedFrom = day, "front matter"
	}
	return a, nil
}

// matter is front matter: its top-level keys in lower case, each with its value
// as text. It is read line by line, because titles with a colon in them are no
// YAML and stand in front of articles all the same.
type matter map[string]string

func (m matter) first(keys ...string) string {
	for _, k := range keys {
		if v := m[k]; v != "" {
			return v
		}
	}
	return ""
}

// frontMatter cuts front matter off a page.
func frontMatter(s string) (matter, string) {
	s = strings.TrimLeft(s, "\n")
	fence, rest, ok := strings.Cut(s, "\n")
	fence = strings.TrimRight(fence, " \t")
	if !ok || fence != "---" && fence != "+++" {
		return nil, s
	}
	m, key, table := matter{}, "", false
	for at, lines := rest, 0; at != "" && lines < 200; lines++ {
		var line string
		line, at, _ = strings.Cut(at, "\n")
		bare := strings.TrimRight(line, " \t")
		if bare == fence || fence == "---" && bare == "..." {
			return m, at
		}
		item, isItem := strings.CutPrefix(strings.TrimSpace(line), "- ")
		switch {
		case isItem && key != "":
			m[key] = strings.TrimPrefix(m[key]+", "+unquote(item), ", ")
		case line != "" && line[0] != ' ' && line[0] != '\t' && line[0] != '#':
			k, v, ok := cutKey(line, fence)
			if k == "[" {
				table = true
			}
			if !ok {
				return nil, s // a rule between paragraphs, not front matter
			}
			key = strings.ToLower(strings.TrimSpace(k))
			if !table {
				m[key] = unquote(v)
			}
		}
	}
	return nil, s
}

func cutKey(line, fence string) (key, value string, ok bool) {
	if fence == "+++" {
		if strings.HasPrefix(line, "[") {
			return "[", "", true // a table of TOML: its keys are not ours
		}
		return strings.Cut(line, "=")
	}
	return strings.Cut(line, ":")
}

// unquote is a scalar without its quotes, or the members of a flow list.
func unquote(v string) string {
	v = strings.TrimSpace(v)
	if list, ok := strings.CutPrefix(v, "["); ok && strings.HasSuffix(list, "]") {
		members := strings.Split(strings.TrimSuffix(list, "]"), ",")
		for i := range members {
			members[i] = unquote(members[i])
		}
		return strings.Join(members, ", ")
	}
	if len(v) >= 2 && (v[0] == '"' || v[0] == '\'') {
		if end := strings.LastIndexByte(v, v[0]); end > 0 {
			return oneLine(v[1:end])
		}
	}
	v, _, _ = strings.Cut(v, " #")
	return oneLine(v)
}

var (
	markComment   = lazily(`(?s)<!--.*?-->`)
	markImage     = lazily(`!\[([^\]\n]*)\]\([^)\n]*\)`)
	markLink      = lazily(`\[([^\]\n]+)\](?:\([^)\s]*(?:\s+"[^"\n]*")?\)|\[[^\]\n]*\])`)
	markNote      = lazily(`\[\^[^\]\n]{1,20}\]:?`)
	markReference = lazily(`^ {0,3}\[[^\]\n]+\]:\s+\S+`)
	markStrong    = lazily(`(\*\*|__)([^\s*_](?:[^\n]*?[^\s])??)(\*\*|__)`)
	markEmphasis  = lazily(`(^|[^\w*\\])([*_])([^\s*_](?:[^*_\n]*?[^\s*_])?)([*_])($|[^\w*])`)
	markCode      = lazily("`+([^`\n]+)`+")
	markStrike    = lazily(`~~([^~\n]+)~~`)
	markQuote     = lazily(`^ {0,3}(?:> ?)+`)
	markTask      = lazily(`^(\s*[-*+] )\[[ xX]\] `)
	markBreak     = lazily(`(?i)<br\s*/?>`)
	markTag       = lazily(`</?[a-zA-Z][^<>\n]{0,200}>`)
	markEscape    = lazily("\\\\([\\\\`*_{}\\[\\]()#+.!|>~$-])")
)

// longestLine is how many bytes a line of Markdown may have: in longer ones,
// which nobody wrote by hand, the marks stay.
const longestLine = 64 << 10

// unmark takes Markdown's marks off the words and leaves its layout: headings,
// items and table rows are what the extraction reads.
func unmark(s string) string {
	s = markComment().ReplaceAllString(s, "")
	var b strings.Builder
	b.Grow(len(s))
	for line := range strings.Lines(s) {
		if len(line) <= longestLine {
			line = unmarkLine(line)
		}
		b.WriteString(line)
	}
	return strings.TrimLeft(clean(b.String()), "\n")
}

func unmarkLine(s string) string {
	s = markQuote().ReplaceAllString(s, "")
	if strings.Contains(s, "[") {
		s = markImage().ReplaceAllString(s, "")
		if markReference().MatchString(s) && !strings.Contains(s, "[^") { // a footnote is part of the text
			return "\n"
		}
		s = markNote().ReplaceAllString(s, "")
		s = markLink().ReplaceAllString(s, "$1")
		s = markTask().ReplaceAllString(s, "$1")
	}
	if strings.ContainsAny(s, "*_`~") {
		s = markCode().ReplaceAllString(s, "$1")
		s = markStrike().ReplaceAllString(s, "$1")
		s = markStrong().ReplaceAllString(s, "$2")
		s = markEmphasis().ReplaceAllString(s, "$1$3$5")
	}
	if strings.Contains(s, "<") {
		s = markBreak().ReplaceAllString(s, " ")
		s = markTag().ReplaceAllString(s, "")
	}
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, "\\") {
		s = markEscape().ReplaceAllString(s, "$1")
	}
	return s
}
