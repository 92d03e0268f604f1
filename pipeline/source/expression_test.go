package source

import "testing"

func TestExpressions(t *testing.T) {
	if len(expressions) < 40 {
		t.Errorf("only %d expressions", len(expressions))
	}
	for _, e := range expressions {
		e() // panics where it is wrong
	}
}
