package reports

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
)

// pageView is what templates/page.html lays out.
type pageView struct {
	*assets
	Title, Scope        string
	Excerpt             bool // articles show only paragraphs that hold a figure
	Sides               [2]string
	Home                string // in words
	Headline            string
	Basis               basis
	Share, Penetration  section
	Money               []section
	Outcomes, Conflicts rowSection
	ConflictGroups      []conflictView
	Ledger              []ledgerRow
	Articles            []articleSection
	Links               []pageLink
	LinkedData          template.JS
	Where               template.JS // on the index of a split report: which page has which claim
	Codebook            template.JS
}

// section is the panels of one measure.
type section struct {
	Name     string
	Deep     bool // the section has a heading of its own below the page's
	Narrow   bool // one small panel, so that another section fits beside it
	Panels   []panelView
	More     []panelView // those behind the first ones, shown on demand
	Leftover string
}

// panelView is one chart with its table, its words and its query.
type panelView struct {
	ID, Title, Dek, Finding, Description, SQL string
	Unit                                      string
	Crowded                                   bool // it takes the whole width
	Rows                                      []chartRow
	Option                                    template.JS
}

// panelIn is a panel with what its section says of it.
type panelInSection struct {
	panelView
	Measure string
	Deep    bool
}

func panelIn(s section, p panelView) panelInSection { return panelInSection{p, s.Name, s.Deep} }

// chartRow is one statement in the table behind a chart.
type chartRow struct {
	Number                           int
	ID, Period, About, Figure, Value string
	Status, Source, Said             string
	Side                             int
}

// rowSection is a chart of rows with its table.
type rowSection struct {
	ID, Description, SQL, More string
	Height                     int
	Option                     template.JS
	Rows                       []outcomeRow
}

type outcomeRow struct {
	About                  string
	Forecast, Reported     chartRow
	Made, Later, Off, Unit string
}

type conflictView struct {
	Title, Spread string
	Rows          []conflictRow
}

type conflictRow struct {
	chartRow
	Before, After string // the sentence around the figure
	Publisher     string
	Published     string
}

type ledgerRow struct {
	Number                                                                   int
	ID, Figure, Value, About, Measure, Market, Place, Period, Status, Source string
	Publisher, Published, Confidence, Rule                                   string
	Side                                                                     int
	Unverified                                                               bool
	Plain, Reviewed                                                          string
}

type articleSection struct {
	ID, Title, Publisher, Author, Language, Published, Fetched, SHA256 string
	Link, Address, Full                                                string
	Claims                                                             string
	Paragraphs                                                         []paragraph
}

type pageLink struct {
	File, Title, Claims string
	Headline            string // on the index
	Current             bool
}

func (l *library) view(p *page, a *assets) (*pageView, error) {
	v := &pageView{
		assets: a, Scope: p.title, Excerpt: p.excerpt, Sides: [2]string{l.comparison[0].Label, l.comparison[1].Label},
		Title: l.comparison[0].Label + " against " + l.comparison[1].Label,
		Home:  l.data.Places[l.data.Home], Headline: l.leading, Basis: l.rests,
	}
	if len(l.pages) > 1 {
		for _, other := range l.pages {
			link := pageLink{File: other.file, Title: cmp.Or(other.title, "Overview"), Current: other == p}
			if !other.index {
				link.Claims = plural(len(other.entries), "claim")
			}
			if p.index {
				link.Headline = l.headline(other.entries)
			}
			v.Links = append(v.Links, link)
		}
	}
	var err error
	if v.Share, err = l.section(p, shareChart); err != nil {
		return nil, err
	}
	if v.Penetration, err = l.section(p, penetrationChart); err != nil {
		return nil, err
	}
	for _, c := range moneyCharts {
		s, err := l.section(p, c)
		if err != nil {
			return nil, err
		}
		s.Deep, s.Narrow = true, len(s.Panels) == 1 && !s.Panels[0].Crowded
		if len(s.Panels) > 0 {
			v.Money = append(v.Money, s)
		}
	}
	if err := l.addOutcomes(v, p); err != nil {
		return nil, err
	}
	if err := l.addConflicts(v, p); err != nil {
		return nil, err
	}
	for _, e := range p.entries {
		v.Ledger = append(v.Ledger, l.ledgerRow(e))
	}
	v.Articles = l.articleSections(p)
	return v, l.addData(v, p)
}

// firstPanels is how many panels of a measure stand open; a reader with more
// to see unfolds the others.
const firstPanels = 6

// crowd is the number of figures from which a panel needs the page's width.
const crowd = 20

