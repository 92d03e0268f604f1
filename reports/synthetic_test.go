package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// synthetic makes evidence for tests: articles of about six sentences with a
// claim each, drawn from a seed. Shares drift as two rivals' do; some claims
// are bounds, ranges or forecasts, some articles are copies of others.
func synthetic(seed uint64, claims int) *Data { return scattered(seed, claims, "") }

// scattered is the same with places, which the claims take in turn.
func scattered(seed uint64, claims int, places ...string) *Data {
	g := &generator{places: places, Rand: rand.New(rand.NewPCG(seed, 7)), data: &Data{
		Names: map[string]string{
			"alipay": "Alipay", "wechat_pay": "WeChat Pay", "tenpay": "Tenpay", "unionpay": "UnionPay", "jd_pay": "JD Pay",
			"mobile_payment": "mobile payment", "online_payment": "online payment", "third_party_payment": "third-party payment",
			"offline_payment": "offline payment", "online_retail": "online retail", "mobile_retail": "mobile retail",
		},
		Places: map[string]string{"china": "China", "hangzhou": "Hangzhou", "india": "India"}, Home: "china",
		Run: Run{ID: "20190301T020000Z", Version: "1", Finished: date(2019, 3, 1)},
	}}
	for len(g.data.Claims) < claims {
		g.article(min(6, claims-len(g.data.Claims)))
	}
	g.finish()
	return g.data
}

type generator struct {
	*rand.Rand
	places []string
	data   *Data
	n      int
}

// somePlaces are those of a market of which most articles name no place: home, a
// city of it, and another country.
var somePlaces = []string{"", "china", "", "", "hangzhou", "", "", "india", "", "china"}

var (
	syntheticPublishers = []string{"Morning Ledger", "Payments Weekly", "Harbour Times", "新财报", "The Counter", "Retail Observer", "", "East Wire"}
	syntheticSources    = []string{"iResearch", "Analysys", "Analysys", "iResearch", "iResearch", "", "Tencent", "Alipay"}
	syntheticMarkets    = []string{"mobile_payment", "mobile_payment", "online_payment", "third_party_payment", "offline_payment", ""}
)

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func fingerprint(words ...any) string {
	sum := sha256.Sum256([]byte(fmt.Sprint(words...)))
	return "c" + hex.EncodeToString(sum[:10])
}

func pick[T any](g *generator, list []T) T { return list[g.IntN(len(list))] }

// article adds an article with n claims, and now and then a copy of the last.
func (g *generator) article(n int) {
	if g.n > 0 && g.IntN(9) == 0 && n == 6 {
		g.copyLast()
		return
	}
	g.n++
	a := Article{
		ID: fingerprint("article", g.n), URL: fmt.Sprintf("https://news.example/%d", g.n), Publisher: pick(g, syntheticPublishers),
		Title: fmt.Sprintf("What the till took, part %d", g.n), Language: "en", Author: "A. Clerk",
		Published: date(2013+g.IntN(6), 1+g.IntN(12), 1+g.IntN(28)), Fetched: time.Date(2019, 3, 1, 2, 0, 0, 0, time.UTC),
	}
	var b strings.Builder
	b.WriteString("Home | News | Sign in\n\n")
	a.Boilerplate = []Span{{0, 21}}
	for i := range n {
		g.claim(&a, &b)
		if i%3 == 2 {
			b.WriteString("\n\n")
		} else {
			b.WriteString(" ")
		}
	}
	b.WriteString("Shoppers in the queue said they had stopped carrying coins.\n")
	a.Text = b.String()
	a.SHA256 = strings.Repeat(fingerprint(a.Text)[1:], 4)[:64]
	g.data.Articles = append(g.data.Articles, a)
}

