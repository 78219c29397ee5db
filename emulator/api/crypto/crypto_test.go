package crypto_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/crypto"
	"github.com/devdo/devdo/emulator/api/encoding"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/lang"
	"github.com/devdo/devdo/emulator/api/timers"
	"github.com/devdo/devdo/emulator/api/url"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// handler is the owner of code that is not at module scope.
type handler struct{}

func (handler) Deliver(_ *isolate.Context, fn func()) { fn() }
func (handler) Pending(int)                           {}

// env has a function inHandler, which calls a function as a handler of a request would.
func env(t testing.TB) *apitest.Env {
	e := apitest.New(t, webidl.Modules(), lang.Modules(), events.Modules(), url.Modules(), encoding.Modules(),
		timers.Modules(), web.Modules(), crypto.Modules())
	e.Do(func() {
		rt := e.Iso.Runtime()
		_ = rt.Set("inHandler", func(call goja.FunctionCall) goja.Value {
			e.Iso.SwitchTurn(&isolate.Context{Owner: handler{}})
			fn, _ := goja.AssertFunction(call.Argument(0))
			return isolate.Must(fn(goja.Undefined()))
		})
		helpers, err := os.ReadFile("testdata/helpers.js")
		if err != nil {
			t.Error(err)
		}
		if _, err := rt.RunString(string(helpers)); err != nil {
			t.Error(err)
		}
	})
	return e
}

// TestAnswers compares with what the real runtime answered.
func TestAnswers(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { answers(t, file) })
	}
}

func answers(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	e := env(t)
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		at := strings.LastIndex(line, "  =>  ")
		if at < 0 {
			t.Errorf("%s:%d: no answer", file, n+1)
			continue
		}
		code, want := line[:at], line[at+len("  =>  "):]
		if got := e.Eval("inHandler(() => (" + code + "))"); got != want {
			t.Errorf("%s:%d: %s\n got %s\nwant %s", file, n+1, code, got, want)
		}
	}
}

// DO-ID-21.
func TestModuleScope(t *testing.T) {
	want := "THROW Error|Error: Disallowed operation called within global scope. Asynchronous I/O (ex: fetch() or connect()), setting a timeout, and generating random values are not allowed within global scope. To fix this error, perform this operation within a handler. https://developers.cloudflare.com/workers/runtime-apis/handlers/"
	e := env(t)
	for _, code := range []string{"crypto.randomUUID()", "crypto.getRandomValues(new Uint8Array(1))"} {
		if got := e.Eval(code); got != want {
			t.Errorf("%s: got %s", code, got)
		}
	}
	if got := e.Eval(`S.digest("SHA-1", new Uint8Array(0)).then((b) => b.byteLength)`); got != "P:20" {
		t.Errorf("digest: got %s", got)
	}
}
