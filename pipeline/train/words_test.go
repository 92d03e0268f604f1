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

func TestSmallWordsStandInTwoArticlesOutsideHeadings(t *testing.T) {
	var examples []claim.Example
	for _, article := range []string{
		"# Only the heading says wallet\n\nShoppers pay by phone at Harrods.",
		"# A wallet again\n\nShoppers here pay by card, and at Harrods too.",
	} {
		examples = append(examples, claim.Example{Input: claim.Input{Document: text.Parse(article)}})
	}
	if diff := cmp.Diff([]string{"at", "by", "pay"}, smallWords(examples)); diff != "" {
		t.Error(diff)
	}
}

func TestListIsYAMLOfShortLines(t *testing.T) {
	var words []string
	for i := range 200 {
		words = append(words, fmt.Sprintf("word%d", i))
	}
	list := asList(words)
	for _, line := range strings.Split(list, "\n") {
		if len(line) > lineLength {
			t.Errorf("a line of %d characters", len(line))
		}
	}
	var got []string
	if err := yaml.Unmarshal([]byte(list), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(words, got); diff != "" {
		t.Error(diff)
	}
}