// claim writes one sentence and its claim.
func (g *generator) claim(a *Article, b *strings.Builder) {
	c := Claim{Article: a.ID, Original: a.ID, Unit: "percent", Bound: "exact", Status: "reported", Source: pick(g, syntheticSources), Confidence: float64(60+g.IntN(40)) / 100, Rule: "share.of-market"}
	var lead, figure, tail string
	switch k := g.IntN(12); {
	case k < 6:
		lead, figure, tail = g.share(&c)
	case k < 8:
		lead, figure, tail = g.penetration(&c, a)
	case k < 10:
		lead, figure, tail = g.volume(&c)
	default:
		lead, figure, tail = g.users(&c)
	}
	if c.Status == "reported" && c.Ends.After(a.Published) {
		a.Published = c.Ends.AddDate(0, 1, 3)
	}
	c.Place = g.places[len(g.data.Claims)%len(g.places)]
	if c.Source != "" {
		lead = "According to " + c.Source + ", " + lead
	}
	at := utf8.RuneCountInString(b.String())
	b.WriteString(lead + figure + tail)
	c.Figure, c.Start = figure, at+utf8.RuneCountInString(lead)
	c.End = c.Start + utf8.RuneCountInString(figure)
	c.Sentence = Span{at, at + utf8.RuneCountInString(lead+figure+tail)}
	c.ID = fingerprint(a.ID, c.Start, figure)
	if name := g.data.Names[c.Entity]; name != "" {
		if i := strings.Index(lead+figure+tail, name); i >= 0 {
			from := at + utf8.RuneCountInString((lead + figure + tail)[:i])
			a.Names = append(a.Names, Span{from, from + utf8.RuneCountInString(name)})
		}
	}
	g.data.Claims = append(g.data.Claims, c)
}

func (g *generator) quarter(c *Claim) (years float64) {
	y, q := 2013+g.IntN(6), 1+g.IntN(4)
	c.Period = fmt.Sprintf("%d-Q%d", y, q)
	c.Starts = date(y, 3*q-2, 1)
	c.Ends = c.Starts.AddDate(0, 3, 0)
	if g.IntN(4) == 0 {
		c.Period, c.Starts, c.Ends = strconv.Itoa(y), date(y, 1, 1), date(y+1, 1, 1)
		q = 2
	}
	return float64(y-2013) + float64(q-1)/4
}

func (g *generator) share(c *Claim) (lead, figure, tail string) {
	c.Measure, c.Market = "market_share", pick(g, syntheticMarkets)
	t := g.quarter(c)
	offset := float64(len(c.Market)%5) * 2
	value := 79 - 4.4*t - offset
	c.Entity = "alipay"
	if g.IntN(2) == 0 {
		c.Entity, value = "tenpay", 9+5.6*t+offset/2
		if g.IntN(3) == 0 {
			c.Entity = "wechat_pay"
			value -= 3
		}
	}
	if c.Source == "Analysys" {
		value += 1.6
	}
	if c.Source == "" || g.IntN(12) == 0 {
		value += float64(g.IntN(30))/10 - 1
	}
	figure = fmt.Sprintf("%.1f%%", value)
	words := ""
	switch g.IntN(10) {
	case 0:
		c.Bound, words, figure = "above", "more than ", fmt.Sprintf("%d%%", int(value))
	case 1:
		c.Bound, words, figure = "about", "about ", fmt.Sprintf("%d%%", int(value+0.5))
	case 2:
		c.Bound, words, figure = "below", "less than ", fmt.Sprintf("%d%%", int(value)+1)
	case 3:
		low := int(value) - 1
		c.Bound, c.Low, c.High = "range", float64(low), float64(low+4)
		figure = fmt.Sprintf("%d%% to %d%%", low, low+4)
		c.Value = float64(low) + 2
	}
	if c.Bound != "range" {
		c.Value, _ = strconv.ParseFloat(strings.TrimSuffix(figure, "%"), 64)
	}
	return fmt.Sprintf("%s held %s", g.data.Names[c.Entity], words), figure, fmt.Sprintf(" of %s in %s.", marketName(g.data.Names, c.Market), periodName(c.Period))
}

func (g *generator) penetration(c *Claim, a *Article) (lead, figure, tail string) {
	c.Measure, c.Market = "penetration", pick(g, []string{"online_retail", "mobile_retail", "mobile_payment"})
	y := 2012 + g.IntN(9)
	c.Period, c.Starts, c.Ends = strconv.Itoa(y), date(y, 1, 1), date(y+1, 1, 1)
	value := 6.2 + 1.7*float64(y-2012) + float64(len(c.Market)%7)
	word := "made up"
	if !c.Starts.Before(a.Published) || y >= 2018 {
		c.Status, word = "forecast", "will make up"
		value -= 0.4
	}
	if g.IntN(5) == 0 {
		value += 0.3
	}
	figure = fmt.Sprintf("%.1f%%", value)
	c.Value, _ = strconv.ParseFloat(strings.TrimSuffix(figure, "%"), 64)
	return fmt.Sprintf("%s %s ", marketName(g.data.Names, c.Market), word), figure, fmt.Sprintf(" of all retail sales in %d.", y)
}

