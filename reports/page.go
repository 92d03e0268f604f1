package reports

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// library is all the report knows, worked out once and shared by its pages.
type library struct {
	data         *Data
	comparison   Comparison
	entries      []*entry // in the order of the ledger
	byID         map[string]*entry
	nameBy       map[string]string // ids and names in small letters -> the name
	articles     []*articleView
	byArticle    map[string]*articleView
	allOutcomes  []outcome // of all pages
	allConflicts []conflict
	unverified   []string // ids of claims whose figure was not found again, sorted
	pages        []*page
	texts        []*textPage // where pages show excerpts: the articles in full
	leading      string      // the headline
	rests        basis
}

// page is one HTML file of the report.
type page struct {
	file    string
	title   string
	scope   scope
	entries []*entry
	slugs   map[string]int
	excerpt bool // articles show only the paragraphs that hold a claim of the page
	index   bool // the first page of a split report
}

// Limits of a page. A page over them takes more than a second to open.
const (
	maxClaims   = 2000    // of a report on one page
	maxPart     = 1500    // of a page of a split report
	maxTextSize = 400_000 // code points of article text on one page
)

func newLibrary(data *Data, c Comparison) *library {
	l := &library{data: data, comparison: c, byID: map[string]*entry{}, byArticle: map[string]*articleView{}, nameBy: map[string]string{}}
	for _, id := range slices.Sorted(maps.Keys(data.Names)) {
		l.nameBy[strings.ToLower(id)], l.nameBy[strings.ToLower(data.Names[id])] = data.Names[id], data.Names[id]
	}
	for i := range data.Articles {
		a := &articleView{Article: &data.Articles[i], runes: []rune(data.Articles[i].Text)}
		l.articles = append(l.articles, a)
		l.byArticle[a.ID] = a
	}
	for i := range data.Claims {
		c := &data.Claims[i]
		if a := l.byArticle[c.Article]; a != nil {
			l.add(c, a)
		}
	}
	slices.Sort(l.unverified)
	slices.SortFunc(l.entries, compareEntries)
	slices.SortFunc(l.articles, compareArticles)
	for i, a := range l.articles {
		a.number = i + 1
		slices.SortFunc(a.entries, func(a, b *entry) int { return cmp.Or(cmp.Compare(a.Start, b.Start), strings.Compare(a.ID, b.ID)) })
	}
	l.resolveOutcomes()
	l.resolveConflicts()
	return l
}

func (l *library) add(c *Claim, a *articleView) {
	e := &entry{Claim: c, ground: l.data.ground(c.Place), article: a.Article, side: l.comparison.of(c.Entity), verified: verified(c, a.runes)}
	s := c.Sentence
	if s.Start >= 0 && s.Start <= s.End && s.End <= len(a.runes) {
		e.sentence = string(a.runes[s.Start:s.End])
	}
	if !e.verified {
		l.unverified = append(l.unverified, c.ID)
	}
	e.credit = l.creditName(c.Source)
	e.own = c.Source != "" && c.Entity != "" && sameName(c.Source, c.Entity, nameOf(l.data.Names, c.Entity))
	l.entries = append(l.entries, e)
	l.byID[c.ID] = e
	a.entries = append(a.entries, e)
}

// sameName says whether who is credited is the entity itself.
func sameName(source, id, name string) bool {
	return strings.EqualFold(source, id) || strings.EqualFold(source, name)
}

// creditName calls a source that is an entity by the entity's name: articles
// write "alipay" and "Alipay" of one company.
func (l *library) creditName(source string) string {
	source = strings.Join(strings.Fields(source), " ")
	if name, known := l.nameBy[strings.ToLower(source)]; known {
		return name
	}
	return source
}

// compareEntries orders the ledger: by measure, market, place, time and side.
func compareEntries(a, b *entry) int {
	return cmp.Or(
		cmp.Compare(measureRank(a.Measure), measureRank(b.Measure)),
		cmp.Compare(min(len(b.Market), 1), min(len(a.Market), 1)), // named markets first
		strings.Compare(a.Market, b.Market),
		strings.Compare(a.ground, b.ground),
		a.starts().Compare(b.starts()),
		strings.Compare(a.Entity, b.Entity),
		strings.Compare(a.ID, b.ID),
	)
}

func measureRank(id string) int {
	i := slices.IndexFunc(measures, func(m struct{ id, name string }) bool { return m.id == id })
	if i < 0 {
		return len(measures)
	}
	return i
}

