package source

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// inFuture says whether a date of publication lies after today. A day's grace
// is for time zones that are ahead.
func (f Found) inFuture(day time.Time) bool {
	return !f.today.IsZero() && day.After(f.today.AddDate(0, 0, 1))
}

// The head of a text, in lines that hold something, in which the date of
// publication may stand; of its foot; and the runes of a line of prose.
const (
	headLineCount = 14
	footLineCount = 6
	proseLine     = 220
	headline      = 120 // runes behind a date that make its line no headline
)

// publishedInText finds the article's own date in the date line of its head, in
// the place and date that open its first paragraph, or in a line of its foot
// that says so. A date that the text tells about is none.
func publishedInText(text string) (time.Time, bool) {
	lines := headLines(text, headLineCount)
	if at := slices.IndexFunc(lines, othersStart().MatchString); at >= 0 {
		lines = lines[:at]
	}
	folded, days := make([]string, len(lines)), make([][]dayAt, len(lines))
	entries := 0 // lines that open with a date: a second one makes it a timeline, or a list
	for i, line := range lines {
		if folded[i], days[i] = daysIn(line); len(days[i]) > 0 && opensDated(folded[i], days[i][0]) {
			entries++
		}
	}
	var weak time.Time
	prose := 0
	for i, line := range lines {
		for _, d := range days[i] {
			role := roleOf(folded[i], d, i)
			if role == told && i == 1 && entries == 1 && opensDated(folded[i], d) {
				role = published
			}
			switch role {
			case published:
				return laterBy(folded[i][d.end:], d.day), true
			case changed:
				if weak.IsZero() {
					weak = d.day
				}
			}
		}
		if utf8.RuneCountInString(line) > proseLine {
			if prose++; prose == 2 {
				break
			}
		}
	}
	if !weak.IsZero() {
		return weak, true
	}
	if day, ok := publishedInFoot(text); ok {
		return day, true
	}
	return datelineWithoutYear(lines, text)
}

// othersStart opens a list of other articles, whose dates are theirs.
var othersStart = lazily(`(?i)^\W*(?:read (?:the )?next|next(?: article)?\s*[:：]|previous (?:article|posts?)|related|recommended|you may also|more from|hot search|ranking|相关|相關|推荐阅读|上一篇|下一篇)`)

// publishedInFoot finds a date that the last lines call that of publication.
func publishedInFoot(text string) (time.Time, bool) {
	for n := 0; n < footLineCount && text != ""; {
		at := strings.LastIndexByte(text, '\n')
		line := strings.TrimSpace(text[at+1:])
		text = text[:max(at, 0)]
		if line == "" {
			continue
		}
		n++
		folded, days := daysIn(startOf(line, lineStart))
		for _, d := range days {
			if ahead := before(folded, d); footCue().MatchString(ahead) && !happened().MatchString(ahead) {
				return d.day, true
			}
		}
	}
	return time.Time{}, false
}

// footCue ends what stands before a date that a foot calls the article's own.
var footCue = lazily(`(?i)(?:\b(?:first |originally |article |story )?(?:published|posted|issued|released|sent out|sent)(?: (?:by|in|under) [^|.]{1,40}?)?(?: on| at)?|发布时间|发布日期|发布于|發布時間|刊登日期)\s*[:：]?\s*(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)?$`)

// byLine is a line that names the author and then the date: "By Editor on".
var byLine = lazily(`(?i)^(?:words |text )?by [^.|]{2,50} on $`)

// bylineCount is how many lines at the head may be headline, standfirst and byline.
const bylineCount = 7

// role is what a date in a head line is to the article.
type role int

const (
	told      role = iota // the text tells about it
	published             // the article came out on it
	changed               // it was last changed or checked on it
)

