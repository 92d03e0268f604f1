// Package config reads marketfigures.yaml: what to read, where to write, and
// who is set against whom.
package config

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"marketfigures/extract/lexicon"
	"marketfigures/pipeline/review"
	"marketfigures/store/row"
)

// Name is the file that is read where no other is given.
const Name = "marketfigures.yaml"

// Config is marketfigures.yaml. Paths in it are relative to its folder.
type Config struct {
	// Sources are the paths and addresses to read.
	Sources []string `yaml:"sources"`
	// Exclude leaves out files, with patterns as in .gitignore.
	Exclude []string `yaml:"exclude"`
	// Web says how pages are fetched.
	Web Web `yaml:"web"`
	// Limits bound what one input may cost.
	Limits Limits `yaml:"limits"`
	// Out is the folder for the database, its versions and the report.
	Out string `yaml:"out"`
	// Lexicon are files that add to the built-in lexicon.
	Lexicon []string `yaml:"lexicon"`
	// Corrections is the file of what people decided about claims.
	Corrections string `yaml:"corrections"`
	// Comparisons say who is set against whom; the first is the report's.
	Comparisons []Comparison `yaml:"comparisons"`
	// MaxRejects is how many inputs may be set aside before a run ends with code 3.
	MaxRejects int `yaml:"max_rejects"`
	// Keep is how many versions stay on the shelf.
	Keep int `yaml:"keep"`
	// Workers is how many articles are extracted at once.
	Workers int `yaml:"workers"`
	// Memory bounds the database engine, such as 1GB.
	Memory string `yaml:"memory"`
	// Timeout ends a run that takes longer, such as 2h.
	Timeout Duration `yaml:"timeout"`
	// Heartbeat is an address that hears of every start and end.
	Heartbeat string `yaml:"heartbeat"`
	// Metrics is a file for Prometheus' node exporter.
	Metrics string `yaml:"metrics"`
	// StaleDays is after how many days without a new article a run warns.
	StaleDays int `yaml:"stale_days"`
}

// Comparison sets sides against each other.
type Comparison struct {
	Name  string `yaml:"name"`
	Sides []Side `yaml:"sides"`
}

// Side is one of them: a label, and the entities that count for it.
type Side struct {
	Side     string   `yaml:"side"`
	Name     string   `yaml:"name"`
	Entities []string `yaml:"entities"`
}

// Duration is a time.Duration that is written as 90s, 10m or 2h.
type Duration time.Duration

// UnmarshalYAML reads it.
func (d *Duration) UnmarshalYAML(data []byte) error {
	v, err := time.ParseDuration(strings.Trim(strings.TrimSpace(string(data)), `"'`))
	if err != nil {
		return fmt.Errorf("%s is no duration such as 90s, 10m or 2h", bytes.TrimSpace(data))
	}
	*d = Duration(v)
	return nil
}

// Default sets Alipay against WeChat Pay, Tenpay counting for the latter: the
// share that statistics give Tenpay is for the most part WeChat Pay's.
var Default = Comparison{
	Name: "alipay_vs_wechat_pay",
	Sides: []Side{
		{Side: "alipay", Name: "Alipay", Entities: []string{"alipay"}},
		{Side: "wechat_pay", Name: "WeChat Pay", Entities: []string{"wechat_pay", "tenpay"}},
	},
}

// Read reads a config file. Where path is empty, it reads Name in the working
// folder, or takes the defaults if there is none. An unknown key or a value of
// the wrong kind is an error with line and excerpt.
func Read(path string) (*Config, error) {
	c := &Config{Out: "out", Keep: 5}
	given := path != ""
	if !given {
		path = Name
	}
	data, err := os.ReadFile(path)
	if !given && errors.Is(err, fs.ErrNotExist) {
		return c, c.complete()
	}
	if err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	if len(bytes.TrimSpace(data)) > 0 {
		if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(c); err != nil {
			return nil, fmt.Errorf("config %s: %s", path, yaml.FormatError(err, false, true))
		}
	}
	c.locate(filepath.Dir(path))
	if err := c.complete(); err != nil {
		return nil, fmt.Errorf("config %s: %w", path, err)
	}
	return c, nil
}

// locate makes the paths of the file relative to its folder.
func (c *Config) locate(folder string) {
	at := func(p string) string {
		if p == "" || p == "-" || filepath.IsAbs(p) || strings.Contains(p, "://") {
			return p
		}
		return filepath.Join(folder, p)
	}
	for i, s := range c.Sources {
		c.Sources[i] = at(s)
	}
	for i, l := range c.Lexicon {
		c.Lexicon[i] = at(l)
	}
	c.Out, c.Corrections, c.Metrics = at(c.Out), at(c.Corrections), at(c.Metrics)
}

