package duplicate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Print is what is kept of an article to compare it with others: a MinHash
// signature of its runs of words, and the hashes of its sentences' words. It
// takes some kilobytes.
type Print struct {
	text      uint64 // hash of its words, white space apart
	address   uint64 // hash of its canonical address; 0 where it has none
	signature [signatureSize]uint32
	sentences []sentence // each one once, in the order of their hashes
	words     []packed   // of all sentences, one after the other
}

// sentence is one sentence that is long enough to tell articles apart, and where its
// words lie among those of all: prints are many, and pieces of their own for each
// sentence would take as much again.
type sentence struct {
	hash        uint64
	first, last int32
}

func (s sentence) length() int { return int(s.last - s.first) }

// of are the words of a sentence.
func (p *Print) of(s sentence) []packed { return p.words[s.first:s.last] }

// word is the hash of a word; weighty ones may not differ between copies:
// numbers, names, negations.
type word struct {
	hash    uint32
	weighty bool
}

// packed is a word in four bytes: its hash, but for the lowest bit, which says
// whether it is weighty. Whoever compares articles holds the words of many.
type packed uint32

func pack(w word) packed {
	if w.weighty {
		return packed(w.hash | 1)
	}
	return packed(w.hash &^ 1)
}

func (w packed) hash() uint32  { return uint32(w &^ 1) }
func (w packed) weighty() bool { return w&1 != 0 }

// Sizes of the signature: bands of rows. With 32 bands of 3 rows, articles that
// share half of their runs of words become candidates with a probability of
// 0.986, those that share a tenth with one of 0.03.
const (
	bandCount     = 32
	bandRows      = 3
	signatureSize = bandCount * bandRows
	runLength     = 4 // words
	shortest      = 5 // words of a sentence that counts
	telling       = 8 // words of a sentence that can tell two reports apart
)

// Of makes the print of an article by its text and its canonical address,
// empty where it is not known.
func Of(text, address string) *Print {
	p := &Print{text: hashOf(strings.Join(strings.Fields(text), " "))}
	if address = sameAddress(address); address != "" {
		p.address = hashOf(address)
	}
	for i := range p.signature {
		p.signature[i] = ^uint32(0)
	}
	seen := map[uint64]bool{}
	for line := range strings.Lines(text) {
		for _, words := range sentencesOf(withoutPlace(line)) {
			if len(words) < shortest {
				continue
			}
			h := uint64(fnvOffset)
			for _, w := range words {
				h = mix(h ^ uint64(w.hash))
			}
			if seen[h] {
				continue
			}
			seen[h] = true
			s := sentence{hash: h, first: int32(len(p.words))}
			for _, w := range words {
				p.words = append(p.words, pack(w))
			}
			s.last = int32(len(p.words))
			p.sentences = append(p.sentences, s)
			p.sign(words)
		}
	}
	p.fillBins()
	p.sentences, p.words = slices.Clone(p.sentences), slices.Clone(p.words) // without the room to grow
	slices.SortFunc(p.sentences, func(a, b sentence) int { return cmp.Compare(a.hash, b.hash) })
	return p
}

// sign takes the runs of a sentence's words into the signature: one hash a
// run, which falls into one of the bins (one permutation hashing; Li, Owen,
// Zhang 2012).
func (p *Print) sign(words []word) {
	for i := 0; i+runLength <= len(words); i++ {
		h := uint64(fnvOffset)
		for _, w := range words[i : i+runLength] {
			h = mix(h ^ uint64(w.hash))
		}
		bin := uint32(h>>32) % signatureSize
		p.signature[bin] = min(p.signature[bin], uint32(h))
	}
}

// fillBins gives bins into which no run fell the value of another bin, which a
// fixed sequence chooses, so that similar texts fill them alike (Shrivastava 2017).
func (p *Print) fillBins() {
	filled := p.signature
	for i, v := range filled {
		for n := uint32(1); v == ^uint32(0) && n < 4*signatureSize; n++ {
			v = filled[scatter(uint32(i)<<16+n)%signatureSize]
		}
		p.signature[i] = v
	}
}

// bands are the keys under which articles with similar signatures meet.
func (p *Print) bands() []uint64 {
	keys := make([]uint64, bandCount)
	for i := range keys {
		h := uint64(fnvOffset) ^ uint64(i)
		for _, v := range p.signature[i*bandRows : (i+1)*bandRows] {
			h = mix(h ^ uint64(v))
		}
		keys[i] = h
	}
	return keys
}

// likeness is the part of the shorter article that stands in the other one, and
// whether that makes them copies.
func (p *Print) likeness(q *Print) (float64, bool) {
	if p.text == q.text {
		return 1, true
	}
	if len(p.words) > len(q.words) {
		p, q = q, p
	}
	words := len(p.words)
	shared := p.shared(q)
	if shared*4 < words || shared == 0 {
		return 0, false
	}
	if p.address != 0 && p.address == q.address {
		return float64(shared) / float64(words), true
	}
	left, others := p.only(q), q.only(p)
	for _, s := range left {
		for _, o := range others {
			same, contrary := compare(p.of(s), q.of(o))
			if contrary {
				return 0, false
			}
			if same {
				shared += s.length()
				break
			}
		}
	}
	likeness := float64(shared) / float64(words)
	return likeness, likeness >= ofShorter && float64(shared) >= ofLonger*float64(len(q.words))
}

