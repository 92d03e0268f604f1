// Package claim turns figures into claims: it decides whether a figure tells
// how large something in a market is, fills the slots of GUIDELINES.md, and
// can say why.
package claim

import "marketfigures/extract/quantity"

// Claim is a figure that tells how large something in a market is. Empty
// strings mean null.
type Claim struct {
	quantity.Quantity
	Measure    string
	GrowthOf   string
	Entity     string
	Market     string
	Place      string // where it lies: the id of the lexicon
	Period     string
	Status     string // reported, forecast, target
	Source     string
	Confidence float64 // 0 to 1
	Rule       string  // the rule that made it
	Evidence   []Evidence
}

// Evidence names the words that filled a slot.
type Evidence struct {
	Slot       string
	Value      string
	Start, End int    // bytes; equal where no words of the text filled it
	Why        string // the rule that filled it, or what Explain says of a choice
}

// Figure is a quantity and what became of it.
type Figure struct {
	quantity.Quantity
	Claim *Claim // nil where it is no claim
	Why   string // why it is no claim
}
