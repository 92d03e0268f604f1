package claim

import (
	"math"
	"os"
	"path/filepath"
	"testing"
)

// Options that drop out would not have won, nor made much of a difference.
func TestHopeless(t *testing.T) {
	w, err := ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../testdata/gold/dev/d0*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no labelled articles: ", err)
	}
	dropped := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s := sceneOf(t, string(data))
		steps := s.measureSteps(upTo(len(s.Quantities)), false)
		few, all := w.measure.chain(steps, hopeless, new(scratch)), w.measure.chain(steps, everything, new(scratch))
		row, wanted := few.best(), all.best()
		sure, probable := few.marginals(nil), all.marginals(nil)
		for n, k := range row {
			dropped += len(measures) - len(few.options[n])
			option := few.options[n][k]
			if option != wanted[n] || math.Abs(sure[n][k]-probable[n][option]) > 1e-3 {
				t.Errorf("%s, figure %d: %s at %.4f, of all %s at %.4f", file, n, measures[option], sure[n][k], measures[wanted[n]], probable[n][wanted[n]])
			}
		}
	}
	if dropped == 0 {
		t.Error("no option drops out")
	}
}
