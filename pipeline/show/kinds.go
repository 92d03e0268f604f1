package show

import (
	"slices"
	"strings"
)

// kinds say the parts of features that differ; a part that is none of the kind
// has no words.
var kinds = map[string]func(part string) (string, bool){
	"{word}": word, "{last}": word, "{cue}": cue, "{kind}": kind, "{measure}": spaced, "{any}": spaced,
	"{unit}": unit, "{units}": units, "{turns}": turns, "{trade}": trade,

	"{side}": oneOf{"<": "before it", ">": "behind it"}.said,
	"{lies}": oneOf{"before": "before it", "after": "behind it"}.said,
	"{reach}": oneOf{
		"<1": "right before it", "<2": "close before it", "<3": "close before it", "<5": "before it", "<8": "before it", "<13": "far before it", "<far": "far before it",
		">1": "right behind it", ">2": "close behind it", ">3": "close behind it", ">5": "behind it", ">8": "behind it", ">13": "far behind it", ">far": "far behind it",
	}.said,
	"{past}": oneOf{
		"<0": "before it, no figure between", "<1": "before it, one figure between", "<2": "before it, figures between",
		">0": "behind it, no figure between", ">1": "behind it, one figure between", ">2": "behind it, figures between",
	}.said,
	"{near}": oneOf{
		"0": "right", "1": "right", "2": "close", "3": "close", "5": "some words", "8": "some words", "13": "many words", "far": "many words",
	}.said,
	"{rank}":    oneOf{"0": "the nearest", "1": "the second", "2": "the third", "3": "a farther"}.said,
	"{order}":   oneOf{"0": "first", "1": "second", "2": "third or later"}.said,
	"{between}": oneOf{"0": "no figure between", "1": "one figure between", "2": "two figures between", "3": "figures between"}.said,
	"{clauses}": oneOf{"0": "in the same clause", "1": "a clause apart", "2": "two clauses apart", "3": "three clauses or more apart"}.said,
	"{place}":   oneOf{"1": "the second word of the sentence", "2": "the third word of the sentence", "3": "inside the sentence"}.said,
	"{apart}": oneOf{
		"0": "in the turn of the figure", "-1": "one turn before it", "-2": "two turns before it", "-3": "three turns before it",
		"1": "one turn behind it", "2": "two turns behind it", "3": "three turns behind it", "-4": "turns before it", "-5": "turns before it",
		"-6": "turns before it", "-7": "turns before it", "4": "turns behind it", "5": "turns behind it", "6": "turns behind it", "7": "turns behind it",
	}.said,
	"{some}":         oneOf{"0": "no {name}", "1": "one {name}", "2": "two {name}s", "3": "three {name}s", "4": "four {name}s or more"}.said,
	"{some figures}": oneOf{"1": "one figure", "2": "two figures", "3": "three figures or more"}.said,
	"{often}":        oneOf{"0": "nowhere", "1": "once", "2": "two or three times", "3": "four to seven times", "4": "eight times or more"}.said,
	"{since}":        oneOf{"0": "no other {name}", "1": "one other {name}", "2": "two others", "3": "three others or more"}.said,
	"{credits}":      oneOf{"0": "never credited", "1": "credited once", "2": "credited twice or more"}.said,
	"{back}":         oneOf{"1": "one sentence before", "2": "two sentences before", "3": "three sentences before", "4": "four sentences or more before"}.said,
	"{sentences}": oneOf{
		"0": "in the same sentence", "1": "one sentence before", "2": "two sentences before", "3": "three sentences before",
		"4": "four sentences before", "5": "five sentences before", "6": "six sentences or more before",
	}.said,
	"{blocks}": oneOf{
		"0": "before in the paragraph", "1": "one paragraph before", "2": "two paragraphs before", "3": "three paragraphs before", "4": "four paragraphs or more before",
	}.said,
	"{standing}": oneOf{
		"a paired": "at the same place in its list", "b row": "in the label of the row", "c header": "in the header of the column",
		"d attached": "joined to it by a preposition", "e fresh": "before it, no figure between", "f behind": "behind it, no figure between",
		"g sentence0": "in the sentence, in another clause", "g sentence1": "in the sentence, one figure between", "g sentence2": "in the sentence, figures between",
		"h caption": "over the table or list", "h following": "in the sentence behind it", "i last": "named last in the paragraph", "j block": "named before in the paragraph",
		"j repeat": "where the same number stands again", "k heading": "in the heading above", "l nearby": "in a paragraph before",
		"m framing": "in the title or the lead", "n remembered": "not named nearby", "z null": "left empty",
	}.said,
	"{frame}": oneOf{
		"row": "the label of the row", "header": "the header of the column", "beside": "the header beside",
		"corner": "the corner of the table", "caption": "the caption", "above": "the line above the table",
		"heading": "the heading", "title": "the title", "lead": "the lead", "list-head": "the head of the list", "note": "the note of the table",
		"repeat": "a sentence with the same number",
	}.said,
	"{frames}": oneOf{"none": "no {name}", "one": "a single {name}", "itself": "the same {name}", "other": "other {name}s"}.said,
	"{framed}": oneOf{"title": "the title", "heading": "the heading", "lead": "the lead", "body": "the body"}.said,
	"{mates}":  oneOf{"-": "no {name}", "0": "a {name} by itself", "2": "two {name}s together", "3": "{name}s together"}.said,
	"{shape}": oneOf{
		"whole": "a whole number", "fraction": "a fraction", "decimal": "a decimal",
		"whole~": "a whole number, loosely", "fraction~": "a fraction, loosely", "decimal~": "a decimal, loosely",
	}.said,
	"{chosen}":  oneOf{"pick": "the plainest choice", "setting": "the period the text is in", "other": "another choice", "null": "left empty"}.said,
	"{tense}":   oneOf{"past": "as past", "perfect": "as done", "present": "as present", "ahead": "as to come", "none": "in no tense"}.said,
	"{block}":   oneOf{"paragraph": "a paragraph", "heading": "a heading", "item": "a list", "row": "a table"}.said,
	"{crossed}": oneOf{"block": "the paragraph", "section": "the section", "beyond": "another section"}.said,
	"{set}":     oneOf{"block": "the paragraph", "block before": "the paragraph before", "section": "the section", "beyond": "another section"}.said,
	"{told}":    oneOf{"block": "close by", "block before": "just above", "section": "in the section"}.said,
	"{own}":     oneOf{"set here": "a date before it here", "none here": "no date before it here"}.said,
	"{where}": oneOf{
		"row": "in the same row", "sentence": "in the same sentence", "block": "in the same paragraph", "table": "in the same table",
		"other kind": "in or out of a table", "list": "in the same list", "under heading": "in the heading", "section": "in the same section",
		"beyond": "in another section",
	}.said,
	"{how}": oneOf{
		"says": "says so", "data": "has the data", "said by": "is said to say so", "brackets": "in brackets", "speaker": "is the speaker",
		"according": "is cited", "by its count": "has counted", "expects": "expects so", "aims": "aims at it", "has": "has it so", "note": "in a note",
	}.said,
	"{rule}": oneOf{
		"plainly said in the sentence": "plainly credited in the sentence", "said in the sentence": "credited in the sentence",
		"speaks": "speaks in the paragraph", "over or under the table": "credited over or under the table", "said in the paragraph": "credited in the paragraph",
		"its own text": "the text is its own", "said in the repeat": "credited where the number stands again", "said in the list-head": "credited at the head of the list",
		"said in the heading": "credited in the heading", "said in the section": "credited in the section", "the only house": "the only research house credited",
		"said before": "credited before in the article", "nobody": "nobody is credited", "credited to nobody": "credited to nobody in particular",
	}.said,
	"{relative}": oneOf{"itself": "the entity itself", "parent": "the owner of the entity", "other": "not the entity", "none": "the claim has no entity"}.said,
	"{voice}":    oneOf{"none": `no "we" in the text`, "some": `some "we" in the text`, "much": `much "we" in the text`}.said,
	"{share}":    oneOf{"an eighth": "less than an eighth", "a quarter": "less than a quarter", "half": "less than half", "most": "half or more"}.said,
	"{age}": oneOf{
		"undated": "the article undated", "-1": "after the article", "0": "in the article's year", "1": "the year before", "2": "two years before", "3": "years before",
	}.said,
	"{grain}": grains.said,
	"{when}": oneOf{
		"now": "no period is said", "undated": "the article has no date", "ahead": "the period lies ahead", "past": "the period is past", "this year": "the period is of this year",
	}.said,
	"{same}": oneOf{
		"same measure": "the measure of the figure before", "other measure": "another measure than the figure before",
		"same entity": "the entity of the figure before", "other entity": "another entity than the figure before", "no entity": "no entity, as the figure before",
		"same period": "the period of the figure before", "other period": "another period than the figure before",
	}.said,
	"{bound}": oneOf{"exact": "exact", "about": "roughly", "above": "or more", "below": "or less", "range": "a range"}.said,
	"{sum}":   oneOf{"one": "itself", "little": "little", "part": "a part", "all": "all", "more": "more than all"}.said,
	"{topic}": oneOf{"-": "no name", "<name>": "a name", "<market>": "a market", "<agency>": "a research house"}.said,
	"{size}": oneOf{
		"<1": "below one", "0": "below ten", "1": "in the tens", "2": "in the hundreds", "3": "in the thousands",
		"4": "in the tens of thousands", "5": "in the hundreds of thousands", "6": "in the millions", "7": "in the tens of millions",
		"8": "in the hundreds of millions", "9": "in the billions", "10": "in the tens of billions", "11": "in the hundreds of billions",
		"12": "in the trillions", "13": "in the tens of trillions", "14": "in the hundreds of trillions",
	}.said,
}