var (
	weekdayEnd = lazily(`(?i)[(,]?\s*\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*$`)
	// changeCue and publishCue end what stands before a date.
	changeCue  = lazily(`(?i)\b(?:updated?|modified|revised|edited|reviewed|corrected|checked|amended|last change[d]?|更新时间|更新)\b(?:[^|·•.]|\.\S|\b\p{Lu}\. ){0,40}$`)
	publishCue = lazily(`(?i)(?:\b(?:published|publication date|posted|issued|compiled|released?|for release|sent|recorded|broadcast|aired|printed|filed|dated|date|time|post time|original|input|created|written|added|submitted|uploaded)\b[^|·•.]{0,40}|(?:^|\. )(?:(?:call|talk|interview|event|conference|webinar|meeting) )?(?:held|taped) on\s*|^(?:record|transcript|minutes|broadcast) of\s*|(?:发布|发表|时间|日期|發布|時間|刊登|原创)[^|·•。]{0,12})$`)
	// preposition ends what stands before a date that a sentence tells about.
	preposition = lazily(`(?i)\b(?:in|on|from|since|until|till|to|before|after|of|between|and|by|for|at|through|than|ended|ending|ends|as)\s*$`)
	// dateline opens a wire story: places in capitals or a few names, the date,
	// perhaps the agency, a dash.
	datelineStart = lazily(`^[*_]*\(?\p{Lu}[\p{L}.'’-]*(?:[ /,&]+(?:\p{Lu}[\p{L}.'’-]*|de|of|the)){0,5}[,:]?\s*(?:\([^)]{1,40}\)\s*)?[,-]?\s*$`)
	datelineEnd   = lazily(`^\s*(?:\([^)]{1,40}\)|/[^/]{1,60}/|,?\s*[A-Z][\w ]{1,30})?\s*(?:--?|–|—|:)`)
	// "[Beijing, 23 October 2018] Shares": place, desk, date and hour in brackets.
	bracketedStart = lazily(`^[*_]*[\[(（](?:\p{Lu}[\p{L}.'’-]*[ /,&]*){1,6}$`)
	bracketedEnd   = lazily(`^(?:,? (?:at )?\d{1,2}[:.]\d\d)?[\])）]`)
	// stoppedEnd ends a date line, with an agency or an hour behind the date, before
	// a sentence or the end of the line.
	stoppedEnd = lazily(`^(?:\s*\([^)]{1,40}\)|,?\s*(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?)?(?:, (?:page|p\.) ?\d+)?[)\]*_]*\s*(?:$|\.(?:\s|$)|--?\s|[–—|:]\s)`)
	// placed is a place, or a paper and a place, before the date: "SINGAPORE (", "Paris, ".
	placed = lazily(`^[*_]*(?:\p{Lu}[\p{L}.'’-]*(?:[ /,&]+|$)){1,7}(?:[,(]\s*|\([^)]{1,40}\)\s*)?$`)
	// spoken opens the masthead of a speech.
	spoken = lazily(`(?i)^(?:opening |closing )?(?:speech|remarks|keynote|address|statement|testimony|lecture)(?: (?:to|by|at|of|before|in)\b|:)`)
	// sentenceEnd ends what stands before a date that is a sentence by itself.
	sentenceEnd = lazily(`[.!?:"”]\s*$`)
	// columns part what a line sets side by side.
	columns = lazily(`\s{3,}|\t`)
	// happened ends a sentence about something that was done on a day.
	happened     = lazily(`(?i)\b(?:were (?:\w+ ){0,2}|was (?:issued|released|filed|created|added|sent|submitted) )(?:on )?$`)
	separatorEnd = lazily(`(?:[|·•/»›>＞)\]:：;，。、~-]|\s{2}|[–—\[(【]|^)\s*$`)
)

