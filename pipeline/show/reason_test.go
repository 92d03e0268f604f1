package show

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestReason(t *testing.T) {
	for _, c := range []struct{ slot, name, want string }{
		{"period", "period:null:word:than:<", `"than" before it`},
		{"market", "market:before:rank-figures:0:1", "the nearest market before it, one figure between"},
		{"entity", "entity:mates:null:around:2:-", "two names together before it, no name behind it"},
		{"entity", "users:about:half:title:10", "less than half of all names, in the title"},
		{"entity", "users:about:body:h following", "in the body, in the sentence behind it"},
		{"period", "period:shape:decimal~:pick", "the figure is a decimal, loosely, the plainest choice"},
		{"period", "period:tense:present:null:none here", "told as present, left empty"},
		{"period", "period:tense:past:age:1:set here", "told as past, the year before"},
		{"period", "period:before:both behind:from:from", `before it, behind "from", the figure behind "from"`},
		{"entity", "entity:focus:lead:true:g sentence1", "leads the sentence before"},
		{"market", "market:focus:last:false:g sentence2", "does not lead the last sentence with a market"},
		{"entity", "entity:focus:named:2:j block", "two names before in the paragraph"},
		{"market", "market:in:heading", "named in the heading"},
		{"measure", "left:percent:share", `"share" before it`},
		{"measure", "own-right:percent:live", `"live" behind it, no figure between`},
		{"measure", "-1:percent:of", `"of" right before it`},
		{"measure", "-1:percent:^", "it opens the sentence"},
		{"measure", "+1+2+3:count:in:<date>:.", `"in" a date "." right behind it`},
		{"measure", "-1+1:percent:from:<date>", `between "from" and a date`},
		{"measure", "cue:percent:share:<3", "a word for a share close before it"},
		{"measure", "cue-own:percent:negated:<0", "a word that denies before it, no figure between"},
		{"measure", "header-cue:percent|row:share", "a word for a share in the header of the column"},
		{"measure", "row:percent|row:by", `"by" in the label of the row`},
		{"measure", "size:count:6", "a figure in the millions"},
		{"measure", "topic:percent:<name>:<market>", "a name before it, a market behind it"},
		{"measure", "prev-gap:percent:percent:and ", `"and" between it and the figure before`},
		{"measure", "told last:percent:none", "no such measure before in the section"},
		{"measure", "told last:percent|row:survey:block", "a word for a survey before, close by"},
		{"measure", "told in the block:percent:share", "a word for a share before in the paragraph"},
		{"measure", "told in the section:count:users", "a word for users before in the section"},
		{"measure", "told in the article:percent:market share:3", "a word for market share four to seven times in the article"},
		{"measure", "told most:percent:true:true:false", "the article tells more of shares than of use"},
		{"measure", "told most:percent:false:false:false", "the article tells no more of shares than of use"},
		{"measure", "come to:percent:all", "percentages in the sentence add up to all"},
		{"measure", "unit-bound:money:about", "it is money, roughly"},
		{"status", "when:ahead:users", "the period lies ahead"},
		{"status", "measure:growth", "it measures growth"},
		{"entity", "entity:standing:a paired:best:a paired", "at the same place in its list"},
		{"entity", "entity:standing:e fresh:kind:its-near", "before it, no figure between"},
		{"market", "market:standing:k heading:kind:implied internet", "in the heading above"},
		{"source", "source:pick:d attached", "the plainest choice, joined to it by a preposition"},
		{"source", "source:rule:plainly said in the sentence", "plainly credited in the sentence"},
		{"source", "source:entity:itself:credits:1:rule:said in the repeat", "the entity itself, credited once"},
		{"source", "source:before:how:says", "before it, says so"},
		{"source", "source:voice:none:top:true:entity:false", `no "we" in the text, the name named most`},
		{"source", "source:last credited:block:data", "the last one credited, in the paragraph"},
		{"period", "period:age:0:year", "a year, in the article's year"},
		{"period", "period:later said:true:f behind", "a later date is said before it"},
		{"period", "period:setting:block:i last", "the period set in the paragraph"},
		{"period", "period:aside:after:g sentence1", "named in passing behind it"},
		{"market", "market:trade:payment:kind:implied phone", `implied by "phone", the entity in payment`},
		{"market", "market:part of all:an eighth:true", "less than an eighth of all markets named"},
		{"market", "market:kind:mobile_payment", "mobile payment"},
		{"entity", "entity:back:since:0:3", "named before, no other name since"},
		{"entity", "entity:back:opens:it:4", `named before, the sentence opens with "it"`},
		{"entity", "entity:back:blocks:1:product-lead", "named one paragraph before"},
		{"entity", "entity:before:next:keep", `the name and then "keep", before it`},
		{"entity", "entity:pattern:nfnf:1:2", "names and figures take turns, one turn behind it"},
		{"entity", "entity:plain:same place:true:true", "at the same place in its list as the figure"},
		{"entity", "entity:parent stands:j block:itself:g sentence1", "its owner is named before in the paragraph"},
		{"market", "market:null:values:4", "four markets or more in the article"},
		{"market", "market:null:before:0:after:0", "no market before it, no market behind it"},
		{"measure", "growth:percent>percent:gap:", "nothing between the two figures"},
		{"measure", "growth:block:opens:look", `the sentence opens with "look"`},
		{"entity", "gap:cue:growth", "a word for growth since the figure before"},
		{"entity", "spots:block:2", "two names since the figure before"},
		{"source", "entity:sentence:same entity", "the entity of the figure before"},
		{"entity", "entity|row:in:row:rank:0", "the first name in the label of the row"},
		{"market", "market_share:null:cue:whole:>", "a word for a whole behind it"},
		{"market", "market_share:null:word:count:>", `"count" behind it`},
		{"measure", "-1:money::", `":" right before it`},
		{"measure", "-2-1:percent:used:to", `"used to" right before it`},
		{"entity", "penetration:trade:::false", "in no known trade, the article about no known trade"},
		{"source", "source:no such:shape|row:of_a feature", "no such shape of a feature"},
		{"", "alone", "alone"},
	} {
		if got := reason(c.slot, c.name); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.slot, c.name, got, c.want)
		}
	}
}

