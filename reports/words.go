package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// measures are the words for what is measured, in the order that the ledger's
// filter lists them.
var measures = []struct{ id, name string }{
	{"market_share", "market share"},
	{"penetration", "penetration"},
	{"transaction_volume", "transaction volume"},
	{"transaction_count", "number of transactions"},
	{"users", "users"},
	{"merchants", "merchants"},
	{"fee_rate", "fee rate"},
	{"growth", "growth"},
	{"revenue", "revenue"},
	{"investment", "investment"},
}

func measureName(id string) string {
	for _, m := range measures {
		if m.id == id {
			return m.name
		}
	}
	return strings.ReplaceAll(id, "_", " ")
}

// measured is the words for what a claim measures: "growth of users".
func measured(c *Claim) string {
	if c.GrowthOf != "" {
		return measureName(c.Measure) + " of " + measureName(c.GrowthOf)
	}
	return measureName(c.Measure)
}

// normalised writes the value out in its unit: "48.8%", "58.8 trillion CNY",
// with the words for its bound.
func normalised(c *Claim) string {
	if c.Bound == "range" {
		return amount(c.Low, c.Unit) + "–" + amount(c.High, c.Unit)
	}
	return boundWord(c.Bound) + amount(c.Value, c.Unit)
}

func boundWord(bound string) string {
	switch bound {
	case "about":
		return "about "
	case "above":
		return "more than "
	case "below":
		return "less than "
	}
	return ""
}

func amount(v float64, unit string) string {
	switch unit {
	case "percent":
		return decimal(v) + "%"
	case "percentage_points":
		return decimal(v) + " points"
	case "count":
		return large(v)
	}
	return large(v) + " " + unit
}

// large writes a number with its scale word.
func large(v float64) string {
	for _, s := range []struct {
		size float64
		word string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if math.Abs(v) >= s.size {
			return decimal(v/s.size) + s.word
		}
	}
	return grouped(decimal(v))
}

// decimal is the number with at most four digits behind the point.
func decimal(v float64) string {
	s := strconv.FormatFloat(v, 'f', 4, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// grouped puts commas between thousands.
func grouped(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return sign + whole
}

// plain is the number as CSV and SQL write it.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// periodName reads a period out: "Q4 2014", "first half of 2014", "January
// 2015", "2010–2014".
func periodName(p string) string {
	if from, to, ranged := strings.Cut(p, "/"); ranged {
		return periodName(from) + "–" + periodName(to)
	}
	year, rest, found := strings.Cut(p, "-")
	if !found {
		return p
	}
	switch rest {
	case "H1":
		return "first half of " + year
	case "H2":
		return "second half of " + year
	}
	if strings.HasPrefix(rest, "Q") {
		return rest + " " + year
	}
	if t, err := time.Parse("2006-01-02", p); err == nil {
		return t.Format("2 January 2006")
	}
	if t, err := time.Parse("2006-01", p); err == nil {
		return t.Format("January 2006")
	}
	return p
}

// when is the time that a claim holds for, in words.
func when(e *entry) string {
	switch {
	case e.Period != "":
		return periodName(e.Period)
	case !e.AsOf.IsZero():
		return "as of " + e.AsOf.Format("2 January 2006")
	}
	return "undated"
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// plural counts things: "1 claim", "3,707 claims".
func plural(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case strings.HasSuffix(one, "y") && !strings.HasSuffix(one, "ey"):
		one = strings.TrimSuffix(one, "y") + "ie"
	}
	return grouped(strconv.Itoa(n)) + " " + one + "s"
}

// listing joins words: "a", "a and b", "a, b and c".
func listing(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// capital makes the first letter a capital one.
func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// marketName calls a market by its name; a market that is not named is said to
// be so.
func marketName(names map[string]string, market string) string {
	if market == "" {
		return "market not named"
	}
	return nameOf(names, market)
}

// ground is the place that a claim is compared within: one that names no place
// lies at home, and home is the empty word.
func (d *Data) ground(place string) string {
	if place == d.Home {
		return ""
	}
	return place
}

// groundName says where the figures of a ground lie.
func (d *Data) groundName(ground string) string {
	switch {
	case ground != "":
		return nameOf(d.Places, ground)
	case d.Home != "":
		return nameOf(d.Places, d.Home) + ", or no place named"
	}
	return "no place named"
}

// markets are the guideline's ids whose words can't be read off the id.
var markets = map[string]string{
	"third_party_payment": "third-party payment", "cross_border_payment": "cross-border payment", "b2c": "B2C online retail",
	"e_commerce": "e-commerce", "o2o": "O2O",
}

// subjectName is what a figure is about: an entity, or the market itself.
func subjectName(names map[string]string, entity string) string {
	if entity == "" {
		return "the market as a whole"
	}
	return nameOf(names, entity)
}

func points(v float64) string {
	return fmt.Sprintf("%s percentage points", decimal(math.Round(v*100)/100))
}
