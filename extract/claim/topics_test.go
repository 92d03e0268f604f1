package claim

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marketfigures/extract/lexicon"
)

// What an article spoke of holds for a section: its heading and what stands
// before the figure there, not what another section said. A heading goes on with
// the section before it.
func TestTopics(t *testing.T) {
	const article = `# Who pays by phone

Of the respondents 61% use Alipay. WeChat Pay is at 55%.

QQ Wallet is at 7%, with 40 million users.

The market is old. It goes on at 8%.

# Market share at 60%

Alipay is at 54%.

| Firm | Share |
| --- | ---: |
| Tenpay | 20% |
| Lakala | 3% |
`
	s := sceneOf(t, article)
	for n, want := range [][]string{
		{"told last:none"},
		{"told last:penetration:block", "told last:survey:block", "told in the block:penetration", "told in the block:survey", "told in the section:penetration", "told in the section:survey"},
		{"told last:penetration:block before", "told last:survey:block before", "told in the section:penetration", "told in the section:survey"},
		{"told last:none"}, // a count
		{"told last:penetration:section", "told last:survey:section", "told in the section:penetration", "told in the section:survey"},
		{"told last:penetration:section", "told last:survey:section", "told in the section:penetration", "told in the section:survey"},
		{"told last:share:block before", "told last:market share:block before", "told in the section:share", "told in the section:market share"},
	} {
		v := vector{named: true}
		q := &s.Quantities[n]
		s.describeTopics(&v, n, s.sentenceOf(q.First), units[unitKind(q.Unit)])
		var got []string
		for _, f := range v.names {
			if strings.HasPrefix(f, "told last") || strings.HasPrefix(f, "told in the block") || strings.HasPrefix(f, "told in the section") {
				got = append(got, strings.Replace(f, ":"+units[unitKind(q.Unit)].Text, "", 1))
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s, figure %d (-want +got):\n%s", s.Document.Slice(q.Span), n, diff)
		}
	}
	for n := range s.Quantities[7:] { // cells: the row is no paragraph
		v := vector{named: true}
		s.describeTopics(&v, 7+n, s.sentenceOf(s.Quantities[7+n].First), units[0])
		if slices.ContainsFunc(v.names, func(f string) bool { return strings.HasPrefix(f, "told in the block") }) {
			t.Errorf("a cell is told of its row: %q", v.names)
		}
	}
}

// An article that speaks of shares is told apart from one that speaks of use,
// wherever it does, boilerplate apart.
func TestTopicsOfWholeArticle(t *testing.T) {
	for text, want := range map[string][]string{
		"Its market share is 54%. That share is up.":         {"told most:percent:true:true:false", "told in the article:percent:market share:1", "told in the article:percent:survey:0"},
		"54% of the respondents use it. A survey has it so.": {"told most:percent:false:false:true", "told in the article:percent:survey:2"},
		"It was 54%.": {"told most:percent:false:false:false", "told in the article:percent:share:0"},
		"It was 54%.\n\n• Related reading\nSurvey: a survey of the surveyed": {"told in the article:percent:survey:0"},
	} {
		s := sceneOf(t, text)
		v := vector{named: true}
		s.describeTopics(&v, 0, 0, units[0])
		for _, feature := range want {
			if !slices.Contains(v.names, feature) {
				t.Errorf("%q: no feature %q in %q", text, feature, v.names)
			}
		}
	}
}

// Each topic is a class of cues: one that is renamed there would be lost here.
func TestTopicsAreCues(t *testing.T) {
	l, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, topic := range topicClasses {
		if !slices.ContainsFunc(l.Cues, func(c lexicon.Cue) bool { return c.Class == topic.Text }) {
			t.Errorf("no cue of the lexicon has the class %s", topic.Text)
		}
	}
}
