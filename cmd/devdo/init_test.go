package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestInit_asks runs devdo init at a terminal.
func TestInit_asks(t *testing.T) {
	tests := []struct {
		name, args, answers string
		dir, has            string // what is made; "" for nothing
		output              string // must be in what is printed
	}{
		{"defaults", "", "\n\n", "counter", `"name": "counter"`, "1  counter"},
		{"number and directory", "", "2\n my-rooms \n", "my-rooms", `"name": "my-rooms"`, "(./chat)"},
		{"name", "", "session\n\n", "session", `"name": "session"`, "(./session)"},
		{"mistake", "", "99\nnope\nsql\n\n", "sql", `"name": "sql"`, `There is no template "nope".`},
		{"template given", "--template sql", "tasks\n", "tasks", `"name": "tasks"`, "In which directory"},
		{"directory given", "rooms", "2\n", "rooms", `"name": "rooms"`, "Which template"},
		{"nothing to ask", "rooms -t chat", "", "rooms", `"name": "rooms"`, "Created rooms"},
		{"yes", "-y", "", "counter", `"name": "counter"`, "Created counter"},
		{"last line without an end", "-t chat", "rooms", "rooms", `"name": "rooms"`, "Created rooms"},
		{"end of input", "", "2\n", "", "", "read answer: EOF"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			var out bytes.Buffer
			run(context.Background(), env{
				args: append([]string{"init"}, strings.Fields(test.args)...), dir: dir,
				getenv: func(string) string { return "" }, now: time.Now, terminal: true,
				stdin: strings.NewReader(test.answers), stdout: &out, stderr: &out,
			})
			if !strings.Contains(out.String(), test.output) {
				t.Errorf("output: got %s, want %q in it", &out, test.output)
			}
			checkMade(t, dir, test.dir, test.has)
		})
	}
}

func checkMade(t *testing.T, in, dir, has string) {
	t.Helper()
	if dir == "" {
		if entries, err := os.ReadDir(in); err != nil || len(entries) > 0 {
			t.Errorf("got %v, %v, want nothing made", entries, err)
		}
		return
	}
	config, err := os.ReadFile(filepath.Join(in, dir, "package.json"))
	if err != nil || !strings.Contains(string(config), has) {
		t.Errorf("package.json: got %s, %v, want %s in it", config, err, has)
	}
}

func TestWorkerName(t *testing.T) {
	tests := []struct{ dir, want string }{
		{"counter", "counter"},
		{"My App.v2", "my-app-v2"},
		{"-_x_-", "x"},
		{"日本", "fallback"},
		{"/", "fallback"},
		{strings.Repeat("a", 62) + "-b", strings.Repeat("a", 62)},
	}
	for _, test := range tests {
		if got := workerName(test.dir, "fallback"); got != test.want {
			t.Errorf("%q: got %q, want %q", test.dir, got, test.want)
		}
	}
}
