package main

import (
	"cmp"
	"context"
	"runtime"

	"marketfigures/pipeline/config"
	"marketfigures/reports"
	"marketfigures/store"
)

// renderer writes the report of a database, with the sides of the config's
// first comparison, or those that against names ("didi vs uber").
func (r *room) renderer(c *config.Config, against string) func(context.Context, *store.Reader, string) error {
	return func(ctx context.Context, db *store.Reader, folder string) error {
		data, err := reports.Read(ctx, db)
		if err != nil {
			return err
		}
		options := reports.Options{Workers: runtime.GOMAXPROCS(0)}
		known := make([]reports.Comparison, len(c.Comparisons))
		for i, k := range c.Comparisons {
			for j, s := range k.Sides[:2] {
				known[i][j] = reports.Side{Label: cmp.Or(s.Name, s.Side), IDs: s.Entities}
			}
		}
		options.Comparison = known[0]
		if against != "" {
			if options.Comparison, err = data.ParseComparison(against, known); err != nil {
				return usageError{err}
			}
		}
		written, err := reports.Render(ctx, folder, data, options)
		if err != nil {
			return err
		}
		if written.FromNetwork {
			r.log.Warn("the charts load ECharts from the network: build the report's script with `make web`, which wants Node")
		}
		return nil
	}
}
