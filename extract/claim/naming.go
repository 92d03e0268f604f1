package claim

import (
	"slices"
	"strings"

	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// findNames learns which of the names outside the lexicon are forms of one
// name ("Didi" and "Didi Chuxing", "China Merchants Bank" and "CMB"), and for
// whom the persons speak (RULINGS.md 18). A name is known by its shortest form.
// Letters are one where the name introduces them, "the Unified Payments Interface
// (UPI)"; others are known by what they are short for.
func (s *scene) findNames() {
	s.called = map[string]string{}
	var names []string
	for _, m := range s.Mentions {
		if _, seen := s.called[m.ID]; !m.Listed && !seen {
			s.called[m.ID] = m.ID
			names = append(names, m.ID)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(a) - len(b) })
	introduced := s.introduced()
	for i, short := range names {
		introducer := introduced[short]
		for _, long := range names[i+1:] {
			switch {
			case s.called[long] != long:
			case opensWith(long, short):
				s.called[long] = s.called[short]
			case s.called[short] != short:
			case introducer == long:
				s.called[long] = short
			case introducer == "" && areInitials(short, long):
				s.called[short] = long
			case partOf(long, short):
				s.called[short] = long
			}
		}
	}
	for _, name := range names { // capitals for a name that is itself a longer form
		s.called[name] = s.called[s.called[name]]
	}
	s.keys = s.memory.strings.take(len(s.Mentions))
	for k := range s.Mentions {
		s.keys[k] = s.key(&s.Mentions[k])
	}
	s.findAffiliations()
	s.findDoubts()
}

// introduced are the short names that stand in brackets behind what they are short
// for, and that: the first one of each.
func (s *scene) introduced() map[string]string {
	var by map[string]string // most articles introduce none
	for k := 1; k < len(s.Mentions); k++ {
		m, before := &s.Mentions[k], &s.Mentions[k-1]
		if m.First != before.Last+1 || s.Document.Words[before.Last] != "(" || !areInitials(m.ID, before.ID) || by[m.ID] != "" {
			continue
		}
		if by == nil {
			by = map[string]string{}
		}
		by[m.ID] = before.ID
	}
	return by
}

// findDoubts tells how far the text itself shows that a name outside the
// lexicon is one: a capital that only opens sentences, or stands in headings
// alone, may be any word's.
func (s *scene) findDoubts() {
	d := s.Document
	s.standsAs = map[string]string{}
	times := map[string]int{}
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Kind != entity.Unknown {
			continue
		}
		name := s.key(m)
		times[name]++
		block := &d.Blocks[s.blockOf(m.First)]
		stands := "unknown-inner"
		switch {
		case block.Kind == text.Row:
			stands = "unknown-row"
		case block.Kind == text.Heading:
			stands = "unknown-heading"
		case d.Sentences[s.sentenceOf(m.First)].First == m.First && m.Last == m.First+1:
			stands = "unknown-opening"
		}
		if known := s.standsAs[name]; known == "" || doubtful[stands] < doubtful[known] {
			s.standsAs[name] = stands
		}
	}
	for name, stands := range s.standsAs {
		if stands == "unknown-inner" && times[name] > 1 {
			s.standsAs[name] = "unknown-often"
		}
	}
}

// doubtful orders the ways in which a name stands, from the plainest.
var doubtful = map[string]int{"unknown-inner": 0, "unknown-row": 1, "unknown-opening": 2, "unknown-heading": 3}

// opensWith says whether a longer name is a shorter one and more words.
func opensWith(long, short string) bool {
	return len(short) > 2 && len(long) > len(short) && strings.HasPrefix(long, short) && long[len(short)] == ' '
}

// partOf says whether a name in capital letters alone is a word of a longer
// one: SHEN of Shen Yiwei.
func partOf(long, short string) bool {
	if len(short) < 3 || strings.ToUpper(short) != short {
		return false
	}
	words := strings.Fields(long)
	return len(words) > 1 && slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, short) })
}

// areInitials says whether a name is the initials of the capitalised words of a longer
// one, of three words or more.
func areInitials(short, long string) bool {
	words, at := 0, 0
	for w := range strings.FieldsSeq(long) {
		words++
		if w[0] < 'A' || w[0] > 'Z' {
			continue
		}
		if at == len(short) || short[at] != w[0] {
			return false
		}
		at++
	}
	return words >= 3 && at == len(short)
}

