package lexicon

import "testing"

func TestClasses(t *testing.T) {
	c := NewClasses([]WordClass{
		{Class: "title", Words: []string{"Chief", "chair"}},
		{Class: "told", Words: []string{"chief"}},
		{Class: "possessive", Words: []string{"'s"}},
	})
	for word, want := range map[string]Class{"chief": Title | Told, "chair": Title, "'s": Possessive, "chairs": 0, "": 0} {
		if got := c.Of(word); got != want {
			t.Errorf("%q is of classes %b, want %b", word, got, want)
		}
	}
	if !c.Is("chair", Title|Told) || c.Is("chair", Told) {
		t.Error("chair is a title and nothing else")
	}
	if !c.HasWord("possessive", "Wang's house") || c.HasWord("title", "a chairlift") {
		t.Error("words are found as tokens of a text")
	}
}

// The program reads every class, unless a file of a user leaves them out.
func TestEveryClassHasWords(t *testing.T) {
	l, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if missing := l.lacking(); len(missing) > 0 {
		t.Errorf("without words: %q", missing)
	}
	if err := l.Add("mine.yaml", []byte("replaces: [words]\nwords:\n  - {class: title, words: [baron], "+examples+"}")); err != nil {
		t.Fatal(err)
	}
	if missing := l.lacking(); len(missing) != len(classNames)-1 {
		t.Errorf("%d of %d classes are without words where a file replaces them by one", len(missing), len(classNames))
	}
}
