package reports

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	hanNumeral  = regexp.MustCompile(`[〇零一二两兩三四五六七八九十百千万萬亿億半成]`)
	hanPart     = regexp.MustCompile(`^(.+)分之(.+)$`)
	hanTenths   = regexp.MustCompile(`([一二两兩三四五六七八九\d.]+)成([一二三四五六七八九半])?`)
	hanPair     = regexp.MustCompile(`([一二两兩三四五六七八九])([一二两兩三四五六七八九])([十百千万亿成])`)
	hanOf       = regexp.MustCompile(`(\d+)[^\d]*中有(\d+)`)
	hanAround   = regexp.MustCompile(`[^〇零一二两兩三四五六七八九十百千万萬亿億半成点點分之\d.]+`)
	hanDigits   = map[rune]float64{'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '兩': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	hanUnits    = map[rune]float64{'十': 10, '百': 100, '千': 1000}
	hanSections = map[rune]float64{'万': 1e4, '萬': 1e4, '亿': 1e8, '億': 1e8}
)

// fullWidth turns full-width digits and signs into plain ones.
func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, s)
}

// readHanNumbers reads figures written with Han numerals or scales: 三成五,
// 百分之八十二点八, ３万8千亿元, 五六成 (two numbers).
func readHanNumbers(s string) []float64 {
	if m := hanOf.FindStringSubmatch(s); m != nil {
		whole, errWhole := strconv.ParseFloat(m[1], 64)
		part, errPart := strconv.ParseFloat(m[2], 64)
		if errWhole == nil && errPart == nil && whole != 0 {
			return []float64{part / whole}
		}
	}
	if hanPair.MatchString(s) {
		return append(readHanNumbers(hanPair.ReplaceAllString(s, "$1$3")), readHanNumbers(hanPair.ReplaceAllString(s, "$2$3"))...)
	}
	if m := hanTenths.FindStringSubmatch(s); m != nil {
		tenths, ok := readHan(m[1])
		if rest, more := readHan(m[2]); more {
			tenths += rest / map[bool]float64{true: 1, false: 10}[m[2] == "半"]
		}
		if ok {
			return []float64{tenths / 10}
		}
	}
	var found []float64
	for _, part := range hanAround.Split(s, -1) {
		if m := hanPart.FindStringSubmatch(part); m != nil {
			whole, okWhole := readHan(m[1])
			n, ok := readHan(m[2])
			if ok && okWhole && whole != 0 {
				found = append(found, n/whole)
			}
			continue
		}
		if n, ok := readHan(part); ok {
			found = append(found, n)
		}
	}
	return found
}

// readHan reads one numeral, in which digits may be Han or plain.
func readHan(s string) (n float64, ok bool) {
	if s == "半" || s == "一半" {
		return 0.5, true
	}
	var total, section, digit float64
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r >= '0' && r <= '9':
			j := i
			for j < len(runes) && (runes[j] >= '0' && runes[j] <= '9' || runes[j] == '.') {
				j++
			}
			digit, _ = strconv.ParseFloat(string(runes[i:j]), 64)
			ok, i = true, j-1
		case hanUnits[r] != 0:
			if digit == 0 {
				digit = 1
			}
			section, digit, ok = section+digit*hanUnits[r], 0, true
		case hanSections[r] == 1e8:
			total, section, digit = (total+section+digit)*1e8, 0, 0
		case hanSections[r] != 0:
			if section+digit == 0 {
				section = 1
				ok = true
			}
			total, section, digit = total+(section+digit)*1e4, 0, 0
		case r == '点' || r == '點':
			point := 0.1
			for i++; i < len(runes); i++ {
				d, isDigit := hanDigits[runes[i]]
				if !isDigit {
					i--
					break
				}
				digit += d * point
				point /= 10
			}
		case r == '半':
			digit += 0.5
		default:
			if d, isDigit := hanDigits[r]; isDigit {
				digit, ok = d, true
			}
		}
	}
	return total + section + digit, ok
}