// key is what a mention is known by: the id of a listed one, the form that the
// article is content with of another.
func (s *scene) key(m *entity.Mention) string {
	if m.Listed {
		return m.ID
	}
	return s.called[m.ID]
}

// findAffiliations finds the organisations that persons are introduced with:
// "Forrester analyst Wang", "Wang, an analyst at Forrester".
func (s *scene) findAffiliations() {
	s.speaksFor = map[string]string{}
	speaking := map[string]bool{} // names that stand elsewhere in capitals alone, as before a turn of speech
	for short, long := range s.called {
		if short != long && partOf(long, short) {
			speaking[long] = true
		}
	}
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Kind != entity.Person && !speaking[m.ID] {
			continue
		}
		if _, known := s.speaksFor[m.ID]; known {
			continue
		}
		if house := s.houseOf(i); house != "" {
			s.speaksFor[m.ID] = house
			if parts := strings.Fields(m.ID); len(parts) > 1 {
				for _, part := range []string{parts[0], parts[len(parts)-1]} {
					for _, form := range []string{part, strings.ToUpper(part)} {
						if s.speaksFor[form] == "" {
							s.speaksFor[form] = house
						}
					}
				}
			}
		}
	}
}

// houseOf is the organisation named just before a person or just behind,
// within the sentence and with a title or preposition between.
func (s *scene) houseOf(i int) string {
	m := &s.Mentions[i]
	sentence := s.sentenceOf(m.First)
	organisation := func(k int) *entity.Mention {
		if k < 0 || k >= len(s.Mentions) || s.Mentions[k].Kind == entity.Person || s.sentenceOf(s.Mentions[k].First) != sentence {
			return nil
		}
		return &s.Mentions[k]
	}
	if o := organisation(i + 1); o != nil && s.introduces(m.Last, o.First) {
		return s.key(o)
	}
	if o := organisation(i - 1); o != nil && (m.First-o.Last <= 6 && s.titled(o.Last, m.First) || s.headed(o, m)) {
		return s.key(o)
	}
	if s.itsHead(m) {
		return s.namedBefore(i)
	}
	return ""
}

// itsHead says whether a person is told to head what the text speaks of: "its
// chief executive, Ye Li", "Ye Li, the firm's founder".
func (s *scene) itsHead(m *entity.Mention) bool {
	sentence := s.Document.Sentences[s.sentenceOf(m.First)]
	for t := m.First - 1; t >= max(sentence.First, m.First-6); t-- {
		if s.classes[t].Is(lexicon.AnaphorIts|lexicon.AnaphorCompany) && s.titled(t, m.First) {
			return true
		}
	}
	if m.Last < sentence.Last && s.Document.Words[m.Last] == "," {
		for t := m.Last + 1; t < min(sentence.Last, m.Last+3); t++ {
			if s.classes[t].Is(lexicon.AnaphorIts|lexicon.AnaphorCompany) && s.titled(t, min(sentence.Last, t+5)) {
				return true
			}
		}
	}
	return false
}

// namedBefore is the organisation that the article names most of those named in
// the sentence before a mention and the two before that, the first of equals.
func (s *scene) namedBefore(i int) string {
	times := map[string]int{}
	for k := range s.Mentions {
		times[s.Mentions[k].ID]++
	}
	house, most := "", 0
	for k := i - 1; k >= 0 && s.sentenceOf(s.Mentions[k].First) >= s.sentenceOf(s.Mentions[i].First)-2; k-- {
		o := &s.Mentions[k]
		if o.Kind != entity.Person && o.Kind != entity.Agency && times[o.ID] >= most {
			house, most = s.key(o), times[o.ID]
		}
	}
	return house
}

// headed says whether a person is named right behind the organisation that a
// title before it tells of: "the founder of Lakala, Sun Taoran".
func (s *scene) headed(o, person *entity.Mention) bool {
	comma := person.First-o.Last == 1 && s.Document.Words[o.Last] == ","
	if !comma && person.First != o.Last || o.First == 0 || !s.classes[o.First-1].Is(lexicon.HousePreposition) {
		return false
	}
	for t := o.First - 2; t >= max(0, o.First-4); t-- {
		if s.classes[t].Is(lexicon.Title | lexicon.HouseTitle) {
			return true
		}
	}
	return false
}

