package isolate

import (
	"testing"

	"github.com/dop251/goja"
)

// An aborted turn leaves nothing behind, wherever the abort hits. When goja cleans up by itself
// after an interruption in a microtask, unwind can go: this test passes without it then.
func TestAbortTurn(t *testing.T) {
	places := map[string]string{
		"body":           `abort()`,
		"async function": `(async () => { abort() })()`,
		"after await":    `(async () => { await 1; try { await 2; abort(); seen = "on" } finally { seen = "finally" } })()`,
		"then":           `Promise.resolve().then(() => { abort(); seen = "on" }).catch(() => { seen = "caught" })`,
		"generator":      `(async () => { await 1; for (const x of (function* () { yield 1; abort(); yield 2 })()) {} })()`,
		"sort":           `(async () => { await 1; [2, 1].sort(() => abort()) })()`,
		"to string":      `(async () => { await 1; String({ toString: abort }) })()`,
	}
	for name, code := range places {
		t.Run(name, func(t *testing.T) {
			i := New(Options{})
			defer i.Close()
			i.Do(func() {
				_ = i.Runtime().Set("abort", func(goja.FunctionCall) goja.Value { i.AbortTurn(); return goja.Undefined() })
			})
			eval(t, i, `var seen = "nothing", later = 0`)
			i.Do(func() { _, _ = i.Run(compiled(t, code)) })
			if got := eval(t, i, `seen`); got != "nothing" {
				t.Errorf("after the abort: %s", got)
			}
			eval(t, i, `(async () => { for (let n = 0; n < 3; n++) { await n; later++ } })()`)
			if got := eval(t, i, `[1, 2].map(x => x + 1).join() + " " + later`); got != "2,3 3" {
				t.Errorf("later turns: got %q", got)
			}
			if i.Condemned() != nil {
				t.Errorf("condemned: %v", i.Condemned())
			}
		})
	}
}

func compiled(t *testing.T, code string) *Script {
	t.Helper()
	s, err := Compile("test.js", code, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
