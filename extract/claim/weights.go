package claim

import (
	"bufio"
	"bytes"
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
func ReadWeights(name string, data []byte) (*Weights, error) {
	w := &Weights{}
	var m *model
	known := w.models()
	for n, line := range bytes.Split(data, []byte("\n")) {
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		fields := strings.Split(string(line), "\t")
		if fields[0] == "model" && len(fields) > 2 {
			m = newModel(fields[2:]...)
			for _, nm := range known {
				if nm.name == fields[1] {
					*nm.model = m
				}
			}
			continue
		}
		if fields[0] == "confidence" && m == nil && len(fields) == 3 {
			raw, err := strconv.ParseFloat(fields[1], 64)
			right, err2 := strconv.ParseFloat(fields[2], 64)
			if err != nil || err2 != nil {
				return nil, fmt.Errorf("weights %s:%d: %q is no pair of shares", name, n+1, line)
			}
			w.knots = append(w.knots, knot{raw, right})
			continue
		}
		if m == nil || len(fields) != len(m.columns)+1 {
			return nil, fmt.Errorf("weights %s:%d: %d columns do not fit the model", name, n+1, len(fields))
		}
		m.rows.put(hash(fnvOffset, fields[0]), int32(m.rows.n))
		m.names = append(m.names, fields[0])
		for _, f := range fields[1:] {
			x := 0.0
			if f != "" {
				var err error
				if x, err = strconv.ParseFloat(f, 32); err != nil {
					return nil, fmt.Errorf("weights %s:%d: %w", name, n+1, err)
				}
			}
			m.weights = append(m.weights, float32(x))
		}
	}
	for _, nm := range known {
		if *nm.model == nil {
			return nil, fmt.Errorf("weights %s: the model %q is missing", name, nm.name)
		}
	}
	return w, nil
}
