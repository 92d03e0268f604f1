package reports

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"marketfigures/store"
)

// Read takes out of a published database what the report shows. Claims come
// from the view evidence; texts, names and dates from the tables behind it,
// which no view repeats.
func Read(ctx context.Context, db *store.Reader) (*Data, error) {
	d := &Data{Names: map[string]string{}, Places: map[string]string{}}
	for _, part := range []struct {
		what string
		read func(context.Context, *store.Reader) error
	}{
		{"claims", d.readClaims},
		{"articles", d.readArticles},
		{"names in articles", d.readMentions},
		{"dates in articles", d.readDates},
		{"names of entities", d.readNames},
		{"places", d.readPlaces},
		{"runs", d.readRuns},
		{"inputs set aside", d.readRejects},
		{"changes", d.readChanges},
		{"disagreements", d.readConflicts},
		{"forecasts and what came of them", d.readOutcomes},
	} {
		if err := part.read(ctx, db); err != nil {
			return nil, fmt.Errorf("read %s for the report: %w", part.what, err)
		}
	}
	return d, nil
}

func (d *Data) readClaims(ctx context.Context, db *store.Reader) error {
	const query = `
		SELECT claim_id, article_id, original_id, char_start, char_end, sentence_start, sentence_end, figure,
		       value, coalesce(low, 0), coalesce(high, 0), unit, bound, coalesce(counted, ''), measure,
		       coalesce(growth_of, ''), coalesce(entity, ''), coalesce(market, ''), coalesce(place, ''), coalesce(period, ''),
		       starts, ends, as_of, status, coalesce(source, ''), confidence, rule, coalesce(reviewed_by, '')
		FROM evidence ORDER BY claim_id`
	return db.Read(ctx, query, nil, func(scan func(...any) error) error {
		var c Claim
		var starts, ends, asOf sql.NullTime
		err := scan(&c.ID, &c.Article, &c.Original, &c.Start, &c.End, &c.Sentence.Start, &c.Sentence.End, &c.Figure,
			&c.Value, &c.Low, &c.High, &c.Unit, &c.Bound, &c.Counted, &c.Measure,
			&c.GrowthOf, &c.Entity, &c.Market, &c.Place, &c.Period, &starts, &ends, &asOf, &c.Status, &c.Source,
			&c.Confidence, &c.Rule, &c.ReviewedBy)
		c.Starts, c.Ends, c.AsOf = utc(starts), utc(ends), utc(asOf)
		d.Claims = append(d.Claims, c)
		return err
	})
}

func (d *Data) readArticles(ctx context.Context, db *store.Reader) error {
	const query = `
		SELECT a.article_id, coalesce(a.url, ''), coalesce(a.title, a.name), coalesce(a.publisher, ''),
		       coalesce(a.author, ''), coalesce(a.language, ''), a.published, r.started, a.hash, a.text, a.boilerplate
		FROM articles a LEFT JOIN runs r ON r.run_id = a.first_run
		WHERE a.superseded_by IS NULL ORDER BY a.article_id`
	return db.Read(ctx, query, nil, func(scan func(...any) error) error {
		var a Article
		var published, fetched sql.NullTime
		var boilerplate any
		err := scan(&a.ID, &a.URL, &a.Title, &a.Publisher, &a.Author, &a.Language, &published, &fetched, &a.SHA256, &a.Text, &boilerplate)
		a.Published, a.Fetched, a.Boilerplate = utc(published), utc(fetched), spans(boilerplate)
		d.Articles = append(d.Articles, a)
		return err
	})
}

// spans reads a list of structs with char_start and char_end.
func spans(list any) []Span {
	items, _ := list.([]any)
	var found []Span
	for _, item := range items {
		fields, _ := item.(map[string]any)
		from, okFrom := fields["char_start"].(int32)
		to, okTo := fields["char_end"].(int32)
		if okFrom && okTo {
			found = append(found, Span{int(from), int(to)})
		}
	}
	return found
}

func (d *Data) readMentions(ctx context.Context, db *store.Reader) error {
	return d.readSpans(ctx, db, "SELECT article_id, char_start, char_end FROM mentions ORDER BY ALL",
		func(a *Article) *[]Span { return &a.Names })
}

func (d *Data) readDates(ctx context.Context, db *store.Reader) error {
	return d.readSpans(ctx, db, "SELECT article_id, char_start, char_end FROM dates WHERE listed ORDER BY ALL",
		func(a *Article) *[]Span { return &a.Dates })
}

// readSpans adds spans to the articles, which are sorted by id.
func (d *Data) readSpans(ctx context.Context, db *store.Reader, query string, of func(*Article) *[]Span) error {
	return db.Read(ctx, query, nil, func(scan func(...any) error) error {
		var id string
		var s Span
		if err := scan(&id, &s.Start, &s.End); err != nil {
			return err
		}
		i, found := slices.BinarySearchFunc(d.Articles, id, func(a Article, id string) int { return strings.Compare(a.ID, id) })
		if found {
			all := of(&d.Articles[i])
			*all = append(*all, s)
		}
		return nil
	})
}