// oneOf is a kind of few parts: each with its words.
type oneOf map[string]string

func (o oneOf) said(part string) (string, bool) {
	said, ok := o[part]
	return said, ok
}

func spaced(part string) (string, bool) { return strings.ReplaceAll(part, "_", " "), part != "" }

// stands are the items that features tell by their sort.
var stands = oneOf{
	"<name>": "a name", "<market>": "a market", "<agency>": "a research house", "<date>": "a date", "<percent>": "a percentage",
	"<points>": "percentage points", "<money>": "an amount", "<count>": "a count", "#": "a number",
	"^": "the start of the sentence", "$": "the end of the sentence", `"`: "a quote mark",
}

// word quotes a word, and says what stands for many.
func word(part string) (string, bool) {
	if said, ok := stands[part]; ok {
		return said, true
	}
	if part == "" {
		return "", false
	}
	if runes := []rune(part); len(runes) > 20 {
		part = string(runes[:19]) + "…"
	}
	return `"` + part + `"`, true
}

// inBetween says what lies between two places: a few words, many, or none.
func inBetween(part string) string {
	switch fields := strings.Fields(part); {
	case len(fields) == 0:
		return "nothing"
	case part == "...":
		return "many words"
	default:
		for i, f := range fields {
			fields[i], _ = word(f)
		}
		return strings.Join(fields, " ")
	}
}

