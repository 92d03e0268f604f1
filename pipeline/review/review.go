// Package review lets people have the last word about claims: they confirm,
// reject or mend one by its id, with a reason and their name.
package review

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"marketfigures/store/row"
)

// Correction is what one person decided about one claim. Exactly one of
// Confirm, Reject and Mend is set.
type Correction struct {
	Claim   string             `yaml:"claim"`
	Confirm bool               `yaml:"confirm,omitempty"`
	Reject  bool               `yaml:"reject,omitempty"`
	Mend    map[string]*string `yaml:"mend,omitempty"` // slot to value; null empties it
	Reason  string             `yaml:"reason"`
	By      string             `yaml:"by"`
}

// file is corrections.yaml.
type file struct {
	Corrections []Correction `yaml:"corrections"`
}

// Parse reads a file of corrections. Unknown keys, unknown slots and values
// that a slot can't have are errors that name the claim.
func Parse(name string, data []byte) ([]Correction, error) {
	var f file
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, nil
	}
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&f); err != nil {
		return nil, fmt.Errorf("corrections %s: %s", name, yaml.FormatError(err, false, true))
	}
	seen := map[string]bool{}
	for i, c := range f.Corrections {
		if err := c.check(); err != nil {
			return nil, fmt.Errorf("corrections %s, entry %d: %w", name, i+1, err)
		}
		if seen[c.Claim] {
			return nil, fmt.Errorf("corrections %s, entry %d: claim %s is corrected twice: make one entry of it", name, i+1, c.Claim)
		}
		seen[c.Claim] = true
	}
	return f.Corrections, nil
}

func (c Correction) check() error {
	kinds := 0
	for _, set := range []bool{c.Confirm, c.Reject, len(c.Mend) > 0} {
		if set {
			kinds++
		}
	}
	switch {
	case c.Claim == "":
		return fmt.Errorf("it names no claim: give the claim_id of the database")
	case kinds != 1:
		return fmt.Errorf("claim %s wants exactly one of confirm, reject and mend", c.Claim)
	case strings.TrimSpace(c.Reason) == "":
		return fmt.Errorf("claim %s wants a reason", c.Claim)
	case strings.TrimSpace(c.By) == "":
		return fmt.Errorf("claim %s wants a name under by", c.Claim)
	}
	for _, slot := range c.slots() {
		set, ok := slots[slot]
		if !ok {
			return fmt.Errorf("claim %s has no slot %q", c.Claim, slot)
		}
		if err := set(new(row.Claim), value(c.Mend[slot])); err != nil {
			return fmt.Errorf("claim %s, %s: %w", c.Claim, slot, err)
		}
	}
	return nil
}

func (c Correction) slots() []string {
	names := make([]string, 0, len(c.Mend))
	for slot := range c.Mend {
		names = append(names, slot)
	}
	slices.Sort(names)
	return names
}

func value(v *string) string {
	if v == nil {
		return ""
	}
	return *v
}

// Measures, bounds and states that a claim may have.
var (
	measures = strings.Fields("market_share penetration transaction_volume transaction_count users merchants growth revenue fee_rate investment")
	bounds   = strings.Fields("exact about above below range")
	states   = strings.Fields("reported forecast target")
)

// slots set a slot of a claim from its written form.
var slots = map[string]func(*row.Claim, string) error{
	"measure":   func(c *row.Claim, v string) error { c.Measure = v; return oneOf(v, measures) },
	"growth_of": func(c *row.Claim, v string) error { c.GrowthOf = v; return optional(v, measures) },
	"bound":     func(c *row.Claim, v string) error { c.Bound = v; return oneOf(v, bounds) },
	"status":    func(c *row.Claim, v string) error { c.Status = v; return oneOf(v, states) },
	"entity":    func(c *row.Claim, v string) error { c.Entity = v; return nil },
	"market":    func(c *row.Claim, v string) error { c.Market = v; return nil },
	"place":     func(c *row.Claim, v string) error { c.Place = v; return nil },
	"source":    func(c *row.Claim, v string) error { c.Source = v; return nil },
	"unit": func(c *row.Claim, v string) error {
		c.Unit = v
		if v == "" {
			return fmt.Errorf("a claim has a unit")
		}
		return nil
	},
	"period": func(c *row.Claim, v string) error {
		c.Period = v
		_, _, err := row.Days(v)
		return err
	},
	"value": func(c *row.Claim, v string) error { return numeral(v, &c.Value) },
	"low":   func(c *row.Claim, v string) error { return end(v, &c.Low) },
	"high":  func(c *row.Claim, v string) error { return end(v, &c.High) },
}

func oneOf(v string, of []string) error {
	if !slices.Contains(of, v) {
		return fmt.Errorf("%q is none of %s", v, strings.Join(of, ", "))
	}
	return nil
}

func optional(v string, of []string) error {
	if v == "" {
		return nil
	}
	return oneOf(v, of)
}

