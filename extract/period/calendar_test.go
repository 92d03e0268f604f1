package period

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDayNumberAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(-700000, 2900000).Draw(t, "day")
		y, m, d := civil(n)
		want := time.Unix(int64(n)*86400, 0).UTC()
		if y != want.Year() || m != int(want.Month()) || d != want.Day() {
			t.Fatalf("day %d is %d-%d-%d, want %s", n, y, m, d, want)
		}
		if back := dayNumber(y, m, d); back != n {
			t.Fatalf("%d-%d-%d is day %d, want %d", y, m, d, back, n)
		}
		if got := weekdayOf(n); got%7 != int(want.Weekday()) {
			t.Fatalf("%s is weekday %d", want, got)
		}
		_, week1 := want.ISOWeek()
		monday := timeOf(unitOf(week, n).firstDay())
		if _, week2 := monday.ISOWeek(); week1 != week2 || monday.Weekday() != time.Monday {
			t.Fatalf("the week of %s starts %s", want, monday)
		}
	})
}

func TestNotation(t *testing.T) {
	for _, c := range []struct {
		want   string
		period stretch
	}{
		{"2016", only(yearUnit(2016))},
		{"2014-Q4", only(quarterUnit(2014, 4))},
		{"2014-H1", only(halfUnit(2014, 1))},
		{"2015-01", only(monthUnit(2015, 1))},
		{"2016-02-29", only(dayUnit(2016, 2, 29))},
		{"2010/2014", stretch{yearUnit(2010), yearUnit(2014)}},
		{"2014-01-10/2014-03", stretch{dayUnit(2014, 1, 10), monthUnit(2014, 3)}},
		{"1990/1999", only(unit{decade, 199})},
		{"2016-11-07/2016-11-13", only(unitOf(week, dayNumber(2016, 11, 9)))},
		{"0987", only(yearUnit(987))},
		{"", stretch{}},
	} {
		if got := c.period.value(); got != c.want {
			t.Errorf("%+v is %q, want %q", c.period, got, c.want)
		}
	}
}

func TestTidy(t *testing.T) {
	for _, c := range []struct {
		from, to unit
		want     string
	}{
		{monthUnit(2018, 7), monthUnit(2018, 9), "2018-Q3"},
		{monthUnit(2018, 1), monthUnit(2018, 6), "2018-H1"},
		{quarterUnit(2018, 1), quarterUnit(2018, 4), "2018"},
		{monthUnit(2018, 2), monthUnit(2018, 4), "2018-02/2018-04"},
		{monthUnit(2017, 10), monthUnit(2018, 9), "2017-10/2018-09"},
		{yearUnit(2010), yearUnit(2014), "2010/2014"},
	} {
		if got := (stretch{c.from, c.to}).tidy().value(); got != c.want {
			t.Errorf("%v to %v is %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

func TestShift(t *testing.T) {
	for _, c := range []struct {
		period stretch
		months int
		want   string
	}{
		{only(dayUnit(2016, 2, 29)), -12, "2015-02-28"},
		{only(dayUnit(2015, 3, 31)), 1, "2015-04-30"},
		{only(quarterUnit(2014, 1)), -3, "2013-Q4"},
		{only(halfUnit(2014, 1)), -12, "2013-H1"},
		{only(monthUnit(2014, 1)), -1, "2013-12"},
		{stretch{monthUnit(2017, 10), monthUnit(2018, 9)}, -12, "2016-10/2017-09"},
	} {
		if got := c.period.shift(c.months).value(); got != c.want {
			t.Errorf("%s shifted by %d is %s, want %s", c.period.value(), c.months, got, c.want)
		}
	}
}