// cues are the classes of cue words whose name is no noun to go on with.
var cues = oneOf{
	"whole": "a word for a whole", "says": "a verb of saying", "according": `a word like "according"`, "compared": "a word that compares",
	"anaphor": `a word like "it"`, "rises": "a word for a rise", "falls": "a word for a fall", "forecasts": "a word for a forecast",
	"targets": "a word for a target", "ahead": "a word for the future", "together": "a word for several together", "each": `a word like "each"`,
	"negated": "a word that denies", "others": "a word for the others", "condition": `a word like "if"`, "own": `a word like "our"`,
	"nobody": "a word for nobody in particular", "count": "a word for transactions", "count_other": "a word for other counts",
	"money_other": "a word for other money", "percent_other": "a word for other percentages", "penetration": "a word for use",
	"fee": "a word for a fee", "share": "a word for a share", "loss": "a word for a loss", "survey": "a word for a survey", "now": `a word like "at present"`,
	"investment": "a word for an investment", "rival": "a word for a rival", "leader": "a word for a leader", "parent": "a word for an owner",
	"arm": "a word for a subsidiary", "bracketed": "what stands in brackets",
}

func cue(part string) (string, bool) {
	if said, ok := cues[part]; ok {
		return said, true
	}
	return "a word for " + strings.ReplaceAll(part, "_", " "), part != ""
}

var unitNames = oneOf{"percent": "a percentage", "points": "percentage points", "count": "a count", "money": "money"}

// unit says a group of units, of a sentence or of a cell.
func unit(part string) (string, bool) { return unitNames.said(strings.TrimSuffix(part, "|row")) }

// units says the groups of two figures.
func units(part string) (string, bool) {
	before, behind, _ := strings.Cut(part, ">")
	first, ok := unit(before)
	second, ok2 := unit(behind)
	return strings.ReplaceAll(second+" behind "+first, "percentage points", "points"), ok && ok2
}

// turns says what opens a row of names and figures.
func turns(part string) (string, bool) {
	switch {
	case part == "" || strings.Trim(part, "nf") != "":
		return "", false
	case part[0] == 'f':
		return "figure", true
	}
	return "{name}", true
}

func trade(part string) (string, bool) {
	if part == "" || part == "unlisted" || part == "no entity" {
		return "no known trade", true
	}
	return spaced(part)
}

// grains are how long a date is.
var grains = oneOf{"year": "a year", "half": "a half-year", "quarter": "a quarter", "month": "a month", "day": "a day", "range": "a range of dates"}

// sorts are the kinds of names and words that stand for one.
var sorts = oneOf{
	"listed": "a listed name", "other": "an unlisted market", "agency": "a research house", "person": "a person", "company": "a company", "-": "not named nearby",
	"unknown-inner": "an unlisted name", "unknown-often": "an unlisted name said often", "unknown-opening": "an unlisted first word",
	"unknown-heading": "an unlisted name in a heading", "unknown-row": "an unlisted name in a table",
}

// stood are the names that a pronoun or noun may stand for.
var stood = oneOf{"lead": "the subject", "near": "the last name", "credited": "the source", "self": "whose text it is"}

// aspects are how a date lies to the article, or is said.
var aspects = oneOf{"compared": " compared with", "ahead": " ahead", "current": " not yet over", "news": " of the news", "bare": ""}

// kind says what sort of name, market or date a candidate is.
func kind(part string) (string, bool) {
	if said, ok := sorts[part]; ok {
		return said, true
	}
	if by, ok := strings.CutPrefix(part, "implied "); ok {
		return `implied by "` + by + `"`, true
	}
	fields := strings.Split(part, "-")
	if said, ok := grains.said(fields[0]); ok {
		for _, f := range fields[1:] {
			said += aspects[f]
		}
		return said, true
	}
	if said, ok := cues[fields[0]]; ok && len(fields) == 2 {
		return said, true // "its rival"
	}
	if of, ok := stood[fields[len(fields)-1]]; ok {
		if slices.Contains([]string{"company", "product", "report", "former", "latter"}, fields[0]) {
			fields[0] = "the " + fields[0]
		}
		return `"` + fields[0] + `" for ` + of, true
	}
	return spaced(part)
}
