package extract

import (
	"strings"
	"testing"

	"marketfigures/extract/lexicon"
)

func builtin(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	l, err := lexicon.BuiltinInFull()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestExamplesOfTheLexicon(t *testing.T) {
	l := builtin(t)
	for _, failed := range CheckExamples(l, l) {
		t.Error(failed)
	}
}

// A file that takes a name from another entity is told of it.
func TestExamplesShowWhatAFileTakes(t *testing.T) {
	l := builtin(t)
	err := l.Add("mine.yaml", []byte(`
entities:
  - {id: tea_house, kind: brand, aliases: [Tencent], examples: {match: [Tencent tea], miss: [ten cents]}}
cues:
  - {class: users, phrases: [drinkers], examples: {match: [eaters], miss: [two drinkers]}}
`))
	if err != nil {
		t.Fatal(err)
	}
	failed := strings.Join(CheckExamples(l, l), "\n")
	for _, want := range []string{
		`entity tencent should match "Tencent's revenue"`,
		`cues users should match "eaters"`,
		`cues users should not match "two drinkers"`,
	} {
		if !strings.Contains(failed, want) {
			t.Errorf("not told: %s\n%s", want, failed)
		}
	}
}