// roleOf says what a date is to the article, from the line around it. The
// first line of a text, number 0, is mostly its headline; a line further down
// must say more clearly what it is.
func roleOf(line string, d dayAt, number int) role {
	ahead := before(line, d)
	rest := strings.TrimLeft(line[d.end:], "*_")
	long := utf8.RuneCountInString(line) > proseLine
	cue := weekdayEnd().ReplaceAllString(ahead, "")
	switch {
	case changeCue().MatchString(cue):
		return changed
	case publishCue().MatchString(cue) && utf8.RuneCountInString(ahead) < 120:
		if wordsAtEnd(cue, "in", "from", "since", "between", "to", "ended", "ending") || happened().MatchString(cue) {
			return told
		}
		return published
	case datelineStart().MatchString(ahead) && datelineEnd().MatchString(rest),
		!strings.HasPrefix(line, "|") && isDateline(ahead, cue, rest, belowHeadline(line, number)):
		return published
	case long || isProse(rest) || hanCount(cue) > 16 || hanCount(rest) > 40:
		return told
	case separatorEnd().MatchString(cue):
		return published
	case number == 0 || number >= bylineCount:
		return told
	case byLine().MatchString(cue):
		return published
	}
	cue = strings.TrimRight(cue, " ")
	if preposition().MatchString(cue) || strings.HasPrefix(line, "|") {
		return told
	}
	if strings.HasSuffix(cue, ",") || len(strings.Fields(cue)) <= 6 {
		// "Official record (translation), 13 June 2018": nothing but a few words behind
		if len(strings.Fields(rest)) <= 8 && len(strings.Fields(cue)) <= 14 {
			return published
		}
	}
	return told
}

// isDateline says whether a date stands with its place or paper at the start of a
// line, or is a sentence by itself. A headline, line number 0, has at most a
// place and date of one or two words.
func isDateline(ahead, cue, rest string, number int) bool {
	if at := columns().FindAllStringIndex(ahead, -1); at != nil { // the last one of a line of columns
		end := at[len(at)-1][1]
		ahead, cue, number = ahead[end:], cue[min(end, len(cue)):], 1
	}
	if utf8.RuneCountInString(rest) > headline || cue != ahead || spoken().MatchString(ahead) { // no headline names the weekday, or says that it is a speech
		number = max(number, 1)
	}
	first, _, _ := strings.Cut(ahead, " ")
	cue = strings.TrimRight(cue, " ")
	words := len(strings.Fields(cue))
	switch {
	case bracketedStart().MatchString(ahead) && bracketedEnd().MatchString(rest):
		return true
	case preposition().MatchString(first) || preposition().MatchString(cue) || !stoppedEnd().MatchString(rest):
		return false
	case number == 0:
		return strings.TrimSpace(rest) == "" && strings.HasSuffix(cue, ",") && words <= 3 && placed().MatchString(cue)
	case placed().MatchString(cue):
		return cue != ""
	case sentenceEnd().MatchString(cue):
		return number == 1 || strings.Trim(rest, ".*_)] ") == ""
	}
	return number <= 3 && strings.HasSuffix(cue, ",") && words <= 6
}

// belowHeadline is the number of a line, at least 1 for one that is set in italics
// as a whole: a masthead, no headline.
func belowHeadline(line string, number int) int {
	if len(line) > 1 && strings.IndexByte("*_", line[0]) >= 0 && line[len(line)-1] == line[0] && line[1] != line[0] {
		return max(number, 1)
	}
	return number
}

// opensDated says whether a line opens with a date that is set off from the
// rest: "July 8, 2021 - ", "Dec. 26, 2014. ". Below the headline, that is the
// article's own.
func opensDated(line string, d dayAt) bool {
	return weekdayEnd().ReplaceAllString(before(line, d), "") == "" && stoppedEnd().MatchString(strings.TrimLeft(line[d.end:], "*_"))
}

func before(line string, d dayAt) string { return strings.TrimLeft(line[:d.start], "*_> \t") }

func wordsAtEnd(s string, words ...string) bool {
	fields := strings.Fields(strings.ToLower(s))
	if len(fields) == 0 {
		return false
	}
	for _, w := range words {
		if fields[len(fields)-1] == w {
			return true
		}
	}
	return false
}

// isProse says whether what follows a date goes on as a sentence.
func isProse(rest string) bool {
	rest = strings.TrimSpace(rest)
	small := 0
	for _, w := range strings.Fields(rest) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			small++
		}
	}
	if small < 4 {
		return false
	}
	if strings.ContainsAny(rest[:1], "|·•/-–—") {
		return false
	}
	return strings.ContainsAny(rest[len(rest)-1:], ".!?\"") || small > 12
}

