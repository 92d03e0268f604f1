package claim

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"
)

// models are the models with the names they go by in a weights file.
func (w *Weights) models() []namedModel {
	var out []namedModel
	for _, d := range w.decisions() {
		out = append(out, namedModel{d.name, &d.node}, namedModel{d.name + ", neighbours", &d.edge})
	}
	return out
}

type namedModel struct {
	name  string
	model **model
}

// faint weights say nothing and are not written.
const faint = 0.01

// Write writes the weights as a text that people can read: a line a feature,
// tab separated, with the model, the feature and the weight of each class.
// The note goes on top, as comment lines, then what confidence is worth.
func (w *Weights) Write(out io.Writer, note string) error {
	b := bufio.NewWriter(out)
	for _, line := range strings.Split(strings.TrimSpace(note), "\n") {
		fmt.Fprintln(b, strings.TrimSpace("# "+line))
	}
	for _, k := range w.knots {
		fmt.Fprintf(b, "confidence\t%.4f\t%.4f\n", k.raw, k.right)
	}
	for _, nm := range w.models() {
		m := *nm.model
		fmt.Fprintf(b, "model\t%s\t%s\n", nm.name, strings.Join(m.columns, "\t"))
		ids := m.rows.ids()
		sort.Slice(ids, func(i, j int) bool { return w.names[ids[i]] < w.names[ids[j]] })
		for _, id := range ids {
			at, _ := m.rows.get(id)
			row := m.weights[int(at)*len(m.columns):][:len(m.columns)]
			if loud(row) {
				fmt.Fprint(b, strings.NewReplacer("\t", " ", "\n", " ").Replace(w.names[id]))
				for _, x := range row {
					b.WriteByte('\t')
					if math.Abs(float64(x)) >= faint {
						b.WriteString(strconv.FormatFloat(float64(x), 'f', 2, 32))
					}
				}
				b.WriteByte('\n')
			}
		}
	}
	return b.Flush()
}

func loud(row []float32) bool {
	for _, x := range row {
		if math.Abs(float64(x)) >= faint {
			return true
		}
	}
	return false
}

// ReadWeights reads what Write wrote. Errors name the line.
func ReadWeights(file string, data []byte) (*Weights, error) {
	w := &Weights{}
	var m *model
	known := w.models()
	text, n := string(data), 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		name, rest, _ := strings.Cut(line, "\t")
		if fields := header(name, rest); name == "model" && len(fields) > 1 {
			m = newModel(fields[1:]...)
			for _, nm := range known {
				if nm.name == fields[0] {
					*nm.model = m
				}
			}
			continue
		} else if name == "confidence" && m == nil && len(fields) == 2 {
			raw, err := strconv.ParseFloat(fields[0], 64)
			right, err2 := strconv.ParseFloat(fields[1], 64)
			if err != nil || err2 != nil {
				return nil, fmt.Errorf("weights %s:%d: %q is no pair of shares", file, n, line)
			}
			w.knots = append(w.knots, knot{raw, right})
			continue
		}
		if columns := strings.Count(line, "\t"); m == nil || columns != len(m.columns) {
			return nil, fmt.Errorf("weights %s:%d: %d columns do not fit the model", file, n, columns)
		}
		m.rows.put(hash(fnvOffset, name), int32(m.rows.n))
		m.names = append(m.names, name)
		for range m.columns {
			var field string
			field, rest, _ = strings.Cut(rest, "\t")
			x, err := weight(field)
			if err != nil {
				return nil, fmt.Errorf("weights %s:%d: %w", file, n, err)
			}
			m.weights = append(m.weights, x)
		}
	}
	for _, nm := range known {
		if *nm.model == nil {
			return nil, fmt.Errorf("weights %s: the model %q is missing", file, nm.name)
		}
	}
	return w, nil
}

// header splits the rest of a line that is no feature's.
func header(name, rest string) []string {
	if name != "model" && name != "confidence" {
		return nil
	}
	return strings.Split(rest, "\t")
}

// weight reads a weight as Write writes it, two digits behind the point, without
// the care that any number takes: there are tens of thousands to read before
// the first article.
func weight(s string) (float32, error) {
	digits := strings.TrimPrefix(s, "-")
	point := len(digits) - 3
	if s == "" {
		return 0, nil
	}
	if point < 1 || point > 4 || digits[point] != '.' {
		x, err := strconv.ParseFloat(s, 32)
		return float32(x), err
	}
	hundredths := 0
	for i := range len(digits) {
		if i == point {
			continue
		}
		if digits[i] < '0' || digits[i] > '9' {
			x, err := strconv.ParseFloat(s, 32)
			return float32(x), err
		}
		hundredths = 10*hundredths + int(digits[i]-'0')
	}
	x := float32(hundredths) / 100 // rounded once, as ParseFloat does
	if len(digits) < len(s) {
		x = -x
	}
	return x, nil
}
