package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// wsDir has a Worker, and a script that drives it with the ws library and with frames that no
// library sends. Like the Autobahn test suite it goes by sections of the protocol: framing, pings,
// reserved bits, opcodes, fragmentation, UTF-8, closing, limits, compression; and it plays the
// server to the Worker's own connections.
const wsDir = "../../testdata/ws"

// TestWS wants from devdo what the real runtime has answered. It needs node, and the library in
// the folder that DEVDO_NODE_MODULES names.
func TestWS(t *testing.T) {
	modules := wsModules(t)
	s := startServer(t, wsDir, buildDevdo(t), "dev", "--port", "0", "--persist-to", t.TempDir())
	compareAnswers(t, askWS(t, s.url, modules), recordedWS.read(t, recordedWS.recorded))
	s.stop()
}

// TestWSRecorded asks the real wrangler, which DEVDO_WRANGLER names, and wants the recorded
// answers. With UPDATE set they are recorded anew.
func TestWSRecorded(t *testing.T) {
	wrangler := os.Getenv("DEVDO_WRANGLER")
	if wrangler == "" {
		t.Skip("DEVDO_WRANGLER does not name a wrangler")
	}
	modules := wsModules(t)
	scratch := t.TempDir() // wrangler writes into the project
	for _, name := range []string{"wrangler.jsonc", "src/index.ts"} {
		data, err := os.ReadFile(filepath.Join(wsDir, name))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(scratch, name)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(scratch, name), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s := startServer(t, scratch, wrangler, "dev", "--port", "0", "--inspector-port", "0", "--show-interactive-dev-session=false")
	defer s.stop()
	got := askWS(t, s.url, modules)
	if os.Getenv("UPDATE") != "" {
		recordedWS.record(t, got)
		return
	}
	compareAnswers(t, got, recordedWS.read(t, recordedWS.recorded))
}

var recordedWS = area{recorded: wsDir + "/recorded.json"}

// wsModules skips the test where the script cannot run.
func wsModules(t *testing.T) string {
	t.Helper()
	modules, err := filepath.Abs(os.Getenv("DEVDO_NODE_MODULES"))
	if err != nil {
		t.Fatal(err)
	}
	_, noNode := exec.LookPath("node")
	_, noLibrary := os.Stat(filepath.Join(modules, "ws"))
	if os.Getenv("DEVDO_NODE_MODULES") == "" || noNode != nil || noLibrary != nil {
		t.Skip("node or ws in DEVDO_NODE_MODULES is missing")
	}
	return modules
}

func askWS(t *testing.T, url, modules string) map[string]json.RawMessage {
	t.Helper()
	cmd := exec.Command("node", "client.cjs", url, modules)
	cmd.Dir, cmd.Stderr = wsDir, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("run client.cjs: %v", err)
	}
	var answers map[string]json.RawMessage
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatalf("decode what client.cjs printed: %v", err)
	}
	return answers
}
