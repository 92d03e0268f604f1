package reports

import (
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"
)

// addData adds what programs read: JSON-LD, the codebook of the downloads, and
// on an index which page holds which claim.
func (l *library) addData(v *pageView, p *page) error {
	var err error
	if v.LinkedData, err = scriptJSON(l.linkedData(p)); err != nil {
		return fmt.Errorf("encode JSON-LD: %w", err)
	}
	if v.Codebook, err = scriptJSON(codebook); err != nil {
		return fmt.Errorf("encode codebook: %w", err)
	}
	if p.index {
		if v.Where, err = scriptJSON(l.where()); err != nil {
			return fmt.Errorf("encode places of claims: %w", err)
		}
	}
	return nil
}

// scriptJSON encodes a value for a script element: encoding/json writes <, >
// and & as escapes, so that no text ends the element.
func scriptJSON(v any) (template.JS, error) {
	b, err := json.Marshal(v)
	return template.JS(b), err
}

// ldArticle is an article with the claims that first appeared in it, and those
// that it repeats.
type ldArticle struct {
	Type      string  `json:"@type"`
	ID        string  `json:"@id"`
	Name      string  `json:"name,omitempty"`
	URL       string  `json:"url,omitempty"`
	Published string  `json:"datePublished,omitempty"`
	Publisher *ldName `json:"publisher,omitempty"`
	Reverse   struct {
		First  []ldClaim `json:"firstAppearance,omitempty"`
		Others []ldRef   `json:"appearance,omitempty"`
	} `json:"@reverse"`
}

type ldClaim struct {
	Type string `json:"@type"`
	ID   string `json:"@id"`
	Text string `json:"text"`
}

type ldRef struct {
	ID string `json:"@id"`
}

type ldName struct {
	Name string `json:"name"`
}

// linkedData is the page's statements as schema.org Claims under the articles
// that they first appeared in. JSON-LD's @reverse says firstAppearance and
// appearance from the article's end, which names each article once.
func (l *library) linkedData(p *page) any {
	byArticle := map[string]*ldArticle{}
	node := func(id string) *ldArticle {
		if byArticle[id] == nil {
			byArticle[id] = &ldArticle{Type: "Article", ID: "#article-" + id}
		}
		return byArticle[id]
	}
	for _, s := range fold(p.entries) {
		claim := ldClaim{Type: "Claim", ID: "#claim-" + s.ID, Text: strings.Join(strings.Fields(nameOf(l.data.Names, s.Entity)+" "+measured(s.Claim)+" "+s.Figure), " ")}
		first := node(s.Article)
		first.Reverse.First = append(first.Reverse.First, claim)
		for _, e := range s.appearances {
			other := node(e.Article)
			if r := (ldRef{claim.ID}); other != first && !slices.Contains(other.Reverse.Others, r) {
				other.Reverse.Others = append(other.Reverse.Others, r)
			}
		}
	}
	graph := []*ldArticle{}
	for _, a := range l.articles {
		n := byArticle[a.ID]
		if n == nil {
			continue
		}
		n.Name, n.Published = a.Title, day(a.Published)
		if webAddress(a.URL) {
			n.URL = a.URL
		}
		if a.Publisher != "" {
			n.Publisher = &ldName{a.Publisher}
		}
		graph = append(graph, n)
	}
	return struct {
		Context string       `json:"@context"`
		Graph   []*ldArticle `json:"@graph"`
	}{"https://schema.org", graph}
}

// where lists for each page but the index the ids of its claims, cut to the
// shortest length at which no two are alike.
func (l *library) where() any {
	width := l.idWidth()
	type place struct {
		File string `json:"file"`
		IDs  string `json:"ids"`
	}
	places := []place{}
	for _, p := range l.pages {
		if p.index {
			continue
		}
		ids := make([]string, len(p.entries))
		for i, e := range p.entries {
			ids[i] = e.ID[:min(width, len(e.ID))]
		}
		slices.Sort(ids)
		joined := ""
		if len(ids) > 0 {
			b := make([]byte, 0, len(ids)*(width+1))
			for i, id := range ids {
				if i > 0 {
					b = append(b, ' ')
				}
				b = append(b, id...)
			}
			joined = string(b)
		}
		places = append(places, place{p.file, joined})
	}
	return struct {
		Width int     `json:"width"`
		Pages []place `json:"pages"`
	}{width, places}
}

func (l *library) idWidth() int {
	longest := 0
	for id := range l.byID {
		longest = max(longest, len(id))
	}
	for width := 4; width < longest; width++ {
		seen := make(map[string]bool, len(l.byID))
		alike := false
		for id := range l.byID {
			cut := id[:min(width, len(id))]
			if seen[cut] {
				alike = true
				break
			}
			seen[cut] = true
		}
		if !alike {
			return width
		}
	}
	return longest
}

// codebook says what each column of a download means.
var codebook = []struct {
	Column string `json:"column"`
	Means  string `json:"means"`
}{
	{"no", "number of the claim on its page of the report"},
	{"claim_id", "id of the claim, the same in the database: SELECT * FROM evidence WHERE claim_id = …"},
	{"figure", "number and unit exactly as the article writes them"},
	{"value", "the figure with its scale and unit written out; a share of a whole in percent; nothing is converted"},
	{"about", "company, brand or product that the figure is about; empty or \"the market as a whole\" where it is about a market"},
	{"measure", "market share, penetration, transaction volume, number of transactions, users, merchants, fee rate, growth, revenue or investment"},
	{"market", "market that the figure is in; empty where the text names none"},
	{"place", "country, region, province or city where the figure lies; empty where the text names none"},
	{"period", "time that the figure holds for: 2016, 2014-Q4, 2014-H1, 2015-01, 2014-02-13, 2010/2014; empty means as of publication"},
	{"status", "reported, forecast (somebody expects it) or target (the company aims at it)"},
	{"credited to", "whom the text credits for the figure; \"its own figure\" where that is the company it is about"},
	{"publisher", "who published the article"},
	{"published", "day of publication, year-month-day"},
	{"said by", "how often it was said, how many of these are no copies of one another, and who said it first"},
	{"confidence", "how sure the program is, from 0 to 1"},
	{"check", "\"not found again\" where a second reader did not find the figure in the text; such claims are in no chart"},
}
