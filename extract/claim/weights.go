package claim

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"marketfigures/extract/claim/atom"
)

// models are the models with the names they go by in a weights file.
func (w *Weights) models() []namedModel {
	var out []namedModel
	for _, d := range w.decisions() {
		slot := len(d.columns) == 1
		out = append(out, namedModel{d.name, &d.node, slot}, namedModel{d.name + ", neighbours", &d.edge, !slot})
	}
	return out
}

type namedModel struct {
	name  string
	model **model
	// grouped features are found by groups: those of a slot's candidates, which
	// stand behind the slot and a measure, and those between figures, which stand
	// behind each class.
	grouped bool
}

// faint weights say nothing: training leaves them out.
const faint = 0.015

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
		rows := make([]int, len(m.names))
		for at := range rows {
			rows[at] = at
		}
		sort.Slice(rows, func(i, j int) bool { return m.names[rows[i]] < m.names[rows[j]] })
		for _, at := range rows {
			row := m.weights[at*len(m.columns):][:len(m.columns)]
			if slices.ContainsFunc(row, func(x float32) bool { return x != 0 }) {
				fmt.Fprint(b, strings.NewReplacer("\t", " ", "\n", " ").Replace(m.names[at]))
				for _, x := range row {
					b.WriteByte('\t')
					if x != 0 {
						b.WriteString(strconv.FormatFloat(float64(x), 'f', 2, 32))
					}
				}
				b.WriteByte('\n')
			}
		}
	}
	return b.Flush()
}

// ReadWeights reads what Write wrote. Errors name the line.
func ReadWeights(file, text string) (*Weights, error) {
	w := &Weights{}
	r := reader{file: file, rest: text}
	known := w.models()
	for line, ok := r.next(); ok; line, ok = r.next() {
		switch fields := strings.Split(line, "\t"); {
		case fields[0] == "model" && len(fields) > 2:
			m, of := newModel(fields[2:]...), namedModel{}
			for _, nm := range known {
				if nm.name == fields[1] {
					*nm.model, of = m, nm
				}
			}
			if err := r.model(m, of.grouped); err != nil {
				return nil, err
			}
		case fields[0] == "confidence" && len(fields) == 3:
			raw, err := strconv.ParseFloat(fields[1], 64)
			right, err2 := strconv.ParseFloat(fields[2], 64)
			if err != nil || err2 != nil {
				return nil, r.wrong("%q is no pair of shares", line)
			}
			w.knots = append(w.knots, knot{raw, right})
		default:
			return nil, r.wrong("%d columns do not fit the model", len(fields)-1)
		}
	}
	for _, nm := range known {
		if *nm.model == nil {
			return nil, fmt.Errorf("weights %s: the model %q is missing", file, nm.name)
		}
	}
	return w, nil
}

// reader goes through the lines of a weights file.
type reader struct {
	file, rest string
	line       int
}

func (r *reader) wrong(format string, args ...any) error {
	return fmt.Errorf("weights %s:%d: "+format, append([]any{r.file, r.line}, args...)...)
}

// next is the next line that is no comment.
func (r *reader) next() (line string, ok bool) {
	for r.rest != "" {
		r.line++
		line, r.rest, _ = strings.Cut(r.rest, "\n")
		if line != "" && line[0] != '#' {
			return line, true
		}
	}
	return "", false
}

// model reads the features of a model, up to the next model or the end. There
// are tens of thousands to read before the first article: each byte is looked
// at once, and nothing is set aside for a single line.
func (r *reader) model(m *model, grouped bool) error {
	rows := r.rest
	if end := strings.Index(rows, "\nmodel\t"); end >= 0 {
		rows = rows[:end]
	}
	n := strings.Count(rows, "\n") + 1
	if !grouped {
		m.rows.make(n)
	}
	m.names, m.weights = make([]string, 0, n), make([]float32, 0, n*len(m.columns))
	for {
		before := *r
		line, ok := r.next()
		if !ok || strings.HasPrefix(line, "model\t") {
			*r = before
			break
		}
		at := strings.IndexByte(line, '\t')
		if at < 0 {
			at = len(line)
		}
		if !grouped {
			if row := m.rows.put(atom.NameID(line[:at])); int(row) != len(m.names) {
				return r.wrong("%q stands twice", line[:at])
			}
		}
		m.names = append(m.names, line[:at])
		for at < len(line) {
			start := at + 1
			for at = start; at < len(line) && line[at] != '\t'; at++ {
			}
			x, err := weight(line[start:at])
			if err != nil {
				return r.wrong("%w", err)
			}
			m.weights = append(m.weights, x)
		}
		if len(m.weights) != len(m.names)*len(m.columns) {
			return r.wrong("%d columns do not fit the model", strings.Count(line, "\t"))
		}
	}
	if grouped {
		m.group()
	}
	return nil
}

// weight reads a weight as Write writes it, two digits behind the point, without
// the care that any number takes.
func weight(s string) (float32, error) {
	if s == "" {
		return 0, nil
	}
	digits := s
	if s[0] == '-' {
		digits = s[1:]
	}
	point := len(digits) - 3
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
