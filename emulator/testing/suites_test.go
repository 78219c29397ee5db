package testing

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var importStatement = regexp.MustCompile(`(?s)import \{.*?\} from "vitest";`)

// TestSuites runs suites that pass in real vitest (vitest run --root testdata).
func TestSuites(t *testing.T) {
	files, err := filepath.Glob("testdata/*.test.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("no suites: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			code := "var console = { log() {} };" + importStatement.ReplaceAllString(string(source), "")
			result := mustPass(t, Host{}, code)
			if len(result.tests()) == 0 {
				t.Error("no tests were collected")
			}
		})
	}
}
