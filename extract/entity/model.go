package entity

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
	"github.com/mingrammer/commonregex"
)

// A table is one of prose's two models (see NOTICE): weights of classes by feature. Both are
// linear; prose keeps them in maps of maps and joins strings for every class, we
// look each feature up once.
type table struct {
	classes []string
	rows    map[string]int32 // feature -> row
	starts  []int32          // row -> its first entry, and the end of the last
	entries []entry
}

type entry struct {
	class  uint8
	weight float64
}

// add adds the weights of a feature to the scores, and marks the classes that
// have one.
func (t *table) add(feature []byte, scores []float64, seen []bool) {
	row, ok := t.rows[string(feature)]
	if !ok {
		return
	}
	for _, e := range t.entries[t.starts[row]:t.starts[row+1]] {
		scores[e.class] += e.weight
		seen[e.class] = true
	}
}

// best is the class that scores highest, of equals the first.
func (t *table) best(scores []float64, seen []bool) string {
	top := -1
	for k := range t.classes {
		if seen[k] && (top < 0 || scores[k] > scores[top]) {
			top = k
		}
	}
	if top < 0 {
		return ""
	}
	return t.classes[top]
}

func asset(name string) (*gob, error) {
	data, err := prose.Asset("model/" + name + ".gob")
	if err != nil {
		return nil, fmt.Errorf("prose's model: %w", err)
	}
	return openGob(string(data)), nil
}

// perceptron gives words their part of speech, as prose's tagger does.
type perceptron struct {
	table
	fixed map[string]string // words that have one only
}

func loadPerceptron() (*perceptron, error) {
	classes, err := asset("AveragedPerceptron/classes")
	tags, err2 := asset("AveragedPerceptron/tags")
	weights, err3 := asset("AveragedPerceptron/weights")
	if err := errors.Join(err, err2, err3); err != nil {
		return nil, err
	}
	p := &perceptron{fixed: map[string]string{}}
	p.classes = classes.strings()
	for range tags.length() {
		word := tags.string()
		p.fixed[word] = tags.string()
	}
	number := map[string]uint8{}
	for k, c := range p.classes {
		number[c] = uint8(k)
	}
	n := weights.length()
	p.rows, p.starts = make(map[string]int32, n), make([]int32, 1, n+1)
	p.entries = make([]entry, 0, 4*n)
	for range n {
		p.rows[weights.string()] = int32(len(p.starts) - 1)
		for range weights.length() {
			class, ok := number[weights.string()]
			weight := weights.float()
			if ok {
				p.entries = append(p.entries, entry{class, weight})
			}
		}
		p.starts = append(p.starts, int32(len(p.entries)))
	}
	return p, cmp.Or(classes.err(), tags.err(), weights.err())
}

var (
	noWord = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:0|\*[\w?]\*|\*\-\d{1,3}|\*[A-Z]+\*\-\d{1,3}|\*)$`)
	})
	keptWord = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\-[A-Z]{3}\-$`) })
)

// tag gives each word its part of speech.
func (p *perceptron) tag(words []string) []string {
	context := make([]string, 0, len(words)+4)
	context = append(context, "-START-", "-START2-")
	for _, w := range words {
		context = append(context, normal(w))
	}
	context = append(context, "-END-", "-END2-")
	tags := make([]string, len(words))
	before, last := "-START2-", "-START-"
	for i, w := range words {
		tag, fixed := p.fixed[w]
		switch {
		case w == "-":
			tag = "-"
		case w[0] == '@' || strings.ContainsAny(w, ".@") && (commonregex.LinkRegex.MatchString(w) || commonregex.EmailRegex.MatchString(w)):
			tag = "NN"
		case (w[0] == '0' || w[0] == '*') && noWord().MatchString(w):
			tag = "-NONE-"
		case w[0] == '-' && keptWord().MatchString(w):
			tag = w
		case !fixed:
			tag = p.predict(w, context[i:i+5], last, before)
		}
		tags[i] = tag
		before, last = last, tag
	}
	return tags
}

// predict weighs what stands around a word: two words on either side, and the
// tags of those before.
func (p *perceptron) predict(word string, around []string, last, before string) string {
	scores, seen := make([]float64, len(p.classes)), make([]bool, len(p.classes))
	buffer := make([]byte, 0, 64)
	add := func(parts ...string) {
		buffer = buffer[:0]
		for k, part := range parts {
			if k > 0 {
				buffer = append(buffer, ' ')
			}
			buffer = append(buffer, part...)
		}
		p.add(buffer, scores, seen)
	}
	add("bias")
	add("i suffix", tail(word))
	add("i pref1", string(rune(word[0])))
	add("i-1 tag", last)
	add("i-2 tag", before)
	add("i tag+i-2 tag", last, before)
	add("i word", around[2])
	add("i-1 tag+i word", last, around[2])
	add("i-1 word", around[1])
	add("i-1 suffix", tail(around[1]))
	add("i-2 word", around[0])
	add("i+1 word", around[3])
	add("i+1 suffix", tail(around[3]))
	add("i+2 word", around[4])
	return p.best(scores, seen)
}

func tail(word string) string { return word[len(word)-min(len(word), 3):] }

// normal is a word as the perceptron knows the words around another.
func normal(word string) string {
	if word == "" {
		return word
	}
	first := string(rune(word[0]))
	if strings.Contains(word, "-") && first != "-" {
		return "!HYPHEN"
	}
	if len(word) == 4 {
		if _, err := strconv.Atoi(word); err == nil {
			return "!YEAR"
		}
	}
	if '0' <= word[0] && word[0] <= '9' {
		return "!DIGITS"
	}
	return strings.ToLower(word)
}

