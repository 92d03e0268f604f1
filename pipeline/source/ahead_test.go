package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marketfigures/pipeline/source/sourcetest"
)

// A folder that is left while files are read ahead keeps nobody waiting.
func TestFolderLeft(t *testing.T) {
	dir := t.TempDir()
	for i := range 3 * filesAhead {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte("Alipay held 50% in 2016.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n, failed := 0, error(nil)
	for _, err := range Find(ctx, []string{dir}, Options{}) {
		if n++; err != nil {
			failed = err
		}
		cancel()
	}
	if n != 2 || !errors.Is(failed, context.Canceled) {
		t.Errorf("%d finds, the last one says %v", n, failed)
	}
	for range Find(context.Background(), []string{dir}, Options{}) {
		break
	}
}

// A folder gives what its files give one by one, those that are read ahead and
// those that are not, whatever their names promise.
func TestFolderReadAhead(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 3 * filesAhead {
		write(fmt.Sprintf("%03d.txt", i), fmt.Appendf(nil, "Alipay held %d.5%% of the market in 2016.\n", i))
	}
	write("100-empty.txt", nil)
	write("101-binary.txt", bytes.Repeat([]byte{0, 1, 2, 255}, 500))
	write("102-zipped.txt", sourcetest.Zip("inner.txt"))
	write("103-large.txt", []byte(strings.Repeat("Tenpay held 20% of the market in 2016.\n", smallFile/30)))
	write("104-page.html", []byte("<html><body><p>Tenpay held 20% of the market in 2016.</p></body></html>"))
	write("105-lines.jsonl", []byte(`{"text": "Tenpay held 20% in 2016."}`+"\n"))
	write("106-last.md", []byte("# Shares\n\nTenpay held 20% in 2016.\n"))
	if err := os.Symlink("000.txt", filepath.Join(dir, "107-link.txt")); err != nil {
		t.Fatal(err)
	}
	inner := filepath.Join(dir, "050-folder")
	if err := os.Mkdir(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range filesAhead {
		write(filepath.Join("050-folder", fmt.Sprintf("%d.txt", i)), fmt.Appendf(nil, "Lakala held %d%% in 2016.\n", i))
	}
	type seen struct{ Address, Hash, Reason, Text string }
	var read int64
	look := func(addresses ...string) (all []seen) {
		t.Helper()
		for found, err := range Find(context.Background(), addresses, Options{Limits: Limits{Article: 2 * smallFile}}) {
			if err != nil {
				t.Fatal(err)
			}
			s := seen{Address: found.Address, Hash: found.Hash}
			if item := found.Read(); item.Reject != nil {
				s.Reason = item.Reject.Reason
			} else {
				s.Text = item.Article.Text
			}
			all = append(all, s)
			read = found.BytesRead
		}
		return all
	}
	folder := look(dir)
	if size := Size(context.Background(), []string{dir}, Options{}); read != size {
		t.Errorf("%d bytes are read of %d", read, size)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var single []seen
	for _, e := range entries {
		single = append(single, look(filepath.Join(dir, e.Name()))...)
	}
	if len(folder) < 3*filesAhead+7 {
		t.Errorf("%d finds in the folder", len(folder))
	}
	if diff := cmp.Diff(single, folder); diff != "" {
		t.Error(diff)
	}
}