// section builds the panels of one chart.
func (l *library) section(p *page, c chart) (section, error) {
	s := section{Name: capital(measureName(c.measure))}
	panels, leftover := panelsOf(p.entries, c, p)
	for _, panel := range panels {
		option, err := panel.option()
		if err != nil {
			return s, fmt.Errorf("chart %s: %w", panel.id, err)
		}
		v := panelView{
			ID: panel.id, Title: panel.title(l), Dek: panel.dek(l), Unit: panel.definition.unit,
			Finding: panel.finding(l), Description: panel.description(l), SQL: panel.sql(l.comparison, l.unverifiedOf(c.measure)), Option: option,
			Crowded: len(panel.statements) >= crowd,
		}
		for _, s := range panel.statements {
			v.Rows = append(v.Rows, l.chartRow(s))
		}
		s.Panels = append(s.Panels, v)
	}
	if len(s.Panels) > firstPanels+1 {
		s.Panels, s.More = s.Panels[:firstPanels], s.Panels[firstPanels:]
	}
	if leftover > 0 {
		s.Leftover = fmt.Sprintf("%s in the ledger alone: a chart is drawn of %d or more of one measure, unit, market and place.", capital(plural(leftover, "more figure")), minMarks)
	}
	return s, nil
}

// unverifiedOf are the ids of a measure's claims that no chart draws.
func (l *library) unverifiedOf(measure string) []string {
	var ids []string
	for _, id := range l.unverified {
		if l.byID[id].Measure == measure {
			ids = append(ids, id)
		}
	}
	return ids
}

// inDoubt stands behind the status of a doubtful figure: report.js draws its mark small.
const inDoubt = ", in doubt"

func (l *library) chartRow(s *statement) chartRow {
	r := l.row(s.entry)
	r.Source = credits(s)
	if s.sure() == 0 {
		r.Status += inDoubt
	}
	switch n := len(s.appearances); {
	case n > 1 && s.origins < n:
		r.Said = fmt.Sprintf("%d times, %s independent; first %s", n, strconv.Itoa(s.origins), firstSaid(s.entry))
	case n > 1:
		r.Said = fmt.Sprintf("%d times; first %s", n, firstSaid(s.entry))
	default:
		r.Said = firstSaid(s.entry)
	}
	return r
}

func (l *library) row(e *entry) chartRow {
	return chartRow{
		Number: e.number, ID: e.ID, Period: when(e), About: subjectName(l.data.Names, e.Entity), Side: e.side,
		Figure: e.Figure, Value: normalised(e.Claim), Status: status(e), Source: source(e), Said: firstSaid(e),
	}
}

// status says when a forecast was made: it is as old as its article.
func status(e *entry) string {
	if e.Status == "forecast" && !e.article.Published.IsZero() {
		return "forecast of " + day(e.article.Published)
	}
	return e.Status
}

func source(e *entry) string {
	if e.own {
		return e.credit + " (its own figure)"
	}
	return e.credit
}

func credits(s *statement) string {
	if s.own && len(s.credited) == 1 {
		return source(s.entry)
	}
	return strings.Join(s.credited, "; ")
}

func firstSaid(e *entry) string {
	if e.article.Published.IsZero() {
		return publisher(e.article)
	}
	return publisher(e.article) + ", " + day(e.article.Published)
}

// publisher is who published an article; where nothing says so, its title is
// more help to a reader than a word for that.
func publisher(a *Article) string {
	if a.Publisher != "" {
		return a.Publisher
	}
	return "“" + cmp.Or(a.Title, "Untitled") + "”"
}

func (l *library) ledgerRow(e *entry) ledgerRow {
	r := ledgerRow{
		Number: e.number, ID: e.ID, Figure: e.Figure, Value: normalised(e.Claim), Measure: measured(e.Claim), Side: e.side,
		Status: e.Status, Source: source(e), Publisher: e.article.Publisher, Published: day(e.article.Published),
		Confidence: decimal(float64(int(e.Confidence*100+0.5)) / 100), Rule: e.Rule, Unverified: !e.verified, Reviewed: e.ReviewedBy,
		Period: e.Period,
	}
	if e.Unit != "percent" || e.Bound == "range" {
		r.Plain = plain(e.Value)
	}
	if e.Entity != "" {
		r.About = nameOf(l.data.Names, e.Entity)
	}
	if e.Market != "" {
		r.Market = nameOf(l.data.Names, e.Market)
	}
	if e.Place != "" {
		r.Place = nameOf(l.data.Places, e.Place)
	}
	return r
}

