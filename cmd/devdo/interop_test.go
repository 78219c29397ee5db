package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// interopDir is a Worker with every kind of state.
const interopDir = "../../testdata/interop"

// tool is a development server that runs interopDir.
type tool struct {
	name    string
	command []string
}

// TestInterop gives one state directory to the real wrangler and to devdo in turn, and wants each
// to find what the other left. It needs wrangler: on the PATH, or where DEVDO_WRANGLER says.
func TestInterop(t *testing.T) {
	real, own := interopTools(t)
	t.Run("from wrangler to devdo", func(t *testing.T) { testHandover(t, real, own) })
	t.Run("from devdo to wrangler", func(t *testing.T) { testHandover(t, own, real) })
}

// interopTools are the real wrangler and devdo.
func interopTools(t *testing.T) (real, own tool) {
	t.Helper()
	wrangler := os.Getenv("DEVDO_WRANGLER")
	if wrangler == "" {
		var err error
		if wrangler, err = exec.LookPath("wrangler"); err != nil {
			t.Skip("there is no wrangler: neither DEVDO_WRANGLER nor the PATH has one")
		}
	}
	real = tool{"wrangler", []string{wrangler, "dev", "--port", "0", "--inspector-port", "0",
		"--show-interactive-dev-session=false", "--var", "RUNTIME:wrangler"}}
	own = tool{"devdo", []string{buildDevdo(t), "dev", "--port", "0", "--var", "RUNTIME:devdo"}}
	return real, own
}

// TestInterop_Renamed lets devdo rename a class whose objects wrangler has made, and wants wrangler
// to find them under the new name (DO-MIG-13).
func TestInterop_Renamed(t *testing.T) {
	real, own := interopTools(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(interopDir)); err != nil {
		t.Fatal(err)
	}
	s := real.start(t, dir)
	far := time.Now().Add(365 * 24 * time.Hour).UnixMilli()
	for _, path := range []string{"/counter", "/values", "/rows", "/facets", "/kv", alarmPath("far", far)} {
		s.ask("POST", path)
	}
	want := s.read()
	s.stop()

	rename := strings.NewReplacer("Keeper", "Holder", `[{ "tag": "v1", "new_sqlite_classes": ["Keeper"] }]`,
		`[{ "tag": "v1", "new_sqlite_classes": ["Keeper"] }, { "tag": "v2", "renamed_classes": [{ "from": "Keeper", "to": "Holder" }] }]`)
	for _, name := range []string{"wrangler.jsonc", "src/index.ts"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		data, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(path, []byte(rename.Replace(string(data))), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s = own.start(t, dir)
	compare(t, "devdo reads what wrangler wrote", s.read(), want)
	s.ask("POST", "/counter")
	want = s.read()
	s.stop()
	for _, next := range []tool{real, own} {
		s = next.start(t, dir)
		compare(t, next.name+" reads the renamed class", s.read(), want)
		s.stop()
	}
}

// dueAlarm is how far ahead the alarm is that is to fire after the change of tools. Tools that
// take longer to end would fire it themselves, which the test reports.
const dueAlarm = 8 * time.Second

// testHandover lets first write, second read and write on, and first read that again.
func testHandover(t *testing.T, first, second tool) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(interopDir)); err != nil {
		t.Fatal(err)
	}
	far := time.Now().Add(365 * 24 * time.Hour).UnixMilli()

	s := first.start(t, dir)
	for _, path := range []string{"/counter", "/counter", "/values", "/rows", "/facets", "/stubs", "/kv", "/d1", "/r2", alarmPath("far", far)} {
		s.ask("POST", path)
	}
	due := time.Now().Add(dueAlarm).UnixMilli()
	s.ask("POST", alarmPath("due", due))
	want := s.read()
	s.stop()

	s = second.start(t, dir)
	compare(t, second.name+" reads what "+first.name+" wrote", s.read(), want)
	wantFired(t, s, second.name, due)
	s.ask("POST", "/counter")
	s.ask("POST", "/rows")
	s.ask("POST", "/facets")
	s.ask("POST", "/kv")
	s.ask("POST", "/d1")
	s.ask("POST", "/r2")
	want = s.read()
	s.stop()

	s = first.start(t, dir)
	compare(t, first.name+" reads what "+second.name+" wrote", s.read(), want)
	s.stop()
}

func (c tool) start(t *testing.T, dir string) *server {
	t.Helper()
	s := startServer(t, dir, c.command...)
	if got, want := s.ask("GET", "/runtime"), `"`+c.name+`"`; got != want {
		t.Fatalf("got an answer of %s, want one of %s", got, want)
	}
	return s
}

func alarmPath(name string, time int64) string {
	return fmt.Sprintf("/alarm?name=%s&time=%d", url.QueryEscape(name), time)
}

// read is everything that is stored, as the server describes it.
func (s *server) read() map[string]string {
	s.t.Helper()
	all := map[string]string{}
	for _, path := range []string{"/counter", "/values", "/rows", "/facets", "/stubs", "/kv", "/d1", "/r2", "/alarm?name=far"} {
		all[path] = s.ask("GET", path)
	}
	return all
}

// compare reports each difference by itself: an answer as a whole is long.
func compare(t *testing.T, about string, got, want map[string]string) {
	t.Helper()
	for path := range want {
		g, w := parts(t, got[path]), parts(t, want[path])
		for key := range w {
			if !bytes.Equal(g[key], w[key]) {
				t.Errorf("%s: %s %s:\n got %s\nwant %s", about, path, key, g[key], w[key])
			}
		}
		if len(g) != len(w) {
			t.Errorf("%s: %s: got %d values, want %d", about, path, len(g), len(w))
		}
	}
}

// parts are the properties of a JSON object; anything else is one part without a name.
func parts(t *testing.T, text string) map[string]json.RawMessage {
	t.Helper()
	var object map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &object) == nil {
		return object
	}
	return map[string]json.RawMessage{"": json.RawMessage(text)}
}

// wantFired waits for the alarm that the other tool has set, and that this one has to fire.
func wantFired(t *testing.T, s *server, name string, due int64) {
	t.Helper()
	type firing struct {
		By, Name      string
		ScheduledTime int64
	}
	var got struct {
		Alarm *int64
		Fired *firing
	}
	limit := time.Now().Add(dueAlarm + startLimit)
	for got.Fired == nil {
		if time.Now().After(limit) {
			t.Fatalf("%s has not fired the alarm: %+v", name, got)
		}
		body := s.ask("GET", "/alarm?name=due")
		if err := json.Unmarshal([]byte(body), &got); err != nil {
			t.Fatalf("decode %s: %v", body, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
	if want := (firing{name, "due", due}); *got.Fired != want {
		t.Errorf("the alarm: got %+v, want %+v", *got.Fired, want)
	}
}