func (d *Data) readNames(ctx context.Context, db *store.Reader) error {
	return db.Read(ctx, "SELECT entity, name FROM entities WHERE listed ORDER BY entity", nil, func(scan func(...any) error) error {
		var id, name string
		err := scan(&id, &name)
		d.Names[id] = name
		return err
	})
}

func (d *Data) readPlaces(ctx context.Context, db *store.Reader) error {
	return db.Read(ctx, "SELECT place, name, home FROM places ORDER BY place", nil, func(scan func(...any) error) error {
		var id, name string
		var home bool
		err := scan(&id, &name, &home)
		d.Places[id] = name
		if home {
			d.Home = id
		}
		return err
	})
}

func (d *Data) readRuns(ctx context.Context, db *store.Reader) error {
	const query = `SELECT run_id, ended, program, coalesce(lag(run_id) OVER (ORDER BY run_id), '') FROM runs ORDER BY run_id`
	return db.Read(ctx, query, nil, func(scan func(...any) error) error {
		var ended time.Time
		err := scan(&d.Run.ID, &ended, &d.Run.Version, &d.Run.Previous)
		d.Run.Finished = ended.UTC()
		return err
	})
}

func (d *Data) readRejects(ctx context.Context, db *store.Reader) error {
	const query = `
		SELECT address || CASE WHEN line IS NULL THEN '' ELSE ', line ' || line END, reason, coalesce(hint, '')
		FROM rejects ORDER BY reason, address, line, reject_id`
	return db.Read(ctx, query, nil, func(scan func(...any) error) error {
		var s SetAside
		err := scan(&s.Address, &s.Reason, &s.Hint)
		d.SetAside = append(d.SetAside, s)
		return err
	})
}

// readChanges lists what the last run did to claims. The first run made all of
// them, which is no news.
func (d *Data) readChanges(ctx context.Context, db *store.Reader) error {
	if d.Run.Previous == "" {
		return nil
	}
	const query = `
		SELECT 'new', claim_id, article_id, figure, '' FROM evidence WHERE first_run = $1
		UNION ALL
		SELECT CASE change WHEN 'gone' THEN 'withdrawn' ELSE 'revised' END, claim_id, article_id, min(figure),
		       coalesce(string_agg(slot || ': ' || coalesce(before, 'none') || ' → ' || coalesce(after, 'none'), '; ' ORDER BY slot), '')
		FROM changes WHERE run_id = $1 GROUP BY ALL
		ORDER BY ALL`
	return db.Read(ctx, query, []any{d.Run.ID}, func(scan func(...any) error) error {
		var c Change
		err := scan(&c.Kind, &c.Claim, &c.Article, &c.Figure, &c.Detail)
		d.Changes = append(d.Changes, c)
		return err
	})
}

// readConflicts joins the rows of the view disagreements that are about the same
// thing into one conflict each.
func (d *Data) readConflicts(ctx context.Context, db *store.Reader) error {
	const query = `
		SELECT measure || '|' || coalesce(growth_of, '') || '|' || coalesce(subject, '') || '|' || coalesce(market, '')
		       || '|' || coalesce(place, $1) || '|' || period || '|' || status || '|' || unit AS about,
		       coalesce(subject_name, subject, ''), claim_id
		FROM disagreements ORDER BY about, claim_id`
	last := ""
	return db.Read(ctx, query, []any{d.Home}, func(scan func(...any) error) error {
		var about, subject, claim string
		if err := scan(&about, &subject, &claim); err != nil {
			return err
		}
		if len(d.Conflict) == 0 || about != last {
			d.Conflict = append(d.Conflict, Conflict{Subject: subject})
			last = about
		}
		c := &d.Conflict[len(d.Conflict)-1]
		c.Claims = append(c.Claims, claim)
		return nil
	})
}

func (d *Data) readOutcomes(ctx context.Context, db *store.Reader) error {
	const query = `
		SELECT forecast_claim_id, reported_claim_id FROM forecast_vs_reported
		WHERE reported_claim_id IS NOT NULL`
	err := db.Read(ctx, query, nil, func(scan func(...any) error) error {
		var o Outcome
		err := scan(&o.Forecast, &o.Reported)
		d.Outcomes = append(d.Outcomes, o)
		return err
	})
	slices.SortFunc(d.Outcomes, func(a, b Outcome) int {
		return cmp.Or(strings.Compare(a.Forecast, b.Forecast), strings.Compare(a.Reported, b.Reported))
	})
	return err
}

func utc(t sql.NullTime) time.Time {
	if !t.Valid {
		return time.Time{}
	}
	return t.Time.UTC()
}
