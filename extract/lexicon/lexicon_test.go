package lexicon

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"marketfigures/extract/text"
)

const examples = "examples: {match: [m], miss: [n]}"

func TestAddTellsWhatIsWrong(t *testing.T) {
	for _, test := range []struct {
		yaml string
		want []string
	}{
		{"entitys: []", []string{`unknown field "entitys"`, "1 |"}},
		{"entities:\n  - {id: Grab, kind: company, aliases: [Grab], " + examples + "}", []string{`entity "Grab" wants an id of small letters`, "2 |"}},
		{"entities:\n  - {id: grab, kind: firm, aliases: [Grab], " + examples + "}", []string{`kind "firm" is none of company, brand`}},
		{"entities:\n  - {id: grab, kind: company, aliases: [], " + examples + "}", []string{"entity grab wants aliases"}},
		{"entities:\n  - {id: grab, kind: company, aliases: [\"\"], " + examples + "}", []string{"entity grab has an empty word"}},
		{"entities:\n  - {id: grab, kind: company, aliases: [Grab], examples: {match: [m]}}", []string{"entity grab wants an example that it must match and one that it must miss"}},
		{"names:\n  - {kind: firm, names: [A], " + examples + "}", []string{`names: kind "firm"`}},
		{"names:\n  - {kind: agency, " + examples + "}", []string{"names of kind agency wants names"}},
		{"markets:\n  - {id: ride hailing, name: Rides, phrases: [rides], " + examples + "}", []string{`market "ride hailing" wants an id`}},
		{"markets:\n  - {id: rides, name: rides, phrases: [rides], channels: [app, by app], " + examples + "}", []string{`market rides: the channel "by app" is not one word`, "2 |"}},
		{"markets:\n  - {name: rides, " + examples + "}", []string{"market rides wants phrases"}},
		{"places:\n  - {id: Goa, name: Goa, names: [Goa], " + examples + "}", []string{`place "Goa" wants an id of small letters`, "2 |"}},
		{"places:\n  - {id: goa, name: Goa, " + examples + "}", []string{"place goa wants names"}},
		{"places:\n  - {id: goa, name: Goa, names: [Goa]}", []string{"place goa wants an example"}},
		{"places:\n  - {id: goa, name: Goa, within: bharat, names: [Goa], " + examples + "}", []string{`place goa lies within "bharat", which is no place`, "2 |"}},
		{"places:\n  - {id: asia, within: china, names: [Asia], " + examples + "}", []string{"place asia lies within itself", "2 |"}},
		{"home: atlantis", []string{`home "atlantis" is no place of the lexicon`, "1 |"}},
		{"replaces: [places]\nhome: china", []string{`home "china" is no place of the lexicon`}},
		{"replaces: [cues]\ncues:\n  - {class: drivers, phrases: [p], " + examples + "}", []string{`class "drivers" is none that the models know: `, "users"}},
		{"capitals:\n  - {class: place, phrases: [P]}", []string{"capitals place wants an example"}},
		{"words:\n  - {class: greeting, words: [hello], " + examples + "}", []string{`words: class "greeting" is none that the program reads: `, "title", "2 |"}},
		{"words:\n  - {class: title, words: [], " + examples + "}", []string{"words title wants words"}},
		{"words:\n  - {class: title, words: [baron]}", []string{"words title wants an example"}},
		{"words:\n  - {class: title, words: [baron, vice-chair], " + examples + "}", []string{`words title: "vice-chair" is more than one word`, "2 |"}},
		{"words:\n  - {class: title, phrases: [baron], " + examples + "}", []string{`unknown field "phrases"`, "2 |"}},
		{"period:\n  - {class: season, rows: [{value: 1, words: [spring]}], " + examples + "}", []string{`period: class "season" is none of `, "weekday", "2 |"}},
		{"period:\n  - {class: weekday, rows: [{value: 1, words: [moonday]}]}", []string{"period weekday wants an example"}},
		{"period:\n  - {class: weekday, rows: [], " + examples + "}", []string{"period weekday wants rows"}},
		{"period:\n  - {class: weekday, rows: [{value: one}]}", []string{"cannot unmarshal string", "2 |"}},
		{"quantity:\n  scales:\n    - {value: 0.1, words: [deci], " + examples + "}", []string{"scale 0.1 does not multiply", "3 |"}},
		{"quantity:\n  numerals:\n    - {rank: dozen, words: {twelve: 12}, " + examples + "}", []string{`rank "dozen" is none of digit, teen, ten`}},
		{"quantity:\n  parts:\n    - {of: 7, words: [], plurals: [], " + examples + "}", []string{"part 7 wants words"}},
		{"quantity:\n  units:\n    - {name: length, words: [\"\"], " + examples + "}", []string{"unit length has an empty word"}},
		{"quantity:\n  currencies:\n    - {code: XXX, both: [xxx], examples: {match: [m]}}", []string{"currency XXX wants an example"}},
		{"quantity:\n  bounds:\n    - {bound: near, place: before, words: [w], " + examples + "}", []string{`bound "near" is none of exact, about`}},
		{"quantity:\n  bounds:\n    - {bound: about, place: beside, words: [w], " + examples + "}", []string{`place of bound words "beside" is none of before, after`}},
		{"quantity:\n  cues:\n    - {cue: mood, words: [w], " + examples + "}", []string{`cue "mood" is none of `}},
		{"quantity:\n  colours: []", []string{`unknown field "colours"`, "2 |"}},
		{"replaces: [units]", []string{`"units" is none of capitals, cues, entities`}},
	} {
		l, err := Builtin()
		if err != nil {
			t.Fatal(err)
		}
		err = l.Add("mine.yaml", []byte(test.yaml))
		for _, want := range append(test.want, "mine.yaml") {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s\nerror %v\nwant one with %q", test.yaml, err, want)
			}
		}
	}
}

