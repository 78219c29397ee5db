package isolate

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dop251/goja"
)

// eval runs code in a turn and returns its completion value as text.
func eval(t *testing.T, i *Isolate, code string) string {
	t.Helper()
	script, err := Compile("test.js", code, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got string
	i.Do(func() {
		v, err := i.Run(script)
		if err != nil {
			t.Error(err)
			return
		}
		got = v.String()
	})
	return got
}

func TestLoop_TimersInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		i := New(Options{})
		defer i.Close()
		var order []string
		i.Do(func() {
			i.SetTimer(2*time.Hour, false, func() { order = append(order, "late") })
			for _, s := range []string{"a", "b", "c"} {
				i.SetTimer(time.Hour, false, func() { order = append(order, s) })
			}
			cancelled := i.SetTimer(time.Minute, false, func() { order = append(order, "never") })
			i.ClearTimer(cancelled)
		})
		time.Sleep(3 * time.Hour)
		synctest.Wait()
		if got := strings.Join(order, " "); got != "a b c late" {
			t.Errorf("order = %q", got)
		}
	})
}

func TestLoop_MicrotasksEndTheTurn(t *testing.T) {
	i := New(Options{})
	defer i.Close()
	var order []string
	log := func(s string) func(goja.FunctionCall) goja.Value {
		return func(goja.FunctionCall) goja.Value { order = append(order, s); return goja.Undefined() }
	}
	i.Do(func() {
		rt := i.Runtime()
		_ = rt.Set("a", log("microtask"))
		_, _ = rt.RunString(`Promise.resolve().then(a)`)
		order = append(order, "body")
		i.Post(nil, func() { order = append(order, "next turn") })
	})
	i.Do(func() {})
	if got := strings.Join(order, ", "); got != "body, microtask, next turn" {
		t.Errorf("order = %q", got)
	}
}

func TestContext_FollowsAwait(t *testing.T) {
	i := New(Options{})
	defer i.Close()
	var seen []*Context
	mine := &Context{Section: "mine"}
	i.Do(func() {
		_ = i.Runtime().Set("look", func(goja.FunctionCall) goja.Value {
			seen = append(seen, i.Current())
			return goja.Undefined()
		})
	})
	i.Post(mine, func() {
		_, err := i.Runtime().RunString(`(async () => { look(); await null; look();
			await { then(f) { look(); f() } }; look() })()`)
		if err != nil {
			t.Error(err)
		}
	})
	i.Do(func() {})
	if len(seen) != 4 {
		t.Fatalf("looked %d times", len(seen))
	}
	for n, ctx := range seen {
		if ctx != mine {
			t.Errorf("look %d: context %v", n, ctx)
		}
	}
}

func TestWatchdog_EndlessLoop(t *testing.T) {
	condemned := make(chan error, 1)
	i := New(Options{CPULimit: 20 * time.Millisecond, Hooks: Hooks{Condemned: func(err error) { condemned <- err }}})
	defer i.Close()
	i.Post(nil, func() { Must(i.Runtime().RunScript("loop.js", `function spin() { for (;;) {} }; spin()`)) })
	var cause *CondemnedError
	if err := <-condemned; !errors.As(err, &cause) || !strings.Contains(cause.Message, "CPU time limit") {
		t.Fatalf("condemned by %v", err)
	}
	if !strings.Contains(cause.Stack, "\n    at spin (loop.js:1:") {
		t.Errorf("stack %q", cause.Stack)
	}
}

func TestCompile_AccessorNamedFields(t *testing.T) {
	i := New(Options{})
	defer i.Close()
	got := eval(t, i, "class A { get = 1; set = 2; async = 3; static set = 4; other = 5 }\nconst a = new A;\n[a.get, a.set, a.async, A.set, a.other].join()")
	if got != "1,2,3,4,5" {
		t.Errorf("fields = %q", got)
	}
}

func TestCompile_SyntaxErrorPosition(t *testing.T) {
	_, err := Compile("test.js", "let a = 1;\nlet b = ;", nil)
	var syntax *SyntaxError
	if !errors.As(err, &syntax) || syntax.Line != 2 {
		t.Errorf("error = %v", err)
	}
}

func TestFormatStack(t *testing.T) {
	got := FormatStack("Error: x\n\tat f (src/a.ts:1:2(3))\n\tat devdo:turn:1:2(3)\n\tat src/a.ts:5:6(7)\n")
	want := "Error: x\n    at f (src/a.ts:1:2)\n    at src/a.ts:5:6"
	if got != want {
		t.Errorf("got %q", got)
	}
}

func TestCondemned_StackOverflow(t *testing.T) {
	condemned := make(chan error, 1)
	i := New(Options{Hooks: Hooks{Condemned: func(err error) { condemned <- err }}})
	defer i.Close()
	i.Post(nil, func() { Must(i.Runtime().RunString(`function f() { return f() + 1 }; f()`)) })
	if err := <-condemned; err.Error() != "Maximum call stack size exceeded" {
		t.Errorf("condemned by %v", err)
	}
}
