package claim

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// Weights are read to the very bits that strconv reads.
func TestWeight(t *testing.T) {
	written := []string{"1", "-.25", "+0.50", "1e3", "12345.67", "1.2", "-1.234", "0x.10", "..12", "-"}
	for n := range 99999 {
		written = append(written, fmt.Sprintf("%d.%02d", n/100, n%100), fmt.Sprintf("-%d.%03d", n/1000, n%1000), strconv.Itoa(n))
	}
	for _, s := range written {
		want, wrong := strconv.ParseFloat(s, 32)
		got, err := weight(s)
		if (err == nil) != (wrong == nil) || err == nil && got != float32(want) {
			t.Fatalf("%s is read as %v, %v; want %v, %v", s, got, err, want, wrong)
		}
	}
	if x, err := weight(""); x != 0 || err != nil {
		t.Errorf("nothing is read as %v, %v", x, err)
	}
}

// What is read and written again says the same; what does not fit is told by
// file and line.
func TestWeightsFile(t *testing.T) {
	w, err := ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	if m := w.measure.node; len(m.rows.ids) != len(m.names) || len(m.weights) != len(m.names)*len(m.columns) {
		t.Errorf("%d rows, %d names, %d weights", len(m.rows.ids), len(m.names), len(m.weights))
	}
	for _, c := range []struct{ from, to, want string }{
		{"model\tmeasure\t", "model\tmeasures\t", `there is no model "measures"`},
		{"\nmodel\tmeasure\tnone", "\nmodel\tmeasure\tany", `the model "measure" has the columns`},
		{"\nmodel\t", "\nmodel\tgrowth_of\t" + strings.Join(growths, "\t") + "\nfeature\tNaN\nmodel\t", "NaN is no weight"},
		{"\nmodel\t", "\nmodel\tgrowth_of\t" + strings.Join(growths, "\t") + "\nfeature\t1.x0\nmodel\t", "invalid syntax"},
		{"\nmodel\t", "\nfeature\t1.00\nmodel\t", "do not fit the model"},
		{"\nconfidence\t", "\nconfidence\tmuch\t1\nconfidence\t", "is no pair of shares"},
	} {
		broken := strings.Replace(shipped, c.from, c.to, 1)
		if broken == shipped {
			t.Fatalf("%q is not in the file", c.from)
		}
		if _, err := ReadWeights("w.tsv", broken); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.to, err, c.want)
		}
	}
}

// A file that ends too early says what is not there.
func TestWeightsCutShort(t *testing.T) {
	at := strings.Index(shipped, "\nmodel\tmeasure, pairs")
	if _, err := ReadWeights("w.tsv", shipped[:at]); err == nil || !strings.Contains(err.Error(), `weights w.tsv: the model "measure, pairs" is missing`) {
		t.Error(err)
	}
}

func BenchmarkReadWeights(b *testing.B) {
	b.SetBytes(int64(len(shipped)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadWeights("weights.tsv", shipped); err != nil {
			b.Fatal(err)
		}
	}
}
