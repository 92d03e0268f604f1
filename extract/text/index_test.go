package text

import (
	"strconv"
	"testing"
)

// TestIndex puts in more words than one table holds, short ones and ones whose
// key is a hash.
func TestIndex(t *testing.T) {
	words := []string{""}
	for n := range 1000 {
		words = append(words, strconv.Itoa(n), strconv.Itoa(n)+" and more")
	}
	var x Index
	for n, w := range words {
		if got := x.Find(Key(w)); got != -1 {
			t.Errorf("%q is found as word %d before it was added", w, got)
		}
		if got := x.Add(Key(w)); got != n {
			t.Fatalf("%q is word %d, want %d", w, got, n)
		}
	}
	for n, w := range words {
		if got := x.Find(Key(w)); got != n {
			t.Errorf("%q is found as word %d, want %d", w, got, n)
		}
		if got := x.Add(Key(w)); got != n {
			t.Errorf("%q is added as word %d, want %d", w, got, n)
		}
	}
	if n := x.Find(Key("7 and less")); n != -1 {
		t.Errorf("a word that was not added is found as word %d", n)
	}
	x.Reset()
	if n := x.Find(Key("7")); n != -1 {
		t.Errorf("an emptied index has word %d", n)
	}
}

// The key that a document gives a word is that of the word by itself, wherever it stands
// and however it is written.
func TestKeys(t *testing.T) {
	for _, text := range []string{
		"a Word of sixthly sevenths EIGHTEEN letters", "it’s Über 中国 naïve WeChat’s 1,234.5 x", "share", "seventy", "eighty", "Ⅷ ①", "12345678 1234567", "https://example.org/a?b=c x@y.org",
	} {
		d := Parse(text)
		for k, w := range d.Words {
			if d.Tokens[k].Key != Key(w) {
				t.Errorf("%q in %q has the key %x, by itself %x", w, text, d.Tokens[k].Key, Key(w))
			}
		}
	}
}