// maxent labels the words of names, as prose's extracter does.
type maxent struct {
	table
	basic map[string]bool
}

func loadMaxent() (*maxent, error) {
	labels, err := asset("Maxent/labels")
	words, err2 := asset("Maxent/words")
	weights, err3 := asset("Maxent/weights")
	mapping, err4 := asset("Maxent/mapping")
	if err := errors.Join(err, err2, err3, err4); err != nil {
		return nil, err
	}
	m := &maxent{basic: map[string]bool{}}
	m.classes = labels.strings()
	for _, w := range words.strings() {
		m.basic[w] = true
	}
	weight := make([]float64, 0, weights.length())
	for range cap(weight) {
		weight = append(weight, weights.float())
	}
	type placed struct {
		row int32
		entry
	}
	n := mapping.length()
	all := make([]placed, 0, n)
	m.rows = make(map[string]int32, n/2)
	for range n {
		key, k := mapping.string(), mapping.int()
		label := slices.IndexFunc(m.classes, func(label string) bool {
			return len(key) > len(label) && strings.HasSuffix(key, label) && key[len(key)-len(label)-1] == '-'
		})
		if label < 0 || k < 0 || k >= len(weight) {
			continue
		}
		feature := key[:len(key)-len(m.classes[label])-1]
		row, known := m.rows[feature]
		if !known {
			row = int32(len(m.rows))
			m.rows[feature] = row
		}
		all = append(all, placed{row, entry{uint8(label), weight[k]}})
	}
	m.starts = make([]int32, len(m.rows)+1)
	for _, p := range all {
		m.starts[p.row+1]++
	}
	for row := 1; row < len(m.starts); row++ {
		m.starts[row] += m.starts[row-1]
	}
	next := slices.Clone(m.starts)
	m.entries = make([]entry, len(all))
	for _, p := range all {
		m.entries[next[p.row]] = p.entry
		next[p.row]++
	}
	return m, cmp.Or(labels.err(), words.err(), weights.err(), mapping.err())
}

// label gives each word its label: B-PERSON opens a person's name, I-PERSON goes
// on with it, O is no name's.
func (m *maxent) label(words, tags []string) []string {
	labels := make([]string, len(words))
	scores, seen := make([]float64, len(m.classes)), make([]bool, len(m.classes))
	for k := range seen {
		seen[k] = true // every label has a score
	}
	buffer := make([]byte, 0, 64)
	for i, w := range words {
		clear(scores)
		add := func(feature string, parts ...string) {
			buffer = append(append(buffer[:0], feature...), '-')
			for _, part := range parts {
				buffer = append(buffer, part...)
			}
			m.add(buffer, scores, seen)
		}
		lower := strings.ToLower(w)
		prevWord, prevPos, prevTag, prevShape, nextWord, nextPos := "None", "None", "None", "None", "None", "None"
		if i > 0 {
			prevWord, prevPos = strings.ToLower(words[i-1]), tags[i-1]
			prevTag, _, _ = strings.Cut(labels[i-1], "-")
		}
		if i > 1 {
			prevShape = shape(words[i-1])
		}
		if i+1 < len(words) {
			nextWord, nextPos = strings.ToLower(words[i+1]), strings.ToLower(tags[i+1])
		}
		basic := "False"
		if m.basic[w] {
			basic = "True"
		}
		add("bias", "True")
		add("en-wordlist", basic)
		add("nextpos", nextPos)
		add("nextword", nextWord)
		add("pos", tags[i])
		add("pos+prevtag", tags[i], "+", prevTag)
		add("prefix3", strings.ToLower(w[:min(len(w), 3)]))
		add("prevpos", prevPos)
		add("prevtag", prevTag)
		add("prevword", prevWord)
		add("shape", shape(w))
		add("shape+prevtag", prevShape, "+", prevTag)
		add("suffix3", strings.ToLower(tail(w)))
		add("word", w)
		add("word+nextpos", lower, "+", nextPos)
		add("word.lower", lower)
		add("wordlen", strconv.Itoa(len(w)))
		labels[i] = m.best(scores, seen)
	}
	return labels
}

// shape is what a word looks like.
func shape(word string) string {
	if _, err := strconv.ParseFloat(word, 64); err == nil {
		return "number"
	}
	last, _ := utf8.DecodeLastRuneInString(word)
	switch {
	case last >= utf8.RuneSelf || last != '_' && (last < '0' || last > '9' && last < 'A' || last > 'Z' && last < 'a' || last > 'z'):
		return "punct"
	case strings.ToLower(word) == word:
		return "downcase"
	case titled(word) == word:
		return "upcase"
	}
	return "mixedcase"
}

// titled begins every word with a capital, as prose reckons.
func titled(word string) string {
	return strings.Title(word) //lint:ignore SA1019 the model was trained with it
}

// entities are the names among labelled words, the words of each with a space
// between.
func entities(words, tags, labels []string) []string {
	var found []string
	end := ""
	first, n := 0, 0 // the words of the name that is open
	for i, label := range labels {
		switch {
		case label != "O" && label != end, n > 0 && tags[i] == tags[i-1], n > 0 && tags[i] == "CD" && labels[i-1] != "O":
			if n == 0 {
				first = i
			}
			n++
			end = strings.Replace(label, "B", "I", 1)
		case label == "O" && end != "" || label == end:
			stop := i
			if label != "O" {
				stop++
			}
			if n == 0 {
				first = i
			}
			found = append(found, strings.Join(words[first:stop], " "))
			end, n = "", 0
		}
	}
	return found
}
