package row

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Days are the first day of a period and the day after its last one, of the
// notation 2016, 2014-Q4, 2014-H1, 2015-01, 2014-02-13 or a range of two such.
// An empty period has none.
func Days(period string) (starts, ends time.Time, err error) {
	if period == "" {
		return starts, ends, nil
	}
	if first, last, ok := strings.Cut(period, "/"); ok {
		if starts, _, err = single(first); err == nil {
			_, ends, err = single(last)
		}
		if err == nil && !starts.Before(ends) {
			err = fmt.Errorf("period %q ends before it starts", period)
		}
	} else {
		starts, ends, err = single(period)
	}
	if err != nil {
		return time.Time{}, time.Time{}, err
	}
	return starts, ends, nil
}

func single(period string) (starts, ends time.Time, err error) {
	if len(period) < 4 {
		return starts, ends, unknown(period)
	}
	year, err := strconv.Atoi(period[:4])
	if err != nil || year < 1 {
		return starts, ends, unknown(period)
	}
	day := func(month time.Month) time.Time { return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC) }
	switch rest := period[4:]; {
	case rest == "":
		return day(1), day(13), nil
	case len(rest) == 3 && rest[:2] == "-Q" && '1' <= rest[2] && rest[2] <= '4':
		first := time.Month(rest[2]-'1')*3 + 1
		return day(first), day(first + 3), nil
	case len(rest) == 3 && rest[:2] == "-H" && '1' <= rest[2] && rest[2] <= '2':
		first := time.Month(rest[2]-'1')*6 + 1
		return day(first), day(first + 6), nil
	case len(rest) == 3:
		if starts, err = time.Parse("2006-01", period); err != nil {
			return starts, ends, unknown(period)
		}
		return starts, starts.AddDate(0, 1, 0), nil
	default:
		if starts, err = time.Parse(time.DateOnly, period); err != nil {
			return starts, ends, unknown(period)
		}
		return starts, starts.AddDate(0, 0, 1), nil
	}
}

func unknown(period string) error {
	return fmt.Errorf("period %q is none of 2016, 2014-Q4, 2014-H1, 2015-01, 2014-02-13", period)
}
