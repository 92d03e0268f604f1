package claim

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed weights.tsv
var shipped string

// Fingerprint names the shipped weights. It stands in their first line, where Write puts
// it and a test holds it: to make it of ten megabytes would take a quarter of the time
// in which the program starts.
func Fingerprint() string {
	line, _, _ := strings.Cut(shipped, "\n")
	return strings.TrimPrefix(line, fingerprintLine)
}

// ShippedWeights are those that ship with the program. make train writes them anew.
var ShippedWeights = sync.OnceValues(func() (*Weights, error) { return ReadWeights("weights.tsv", shipped) })

// shippedInUse are the same without what only explanations want, which is half.
var shippedInUse = sync.OnceValues(func() (*Weights, error) {
	w, err := ReadWeights("weights.tsv", shipped)
	if err == nil {
		w.forget()
	}
	return w, err
})

// Prepare starts reading the shipped weights for whoever will ask for them.
func Prepare(explain bool) {
	if explain {
		go func() { _, _ = ShippedWeights() }()
		return
	}
	go func() { _, _ = shippedInUse() }()
}

// forget lets go of what only Write and explanations read.
func (w *Weights) forget() {
	for _, d := range w.decisions() {
		d.node, d.edge.names = nil, nil
		if d.choice != nil {
			d.choice.model, d.choice.at = nil, nil
		}
	}
	w.around, w.measurePairs = nil, nil
}
