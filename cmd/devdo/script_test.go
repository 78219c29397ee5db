package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var updateScripts = flag.Bool("update-scripts", false, "write what commands print into the scripts' golden files")

// scriptWait is how long a script's command waits for something to come true. It is far more than
// anything takes, so that a busy machine does not fail.
const scriptWait = time.Minute

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"devdo": main})
}

// TestScript runs testdata/script. Beside testscript's own commands a script has those of
// scriptCommands; "dev" starts a server, the others talk to it.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *updateScripts,
		Cmds:                scriptCommands,
		Setup: func(e *testscript.Env) error {
			// A child of a race-enabled test binary would wait a second at its end.
			e.Vars = append(e.Vars, "GORACE=atexit_sleep_ms=0", "STATE="+testState(e))
			s := &scriptServer{environ: e.Vars, dir: e.WorkDir}
			e.Values[scriptServerKey{}] = s
			e.Values[scriptSocketKey{}] = &scriptSocket{}
			return nil
		},
	})
}

// testState is where the repository keeps state to read, such as wrangler's.
func testState(e *testscript.Env) string {
	dir, err := os.Getwd()
	if err != nil {
		e.T().Fatal(err)
	}
	return filepath.Join(dir, "..", "..", "testdata", "state")
}

var scriptCommands = map[string]func(*testscript.TestScript, bool, []string){
	"dev":     scriptDev,
	"restart": scriptRestart,
	"quit":    scriptQuit,
	"kill9":   scriptKill,
	"waitlog": scriptWaitLog,
	"log":     scriptLog,
	"http":    scriptHTTP,
	"ws":      scriptWS,
	"listen":  scriptListen,
	"replace": scriptReplace,
	"copydir": scriptCopyDir,
}

// scriptReplace edits a file in place, as an editor does on save: replace FILE OLD NEW.
func scriptReplace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	old := ts.ReadFile(args[0])
	if !strings.Contains(old, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(old, args[1], args[2], 1)), 0o666))
}

// scriptCopyDir copies a directory and all that is in it: copydir FROM TO.
func scriptCopyDir(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copydir FROM TO")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}
