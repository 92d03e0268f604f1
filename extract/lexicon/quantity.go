package lexicon

// QuantityWords are the rows that the quantity grammar reads: units,
// currencies, scales, numerals and bound words.
type QuantityWords struct{}

func (w *QuantityWords) add(more QuantityWords) {}
