package claim

import (
	_ "embed"
	"sync"
)

//go:embed weights.tsv
var shipped string

// ShippedWeights are those that ship with the program. make train writes them anew.
var ShippedWeights = sync.OnceValues(func() (*Weights, error) { return ReadWeights("weights.tsv", shipped) })