func (l *library) addOutcomes(v *pageView, p *page) error {
	all := l.outcomes(p)
	if len(all) == 0 {
		return nil
	}
	c := &rowChart{id: "outcomes"}
	s := rowSection{ID: c.id, SQL: l.outcomesSQL(p)}
	labels := map[string]int{}
	for i, o := range all {
		f, r := o.forecast, o.reported
		row := outcomeRow{
			About: l.about(f, ""), Forecast: l.row(f), Reported: l.row(r), Made: firstSaid(f), Later: firstSaid(r),
			Off: against(r.Value-f.Value, f.Unit),
		}
		s.Rows = append(s.Rows, row)
		if f.Unit == "percent" && f.low() >= 0 && f.high() <= 100 && r.low() >= 0 && r.high() <= 100 {
			if _, seen := labels[row.About]; !seen {
				if len(c.labels) == maxRows {
					continue
				}
				labels[row.About] = len(c.labels)
				c.labels = append(c.labels, row.About)
			}
			n := labels[row.About]
			c.add(f, n, i)
			c.add(r, n, i)
		}
	}
	return l.addRowChart(&s, c, &v.Outcomes, fmt.Sprintf("%s set beside what each source first reported later. %s",
		plural(len(all), "forecast"), l.outcomeFinding(all[0])))
}

func (l *library) outcomeFinding(o outcome) string {
	by := ""
	if o.forecast.Source != "" {
		by = " by " + o.forecast.Source
	}
	return fmt.Sprintf("%s: forecast%s %s, reported %s.", l.about(o.forecast, ""), by, normalised(o.forecast.Claim), normalised(o.reported.Claim))
}

func (l *library) addRowChart(s *rowSection, c *rowChart, into *rowSection, description string) error {
	s.Description = description
	if len(c.labels) > 0 {
		option, err := c.option()
		if err != nil {
			return fmt.Errorf("chart %s: %w", c.id, err)
		}
		s.Option, s.Height = option, min(len(c.labels), maxRows)
	}
	*into = *s
	return nil
}

// against writes how far a reported value is from its forecast.
func against(d float64, unit string) string {
	switch {
	case d > 0:
		return apart(d, unit) + " above"
	case d < 0:
		return apart(-d, unit) + " below"
	}
	return "as forecast"
}

// apart writes how far two values are from each other.
func apart(d float64, unit string) string {
	if unit == "percent" {
		return points(d)
	}
	return amount(d, unit)
}

func (l *library) addConflicts(v *pageView, p *page) error {
	all := l.conflicts(p)
	if len(all) == 0 {
		return nil
	}
	c := &rowChart{id: "disagreements"}
	row := 0
	for _, group := range all {
		view := conflictView{Title: l.about(group.low(), group.subject)}
		low, high := group.low(), group.high()
		view.Spread = fmt.Sprintf("%s to %s, %s apart", normalised(low.Claim), normalised(high.Claim), apart(high.Value-low.Value, low.Unit))
		label := -1
		if low.Unit == "percent" && low.Value >= 0 && high.Value <= 100 && len(c.labels) < maxRows {
			label = len(c.labels)
			c.labels = append(c.labels, view.Title)
		}
		for _, e := range group.entries {
			r := conflictRow{chartRow: l.row(e), Publisher: publisher(e.article), Published: day(e.article.Published)}
			r.Before, r.After = around(e)
			view.Rows = append(view.Rows, r)
			if label >= 0 {
				c.marks = append(c.marks, rowMark{e, label, row})
			}
			row++
		}
		v.ConflictGroups = append(v.ConflictGroups, view)
	}
	widest := widestOf(all)
	kind := measured(all[widest].low().Claim)
	if all[widest].low().side >= 0 {
		kind += " of the two sides"
	}
	return l.addRowChart(&rowSection{ID: c.id, SQL: l.conflictsSQL(p)}, c, &v.Conflicts, fmt.Sprintf("%s. Furthest apart in %s: %s, %s.",
		plural(len(all), "disagreement"), kind, v.ConflictGroups[widest].Title, v.ConflictGroups[widest].Spread))
}

// around is the sentence of a claim before and after its figure.
func around(e *entry) (before, after string) {
	runes := []rune(e.sentence)
	from, to := e.Start-e.Sentence.Start, e.End-e.Sentence.Start
	if from < 0 || to > len(runes) || from > to {
		return e.sentence, ""
	}
	return string(runes[:from]), string(runes[to:])
}

func (l *library) articleSections(p *page) []articleSection {
	on := p.has()
	var all []articleSection
	for _, a := range l.articles {
		n := 0
		for _, e := range a.entries {
			if on[e] {
				n++
			}
		}
		if n == 0 && (p.excerpt || p.index) {
			continue
		}
		s := a.section(func(e *entry) bool { return on[e] }, p.excerpt)
		s.Claims, s.Full = plural(n, "claim"), a.full
		all = append(all, s)
	}
	return all
}

