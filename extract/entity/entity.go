// Package entity finds the names in an article: those of the lexicon, by
// longest match, and those that the lexicon lacks, by prose and capitals.
package entity

import "marketfigures/extract/text"

// Mention is one place where an entity is named.
type Mention struct {
	text.Span
	First, Last int    // tokens [First, Last)
	ID          string // the lexicon's id, or the name as written
	Listed      bool   // the lexicon knows it
}
