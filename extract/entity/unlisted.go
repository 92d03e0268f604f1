package entity

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// maxName is how many tokens a name has at the most.
const maxName = 7

// unlisted appends runs of capitals that the lexicon does not know to the
// room's, whose listed mentions are in the order of the text.
func (f *Finder) unlisted(r *room, d *text.Document, figures []int) []Mention {
	known, found := r.listed, r.unlisted
	c := &capitals{f: f, d: d, known: known, spelled: &r.spellings}
	c.survey()
	next := 0
	for si, s := range d.Sentences {
		b := &d.Blocks[s.Block]
		if b.Boilerplate {
			continue
		}
		for i := s.First; i < s.Last; {
			for next < len(known) && known[next].Last <= i {
				next++
			}
			if next < len(known) && known[next].First <= i {
				i = known[next].Last
				continue
			}
			stop := s.Last
			if next < len(known) {
				stop = min(stop, known[next].First)
			}
			end := c.run(i, stop)
			if end == i {
				i++
				continue
			}
			if m, ok := c.name(i, end, s, si, figures); ok {
				if next > 0 && b.Kind != text.Heading && known[next-1].First >= s.First {
					c.extend(&m, &known[next-1])
				}
				found = append(found, m)
			}
			i = end
		}
	}
	return found
}

// extend gives a name right behind a known one the whole: the Music of "Tencent
// Music" is a brand of its own, and not called Music. A person, or what opens
// with a place, is another's name.
func (c *capitals) extend(m, before *Mention) {
	class, _, known := c.f.capitals.At(c.d, m.First)
	switch {
	case before.Last != m.First || c.d.Tokens[m.First].Line || m.Kind != Unknown || before.Kind == Agency || before.Kind == Person:
	case c.is(m.First, lexicon.PersonName|lexicon.Surname) || c.is(m.Last-1, lexicon.Surname) || known && class == "place":
	default:
		m.ID = c.d.Slice(c.d.TokenSpan(before.First, m.Last))
	}
}

// capitals looks at the capitalised words of one document.
type capitals struct {
	spelled *spellings
	f       *Finder
	d       *text.Document
	known   []Mention
	columns map[column]bool // of tables that were looked at: whether names stand there
}

// column is one of a table, both by number.
type column struct{ table, cell int }

// survey learns how the body writes each word: a word that also stands in small
// letters is no name when it opens a sentence.
func (c *capitals) survey() {
	d := c.d
	c.spelled.reset()
	for _, s := range d.Sentences {
		kind := d.Blocks[s.Block].Kind
		if kind == text.Heading {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			if d.Tokens[i].Kind != text.Word {
				continue
			}
			if !c.capital(i) {
				c.spelled.add(d, i, lower)
			} else if i > s.First && kind == text.Paragraph && !c.reopens(i) && !c.quoted(i) {
				c.spelled.add(d, i, inner)
			}
		}
	}
}

// run is the end of the run of capitals that starts at token i, i where none does.
func (c *capitals) run(i, stop int) int {
	d := c.d
	if !c.capital(i) {
		return i
	}
	end := i + 1
	for end < stop && end-i < maxName {
		switch w := d.Words[end]; {
		case d.Tokens[end].Line:
			return end
		case c.capital(end):
			end++
		case (w == "&" || w == "-" || c.is(end, lexicon.NameLink) || d.Words[end-1] == "&" && c.is(end, lexicon.NameAnd)) && end+1 < stop && c.capital(end+1) && !d.Tokens[end+1].Line && end-i < maxName-1:
			if w == "-" && (d.Tokens[end].Space || d.Tokens[end+1].Space) {
				return end
			}
			end += 2
		default:
			return end
		}
	}
	return end
}

// capital says whether a token is written as names are: with a capital in front,
// or behind one small letter, as iQiyi is.
func (c *capitals) capital(i int) bool {
	if c.d.Capital(i) {
		return true
	}
	t := &c.d.Tokens[i]
	return t.Kind == text.Word && t.Len() > 3 && isUpper(c.d.Text[t.Start+1]) && isLower(c.d.Text[t.Start]) && isLower(c.d.Text[t.Start+2])
}

// sure says whether a token is a name by how it is written, wherever it stands.
func (c *capitals) sure(i int) bool { return c.humped(i) || c.letters(i) }

