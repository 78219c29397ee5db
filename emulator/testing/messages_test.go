package testing

import (
	_ "embed"
	"encoding/json"
	"testing"

	"github.com/dop251/goja"
)

//go:embed testdata/failures.js
var failures string

//go:embed testdata/failures.golden.json
var failuresGolden []byte

// differing are the cases that are meant to differ from vitest, each with the reason.
var differing = map[string]string{}

// TestMessages compares names, messages and diffs of failed expectations with those that real
// vitest gave (see testdata/failures.record.test.mjs).
func TestMessages(t *testing.T) {
	var golden map[string]struct{ Name, Message, Diff string }
	if err := json.Unmarshal(failuresGolden, &golden); err != nil {
		t.Fatal(err)
	}
	b := newBench(t, Host{})
	make, _ := goja.AssertFunction(b.eval(failures))
	exports := b.runner.Get("vitest").ToObject(b.rt)
	made, err := make(goja.Undefined(), exports.Get("expect"), exports.Get("vi"))
	if err != nil {
		t.Fatal(err)
	}
	cases := made.ToObject(b.rt)
	for _, name := range cases.Keys() {
		t.Run(name, func(t *testing.T) {
			if reason, ok := differing[name]; ok {
				t.Skip(reason)
			}
			_ = b.rt.Set("failing", cases.Get(name))
			b.t = t
			b.call("openFile", map[string]any{"name": "test.js", "path": "/p/test.js"})
			b.eval(`it("fails", () => failing())`)
			result, err := decodeFile("test.js", []byte(b.wait(b.call("run")).String()))
			if err != nil {
				t.Fatal(err)
			}
			got := Error{Message: "(passed)"}
			if errors := result.tests()[0].Errors; len(errors) > 0 {
				got = errors[0]
			}
			want := golden[name]
			if got.Name != want.Name || got.Message != want.Message {
				t.Errorf("got  %s: %s\nwant %s: %s", got.Name, got.Message, want.Name, want.Message)
			}
			if got.Diff != want.Diff {
				t.Errorf("got diff:\n%s\nwant:\n%s", got.Diff, want.Diff)
			}
		})
	}
}
