// Package atom holds the parts that the names of features are made of, each
// with its hash at hand: a name is "before:rank:1", its parts "before", "rank"
// and "1". A figure has a thousand features, and the text of a part is hashed
// once instead of once for each of them.
package atom

import (
	"strconv"
	"strings"
)

// Atom is one part of a name, or several joined by colons. Text and hashes belong
// together: Make and Of make one. A copy of a known one is known no longer by its
// address, only by its text.
type Atom struct {
	Text string
	hash uint64 // of the text
	end  uint64 // base to the power of its length
	part uint64 // hash of the text behind a colon
	far  uint64 // base to the power of that length
}

// A name's hash is a polynomial of its bytes (Karp and Rabin, IBM J. Res. Dev.
// 31(2), 1987), so that the hash of a name follows from those of its parts,
// wherever it is cut.
const (
	base  = 0xd6e8feb86659fd93
	base2 = base * base & (1<<64 - 1)
	base3 = base2 * base & (1<<64 - 1)
	base4 = base3 * base & (1<<64 - 1)
)

// Hash is the hash of the parts of a name so far.
type Hash uint64

// Nothing is the hash of no part.
const Nothing Hash = 0x9e3779b97f4a7c15

// Then goes on with a part.
func (h Hash) Then(a *Atom) Hash { return h*Hash(a.far) + Hash(a.part) }

// All goes on with several parts.
func (h Hash) All(parts []*Atom) Hash {
	for _, p := range parts {
		h = h.Then(p)
	}
	return h
}

// ID is the hash of a whole name, mixed so that any of its bits tell names apart.
func (h Hash) ID() uint64 {
	x := (uint64(h) ^ uint64(h)>>32) * base
	return x ^ x>>29
}

// NameID is the ID of a name in one piece.
func NameID(name string) uint64 {
	a := Make(name)
	return Nothing.Then(&a).ID()
}

// Make is the atom of a text.
func Make(text string) Atom {
	var h uint64
	end := uint64(1)
	s := text
	for ; len(s) >= 4; s = s[4:] {
		h = h*base4 + uint64(s[0])*base3 + uint64(s[1])*base2 + uint64(s[2])*base + uint64(s[3])
		end *= base4
	}
	for i := range len(s) {
		h = h*base + uint64(s[i])
		end *= base
	}
	return Atom{Text: text, hash: h, end: end, part: ':'*end + h, far: end * base}
}

// Of is the atom of a text: the one of this package, where it has one.
func Of(text string) *Atom {
	if a, ok := known[text]; ok {
		return a
	}
	a := Make(text)
	return &a
}

// Spaced is the atom of texts with a space behind each. Its text is left out
// unless asked for.
func Spaced(named bool, atoms ...*Atom) Atom {
	var out Atom
	out.end = 1
	for _, a := range atoms {
		out.hash = (out.hash*a.end+a.hash)*base + ' '
		out.end *= a.end * base
	}
	out.part, out.far = ':'*out.end+out.hash, out.end*base
	if named {
		var b strings.Builder
		for _, a := range atoms {
			b.WriteString(a.Text)
			b.WriteByte(' ')
		}
		out.Text = b.String()
	}
	return out
}

// Join is the name of parts.
func Join(parts []*Atom) string {
	var b strings.Builder
	for k, p := range parts {
		if k > 0 {
			b.WriteByte(':')
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// numbers from -least on.
const least, most = -16, 64

var numbers = func() (all [most - least]Atom) {
	for k := range all {
		all[k] = Make(strconv.Itoa(k + least))
	}
	return
}()

// Number is the atom of a number in digits.
func Number(n int) *Atom {
	if n >= least && n < most {
		return &numbers[n-least]
	}
	return Of(strconv.Itoa(n))
}

// Bool is the atom of true or false.
func Bool(is bool) *Atom {
	if is {
		return True
	}
	return False
}

// known are the parts of this package by their text: written while it loads, and
// only read from then on, by any number of goroutines.
var known = make(map[string]*Atom, 256)

// of makes a known part.
func of(text string) *Atom {
	a := Make(text)
	known[text] = &a
	return &a
}