// shared counts the words in sentences that both articles have.
func (p *Print) shared(q *Print) int {
	n := 0
	a, b := p.sentences, q.sentences
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].hash == b[0].hash:
			n += a[0].length()
			a, b = a[1:], b[1:]
		case a[0].hash < b[0].hash:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return n
}

// only are the sentences that the other article does not have.
func (p *Print) only(q *Print) []sentence {
	var left []sentence
	b := q.sentences
	for _, s := range p.sentences {
		for len(b) > 0 && b[0].hash < s.hash {
			b = b[1:]
		}
		if len(b) == 0 || b[0].hash != s.hash {
			left = append(left, s)
		}
	}
	return left
}

// compare says whether two sentences that differ are the same but for a few
// light words, or are the same but for a number, a name or a negation.
func compare(a, b []packed) (same, contrary bool) {
	long, short := len(a), len(b)
	if long < short {
		long, short = short, long
	}
	if short < telling || short*4 < long*3 {
		return false, false
	}
	common, weighty := difference(a, b)
	if common*4 < long*3 {
		return false, false
	}
	return !weighty, weighty
}

// difference counts the words that two sentences have in common, and says
// whether a weighty one stands in one of them only.
func difference(a, b []packed) (common int, weighty bool) {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].hash() == b[0].hash():
			common++
			a, b = a[1:], b[1:]
		case a[0] < b[0]:
			weighty = weighty || a[0].weighty()
			a = a[1:]
		default:
			weighty = weighty || b[0].weighty()
			b = b[1:]
		}
	}
	for _, w := range append(a, b...) {
		weighty = weighty || w.weighty()
	}
	return common, weighty
}

// withoutPlace cuts place, date and agency off the first sentence of a wire
// story: "BEIJING, Nov 12 (Agency) - ".
func withoutPlace(line string) string {
	for _, dash := range []string{" - ", " -- ", " – ", " — "} {
		if at := strings.Index(line, dash); at > 0 && at < 90 {
			if first, _ := utf8.DecodeRuneInString(line); unicode.IsUpper(first) && strings.ContainsAny(line[:at], ",(") {
				return line[at+len(dash):]
			}
		}
	}
	return line
}

// sentencesOf cuts a line into sentences, and these into words: runs of letters
// and digits, single Han characters.
func sentencesOf(line string) [][]word {
	var all [][]word
	var words []word
	start, first := -1, true
	end := func(i int) {
		if start >= 0 {
			words = append(words, wordOf(line[start:i], first))
			first = false
			start = -1
		}
	}
	for i, r := range line {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r)
		switch {
		case r >= utf8.RuneSelf && unicode.Is(unicode.Han, r):
			end(i)
			words = append(words, wordOf(string(r), false))
		case inside:
			if start < 0 {
				start = i
			}
		case start >= 0 && (r == '.' || r == ',' || r == '\'' || r == '’') && joins(line, i, r):
		default:
			end(i)
			if r == '%' || r == '$' || r == '-' && i+1 < len(line) && '0' <= line[i+1] && line[i+1] <= '9' {
				words = append(words, wordOf(string(r), false))
			}
			switch r {
			case '.', '!', '?', '。', '！', '？', '；':
				all, words, first = append(all, words), nil, true
			}
		}
	}
	end(len(line))
	return append(all, words)
}

// joins says whether a mark stands inside a word or a number: 5.4, 1,200, don't.
func joins(line string, i int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:i])
	after, _ := utf8.DecodeRuneInString(line[i+utf8.RuneLen(r):])
	if r == '.' || r == ',' {
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	}
	return unicode.IsLetter(after)
}

// denials turn a sentence into its contrary; so do these single characters.
var denials = map[string]bool{
	"not": true, "no": true, "never": true, "none": true, "nobody": true, "neither": true, "nor": true, "without": true, "cannot": true,
	"up": true, "down": true, "rose": true, "fell": true, "more": true, "less": true, "above": true, "below": true, "higher": true, "lower": true,
	"first": true, "second": true, "third": true, "fourth": true, "half": true, "last": true, "next": true, "previous": true,
	"one": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true, "ten": true,
	"million": true, "billion": true, "trillion": true,
	"不": true, "未": true, "没": true, "無": true, "无": true, "非": true, "升": true, "降": true, "增": true, "减": true, "減": true,
	"一": true, "二": true, "三": true, "四": true, "五": true, "六": true, "七": true, "八": true, "九": true, "十": true, "半": true, "上": true, "下": true,
}

// wordOf hashes a word without its case. Opening says that it starts a
// sentence, where a capital tells nothing.
func wordOf(s string, opening bool) word {
	lower := s
	if strings.ContainsFunc(s, unicode.IsUpper) {
		lower = strings.ToLower(s)
	}
	h := hashOf(lower)
	r, _ := utf8.DecodeRuneInString(s)
	weighty := denials[lower] || strings.HasSuffix(lower, "n't") || strings.HasSuffix(lower, "n’t") ||
		strings.ContainsAny(s, "0123456789%$") || unicode.IsUpper(r) && !opening || unicode.IsDigit(r)
	return word{uint32(h ^ h>>32), weighty}
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// mix is the finishing step of MurmurHash3.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// scatter spreads a counter over 32 bits.
func scatter(x uint32) uint32 {
	x ^= x >> 16
	x *= 0x7feb352d
	x ^= x >> 15
	x *= 0x846ca68b
	return x ^ x>>16
}
