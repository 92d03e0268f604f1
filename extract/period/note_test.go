package period

import (
	"strings"
	"testing"
	"time"

	"marketfigures/extract/text"
)

// noted is what a note published on 2015-03-12, a Thursday, names: the bounds
// of every listed expression, "2015-03-16..2015-03-17".
func noted(g *Grammar, said string, day time.Time) string {
	show := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format(time.DateOnly)
	}
	var got []string
	for _, x := range g.Find(text.Parse(said), day) {
		if x.Listed {
			starts, ends := x.Bounds()
			got = append(got, show(starts)+".."+show(ends))
		}
	}
	return strings.Join(got, " ")
}

func TestNotes(t *testing.T) {
	g := builtin(t)
	for _, c := range []struct{ said, want string }{
		{"out for 3 days from tomorrow", "2015-03-13..2015-03-16"},
		{"3 days starting from next Monday", "2015-03-16..2015-03-19"},
		{"back in two months", "2015-05-12..2015-05-13"},
		{"it took two months", ""},
		{"they met two years ago", "2013-03-12..2013-03-13"},
		{"2 weeks and 2 days ago", "2015-02-24..2015-02-25"},
		{"2 years 1 month 21 days later", "2017-05-03..2017-05-04"},
		{"within 9 days", "2015-03-12..2015-03-21"},
		{"Monday two weeks from now", "2015-03-23..2015-03-24"},
		{"three weeks after Christmas 2014 on Friday", "2015-01-16..2015-01-17"},
		{"third Tuesday after Christmas 2014", "2015-01-13..2015-01-14"},
		{"two weeks before 11 November 2014", "2014-10-28..2014-10-29"},
		{"two Mondays ago", "2015-03-02..2015-03-03"},
		{"more than 2 weeks before today", "..2015-02-26"},
		{"less than 5 days ago", "2015-03-07..2015-03-12"},
		{"later this week", "2015-03-12..2015-03-16"},
		{"later this year", "2015-07-01..2016-01-01"},
		{"the rest of the week", "2015-03-12..2015-03-16"},
		{"last week", "2015-03-02..2015-03-09"},
		{"this working week", "2015-03-09..2015-03-14"},
		{"next weekend", "2015-03-21..2015-03-23"},
		{"weekend of Thanksgiving 2023", "2023-11-23..2023-11-27"},
		{"Easter 2018", "2018-04-01..2018-04-02"},
		{"the next Easter", "2015-04-05..2015-04-06"},
		{"the 20th of next month", "2015-04-20..2015-04-21"},
		{"week of September 15th, 2016", "2016-09-12..2016-09-19"},
		{"in the 15th century", "1400-01-01..1500-01-01"},
		{"out from August to October", "2014-08-01..2014-10-01"},
		{"from 2007 to the end of 2008", "2007-01-01..2009-01-01"},
		{"from 5/1/2019-5/7/2020", "2019-05-01..2020-05-08"},
		{"April of 87", "1987-04-01..1987-05-01"},
		{"12/31/14", "2014-12-31..2015-01-01"},
	} {
		if got := noted(g, c.said, date(t, published)); got != c.want {
			t.Errorf("%q: %q, want %q", c.said, got, c.want)
		}
	}
}

// What a note lists an article may leave out, and a range of an article takes
// its last unit in.
func TestArticlesAreNoNotes(t *testing.T) {
	g := builtin(t)
	for said, want := range map[string]string{
		"They met last week.":              "",
		"It will pay for itself in 9 days": "",
		"Easter 2018 was early.":           "2018-01-01..2019-01-01",
		"Sales from January to October":    "2014-01-01..2014-11-01",
		"It was founded two years ago.":    "2013-01-01..2014-01-01",
		"a scholar of the 14th century":    "",
	} {
		if got := noted(g, "Who pays for what\n\n"+said, date(t, published)); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}

// The days are those of the calendar of the Church and of American law.
func TestFeasts(t *testing.T) {
	for _, c := range []struct {
		value, year int
		want        string
	}{
		{20100, 1961, "1961-04-02"}, {20100, 2000, "2000-04-23"}, {20100, 2038, "2038-04-25"}, {20098, 2015, "2015-04-03"},
		{11144, 2014, "2014-11-27"}, {111144, 2019, "2019-11-29"}, {411144, 2019, "2019-12-02"},
		{10515, 2021, "2021-05-31"}, {10113, 2018, "2018-01-15"}, {1111, 2014, "2014-11-11"},
	} {
		if got := timeOf(feast(c.value, c.year)).Format(time.DateOnly); got != c.want {
			t.Errorf("%d in %d: %s, want %s", c.value, c.year, got, c.want)
		}
	}
}
