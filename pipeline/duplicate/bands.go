package duplicate

// Bands are the keys under which articles meet: only those that share one are
// ever compared. Articles that no chain of shared bands connects have no say
// in each other's being a copy. A print without sentences has none.
func (p *Print) Bands() []uint64 {
	if len(p.sentences) == 0 {
		return nil
	}
	return p.bands()
}
