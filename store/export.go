package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Export writes every table of a database into a folder, each sorted by all of
// its columns, so that the same content gives the same bytes. Byyear splits
// claims by the year of as_of. It returns the paths that it wrote.
func Export(ctx context.Context, database, folder, format string, byYear bool) (files []string, err error) {
	if folder, err = filepath.Abs(folder); err != nil {
		return nil, fmt.Errorf("exporting: %w", err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("exporting: %w", err)
	}
	r, err := open(ctx, database, access{files: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	relations, err := r.Relations(ctx)
	if err != nil {
		return nil, err
	}
	// one thread, so that blocks of rows end at the same places everywhere
	if _, err := r.db.ExecContext(ctx, "SET threads = 1"); err != nil {
		return nil, fmt.Errorf("exporting: %w", err)
	}
	options := map[string]string{"parquet": "FORMAT parquet, COMPRESSION zstd", "csv": "FORMAT csv, HEADER"}[format]
	for _, relation := range relations {
		if relation.View {
			continue
		}
		path := filepath.Join(folder, relation.Name+"."+format)
		query := "SELECT * FROM " + identifier(relation.Name)
		more := ""
		if byYear && relation.Name == "claims" {
			path = filepath.Join(folder, relation.Name)
			query = "SELECT *, year(as_of) AS year FROM claims"
			more = ", PARTITION_BY (year), OVERWRITE"
		}
		if _, err := r.db.ExecContext(ctx, "COPY ("+query+" ORDER BY ALL) TO "+quote(path)+" ("+options+more+")"); err != nil {
			return files, fmt.Errorf("exporting %s to %s: %w", relation.Name, path, err)
		}
		files = append(files, path)
	}
	return files, nil
}
