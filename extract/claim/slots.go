package claim

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