func (a *articleView) section(shown func(*entry) bool, excerpt bool) articleSection {
	s := articleSection{
		ID: a.ID, Title: cmp.Or(a.Title, "Untitled"), Publisher: a.Publisher, Author: a.Author, Language: a.Language,
		Published: day(a.Published), SHA256: a.SHA256, Paragraphs: a.paragraphs(shown, excerpt), Claims: plural(len(a.entries), "claim"),
	}
	if !a.Fetched.IsZero() {
		s.Fetched = a.Fetched.UTC().Format("2006-01-02 15:04 UTC")
	}
	if webAddress(a.URL) {
		s.Link = a.URL
	} else {
		s.Address = a.URL
	}
	return s
}

// webAddress says whether a person may be led there by a click.
func webAddress(url string) bool {
	lower := strings.ToLower(url)
	return strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://")
}

func plainInt(n int) string { return strconv.Itoa(n) }

func pageFile(kind string, n int) string { return fmt.Sprintf("%s-%03d.html", kind, n) }

// basis is what the report rests on.
type basis struct {
	Articles, Claims, Statements, Copies, Publishers, SetAside int
	WithClaims                                                 int
	First, Last                                                string // dates of publication
	Run, Version, Finished, Previous                           string
	Unverified                                                 int
	Alarm, Line                                                string
	Reasons                                                    []reason
	ByPublisher                                                []count
	New, Revised, Withdrawn                                    []changeView
}

type reason struct {
	Reason string
	Inputs []SetAside
}

type count struct {
	Name  string
	Count int
}

type changeView struct {
	ID, Figure, Title, Detail, File string
}

func (l *library) basis() basis {
	b := basis{
		Articles: len(l.articles), Claims: len(l.entries), Statements: len(fold(l.entries)), SetAside: len(l.data.SetAside),
		Run: l.data.Run.ID, Version: l.data.Run.Version, Previous: l.data.Run.Previous, Unverified: len(l.unverified),
	}
	b.Copies = b.Claims - b.Statements
	if !l.data.Run.Finished.IsZero() {
		b.Finished = l.data.Run.Finished.UTC().Format("2 January 2006, 15:04 UTC")
	}
	publishers := map[string]int{}
	for _, a := range l.articles {
		publishers[a.Publisher]++
		if len(a.entries) > 0 {
			b.WithClaims++
		}
		if d := day(a.Published); d != "" {
			b.Last = max(b.Last, d)
			if b.First == "" || d < b.First {
				b.First = d
			}
		}
	}
	for name, n := range publishers {
		b.ByPublisher = append(b.ByPublisher, count{cmp.Or(name, "not stated"), n})
		if name != "" {
			b.Publishers++
		}
	}
	slices.SortFunc(b.ByPublisher, func(a, b count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Name, b.Name)) })
	b.Line = fmt.Sprintf("%s in %s of %s", plural(b.Claims, "claim"), grouped(plainInt(b.WithClaims)), plural(b.Articles, "article"))
	if b.Last != "" {
		b.Line += fmt.Sprintf(", published %s to %s", b.First, b.Last)
	}
	b.Line += fmt.Sprintf("; %s set aside.", plural(b.SetAside, "input"))
	b.addReasons(l.data.SetAside)
	l.addChanges(&b)
	if inputs := b.Articles + b.SetAside; inputs > 0 && 10*b.SetAside >= 3*inputs {
		b.Alarm = fmt.Sprintf("%d of %d inputs were set aside: what follows rests on less than it should. The reasons are below.", b.SetAside, inputs)
	}
	return b
}

func (b *basis) addReasons(inputs []SetAside) {
	byReason := map[string][]SetAside{}
	for _, s := range inputs {
		byReason[s.Reason] = append(byReason[s.Reason], s)
	}
	for r, list := range byReason {
		b.Reasons = append(b.Reasons, reason{r, list})
	}
	slices.SortFunc(b.Reasons, func(a, b reason) int {
		return cmp.Or(cmp.Compare(len(b.Inputs), len(a.Inputs)), strings.Compare(a.Reason, b.Reason))
	})
}

func (l *library) addChanges(b *basis) {
	on := map[string]string{}
	for _, p := range l.pages {
		for _, e := range p.entries {
			on[e.ID] = p.file
		}
	}
	for _, c := range l.data.Changes {
		v := changeView{Figure: c.Figure, Detail: c.Detail}
		if a := l.byArticle[c.Article]; a != nil {
			v.Title = a.Title
		}
		if l.byID[c.Claim] != nil {
			v.ID, v.File = c.Claim, on[c.Claim]
		}
		switch c.Kind {
		case "new":
			b.New = append(b.New, v)
		case "revised":
			b.Revised = append(b.Revised, v)
		default:
			b.Withdrawn = append(b.Withdrawn, v)
		}
	}
}
