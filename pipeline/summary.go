package pipeline

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"marketfigures/store"
	"marketfigures/store/row"
)

// Summary is what a run tells the person who started it.
type Summary struct {
	Run           string    `json:"run"`
	Started       time.Time `json:"started"`
	Ended         time.Time `json:"ended"`
	Published     bool      `json:"published"`
	DryRun        bool      `json:"dry_run"`
	Found         int       `json:"found"`
	Added         int       `json:"added"`
	Changed       int       `json:"changed"`
	Unchanged     int       `json:"unchanged"`
	Reextracted   int       `json:"reextracted"`
	Repeated      int       `json:"repeated"` // finds that stood twice among the sources
	Outside       int       `json:"outside"`  // of --since and --until
	Rejected      int       `json:"rejected"`
	ClaimsAdded   int       `json:"claims_added"`
	ClaimsChanged int       `json:"claims_changed"`
	ClaimsGone    int       `json:"claims_gone"`
	Articles      int       `json:"articles"` // in the database, newest versions
	Copies        int       `json:"copies"`   // of these
	Claims        int       `json:"claims"`   // in the view evidence
	Measures      []Count   `json:"measures"`
	Database      string    `json:"database"`
	Report        string    `json:"report"`
	Warnings      []string  `json:"warnings"`
	Rejects       []Turned  `json:"rejects"` // the first few
	Lost          []string  `json:"lost_corrections"`
	LastNew       time.Time `json:"last_new"` // start of the last run that found something new
	Next          string    `json:"-"`        // the command to try next
}

// Count is how many claims there are of a measure.
type Count struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

// Turned is an input that gave no article.
type Turned struct {
	Address string `json:"address"`
	Line    int    `json:"line,omitempty"`
	Reason  string `json:"reason"`
	Hint    string `json:"hint,omitempty"`
}

// shown is how many rejects the summary names.
const shown = 5

func (s *Summary) count(r *store.Run, rejects []row.Reject) {
	s.Found, s.Added, s.Changed, s.Unchanged = r.Found, r.Added, r.Changed, r.Unchanged
	s.Reextracted, s.Rejected = r.Reextracted, r.Rejected
	s.ClaimsAdded, s.ClaimsChanged, s.ClaimsGone = r.ClaimsAdded, r.ClaimsChanged, r.ClaimsGone
	s.Rejects = nil
	rejects = slices.Clone(rejects)
	slices.SortFunc(rejects, func(a, b row.Reject) int { return strings.Compare(a.Address, b.Address) })
	for _, r := range rejects[:min(shown, len(rejects))] {
		s.Rejects = append(s.Rejects, Turned{r.Address, r.Line, r.Reason, r.Hint})
	}
}

// read takes from the database what only it knows.
func (s *Summary) read(ctx context.Context, db *store.Reader) error {
	const articles = "SELECT count(*), count(duplicate_of) FROM articles WHERE superseded_by IS NULL"
	err := db.Read(ctx, articles, nil, func(scan func(...any) error) error { return scan(&s.Articles, &s.Copies) })
	if err != nil {
		return fmt.Errorf("counting articles: %w", err)
	}
	s.Measures, s.Claims = nil, 0
	const measures = "SELECT measure, count(*) AS n FROM evidence GROUP BY measure ORDER BY n DESC, measure"
	err = db.Read(ctx, measures, nil, func(scan func(...any) error) error {
		var c Count
		err := scan(&c.Name, &c.N)
		s.Measures = append(s.Measures, c)
		s.Claims += c.N
		return err
	})
	if err != nil {
		return fmt.Errorf("counting claims: %w", err)
	}
	const last = "SELECT max(started) FROM runs WHERE added + changed > 0"
	err = db.Read(ctx, last, nil, func(scan func(...any) error) error {
		var started *time.Time
		err := scan(&started)
		if started != nil {
			s.LastNew = started.UTC()
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("reading the last run: %w", err)
	}
	s.Lost = nil
	const lost = "SELECT DISTINCT claim_id FROM corrections WHERE NOT found ORDER BY claim_id"
	return db.Read(ctx, lost, nil, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		s.Lost = append(s.Lost, id)
		return err
	})
}

// Line is the summary in one line, for logs and mails.
func (s *Summary) Line() string {
	state := "nothing new"
	switch {
	case s.Published:
		state = "published " + s.Run
	case s.DryRun:
		state = "dry run"
	}
	return fmt.Sprintf("%s: %d found, %d added, %d changed, %d unchanged, %d extracted again, %d rejected; %d claims in %d articles",
		state, s.Found, s.Added, s.Changed, s.Unchanged, s.Reextracted, s.Rejected, s.Claims, s.Articles)
}

// WriteTo prints the summary for a person.
func (s *Summary) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	line := func(name, format string, values ...any) {
		fmt.Fprintf(&b, "%-10s %s\n", name, fmt.Sprintf(format, values...))
	}
	line("articles", "%d found: %d added, %d changed, %d unchanged, %d rejected", s.Found, s.Added, s.Changed, s.Unchanged, s.Rejected)
	if s.Repeated > 0 {
		line("", "%d stood twice among the sources", s.Repeated)
	}
	if s.Outside > 0 {
		line("", "%d lie outside --since and --until", s.Outside)
	}
	if s.Reextracted > 0 {
		line("", "%d stored ones extracted again: program, lexicon or corrections changed", s.Reextracted)
	}
	for _, r := range s.Rejects {
		where := r.Address
		if r.Line > 0 {
			where = fmt.Sprintf("%s:%d", where, r.Line)
		}
		line("rejected", "%s: %s", where, r.Reason)
		if r.Hint != "" {
			line("", "  %s", r.Hint)
		}
	}
	if s.Rejected > len(s.Rejects) && len(s.Rejects) > 0 {
		line("", `all: marketfigures query "from rejects"`)
	}
	if s.DryRun {
		line("claims", "%d would be added, %d changed, %d gone", s.ClaimsAdded, s.ClaimsChanged, s.ClaimsGone)
	} else {
		line("claims", "%d in %d articles, %d of them copies (%d added, %d changed, %d gone)", s.Claims, s.Articles, s.Copies, s.ClaimsAdded, s.ClaimsChanged, s.ClaimsGone)
	}
	for _, m := range s.Measures {
		line("", "%6d  %s", m.N, m.Name)
	}
	for _, id := range s.Lost {
		line("warning", "correction of %s finds no such claim: the article may have changed", id)
	}
	for _, warning := range s.Warnings {
		line("warning", "%s", warning)
	}
	switch {
	case s.Published:
		line("published", "%s", s.Run)
	case s.DryRun:
		line("published", "nothing: this was a dry run")
	default:
		line("published", "nothing: the database is as it was")
	}
	if !s.DryRun {
		line("database", "%s", s.Database)
	}
	if s.Report != "" {
		line("report", "%s", s.Report)
	}
	if s.Next != "" {
		line("next", "%s", s.Next)
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}
