package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// said runs the program and wants exit code 0.
func said(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), args, nil, &stdout, &stderr); code != 0 {
		t.Fatalf("marketfigures %s: exit code %d\n%s%s", strings.Join(args, " "), code, stdout.String(), stderr.String())
	}
	return stdout.String()
}

// Another market is a folder of data: a lexicon, a config and articles. No line
// of the program knows of ride-hailing.
func TestAnotherMarket(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	market := func(args ...string) string {
		return said(t, append([]string{"--config", "testdata/ridehailing/marketfigures.yaml", "--out", out}, args...)...)
	}
	market("run")
	for _, test := range []struct{ sql, want string }{
		{`select distinct side, entity from comparisons where comparison = 'didi_vs_uber' order by all`, "side,entity\ndidi,didi\nuber,uber\nuber,uber_china\n"},
		{`select figure, entity, market, period from market_share where side = 'didi' and period in ('2016-Q1', '2020') order by period`,
			"figure,entity,market,period\n87%,didi,ride_hailing,2016-Q1\n88%,didi,ride_hailing,2020\n"},
		{`select name, kind from entities where entity in ('didi', 'uber_china', 'alipay') order by name`, "name,kind\nAlipay,brand\nDidi,company\nUber China,brand\n"},
		{`select count(*) as n from untraceable`, "n\n0\n"},
		{`select count(*) as n from mentions where entity = 'ucar' and text = 'Shenzhou special car'`, "n\n1\n"},
	} {
		if got := market("query", "--format", "csv", test.sql); got != test.want {
			t.Errorf("%s\ngave\n%swant\n%s", test.sql, got, test.want)
		}
	}
	if got := market("doctor"); strings.Contains(got, "wrong") {
		t.Error(got)
	}

	page, err := os.ReadFile(filepath.Join(out, "report", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Didi", "Uber", "ride-hailing"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if bytes.Contains(page, []byte("Alipay")) {
		t.Error("a report on Didi and Uber talks of Alipay")
	}
	market("report", "--for", "lyft vs uber + uber_china")
	if page, err = os.ReadFile(filepath.Join(out, "report", "index.html")); err != nil || !bytes.Contains(page, []byte("Lyft")) {
		t.Errorf("report --for lyft: %v", err)
	}
}

// The built-in weights, learnt on payments, carry over to another trade's words.
func TestAnotherMarketIsReadRight(t *testing.T) {
	got := scores(t, said(t, "--lexicon", "testdata/ridehailing/lexicon.yaml", "eval", "testdata/ridehailing"))
	for level, least := range map[string]float64{"figure": 0.93, "core": 0.75, "full": 0.65, "dates": 0.9, "entities": 0.99} {
		if got[level] < least {
			t.Errorf("%s: F1 %.3f, want at least %.2f", level, got[level], least)
		}
	}
	without := scores(t, said(t, "eval", "testdata/ridehailing"))
	if without["entities"] > 0.5 || without["full"] > got["full"]-0.1 {
		t.Errorf("the lexicon makes little difference: full %.3f with it, %.3f without", got["full"], without["full"])
	}
}

// doctor holds the entries of one's own files to their examples.
func TestDoctorRunsExamples(t *testing.T) {
	mine := filepath.Join(t.TempDir(), "mine.yaml")
	entry := "entities:\n  - {id: bolt, kind: company, aliases: [Bolt], examples: {match: [Bolt leads], miss: [Bolt the door]}}\n"
	if err := os.WriteFile(mine, []byte(entry), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"--out", t.TempDir(), "--lexicon", mine, "doctor"}, nil, &stdout, &stderr)
	if want := `wrong  lexicon: entity bolt should not match "Bolt the door"`; code != failed || !strings.Contains(stdout.String(), want) {
		t.Errorf("exit code %d, want %d and %q in\n%s%s", code, failed, want, stdout.String(), stderr.String())
	}
}
