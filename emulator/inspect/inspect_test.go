package inspect

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/devdo/devdo/emulator/clone/wire"
	"github.com/devdo/devdo/persist"
)

const wranglerState = "../../testdata/state/wrangler/v3"

var bindings = []Binding{
	{Name: "COUNTER", Class: "Counter", UniqueKey: "app-Counter"},
	{Class: "Counter", UniqueKey: "app-Counter"},
	{Name: "FRESH", Class: "Fresh", UniqueKey: "app-Fresh"},
}

// TestState_Wrangler reads what the real runtime wrote, without changing it.
func TestState_Wrangler(t *testing.T) {
	before := listFiles(t, wranglerState)
	s := Open(wranglerState, bindings)
	n, o := find(t, s, "COUNTER", "global")
	c := read(t, s, n, o, Select{})
	want := []string{
		"bytes: Uint8Array(3) [1,2,3]",
		"count: 41",
		`map: Map(1) {"a" => {when: Date 1970-01-01T00:00:00.000Z, big: 12n}}`,
		`text: "xxx"… 497 more bytes`,
		"weird key\n: [undefined, null, NaN, /x/g, Set(1) {1}]",
	}
	if got := format(c); !slices.Equal(got, want) {
		t.Errorf("entries: got %q\nwant %q", got, want)
	}
	alarm := time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	if c.Alarm == nil || !c.Alarm.Equal(alarm) || o.Alarm == nil || !o.Alarm.Equal(alarm) {
		t.Errorf("alarm: got %v, and %v in the index", c.Alarm, o.Alarm)
	}

	n, o = find(t, s, "Notes", "2b8f57")
	if o.Name != "work" {
		t.Errorf("name: got %q, want the one of wrangler's explorer", o.Name)
	}
	c = read(t, s, n, o, Select{})
	if len(c.Tables) != 1 || c.Tables[0].Name != "notes" || c.Tables[0].Rows != 2 {
		t.Errorf("tables: got %+v", c.Tables)
	}
	if after := listFiles(t, wranglerState); !slices.Equal(before, after) {
		t.Errorf("files: got %v, want %v", after, before)
	}
}

func format(c *Content) []string {
	var lines []string
	for _, e := range c.Entries {
		lines = append(lines, e.Key+": "+wire.Format(e.Value, wire.Limits{Text: 3}))
	}
	return lines
}

func listFiles(t *testing.T, dir string) (all []string) {
	t.Helper()
	check(t, filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		all = append(all, path)
		return err
	}))
	return all
}

func TestState_FindNamespace(t *testing.T) {
	s := Open(wranglerState, bindings)
	tests := []struct{ query, want string }{
		{"COUNTER", "app-Counter"},
		{"Counter", "app-Counter"},
		{"app-Counter", "app-Counter"},
		{"FRESH", "app-Fresh"}, // has no state yet
		{"Old", "app-Old"},     // has no binding
		{"COUNTR", `no namespace "COUNTR"` + "\n" + `There is "COUNTER", "Counter", "app-Counter", "FRESH", "Fresh", "app-Fresh", "Notes", "app-Notes"`},
	}
	for _, test := range tests {
		n, err := s.FindNamespace(test.query)
		if got := n.UniqueKey + text(err); got != test.want {
			t.Errorf("%q: got %q, want %q", test.query, got, test.want)
		}
	}
}

// TestState_FindNamespace_sameClass prefers the project's own of two Workers' classes.
func TestState_FindNamespace_sameClass(t *testing.T) {
	dir := t.TempDir()
	for _, key := range []string{"a-Room", "b-Room"} {
		check(t, os.MkdirAll(filepath.Join(dir, "do", key), 0o777))
	}
	var ambiguous *AmbiguousError
	if _, err := Open(dir, nil).FindNamespace("Room"); !errors.As(err, &ambiguous) || len(ambiguous.Matches) != 2 {
		t.Errorf("got %v, want an AmbiguousError", err)
	}
	n, err := Open(dir, []Binding{{Class: "Room", UniqueKey: "b-Room"}}).FindNamespace("Room")
	if err != nil || n.UniqueKey != "b-Room" {
		t.Errorf("got %v, %v", n, err)
	}
}

func TestState_FindObject(t *testing.T) {
	const key = "app-Room"
	dir := t.TempDir()
	var random string
	write(t, dir, key, func(n *persist.Namespace) {
		for _, name := range []string{"lobby", "kitchen"} {
			check(t, n.Actor(persist.DeriveID(key, name)).Open())
		}
		n.RememberName(persist.DeriveID(key, "kitchen"), "kitchen")
		random = persist.NewUniqueID(key)
		check(t, n.Actor(random).Open())
	})
	s := Open(dir, nil)
	n, err := s.FindNamespace("Room")
	check(t, err)
	lobby := persist.DeriveID(key, "lobby")
	tests := []struct{ query, want string }{
		{"lobby", "lobby " + lobby}, // its name was not kept
		{lobby, " " + lobby},
		{strings.ToUpper(lobby), " " + lobby},
		{lobby[:8], " " + lobby},
		{random[:8], " " + random},
		{lobby[:1], `object "` + lobby[:1] + `"`},
		{"kitch", ` no object "kitch" in Room` + "\n" + `There is "kitchen", "`},
	}
	for _, test := range tests {
		o, err := s.FindObject(n, test.query)
		if got := o.Name + " " + o.ID + text(err); !strings.Contains(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.query, got, test.want)
		}
	}
}

