package claim

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// models are the models with the names they go by in a weights file.
func (w *Weights) models() []namedModel {
	var out []namedModel
	for _, d := range w.decisions() {
		out = append(out, namedModel{d.name, &d.node, d.columns}, namedModel{d.name + neighbours, &d.edge, d.links})
	}
	return append(out,
		namedModel{surroundings, &w.around, surroundingColumns},
		namedModel{"measure, pairs", &w.measurePairs, measures})
}

// The name of the model of what surrounds figures, and what stands behind the name of
// a decision for its model of neighbours.
const (
	surroundings = "surroundings"
	neighbours   = ", neighbours"
)

// A weight is no larger than these, and a factor in thousandths: training gives half as
// much at the most. One much larger would leave the others few steps in rows of bytes.
const (
	largestWeight = 4
	largestFactor = 1000
)

// limits are how large the weights of each column may be.
func (m *model) limits() []float32 {
	limits := make([]float32, len(m.columns))
	for k, column := range m.columns {
		limits[k] = largestWeight
		if slices.Contains(factorNames, column) || slices.Contains(surroundingColumns, column) {
			limits[k] = largestFactor
		}
	}
	return limits
}

// check says which weight is too large.
func (nm namedModel) check() error {
	m := *nm.model
	limits := m.limits()
	for row, name := range m.names {
		for k, x := range m.row(row) {
			if x > limits[k] || x < -limits[k] {
				return fmt.Errorf("model %q: %q: %g is more than the %g that %q may weigh", nm.name, name, x, limits[k], m.columns[k])
			}
		}
	}
	return nil
}

type namedModel struct {
	name    string
	model   **model
	columns []string
}

// faint weights say nothing: training leaves them out.
const faint = 0.035

// Write writes the weights as a text that people can read: a line a feature, those
// of most articles first, tab separated, with the feature and its weight for each
// class, then the factors by which it makes pairs, in thousandths. Zeros are left
// out. Last come the factors of what surrounds figures, and what each factor weighs
// for a measure. First comes what confidence is worth, and on top of all go its
// fingerprint and the note, as comment lines.
func (w *Weights) Write(out io.Writer, note string) error {
	var body bytes.Buffer
	w.writeBody(&body)
	top := fingerprintLine + fingerprintOf(body.Bytes()) + "\n"
	for _, line := range strings.Split(strings.TrimSpace(note), "\n") {
		top += strings.TrimSpace("# "+line) + "\n"
	}
	if _, err := io.WriteString(out, top); err != nil {
		return err
	}
	_, err := body.WriteTo(out)
	return err
}

func (w *Weights) writeBody(b *bytes.Buffer) {
	for _, k := range w.knots {
		fmt.Fprintf(b, "confidence\t%.4f\t%.4f\n", k.raw, k.right)
	}
	for _, nm := range w.models() {
		m := *nm.model
		fmt.Fprintf(b, "model\t%s\t%s\n", nm.name, strings.Join(m.columns, "\t"))
		for at, name := range m.names {
			row := m.row(at)
			if slices.ContainsFunc(row, func(x float32) bool { return x != 0 }) {
				fmt.Fprint(b, strings.NewReplacer("\t", " ", "\n", " ").Replace(name))
				for len(row) > 0 && row[len(row)-1] == 0 {
					row = row[:len(row)-1]
				}
				for _, x := range row {
					b.WriteByte('\t')
					if x != 0 {
						b.WriteString(strconv.FormatFloat(float64(x), 'f', -1, 32))
					}
				}
				b.WriteByte('\n')
			}
		}
	}
}

// fingerprintLine is what the first line of a file begins with.
const fingerprintLine = "# Fingerprint of what stands below the comments: "

func fingerprintOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:8])
}

// ReadWeights reads what Write wrote, the models side by side. Errors name the first
// line that is wrong, or the model in which a feature stands twice.
func ReadWeights(file, text string) (*Weights, error) {
	w := &Weights{}
	known := w.models()
	r := reader{file: file, rest: text}
	for line, ok := r.next(); ok && !strings.HasPrefix(line, modelLine); line, ok = r.next() {
		k, err := confidenceOf(strings.Split(line, "\t"))
		if err != nil {
			return nil, r.wrong("%w", err)
		}
		w.knots = append(w.knots, k)
	}
	sections := sectionsOf(reader{file: file, rest: text})
	of := make([]*namedModel, len(sections)) // whose model a section is
	wrong := make([]error, len(sections))
	for i := range sections {
		of[i], wrong[i] = sections[i].heading(known, of[:i])
	}
	sideBySide(len(sections), func(i int) {
		if wrong[i] == nil {
			*of[i].model = newModel(of[i].columns...)
			wrong[i] = sections[i].model(*of[i].model)
		}
	})
	for _, err := range wrong {
		if err != nil {
			return nil, err
		}
	}
	for _, nm := range known {
		if *nm.model == nil {
			return nil, fmt.Errorf("weights %s: the model %q is missing", file, nm.name)
		}
	}
	if err := w.join(); err != nil {
		return nil, fmt.Errorf("weights %s: %w", file, err)
	}
	return w, nil
}

