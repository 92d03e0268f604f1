package claim

import (
	"sort"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
)

// findVoice learns whether the article is an organisation's own text: it says
// we and our of itself.
func (s *scene) findVoice() {
	d := s.Document
	s.own = make([]bool, len(d.Sentences))
	persons, body := 0, 0
	for i, sentence := range d.Sentences {
		if d.Blocks[sentence.Block].Boilerplate {
			continue
		}
		body++
		for t := sentence.First; t < sentence.Last; t++ {
			if s.classes[t].Is(lexicon.OwnVoice) && !s.country(t) {
				s.own[i] = true
			}
		}
		if s.own[i] {
			persons++
		}
	}
	switch {
	case persons == 0:
		s.voice = atom.None
	case persons < 3 || persons*8 < body:
		s.voice = atom.Some
	default:
		s.voice = atom.Much
	}
}

// openingSentences are how many sentences from the lead on introduce who speaks.
const openingSentences = 8

// findSelf finds the organisation whose own text an article is: the name said
// most of those in title and lead, else the house of the first person whom the
// opening introduces, else one that the opening names and that leads.
func (s *scene) findSelf() {
	if s.voice != atom.Much {
		return
	}
	d := s.Document
	count := map[string]int{}
	for k := range s.Mentions {
		if m := &s.Mentions[k]; m.Kind != entity.Agency && m.Kind != entity.Person {
			count[s.key(m)]++
		}
	}
	opening := func(sentences int) []entity.Mention {
		stop := len(d.Tokens)
		if s.lead+sentences < len(d.Sentences) {
			stop = d.Sentences[s.lead+sentences].First
		}
		n := sort.Search(len(s.Mentions), func(k int) bool { return s.Mentions[k].First >= stop })
		return s.Mentions[:n]
	}
	best := 0
	for _, m := range opening(2) {
		if name := s.key(&m); count[name] > best {
			best, s.self = count[name], name
		}
	}
	for _, m := range opening(openingSentences) {
		if s.self == "" {
			s.self = s.speaksFor[m.ID]
		}
	}
	for _, m := range opening(openingSentences) {
		if name := s.key(&m); s.self == "" && leads(count, name) {
			s.self = name
		}
	}
}

// leads says whether a name is said twice as often as any other.
func leads(count map[string]int, name string) bool {
	for other, n := range count {
		if other != name && 2*n > count[name] {
			return false
		}
	}
	return count[name] > 0
}

// country says whether a pronoun is none but the name of a country: US.
func (s *scene) country(token int) bool {
	return s.classes[token].Is(lexicon.NamesCountry) && s.Document.Capital(token)
}
