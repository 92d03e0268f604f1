package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"path"
	"strings"
)

// gzipKind is one packed file; the address is that of the file itself.
var gzipKind = &kind{
	name:    "gzip",
	endings: []string{".gz", ".tgz"},
	media:   []string{"application/gzip", "application/x-gzip"},
	starts:  func(head []byte) bool { return bytes.HasPrefix(head, []byte{0x1F, 0x8B}) },
	certain: true,
	unpack:  unpackGzip,
}

func unpackGzip(w *walk, in input, r *bufio.Reader) bool {
	z, err := gzip.NewReader(r)
	if err != nil {
		return w.broken(in, fmt.Errorf("broken gzip: %w", err))
	}
	in.name = unpackedName(in.name)
	in.file = nil
	if in.about.media == "application/gzip" || in.about.media == "application/x-gzip" {
		in.about.media = ""
	}
	return w.input(in, metered{unpacked{z, "gzip"}, in.budget})
}

// unpackedName is a file's name without the ending of the packer.
func unpackedName(name string) string {
	switch ending := path.Ext(name); strings.ToLower(ending) {
	case ".gz":
		return strings.TrimSuffix(name, ending)
	case ".tgz":
		return strings.TrimSuffix(name, ending) + ".tar"
	}
	return name
}
