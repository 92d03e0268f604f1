package source

import (
	"strings"
	"testing"
)

func TestLanguageOf(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"English", strings.Repeat("The share of the firm was half of the market, and it has grown with the phones that people have. ", 4), "en"},
		{"Chinese", strings.Repeat("支付宝的市场份额为一半，比去年增长了不少。", 5), "zh"},
		{"Japanese", strings.Repeat("この会社の市場シェアは半分であり、去年より増えています。", 5), "ja"},
		{"German", strings.Repeat("Der Anteil der Firma am Markt liegt bei der Hälfte, und er ist mit den Telefonen gewachsen. ", 5), "de"},
		{"French", strings.Repeat("La part de marché de la société est de la moitié et elle a augmenté avec les téléphones. ", 5), "fr"},
		{"numbers", "48.7% 12.5% 33 5", ""},
		{"nothing", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := languageOf(test.text); got != test.want {
				t.Errorf("language %q, want %q", got, test.want)
			}
		})
	}
}
