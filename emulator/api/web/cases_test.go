package web_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/isolate"
)

// patience is how long a promise is waited for that the real runtime left pending; one that it
// settled has as long as a busy machine may need.
const (
	patience = 150 * time.Millisecond
	limit    = 20 * time.Second
)

var caseHeading = regexp.MustCompile(`(?m)^//# (.*)$`)

// TestCases runs the bodies of async functions in testdata/*.js, each under a heading, and
// compares what they return with what the real runtime answered, in the .json beside them.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.js")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		if filepath.Base(file) == "show.js" {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".js"), func(t *testing.T) { runCases(t, file) })
	}
}

func runCases(t *testing.T, file string) {
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	show, err := os.ReadFile("testdata/show.js")
	if err != nil {
		t.Fatal(err)
	}
	answers := map[string]string{}
	data, err := os.ReadFile(strings.TrimSuffix(file, ".js") + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &answers); err != nil {
		t.Fatal(err)
	}
	e := environment(t)
	env := serveCases(t)
	at := caseHeading.FindAllSubmatchIndex(code, -1)
	prelude := string(show) + string(code[:at[0][0]])
	for i, m := range at {
		end := len(code)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		name, body := strings.TrimSpace(string(code[m[2]:m[3]])), string(code[m[1]:end])
		t.Run(name, func(t *testing.T) {
			want, known := answers[name]
			if !known {
				t.Fatal("no answer was recorded")
			}
			wait := limit
			if want == "pending" {
				wait = patience
			}
			if got := runCase(t, e, prelude, body, env, wait); got != want {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
		})
	}
}

func runCase(t *testing.T, e *apitest.Env, prelude, body, env string, wait time.Duration) string {
	script, err := isolate.Compile("case.js", "(() => {"+prelude+"\nreturn (done, env) => { (async () => {"+body+
		"\n})().then((v) => done(show(v)), (e) => done('throws ' + showError(e))) } })()", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer := make(chan string, 1)
	e.Iso.Post(&isolate.Context{Owner: &owner{}}, func() {
		rt := e.Iso.Runtime()
		run, err := e.Iso.Run(script)
		if err != nil {
			t.Error(err)
			return
		}
		call, _ := goja.AssertFunction(run)
		done := func(call goja.FunctionCall) goja.Value {
			answer <- call.Argument(0).String()
			return goja.Undefined()
		}
		context := rt.NewObject()
		_ = context.Set("url", env)
		_ = context.Set("other", strings.Replace(env, "127.0.0.1", "localhost", 1))
		if _, err := call(goja.Undefined(), rt.ToValue(done), context); err != nil {
			answer <- "ERROR " + err.Error()
		}
	})
	select {
	case got := <-answer:
		return got
	case <-time.After(wait):
		return "pending"
	}
}

// owner lets everything in at once and counts.
type owner struct{ pending int }

func (o *owner) Deliver(_ *isolate.Context, fn func()) { fn() }
func (o *owner) Pending(n int)                         { o.pending += n }
