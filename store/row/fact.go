package row

// Entity is a row of entities that the lexicon knows.
type Entity struct{ ID, Name, Kind, Parent string }

// Place is a row of places.
type Place struct {
	ID, Name, Within string
	Home             bool // where figures lie when a text names no place
}

// Reject is a row of rejects.
type Reject struct {
	ID, Address  string
	Line         int
	Reason, Hint string
	Hash         string
}

// Side is a row of sides.
type Side struct {
	Comparison string
	Position   int
	Side, Name string
	Entity     string
}

// Correction is a row of corrections.
type Correction struct {
	ClaimID, Action string
	Slot, Value     string // Value empty: null
	Reason          string
	Reviewer        string
	Found           bool
}
