package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"marketfigures/extract"
)

// plainKind is plain text: its layout is all that it has.
var plainKind = &kind{
	name:    "text",
	endings: []string{".txt", ".text"},
	media:   []string{"text/plain"},
	read: func(_ Found, p page) (extract.Article, *Reject) {
		return extract.Article{Text: p.raw}, nil
	},
}

// article reads a page by its kind, and fills in what container, text and
// detection know where the page itself is silent.
func (f Found) article(p page) (extract.Article, *Reject) {
	a, reject := f.kind.read(f, p)
	if reject != nil {
		return a, reject
	}
	if strings.TrimSpace(a.Text) == "" {
		return a, &Reject{Reason: "no text", Hint: "nothing is left of it but markup and menus; check that it is an article"}
	}
	if len(a.Text) > maxText || numbersIn(a.Text) > maxNumbers {
		return a, &Reject{Reason: "too large: more text or numbers than any article has", Hint: fmt.Sprintf("an article may have %d numbers and %d bytes of text; cut it into articles", maxNumbers, maxText)}
	}
	known := f.about
	fill := func(slot *string, values ...string) {
		for _, v := range values {
			if *slot == "" {
				*slot = v
			}
		}
	}
	fill(&a.ID, known.id, f.Address)
	fill(&a.URL, known.url)
	fill(&a.Title, known.title, titleOf(a.Text))
	fill(&a.Publisher, known.publisher)
	fill(&a.Author, known.author)
	fill(&a.Language, known.language, languageOf(a.Text))
	if f.inFuture(a.Published) {
		a.Published, a.PublishedFrom = known.published, known.publishedFrom
	}
	if a.Published.IsZero() && !f.inFuture(known.published) {
		a.Published, a.PublishedFrom = known.published, known.publishedFrom
	}
	if a.Published.IsZero() {
		if day, ok := publishedInText(a.Text); ok && !f.inFuture(day) {
			a.Published, a.PublishedFrom = day, "text"
		}
	}
	if a.Published.IsZero() {
		a.PublishedFrom = ""
	}
	return a, nil
}

// The bytes of text and the numbers that an article may have at most: an annual
// report has a tenth of them. What a figure means is searched for among those
// around it, so that a dump of a million would hold up the run for hours.
const (
	maxText    = 4 << 20
	maxNumbers = 10_000
)

// numbersIn counts the runs of digits in a text.
func numbersIn(text string) int {
	n, before := 0, false
	for i := 0; i < len(text); i++ {
		digit := '0' <= text[i] && text[i] <= '9'
		if digit && !before {
			n++
		}
		before = digit
	}
	return n
}

// titleOf is the headline of a text: the first of its first lines that is no
// menu, no date line and no label, such as "INTERVIEW" or "[Slide 1 of 9]".
func titleOf(text string) string {
	lines := headLines(text, 6)
	for i, line := range lines {
		if utf8.RuneCountInString(line) > 240 {
			break
		}
		heading := strings.HasPrefix(line, "#")
		if !heading && (isTrail(line) || isDateLine(line) || letters(line) < 2 || line[0] == '|' || i+1 < len(lines) && isLabel(line, lines[i+1])) {
			continue
		}
		return oneLine(strings.TrimLeft(line, "# *"))
	}
	return ""
}

var (
	labelLine = lazily(`(?i)^\[?(?:slide|page|issue|no\.?|number|episode)\s*\d+|\b(?:no\.?|issue|number|article)\s?\d+(?:\s*\(\d{4}\))?\s*\]?$|\S\s{3,}\S|\((?:public number|official account)\)$|^click (?:on )?(?:the )?"?blue|点击上方`)
	wordy     = lazily(`\p{Ll}`)
)

// isLabel says whether a line names a series, a section or a publisher above
// the headline that stands on the next line.
func isLabel(line, next string) bool {
	if labelLine().MatchString(line) {
		return true
	}
	return !wordy().MatchString(line) && !strings.ContainsAny(line, ":?!") && len(strings.Fields(line)) <= 4 &&
		wordy().MatchString(next) && !isDateLine(next) && utf8.RuneCountInString(next) < 160 && isASCII(line)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// headLines are the first n lines that hold something, trimmed; of long lines
// only the start.
func headLines(text string, n int) []string {
	var lines []string
	for len(lines) < n && text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, startOf(line, lineStart))
		}
	}
	return lines
}

// lineStart is how many bytes of a line may hold its date.
const lineStart = 1000

// startOf cuts a text to at most n bytes, between two characters.
func startOf(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// isTrail says whether a line is a trail of breadcrumbs or a menu, such as
// "Home > News >" or "Sign in | Archive | About".
func isTrail(line string) bool {
	for _, sep := range []string{">", "»", "›", "＞", ">>"} {
		if strings.HasSuffix(line, sep) || strings.HasPrefix(line, sep) || strings.Contains(line, " "+sep+" ") {
			return true
		}
	}
	return strings.Count(line, " | ") >= 2 || strings.Count(line, " / ") >= 3
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// oneLine is a text with every run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }
