package lang

import (
	"testing"

	"github.com/devdo/devdo/emulator/isolate"
)

// eval runs an expression in a fresh isolate and returns it as text.
func eval(t *testing.T, code string) string {
	t.Helper()
	iso := isolate.New(isolate.Options{})
	defer iso.Close()
	var got string
	iso.Do(func() {
		if err := iso.Install(Modules()...); err != nil {
			t.Error(err)
			return
		}
		v, err := iso.Runtime().RunString(code)
		if err != nil {
			t.Errorf("%s: %v", code, err)
			return
		}
		got = v.String()
	})
	return got
}

func TestLang(t *testing.T) {
	for code, want := range map[string]string{
		`[1, 2, 3].values().map(x => x * 2).filter(x => x > 2).toArray().join()`:    "4,6",
		`[1, 2, 3, 4].values().drop(1).take(2).toArray().join()`:                    "2,3",
		`Iterator.from({ next() { return { done: true } } }).toArray().length`:      "0",
		`(class extends Iterator { next() { return { done: true } } }).name`:        "",
		`JSON.stringify(Object.groupBy([1, 2, 3], x => x % 2 ? "odd" : "even"))`:    `{"odd":[1,3],"even":[2]}`,
		`Map.groupBy([1, 2, 3], x => x % 2).get(1).join()`:                          "1,3",
		`typeof Promise.withResolvers().resolve`:                                    "function",
		`"a\ud800b".isWellFormed() + " " + "a\ud800b".toWellFormed()`:               "false a\ufffdb",
		`"\u{1f600}".isWellFormed() + " " + "\udc00\u{1f600}\ud800".toWellFormed()`: "true \ufffd\U0001f600\ufffd",
		`RegExp.escape("a.b*c")`:                              `\x61\.b\*c`,
		`Uint8Array.from("123", Number).join()`:               "1,2,3",
		`new WeakRef({ a: 1 }).deref().a`:                     "1",
		`typeof Symbol.asyncIterator + typeof Symbol.dispose`: "symbolsymbol",
		`Object.keys(globalThis).join()`:                      "",
		`const s = new DisposableStack; let l = ""; s.defer(() => l += 1); s.defer(() => l += 2); s.dispose(); l`: "21",
		`try { "x".repeat(2 ** 33) } catch (e) { e.name }`:                                                        "RangeError",
		`try { new Function("return 1") } catch (e) { e.name + ": " + e.message }`:                                "EvalError: Code generation from strings disallowed for this context",
		`try { (0, eval)("1") } catch (e) { e.name }`:                                                             "EvalError",
		`try { (async () => {}).constructor("return 1") } catch (e) { e.name }`:                                   "EvalError",
		`(() => {}) instanceof Function`:                                                                          "true",
	} {
		if got := eval(t, code); got != want {
			t.Errorf("%s = %q, want %q", code, got, want)
		}
	}
}

func TestAllowEval(t *testing.T) {
	iso := isolate.New(isolate.Options{})
	defer iso.Close()
	iso.Do(func() {
		if err := iso.Install(Modules()...); err != nil {
			t.Error(err)
			return
		}
		AllowEval(iso, true)
		v, err := iso.Runtime().RunString(`new Function("a", "return a + 1")(1)`)
		if err != nil || v.String() != "2" {
			t.Errorf("new Function = %v, %v", v, err)
		}
	})
}

func BenchmarkInstall(b *testing.B) {
	for b.Loop() {
		iso := isolate.New(isolate.Options{})
		iso.Do(func() {
			if err := iso.Install(Modules()...); err != nil {
				b.Error(err)
			}
		})
		iso.Close()
	}
}
