package period

import (
	"math"
	"time"

	"marketfigures/extract/text"
)

// boundary is the time that the words around a form make of its period: its
// first day and the day behind its last one.
type boundary struct{ starts, ends int32 }

// unbounded is the side of a boundary that is open.
const unbounded = math.MinInt32

func between(starts, ends int) boundary { return boundary{int32(starts), int32(ends)} }

// timeOf is a side of the boundary, zero where it is open.
func (boundary) timeOf(side int32) time.Time {
	if side == unbounded {
		return time.Time{}
	}
	return timeOf(int(side))
}

// opening is the side to which a time has no end.
type opening uint8

const (
	closed    opening = iota
	fromStart         // "since 2014", "2014 or later": from its first day on
	fromEnd           // "after 2014": from the day behind its last one on
	toStart           // "before 2014": up to its first day
)

// boundary is the resolved time of a form with what the words leave open.
func (x *discourse) boundary(f form, s stretch) boundary {
	if f.to != nil {
		if x.note && !f.to.edge && s.last.grain > day {
			return between(s.firstDay(), s.last.firstDay())
		}
		return between(s.firstDay(), s.nextDay())
	}
	switch x.opening(f) {
	case fromStart:
		return between(s.firstDay(), unbounded)
	case fromEnd:
		return between(s.nextDay(), unbounded)
	case toStart:
		return between(unbounded, s.firstDay())
	}
	if f.from.op == opAgo || f.from.op == opOffset {
		return x.compared(f, s)
	}
	first, next := x.rest(f, s)
	return between(first, next)
}

// opening is what the words around a form leave open: "since 2014", "before
// 2018", "2012 or later".
func (x *discourse) opening(f form) opening {
	r := x.r
	i := f.first - 1
	for i >= 0 && r.words[i].is(isThe) {
		i--
	}
	for first := max(0, i-3); first <= i; first++ { // the longest phrase that ends here
		if v, next, ok := r.v.openings.At(r.d, first); ok && next == i+1 && v > 0 {
			return opening(v)
		}
	}
	if v, next, ok := r.v.openings.At(r.d, f.last); ok && v < 0 && (next == len(r.words) || r.d.Tokens[next].Kind == text.Symbol) {
		return opening(-v)
	}
	return closed
}

// rest is the part of this week, month or year that "later", "earlier" and
// "the rest of" leave of it, seen from the day of publication.
func (x *discourse) rest(f form, s stretch) (first, next int) {
	first, next = s.firstDay(), s.nextDay()
	if f.from.op != opUnit && f.from.op != opBare || first > x.published || next <= x.published || f.first == 0 {
		return first, next
	}
	middle := first + (next-first)/2
	if s.first.grain == year {
		middle = addMonths(first, months[half])
	}
	switch before := x.r.words[f.first-1]; {
	case before.is(isLater):
		return max(middle, x.published), next
	case before.is(isEarlier):
		return first, min(middle, x.published+1)
	case x.r.d.Words[f.first-1] == "of" && f.first > 1 && (x.r.d.Words[f.first-2] == "rest" || x.r.d.Words[f.first-2] == "remainder"):
		return x.published, next
	}
	return first, next
}

// compared is the time that "more than" and "less than" make of a distance:
// "more than two weeks ago" is before that day, "less than" behind it.
func (x *discourse) compared(f form, s stretch) boundary {
	at, t := s.firstDay(), f.from
	d := x.r.d
	if t.run || f.first < 2 || d.Words[f.first-1] != "than" {
		return between(at, s.nextDay())
	}
	from := x.published
	if t.op == opOffset {
		from = x.resolveTerm(*t.inner, placed{form: f}).firstDay()
	}
	switch d.Words[f.first-2] {
	case "more", "longer":
		if at < from {
			return between(unbounded, at)
		}
		return between(s.nextDay(), unbounded)
	case "less":
		return between(min(at, from), max(at, from))
	}
	return between(at, s.nextDay())
}
