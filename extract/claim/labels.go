package claim

import "marketfigures/extract/claim/atom"

// What features call the items that are no words, and the units of figures.
var (
	figureLabels = eachUnit("<", ">")
	units        = eachUnit("", "")
	rowUnits     = eachUnit("", "|row") // a cell speaks another language than a sentence
	unitPairs    [len(unitGroups)][len(unitGroups)]*atom.Atom

	dateLabel   = atom.Of("<date>")
	nameLabel   = atom.Of("<name>")
	agencyLabel = atom.Of("<agency>")
	marketLabel = atom.Of("<market>")
)

func init() {
	for i, before := range unitGroups {
		for k, unit := range unitGroups {
			unitPairs[i][k] = atom.Of(before + ">" + unit)
		}
	}
}

func eachUnit(before, behind string) (all [len(unitGroups)]*atom.Atom) {
	for k, unit := range unitGroups {
		all[k] = atom.Of(before + unit + behind)
	}
	return all
}
