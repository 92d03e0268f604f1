package show

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// longest is how many characters a phrase may have.
const longest = 60

// weighed is what stands behind each feature that `why` names.
var weighed = regexp.MustCompile(` \+\d+\.\d\d(?:, |$)`)

// reasons says in plain words what the models heard most for a slot: why is
// the names of features with their weights, as claims keep it. What is no such
// list, like the note of a person, is said as it stands.
func reasons(slot, why string) string {
	ends := weighed.FindAllStringIndex(why, -1)
	if len(ends) == 0 || ends[len(ends)-1][1] != len(why) {
		return why
	}
	var phrases []string
	from := 0
	for _, end := range ends {
		name := why[from:end[0]]
		if strings.Contains(name, ": ") && !strings.Contains(name, "gap:") {
			return why // a person's, whose name stands before it
		}
		if p := reason(slot, name); p != "" && !slices.Contains(phrases, p) {
			phrases = append(phrases, p)
		}
		from = end[1]
	}
	if len(phrases) == 0 {
		return why
	}
	return strings.Join(phrases, "; ")
}

// reason turns the name of one feature of the models that fill a slot into a
// short phrase. "It" in a phrase is the figure. A name of no known shape is
// said by its parts, without its head.
func reason(slot, name string) string {
	phrase, ok := phraseOf(slot, name)
	if !ok {
		_, rest, headed := strings.Cut(name, ":")
		if !headed {
			rest = name
		}
		phrase = strings.Join(strings.Fields(strings.NewReplacer(":", " ", "|row", "", "_", " ").Replace(rest)), " ")
	}
	return shortened(phrase)
}

// phraseOf is the phrase for a name of a known shape. Features of a figure and
// of two claims have their shape from the first part on; those of candidates and
// of two figures stand behind a slot, a measure or a class.
func phraseOf(slot, name string) (string, bool) {
	parts := partsOf(name)
	if p, ok := fit(whole(), slot, parts); ok {
		return p, true
	}
	return fit(headed(), slot, parts[1:])
}

// partsOf cuts a name at its colons. A colon that is itself a part leaves two
// empty ones behind; only trades are empty in earnest.
func partsOf(name string) []string {
	cut := strings.Split(name, ":")
	if len(cut) > 1 && cut[1] == "trade" {
		return cut
	}
	parts := cut[:0:0]
	for i := 0; i < len(cut); i++ {
		if cut[i] == "" && i+1 < len(cut) && cut[i+1] == "" {
			parts = append(parts, ":")
			i++
			continue
		}
		parts = append(parts, cut[i])
	}
	return parts
}

// shape is how the name of a feature is made, part by part, and the phrase for
// it. A part in braces is of a kind (see kinds) and fills the same braces in
// the phrase, the second of its kind those with a 2. A star is any parts more.
type shape struct {
	parts  []string
	phrase string
}

var (
	whole  = sync.OnceValue(func() []shape { return shapesOf(ofFigures) })
	headed = sync.OnceValue(func() []shape { return shapesOf(ofCandidates) })
)

func shapesOf(table [][2]string) []shape {
	shapes := make([]shape, len(table))
	for i, row := range table {
		shapes[i] = shape{strings.Split(row[0], ":"), row[1]}
	}
	return shapes
}

// fit is the phrase of the first shape that a name has.
func fit(shapes []shape, slot string, parts []string) (string, bool) {
	for i := range shapes {
		if fills, ok := shapes[i].match(slot, parts); ok {
			fills = append(fills, "{name}", noun(slot))
			said := strings.NewReplacer(fills...).Replace(shapes[i].phrase)
			return strings.ReplaceAll(said, `" "`, " "), true // words in a row are one quotation
		}
	}
	return "", false
}

// match gives what fills the braces of the phrase: each with what is said for it.
func (s *shape) match(slot string, parts []string) ([]string, bool) {
	var fills []string
	for i, want := range s.parts {
		switch {
		case want == "*":
			return fills, true
		case i >= len(parts):
			return nil, false
		case want == "{words}": // may hold colons of its own
			return append(fills, want, inBetween(strings.Join(parts[i:], ":"))), true
		case want[:1] != "{":
			if parts[i] != want {
				return nil, false
			}
			continue
		}
		said, ok := kinds[want](parts[i])
		if !ok {
			return nil, false
		}
		as := want
		if slices.Contains(fills, want) {
			as = want[:len(want)-1] + "2}"
		}
		fills = append(fills, as, strings.ReplaceAll(said, "{name}", noun(slot)))
	}
	return fills, len(parts) == len(s.parts)
}

// noun is what the candidates of a slot are called.
func noun(slot string) string {
	switch slot {
	case "market":
		return "market"
	case "period":
		return "date"
	}
	return "name"
}

// shortened cuts a phrase that is too long between two words.
func shortened(phrase string) string {
	if utf8.RuneCountInString(phrase) <= longest {
		return phrase
	}
	cut := string([]rune(phrase)[:longest-2])
	if at := strings.LastIndexByte(cut, ' '); at > 0 {
		cut = strings.TrimRight(cut[:at], " ,")
	}
	if strings.Count(cut, `"`)%2 == 1 {
		return cut + `…"`
	}
	return cut + "…"
}
