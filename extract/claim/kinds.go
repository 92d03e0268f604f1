package claim

import (
	"slices"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
)

// nameKinds names the kinds that places of names, markets and dates may be of.
func (v *vocabulary) nameKinds(l *lexicon.Lexicon) {
	v.kinds = map[string]*atom.Atom{}
	name := func(kind string) { v.kinds[kind] = atom.Of(kind) }
	for _, m := range l.Markets {
		name(m.ID)
		for _, word := range m.Channels {
			name(impliedBy + word)
		}
	}
	for _, a := range slices.Concat(pronouns, nouns) {
		for _, how := range [...]string{"self", "credited", "lead", "near"} {
			name(a.kind + "-" + how)
		}
	}
	for _, d := range descriptions {
		name(d + "-lead")
	}
	for kind := range doubtful {
		name(kind)
	}
	for _, kind := range [...]string{"unknown-often", "listed", entity.Company, entity.Brand, entity.Scheme, entity.Agency, entity.Person, entity.Unknown} {
		name(kind)
	}
	for _, grain := range granularities {
		for _, lies := range [...]string{"", "-compared", "-ahead", "-current", "-news"} {
			name(grain + lies)
			name(grain + lies + "-bare")
		}
	}
}

// kindNamed is the atom of a kind of names, markets or dates.
func (v *vocabulary) kindNamed(kind string) *atom.Atom {
	if a := v.kinds[kind]; a != nil {
		return a
	}
	return atom.Of(kind)
}
