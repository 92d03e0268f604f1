package lexicon

// PeriodWords are the rows that the period grammar reads: months, weekdays,
// quarters and the words of relative dates.
type PeriodWords struct{}

func (w *PeriodWords) add(more PeriodWords) {}
