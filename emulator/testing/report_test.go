package testing

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// varying is what differs from run to run, or is devdo's own, in a report.
var varying = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(` \d+ms| \d+\.\d+s`), " 0ms"},
	{regexp.MustCompile(`\d\d:\d\d:\d\d`), "00:00:00"},
	{regexp.MustCompile(`(?m)(Duration .*?) \(.*\)$`), "$1"},
	{regexp.MustCompile(`(?m)[ \t]+$`), ""},
}

func steady(text string) string {
	for _, v := range varying {
		text = v.pattern.ReplaceAllString(text, v.with)
	}
	return strings.TrimSpace(text)
}

// TestReport compares a report with the one real vitest printed for the same file.
func TestReport(t *testing.T) {
	root := t.TempDir()
	source, err := os.ReadFile("testdata/report/sample.js")
	if err != nil {
		t.Fatal(err)
	}
	// Real imports are the bundler's; the line stays so that positions do.
	if err := os.WriteFile(filepath.Join(root, "sample.test.js"), source, 0o666); err != nil {
		t.Fatal(err)
	}
	code := importStatement.ReplaceAllString(string(source), "")
	b := newBench(t, Host{})
	b.scriptName = "sample.test.js"
	file := b.run(code)
	file.Path = "sample.test.js"

	var out bytes.Buffer
	r := Reporter{Out: &out, Root: root}
	r.Start()
	r.File(file)
	r.End(Summary{Files: []*FileResult{file}})
	golden, err := os.ReadFile("testdata/report/sample.golden")
	if err != nil {
		t.Fatal(err)
	}
	got, want := steady(out.String()), steady(string(golden))
	if got != want {
		t.Errorf("got:\n%s\n\ndifference to want:\n%s", got, diffLines(false, want, got, want, got, false))
	}
}