// modelLine is what the first line of a model begins with.
const modelLine = "model\t"

// sectionsOf are the parts of a file that hold a model each.
func sectionsOf(r reader) (sections []reader) {
	for ok := r.toModel(); ok; {
		section := r
		r.rest = r.rest[1:] // behind its own line's start
		if ok = r.toModel(); ok {
			section.rest = section.rest[:len(section.rest)-len(r.rest)]
		}
		sections = append(sections, section)
	}
	return sections
}

// toModel goes on to the line that a model begins with, if there is one more.
func (r *reader) toModel() bool {
	at := 0
	if !strings.HasPrefix(r.rest, modelLine) {
		at = strings.Index(r.rest, "\n"+modelLine) + 1
		if at == 0 {
			return false
		}
	}
	r.line += strings.Count(r.rest[:at], "\n")
	r.rest = r.rest[at:]
	return true
}

// heading reads the line that a model begins with. Each model stands once.
func (r *reader) heading(known []namedModel, before []*namedModel) (*namedModel, error) {
	line, _ := r.next()
	fields := strings.Split(line, "\t")
	k := slices.IndexFunc(known, func(nm namedModel) bool { return nm.name == fields[1] })
	switch {
	case k < 0:
		return nil, r.wrong("there is no model %q", fields[1])
	case !slices.Equal(fields[2:], known[k].columns):
		return nil, r.wrong("the model %q has the columns %q, want %q", fields[1], fields[2:], known[k].columns)
	case slices.Contains(before, &known[k]):
		return nil, r.wrong("the model %q stands twice", fields[1])
	}
	return &known[k], nil
}

// confidenceOf reads a line of what confidence is worth.
func confidenceOf(fields []string) (knot, error) {
	if fields[0] != "confidence" || len(fields) != 3 {
		return knot{}, fmt.Errorf("%d columns do not fit the model", len(fields)-1)
	}
	raw, err := strconv.ParseFloat(fields[1], 64)
	right, err2 := strconv.ParseFloat(fields[2], 64)
	if err != nil || err2 != nil {
		return knot{}, fmt.Errorf("%q is no pair of shares", fields[1:])
	}
	return knot{raw, right}, nil
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

// model reads the features of a model, up to the end of its section. There are
// tens of thousands to read before the first article: each byte is looked at
// once, and nothing is set aside for a single line.
func (r *reader) model(m *model) error {
	n := strings.Count(r.rest, "\n") + 1
	columns, limits := len(m.columns), m.limits()
	names, weights := make([]string, 0, n), make([]float32, n*columns)
	for line, ok := r.next(); ok; line, ok = r.next() {
		name, rest, more := strings.Cut(line, "\t")
		row := weights[len(names)*columns:][:columns:columns]
		names = append(names, name)
		for column := 0; more; column++ {
			if column == columns {
				return r.wrong("%d columns do not fit the model", strings.Count(line, "\t"))
			}
			x, length, plain := plainWeight(rest)
			if !plain {
				field, _, _ := strings.Cut(rest, "\t")
				var err error
				if x, err = anyWeight(field); err != nil {
					return r.wrong("%w", err)
				}
				length = len(field)
			}
			if x > limits[column] || x < -limits[column] {
				return r.wrong("%g is more than the %g that %q may weigh", x, limits[column], m.columns[column])
			}
			row[column] = x
			if more = length < len(rest); more {
				rest = rest[length+1:]
			}
		}
	}
	weights = weights[:len(names)*columns]
	m.names, m.weights = names, weights
	return nil
}

// plainWeight reads the weight that a text begins with, and says how long it is: a few
// digits up to a tab or the end, as Write writes it, or none for zero. Others are not
// plain.
func plainWeight(s string) (x float32, length int, plain bool) {
	sign := 0
	if s != "" && s[0] == '-' {
		sign = 1
	}
	number, point, i := 0, 0, sign
	for ; i < len(s) && s[i] != '\t'; i++ {
		switch c := s[i] - '0'; {
		case c <= 9:
			number = 10*number + int(c)
		case s[i] == '.' && point == 0 && i > sign:
			point = i + 1
		default:
			return 0, 0, false
		}
	}
	if i-sign > exactDigits || i == sign && sign > 0 {
		return 0, 0, false
	}
	x = float32(number)
	if point > 0 {
		x /= tens[i-point] // rounded once, as ParseFloat does
	}
	if sign > 0 {
		x = -x
	}
	return x, i, true
}

// anyWeight reads a weight with the care that any number takes.
func anyWeight(s string) (float32, error) {
	x, err := strconv.ParseFloat(s, 32)
	if err == nil && (math.IsNaN(x) || math.IsInf(x, 0)) {
		err = fmt.Errorf("%s is no weight", s)
	}
	return float32(x), err
}

// exactDigits are so many that a float32 holds each number of them, and each of
// the powers of ten.
const exactDigits = 7

var tens = [exactDigits]float32{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6}
