package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Help shows examples.
func (completionCommand) Help() string {
	return `Examples:
  source <(marketfigures completion bash)
  marketfigures completion zsh > "${fpath[1]}/_marketfigures"
  marketfigures completion fish > ~/.config/fish/completions/marketfigures.fish`
}

// Run prints the script. It is drawn from the same model as --help, so that it
// can't fall behind.
func (c *completionCommand) Run(r *room) error {
	print := map[string]func(io.Writer, *kong.Application) error{"bash": bash, "zsh": zsh, "fish": fish}[c.Shell]
	return print(r.stdout, r.model.Model)
}

// commands are the visible ones with their flags, after the flags of all.
func commands(app *kong.Application) (global []*kong.Flag, nodes []*kong.Node) {
	global = visible(app.Flags)
	for _, n := range app.Children {
		if !n.Hidden {
			nodes = append(nodes, n)
		}
	}
	return global, nodes
}

func visible(flags []*kong.Flag) []*kong.Flag {
	var seen []*kong.Flag
	for _, f := range flags {
		if !f.Hidden {
			seen = append(seen, f)
		}
	}
	return seen
}

func names(flags []*kong.Flag) string {
	var b []string
	for _, f := range flags {
		b = append(b, "--"+f.Name)
	}
	return strings.Join(b, " ")
}

// choices are the words that a positional argument of a command may be.
func choices(n *kong.Node) string {
	for _, p := range n.Positional {
		if p.Enum != "" {
			return strings.ReplaceAll(p.Enum, ",", " ")
		}
	}
	return ""
}

func bash(w io.Writer, app *kong.Application) error {
	global, nodes := commands(app)
	var b strings.Builder
	b.WriteString("_marketfigures() {\n\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= w\n")
	var list []string
	for _, n := range nodes {
		list = append(list, n.Name)
	}
	fmt.Fprintf(&b, "\tfor w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n\t\tcase $w in %s) command=$w; break;; esac\n\tdone\n", strings.Join(list, "|"))
	b.WriteString("\tlocal words files=1\n\tcase $command in\n")
	for _, n := range nodes {
		fmt.Fprintf(&b, "\t%s) words='%s %s %s';;\n", n.Name, names(visible(n.Flags)), names(global), choices(n))
	}
	fmt.Fprintf(&b, "\t*) words='%s %s'; files=;;\n\tesac\n\tcase \"$command $before\" in\n", strings.Join(list, " "), names(global))
	values := func(command string, flags []*kong.Flag) {
		for _, f := range flags {
			switch {
			case f.Enum != "":
				fmt.Fprintf(&b, "\t%s\" --%s\") words='%s'; files=;;\n", command, f.Name, strings.ReplaceAll(f.Enum, ",", " "))
			case !f.IsBool():
				fmt.Fprintf(&b, "\t%s\" --%s\") words=; files=1;;\n", command, f.Name)
			}
		}
	}
	for _, n := range nodes {
		values(n.Name, visible(n.Flags))
	}
	values("*", global)
	b.WriteString("\tesac\n\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n" +
		"\tif [ -n \"$files\" ] && [ ${#COMPREPLY[@]} -eq 0 ]; then compopt -o default 2>/dev/null; fi\n}\ncomplete -F _marketfigures marketfigures\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func zsh(w io.Writer, app *kong.Application) error {
	global, nodes := commands(app)
	quote := func(s string) string {
		return strings.NewReplacer("'", "'\\''", "[", "\\[", "]", "\\]", ":", "\\:").Replace(s)
	}
	flag := func(f *kong.Flag) string {
		s := fmt.Sprintf("'--%s[%s]", f.Name, quote(f.Help))
		switch {
		case f.Enum != "":
			s += ":" + f.Name + ":(" + strings.ReplaceAll(f.Enum, ",", " ") + ")"
		case !f.IsBool():
			s += ":" + f.Name + ":_files"
		}
		return s + "'"
	}
	var b strings.Builder
	b.WriteString("#compdef marketfigures\n_marketfigures() {\n\tlocal -a commands\n\tcommands=(\n")
	for _, n := range nodes {
		fmt.Fprintf(&b, "\t\t'%s:%s'\n", n.Name, quote(n.Help))
	}
	b.WriteString("\t)\n\tlocal -a all\n\tall=(\n")
	for _, f := range global {
		fmt.Fprintf(&b, "\t\t%s\n", flag(f))
	}
	b.WriteString("\t)\n\tlocal state line\n\t_arguments -C $all '1:command:->command' '*::argument:->argument' && return\n" +
		"\tcase $state in\n\tcommand) _describe command commands;;\n\targument)\n\t\tcase $line[1] in\n")
	for _, n := range nodes {
		fmt.Fprintf(&b, "\t\t%s) _arguments $all", n.Name)
		for _, f := range visible(n.Flags) {
			b.WriteString(" " + flag(f))
		}
		if words := choices(n); words != "" {
			fmt.Fprintf(&b, " '1:word:(%s)'", words)
		} else {
			b.WriteString(" '*:file:_files'")
		}
		b.WriteString(";;\n")
	}
	b.WriteString("\t\tesac;;\n\tesac\n}\nif [ \"$funcstack[1]\" = _marketfigures ]; then _marketfigures \"$@\"; else compdef _marketfigures marketfigures; fi\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func fish(w io.Writer, app *kong.Application) error {
	global, nodes := commands(app)
	quote := func(s string) string { return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'" }
	var b strings.Builder
	line := func(condition string, f *kong.Flag) {
		fmt.Fprintf(&b, "complete -c marketfigures %s-l %s -d %s", condition, f.Name, quote(f.Help))
		switch {
		case f.Enum != "":
			b.WriteString(" -x -a " + quote(strings.ReplaceAll(f.Enum, ",", " ")))
		case !f.IsBool():
			b.WriteString(" -r")
		}
		b.WriteString("\n")
	}
	for _, f := range global {
		line("", f)
	}
	for _, n := range nodes {
		fmt.Fprintf(&b, "complete -c marketfigures -n __fish_use_subcommand -f -a %s -d %s\n", n.Name, quote(n.Help))
		condition := "-n " + quote("__fish_seen_subcommand_from "+n.Name) + " "
		for _, f := range visible(n.Flags) {
			line(condition, f)
		}
		if words := choices(n); words != "" {
			fmt.Fprintf(&b, "complete -c marketfigures %s-x -a %s\n", condition, quote(words))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
