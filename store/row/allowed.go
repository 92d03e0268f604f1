package row

import (
	"math"

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
	numbers := numbersIn(f.Figure)
	if len(numbers) != 1 || numbers[0] == 0 {
		return math.Abs(f.Value) / 100
	}
	return math.Abs(f.Value) / numbers[0] / 2
}

// numbersIn reads the digits of each number as one integer, points and commas
// left out: 29.2 is 292, so that value/292 is the unit of its last digit.
func numbersIn(figure string) []float64 {
	var numbers []float64
	inside := false
	for _, r := range width.Narrow.String(figure) {
		switch {
		case '0' <= r && r <= '9':
			if !inside {
				numbers = append(numbers, 0)
				inside = true
			}
			last := &numbers[len(numbers)-1]
			*last = *last*10 + float64(r-'0')
		case r == '.' || r == ',':
		default:
			inside = false
		}
	}
	return numbers
}
