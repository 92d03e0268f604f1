package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
)

var zipKind = &kind{
	name:    "zip",
	endings: []string{".zip"},
	media:   []string{"application/zip", "application/x-zip-compressed"},
	starts: func(head []byte) bool {
		return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
	},
	certain: true,
	unpack:  unpackZip,
}

// maxZipInMemory is how large a zip may be that does not lie on a disk: its
// directory stands at its end, so all of it must be held.
const maxZipInMemory = 256 << 20

func unpackZip(w *walk, in input, r *bufio.Reader) bool {
	var at io.ReaderAt = in.file
	size := in.size
	if in.file == nil {
		data, err := readAll(r, maxZipInMemory)
		if err != nil {
			return w.broken(in, err)
		}
		at, size = bytes.NewReader(data), int64(len(data))
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		return w.broken(in, fmt.Errorf("broken zip: %w", err))
	}
	onDisk, end := in.file != nil, w.read+in.size
	in.file = nil
	for _, f := range z.File {
		if f.Name == "[Content_Types].xml" {
			return w.reject(in.address, &Reject{Reason: "an office document", Hint: "save it as HTML or plain text"})
		}
	}
	for _, f := range z.File {
		if f.FileInfo().IsDir() || !f.Mode().IsRegular() {
			continue
		}
		if !w.zipMember(in, f) {
			return false
		}
		if onDisk {
			w.read = min(end, w.read+int64(min(f.CompressedSize64, uint64(in.size))))
		}
	}
	return true
}

func (w *walk) zipMember(in input, f *zip.File) bool {
	address := in.address + "!/" + f.Name
	if f.Flags&1 != 0 {
		return w.reject(address, &Reject{Reason: "encrypted", Hint: "unpack it with its password and give the files"})
	}
	r, err := f.Open()
	if err != nil {
		return w.broken(input{address: address}, fmt.Errorf("broken zip: %w", err))
	}
	defer r.Close()
	return w.member(in, f.Name, metered{cancellable{w.ctx, r}, in.budget})
}
