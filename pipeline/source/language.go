package source

import (
	"strings"

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

// languageOf detects the language of a text; empty where it is too short to say.
// The detector is asked about the head of the text only: the rest won't change its mind.
func languageOf(text string) string {
	const enough = 2000
	if len(text) > enough {
		text = strings.ToValidUTF8(text[:enough], "")
	}
	info := whatlanggo.Detect(text)
	if info.Confidence < 0.2 {
		return ""
	}
	return info.Lang.Iso6391()
}
