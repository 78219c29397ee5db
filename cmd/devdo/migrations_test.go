package main

import (
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// migrationsDir has a table of configurations, and what the real wrangler says to each: of its
// findings, and of what each bound class may store if the Worker runs.
const migrationsDir = "../../testdata/migrations"

// migrationCase is one configuration; what it does not say of name, main and date is added.
type migrationCase struct {
	Name   string                     `json:"name"`
	Facts  []string                   `json:"facts"`
	Config map[string]json.RawMessage `json:"config"`
	Args   []string                   `json:"args"`
	Devdo  *migrationBetter           `json:"devdo"`
}

// migrationBetter is where devdo says more than wrangler, or something else, and why.
type migrationBetter struct {
	Reason string `json:"reason"`
	migrationAnswer
}

// migrationAnswer is what a server says to a configuration, and whether the Worker runs.
type migrationAnswer struct {
	Runs     bool              `json:"runs"`
	Findings []string          `json:"findings"`
	Answers  map[string]string `json:"answers,omitempty"`
}

func readMigrationCases(t *testing.T) (cases []migrationCase, recorded map[string]migrationAnswer) {
	t.Helper()
	for file, v := range map[string]any{"cases.json": &cases, "recorded.json": &recorded} {
		data, err := os.ReadFile(filepath.Join(migrationsDir, file))
		if os.IsNotExist(err) && file == "recorded.json" {
			continue
		}
		if err == nil {
			err = json.Unmarshal(data, v)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return cases, recorded
}

// TestMigrations gives every configuration to devdo and wants what the real wrangler said
// (DO-MIG-1 to DO-MIG-42).
func TestMigrations(t *testing.T) {
	cases, recorded := readMigrationCases(t)
	devdo := buildDevdo(t)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			want, ok := recorded[c.Name]
			if !ok {
				t.Fatal("nothing is recorded")
			}
			if c.Devdo != nil {
				want = c.Devdo.migrationAnswer
			}
			compareMigration(t, c.run(t, devdo, "dev", "--port", "0"), want)
		})
	}
}

// TestMigrationsRecorded gives them to the real wrangler, which DEVDO_WRANGLER names, and wants
// what is recorded. With UPDATE set it is recorded anew.
func TestMigrationsRecorded(t *testing.T) {
	wrangler := os.Getenv("DEVDO_WRANGLER")
	if wrangler == "" {
		t.Skip("DEVDO_WRANGLER does not name a wrangler")
	}
	cases, recorded := readMigrationCases(t)
	update := os.Getenv("UPDATE") != ""
	if update {
		recorded = map[string]migrationAnswer{}
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			got := c.run(t, wrangler, "dev", "--port", "0", "--inspector-port", "0", "--show-interactive-dev-session=false")
			if update {
				recorded[c.Name] = got
				return
			}
			compareMigration(t, got, recorded[c.Name])
		})
	}
	if !update {
		return
	}
	data, err := json.MarshalIndent(recorded, "", "  ")
	if err == nil {
		err = os.WriteFile(filepath.Join(migrationsDir, "recorded.json"), append(data, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func compareMigration(t *testing.T, got, want migrationAnswer) {
	t.Helper()
	if !slices.Equal(got.Findings, want.Findings) {
		t.Errorf("got the findings\n  %s\nwant\n  %s", strings.Join(got.Findings, "\n  "), strings.Join(want.Findings, "\n  "))
	}
	if got.Runs != want.Runs {
		t.Errorf("the Worker runs: got %t, want %t", got.Runs, want.Runs)
	}
	if !maps.Equal(got.Answers, want.Answers) {
		t.Errorf("got the answers %q, want %q", got.Answers, want.Answers)
	}
}

var (
	// A Worker that does not load is waited for by both tools.
	stuckLine   = regexp.MustCompile(`Waiting for a change|not exported in your entrypoint file`)
	migrationUp = regexp.MustCompile(readyLine.String() + "|" + stuckLine.String())
)

// run starts a server on the configuration and collects what it says.
func (c migrationCase) run(t *testing.T, command ...string) migrationAnswer {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(migrationsDir)); err != nil {
		t.Fatal(err)
	}
	config := map[string]json.RawMessage{"name": []byte(`"w"`), "main": []byte(`"index.js"`), "compatibility_date": []byte(`"2026-11-01"`)}
	for key, value := range c.Config {
		config[key] = value
		if string(value) == "null" {
			delete(config, key)
		}
	}
	data, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "wrangler.jsonc"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, cmd: exec.Command(command[0], append(command[1:], c.Args...)...), grown: make(chan struct{}), http: http.DefaultClient}
	s.cmd.Dir = dir
	s.cmd.Env = append(os.Environ(), "NO_COLOR=1", "WRANGLER_SEND_METRICS=false")
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.cmd.Stderr = s.cmd.Stdout
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go s.collect(out)
	t.Cleanup(s.kill)
	var a migrationAnswer
	if s.url = s.waitReady(); s.url != "" {
		a.Runs = true
		if err := json.Unmarshal([]byte(s.ask("GET", "/")), &a.Answers); err != nil {
			t.Fatal(err)
		}
	}
	s.stop()
	a.Findings = findingsOf(s.text())
	return a
}

// waitReady waits until the server is ready, and returns its address, or does not get there.
func (s *server) waitReady() string {
	limit := time.After(startLimit)
	for {
		s.mu.Lock()
		text, grown, ended := s.output.String(), s.grown, s.ended
		s.mu.Unlock()
		switch m := migrationUp.FindStringSubmatch(text); {
		case m != nil:
			return m[1]
		case ended:
			return ""
		}
		select {
		case <-grown:
		case <-limit:
			s.t.Fatalf("the server neither started nor ended:\n%s", text)
		}
	}
}

var (
	escapes      = regexp.MustCompile("\x1b\\[[0-9;]*m")
	findingLabel = regexp.MustCompile(`^(?:▲|✘) \[(WARNING|ERROR)\] (.*)$`)
	// devdo shows places, wrangler does not.
	placeShown = regexp.MustCompile(`(?m)^\s*\S+:\d+(:\d+)?:`)
)

// findingsOf are the warnings and errors in an output, one text each.
func findingsOf(output string) []string {
	findings := []string{}
	var block []string
	flush := func() {
		if block != nil {
			findings = append(findings, finding(block))
		}
		block = nil
	}
	for line := range strings.Lines(escapes.ReplaceAllString(output, "")) {
		line = strings.TrimRight(line, " \n\r")
		if m := findingLabel.FindStringSubmatch(line); m != nil {
			flush()
			block = []string{strings.ToLower(m[1]) + ": " + m[2]}
			continue
		}
		if line != "" && !strings.HasPrefix(line, " ") {
			flush()
		}
		if block != nil {
			block = append(block, line)
		}
	}
	flush()
	return findings
}

// finding is a block's text without indentation, empty lines and places.
func finding(block []string) string {
	var kept []string
	text, _, _ := strings.Cut(strings.Join(block, "\n"), "Runtime stderr:") // which has times in it
	for _, paragraph := range strings.Split(text, "\n\n") {
		if placeShown.MatchString(paragraph) {
			continue
		}
		for line := range strings.Lines(paragraph) {
			if line = strings.TrimSpace(line); line != "" {
				kept = append(kept, line)
			}
		}
	}
	return strings.Join(kept, "\n")
}
