package claim

import (
	"strings"

	"marketfigures/extract/claim/atom"
)

// behindRow marks what is said of cells: a cell speaks another language than a
// sentence.
const behindRow = "|row"

// head is the head of features of candidates, in a sentence and in a row.
type head [2]*atom.Atom

func headOf(text string) head { return head{atom.Of(text), atom.Of(text + behindRow)} }

// layoutOf says which of the two a head of features is, by its text.
func layoutOf(head string) int {
	if strings.HasSuffix(head, behindRow) {
		return 1
	}
	return 0
}

// The heads of features: the slots, the measures, and growth by what grows.
var (
	slotHeads = func() (heads [slots]head) {
		for sl, name := range slotNames {
			heads[sl] = headOf(name)
		}
		return heads
	}()
	measureHeads = headsBehind("", measures)
	growthHeads  = headsBehind(growth+"-", append([]string{""}, growths...))
)

func headsBehind(before string, names []string) map[string]head {
	heads := make(map[string]head, len(names))
	for _, name := range names {
		heads[name] = headOf(before + name)
	}
	return heads
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
