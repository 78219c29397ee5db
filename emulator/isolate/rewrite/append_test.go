package rewrite

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
)

// run compiles code with passes and returns its value as text.
func run(t testing.TB, code string) string {
	t.Helper()
	rt := goja.New()
	if err := rt.GlobalObject().Set(AppendName, NewAppender(rt).Append); err != nil {
		t.Fatal(err)
	}
	v, err := rt.RunProgram(compile(t, code))
	if err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	return v.String()
}

func compile(t testing.TB, code string) *goja.Program {
	t.Helper()
	p, err := parser.ParseFile(nil, "test.js", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	Appends(p)
	compiled, err := goja.CompileAST(p, true)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func TestAppends(t *testing.T) {
	for code, want := range map[string]string{
		`let s = ""; for (let i = 0; i < 2000; i++) s += "ab"; s.length + s.slice(-3)`:                                                                              "4000bab",
		`let s = ""; for (let i = 0; i < 2000; i++) s += "aé😀"; [s.length, s.slice(-4), s.codePointAt(2)].join()`:                                                   "8000,aé😀,128512",
		`let s = ""; for (let i = 0; i < 2000; i++) s = s + i + ","; s.length`:                                                                                      "8890",
		`let s = ""; for (let i = 0; i < 3000; i++) s += i % 2 ? "\ude00" : "\ud83d"; [s.length, [...s].length].join()`:                                             "3000,1500",
		`let s = "x".repeat(600); const t = s; s += 1; const u = s; s += "a"; let v = u; v += "b"; [t.length, u.slice(-2), s.slice(-3), v.slice(-3)].join()`:        "600,x1,x1a,x1b",
		`let s = "x".repeat(600); s += null; s += undefined; s += true; s += -0; s += 1.5; s += 10n; s += [1, 2]; s += { toString() { return "o" } }; s.slice(600)`: "nullundefinedtrue01.5101,2o",
		`let n = 1; let s = ""; n += 2; n += ""; s += n; s`:                                                                                                         "3",
		`let n = ""; n = 1; n += 2; n`:   "3",
		`let n = ""; n = 5n; n += 2n; n`: "7",
		`const o = { out: "" }; for (let i = 0; i < 1000; i++) o.out += "ab"; o.out.length`:                                                                                             "2000",
		`class A { #s = ""; t = ""; add(x) { this.#s += x; this.t += x } get() { return this.#s + this.t } } const a = new A; for (let i = 0; i < 999; i++) a.add("é"); a.get().length`: "1998",
		`let calls = 0; const o = { get s() { calls++; return "a" }, set s(v) { calls += 10 } }; o.s += "x"; calls`:                                                                     "11",
		`let log = ""; const f = (x) => { log += x; return x }; let s = "a"; s += f("b") + f("c"); log + s`:                                                                             "bcabc",
		`let s = ""; try { s += Symbol() } catch (e) { s = e.name } s`:                                                                                                                  "TypeError",
		`const c = ""; let r = "none"; try { c += "x" } catch (e) { r = e.name } r`:                                                                                                     "TypeError",
		`let a = ""; let b = ""; for (let i = 0; i < 2000; i++) { a += "x"; b += "é"; if (i % 500 == 0) { const c = a; a += "" } } a.length + b.length`:                                 "4000",
		`let s = "é".repeat(600); s += "a"; s += "\ud800"; s += "b"; [s.length, s.charCodeAt(601)].join()`:                                                                              "603,55296",
		`let s = "x".repeat(600); s += s; s += s; s.length`:                                                                                                                             "2400",
		`let s = ""; const parts = []; for (let i = 0; i < 1200; i++) { s += "a"; if (i % 300 === 299) { parts.push(s); s = "" } } parts.map((p) => p.length).join()`:                   "300,300,300,300",
		`var {a = (() => { let s = ""; s += "in"; return s })()} = {}; a`:                                                                                                               "in",
		`function f(x = (() => { let q = ""; q += "d"; return q })()) { return x } f()`:                                                                                                 "d",
	} {
		if got := run(t, code); got != want {
			t.Errorf("%s\n got %q\nwant %q", code, got, want)
		}
	}
}

func TestAppender_Max(t *testing.T) {
	rt := goja.New()
	a := NewAppender(rt)
	a.max = 1 << 20
	_ = rt.GlobalObject().Set(AppendName, a.Append)
	v, err := rt.RunProgram(compile(t, `let s = "x", e; try { for (;;) s += s } catch (e) { String(e) + s.length }`))
	if err != nil || v.String() != "RangeError: Invalid string length1048576" {
		t.Errorf("got %v, %v", v, err)
	}
}

// Every place where an expression can stand is visited.
func TestAppends_Everywhere(t *testing.T) {
	const e = `(s += "x")`
	for _, code := range []string{
		e, "if (E) ;", "if (1) E; else E", "for (E; E; E) break", "for (const k in E) ;", "for (const k of E) ;", "for (const [k = E] of [[]]) ;",
		"while (E) break", "do E; while (0 && E)", "switch (E) { case E: E; default: E }", "try { E } catch { E } finally { E }",
		"try { throw {} } catch ({ a = E }) {}", "label: E", "var v = E", "let { [E]: v = E, ...w } = {}", "const [v = E, ...w] = []",
		"function f(a = E, { b = E } = {}, ...[c = E]) { return E } f()", "(() => E)()", "((a = E) => { E })()", "(async () => { await E })()",
		"(function* () { yield E; yield* [E] })().next()", "class A extends (E, Object) { [E] = E; static [E + 1]() { E } static { E } get g() { return E } #p = E } new A",
		"[E, ...E]", "({ a: E, [E]: E, m() { E }, get g() { return E }, ...E })", "`${E}`", "((x) => x)`${E}`", "(E).length", "(E)?.length", "(E)?.[E]", "s.at?.(E)", "s?.at(E)?.length", "s[E]?.x", "[][E]",
		"E ? E : E", "E, E", "!E", "typeof E", "E in {}", "E + E", "E && E || E ?? E", "new (class { constructor(a) {} })(E, ...E)", "((a) => a)(E, ...E)",
		"var q; q = E; [q = E] = []; ({ q = E, z: q = E } = {})", "with_: { E }",
	} {
		code = strings.ReplaceAll(strings.ReplaceAll(code, "E", e), " || "+e+" ?? "+e, " || "+e)
		p, err := parser.ParseFile(nil, "test.js", "let s = '';"+code, 0)
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		want := strings.Count(code, e)
		Appends(p)
		if got := calls(p); got != want {
			t.Errorf("%s: %d of %d places visited", code, got, want)
		}
		if _, err := goja.CompileAST(p, true); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// calls counts the calls that Appends made.
func calls(p *ast.Program) int {
	n := 0
	(&walker{change: func(e ast.Expression) ast.Expression {
		if c, ok := e.(*ast.CallExpression); ok {
			if id, ok := c.Callee.(*ast.Identifier); ok && id.Name == AppendName {
				n++
			}
		}
		return e
	}}).program(p)
	return n
}

func BenchmarkAppend(b *testing.B) {
	for name, piece := range map[string]string{"ascii": "ab", "unicode": "aé"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if got := run(b, `let s = ""; for (let i = 0; i < 1e5; i++) s += "`+piece+`"; s.length`); got != "200000" {
					b.Fatal(got)
				}
			}
		})
	}
}