// titled says whether tokens [first, last) hold a title within one clause.
func (s *scene) titled(first, last int) bool {
	found := false
	for t := first; t < last; t++ {
		if s.endsIntroduction(t) {
			return false
		}
		found = found || s.classes[t].Is(lexicon.Title|lexicon.HouseTitle)
	}
	return found
}

func (s *scene) endsIntroduction(t int) bool {
	switch s.Document.Words[t] {
	case ".", ";", ":":
		return true
	}
	return s.classes[t].Is(lexicon.Told) || s.Document.Tokens[t].Kind == text.Number
}

// introduces says whether tokens [first, last) between a person and an
// organisation tell that the one is of the other: "of", "joined", or a title
// or relative clause that ends in a preposition.
func (s *scene) introduces(first, last int) bool {
	d := s.Document
	if last <= first || last-first > 14 {
		return false
	}
	if first+2 < last && d.Words[first] == "," && d.Tokens[first+1].Kind == text.Number && d.Words[first+2] == "," {
		first += 2 // an age
	}
	for t := first; t < last; t++ {
		if s.endsIntroduction(t) {
			return false
		}
	}
	w := s.classes[last-1]
	if w.Is(lexicon.Article) && last-first > 1 {
		w = s.classes[last-2]
	}
	switch {
	case w.Is(lexicon.HouseVerb):
		return true
	case w.Is(lexicon.HousePreposition):
		return last-first <= 2 || last-first <= 10 && (s.titled(first, last) || d.Words[first] == "," || s.classes[first].Is(lexicon.RelativePronoun))
	}
	return false
}

// turns is how many turns of speech make a text a conversation.
const turns = 3

// findSpeakers learns who speaks in each block of a conversation: a turn opens
// with a name and a colon.
func (s *scene) findSpeakers() {
	d := s.Document
	s.speakers = s.memory.strings.take(len(d.Blocks))
	n, speaker := 0, ""
	for b := range d.Blocks {
		block := &d.Blocks[b]
		if block.Kind == text.Row || block.Boilerplate {
			continue
		}
		if block.Kind == text.Heading {
			speaker = ""
		}
		if who, ok := s.turn(block); ok {
			speaker = who
			n++
		}
		s.speakers[b] = speaker
	}
	if n < turns {
		clear(s.speakers)
	}
}

// turn is who opens a block with a name and a colon, or has a line of name and
// title before what is said; by house where that is known.
func (s *scene) turn(b *text.Block) (who string, ok bool) {
	d := s.Document
	if !d.Capital(b.First) {
		return "", false
	}
	colon := -1
	for t := b.First + 1; t < min(b.Last, b.First+8); t++ {
		if d.Words[t] == ":" {
			colon = t
			break
		}
		if d.Words[t] == "." || d.Tokens[t].Kind == text.Number {
			break
		}
	}
	line := b.Last-b.First <= 12 && s.titled(b.First, b.Last)
	if colon < 0 && !line {
		return "", false
	}
	if colon == b.First+1 && s.classes[b.First].Is(lexicon.AnswerHead) {
		return s.interviewee(), true
	}
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.First < b.First || m.First > b.First+1 {
			continue
		}
		if house := s.speaksFor[m.ID]; house != "" {
			return house, true
		}
		switch {
		case line:
			return s.self, true
		case s.self != "" && m.Kind == entity.Person:
			return s.self, true
		case m.Kind == entity.Person || strings.ToUpper(m.ID) == m.ID && !m.Listed && m.Kind != entity.Agency:
			return s.key(m), true
		}
		return "", false
	}
	return "", colon == b.First+1 && s.classes[b.First].Is(lexicon.QuestionHead)
}

// interviewee is the house of the first person who is told to have one, else
// the organisation whose own text this is.
func (s *scene) interviewee() string {
	for i := range s.Mentions {
		if house := s.speaksFor[s.Mentions[i].ID]; house != "" {
			return house
		}
	}
	return s.self
}

// written is a value as the claim has it: a source under the name by which the
// text credits it nearest to the figure.
func (s *scene) written(sl slot, value string, i int) string {
	if sl != sourceSlot || value == "" {
		return value
	}
	sentence := s.sentenceOf(s.Quantities[i].First)
	best, distance := "", 1<<30
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if s.keys[k] != value {
			continue
		}
		far := sentence - s.sentenceOf(m.First)
		if far < 0 {
			far = 100 - far // what is said later is second best
		}
		if far <= distance {
			best, distance = s.Document.Slice(m.Span), far
		}
	}
	if best == "" {
		return value
	}
	return best
}
