package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets tests and scripts run this very program, and others that they
// need, as processes of their own.
func TestMain(m *testing.M) {
	switch os.Getenv("MARKETFIGURES_TEST_PART") {
	case "program":
		main()
	case "writer":
		os.Exit(holdForWriting(os.Args[1]))
	case "reader":
		os.Exit(readOn(os.Args[1]))
	}
	testscript.Main(m, map[string]func(){"marketfigures": main})
}

// TestScripts drives the command line as a person or a scheduler would.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("MARKETFIGURES_UPDATE") != "",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code": code,
		},
	})
}

// code runs the command and wants this exit code: code 3 run articles.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N args...")
	}
	err := ts.Exec("marketfigures", args[1:]...)
	got := "0"
	if err != nil {
		got = err.Error()
		if len(got) > len("exit status ") {
			got = got[len("exit status "):]
		}
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s\nstderr: %s", got, args[0], ts.ReadFile("stderr"))
	}
}
