package source

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdown(t *testing.T) {
	type read struct{ Title, Author, Published, Text string }
	tests := []struct {
		name, page string
		want       read
	}{
		{
			"yaml", "---\ntitle: Two wallets: what we know\ndate: \"2019-01-15\"\nauthors: [k.berg, \"s. zhou\"]\nupdated: 2020-01-01\n---\n\n# Two wallets\n\nA **54.3%** share of [payments](https://a.example/9).\n",
			read{"Two wallets: what we know", "k.berg, s. zhou", "2019-01-15", "# Two wallets\n\nA 54.3% share of payments.\n"},
		},
		{
			"toml", "+++\ntitle = \"The pie\"\ndate = 2016-03-08T09:00:00+08:00\n[extra]\ntitle = \"other\"\n+++\nBody\n",
			read{"The pie", "", "2016-03-08", "Body\n"},
		},
		{
			"a rule is no front matter", "---\n\nSlides begin\n\n---\n",
			read{"Slides begin", "", "", "---\n\nSlides begin\n\n---\n"},
		},
		{
			"marks", "# Head\n\n- [x] *half* of ~~all~~ `users`[^1]\n\n> ![x](y.png)quoted &amp; \\*kept\\*\n\n[^1]: A note.\n[ref]: https://a.example\n<!-- 99% -->snake_case_name\n",
			read{"Head", "", "", "# Head\n\n- half of all users\n\nquoted & *kept*\n\n A note.\n\nsnake_case_name\n"},
		},
		{
			"tables stay", "| A | B |\n|---|:-:|\n| **1** | 2% |\n",
			read{"", "", "", "| A | B |\n|---|:-:|\n| 1 | 2% |\n"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := Found{Address: "note.md", raw: []byte(test.page), kind: markdownKind, limits: Limits{}.orDefault()}
			a := f.Read().Article
			got := read{a.Title, a.Author, "", a.Text}
			if !a.Published.IsZero() {
				got.Published = a.Published.Format("2006-01-02")
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
