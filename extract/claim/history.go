package claim

// history is what was decided on the figures before the one at hand.
type history struct{ decided []*Claim } // by figure, nil for no claim

func (h *history) put(c *Claim) { h.decided = append(h.decided, c) }

func (h *history) measureOf(figure int) string {
	if c := h.decided[figure]; c != nil {
		return c.Measure
	}
	return none
}

// last is the nth last claim (1 the last one) and its figure, nil and -1 where
// there is none.
func (h *history) last(n int) (*Claim, int) {
	for k := len(h.decided) - 1; k >= 0; k-- {
		if h.decided[k] != nil {
			if n--; n == 0 {
				return h.decided[k], k
			}
		}
	}
	return nil, -1
}

func (h *history) lastMeasure() string {
	if c, _ := h.last(1); c != nil {
		return c.Measure
	}
	return none
}

// value is what a claim has in a slot.
func (c *Claim) value(s slot) string {
	switch s {
	case entitySlot:
		return c.Entity
	case marketSlot:
		return c.Market
	case periodSlot:
		return c.Period
	}
	return c.Source
}

func (c *Claim) set(s slot, value string) {
	switch s {
	case entitySlot:
		c.Entity = value
	case marketSlot:
		c.Market = value
	case periodSlot:
		c.Period = value
	default:
		c.Source = value
	}
}
