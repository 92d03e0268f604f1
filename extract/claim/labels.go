package claim

import "marketfigures/extract/claim/atom"

// What features call the items that are no words, and the units of figures.
var (
	figureLabels = eachUnit("<", ">")
	units        = eachUnit("", "")
	rowUnits     = eachUnit("", behindRow)
	unitPairs    = eachPair()

	dateLabel   = atom.Of("<date>")
	nameLabel   = atom.Of("<name>")
	agencyLabel = atom.Of("<agency>")
	marketLabel = atom.Of("<market>")
)

// eachPair are the units of two figures, the one before first.
func eachPair() (all [len(unitGroups)][len(unitGroups)]*atom.Atom) {
	for i, before := range unitGroups {
		for k, unit := range unitGroups {
			all[i][k] = atom.Of(before + ">" + unit)
		}
	}
	return all
}

func eachUnit(before, behind string) (all [len(unitGroups)]*atom.Atom) {
	for k, unit := range unitGroups {
		all[k] = atom.Of(before + unit + behind)
	}
	return all
}
