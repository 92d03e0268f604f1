package eval

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"marketfigures/store/row"
)

// Options of a score.
type Options struct {
	Strict bool // know the first reading of a slot only
}

// Score adds up how extraction did, article by article. Levels of a claim:
//
//	figure   place, value and unit
//	core     figure, and measure, entity, period
//	full     core, and market, bound, status, source, growth_of
type Score struct {
	options       Options
	claims        [levels]tally
	dates         tally
	entities      tally
	slots         [8]int            // right where the figure is, in the order of slots below
	measures      map[string]*tally // of full claims: labelled ones by the label's measure, given ones by the extraction's
	right, read   int               // days of publication
	confidence    [len(confidences)]tally
	misses, lacks []string
}

const levels = 3

var levelNames = [levels]string{"figure", "core", "full"}

// confidences are the lower ends of the bands in which claims are judged by
// how sure extraction was of them.
var confidences = [...]float64{0.9, 0.8, 0.7, 0.5, 0.3, 0}

// band is the band of a confidence.
func band(confidence float64) int {
	return slices.IndexFunc(confidences[:], func(least float64) bool { return confidence >= least })
}

// tally counts what was right, what extraction gave, and what the labels hold.
type tally struct{ right, given, labelled int }

func (t tally) String() string {
	p, r, f := 0.0, 0.0, 0.0
	if t.given > 0 {
		p = float64(t.right) / float64(t.given)
	}
	if t.labelled > 0 {
		r = float64(t.right) / float64(t.labelled)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return fmt.Sprintf("precision %.3f  recall %.3f  F1 %.3f", p, r, f)
}

// slot is one that a claim is compared by.
type slot struct {
	name     string
	labelled func(*Claim) *string
	given    func(*row.Claim) string
}

var slots = [8]slot{
	{"measure", func(c *Claim) *string { return c.Measure }, func(c *row.Claim) string { return c.Measure }},
	{"entity", func(c *Claim) *string { return c.Entity }, func(c *row.Claim) string { return c.Entity }},
	{"market", func(c *Claim) *string { return c.Market }, func(c *row.Claim) string { return c.Market }},
	{"period", func(c *Claim) *string { return c.Period }, func(c *row.Claim) string { return c.Period }},
	{"bound", func(c *Claim) *string { return c.Bound }, func(c *row.Claim) string { return c.Bound }},
	{"status", func(c *Claim) *string { return c.Status }, func(c *row.Claim) string { return c.Status }},
	{"source", func(c *Claim) *string { return c.Source }, func(c *row.Claim) string { return c.Source }},
	{"growth_of", func(c *Claim) *string { return c.GrowthOf }, func(c *row.Claim) string { return c.GrowthOf }},
}

// NewScore starts from nothing.
func NewScore(o Options) *Score {
	return &Score{options: o, measures: map[string]*tally{}}
}

// Add scores one article; a nil extraction found nothing in it.
func (s *Score) Add(g Gold, x *row.Article) {
	name := filepath.Base(g.Path)
	file := []rune(g.Text)
	if x == nil {
		s.lacks = append(s.lacks, name)
		x = &row.Article{Text: g.Text}
	}
	s.read++
	if orEmpty(g.Published) == day(x.Published) {
		s.right++
	}
	a := &article{name: name, file: file, text: []rune(x.Text), used: make([]bool, len(x.Claims))}
	s.addClaims(&g, x, a)
	s.addDates(&g, x, a)
	for _, e := range g.Entities {
		if slices.Contains(x.Entities, e) {
			s.entities.right++
		}
	}
	s.entities.given += len(x.Entities)
	s.entities.labelled += len(g.Entities)
}

// orEmpty is a slot of a label as extraction writes it: empty for null.
func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// article is one that is being compared.
type article struct {
	name       string
	file, text []rune
	used       []bool // claims of the extraction that are spoken for
}

func (s *Score) miss(format string, values ...any) {
	s.misses = append(s.misses, fmt.Sprintf(format, values...))
}

func (s *Score) addClaims(g *Gold, x *row.Article, a *article) {
	for i := range g.Claims {
		c := &g.Claims[i]
		s.count(orEmpty(c.Measure)).labelled++
		hit := a.find(c, x)
		if hit < 0 {
			s.miss("- %s: missed %s #%d = %s %s (%s, %s)", a.name, literal(c.Figure), c.Nth, number(c.Value), c.Unit, none(orEmpty(c.Measure)), none(orEmpty(c.Entity)))
			continue
		}
		a.used[hit] = true
		s.compare(c, &x.Claims[hit], a)
	}
	given := len(x.Claims)
	for i := range g.Optional { // where careful readers differ, nothing counts
		c := &g.Optional[i]
		start := place(a.file, a.text, c.Figure, max(c.Nth, 1), nil)
		end := start + utf8.RuneCountInString(c.Figure)
		for k := range x.Claims {
			p := &x.Claims[k]
			if !a.used[k] && overlap(p.Span, start, end) {
				a.used[k] = true
				given--
				s.count(p.Measure).given--
				s.confidence[band(p.Confidence)].given--
			}
		}
	}
	for level := range s.claims {
		s.claims[level].labelled += len(g.Claims)
		s.claims[level].given += given
	}
	for k := range x.Claims {
		p := &x.Claims[k]
		s.count(p.Measure).given++
		s.confidence[band(p.Confidence)].given++
		if !a.used[k] {
			s.miss("+ %s: extra %s = %s %s (%s, %s)", a.name, literal(p.Figure.Figure), number(p.Value), p.Unit, p.Measure, none(p.Entity))
		}
	}
}

func (s *Score) count(measure string) *tally {
	t, ok := s.measures[measure]
	if !ok {
		t = &tally{}
		s.measures[measure] = t
	}
	return t
}

// find is the extraction's claim at the place of a labelled one, of the same
// value and unit; -1 where there is none.
func (a *article) find(c *Claim, x *row.Article) int {
	start := place(a.file, a.text, c.Figure, c.Nth, c.Rendered)
	end := start + utf8.RuneCountInString(c.shown())
	for i := range x.Claims {
		p := &x.Claims[i]
		if !a.used[i] && overlap(p.Span, start, end) && sameNumber(c.Value, p.Value) && c.Unit == p.Unit {
			return i
		}
	}
	return -1
}

// overlap says whether a span shares a character with a labelled place, which
// starts below zero where the article lost it.
func overlap(s row.Span, start, end int) bool {
	return start >= 0 && int(s.Start) < end && start < int(s.End)
}

func (s *Score) compare(c *Claim, p *row.Claim, a *article) {
	right := map[string]bool{}
	var wrong []string
	for i, slot := range slots {
		readings := []*string{slot.labelled(c)}
		if !s.options.Strict {
			readings = append(readings, c.Either[slot.name]...)
		}
		given := slot.given(p)
		right[slot.name] = slices.ContainsFunc(readings, func(r *string) bool { return sameSlot(slot.name, r, given) })
		if right[slot.name] {
			s.slots[i]++
		} else {
			wrong = append(wrong, fmt.Sprintf("%s: %s for %s", slot.name, quoted(given), quoted(orEmpty(slot.labelled(c)))))
		}
	}
	s.claims[0].right++
	if right["measure"] && right["entity"] && right["period"] {
		s.claims[1].right++
	}
	if len(wrong) > 0 {
		s.miss("~ %s: %s #%d: %s", a.name, literal(c.Figure), c.Nth, strings.Join(wrong, ", "))
		return
	}
	s.claims[2].right++
	s.count(orEmpty(c.Measure)).right++
	s.confidence[band(p.Confidence)].right++
}

func (s *Score) addDates(g *Gold, x *row.Article, a *article) {
	var given []row.Date
	for _, d := range x.Dates {
		if d.Listed {
			given = append(given, d)
		}
	}
	taken := make([]bool, len(given))
	for _, d := range g.Dates {
		start := place(a.file, a.text, d.Text, max(d.Nth, 1), nil)
		end := start + utf8.RuneCountInString(d.Text)
		hit := -1
		for i, p := range given {
			if !taken[i] && overlap(p.Span, start, end) && p.Value == orEmpty(d.Value) {
				hit = i
				break
			}
		}
		if hit < 0 {
			s.miss("- %s: missed date %s = %s", a.name, literal(d.Text), quoted(orEmpty(d.Value)))
			continue
		}
		taken[hit] = true
		s.dates.right++
	}
	s.dates.given += len(given)
	s.dates.labelled += len(g.Dates)
}

// sameNumber allows one part in a thousand, for figures that were rounded on
// the way to their value.
func sameNumber(a, b float64) bool {
	return math.Abs(a-b) <= 1e-3*max(1e-9, math.Abs(a), math.Abs(b))
}

// sameSlot compares a slot by its letters and digits. Names outside the lists
// also agree where one is a part of the other.
func sameSlot(name string, labelled *string, given string) bool {
	if labelled == nil || given == "" {
		return labelled == nil && given == ""
	}
	if *labelled == given {
		return true
	}
	a, b := string(squash([]rune(*labelled))), string(squash([]rune(given)))
	if a == b {
		return true
	}
	listed := map[string][]string{"market": markets, "entity": entities}[name]
	free := name == "source" || listed != nil && !slices.Contains(listed, *labelled) && !slices.Contains(listed, given)
	return free && a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

// Markets and entities that the guideline lists.
var (
	markets  = strings.Fields("third_party_payment mobile_payment online_payment online_retail retail mobile_retail b2c offline_payment cross_border_payment e_commerce o2o")
	entities = strings.Fields(`alipay wechat_pay tenpay wechat alibaba ant_group tencent taobao tmall jd unionpay paypal apple_pay lakala
		kuaiqian yeepay jd_pay baidu_wallet pinduoduo meituan amazon_china suning qq_wallet huawei_pay digital_yuan`)
)
