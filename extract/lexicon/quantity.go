package lexicon

// QuantityWords are the rows that the quantity grammar reads: units,
// currencies, scales, numerals and bound words.
type QuantityWords struct {
	Numerals   []Numerals  `yaml:"numerals"`
	Scales     []Scale     `yaml:"scales"`
	Parts      []Part      `yaml:"parts"`
	Units      []Unit      `yaml:"units"`
	Currencies []Currency  `yaml:"currencies"`
	Bounds     []Bound     `yaml:"bounds"`
	Cues       []NumberCue `yaml:"cues"`
}

// Numerals are the words of one rank: digit (0 to 9), teen (10 to 19) or ten (20 to 90).
type Numerals struct {
	Rank     string             `yaml:"rank"`
	Words    map[string]float64 `yaml:"words"`
	Examples Examples           `yaml:"examples"`
}

// Scale multiplies the number before it.
type Scale struct {
	Value float64  `yaml:"value"`
	Words []string `yaml:"words"` // singular: "a million", "5 million"
	// Plurals multiply too ("three billions") but are vague by themselves ("billions of users").
	Plurals []string `yaml:"plurals,omitempty"`
	// Short forms stand behind digits only ("5bn", "5 bn").
	Short []string `yaml:"short,omitempty"`
	// Glued ones only where no space parts them from the digits, or beside a currency ("5m").
	Glued []string `yaml:"glued,omitempty"`
	// Money ones only beside a currency ("$5b").
	Money    []string `yaml:"money,omitempty"`
	Examples Examples `yaml:"examples"`
}

// Part is a denominator: "third" makes 1/3 of "a third", "thirds" 2/3 of "two-thirds".
type Part struct {
	Of      float64  `yaml:"of"`
	Words   []string `yaml:"words"`
	Plurals []string `yaml:"plurals"`
	// Signs are characters of their own, with the number over the line: ⅔ is 2.
	Signs    map[string]float64 `yaml:"signs,omitempty"`
	Examples Examples           `yaml:"examples"`
}

// Unit is a unit that is no currency. Name is percent, percentage_points,
// basis_points, or one of the physical kinds (length, time ...), whose figures
// are counts of that unit.
type Unit struct {
	Name  string   `yaml:"name"`
	Words []string `yaml:"words"`
	// Glued ones count only where no space parts them from the number ("29km").
	Glued    []string `yaml:"glued,omitempty"`
	Examples Examples `yaml:"examples"`
}

// Currency is one ISO 4217 code with what it is called.
type Currency struct {
	Code string `yaml:"code"`
	// Before stand before the number, After behind it, Both on either side.
	Before []string `yaml:"before,omitempty"`
	After  []string `yaml:"after,omitempty"`
	Both   []string `yaml:"both,omitempty"`
	// Millions are codes that say million as well ("120 MEUR").
	Millions []string `yaml:"millions,omitempty"`
	// Hundredths are the words of its hundredth part ("cents"), Tenths of its tenth ("mao").
	Hundredths []string `yaml:"hundredths,omitempty"`
	Tenths     []string `yaml:"tenths,omitempty"`
	// Least is the smallest amount that After words are believed for: "won" is
	// a verb as well.
	Least float64 `yaml:"least,omitempty"`
	// Upper are codes that are common words too and count in capitals only.
	Upper    []string `yaml:"upper,omitempty"`
	Examples Examples `yaml:"examples"`
}

// Bound are words that bound the figure beside them.
type Bound struct {
	Bound string `yaml:"bound"` // exact, about, above, below
	Place string `yaml:"place"` // before or after the figure
	// Article allows an article or possessive between words and figure
	// ("passed the 300 million mark").
	Article bool `yaml:"article,omitempty"`
	// Large believes the words only of a percentage, an amount of money or a
	// number of 1000 and more: "top 10" is a rank, "top 80 million" a bound.
	Large bool `yaml:"large,omitempty"`
	// Moved says that the words are no bound behind a word of change ("rose up to 30%").
	Moved bool `yaml:"moved,omitempty"`
	// Particle says that the word may belong to the verb before it ("turned over 5 billion").
	Particle bool `yaml:"particle,omitempty"`
	// Closing words count at the end of a clause only ("two-thirds, or nearly").
	Closing  bool     `yaml:"closing,omitempty"`
	Words    []string `yaml:"words"`
	Examples Examples `yaml:"examples"`
}

// NumberCue is a class of words that decide how a number beside them is read.
type NumberCue struct {
	Cue      string   `yaml:"cue"`
	Words    []string `yaml:"words"`
	Examples Examples `yaml:"examples"`
}

func (w *QuantityWords) add(more QuantityWords) {
	w.Numerals = append(w.Numerals, more.Numerals...)
	w.Scales = append(w.Scales, more.Scales...)
	w.Parts = append(w.Parts, more.Parts...)
	w.Units = append(w.Units, more.Units...)
	w.Currencies = append(w.Currencies, more.Currencies...)
	w.Bounds = append(w.Bounds, more.Bounds...)
	w.Cues = append(w.Cues, more.Cues...)
}
