package extract

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"

	"marketfigures/extract/claim"
)

// sources are all that decides what is extracted, but for the lexicon and the weights,
// which have fingerprints of their own.
//
//go:embed *.go */*.go */*.s */*/*.go
var sources embed.FS

// Program names the rules of extraction: Version, and a fingerprint of their
// sources and weights, so that nobody has to remember to raise a number when a
// rule changes. What another program extracted is extracted again.
var Program = sync.OnceValue(func() string {
	h := sha256.New()
	room := make([]byte, 32<<10) // one for all files
	err := fs.WalkDir(sources, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := sources.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil {
			return err
		}
		fmt.Fprintln(h, path, info.Size())
		_, err = io.CopyBuffer(h, file, room)
		return err
	})
	if err != nil {
		return Version // an embedded file can always be read
	}
	fmt.Fprintln(h, claim.Fingerprint())
	return Version + "-" + hex.EncodeToString(h.Sum(nil)[:4])
})
