package reports

import (
	"fmt"
	"testing"
)

// TestPagesHoldEveryClaimOnce splits large reports of several shapes.
func TestPagesHoldEveryClaimOnce(t *testing.T) {
	oneMarket := synthetic(60, 6000)
	for i := range oneMarket.Claims {
		oneMarket.Claims[i].Market = "mobile_payment"
	}
	oneYear := synthetic(61, 5000)
	for i := range oneYear.Claims {
		c := &oneYear.Claims[i]
		c.Market, c.AsOf = "mobile_payment", date(2016, 5, 5)
	}
	undated := synthetic(62, 2500)
	for i := range undated.Claims {
		undated.Claims[i].AsOf = date(1, 1, 1)
		if i%2 == 0 {
			undated.Claims[i].AsOf = undated.Claims[i].AsOf.AddDate(0, 0, 0)
		}
	}
	small := synthetic(63, 2400)
	for i := range small.Claims {
		small.Claims[i].Market = fmt.Sprint("market ", i%400)
	}
	for name, data := range map[string]*Data{"many": synthetic(64, 9000), "one market": oneMarket, "one year": oneYear, "undated": undated, "small markets": small, "none": synthetic(65, 0), "single": synthetic(66, 2000)} {
		l := newLibrary(data, Default())
		l.lay()
		seen := map[*entry]int{}
		files := map[string]bool{}
		for _, p := range l.pages {
			if len(p.entries) > maxClaims {
				t.Errorf("%s: %s holds %d claims", name, p.file, len(p.entries))
			}
			if files[p.file] {
				t.Errorf("%s: two pages are called %s", name, p.file)
			}
			files[p.file] = true
			for _, e := range p.entries {
				seen[e]++
			}
		}
		for e, n := range seen {
			if n != 1 {
				t.Errorf("%s: claim %s is on %d pages", name, e.ID, n)
			}
		}
		if len(seen) != len(data.Claims) || l.pages[0].file != "index.html" || (len(l.pages) > 1) != (len(data.Claims) > maxClaims) {
			t.Errorf("%s: %d of %d claims on %d pages", name, len(seen), len(data.Claims), len(l.pages))
		}
		if len(data.Claims) == 0 {
			if _, err := l.view(l.pages[0], &assets{}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
