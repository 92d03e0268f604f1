package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"marketfigures/extract/claim"
	"marketfigures/extract/text"
)

func TestSmallWordsStandOutsideHeadingsMoreOftenThanWithACapital(t *testing.T) {
	var examples []claim.Example
	for _, article := range []string{
		"# Only the heading says wallet\n\nShoppers pay by phone at Harrods, near Covent garden.",
		"# A wallet again\n\nShoppers here pay by card, in the Garden and at Harrods too; the Garden sells a lot.",
		"The Garden is closed.",
	} {
		examples = append(examples, claim.Example{Input: claim.Input{Document: text.Parse(article)}})
	}
	if diff := cmp.Diff([]string{"and", "at", "by", "card", "closed", "here", "in", "is", "lot", "near", "pay", "phone", "sells", "the", "too"}, smallWords(examples)); diff != "" {
		t.Error(diff)
	}
}

func TestTextIsYAMLOfShortLines(t *testing.T) {
	var words []string
	for i := range 200 {
		words = append(words, fmt.Sprintf("word%d", i))
	}
	list := asText(words)
	for _, line := range strings.Split(list, "\n") {
		if len(line) > lineLength {
			t.Errorf("a line of %d characters", len(line))
		}
	}
	var got struct{ All string }
	if err := yaml.Unmarshal([]byte("all: >\n"+list), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(words, strings.Fields(got.All)); diff != "" {
		t.Error(diff)
	}
}