// compareArticles puts the newest first, articles without a date last.
func compareArticles(a, b *articleView) int {
	return cmp.Or(b.Published.Compare(a.Published), strings.Compare(a.Title, b.Title), strings.Compare(a.ID, b.ID))
}

// lay cuts the report into pages: one where it fits, and above that one for
// each market or some years of it, with an index before them.
func (l *library) lay() {
	if len(l.entries) <= maxClaims {
		p := &page{file: "index.html", entries: l.entries, excerpt: l.textSize() > maxTextSize}
		l.pages = []*page{p}
	} else {
		l.pages = append([]*page{{file: "index.html", index: true, excerpt: true}}, l.split()...)
	}
	if l.pages[0].excerpt {
		l.texts = l.textPages()
	}
	for _, p := range l.pages {
		p.slugs = map[string]int{}
		for i, e := range p.entries {
			e.number = i + 1
		}
	}
	l.leading, l.rests = l.headline(l.entries), l.basis()
}

func (l *library) textSize() int {
	n := 0
	for _, a := range l.articles {
		n += len(a.runes)
	}
	return n
}

// split gives every market its page, small ones one together, and cuts a
// market that is too large for one by years, then by ids.
func (l *library) split() []*page {
	byMarket := map[string][]*entry{}
	for _, e := range l.entries {
		byMarket[e.Market] = append(byMarket[e.Market], e)
	}
	markets := make([]string, 0, len(byMarket))
	for m := range byMarket {
		markets = append(markets, m)
	}
	slices.SortFunc(markets, func(a, b string) int {
		return cmp.Or(cmp.Compare(min(len(b), 1), min(len(a), 1)), cmp.Compare(len(byMarket[b]), len(byMarket[a])), strings.Compare(a, b))
	})
	var pages []*page
	small := &page{title: "Smaller markets"}
	for _, m := range markets {
		group := byMarket[m]
		switch {
		case len(group) > maxPart:
			pages = append(pages, l.cutByYear(m, group)...)
		case len(group) >= maxPart/8:
			pages = append(pages, &page{title: capital(marketName(l.data.Names, m)), entries: group})
		case len(small.entries)+len(group) > maxPart:
			pages = append(pages, small)
			small = &page{title: "More small markets", entries: group}
		default:
			small.entries = append(small.entries, group...)
		}
	}
	if len(small.entries) > 0 {
		pages = append(pages, small)
	}
	for i, p := range pages {
		p.file = pageFile("page", i+1)
		p.excerpt = true
		slices.SortFunc(p.entries, compareEntries)
	}
	return pages
}

// cutByYear packs the years of a market into as few pages as hold them.
func (l *library) cutByYear(market string, group []*entry) []*page {
	byYear := map[int][]*entry{}
	for _, e := range group {
		year := 0
		if !e.AsOf.IsZero() {
			year = e.AsOf.Year()
		}
		byYear[year] = append(byYear[year], e)
	}
	years := make([]int, 0, len(byYear))
	for y := range byYear {
		years = append(years, y)
	}
	slices.Sort(years)
	name := capital(marketName(l.data.Names, market))
	var pages []*page
	for start := 0; start < len(years); {
		end, entries := start, []*entry(nil)
		for end < len(years) && (end == start || len(entries)+len(byYear[years[end]]) <= maxPart) {
			entries = append(entries, byYear[years[end]]...)
			end++
		}
		s, title := scope{}, name+", "+yearsName(years[start], years[end-1])
		if years[start] > 0 {
			s.from = newYear(years[start])
		}
		s.to = newYear(years[end-1] + 1)
		if len(entries) > maxPart {
			pages = append(pages, cutByID(title, s, entries)...)
		} else {
			pages = append(pages, &page{title: title, scope: s, entries: entries})
		}
		start = end
	}
	return pages
}

// cutByID is the last resort for a year of a market with too many claims.
func cutByID(title string, s scope, entries []*entry) []*page {
	slices.SortFunc(entries, func(a, b *entry) int { return strings.Compare(a.ID, b.ID) })
	var pages []*page
	for chunk := range slices.Chunk(entries, maxPart) {
		s.first, s.last = chunk[0].ID, chunk[len(chunk)-1].ID
		pages = append(pages, &page{title: title + ", part " + plainInt(len(pages)+1), scope: s, entries: slices.Clone(chunk)})
	}
	return pages
}

func newYear(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }

func yearsName(from, to int) string {
	switch {
	case to == 0:
		return "undated"
	case from == 0:
		return "up to " + plainInt(to)
	case from == to:
		return plainInt(from)
	}
	return plainInt(from) + "–" + plainInt(to)
}
