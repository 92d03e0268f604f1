package eval

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

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
	slots         [8]int // right where the figure is, in the order of slots below
	measures      map[string]*measure
	right, read   int // days of publication
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

// measure counts claims of one measure: full ones by the label's measure,
// given ones by the extraction's.
type measure struct{ full tally }

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
	return &Score{options: o, measures: map[string]*measure{}}
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
	if published(g.Published) == day(x.Published) {
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

func published(s *string) string {
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
		s.count(c.Measure).full.labelled++
		hit := a.find(c, x)
		if hit < 0 {
			s.miss("- %s: missed %s #%d = %s %s (%s, %s)", a.name, literal(c.Figure), c.Nth, number(c.Value), c.Unit, plain(c.Measure), plain(c.Entity))
			continue
		}
		a.used[hit] = true
		s.compare(c, &x.Claims[hit], a)
	}
	given := len(x.Claims)
	for i := range g.Optional { // where careful readers differ, nothing counts
		c := &g.Optional[i]
		start := place(a.file, a.text, c.Figure, max(c.Nth, 1), nil)
		end := start + len([]rune(c.Figure))
		for k := range x.Claims {
			p := &x.Claims[k]
			if !a.used[k] && start >= 0 && int(p.Start) < end && start < int(p.End) {
				a.used[k] = true
				given--
				s.count(&p.Measure).full.given--
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
		s.count(&p.Measure).full.given++
		s.confidence[band(p.Confidence)].given++
		if !a.used[k] {
			s.miss("+ %s: extra %s = %s %s (%s, %s)", a.name, literal(p.Figure.Figure), number(p.Value), p.Unit, p.Measure, none(p.Entity))
		}
	}
}

func (s *Score) count(name *string) *measure {
	m, ok := s.measures[plain(name)]
	if !ok {
		m = &measure{}
		s.measures[plain(name)] = m
	}
	return m
}

// find is the extraction's claim at the place of a labelled one, of the same
// value and unit; -1 where there is none.
func (a *article) find(c *Claim, x *row.Article) int {
	start := place(a.file, a.text, c.Figure, c.Nth, c.Rendered)
	shown := c.Figure
	if c.Rendered != nil {
		shown = *c.Rendered
	}
	end := start + len([]rune(shown))
	for i := range x.Claims {
		p := &x.Claims[i]
		if !a.used[i] && start >= 0 && int(p.Start) < end && start < int(p.End) && sameNumber(c.Value, p.Value) && c.Unit == p.Unit {
			return i
		}
	}
	return -1
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
			wrong = append(wrong, fmt.Sprintf("%s: %s for %s", slot.name, quoted(given), quotedOrNone(slot.labelled(c))))
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
	s.count(c.Measure).full.right++
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
		end := start + len([]rune(d.Text))
		hit := slices.IndexFunc(given, func(p row.Date) bool {
			return start >= 0 && int(p.Start) < end && start < int(p.End) && p.Value == published(d.Value)
		})
		for hit >= 0 && taken[hit] {
			next := slices.IndexFunc(given[hit+1:], func(p row.Date) bool {
				return int(p.Start) < end && start < int(p.End) && p.Value == published(d.Value)
			})
			if next < 0 {
				hit = -1
			} else {
				hit += 1 + next
			}
		}
		if hit < 0 {
			s.miss("- %s: missed date %s = %s", a.name, literal(d.Text), quotedOrNone(d.Value))
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

// Print writes the score, with every miss where that is asked for.
func (s *Score) Print(w io.Writer, misses bool) error {
	out := bufio.NewWriter(w)
	if misses {
		for _, m := range s.misses {
			fmt.Fprintln(out, m)
		}
	}
	for _, name := range s.lacks {
		fmt.Fprintf(out, "no extraction of %s\n", name)
	}
	fmt.Fprintf(out, "%d gold claims, %d predicted\n", s.claims[0].labelled, s.claims[0].given)
	for i, t := range s.claims {
		fmt.Fprintf(out, "%-9s %s\n", levelNames[i], t)
	}
	if n := s.claims[0].right; n > 0 {
		var parts []string
		for i, slot := range slots {
			parts = append(parts, fmt.Sprintf("%s %.3f", slot.name, float64(s.slots[i])/float64(n)))
		}
		fmt.Fprintln(out, "slots right where the figure is: "+strings.Join(parts, "  "))
	}
	fmt.Fprintf(out, "%-9s %s\n", "dates", s.dates)
	fmt.Fprintf(out, "%-9s %s\n", "entities", s.entities)
	fmt.Fprintf(out, "published right: %d of %d\n", s.right, s.read)
	var names []string
	for name := range s.measures {
		names = append(names, name)
	}
	slices.Sort(names)
	fmt.Fprintln(out, "full by measure:")
	for _, name := range names {
		m := s.measures[name].full
		fmt.Fprintf(out, "  %-18s %s  (%d gold, %d predicted)\n", name, m, m.labelled, m.given)
	}
	fmt.Fprintln(out, "right in full by confidence:")
	for i, t := range s.confidence {
		share := 0.0
		if t.given > 0 {
			share = float64(t.right) / float64(t.given)
		}
		fmt.Fprintf(out, "  at least %.1f   %.3f  (%d of %d)\n", confidences[i], share, t.right, t.given)
	}
	return out.Flush()
}

func literal(s string) string { return strconv.Quote(s) }

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func none(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func plain(s *string) string {
	if s == nil {
		return "none"
	}
	return *s
}

func quoted(s string) string {
	if s == "" {
		return "none"
	}
	return literal(s)
}

func quotedOrNone(s *string) string {
	if s == nil {
		return "none"
	}
	return literal(*s)
}
