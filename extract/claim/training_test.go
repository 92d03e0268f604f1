package claim_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"marketfigures/extract"
	"marketfigures/extract/claim"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// builtin is the lexicon that ships with the program, and an extractor of it.
func builtin(t *testing.T) (*lexicon.Lexicon, *extract.Extractor) {
	t.Helper()
	l, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(l)
	if err != nil {
		t.Fatal(err)
	}
	return l, x
}

// From a few articles of one shape, training learns to read another of that
// shape; the same recipe gives the same file, and reading it back the same weights.
func TestTrain(t *testing.T) {
	l, x := builtin(t)
	var examples []claim.Example
	for i := range 12 {
		figures := []string{fmt.Sprintf("%d.5%%", 30+i), fmt.Sprintf("%d million", 200+i)}
		body := fmt.Sprintf("Tenpay held %s of mobile payments, and Alipay counted %s users.", figures[0], figures[1])
		e := claim.Example{Input: x.Input(extract.Article{Text: body})}
		for n, slots := range []map[string]string{
			{"measure": "market_share", "entity": "tenpay", "market": "mobile_payment", "status": "reported", "bound": "exact"},
			{"measure": "users", "entity": "alipay", "status": "reported", "bound": "exact"},
		} {
			at := strings.Index(body, figures[n])
			g := claim.Gold{Span: text.Span{Start: at, End: at + len(figures[n])}, Unit: "percent", Value: 30.5 + float64(i), Slots: slots}
			if n == 1 {
				g.Unit, g.Value = "count", float64(200+i)*1e6
			}
			e.Gold = append(e.Gold, g)
		}
		examples = append(examples, e)
	}
	recipe := claim.DefaultRecipe
	recipe.Runs, recipe.Around, recipe.Features = 1, 4, 200 // fewer than there are, so that some are dropped and the others move up
	written := func() string {
		var b bytes.Buffer
		w, err := claim.Train(l, examples, recipe)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(&b, "test"); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	once := written()
	if once != written() {
		t.Fatal("the same recipe gave other weights")
	}
	if early, late := strings.Index(once, "\nmarket:null\t"), strings.Index(once, "\nmarket:standing:z null:best:"); early < 0 || late < early {
		t.Errorf("what occurs in every article stands at %d, what occurs in fewer at %d", early, late)
	}
	w, err := claim.ReadWeights("test", once)
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := w.Write(&again, "test"); err != nil || again.String() != once {
		t.Errorf("read and written again the weights differ: %v", err)
	}
	trained, err := extract.NewWeighted(l, w)
	if err != nil {
		t.Fatal(err)
	}
	claims := trained.Extract(extract.Article{Text: "Alipay held 71.5% of mobile payments, and Tenpay counted 410 million users."}).Claims()
	var got []string
	for _, c := range claims {
		got = append(got, c.Measure+" "+c.Entity+" "+c.Market)
	}
	if want := "market_share alipay mobile_payment; users tenpay "; strings.Join(got, "; ") != want {
		t.Errorf("read %q, want %q", strings.Join(got, "; "), want)
	}
	if _, err := claim.ReadWeights("broken", "model\tstatus\treported\tforecast\ttarget\nx\t1\t2\t3\t4\n"); err == nil || !strings.Contains(err.Error(), "broken:2") {
		t.Errorf("a broken line gave %v", err)
	}
}
