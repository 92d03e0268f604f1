package claim

import "testing"

// Periods lie behind one another by the month in which they end, whatever they
// are; values of the other slots do not.
func TestRelations(t *testing.T) {
	for _, c := range []struct {
		sl                  slot
		before, value, want string
	}{
		{periodSlot, "2014-Q3", "2013-Q3", "back"},
		{periodSlot, "2014", "2014-H1", "back"},
		{periodSlot, "2014-02-13", "2014-03", "on"},
		{periodSlot, "2012/2013", "2014-01/2014-09", "on"},
		{periodSlot, "2014-Q2", "2014-H1", "change"},
		{periodSlot, "2014", "2014", "same"},
		{periodSlot, "", "2014", "from null"},
		{entitySlot, "alipay", "tenpay", "change"},
	} {
		s := &scene{words: new(vocabulary), memory: new(scratch)}
		s.startValues()
		before, next := s.valueOf(c.sl, c.before), s.valueOf(c.sl, c.value)
		if got := relations[s.values[c.sl].relation(before, next)]; got != c.want {
			t.Errorf("from %q to %q: %s, want %s", c.before, c.value, got, c.want)
		}
	}
}
