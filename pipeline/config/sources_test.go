package config

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/extract"
	"marketfigures/pipeline/source"
)

func TestFinding(t *testing.T) {
	c, err := Read(written(t, `
exclude: ["drafts/"]
web: {private: true, interval: 2s, timeout: 1m, contact: "desk@press.example"}
limits: {article: 500KB, container: "2 GB", ratio: 50, members: 7, depth: 2}
`))
	if err != nil {
		t.Fatal(err)
	}
	today := time.Date(2018, 5, 3, 0, 0, 0, 0, time.UTC)
	o := c.Finding(today, strings.NewReader(""))
	if o.Web == nil || o.Web.UserAgent != "marketfigures/"+extract.Version+" (+desk@press.example)" || !o.Web.Private ||
		o.Web.Interval != 2*time.Second || o.Web.Timeout != time.Minute {
		t.Errorf("web %+v", o.Web)
	}
	want := source.Limits{Article: 500 << 10, Container: 2 << 30, Ratio: 50, Members: 7, Depth: 2}
	if diff := cmp.Diff(want, o.Limits); diff != "" {
		t.Error(diff)
	}
	if o.Stdin == nil || o.Today != today || len(o.Exclude) != 1 {
		t.Errorf("%+v", o)
	}
}

// Without a word in the config, pages are fetched, but none of private hosts.
func TestFindingByDefault(t *testing.T) {
	c, err := Read(written(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	if o := c.Finding(time.Time{}, nil); o.Web == nil || o.Web.Private {
		t.Errorf("web %+v", o.Web)
	}
	if c, err = Read(written(t, "web: {off: true}")); err != nil {
		t.Fatal(err)
	}
	if o := c.Finding(time.Time{}, nil); o.Web != nil {
		t.Errorf("web %+v although it is off", o.Web)
	}
}

func TestSizesAreReadStrictly(t *testing.T) {
	for _, s := range []string{"16", "-1MB", "0KB", "1.5GB", "16 megabytes", "MB"} {
		if _, err := Read(written(t, "limits: {article: "+s+"}")); err == nil || !strings.Contains(err.Error(), "no size such as") {
			t.Errorf("%s: %v", s, err)
		}
	}
}
