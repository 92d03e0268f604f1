package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"marketfigures/pipeline/doctor"
	"marketfigures/pipeline/schedule"
)

type doctorCommand struct{}

// Help shows examples.
func (doctorCommand) Help() string {
	return `Examples:
  marketfigures doctor                 exit code 0: all is well; 1: something wants doing`
}

// Run looks at everything and tells what it found, a line each.
func (doctorCommand) Run(r *room) error {
	now, err := clock()
	if err != nil {
		return err
	}
	sound := true
	for _, f := range doctor.Look(r.ctx, doctor.Patient{ConfigPath: r.flags.Config, Out: r.flags.Out, Lexicon: r.flags.Lexicon, Now: now()}) {
		mark := "ok   "
		if !f.Sound {
			mark, sound = "wrong", false
		}
		if _, err := fmt.Fprintf(r.stdout, "%s  %s: %s\n", mark, f.What, f.State); err != nil {
			return err
		}
		if f.Do != "" {
			if _, err := fmt.Fprintf(r.stdout, "       %s\n", f.Do); err != nil {
				return err
			}
		}
	}
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if !sound {
		return codeError(failed)
	}
	return nil
}

type scheduleCommand struct {
	Systemd    bool     `xor:"kind" required:"" help:"A service and a timer."`
	Cron       bool     `xor:"kind" required:"" help:"A line for crontab."`
	Kubernetes bool     `xor:"kind" required:"" help:"A CronJob."`
	At         string   `default:"02:30" help:"Time of day, hh:mm; UTC but for cron."`
	Image      string   `default:"marketfigures:latest" help:"Container image, for Kubernetes."`
	Volume     string   `default:"marketfigures" help:"Volume claim, for Kubernetes."`
	Sources    []string `arg:"" optional:"" name:"path" help:"What to read; none: what the config names."`
}

// Help shows examples.
func (scheduleCommand) Help() string {
	return `Examples:
  marketfigures schedule --systemd --at 02:30
  marketfigures schedule --cron /srv/articles
  marketfigures schedule --kubernetes --image registry.example/marketfigures:1 --volume articles`
}

// Run prints units.
func (c *scheduleCommand) Run(r *room) error {
	settings, err := r.settings()
	if err != nil {
		return err
	}
	plan := schedule.Plan{Image: c.Image, Volume: c.Volume}
	if _, err := fmt.Sscanf(c.At, "%d:%d", &plan.Hour, &plan.Minute); err != nil || plan.Hour < 0 || plan.Hour > 23 || plan.Minute < 0 || plan.Minute > 59 {
		return usageError{fmt.Errorf("--at %s is no time of day such as 02:30", c.At)}
	}
	if !c.Kubernetes { // whose config and paths are those of the volume
		sources, err := readable(c.Sources, settings)
		if err != nil {
			return err
		}
		if slices.Contains(sources, "-") {
			return usageError{errors.New("a scheduled run has no stdin to read: name a path instead of -")}
		}
	}
	if plan.Program, err = os.Executable(); err != nil {
		return fmt.Errorf("looking for the program: %w", err)
	}
	if plan.Folder, err = os.Getwd(); err != nil {
		return fmt.Errorf("looking for the working folder: %w", err)
	}
	absolute := func(path string) (string, error) {
		if path == "" || path == "-" || strings.Contains(path, "://") {
			return path, nil
		}
		return filepath.Abs(path)
	}
	if plan.Config, err = absolute(r.flags.Config); err != nil {
		return err
	}
	if plan.Out, err = absolute(settings.Out); err != nil {
		return err
	}
	for _, s := range c.Sources {
		path, err := absolute(s)
		if err != nil {
			return err
		}
		plan.Sources = append(plan.Sources, path)
	}
	kind := map[bool]string{c.Systemd: "systemd", c.Cron: "cron", c.Kubernetes: "kubernetes"}[true]
	unit, err := schedule.Print(kind, plan)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(r.stdout, unit)
	return err
}
