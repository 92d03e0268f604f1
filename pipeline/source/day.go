package source

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// dayAt is a date with its day, and where it stands in a line.
type dayAt struct {
	start, end int
	day        time.Time
}

const monthNames = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

// dayForms are the ways in which a full date is written. Each names its groups
// y, m, d; a numeric date whose order the numbers don't settle names a, b.
var dayForms = []func() *regexp.Regexp{
	lazily(`(?P<y>(?:19|20)\d\d)\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日`),
	lazily(`\b(?P<y>(?:19|20)\d\d)(?:-(?P<m>\d{1,2})-|/(?P<m2>\d{1,2})/|\.\s?(?P<m3>\d{1,2})\.\s?)(?P<d>\d{1,2})(?:\b|T)`),
	lazily(`(?i)\b(?P<m>` + monthNames + `)\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b`),
	lazily(`(?i)\b(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m>` + monthNames + `)\.?,?[\s-]+(?P<y>(?:19|20)\d\d)\b`),
	lazily(`\b(?P<a>\d{1,2})([./-])(?P<b>\d{1,2})[./-](?P<y>(?:19|20)\d\d)\b`),
}

// daysIn finds the full dates of a line, in the order of the line. Full-width
// digits count as digits, so positions are those of the folded line, which is
// returned with them.
func daysIn(line string) (string, []dayAt) {
	line = fold(line)
	var days []dayAt
	if !strings.Contains(line, "20") && !strings.Contains(line, "19") {
		return line, nil // no year, no full date; most lines end here
	}
	for _, lazy := range dayForms {
		form := lazy()
		names := form.SubexpNames()
		for _, at := range form.FindAllStringSubmatchIndex(line, -1) {
			group := map[string]string{}
			for i, name := range names {
				if name != "" && at[2*i] >= 0 {
					group[name[:1]] = line[at[2*i]:at[2*i+1]]
				}
			}
			day, ok := dayOfGroups(group, line[at[0]:])
			if ok && !overlaps(days, at[0], at[1]) {
				days = append(days, dayAt{at[0], at[1], day})
			}
		}
	}
	for i := 1; i < len(days); i++ { // few, and nearly sorted
		for j := i; j > 0 && days[j].start < days[j-1].start; j-- {
			days[j], days[j-1] = days[j-1], days[j]
		}
	}
	return line, days
}

// fold makes full-width forms and odd spaces plain.
func fold(line string) string {
	for i := 0; i < len(line); i++ {
		if line[i] >= utf8.RuneSelf {
			return strings.ReplaceAll(width.Narrow.String(line), "\u00a0", " ")
		}
	}
	return line
}

func overlaps(days []dayAt, start, end int) bool {
	for _, d := range days {
		if start < d.end && d.start < end {
			return true
		}
	}
	return false
}

// dayOfGroups builds the date. Rest is the line from the date on: a time zone
// or a clock behind a numeric date says in which country it was written.
func dayOfGroups(g map[string]string, rest string) (time.Time, bool) {
	year, _ := strconv.Atoi(g["y"])
	day, _ := strconv.Atoi(g["d"])
	month, err := strconv.Atoi(g["m"])
	if err != nil && g["m"] != "" {
		month = monthOf(g["m"])
	}
	if g["a"] != "" {
		first, _ := strconv.Atoi(g["a"])
		second, _ := strconv.Atoi(g["b"])
		day, month = first, second
		if !strings.Contains(rest[:min(len(rest), 6)], ".") && first <= 12 {
			switch {
			case second > 12:
				day, month = second, first
			case first == second || europeanClock().MatchString(rest):
			case americanClock().MatchString(rest):
				day, month = second, first
			default:
				return time.Time{}, false // 3/4/2015 is a day in March or in April
			}
		}
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == day && t.Month() == time.Month(month)
}

var (
	europeanClock = lazily(`^\S+,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:GMT|BST|UTC|CES?T|EES?T|WES?T|IST|MSK|AES?T|AEDT|NZS?T|[Hh]rs)\b`)
	americanClock = lazily(`(?i)^\S+,?\s+(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?\s*)?(?:E[SD]?T|P[SD]T|C[D]T|M[SD]T)\b`)
)

func monthOf(name string) int {
	return strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(name[:3]))/3 + 1
}

// dayOf reads a date as metadata has it: the day as written, whatever the zone.
func dayOf(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		t, err := time.Parse("20060102", s)
		return t, err == nil && t.Year() >= 1990
	}
	if n := len(s); (n == 10 || n == 13) && strings.Trim(s, "0123456789") == "" { // a Unix time
		seconds, _ := strconv.ParseInt(s[:10], 10, 64)
		return midnight(time.Unix(seconds, 0).UTC()), true
	}
	if len(s) > 200 {
		return time.Time{}, false
	}
	_, days := daysIn(s)
	if len(days) == 0 {
		return time.Time{}, false
	}
	return days[0].day, true
}