// hanCount is the number of Han characters, which stand without spaces.
func hanCount(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// isDateLine says whether a line is there to give the date of publication.
func isDateLine(line string) bool {
	folded, days := daysIn(line)
	for _, d := range days {
		if roleOf(folded, d, 1) != told {
			return true
		}
	}
	return false
}

var daysLater = lazily(`(?i)^,? (?:and )?(?:first )?(?:published|posted|released|broadcast) (?:(the next day|the following day|a day later|the day after)|(two|three|four|five|six|seven|[2-9]) days later)`)

// laterBy moves the day of a recording to that of its publication, where the
// line says how far they lie apart.
func laterBy(rest string, day time.Time) time.Time {
	m := daysLater().FindStringSubmatch(rest)
	if m == nil {
		return day
	}
	n := 1
	for i, w := range []string{"two", "three", "four", "five", "six", "seven"} {
		if strings.EqualFold(m[2], w) {
			n = i + 2
		}
	}
	if len(m[2]) == 1 {
		n = int(m[2][0] - '0')
	}
	return day.AddDate(0, 0, n)
}

var (
	yearlessDateline = lazily(`^[*_]*\p{Lu}[\p{L}.'’-]*(?:[ /,]+\p{Lu}[\p{L}.'’-]*){0,4},\s+(?i:(` + monthNames + `)\.?\s+(\d{1,2})|(\d{1,2})\s+(` + monthNames + `))\s*(?:\([^)]{1,40}\)\s*|/[^/]{1,60}/\s*)?(?:--?|–|—)\s`)
	yearlessHan      = lazily(`^[\p{Han}]{2,12}?(\d{1,2})月(\d{1,2})日(?:专)?[电電讯訊]`)
	monthOfYear      = lazily(`(?i)\b(` + monthNames + `)\.?(?:\s+\d{1,2},)?\s+((?:19|20)\d\d)\b`)
	hanMonthOfYear   = lazily(`((?:19|20)\d\d)年(?:(\d{1,2})月|第?([一二三四1-4])季度|(全年)?)`)
)

// datelineWithoutYear reads "SHENZHEN, March 1 (Agency) -" where the text tells
// of months or quarters less than a year before: the date is the first such day
// after the last month that the text names with its year.
func datelineWithoutYear(lines []string, text string) (time.Time, bool) {
	month, day := 0, 0
	for _, line := range lines[:min(len(lines), 6)] {
		line = fold(line)
		if m := yearlessDateline().FindStringSubmatch(line); m != nil {
			month, day = monthOf(m[1]+m[4]), number(m[2]+m[3])
			break
		}
		if m := yearlessHan().FindStringSubmatch(line); m != nil {
			month, day = number(m[1]), number(m[2])
			break
		}
	}
	if month < 1 || month > 12 {
		return time.Time{}, false
	}
	last, ok := lastMonthNamed(fold(startOf(text, monthsIn)))
	if !ok {
		return time.Time{}, false
	}
	t := time.Date(last.Year(), time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Before(last) {
		t = time.Date(last.Year()+1, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	}
	return t, t.Day() == day
}

// monthsIn is how many bytes of a text are looked through for months.
const monthsIn = 64 << 10

// lastMonthNamed is the start of the latest month or the end of the latest
// quarter that a text names together with its year.
func lastMonthNamed(text string) (time.Time, bool) {
	var last time.Time
	see := func(year, month int) {
		if t := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC); t.After(last) {
			last = t
		}
	}
	for _, m := range monthOfYear().FindAllStringSubmatch(text, -1) {
		see(number(m[2]), monthOf(m[1]))
	}
	for _, m := range hanMonthOfYear().FindAllStringSubmatch(text, -1) {
		switch {
		case m[2] != "":
			see(number(m[1]), min(number(m[2]), 12))
		case m[3] != "":
			see(number(m[1]), 3*quarterOf(m[3]))
		}
	}
	return last, !last.IsZero()
}

func quarterOf(s string) int {
	switch s {
	case "一", "1":
		return 1
	case "二", "2":
		return 2
	case "三", "3":
		return 3
	}
	return 4
}

func number(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
		if n > 9999 {
			return 0
		}
	}
	return n
}
