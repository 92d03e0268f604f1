package claim

import (
	"strings"

	"marketfigures/extract/lexicon"
)

// uniteMarkets calls a market that is outside the lists by one of its forms,
// where an article writes several: by that of "the foundry market", else by the
// shortest. "Foundries" and "foundry" are one.
func (s *scene) uniteMarkets() {
	called := map[string]string{}
	settled := map[string]bool{}
	for _, m := range s.markets {
		if m.listed {
			continue
		}
		one := singular(m.value)
		before, known := called[one]
		switch plain := m.last < len(s.classes) && s.classes[m.last].Is(lexicon.MarketNoun); {
		case plain && !settled[one]:
			called[one], settled[one] = m.value, true
		case !known || !settled[one] && len(m.value) < len(before):
			called[one] = m.value
		}
	}
	for k := range s.markets {
		if m := &s.markets[k]; !m.listed {
			m.value = called[singular(m.value)]
		}
	}
}

// singular is a name in small letters without the ending of a plural.
func singular(name string) string {
	name = strings.ToLower(name)
	switch {
	case len(name) > 4 && strings.HasSuffix(name, "ies"):
		return name[:len(name)-3] + "y"
	case len(name) > 3 && strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss"):
		return name[:len(name)-1]
	}
	return name
}
