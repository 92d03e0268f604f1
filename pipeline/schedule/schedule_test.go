package schedule

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

var plan = Plan{
	Program: "/opt/market figures/marketfigures", Folder: "/srv/100% new", Out: "/srv/100% new/out", Config: "/etc/market'figures.yaml",
	Sources: []string{"/srv/articles \"new\"", "https://example.com/feed?a=1&b=$2"}, Hour: 2, Minute: 5, Image: "marketfigures:1", Volume: "articles",
}

func unit(t *testing.T, kind string) string {
	t.Helper()
	s, err := Print(kind, plan)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSystemd(t *testing.T) {
	s := unit(t, "systemd")
	want := `ExecStart="/opt/market figures/marketfigures" run --log-format json --out "/srv/100%% new/out" --config "/etc/market'figures.yaml" -- "/srv/articles \"new\"" https://example.com/feed?a=1&b=$$2`
	if !strings.Contains(s, want+"\n") {
		t.Errorf("want %s in\n%s", want, s)
	}
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("no systemd-analyze here")
	}
	// a program that is there, for verify looks
	there := plan
	there.Program, there.Folder = "/bin/true", t.TempDir()
	s, err = Print("systemd", there)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	service, timer, ok := strings.Cut(s, "# ---- marketfigures.timer ----")
	if !ok {
		t.Fatal("no timer")
	}
	for name, text := range map[string]string{"marketfigures.service": service, "marketfigures.timer": timer} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	output, err := exec.Command(analyze, "verify", "--man=no", filepath.Join(dir, "marketfigures.service"), filepath.Join(dir, "marketfigures.timer")).CombinedOutput()
	for line := range strings.Lines(string(output)) {
		if strings.Contains(line, dir) || strings.Contains(line, "marketfigures") {
			t.Errorf("systemd-analyze: %s", line)
		}
	}
	if err != nil {
		t.Logf("systemd-analyze verify: %v\n%s", err, output)
	}
}

func TestCron(t *testing.T) {
	s := unit(t, "cron")
	want := `5 2 * * * cd '/srv/100\% new' && '/opt/market figures/marketfigures' run --log-format json --out '/srv/100\% new/out' --config '/etc/market'\''figures.yaml' -- '/srv/articles "new"' 'https://example.com/feed?a=1&b=$2' > /dev/null`
	if !strings.Contains(s, want+"\n") {
		t.Errorf("want %s in\n%s", want, s)
	}
}

func TestKubernetes(t *testing.T) {
	var job struct {
		APIVersion string `yaml:"apiVersion"`
		Kind       string
		Spec       struct {
			Schedule          string
			ConcurrencyPolicy string `yaml:"concurrencyPolicy"`
			JobTemplate       struct {
				Spec struct {
					Template struct {
						Spec struct {
							RestartPolicy string `yaml:"restartPolicy"`
							Containers    []struct {
								Command, Args []string
							}
						}
					}
				}
			} `yaml:"jobTemplate"`
		}
	}
	if err := yaml.Unmarshal([]byte(unit(t, "kubernetes")), &job); err != nil {
		t.Fatal(err)
	}
	pod := job.Spec.JobTemplate.Spec.Template.Spec
	if job.APIVersion != "batch/v1" || job.Kind != "CronJob" || job.Spec.Schedule != "5 2 * * *" || job.Spec.ConcurrencyPolicy != "Forbid" || pod.RestartPolicy != "Never" || len(pod.Containers) != 1 {
		t.Fatalf("%+v", job)
	}
	got := strings.Join(append(pod.Containers[0].Command, pod.Containers[0].Args...), "|")
	want := `/opt/market figures/marketfigures|run|--log-format|json|--out|/srv/100% new/out|--config|/etc/market'figures.yaml|--|/srv/articles "new"|https://example.com/feed?a=1&b=$2`
	if got != want {
		t.Errorf("command %s, want %s", got, want)
	}
}