func TestReasons(t *testing.T) {
	for _, c := range []struct{ slot, why, want string }{
		{"market", "market_share:null:cue:whole:> +0.24, period:null:word:than:< +0.22", `a word for a whole behind it; "than" before it`},
		{"entity", "market_share:before:rank-figures:0:0 +0.31, entity:before:rank-figures:0:0 +0.30", "the nearest name before it, no figure between"}, // said once
		{"measure", "-1:money:: +0.31, prev-gap:percent:percent:, and  +1.30", `":" right before it; ", and" between it and the figure before`},
		{"place", "joined by a preposition", "joined by a preposition"},
		{"entity", "B: see the table, +0.31", "B: see the table, +0.31"},
		{"entity", "B: the share rose by +0.31", "B: the share rose by +0.31"},
		{"entity", "entity: +0.31", "entity: +0.31"}, // nothing to say in words
		{"entity", "", ""},
	} {
		if got := reasons(c.slot, c.why); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.slot, c.why, got, c.want)
		}
	}
}

// What ships has phrases, short ones, and few are the parts of a name in a row.
func TestReasonsOfShippedWeights(t *testing.T) {
	data, err := os.ReadFile("../../extract/claim/weights.tsv")
	if err != nil {
		t.Fatal(err)
	}
	raw := regexp.MustCompile(`[^\s":…]:[^\s":…]|\|row`)
	slot, all, unknown := "", 0, 0
	for line := range strings.Lines(string(data)) {
		name, rest, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		switch {
		case name == "model":
			slot, _, _ = strings.Cut(rest, "\t")
			slot, _, _ = strings.Cut(slot, ",")
			continue
		case slot == "" || name == "confidence":
			continue
		}
		all++
		if _, ok := phraseOf(slot, name); !ok {
			unknown++
		}
		said := reason(slot, name)
		if said == "" || utf8.RuneCountInString(said) > longest || raw.MatchString(said) || strings.ContainsAny(said, "{}") {
			t.Errorf("%s is said as %q", name, said)
		}
	}
	if all < 10_000 || unknown*20 > all {
		t.Errorf("%d of %d names have no shape", unknown, all)
	}
}
