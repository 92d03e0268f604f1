package claim

import (
	"sort"
	"testing"
)

// Names in one list are mates where no figures are paired with them.
func TestMates(t *testing.T) {
	s := sceneOf(t, "Alipay and Tenpay hold 93% of the market, Lakala 2%.")
	if p := s.spots[entitySlot]; p[0].mates != 2 || p[1].mates != 2 || p[2].mates != 0 {
		t.Errorf("mates are %d, %d and %d, want 2, 2 and 0", p[0].mates, p[1].mates, p[2].mates)
	}
}

// The first place behind an item is the one that a search finds.
func TestFirstSpot(t *testing.T) {
	s := sceneOf(t, "In 2016 Alipay held 54% of the mobile payment market, iResearch said.\n\nTenpay had 38% in 2015. It grew by 5%.")
	for sl := slot(0); sl < slots; sl++ {
		spots := s.spots[sl]
		if len(spots) == 0 {
			t.Fatalf("no place for %s", slotNames[sl])
		}
		for item := -1; item < len(s.items); item++ {
			want := sort.Search(len(spots), func(k int) bool { return spots[k].item > item })
			if got := s.firstSpot(sl, item); got != want {
				t.Errorf("%s: behind item %d comes place %d, want %d", slotNames[sl], item, got, want)
			}
		}
	}
}
