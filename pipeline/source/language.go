package source

import (
	"strings"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"
	"golang.org/x/text/language"
)

// languageTag tidies a language tag; empty where it is none.
func languageTag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if s == "" {
		return ""
	}
	tag, err := language.Parse(s)
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}

// languageOf detects the language of a text; empty where it is too short to
// say. Only its head is looked at: the rest won't change the answer. Plain
// English and plain Chinese are told by their commonest words and signs, since
// the detector's eighty profiles cost more than all other reading.
func languageOf(text string) string {
	text = startOf(text, 1500)
	if tag := plainLanguage(text); tag != "" {
		return tag
	}
	info := whatlanggo.Detect(text)
	if info.Confidence < 0.2 {
		return ""
	}
	return info.Lang.Iso6391()
}

// englishWords make up a quarter and more of any English text, and hardly any
// of a text in another language.
var englishWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "is": true, "that": true, "for": true, "with": true, "was": true,
	"are": true, "it": true, "has": true, "have": true, "by": true, "from": true, "this": true, "at": true, "its": true, "which": true, "than": true,
}

func plainLanguage(text string) string {
	words, english := 0, 0
	for w := range strings.FieldsSeq(text) {
		words++
		if englishWords[w] || englishWords[strings.ToLower(w)] {
			english++
		}
	}
	if words >= 40 && english*100 >= words*11 {
		return "en"
	}
	han, kana, other := 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case r >= 0x3040 && r < 0x3100:
			kana++
		case unicode.IsLetter(r):
			other++
		}
	}
	if han >= 40 && kana*20 < han && other < han {
		return "zh"
	}
	return ""
}