// TestState_Read_damaged names what is damaged and shows the rest.
func TestState_Read_damaged(t *testing.T) {
	const key = "app-Room"
	dir := t.TempDir()
	write(t, dir, key, func(n *persist.Namespace) {
		a := n.Actor(persist.DeriveID(key, "lobby"))
		check(t, errors.Join(a.Put("bad", []byte{0xff, 0x0f, '!'}), a.Put("good", []byte{0xff, 0x0f, 'T'})))
		_, err := a.Commit()
		check(t, err)
		check(t, n.Actor(persist.DeriveID(key, "cellar")).Open())
	})
	cellar := filepath.Join(dir, "do", key, persist.DeriveID(key, "cellar")+".sqlite")
	check(t, os.WriteFile(cellar, []byte("not a database, but long enough for a header"), 0o666))

	s := Open(dir, nil)
	n, o := find(t, s, "Room", "lobby")
	c := read(t, s, n, o, Select{})
	if len(c.Entries) != 2 || c.Entries[0].Problem == "" || c.Entries[1].Value != wire.Bool(true) {
		t.Errorf("entries: got %+v", c.Entries)
	}
	out, err := json.Marshal(c.Entries)
	check(t, err)
	if want := `[{"key":"bad","base64":"/w8h","problem":`; !strings.HasPrefix(string(out), want) {
		t.Errorf("JSON: got %s, want %s…", out, want)
	}
	n, o = find(t, s, "Room", "cellar")
	if _, err := s.Read(n, o, Select{}); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", cellar)) {
		t.Errorf("got error %v, want one that names %s", err, cellar)
	}
	if sum := s.Summarize(n, o); sum.Problem == "" {
		t.Error("the summary has no problem")
	}
}

func TestState_Entry(t *testing.T) {
	s := Open(wranglerState, nil)
	n, o := find(t, s, "Counter", "global")
	e, err := s.Entry(n, o, "count")
	if err != nil || e.Value != wire.Number(41) {
		t.Errorf("got %v, %v", e.Value, err)
	}
	_, err = s.Entry(n, o, "coun")
	if want := "no key \"coun\" in Counter/global\nThere is \"count\", "; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestState_Query(t *testing.T) {
	s := Open(wranglerState, nil)
	n, o := find(t, s, "Notes", "work")
	tests := []struct{ sql, want string }{
		{"SELECT id, body AS id FROM notes LIMIT 1", `{"columns":["id","id"],"rows":[[1,"first"]]}`},
		{"SELECT x'0102', 1e999, NULL", `{"columns":["x'0102'","1e999","NULL"],"rows":[[{"$type":"ArrayBuffer","base64":"AQI="},{"$type":"number","value":"Infinity"},null]]}`},
		{"SELECT id FROM notes", `{"columns":["id"],"rows":[[1]],"truncated":true}`},
		{"DELETE FROM notes", "only statements that read can be run here"},
		{"SELEC", `near "SELEC": syntax error`},
	}
	for _, test := range tests {
		rows, err := s.Query(n, o, test.sql, 1)
		got := text(err)
		if err == nil {
			out, err := json.Marshal(rows)
			check(t, err)
			got = string(out)
		}
		if !strings.Contains(got, test.want) {
			t.Errorf("%q: got %s, want %s", test.sql, got, test.want)
		}
	}
	if rows, err := s.TableRows(n, o, "notes", 0); err != nil || len(rows.Rows) != 2 {
		t.Errorf("table: got %v, %v", rows, err)
	}
	var notFound *NotFoundError
	if _, err := s.TableRows(n, o, "note", 0); !errors.As(err, &notFound) || notFound.Near[0] != "notes" {
		t.Errorf("table: got %v, want a NotFoundError", err)
	}
}

// write lets fn write state as a server does.
func write(t *testing.T, dir, key string, fn func(*persist.Namespace)) {
	t.Helper()
	store, err := persist.Open(dir, persist.Options{})
	check(t, err)
	fn(store.Namespace(key))
	check(t, store.Close())
}

func find(t *testing.T, s *State, namespace, object string) (Namespace, Object) {
	t.Helper()
	n, err := s.FindNamespace(namespace)
	check(t, err)
	o, err := s.FindObject(n, object)
	check(t, err)
	return n, o
}

func read(t *testing.T, s *State, n Namespace, o Object, sel Select) *Content {
	t.Helper()
	c, err := s.Read(n, o, sel)
	check(t, err)
	if len(c.Problems) > 0 {
		t.Errorf("problems: %v", c.Problems)
	}
	return c
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