func (g *generator) volume(c *Claim) (lead, figure, tail string) {
	c.Measure, c.Market, c.Unit = "transaction_volume", pick(g, []string{"mobile_payment", "third_party_payment"}), "CNY"
	t := g.quarter(c)
	value := 1.2 + t*t*2.4
	if g.IntN(3) == 0 {
		c.Entity = pick(g, []string{"alipay", "tenpay"})
		value /= 2.5
	}
	if strings.Contains(c.Period, "Q") {
		value /= 4
	}
	figure = fmt.Sprintf("%.1f trillion yuan", value)
	n, _ := strconv.ParseFloat(strings.TrimSuffix(figure, " trillion yuan"), 64)
	c.Value = n * 1e12
	return fmt.Sprintf("%s through %s came to ", marketName(g.data.Names, c.Market), subjectName(g.data.Names, c.Entity)), figure, fmt.Sprintf(" in %s.", periodName(c.Period))
}

func (g *generator) users(c *Claim) (lead, figure, tail string) {
	c.Measure, c.Unit, c.Counted = "users", "count", "users"
	c.Entity = pick(g, []string{"alipay", "wechat_pay", "unionpay"})
	y := 2013 + g.IntN(6)
	c.Period, c.Starts, c.Ends = strconv.Itoa(y), date(y, 1, 1), date(y+1, 1, 1)
	n := 210 + 95*(y-2013) + 10*g.IntN(6)
	c.Value, figure = float64(n)*1e6, fmt.Sprintf("%d million", n)
	if g.IntN(3) == 0 {
		c.Bound = "above"
		return g.data.Names[c.Entity] + " had more than ", figure, fmt.Sprintf(" users in %d.", y)
	}
	return g.data.Names[c.Entity] + " had ", figure, fmt.Sprintf(" users in %d.", y)
}

// copyLast adds the last article again, as another site prints it.
func (g *generator) copyLast() {
	last := g.data.Articles[len(g.data.Articles)-1]
	g.n++
	a := last
	a.ID, a.URL, a.Publisher = fingerprint("article", g.n), fmt.Sprintf("https://copy.example/%d", g.n), pick(g, syntheticPublishers)
	a.Published = last.Published.AddDate(0, 0, 1)
	for _, c := range g.data.Claims {
		if c.Article == last.ID {
			c.Article, c.ID = a.ID, fingerprint(a.ID, c.Start, c.Figure)
			g.data.Claims = append(g.data.Claims, c)
		}
	}
	g.data.Articles = append(g.data.Articles, a)
}

// finish sorts, dates claims, and finds conflicts and outcomes as the views do,
// more simply.
func (g *generator) finish() {
	d := g.data
	published := map[string]time.Time{}
	for _, a := range d.Articles {
		published[a.ID] = a.Published
	}
	groups := map[string][]*Claim{}
	slices.SortFunc(d.Claims, func(a, b Claim) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(d.Articles, func(a, b Article) int { return strings.Compare(a.ID, b.ID) })
	for i := range d.Claims {
		c := &d.Claims[i]
		c.AsOf = c.Ends.AddDate(0, 0, -1)
		if c.Ends.IsZero() {
			c.AsOf = published[c.Article]
		}
		k := c.Measure + "|" + c.Entity + "|" + c.Market + "|" + d.ground(c.Place) + "|" + c.Period
		if c.Bound == "exact" && c.Article == c.Original {
			groups[k] = append(groups[k], c)
		}
	}
	keys := make([]string, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		g.relate(groups[k])
	}
}

func (g *generator) relate(group []*Claim) {
	var ids []string
	values := map[float64]bool{}
	for _, c := range group {
		if c.Status == "reported" && !values[c.Value] {
			values[c.Value] = true
			ids = append(ids, c.ID)
		}
	}
	if len(ids) > 1 {
		slices.Sort(ids)
		g.data.Conflict = append(g.data.Conflict, Conflict{Subject: g.data.Names[group[0].Entity], Claims: ids})
	}
	for _, f := range group {
		for _, r := range group {
			if f.Status == "forecast" && r.Status == "reported" && len(g.data.Outcomes) < 12 {
				g.data.Outcomes = append(g.data.Outcomes, Outcome{f.ID, r.ID})
			}
		}
	}
}
