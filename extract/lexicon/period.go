package lexicon

// PeriodWords are the rows that the period grammar reads: months, weekdays,
// numerals, units of time and the words of relative dates, a group a class.
type PeriodWords []PeriodGroup

// PeriodGroup is the words of one class. A word may stand in several groups
// ("second" only in one, "last" in two); its values must then agree.
type PeriodGroup struct {
	// Class says what the words do in a date; period.NewGrammar knows the names.
	Class string      `yaml:"class"`
	Rows  []PeriodRow `yaml:"rows"`
	// Examples are sentences published on 2015-03-12. A match may name the value
	// that must come out: "in Jan. 2014 => 2014-01"; a miss holds no listed date.
	Examples Examples `yaml:"examples"`
}

// PeriodRow is words of the same value: the number of a month, the days since
// the publication, the month and day of a festival (1111).
type PeriodRow struct {
	Value int      `yaml:"value"`
	Words []string `yaml:"words"`
}

func (w *PeriodWords) add(more PeriodWords) { *w = append(*w, more...) }
