package claim

import (
	"slices"
	"testing"
)

// A number that stands in another sentence is found again where it has the same
// unit, two to four times; a small whole one says nothing.
func TestRepeats(t *testing.T) {
	s := sceneOf(t, "Alipay held 54.3% in 2016. Tenpay grew by 54.3 points. Its share was 54.3% then. Shops: 3 stalls. There are 3 stalls. Lakala has 54.3%, or 54.3%.")
	var got [][]string
	for i := range s.Quantities {
		var of []string
		for _, k := range s.repeats[i] {
			of = append(of, s.Document.Slice(s.Quantities[k].Span))
		}
		got = append(got, append([]string{s.Document.Slice(s.Quantities[i].Span)}, of...))
	}
	want := [][]string{{"54.3%", "54.3%", "54.3%", "54.3%"}, {"54.3 points"}, {"54.3%", "54.3%", "54.3%", "54.3%"}, {"3"}, {"3"}, {"54.3%", "54.3%", "54.3%"}, {"54.3%", "54.3%", "54.3%"}}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("repeated are %q, want %q", got, want)
	}
}
