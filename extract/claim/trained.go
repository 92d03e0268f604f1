package claim

import (
	_ "embed"

	"marketfigures/extract/lexicon"
)

//go:embed weights.tsv
var weights []byte

// Trained is a decider with the weights that ship with the program. make train
// writes them anew.
func Trained(l *lexicon.Lexicon) (*Decider, error) {
	w, err := ReadWeights("weights.tsv", weights)
	if err != nil {
		return nil, err
	}
	return NewDecider(l, w), nil
}
