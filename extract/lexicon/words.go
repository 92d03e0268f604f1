package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"marketfigures/extract/text"
)

// WordClass is the single words that one rule of the entity or claim stage
// looks for. A word may stand in several classes.
type WordClass struct {
	// Class says what the words do; words.yaml tells which rule reads each.
	Class    string   `yaml:"class"`
	Words    []string `yaml:"words"`
	Examples Examples `yaml:"examples"`
}

// Class is what a word may do for the entity and claim stages, a bit each.
type Class uint64

// The classes of the section words.
const (
	MarketNoun Class = 1 << iota
	NoMarket
	OwnVoice
	NamesCountry
	AnaphorIt
	AnaphorIts
	AnaphorThey
	AnaphorThem
	AnaphorHe
	AnaphorWe
	AnaphorCompany
	AnaphorProduct
	AnaphorReport
	AnaphorFormer
	AnaphorLatter
	Demonstrative
	Reckoning
	NoteHead
	According
	AccordingTo
	CreditedPer
	CreditedBy
	CreditedFrom
	ReckonedBy
	ReckonedOf
	AgencyVerb
	Conjunction
	ListJoin
	ClauseEnd
	Contrast
	Respectively
	Possessive
	Preposition
	Title
	HouseTitle
	PersonTitle
	ShortTitle
	Told
	Article
	HouseVerb
	HousePreposition
	RelativePronoun
	AnswerHead
	QuestionHead
	PartOf
	WholeVerb
	Them
	NumberNoun
	UnitLead
	Multiple
	ChangeHeader
	NameLink
	NameAnd
	LetterName
	PlainOpening
	LookingBack
	LabelEnd
	MeasuredFrom
	PersonName
	Surname
	SpeechOpening
	PlacePreposition
	PlaceModifier
	Whereabouts
)

var classNames = map[string]Class{
	"market_noun": MarketNoun, "no_market": NoMarket, "own_voice": OwnVoice, "names_country": NamesCountry,
	"anaphor_it": AnaphorIt, "anaphor_its": AnaphorIts, "anaphor_they": AnaphorThey, "anaphor_them": AnaphorThem, "anaphor_he": AnaphorHe,
	"anaphor_we": AnaphorWe, "anaphor_company": AnaphorCompany, "anaphor_product": AnaphorProduct,
	"anaphor_report": AnaphorReport, "anaphor_former": AnaphorFormer, "anaphor_latter": AnaphorLatter,
	"demonstrative": Demonstrative, "reckoning": Reckoning, "note_head": NoteHead, "according": According,
	"according_to": AccordingTo, "credited_per": CreditedPer, "credited_by": CreditedBy,
	"credited_from": CreditedFrom, "reckoned_by": ReckonedBy, "reckoned_of": ReckonedOf,
	"agency_verb": AgencyVerb, "conjunction": Conjunction, "list_join": ListJoin, "clause_end": ClauseEnd, "contrast": Contrast,
	"respectively": Respectively, "possessive": Possessive, "preposition": Preposition, "title": Title,
	"house_title": HouseTitle, "person_title": PersonTitle, "short_title": ShortTitle, "told": Told,
	"article": Article, "house_verb": HouseVerb, "house_preposition": HousePreposition,
	"relative_pronoun": RelativePronoun, "answer_head": AnswerHead, "question_head": QuestionHead,
	"part_of": PartOf, "whole_verb": WholeVerb, "them": Them, "number_noun": NumberNoun,
	"unit_lead": UnitLead, "multiple": Multiple, "change_header": ChangeHeader, "name_link": NameLink,
	"name_and": NameAnd, "letter_name": LetterName, "plain_opening": PlainOpening,
	"looking_back": LookingBack, "label_end": LabelEnd, "measured_from": MeasuredFrom,
	"person_name": PersonName, "surname": Surname, "speech_opening": SpeechOpening,
	"place_preposition": PlacePreposition, "place_modifier": PlaceModifier, "whereabouts": Whereabouts,
}

// Classes tells the classes of a word. It is built once and only read then.
type Classes struct {
	words   text.Index
	classes []Class // by word
}

// NewClasses builds the classes of words.
func NewClasses(words []WordClass) *Classes {
	c := &Classes{}
	for _, group := range words {
		for _, w := range group.Words {
			w = strings.ToLower(w)
			n := c.words.Add(text.Key(w))
			if n == len(c.classes) {
				c.classes = append(c.classes, 0)
			}
			c.classes[n] |= classNames[group.Class]
		}
	}
	return c
}

// Of is the classes of a word in small letters, none for most words.
func (c *Classes) Of(word string) Class { return c.of(c.words.Find(text.Key(word))) }

// At is the classes of the word of a token.
func (c *Classes) At(d *text.Document, token int) Class {
	if !c.words.May(d.Tokens[token].Key) {
		return 0
	}
	return c.of(c.words.Number(d.Tokens[token].Key))
}

func (c *Classes) of(number int) Class {
	if number < 0 {
		return 0
	}
	return c.classes[number]
}

// Is says whether a word in small letters is of one of some classes.
func (c *Classes) Is(word string, of Class) bool { return c.Of(word)&of != 0 }

// Is says whether one of some classes is among these.
func (c Class) Is(of Class) bool { return c&of != 0 }

// HasWord says whether a word of the named class stands in a text, or is all of it.
func (c *Classes) HasWord(class, s string) bool {
	of := classNames[class]
	is := func(w string) bool { return c.Is(w, of) }
	return is(strings.ToLower(s)) || slices.ContainsFunc(text.Parse(s).Words, is)
}

// checkWords looks at the section words as check does at the others.
func (l *Lexicon) checkWords() *flaw {
	for i, c := range l.Words {
		at := fmt.Sprintf("$.words[%d]", i)
		class, ok := classNames[c.Class]
		if !ok {
			return &flaw{at + ".class", fmt.Sprintf("words: class %q is none that the program reads: %s", c.Class, strings.Join(sorted(classNames), ", "))}
		}
		if f := entry(at, "words "+c.Class, "words", c.Words, c.Examples); f != nil {
			return f
		}
		for k, w := range c.Words {
			if class != ChangeHeader && !oneToken(w) {
				return &flaw{fmt.Sprintf("%s.words[%d]", at, k), fmt.Sprintf("words %s: %q is more than one word and would never match", c.Class, w)}
			}
		}
	}
	return nil
}

// oneToken says whether a word is one token of a text: a possessive is one
// behind a word only.
func oneToken(w string) bool {
	return len(text.Tokenize(w).Words) == 1 || w[0] == '\'' && len(text.Tokenize("it"+w).Words) == 2
}

// lacking names the classes that no entry has words of, sorted.
func (l *Lexicon) lacking() []string {
	var missing []string
	for _, name := range sorted(classNames) {
		if !slices.ContainsFunc(l.Words, func(c WordClass) bool { return c.Class == name }) {
			missing = append(missing, name)
		}
	}
	return missing
}
