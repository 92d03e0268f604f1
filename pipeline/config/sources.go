package config

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"marketfigures/extract"
	"marketfigures/pipeline/source"
)

// Web says how pages are fetched.
type Web struct {
	// Off keeps the program from the network altogether.
	Off bool `yaml:"off"`
	// Private allows loopback, private and link-local addresses, for hosts of
	// one's own. Feeds are other people's input and could name any.
	Private bool `yaml:"private"`
	// Interval is the least time between two requests to one host.
	Interval Duration `yaml:"interval"`
	// Timeout bounds one request.
	Timeout Duration `yaml:"timeout"`
	// Contact, a mail or web address, stands in the User-Agent for those whose
	// servers are asked.
	Contact string `yaml:"contact"`
}

// Limits bound what one input may cost; see source.Limits.
type Limits struct {
	Article   Size  `yaml:"article"`
	Container Size  `yaml:"container"`
	Ratio     int64 `yaml:"ratio"`
	Members   int   `yaml:"members"`
	Depth     int   `yaml:"depth"`
}

// Size is a number of bytes that is written as 500KB, 16MB or 64GB, in powers
// of 1,024.
type Size int64

// UnmarshalYAML reads it.
func (s *Size) UnmarshalYAML(data []byte) error {
	text := strings.Trim(strings.TrimSpace(string(data)), `"'`)
	for shift, unit := range []string{"KB", "MB", "GB"} {
		digits, ok := strings.CutSuffix(text, unit)
		if n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 32); ok && err == nil && n > 0 {
			*s = Size(n << (10 * (shift + 1)))
			return nil
		}
	}
	return fmt.Errorf("%s is no size such as 500KB, 16MB or 64GB", bytes.TrimSpace(data))
}

// Finding is how articles are found under these settings. Dates of publication
// after today are refused; stdin is what the address "-" stands for.
func (c *Config) Finding(today time.Time, stdin io.Reader) source.Options {
	o := source.Options{
		Exclude: c.Exclude, Today: today, Stdin: stdin,
		Limits: source.Limits{
			Article: int64(c.Limits.Article), Container: int64(c.Limits.Container),
			Ratio: c.Limits.Ratio, Members: c.Limits.Members, Depth: c.Limits.Depth,
		},
	}
	if c.Web.Off {
		return o
	}
	// The name that servers hear, and that robots.txt is asked for.
	agent := "marketfigures/" + extract.Version
	if c.Web.Contact != "" {
		agent += " (+" + c.Web.Contact + ")"
	}
	o.Web = &source.Web{
		UserAgent: agent, Private: c.Web.Private,
		Interval: time.Duration(c.Web.Interval), Timeout: time.Duration(c.Web.Timeout),
	}
	return o
}
