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
		for _, line := range []string{s, "a\t" + s, "a\t" + s + "\tb"} {
			at := strings.IndexByte(line, '\t') + 1
			got, length, plain := plainWeight(line[at:])
			if plain && (got != float32(want) || wrong != nil || length != len(s)) {
				t.Fatalf("%q is read as %v of %d bytes; want %v, %v", line[at:], got, length, want, wrong)
			}
			if careful, err := anyWeight(s); (err == nil) != (wrong == nil) || err == nil && careful != float32(want) {
				t.Fatalf("%s is read with care as %v, %v; want %v, %v", s, careful, err, want, wrong)
			}
		}
	}
	for _, s := range []string{"1", "-0.25", "0.5", "-123", ""} {
		if _, _, plain := plainWeight(s); !plain {
			t.Errorf("%q is not plain", s)
		}
	}
}

// What is read and written again says the same; what does not fit is told by
// file and line.
func TestWeightsFile(t *testing.T) {
	w, err := ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	if m := w.measure.node; len(m.names) == 0 || len(m.weights) != len(m.names)*len(m.columns) {
		t.Errorf("%d names, %d weights", len(m.names), len(m.weights))
	}
	for _, c := range []struct {
		from, to, want string
		below          int // lines below the start of to
	}{
		{"model\tmeasure\t", "model\tmeasures\t", `there is no model "measures"`, 0},
		{"\nmodel\tmeasure\tnone", "\nmodel\tmeasure\tany", `the model "measure" has the columns`, 1},
		{"\nmodel\t", "\nmodel\tgrowth_of\t" + strings.Join(growths, "\t") + "\nfeature\tNaN\nmodel\t", "NaN is no weight", 2},
		{"\nmodel\t", "\nmodel\tgrowth_of\t" + strings.Join(growths, "\t") + "\nfeature\t1.x0\nmodel\t", "invalid syntax", 2},
		{"\nmodel\tgrowth_of\t", "\nmodel\tgrowth_of\t" + strings.Join(growths, "\t") + "\nmodel\tgrowth_of\t", `the model "growth_of" stands twice`, 2},
		{"\nmodel\t", "\nfeature\t1.00\nmodel\t", "do not fit the model", 1},
		{"\nmodel\tmeasure, neighbours", "\nzzz\t99\nmodel\tmeasure, neighbours", `99 is more than the 4 that "none" may weigh`, 1},
		{"\nmodel\tentity, neighbours", "\nentity:zzz\t1\t-2000\nmodel\tentity, neighbours", `-2000 is more than the 1000 that "factor 1" may weigh`, 1},
		{"\nmodel\tmeasure, pairs", "\nzzz\t1e20\nmodel\tmeasure, pairs", `1e+20 is more than the 1000 that "entity 1" may weigh`, 1},
		{"\nconfidence\t", "\nconfidence\tmuch\t1\nconfidence\t", "is no pair of shares", 1},
	} {
		broken := strings.Replace(shipped, c.from, c.to, 1)
		if broken == shipped {
			t.Fatalf("%q is not in the file", c.from)
		}
		line := fmt.Sprintf("weights w.tsv:%d: ", strings.Count(broken[:strings.Index(broken, c.to)], "\n")+1+c.below)
		if _, err := ReadWeights("w.tsv", broken); err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), line) {
			t.Errorf("%q: %v, want %q and %q", c.to, err, line, c.want)
		}
	}
}

// The fingerprint by which the program tells its weights from others is theirs: whoever
// changed them without make train would else have articles keep old claims.
func TestFingerprint(t *testing.T) {
	body := shipped
	for strings.HasPrefix(body, "#") {
		_, body, _ = strings.Cut(body, "\n")
	}
	if want := fingerprintOf([]byte(body)); Fingerprint() != want {
		t.Errorf("the first line of weights.tsv has the fingerprint %q, what stands below the comments has %q: is it what make train wrote?", Fingerprint(), want)
	}
}

// A feature that stands twice, and a factor that there is none of, are told by the
// model's name.
func TestWeightsThatDoNotFit(t *testing.T) {
	for _, c := range []struct{ before, want string }{
		{"measure, neighbours", `model "measure": "zzz" stands twice`},
		{"entity, neighbours", `model "entity": "zzz" stands twice`},
		{"source", `model "period, neighbours": "zzz" stands twice`},
		{"measure, pairs", `model "surroundings": "zzz" stands twice`},
		{"growth_of", `model "measure, neighbours": "zzz" stands twice`},
	} {
		_, err := ReadWeights("w.tsv", strings.Replace(shipped, "\nmodel\t"+c.before+"\t", "\nzzz\t1\nzzz\t1\nmodel\t"+c.before+"\t", 1))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("before %q: %v, want %q", c.before, err, c.want)
		}
	}
	if _, err := ReadWeights("w.tsv", shipped+"factor 99\t1\n"); err == nil || !strings.Contains(err.Error(), `there is no factor "factor 99"`) {
		t.Error(err)
	}
}

// A model of a slot may have a few features only.
func TestWeightsOfFewFeatures(t *testing.T) {
	from := strings.Index(shipped, "\nmodel\tentity\t") + 1
	first := from + strings.IndexByte(shipped[from:], '\n') + 1
	to := strings.Index(shipped, "model\tentity, neighbours\t")
	if _, err := ReadWeights("w.tsv", shipped[:first]+"entity:null\t1\n"+shipped[to:]); err != nil {
		t.Error(err)
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