func TestAdd(t *testing.T) {
	l := &Lexicon{}
	for _, file := range []string{
		"entities:\n  - {id: grab, name: Grab, kind: company, aliases: [Grab], " + examples + "}\n  - {id: uber, kind: company, aliases: [Uber], " + examples + "}",
		"entities:\n  - {id: grab, kind: brand, aliases: [GrabTaxi], examples: {match: [o], miss: [p]}}\nmarkets:\n  - {id: taxi, name: taxi, phrases: [taxi], " + examples + "}",
		"# nothing but this\n",
		"replaces: [markets]\nmarkets:\n  - {id: hail, name: hail, phrases: [hail], " + examples + "}",
	} {
		if err := l.Add("a.yaml", []byte(file)); err != nil {
			t.Fatal(err)
		}
	}
	want := &Lexicon{
		Entities: []Entity{
			{ID: "grab", Name: "Grab", Kind: "brand", Aliases: []string{"Grab", "GrabTaxi"}, Examples: Examples{[]string{"m", "o"}, []string{"n", "p"}}},
			{ID: "uber", Kind: "company", Aliases: []string{"Uber"}, Examples: Examples{[]string{"m"}, []string{"n"}}},
		},
		Markets: []Market{{ID: "hail", Name: "hail", Phrases: []string{"hail"}, Examples: Examples{[]string{"m"}, []string{"n"}}}},
	}
	if diff := cmp.Diff(want, l, cmpopts.IgnoreUnexported(Lexicon{})); diff != "" {
		t.Error(diff)
	}
}

// The lexicon that the program uses is the one that is checked, but for its examples.
func TestBuiltinLacksExamplesAlone(t *testing.T) {
	full, err := BuiltinInFull()
	if err != nil {
		t.Fatal(err)
	}
	lean, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(full, lean, cmp.AllowUnexported(Lexicon{}), cmpopts.IgnoreTypes(Examples{})); diff != "" {
		t.Error(diff)
	}
	entries := func(l *Lexicon) int {
		words, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Count(string(words), `"Match":["`)
	}
	if of, without := entries(full), entries(lean); of < 500 || without != 0 {
		t.Errorf("%d entries have examples in full, %d in use", of, without)
	}
}

// A file adds names to a place and places to the list, or starts anew.
func TestAddPlaces(t *testing.T) {
	l, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	n := len(l.Places)
	if l.Home != "china" || n < 60 {
		t.Fatalf("home %q, %d places", l.Home, n)
	}
	for _, file := range []string{
		"places:\n  - {id: goa, name: Goa, within: india, names: [Goa], " + examples + "}\n  - {id: india, names: [Bharat], " + examples + "}",
		"home: goa",
	} {
		if err := l.Add("a.yaml", []byte(file)); err != nil {
			t.Fatal(err)
		}
	}
	g := NewGazetteer(l.Places)
	if l.Home != "goa" || len(l.Places) != n+1 || !g.Within("goa", "asia") || g.Within("india", "goa") || g.Common("goa", "mumbai") != "india" || g.Common("goa", "paris") != "world" {
		t.Errorf("home %q, %d places", l.Home, len(l.Places))
	}
	d := text.Parse("In Bharat and goa, in South Africa's shops, they told us of the US.")
	var found []string
	for _, m := range g.Find(d, 0, len(d.Tokens)) {
		found = append(found, m.ID)
	}
	if got := strings.Join(found, " "); got != "india south_africa united_states" {
		t.Errorf("found %s", got)
	}
	if err := l.Add("b.yaml", []byte("replaces: [places]\nplaces:\n  - {id: goa, names: [Goa], "+examples+"}")); err != nil || len(l.Places) != 1 || l.Home != "" {
		t.Errorf("%d places, home %q, %v", len(l.Places), l.Home, err)
	}
}

// What is added is known apart from what is built in, and what one file leaves
// out is no less known to the next.
func TestAdded(t *testing.T) {
	l, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(l.Added().Entities); n > 0 {
		t.Errorf("%d entities were added to the built-in lexicon", n)
	}
	for _, file := range []string{
		"replaces: [cues]\ncues:\n  - {class: users, phrases: [riders], " + examples + "}",
		"cues:\n  - {class: merchants, phrases: [drivers], " + examples + "}",
		"entities:\n  - {id: alipay, kind: brand, aliases: [Treasure], " + examples + "}",
	} {
		if err := l.Add("a.yaml", []byte(file)); err != nil {
			t.Fatal(err)
		}
	}
	if added := l.Added(); len(l.Cues) != 2 || len(added.Cues) != 2 || len(added.Entities) != 1 || len(added.Entities[0].Aliases) != 1 {
		t.Errorf("%d cues, added: %+v", len(l.Cues), added)
	}
}

// The comment over the words of the language is none of them.
func TestSmallLetters(t *testing.T) {
	l, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(l.SmallLetters)
	if len(words) < 9000 || !slices.IsSorted(words) {
		t.Errorf("%d words, from %q on", len(words), words[:3])
	}
	if got := withoutComment("# one\n# two\nthree four\n"); got != "three four" {
		t.Errorf("without its comment the text is %q", got)
	}
}
