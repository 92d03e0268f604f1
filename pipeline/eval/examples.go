package eval

import (
	"context"
	"fmt"
	"slices"

	"marketfigures/extract"
	"marketfigures/extract/claim"
	"marketfigures/extract/text"
	"marketfigures/pipeline/source"
)

// Open reads the article of a label file as the batch job would.
func (g Gold) Open(ctx context.Context) (source.Item, error) {
	for f, err := range source.Find(ctx, []string{g.Path}, source.Options{}) {
		if err != nil {
			return source.Item{}, err
		}
		return f.Read(), nil
	}
	return source.Item{}, fmt.Errorf("reading %s: there is no article in it", g.Path)
}

// Examples are labelled articles as training wants them: what the stages
// before the claims find in each, and the readers' claims at their places.
func Examples(ctx context.Context, x *extract.Extractor, gold []Gold) ([]claim.Example, error) {
	var examples []claim.Example
	for _, g := range gold {
		item, err := g.Open(ctx)
		if err != nil {
			return nil, err
		}
		if item.Reject != nil {
			return nil, fmt.Errorf("reading %s: %s", g.Path, item.Reject.Reason)
		}
		e := claim.Example{Input: x.Input(item.Article)}
		file, clean := []rune(g.Text), []rune(item.Article.Text)
		add := func(c *Claim, optional bool) {
			at := place(file, clean, c.Figure, c.Nth, c.Rendered)
			if at < 0 {
				return // cut from the page with its surroundings
			}
			start := len(string(clean[:at]))
			e.Gold = append(e.Gold, c.example(text.Span{Start: start, End: start + len(c.shown())}, optional))
		}
		for i := range g.Claims {
			add(&g.Claims[i], false)
		}
		for i := range g.Optional {
			add(&g.Optional[i], true)
		}
		examples = append(examples, e)
	}
	return examples, nil
}

func (c *Claim) example(at text.Span, optional bool) claim.Gold {
	g := claim.Gold{Span: at, Value: c.Value, Unit: c.Unit, Optional: optional, Slots: map[string]string{}, Either: map[string][]string{}}
	for _, s := range slots {
		g.Slots[s.name] = orEmpty(s.labelled(c))
	}
	for slot, readings := range c.Either {
		for _, r := range readings {
			g.Either[slot] = append(g.Either[slot], orEmpty(r))
		}
	}
	for _, readings := range g.Either {
		slices.Sort(readings)
	}
	return g
}
