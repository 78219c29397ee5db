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
		`[1, 2, 3].values().map(x => x * 2).filter(x => x > 2).toArray().join()`:                                                                                                                                "4,6",
		`[1, 2, 3, 4].values().drop(1).take(2).toArray().join()`:                                                                                                                                                "2,3",
		`Iterator.from({ next() { return { done: true } } }).toArray().length`:                                                                                                                                  "0",
		`(class extends Iterator { next() { return { done: true } } }).name`:                                                                                                                                    "",
		`JSON.stringify(Object.groupBy([1, 2, 3], x => x % 2 ? "odd" : "even"))`:                                                                                                                                `{"odd":[1,3],"even":[2]}`,
		`Map.groupBy([1, 2, 3], x => x % 2).get(1).join()`:                                                                                                                                                      "1,3",
		`typeof Promise.withResolvers().resolve`:                                                                                                                                                                "function",
		`"a\ud800b".isWellFormed() + " " + "a\ud800b".toWellFormed()`:                                                                                                                                           "false a\ufffdb",
		`"\u{1f600}".isWellFormed() + " " + "\udc00\u{1f600}\ud800".toWellFormed()`:                                                                                                                             "true \ufffd\U0001f600\ufffd",
		`const o = {}; o.__defineGetter__("a", () => 5); o.a + typeof o.__lookupGetter__("a") + o.__lookupSetter__("a")`:                                                                                        "5functionundefined",
		`const m = new Map([["a", 1]]); [m.getOrInsert("a", 2), m.getOrInsert("b", 3), m.getOrInsertComputed("c", (k) => k + 4), m.size].join()`:                                                                "1,3,c4,3",
		`const b = new Uint8Array([1, 2, 3]).buffer, c = b.transfer(); [b.detached, b.byteLength, c.detached, c.byteLength, new Uint8Array(c.transfer(2)).join("")].join()`:                                     "true,0,false,3,12",
		`const b = new ArrayBuffer(4, { maxByteLength: 8 }); [b.resizable, b.byteLength, b.maxByteLength, new ArrayBuffer(3).resizable, new ArrayBuffer(3).maxByteLength].join()`:                               "true,4,8,false,3",
		`const b = new ArrayBuffer(4, { maxByteLength: 8 }), v = new Uint8Array(b); v.fill(7); b.resize(6); [v.length, ...v].join()`:                                                                            "6,7,7,7,7,0,0",
		`const b = new ArrayBuffer(4, { maxByteLength: 8 }), v = new Uint8Array(b); v.fill(7); b.resize(2); const n = [v.length, v[3]]; b.resize(4); [...n, ...v].join()`:                                       "2,,7,7,0,0",
		`const b = new ArrayBuffer(8, { maxByteLength: 8 }), v = new Uint8Array(b, 2, 4), w = v.subarray(1); b.resize(5); const n = [v.length, v[0], w.length]; b.resize(8); [...n, v.length, w.length].join()`: "0,,0,4,3",
		`const b = new ArrayBuffer(7, { maxByteLength: 16 }), v = new Uint32Array(b); b.resize(12); [v.length, v.byteLength, v[2]].join()`:                                                                      "3,12,0",
		`const b = new ArrayBuffer(4, { maxByteLength: 8 }), d = new DataView(b, 1); b.resize(8); d.setUint8(6, 9); [d.byteLength, new Uint8Array(b)[7]].join()`:                                                "7,9",
		`const b = new ArrayBuffer(4, { maxByteLength: 8 }); try { b.resize(9) } catch (e) { e.name + e.message }`:                                                                                              "RangeErrorArrayBuffer.prototype.resize: Invalid length parameter",
		`try { new ArrayBuffer(9, { maxByteLength: 8 }) } catch (e) { e.name + e.message }`:                                                                                                                     "RangeErrorInvalid array buffer max length",
		`try { new ArrayBuffer(4).resize(2) } catch (e) { e.name }`:                                                                                                                                             "TypeError",
		`const b = new ArrayBuffer(4, { maxByteLength: 8 }); b.transfer(); try { b.resize(2) } catch (e) { e.message }`:                                                                                         "Cannot perform ArrayBuffer.prototype.resize on a detached ArrayBuffer",
		`const b = new ArrayBuffer(4, { maxByteLength: 8 }); [b instanceof ArrayBuffer, b.constructor === ArrayBuffer, ArrayBuffer.name, ArrayBuffer.isView(new Uint8Array(b)), b.slice(1).byteLength, new Uint8Array(b).constructor === Uint8Array].join()`: "true,true,ArrayBuffer,true,3,true",
		`class B extends ArrayBuffer {}; const b = new B(2, { maxByteLength: 4 }); b.resize(4); [b instanceof B, b.byteLength].join()`:                                                                                                                       "true,4",
		`let kept; new Proxy(() => {}, { apply(t, self, args) { kept = args; } })(1, [2]); ((...a) => a.map((x) => x))(9, 8, 7, 6, 5); JSON.stringify(kept)`:                                                                                                 "[1,[2]]",
		`let kept; new (new Proxy(class {}, { construct(t, args, n) { kept = args; return {}; } }))(1, 2); ((...a) => a.map((x) => x))(9, 8, 7, 6, 5); JSON.stringify(kept)`:                                                                                 "[1,2]",
		`const h = { seen: 0, apply() { return ++this.seen; }, get(t, k) { return k; } }, p = new Proxy(() => {}, h); [p(), p(), h.seen, p.x, Proxy.name, Proxy.length, typeof p].join()`:                                                                    "1,2,2,x,Proxy,2,function",
		`const h = {}, p = new Proxy((x) => x, h); const before = p(1); h.apply = () => 2; [before, p(1)].join()`:                                                                                                                                            "1,2",
		`RegExp.escape("a.b*c")`:                              `\x61\.b\*c`,
		`Uint8Array.from("123", Number).join()`:               "1,2,3",
		`new WeakRef({ a: 1 }).deref().a`:                     "1",
		`typeof Symbol.asyncIterator + typeof Symbol.dispose`: "symbolsymbol",
		`Object.keys(globalThis).join()`:                      "",
		`const s = new DisposableStack; let l = ""; s.defer(() => l += 1); s.defer(() => l += 2); s.dispose(); l`: "21",
		`try { "x".repeat(2 ** 33) } catch (e) { e.name }`:                                                        "RangeError",
		`try { "x".padEnd(2 ** 33) } catch (e) { e.message }`:                                                     "Invalid string length",
		`"ab".repeat(3) + "a".padStart(3, "-") + "".repeat.name + "".repeat.length`:                               "ababab--arepeat1",
		`try { new Array(2 ** 32 - 1).fill(0) } catch (e) { e.message }`:                                          "Invalid array length",
		`[3, 1, 2].sort().join("-") + [1, 2].fill(0) + [1, 2].reverse()`:                                          "1-2-30,02,1",
		`const a = []; a.push([a]); try { a.flat(Infinity) } catch (e) { e.message }`:                             "Maximum call stack size exceeded",
		`const a = [1]; [a, [a, [[a]]]].flat(Infinity).join()`:                                                    "1,1,1",
		`function E() { Error.captureStackTrace(this, E); this.message = "late" } function make() { return new E } make().stack.split("\n").slice(0, 2).join().replace(/\(.*/, "")`: "Error: late,    at make ",
		`const o = { name: "N", message: "m" }; Error.captureStackTrace(o); o.stack.split("\n")[0] + Object.keys(o)`:                                                                "N: mname,message",
		`const o = {}; Error.captureStackTrace(o, () => {}); o.stack`:                                                                                                               "Error",
		`Error.stackTraceLimit = 0; const o = {}; Error.captureStackTrace(o); o.stack`:                                                                                              "Error",
		`const o = {}; Error.captureStackTrace(o); o.stack = 5; o.stack`:                                                                                                            "5",
		`try { Error.captureStackTrace(1) } catch (e) { String(e) }`:                                                                                                                "TypeError: invalid_argument",
		`class Foo extends Function {} typeof new Foo() + (new Function())()`:                                                                                                       "functionundefined",
		`try { new Function("return 1") } catch (e) { e.name + ": " + e.message }`:                                                                                                  "EvalError: Code generation from strings disallowed for this context",
		`try { (0, eval)("1") } catch (e) { e.name }`:                                                                                                                               "EvalError",
		`try { (async () => {}).constructor("return 1") } catch (e) { e.name }`:                                                                                                     "EvalError",
		`(() => {}) instanceof Function`:                                                                                                                                            "true",
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
