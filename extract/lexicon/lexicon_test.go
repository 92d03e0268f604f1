package lexicon

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
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
		{"markets:\n  - {name: rides, " + examples + "}", []string{"market rides wants phrases"}},
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
