package reports

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// verified says whether a second, simpler reader finds a claim's figure again:
// the characters at its place are the figure, and the number read from them
// is the value stored. It shares no code with the extractor, so that a slip of
// one shows as a difference between the two.
func verified(c *Claim, text []rune) bool {
	if c.Start < 0 || c.End > len(text) || c.Start >= c.End || string(text[c.Start:c.End]) != c.Figure {
		return false
	}
	numbers := readNumbers(c.Figure)
	if len(numbers) == 0 {
		return false
	}
	if c.Bound == "range" && len(numbers) >= 2 {
		low, high := numbers[0], numbers[len(numbers)-1]
		return scaled(c.Low, low) && scaled(c.High, high) && near(c.Value, (c.Low+c.High)/2)
	}
	sum := 0.0
	for _, n := range numbers {
		sum += n
	}
	return scaled(c.Value, sum) || scaled(c.Value, numbers[0])
}

// scaled allows for a scale word that stands outside the figure ("5 and 6
// million"), for fractions of a whole given as percent, and for basis points.
func scaled(value, read float64) bool {
	for _, factor := range []float64{1, 0.01, 100, 1e3, 1e4, 1e6, 1e8, 1e9, 1e12, -1, -0.01, -100, -1e3, -1e4, -1e6, -1e8, -1e9, -1e12} {
		if near(value, read*factor) {
			return true
		}
	}
	return false
}

func near(a, b float64) bool {
	return math.Abs(a-b) <= 5e-4*math.Max(math.Abs(a), math.Abs(b))+1e-9
}

var (
	numeral  = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?|[a-z]+`)
	fraction = regexp.MustCompile(`(\d+)\s*/\s*(\d+)`)
	ratio    = regexp.MustCompile(`^(.*\S)\s+(?:out\s+of(?:\s+every)?|in(?:\s+every)?)\s+(.*)$`)
)

var small = map[string]float64{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
	"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
	"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "zero": 0, "dozen": 12,
}

var scales = map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1e3, "m": 1e6, "mn": 1e6,
	"mln": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "lakh": 1e5, "crore": 1e7,
	"millions": 1e6, "billions": 1e9, "trillions": 1e12, "thousands": 1e3,
}

var parts = map[string]float64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
	"fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
	"ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twentieth": 20, "hundredth": 100, "hundredths": 100,
}

// readNumbers reads the numbers of a figure from left to right, each with the
// scale words that follow it; "1/3" and "two-thirds" are one number each.
func readNumbers(figure string) []float64 {
	s := strings.ToLower(fullWidth(figure))
	if m := fraction.FindStringSubmatch(s); m != nil {
		a, errA := strconv.ParseFloat(m[1], 64)
		b, errB := strconv.ParseFloat(m[2], 64)
		if errA == nil && errB == nil && b != 0 {
			return []float64{a / b}
		}
	}
	if m := ratio.FindStringSubmatch(s); m != nil {
		part, whole := readNumbers(m[1]), readNumbers(m[2])
		if len(part) == 1 && len(whole) == 1 && whole[0] != 0 {
			return []float64{part[0] / whole[0]}
		}
	}
	if hanNumeral.MatchString(s) || hanOf.MatchString(s) {
		return readHanNumbers(strings.ReplaceAll(s, ",", ""))
	}
	r := numberReader{}
	for _, token := range numeral.FindAllString(s, -1) {
		r.token(token)
	}
	r.flush()
	return r.found
}

// numberReader adds up the tokens of one number after the other.
type numberReader struct {
	found []float64
	value float64
	open  bool // value holds a number
	words bool // spelled, so that the next word adds to it
}

func (r *numberReader) token(t string) {
	switch {
	case t[0] >= '0' && t[0] <= '9':
		r.flush()
		n, err := strconv.ParseFloat(strings.ReplaceAll(t, ",", ""), 64)
		if err == nil {
			r.value, r.open = n, true
		}
	case scales[t] != 0:
		if !r.open {
			r.value, r.open = 1, true
		}
		r.value *= scales[t]
		if t != "hundred" {
			r.words = false
		}
	case parts[t] != 0:
		if !r.open {
			r.value, r.open = 1, true
		}
		r.value /= parts[t]
	default:
		n, spelled := small[t]
		switch {
		case !spelled:
		case r.open && r.words:
			r.value += n
		default:
			r.flush()
			r.value, r.open, r.words = n, true, true
		}
	}
}

func (r *numberReader) flush() {
	if r.open {
		r.found = append(r.found, r.value)
	}
	r.value, r.open, r.words = 0, false, false
}
