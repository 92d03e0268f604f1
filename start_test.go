package main

import (
	"bufio"
	"bytes"
	"context"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var initialiser = regexp.MustCompile(`^init (\S+) @.* clock, (\d+) bytes, \d+ allocs$`)

// What packages build before main is in the time of every command. The clock of
// a busy machine says little of it; the bytes are the same on any. A library
// that built the dates of two hundred languages once took 90 of these 100 MB.
func TestInitialisersAreSmall(t *testing.T) {
	var trace bytes.Buffer
	c := command(context.Background(), t, "--version")
	c.Env = append(c.Env, "GODEBUG=inittrace=1")
	c.Stderr = &trace
	if err := c.Run(); err != nil {
		t.Fatal(err)
	}
	const most, mostOfOurs = 10 << 20, 256 << 10
	total, packages := 0, 0
	for lines := bufio.NewScanner(&trace); lines.Scan(); {
		m := initialiser.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		bytes, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		total += bytes
		packages++
		if strings.HasPrefix(m[1], "marketfigures") && bytes > mostOfOurs {
			t.Errorf("%s takes %d bytes before main, more than %d: build it when it is asked for", m[1], bytes, mostOfOurs)
		}
	}
	if packages < 50 {
		t.Fatalf("only %d packages in the trace", packages)
	}
	if total > most {
		t.Errorf("packages take %d bytes before main, more than %d", total, most)
	}
}