// letters says whether a token is a few capitals alone: no word of the language,
// and with none like it beside it, as in text that is all in capitals.
func (c *capitals) letters(i int) bool {
	return c.shouted(i) && c.d.Tokens[i].Len() <= 6 && !c.shouted(i-1) && !c.shouted(i+1) && !c.small(i)
}

func (c *capitals) shouted(i int) bool {
	if i < 0 || i >= len(c.d.Tokens) || c.d.Tokens[i].Len() < 2 {
		return false
	}
	word := c.d.Slice(c.d.Tokens[i].Span)
	for k := range len(word) {
		if !isUpper(word[k]) {
			return false
		}
	}
	return true
}

// humped says whether a capital stands behind a small letter of the same word, as
// in MercadoLibre: no sentence and no heading puts it there.
func (c *capitals) humped(i int) bool {
	word := c.d.Slice(c.d.Tokens[i].Span)
	for k := 1; k < len(word); k++ {
		if isUpper(word[k]) && isLower(word[k-1]) {
			return true
		}
	}
	return false
}

func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }

func isLower(b byte) bool { return 'a' <= b && b <= 'z' }

// name makes a mention of the run of capitals [i, end), trimmed of words that
// are no part of a name.
func (c *capitals) name(i, end int, s text.Sentence, sentence int, figures []int) (Mention, bool) {
	d := c.d
	kind := d.Blocks[s.Block].Kind
	opens := c.opening(i, s)
	for i < end {
		if class, next, ok := c.f.capitals.At(d, i); ok && class != "" && next <= end {
			amid := next == i+1 || !c.is(i-1, lexicon.Preposition|lexicon.PlacePreposition) // "in South Korea Toss leads"
			if class == "place" && next < end && d.Words[next] != "&" && !opens && amid {
				break // "China Literature", "the Hong Kong Payments Council": names that open with a place
			}
			if class == "calendar" && next < end && next == i+1 && c.is(i, lexicon.Surname) {
				break // "Sun Taoran"
			}
			i = next
			opens = opens && kind != text.Paragraph // "The Payments Japan Association": what comes next need not be capital
			continue
		}
		if (opens || c.quoted(i)) && !c.sure(i) {
			if written := c.spelled.at(d, i); written.is(lower) || !written.is(inner) && c.small(i) {
				i++
				continue
			}
		}
		break
	}
	for end > i && (d.Words[end-1] == "&" || d.Words[end-1] == "-" || c.is(end-1, lexicon.NameLink)) {
		end--
	}
	if i >= end || end == i+1 && d.Tokens[i].Len() < 2 && !c.is(i, lexicon.LetterName) {
		return Mention{}, false
	}
	if class, next, ok := c.f.capitals.At(d, i); ok && class != "" && next >= end {
		return Mention{}, false
	}
	written := c.spelled.at(d, i)
	switch {
	case kind == text.Heading && !c.sure(i) && (written.is(lower) || !written.is(inner) && (end == i+1 || c.small(i))):
		return Mention{}, false // a heading may capitalise every word
	case kind == text.Row && !written.is(inner) && !c.among(s, i):
		return Mention{}, false
	case opens && kind != text.Row && !written.is(inner) && (end == i+1 || kind == text.Item) && !c.sure(i):
		if _, open := slices.BinarySearch(figures, sentence); !open || !c.f.isName(d.Slice(d.TokenSpan(s.First, s.Last)), d.Slice(d.TokenSpan(i, end))) {
			return Mention{}, false
		}
	}
	if written.is(lower) && end == i+1 {
		return Mention{}, false
	}
	span := d.TokenSpan(i, end)
	m := Mention{Span: span, First: i, Last: end, ID: d.Slice(span), Kind: Unknown}
	if c.person(i, end) {
		m.Kind = Person
	}
	return m, true
}

// isName says whether prose takes the name at the opening of a sentence for
// one. Words that open many sentences are none by themselves: where a short
// text gives nothing else to ask, the model need not load.
func (f *Finder) isName(sentence, name string) bool {
	return !f.words.Is(strings.ToLower(name), lexicon.PlainOpening) && f.tagger.isName(sentence, name)
}

// is says whether the word of a token is of one of some classes: no for a token
// outside the document.
func (c *capitals) is(token int, of lexicon.Class) bool {
	return token >= 0 && token < len(c.d.Words) && c.f.words.At(c.d, token).Is(of)
}

