package rewrite

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// whole runs code through all passes.
func whole(t testing.TB, code string) string {
	t.Helper()
	rt := goja.New()
	format := func(stack string) string { return strings.ReplaceAll(stack, "\n\tat ", "\n    at ") }
	if err := Install(rt, Hooks{Format: format, Caught: func(*goja.Object) {}}); err != nil {
		t.Fatal(err)
	}
	p, err := parser.ParseFile(nil, "test.js", code, 0)
	if err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	Program(p)
	compiled, err := goja.CompileAST(p, true)
	if err != nil {
		return "COMPILE " + err.Error()
	}
	v, err := rt.RunProgram(compiled)
	if err != nil {
		return err.(*goja.Exception).Value().String()
	}
	return v.String()
}

func TestStacks(t *testing.T) {
	const v8 = `.includes("\n    at ")`
	for code, want := range map[string]string{
		`new Error("x").stack` + v8:                                         "true",
		`(new Error("x")?.stack)` + v8:                                      "true",
		`const e = new Error("x"); e.stack += "!"; e.stack.endsWith("!")`:   "true",
		`const o = { stack: [1] }; o.stack.push(2); o.stack.join()`:         "1,2",
		`const o = { stack() { return this === o } }; o.stack()`:            "true",
		`const o = { stack() { return this === o } }; o.stack?.()`:          "true",
		`const o = { stack: (s) => s.raw[0] }; o.stack` + "`x`":             "x",
		`const o = { stack: 1 }; o.stack++; ++o.stack; o.stack`:             "3",
		`const o = { stack: 1 }; delete o.stack; typeof o.stack`:            "undefined",
		`const o = {}; [o.stack] = [5]; ({ a: o.stack = 7 } = {}); o.stack`: "7",
		`const o = {}; for (o.stack of [1, 2]) ; o.stack`:                   "2",
		`const o = null; o?.stack`:                                          "undefined",
		`const o = null; o?.stack.length.x`:                                 "undefined",
		`const o = { a: { stack: "s" } }; o?.a.stack.length`:                "1",
		`const o = { stack: { f() { return this.x }, x: 4 } }; o.stack.f()`: "4",
		`try { null.stack } catch (e) { e.name }`:                           "TypeError",
	} {
		if got := whole(t, code); got != want {
			t.Errorf("%s\n got %q\nwant %q", code, got, want)
		}
	}
}

func TestSizes(t *testing.T) {
	for code, want := range map[string]string{
		`new ArrayBuffer(2 ** 40)`:                              "RangeError: Array buffer allocation failed",
		`new Float64Array(2 ** 33)`:                             "RangeError: Array buffer allocation failed",
		`const n = "8589934592"; new Uint8Array(n)`:             "RangeError: Array buffer allocation failed",
		`new Uint8Array(4).length + new Uint8Array([1]).length`: "5",
		`const n = 3, a = [1, 2]; new Uint8Array(n).length + new Uint8Array(a).length + new Uint8Array(new ArrayBuffer(n)).length`: "8",
		`new (class Uint8Array { constructor(n) { this.n = n } })(2 ** 40).n`:                                                      "1099511627776",
		`try { new Uint8Array(Symbol()) } catch (e) { e.name }`:                                                                    "TypeError",
		`new Uint8Array(undefined).length + new Uint8Array(null).length`:                                                           "0",
	} {
		if got := whole(t, code); got != want {
			t.Errorf("%s\n got %q\nwant %q", code, got, want)
		}
	}
}

func TestSources(t *testing.T) {
	for code, want := range map[string]string{
		`String(/a\p{L}/gu)`: `/a\p{L}/gu`,
		`/\p{L}/u.source`:    `\p{L}`,
		`new RegExp("\\p{Lu}+", "u").source + new RegExp(/\p{Lu}/u).source`: `\p{Lu}+\p{Lu}`,
		`/(?i:a)b/.source + /a\/b/.source + new RegExp("").source`:          `(?i:a)ba\/b(?:)`,
		`RegExp.prototype.source + "ä1".replace(/\p{L}/u, "x")`:             `(?:)x1`,
	} {
		if got := whole(t, code); got != want {
			t.Errorf("%s\n got %q\nwant %q", code, got, want)
		}
	}
}