func numeral(v string, into *float64) error {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return fmt.Errorf("%q is no number", v)
	}
	*into = f
	return nil
}

func end(v string, into **float64) error {
	if v == "" {
		*into = nil
		return nil
	}
	*into = new(float64)
	return numeral(v, *into)
}

// Reviewer applies corrections. After Carry, any goroutines may use it.
type Reviewer struct {
	of      map[string]Correction                // by claim
	carried map[string]map[row.Statement]carried // by address
}

// carried is a correction of a claim, and that claim as the database has it.
type carried struct {
	Correction
	row.Stated
}

// NewReviewer knows the corrections by claim.
func NewReviewer(corrections []Correction) *Reviewer {
	r := &Reviewer{of: make(map[string]Correction, len(corrections)), carried: map[string]map[row.Statement]carried{}}
	for _, c := range corrections {
		r.of[c.Claim] = c
	}
	return r
}

// Carry tells where corrected claims stand, so that corrections outlive edits of their
// articles. Of two corrections of one statement the later one has the last word.
func (r *Reviewer) Carry(stated []row.Stated) {
	for _, s := range stated {
		c, ok := r.of[s.ClaimID]
		if !ok {
			continue
		}
		if r.carried[s.Address] == nil {
			r.carried[s.Address] = map[row.Statement]carried{}
		}
		r.carried[s.Address][s.Statement] = carried{c, s}
	}
}

// Apply corrects the claims of an article: those that are corrected by their id, else
// those that are the same in another version of it.
func (r *Reviewer) Apply(a *row.Article) {
	if len(r.of) == 0 {
		return
	}
	same := r.same(a)
	for i := range a.Claims {
		claim := &a.Claims[i]
		c, ok := r.of[claim.ID]
		if !ok {
			c, ok = same[claim.ID]
		}
		if ok {
			c.apply(claim)
			claim.Resolve(a.Published)
		}
	}
}

// same are corrections of claims of another version of an article, by the claims that are
// the same in this one: made by the same statement, as often as before, and read as
// before but for what the person mended. A person has seen nothing else.
func (r *Reviewer) same(a *row.Article) map[string]Correction {
	known := r.carried[a.Address]
	if len(known) == 0 {
		return nil
	}
	statements := a.Statements()
	alike := map[row.Statement]int{}
	for _, s := range statements {
		s.Nth = 0
		alike[s]++
	}
	same := map[string]Correction{}
	for i, s := range statements {
		c, ok := known[s]
		s.Nth = 0
		if ok && c.Alike == alike[s] && c.readAs(&a.Claims[i]) {
			same[a.Claims[i].ID] = c.Correction
		}
	}
	return same
}

// readAs says whether a claim was read as the corrected one, but for what was mended.
func (c *carried) readAs(claim *row.Claim) bool {
	for slot, value := range claim.Slots() {
		if _, mended := c.Mend[slot]; !mended && c.Slots[slot] != value {
			return false
		}
	}
	return true
}

func (c Correction) apply(claim *row.Claim) {
	claim.ReviewedBy = c.By
	switch {
	case c.Reject:
		claim.Withdrawn = true
		claim.Review = "rejected: " + c.Reason
	case c.Confirm:
		claim.Review = "confirmed: " + c.Reason
	default:
		claim.Review = "mended " + strings.Join(c.slots(), ", ") + ": " + c.Reason
	}
	for _, slot := range c.slots() {
		_ = slots[slot](claim, value(c.Mend[slot])) // Parse has checked the value
		reason := row.Reason{Slot: slot, Value: value(c.Mend[slot]), Span: row.Span{Start: -1, End: -1}, Why: c.By + ": " + c.Reason}
		at := slices.IndexFunc(claim.Because, func(r row.Reason) bool { return r.Slot == slot })
		if at < 0 {
			claim.Because = append(claim.Because, reason)
		} else {
			claim.Because[at] = reason
		}
	}
}

// Rows are the correction as the database keeps it, one a slot.
func (c Correction) Rows() []row.Correction {
	one := row.Correction{ClaimID: c.Claim, Action: "mend", Reason: c.Reason, Reviewer: c.By}
	switch {
	case c.Confirm:
		one.Action = "confirm"
	case c.Reject:
		one.Action = "reject"
	default:
		var rows []row.Correction
		for _, slot := range c.slots() {
			mend := one
			mend.Slot, mend.Value = slot, value(c.Mend[slot])
			rows = append(rows, mend)
		}
		return rows
	}
	return []row.Correction{one}
}

// Changed lists the claims about which the two differ, sorted.
func Changed(before, after []row.Correction) []string {
	count := map[row.Correction]int{}
	for _, c := range before {
		c.Found = false
		count[c]++
	}
	for _, c := range after {
		c.Found = false
		count[c]--
	}
	var claims []string
	for c, n := range count {
		if n != 0 {
			claims = append(claims, c.ClaimID)
		}
	}
	slices.SortFunc(claims, cmp.Compare)
	return slices.Compact(claims)
}
