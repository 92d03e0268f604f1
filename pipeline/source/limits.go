package source

import (
	"errors"
	"fmt"
	"io"
)

func (l Limits) orDefault() Limits {
	if l.Article <= 0 {
		l.Article = 16 << 20
	}
	if l.Container <= 0 {
		l.Container = 64 << 30
	}
	if l.Ratio <= 0 {
		l.Ratio = 200
	}
	if l.Members <= 0 {
		l.Members = 10_000_000
	}
	if l.Depth <= 0 {
		l.Depth = 4
	}
	return l
}

// freeRatio is how many unpacked bytes come before the ratio counts: small
// files of one repeated character pack well without being bombs.
const freeRatio = 16 << 20

var (
	errTooLarge = errors.New("too large")
	errSpent    = errors.New("container too large")
	errBomb     = errors.New("unpacks to far more than its size")
)

// budget is what one outermost container may still unpack. Everything that it
// holds, however deep, is taken from the same one.
type budget struct {
	packed  int64 // bytes of the outermost container, 0 where it is not known
	used    int64
	members int
	limits  Limits
	told    bool // that it broke, by the member at which it did
}

// spend takes n unpacked bytes.
func (b *budget) spend(n int) error {
	b.used += int64(n)
	switch {
	case b.used > b.limits.Container:
		return errSpent
	case b.packed > 0 && b.used > freeRatio && b.used/b.limits.Ratio > b.packed:
		return errBomb
	}
	return nil
}

// metered is a reader whose bytes are taken from a budget.
type metered struct {
	io.Reader
	budget *budget
}

func (m metered) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	if over := m.budget.spend(n); over != nil {
		return 0, over
	}
	return n, err
}

// unpacked is what comes out of a packer, whose errors say which packer it was.
type unpacked struct {
	io.Reader
	packer string
}

func (u unpacked) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	if err != nil && err != io.EOF && !errors.Is(err, errSpent) && !errors.Is(err, errBomb) {
		err = fmt.Errorf("broken %s: %w", u.packer, err)
	}
	return n, err
}

// readAll reads one article, or says that it is too large.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(raw)) > limit {
		return nil, errTooLarge
	}
	return raw, err
}

// rejectOf words an error of reading as a reject.
func rejectOf(err error, l Limits) *Reject {
	switch {
	case errors.Is(err, errTooLarge), errors.Is(err, errSpent):
		return &Reject{Reason: "too large", Hint: fmt.Sprintf("an article may have %d bytes and a container %d, unpacked; cut it, or raise the limit", l.Article, l.Container)}
	case errors.Is(err, errBomb):
		return &Reject{Reason: "too large: it unpacks to far more than its size", Hint: fmt.Sprintf("one packed byte may become %d; unpack it by hand if you trust it", l.Ratio)}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &Reject{Reason: "truncated", Hint: "it ends too early; fetch or copy it again"}
	}
	return &Reject{Reason: err.Error(), Hint: "look at the file with the program that made it, and make it again"}
}
