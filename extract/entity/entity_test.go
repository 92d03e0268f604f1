package entity

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// A name that stands in the lexicon both with and without a capital needs
// none, in whatever order; one that stands there with a capital only does.
func TestCapitals(t *testing.T) {
	for _, aliases := range [][]string{{"day cat", "Day Cat"}, {"Day Cat", "day cat"}} {
		f := NewFinder(&lexicon.Lexicon{
			Entities: []lexicon.Entity{{ID: "tmall", Kind: Brand, Aliases: aliases}, {ID: "grab", Kind: Company, Aliases: []string{"Grab"}}},
			Names:    []lexicon.Names{{Kind: Agency, Names: []string{"iResearch", "IResearch"}}},
		})
		var got []string
		for _, m := range f.Find(text.Parse("Sellers on day cat grab what iResearch and Grab counted."), nil) {
			got = append(got, m.ID)
		}
		if diff := cmp.Diff([]string{"tmall", "iResearch", "grab"}, got); diff != "" {
			t.Errorf("%q: %s", aliases, diff)
		}
	}
}

// builtin finds the names of the lexicon that ships with the program.
func builtin(t *testing.T) *Finder {
	t.Helper()
	l, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return NewFinder(l)
}

// What stands right behind a known name is a brand of its own and bears both; a
// company's form is none.
func TestNamesBehindNames(t *testing.T) {
	f := builtin(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Last year Tencent Music, Uber Eats and JD.com Inc all grew.", []string{"tencent", "Tencent Music", "Uber", "Uber Eats", "jd"}},
		{"In those days Alipay Jack Ma was proud of.", []string{"alipay", "Jack Ma"}},
		{"The whole town pays with Alipay\nSnapwallet Gold held 5% of the market.", []string{"alipay", "Snapwallet Gold"}},
		{"In May Lakala's founder Sun Taoran said so.", []string{"lakala", "Sun Taoran"}},
		{"It came out on Sun 3 May 2015 with Lakala in it.", []string{"lakala"}},
	} {
		var got []string
		for _, m := range f.Find(text.Parse(c.text), nil) {
			got = append(got, m.ID)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

// prose reads the opening of a sentence, and is not asked about "In".
func TestOpening(t *testing.T) {
	for _, c := range []struct{ sentence, name, want string }{
		{"Ryanair sold one, two, three or four of them.", "Ryanair", "Ryanair sold one, two, three"},
		{"1) Ryanair sold one.", "Ryanair", "1) Ryanair sold one."},
		{"Ryanair", "Ryanair", "Ryanair"},
		{"Ryanair ", "Ryanair", "Ryanair "},
	} {
		if got := opening(c.sentence, c.name); got != c.want {
			t.Errorf("%q opens with %q, want %q", c.sentence, got, c.want)
		}
	}
	asked := NewFinder(&lexicon.Lexicon{Words: []lexicon.WordClass{{Class: "plain_opening", Words: []string{"in"}}}})
	if asked.isName("In 2016 it sold 4 million.", "In") || asked.tagger.tags != nil {
		t.Error("a model was loaded for \"In\"")
	}
}