func (c *Config) complete() error {
	if c.Out == "" {
		c.Out = "out"
	}
	names := map[string]bool{}
	for _, k := range c.Comparisons {
		if k.Name == "" || names[k.Name] {
			return fmt.Errorf("comparison %q wants a name of its own", k.Name)
		}
		names[k.Name] = true
		if len(k.Sides) < 2 {
			return fmt.Errorf("comparison %s wants two sides", k.Name)
		}
		on := map[string]string{}
		for _, s := range k.Sides {
			if s.Side == "" || len(s.Entities) == 0 {
				return fmt.Errorf("comparison %s: a side wants side and entities", k.Name)
			}
			for _, e := range s.Entities {
				if other, ok := on[e]; ok {
					return fmt.Errorf("comparison %s: %s stands on both %s and %s", k.Name, e, other, s.Side)
				}
				on[e] = s.Side
			}
		}
	}
	if !names[Default.Name] {
		c.Comparisons = append(c.Comparisons, Default)
	}
	for name, n := range map[string]int{
		"max_rejects": c.MaxRejects, "keep": c.Keep, "workers": c.Workers, "stale_days": c.StaleDays,
		"limits.ratio": int(c.Limits.Ratio), "limits.members": c.Limits.Members, "limits.depth": c.Limits.Depth,
		"web.interval": int(c.Web.Interval), "web.timeout": int(c.Web.Timeout),
	} {
		if n < 0 {
			return fmt.Errorf("%s is below zero", name)
		}
	}
	return nil
}

// Rows are the comparisons as the database keeps them.
func (c *Config) Rows() []row.Side {
	var rows []row.Side
	for _, k := range c.Comparisons {
		for _, s := range k.Sides {
			name := s.Name
			if name == "" {
				name = s.Side
			}
			position := len(rows)
			for i, e := range s.Entities {
				rows = append(rows, row.Side{Comparison: k.Name, Position: position + i + 1, Side: s.Side, Name: name, Entity: e})
			}
		}
	}
	return rows
}

// Review reads the file of corrections, if the config names one.
func (c *Config) Review() ([]review.Correction, error) {
	if c.Corrections == "" {
		return nil, nil
	}
	data, err := readNamed("corrections", c.Corrections)
	if err != nil {
		return nil, err
	}
	return review.Parse(c.Corrections, data)
}

// readNamed reads a file that the config or a flag names.
func readNamed(key, path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no file %s: make it, or name it no more", key, path)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", key, err)
	}
	return data, nil
}

// Words reads the built-in lexicon and the files that add to it, and gives the
// fingerprint of both.
func (c *Config) Words() (l *lexicon.Lexicon, fingerprint string, err error) {
	if l, err = lexicon.Builtin(); err != nil {
		return nil, "", err
	}
	for _, path := range c.Lexicon {
		data, err := readNamed("lexicon", path)
		if err != nil {
			return nil, "", err
		}
		if err := l.Add(path, data); err != nil {
			return nil, "", err
		}
	}
	words, err := json.Marshal(l)
	if err != nil {
		return nil, "", fmt.Errorf("taking the lexicon's fingerprint: %w", err)
	}
	sum := sha256.Sum256(words)
	return l, hex.EncodeToString(sum[:6]), nil
}

// Entities are those of a lexicon, as the database keeps them.
func Entities(l *lexicon.Lexicon) []row.Entity {
	entities := make([]row.Entity, 0, len(l.Entities))
	seen := map[string]bool{}
	for _, e := range l.Entities {
		if seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		name := e.Name
		if name == "" {
			name = e.ID
		}
		entities = append(entities, row.Entity{ID: e.ID, Name: name, Kind: e.Kind, Parent: e.Parent})
	}
	return entities
}

// Places are those of a lexicon, as the database keeps them.
func Places(l *lexicon.Lexicon) []row.Place {
	places := make([]row.Place, len(l.Places))
	for i, p := range l.Places {
		places[i] = row.Place{ID: p.ID, Name: cmp.Or(p.Name, p.ID), Within: p.Within, Home: p.ID == l.Home}
	}
	return places
}

// Fingerprint is that of the settings that change rows.
func (c *Config) Fingerprint() string {
	settings, _ := json.Marshal([]any{c.Comparisons, c.Exclude}) // strings only: can't fail
	sum := sha256.Sum256(settings)
	return hex.EncodeToString(sum[:6])
}
