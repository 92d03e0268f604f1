package row

import (
	"math"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// about is how far a value may lie from a figure that is given as "about",
// as a part of it. Ours: "about 50%" is said of 48 and of 52, hardly of 45.
const about = 0.05

// Allowed are the least and the most value that a figure's words allow; nil
// where nothing bounds it. An exact figure allows what rounds to it: half a
// unit of its last digit.
func Allowed(f Figure) (least, most *float64) {
	from, to := tidy(f.Value-halfDigit(f)), tidy(f.Value+halfDigit(f))
	switch f.Bound {
	case "range":
		if f.Low != nil && f.High != nil {
			return f.Low, f.High
		}
	case "above":
		return &f.Value, nil
	case "below":
		return nil, &f.Value
	case "about":
		from = min(from, tidy(f.Value-about*math.Abs(f.Value)))
		to = max(to, tidy(f.Value+about*math.Abs(f.Value)))
	}
	return &from, &to
}

// halfDigit is half a unit of the figure's last written digit: 50 million for
// "29.2 billion". A figure of several numbers (1/3, 3 trillion and 790 billion)
// or of none (half) is good to one part in a hundred.
func halfDigit(f Figure) float64 {
	number, numbers := numberIn(f.Figure)
	if numbers != 1 || number == 0 {
		return math.Abs(f.Value) / 100
	}
	return math.Abs(f.Value) / number / 2
}

// numberIn reads the digits of the last number as one integer, points and commas
// left out, and counts the numbers: 29.2 is 292, so that value/292 is the unit of its
// last digit.
func numberIn(figure string) (number float64, numbers int) {
	inside := false
	for _, r := range figure {
		if r >= utf8.RuneSelf {
			r = width.LookupRune(r).Narrow()
		}
		switch {
		case '0' <= r && r <= '9':
			if !inside {
				number, inside = 0, true
				numbers++
			}
			number = number*10 + float64(r-'0')
		case r == '.' || r == ',':
		default:
			inside = false
		}
	}
	return number, numbers
}
