package project

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected findings under testdata")

// today is the day the tests run on.
var today = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// TestMistakes loads a project with a mistake, once as JSONC and once as TOML, and compares what
// the user is told, and where. The texts were compared with wrangler 4.164 itself.
func TestMistakes(t *testing.T) {
	files, err := filepath.Glob("testdata/mistakes/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			inputs, wants := splitArchive(archive)
			for _, config := range []string{"wrangler.jsonc", "wrangler.toml"} {
				got := findings(t, archive.Comment, inputs, config)
				if *update {
					inputs.Files = append(inputs.Files, txtar.File{Name: "want " + config, Data: []byte(got)})
				} else if want := wants[config]; got != want {
					t.Errorf("%s:\ngot\n%s\nwant\n%s", config, got, want)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(inputs), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func splitArchive(archive *txtar.Archive) (inputs *txtar.Archive, wants map[string]string) {
	inputs, wants = &txtar.Archive{Comment: archive.Comment}, map[string]string{}
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "want "); ok {
			wants[name] = string(f.Data)
			continue
		}
		inputs.Files = append(inputs.Files, f)
	}
	return inputs, wants
}

// findings writes the project to disk and renders what Load finds, with a line for each leaf.
func findings(t *testing.T, comment []byte, archive *txtar.Archive, config string) string {
	t.Helper()
	dir := t.TempDir()
	if err := txtar.Write(archive, dir); err != nil {
		t.Fatal(err)
	}
	o := Options{Dir: dir, ConfigPath: config, Now: today}
	for line := range strings.Lines(string(comment)) {
		if env, ok := strings.CutPrefix(strings.TrimSpace(line), "env "); ok {
			o.Env = env
		}
	}
	p, err := Load(o)
	var list []Diagnostic
	if failed := new(Error); errors.As(err, &failed) {
		list = failed.Diagnostics
	} else if err != nil {
		t.Fatal(err)
	} else {
		list = p.Diagnostics
	}

	var b strings.Builder
	for _, d := range list {
		writeFinding(t, &b, d, dir, "")
	}
	return b.String()
}

func writeFinding(t *testing.T, b *strings.Builder, d Diagnostic, dir, margin string) {
	t.Helper()
	severity := "warning"
	if d.Severity == SeverityError {
		severity = "error"
	}
	if d.Line == 0 || d.Column == 0 {
		t.Errorf("%q has no place", d.Text)
	}
	text := strings.ReplaceAll(strings.TrimRight(d.Text, "\n"), "\n", "\n"+margin+"  | ")
	fmt.Fprintf(b, "%s%s %s:%d:%d: %s\n", margin, severity, filepath.Base(d.File), d.Line, d.Column, text)
	if d.Hint != "" {
		fmt.Fprintf(b, "%s  hint: %s\n", margin, d.Hint)
	}
	for _, child := range d.Children {
		writeFinding(t, b, child, dir, margin+"  ")
	}
}
