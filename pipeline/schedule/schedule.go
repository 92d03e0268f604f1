// Package schedule prints units that run the job every night: for systemd,
// cron and Kubernetes.
package schedule

import (
	"bytes"
	"embed"
	"fmt"
	"path/filepath"
	"strings"
	"text/template"
)

//go:embed *.tmpl
var files embed.FS

// Plan is what a unit has to know. Paths are absolute.
type Plan struct {
	Program string // the binary
	Folder  string // to work in
	Config  string // empty: the one in Folder, or none
	Out     string
	Sources []string // empty: what the config names
	Hour    int      // 0 to 23, in UTC
	Minute  int
	Image   string // for Kubernetes
	Volume  string // name of the claim that holds Folder
}

// Kinds are the schedulers that Print knows.
var Kinds = []string{"systemd", "cron", "kubernetes"}

// Print makes the unit for a scheduler.
func Print(kind string, p Plan) (string, error) {
	t, err := template.New(kind+".tmpl").Funcs(template.FuncMap{
		"systemd": systemdQuote, "shell": cronQuote, "yaml": yamlQuote, "args": p.arguments, "join": filepath.Join,
		"all": func(quote func(string) string, values []string) string {
			quoted := make([]string, len(values))
			for i, v := range values {
				quoted[i] = quote(v)
			}
			return strings.Join(quoted, " ")
		},
		"each": func() map[string]func(string) string {
			return map[string]func(string) string{"systemd": systemdQuote, "shell": cronQuote, "yaml": yamlQuote}
		},
	}).ParseFS(files, kind+".tmpl")
	if err != nil {
		return "", fmt.Errorf("printing the unit: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, p); err != nil {
		return "", fmt.Errorf("printing the unit: %w", err)
	}
	return b.String(), nil
}

// arguments are those of the command, after the program.
func (p Plan) arguments() []string {
	args := []string{"run", "--log-format", "json", "--out", p.Out}
	if p.Config != "" {
		args = append(args, "--config", p.Config)
	}
	if len(p.Sources) > 0 {
		args = append(append(args, "--"), p.Sources...)
	}
	return args
}

// systemdQuote follows systemd.service(5), "Command lines": double quotes,
// backslash escapes, %% for % and $$ for $.
func systemdQuote(s string) string {
	s = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%", "$", "$$", "\n", `\n`).Replace(s)
	if s != "" && !strings.ContainsAny(s, " \t'\";\\") {
		return s
	}
	return `"` + s + `"`
}

func shellQuote(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@,") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// cronQuote also escapes %, which crontab(5) reads as a line end.
func cronQuote(s string) string { return strings.ReplaceAll(shellQuote(s), "%", `\%`) }

func yamlQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
