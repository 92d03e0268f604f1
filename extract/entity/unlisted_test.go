package entity

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"marketfigures/extract/text"
)

// What capitals make a name: inside a word wherever it stands, behind "The", and in
// a first column that holds names.
func TestUnlistedNames(t *testing.T) {
	f := builtin(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Two firms, iQiyi and ePassi, sell iPhones in kW lots.", []string{"iQiyi", "ePassi"}},
		{"MercadoLibre grew. Then the rain came, and it fell.", []string{"MercadoLibre"}},
		{"AVC grew. It fell. The market: AVC expects more, the EU less.", []string{"AVC", "AVC"}},
		{"SALES rose by 20%. NOBODY paid. VERY few did.", nil},
		{"The Payments Japan Association says that more payments were made.", []string{"Payments Japan Association"}},
		{"It rose, according to the Hong Kong Payments Council, and fell, as the group UK Finance said.", []string{"Hong Kong Payments Council", "UK Finance"}},
		{"People in South Korea Toss each month, and in Hong Kong Jetcoin is none.", []string{"Toss", "Jetcoin"}},
		{"The Payments were late. All payments were.", nil},
		{"Shops in Russia\n\n| Shop | Share |\n| Wildberries | 20% |\n| Ozonia | 14% |\n| Citilink | 5% |\n", []string{"Wildberries", "Ozonia", "Citilink"}},
		{"Shops in Russia\n\n| Item | Share |\n| Revenue | 20% |\n| Moscow | 14% |\n| Citilink | 5% |\n", nil},
	} {
		var got []string
		for _, m := range f.Find(text.Parse(c.text), nil) {
			if m.Kind == Person {
				t.Errorf("%q: %s is taken for a person", c.text, m.ID)
			}
			got = append(got, m.ID)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

// A line that opens with a name and a colon is somebody's who speaks, unless a
// figure follows.
func TestSpeakers(t *testing.T) {
	f := builtin(t)
	for written, want := range map[string]string{"Two in turn.\n\nVendelin: We have 20% of it.": Person, "Two in turn, and Vendelin is one.\n\nVendelin: 2.1% of it.": Unknown} {
		got := f.Find(text.Parse(written), []int{1})
		if len(got) == 0 || got[len(got)-1].Kind != want {
			t.Errorf("%q: %v, want a %s", written, got, want)
		}
	}
}