// small says whether the word of a token is one of the language.
func (c *capitals) small(token int) bool {
	return c.f.small.Find(c.d.Tokens[token].Key) >= 0
}

// opening says whether a token opens its sentence, behind a list marker, a
// number or a quotation mark.
func (c *capitals) opening(i int, s text.Sentence) bool {
	if i > s.First && c.reopens(i) {
		return true
	}
	for k := s.First; k < i; k++ {
		if c.d.Tokens[k].Kind == text.Word || c.d.Tokens[k].Kind == text.Han {
			return false
		}
	}
	return true
}

// reopens says whether a token opens a sentence within another, as behind a colon.
func (c *capitals) reopens(i int) bool {
	return c.is(i-1, lexicon.SpeechOpening) && c.d.Blocks[c.d.BlockOf(i)].Kind == text.Paragraph
}

// quoted says whether a token stands right behind a quotation mark.
func (c *capitals) quoted(i int) bool {
	if i == 0 {
		return false
	}
	switch mark, _ := utf8.DecodeRuneInString(c.d.Words[i-1]); mark {
	case '"':
		return !c.d.Tokens[i].Space // else it closes what was quoted
	case '「', '『':
		return true
	default:
		return unicode.Is(unicode.Pi, mark)
	}
}

// among says whether a name in a table stands in a column of names.
func (c *capitals) among(s text.Sentence, token int) bool {
	b := &c.d.Blocks[s.Block]
	at := column{table: b.Table}
	for k := range b.Cells {
		if b.Cells[k].First <= token && token < b.Cells[k].Last {
			at.cell = k
		}
	}
	names, seen := c.columns[at]
	if !seen {
		if c.columns == nil {
			c.columns = map[column]bool{}
		}
		names = c.names(at)
		c.columns[at] = names
	}
	return names
}

// names says whether a column holds names: two known ones, one in a small table,
// or in half of the first column known ones and unknown ones.
func (c *capitals) names(at column) bool {
	d := c.d
	t := d.Tables[at.table]
	rows := t.Last - t.First
	found, unknown := 0, 0
	for r := t.First; r < t.Last; r++ {
		cells := d.Blocks[r].Cells
		if at.cell >= len(cells) {
			continue
		}
		cell := cells[at.cell]
		k := sort.Search(len(c.known), func(k int) bool { return c.known[k].Last > cell.First })
		switch {
		case k < len(c.known) && c.known[k].First < cell.Last:
			found++
		case at.cell == 0 && cell.First < cell.Last && c.rare(cell.First):
			unknown++
		}
	}
	return found >= 2 || found == 1 && rows <= 4 || unknown >= 2 && 2*(found+unknown) >= rows
}

// rare says whether a token is a capitalised word that is none of the language's,
// no place, day or title, and stands nowhere in small letters.
func (c *capitals) rare(i int) bool {
	if class, _, ok := c.f.capitals.At(c.d, i); ok && class != "" {
		return false
	}
	return c.capital(i) && !c.small(i) && !c.spelled.at(c.d, i).is(lower)
}

// person says whether a name is a person's: it speaks, a title stands by it, or
// it is made as such names are.
func (c *capitals) person(i, end int) bool {
	d := c.d
	if end-i > 3 {
		return false
	}
	at := func(k int) string {
		if k >= 0 && k < len(d.Words) {
			return d.Words[k]
		}
		return ""
	}
	const title = lexicon.Title | lexicon.PersonTitle
	if c.is(i-1, title) || at(i-1) == "." && c.is(i-2, lexicon.ShortTitle) {
		return true
	}
	behind := at(end)
	if behind == "," && (c.is(end+1, title) || c.is(end+2, title) || c.is(end+3, title)) || behind == "(" && (c.is(end+1, title) || c.is(end+2, title)) {
		return true
	}
	if d.Tokens[i].Line && behind == ":" && end-i <= 2 && (end+1 == len(d.Tokens) || d.Tokens[end+1].Kind != text.Number) {
		return true // who speaks
	}
	if end-i == 2 && (c.is(end, lexicon.Told) || c.is(i-1, lexicon.Told)) {
		class, _, known := c.f.capitals.At(d, i)
		return !known || class != "place" // "UK Finance said"
	}
	if end-i > 1 && c.is(i, lexicon.Surname) {
		return end-i == 2 && d.Tokens[i+1].Len() > 2
	}
	return c.is(i, lexicon.PersonName)
}
