package claim

import "testing"

// The organisation that says "we" is the one that title and lead name, the house
// of who is introduced, or the one that the opening names most.
func TestSelf(t *testing.T) {
	const we = " We sell more than we did. We have our shops in every town. We like our work, and our people do."
	const plain = "On pipes\n\nOne day in summer somebody sat down at a table with two chairs, and began to talk. It was hot. It was late. It was quiet."
	const letter = "To our owners\n\nI had been warned that one has to write to people, and here I am. It is late. It is quiet."
	for _, c := range []struct{ text, want string }{
		{"Lakala opens its books\n\nLakala has a story to tell to all who own a part of it, and to everyone else." + we, "lakala"},
		{plain + " Zhou Min, 39, founded Linghai Pay with her brother." + we, "Linghai Pay"},
		{plain + " Zhou Min, in the year 39, founded nothing with Linghai Pay or Alipay." + we, ""},
		{letter + we + " Meituan served many. Meituan will serve more.", "meituan"},
		{letter + we + " Meituan served many. Alipay will serve more.", ""},
		{"Lakala opens its books\n\nLakala has a story to tell to all who own a part of it, and to everyone else.", ""},
	} {
		if s := sceneOf(t, c.text); s.self != c.want {
			t.Errorf("%q speaks of itself, not %q, in %q", s.self, c.want, c.text)
		}
	}
}
