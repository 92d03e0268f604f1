package claim

import _ "embed"

//go:embed weights.tsv
var shipped []byte

// ShippedWeights are those that ship with the program. make train writes them anew.
func ShippedWeights() (*Weights, error) { return ReadWeights("weights.tsv", shipped) }
