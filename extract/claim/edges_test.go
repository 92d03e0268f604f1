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
		var got [3]uint8
		s.values[c.sl].relate(before, []candidate{{id: null}, {id: next}}, got[:2])
		s.values[c.sl].relate(before, []candidate{{id: next}}, got[2:])
		wantNull := "to null"
		if c.before == "" {
			wantNull = "null"
		}
		if null, one, alone := relations[got[0]], relations[got[1]], relations[got[2]]; null != wantNull || one != c.want || alone != c.want {
			t.Errorf("from %q to %q: %s, alone %s, want %s; to null: %s, want %s", c.before, c.value, one, alone, c.want, null, wantNull)
		}
	}
}
