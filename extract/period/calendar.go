package period

import (
	"strconv"
	"time"
)

// grain is the size of a calendar unit, from small to large.
type grain uint8

const (
	noGrain grain = iota
	day
	week
	month
	quarter
	half
	year
	decade
)

// unit is one day, week, month, quarter, half, year or decade, counted from a
// fixed zero, so that the one before it is n-1: days from 1970-01-01, weeks by
// the days of their Monday over 7, the others from the year 0.
type unit struct {
	grain grain
	n     int
}

// months is the length of the larger units.
var months = [...]int{month: 1, quarter: 3, half: 6, year: 12, decade: 120}

func dayUnit(y, m, d int) unit  { return unit{day, dayNumber(y, m, d)} }
func monthUnit(y, m int) unit   { return unit{month, y*12 + m - 1} }
func quarterUnit(y, q int) unit { return unit{quarter, y*4 + q - 1} }
func halfUnit(y, h int) unit    { return unit{half, y*2 + h - 1} }
func yearUnit(y int) unit       { return unit{year, y} }

// unitOf is the unit of a grain that holds a day.
func unitOf(g grain, d int) unit {
	switch g {
	case day:
		return unit{day, d}
	case week:
		return unit{week, floorDiv(d+3, 7)} // 1970-01-01 was a Thursday
	case noGrain:
		return unit{}
	}
	y, m, _ := civil(d)
	return unit{g, floorDiv(y*12+m-1, months[g])}
}

// firstDay is the number of the unit's first day.
func (u unit) firstDay() int {
	switch u.grain {
	case noGrain:
		return 0
	case day:
		return u.n
	case week:
		return u.n*7 - 3
	}
	m := u.n * months[u.grain]
	return dayNumber(floorDiv(m, 12), m-floorDiv(m, 12)*12+1, 1)
}

// nextDay is the number of the day after the unit's last one.
func (u unit) nextDay() int { return unit{u.grain, u.n + 1}.firstDay() }

func (u unit) year() int {
	y, _, _ := civil(u.firstDay())
	return y
}

func (u unit) append(b []byte) []byte {
	y, m, d := civil(u.firstDay())
	b = appendPadded(b, y, 4)
	switch u.grain {
	case day, week:
		b = appendPadded(append(b, '-'), m, 2)
		b = appendPadded(append(b, '-'), d, 2)
	case month:
		b = appendPadded(append(b, '-'), m, 2)
	case quarter:
		b = append(b, '-', 'Q', byte('1'+(m-1)/3))
	case half:
		b = append(b, '-', 'H', byte('1'+(m-1)/6))
	}
	return b
}

// stretch is a run of time from the start of one unit to the end of another;
// most often the two are the same.
type stretch struct{ first, last unit }

func only(u unit) stretch { return stretch{u, u} }

func (s stretch) empty() bool    { return s.first.grain == noGrain }
func (s stretch) single() bool   { return s.first == s.last }
func (s stretch) firstDay() int  { return s.first.firstDay() }
func (s stretch) nextDay() int   { return s.last.nextDay() }
func (s stretch) lastDay() int   { return s.nextDay() - 1 }
func (s stretch) ordered() bool  { return s.firstDay() < s.nextDay() }
func (s stretch) endsYear() int  { y, _, _ := civil(s.lastDay()); return y }
func (s stretch) smaller() grain { return min(s.first.grain, s.last.grain) }

// value is the stretch in the notation of GUIDELINES.md.
func (s stretch) value() string {
	if s.empty() {
		return ""
	}
	var b [24]byte
	switch {
	case s.single() && s.first.grain == week:
		s = stretch{unit{day, s.firstDay()}, unit{day, s.lastDay()}}
	case s.single() && s.first.grain == decade:
		s = stretch{unit{year, s.first.n * 10}, unit{year, s.first.n*10 + 9}}
	}
	if s.first.grain == week {
		s.first = unit{day, s.firstDay()}
	}
	if s.last.grain == week {
		s.last = unit{day, s.lastDay()}
	}
	out := s.first.append(b[:0])
	if !s.single() {
		out = s.last.append(append(out, '/'))
	}
	return string(out)
}

// tidy writes a run of months that is exactly a quarter, half or year as that.
func (s stretch) tidy() stretch {
	if s.first.grain < month || s.first.grain > half || s.last.grain < month || s.last.grain > half || s.single() {
		return s
	}
	from, to := s.first.n*months[s.first.grain], (s.last.n+1)*months[s.last.grain]
	for g := quarter; g <= year; g++ {
		if to-from == months[g] && from%months[g] == 0 {
			return only(unit{g, from / months[g]})
		}
	}
	return s
}

// monthly is the stretch in months, rounded outwards; only for larger grains than weeks.
func (s stretch) monthly() stretch {
	return stretch{unitOf(month, s.firstDay()), unitOf(month, s.lastDay())}
}

// shift moves the stretch by months. Units that the step does not divide become months.
func (s stretch) shift(n int) stretch {
	fits := func(u unit) bool { return u.grain == day || u.grain == week || n%months[u.grain] == 0 }
	if !fits(s.first) || !fits(s.last) {
		s = s.monthly()
	}
	return stretch{s.first.shift(n), s.last.shift(n)}
}

func (u unit) shift(n int) unit {
	switch u.grain {
	case noGrain:
		return u
	case day:
		return unit{day, addMonths(u.n, n)}
	case week:
		return unitOf(week, addMonths(u.firstDay(), n))
	}
	return unit{u.grain, u.n + n/months[u.grain]}
}

// addMonths moves a day by months; the 31st becomes the last day of a shorter month.
func addMonths(d, n int) int {
	y, m, dd := civil(d)
	u := unit{month, y*12 + m - 1 + n}
	return min(u.firstDay()+dd-1, u.nextDay()-1)
}

// weekdayOf is 1 for Monday to 7 for Sunday.
func weekdayOf(d int) int { return d + 3 - floorDiv(d+3, 7)*7 + 1 }

func daysIn(y, m int) int { u := monthUnit(y, m); return u.nextDay() - u.firstDay() }

// dayNumber counts days from 1970-01-01 in the proleptic Gregorian calendar.
// The algorithm is Howard Hinnant's days_from_civil.
func dayNumber(y, m, d int) int {
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// civil is dayNumber's inverse: year, month, day.
func civil(n int) (y, m, d int) {
	n += 719468
	era := floorDiv(n, 146097)
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	y, m, d = yoe+era*400, (mp+2)%12+1, doy-(153*mp+2)/5+1
	if m <= 2 {
		y++
	}
	return y, m, d
}

func dayOf(t time.Time) int { return floorDiv(int(t.Unix()), 86400) }

func timeOf(day int) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func appendPadded(b []byte, n, width int) []byte {
	for limit := 10; width > 1; width-- {
		if n < limit {
			b = append(b, '0')
		}
		limit *= 10
	}
	return strconv.AppendInt(b, int64(n), 10)
}
