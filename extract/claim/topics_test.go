package claim

import (
	"slices"
	"strings"
	"testing"
)

// What an article spoke of holds for a section: its heading and what stands
// before the figure there, not what another section said.
func TestTopics(t *testing.T) {
	const article = `# Who pays by phone

Of the respondents 61% use Alipay. WeChat Pay is at 55%.

QQ Wallet is at 7%.

# Market share

Alipay is at 54%.
`
	for n, want := range []string{
		"",
		"told last:percent:survey:block, told last:percent:penetration:block, told in the block:percent:survey, told in the section:percent:survey",
		"told last:percent:survey:block before, told in the section:percent:survey",
		"told last:percent:market share:block before",
	} {
		s := sceneOf(t, article)
		v := vector{named: true}
		s.describeTopics(&v, n, s.sentenceOf(s.Quantities[n].First), units[0])
		if want == "" {
			want = "told last:percent:none"
		}
		for _, feature := range strings.Split(want, ", ") {
			if !slices.Contains(v.names, feature) {
				t.Errorf("figure %d: no feature %q in %q", n, feature, v.names)
			}
		}
		if n == 3 && slices.ContainsFunc(v.names, func(f string) bool { return strings.Contains(f, "section:percent:survey") }) {
			t.Errorf("the survey of another section is told to figure %d: %q", n, v.names)
		}
	}
}

// An article that speaks of shares is told apart from one that speaks of use.
func TestTopicsOfWholeArticle(t *testing.T) {
	for text, want := range map[string]string{
		"Its market share is 54%. That share is up.":         "told most:percent:true:true:false",
		"54% of the respondents use it. A survey has it so.": "told most:percent:false:false:true",
		"It was 54%.": "told most:percent:false:false:false",
	} {
		s := sceneOf(t, text)
		v := vector{named: true}
		s.describeTopics(&v, 0, 0, units[0])
		if !slices.Contains(v.names, want) {
			t.Errorf("%q: no feature %q in %q", text, want, v.names)
		}
	}
}
