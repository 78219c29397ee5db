package testing

import (
	_ "embed"
	"encoding/json"
	"testing"
)

//go:embed testdata/failures.js
var failures string

//go:embed testdata/failures.golden.json
var failuresGolden []byte

// TestMessages compares names, messages and diffs of failed expectations with those that real
// vitest gave (see testdata/failures.record.test.mjs).
func TestMessages(t *testing.T) {
	var golden map[string]struct{ Name, Message, Diff string }
	if err := json.Unmarshal(failuresGolden, &golden); err != nil {
		t.Fatal(err)
	}
	b := newBench(t, Host{})
	result := b.run("const cases = (" + failures + `)(expect, vi);
		for (const [name, run] of Object.entries(cases)) it(name, () => run());`)
	if got, want := len(result.tests()), len(golden); got != want {
		t.Errorf("got %d cases, want %d", got, want)
	}
	for _, task := range result.tests() {
		t.Run(task.Name, func(t *testing.T) {
			got := Error{Message: "(passed)"}
			if len(task.Errors) > 0 {
				got = task.Errors[0]
			}
			want := golden[task.Name]
			if got.Name != want.Name || got.Message != want.Message {
				t.Errorf("got  %s: %s\nwant %s: %s", got.Name, got.Message, want.Name, want.Message)
			}
			if got.Diff != want.Diff {
				t.Errorf("got diff:\n%s\nwant:\n%s", got.Diff, want.Diff)
			}
		})
	}
}
