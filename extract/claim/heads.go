package claim

import "marketfigures/extract/claim/atom"

// behindRow marks the heads of cells: a cell speaks another language than a sentence.
const behindRow = "|row"

// slotHeads and measureHeads are the heads of the features of candidates, in
// sentences and in rows; growth has one for each measure that may grow.
var (
	slotHeads    [slots][2]*atom.Atom
	measureHeads = map[string][2]*atom.Atom{}
	growthHeads  = map[string][2]*atom.Atom{}
)

func init() {
	head := func(text string) [2]*atom.Atom { return [2]*atom.Atom{atom.Of(text), atom.Of(text + behindRow)} }
	for sl, name := range slotNames {
		slotHeads[sl] = head(name)
	}
	for _, m := range measures {
		measureHeads[m] = head(m)
		growthHeads[m] = head(growth + "-" + m)
	}
	growthHeads[""] = head(growth + "-")
}

// headsOf are the two heads of the features of a slot and a claim.
func headsOf(sl slot, c *Claim, row bool) [2]*atom.Atom {
	kind := 0
	if row {
		kind = 1
	}
	measure := measureHeads[c.Measure]
	if c.Measure == growth {
		measure = growthHeads[c.GrowthOf]
	}
	return [2]*atom.Atom{slotHeads[sl][kind], measure[kind]}
}
