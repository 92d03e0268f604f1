// Package entity finds the names in an article: those of the lexicon, by
// longest match, and those that the lexicon lacks, by capitals and, where a
// capital alone does not decide, by prose.
package entity

import (
	"slices"
	"strings"
	"sync"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// The kinds of mentions.
const (
	Company = "company"
	Brand   = "brand"
	Scheme  = "scheme"
	Agency  = "agency" // research firms, authorities, banks: sources of figures
	Person  = "person"
	Unknown = "unknown" // a name that the lexicon lacks
)

// Mention is one place where an entity is named.
type Mention struct {
	text.Span
	First, Last int    // tokens [First, Last)
	ID          string // the lexicon's id, or the name as written
	Listed      bool   // ID is one of the lexicon's
	Kind        string
}

// alias is what a phrase of the lexicon stands for.
type alias struct {
	id, kind string
	capital  bool // the alias is written with a capital, so must the text
}

// Finder finds mentions. It is built once and safe for any number of goroutines.
type Finder struct {
	aliases  lexicon.Phrases[alias]
	capitals lexicon.Phrases[string]
	small    text.Index // words of the language
	words    *lexicon.Classes
	tagger   tagger
	rooms    sync.Pool // of *room
}

// room is what one Find needs and the next can use again.
type room struct {
	listed, unlisted []Mention
	spellings        spellings
}

// NewFinder builds a finder from the lexicon's entities, names, capitals and words.
func NewFinder(l *lexicon.Lexicon) *Finder {
	f := &Finder{words: lexicon.NewClasses(l.Words), rooms: sync.Pool{New: func() any { return new(room) }}}
	for w := range strings.FieldsSeq(l.SmallLetters) {
		f.small.Add(text.Key(w))
	}
	for _, group := range l.Names {
		for _, name := range group.Names {
			f.add(name, alias{"", group.Kind, startsUpper(name)})
		}
	}
	for _, e := range l.Entities {
		for _, name := range e.Aliases {
			f.add(name, alias{e.ID, e.Kind, startsUpper(name)})
		}
	}
	for _, c := range l.Capitals {
		for _, p := range c.Phrases {
			f.capitals.Add(p, c.Class)
		}
	}
	return f
}

// add puts in one name. Where the same entity has it in small letters as well
// ("iResearch", "IResearch"), no capital is asked for.
func (f *Finder) add(name string, a alias) {
	d := text.Tokenize(name)
	if known, next, ok := f.aliases.At(d, 0); ok && next == len(d.Tokens) && known.id == a.id && known.kind == a.kind {
		a.capital = a.capital && known.capital
	}
	f.aliases.Add(name, a)
}

func startsUpper(s string) bool { return s[0] >= 'A' && s[0] <= 'Z' }

// Find returns the mentions of a document in the order of the text, none
// overlapping. Sentences that hold a figure (their indices, sorted) are worth a
// look by prose where capitals leave a name open. No mention comes from
// boilerplate.
func (f *Finder) Find(d *text.Document, figures []int) []Mention {
	r := f.rooms.Get().(*room)
	defer f.rooms.Put(r)
	r.listed, r.unlisted = r.listed[:0], r.unlisted[:0]
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Boilerplate {
			continue
		}
		r.listed = f.listed(r.listed, d, b.First, b.Last)
	}
	r.unlisted = f.unlisted(r, d, figures)
	mentions := merged(r.listed, r.unlisted)
	knowPersons(mentions)
	return mentions
}

// merged is both in the order of the text, in which each of them is.
func merged(a, b []Mention) []Mention {
	if len(a)+len(b) == 0 {
		return nil
	}
	all := make([]Mention, 0, len(a)+len(b))
	for _, m := range b {
		n := 0
		for n < len(a) && a[n].Start < m.Start {
			n++
		}
		all = append(append(all, a[:n]...), m)
		a = a[n:]
	}
	return append(all, a...)
}

// listed appends the mentions of the lexicon's names in tokens [first, last).
func (f *Finder) listed(mentions []Mention, d *text.Document, first, last int) []Mention {
	for i := first; i < last; {
		a, next, ok := f.aliases.At(d, i)
		if !ok || next > last || a.capital && !d.Capital(i) && d.Tokens[i].Kind == text.Word {
			i++
			continue
		}
		m := Mention{Span: d.TokenSpan(i, next), First: i, Last: next, ID: a.id, Listed: a.id != "", Kind: a.kind}
		if m.ID == "" {
			m.ID = d.Slice(m.Span)
		}
		mentions = append(mentions, m)
		i = next
	}
	return mentions
}

// knowPersons marks every mention of a person who is told as one anywhere, by
// the full name or the last part of it.
func knowPersons(mentions []Mention) {
	var persons map[string]bool // most articles name none
	for i := range mentions {
		if m := &mentions[i]; m.Kind == Person {
			if persons == nil {
				persons = map[string]bool{}
			}
			parts := strings.Fields(m.ID)
			persons[m.ID], persons[parts[len(parts)-1]] = true, true
		}
	}
	for i := range mentions {
		if m := &mentions[i]; m.Kind == Unknown && persons[m.ID] {
			m.Kind = Person
		}
	}
}

// IDs are the ids of the listed entities among the mentions, sorted.
func IDs(mentions []Mention) []string {
	ids := []string{}
	for i := range mentions {
		if m := &mentions[i]; m.Listed {
			ids = append(ids, m.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
