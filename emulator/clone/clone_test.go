package clone

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

// jsError stands for an exception that the options made.
type jsError struct{ name, message string }

func (e *jsError) Error() string { return e.name + ": " + e.message }

func throw(name, message string) error { return &jsError{name, message} }

type harness struct {
	testing.TB
	rt *goja.Runtime
	c  *Codec
}

func newHarness(t testing.TB) *harness {
	t.Helper()
	rt := goja.New()
	c, err := NewCodec(rt)
	if err != nil {
		t.Fatal(err)
	}
	h := &harness{t, rt, c}
	h.eval("globalThis.S = e => { e.stack = 'S'; return e }")
	return h
}

func (h *harness) eval(js string) goja.Value {
	h.Helper()
	v, err := h.rt.RunString("(" + js + ")")
	if err != nil {
		h.Fatalf("%s: %v", js, err)
	}
	return v
}

func (h *harness) serialize(js string, opts Options) ([]byte, error) {
	h.Helper()
	opts.Throw = throw
	return h.c.Serialize(h.eval(js), opts)
}

type vector struct {
	js, format       string
	legacy, readOnly bool
	data             []byte
}

func vectors(t testing.TB) []vector {
	text, err := os.ReadFile("testdata/vectors.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []vector
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), " | ")
		v := vector{js: fields[0], format: fields[2]}
		v.js, v.legacy = strings.CutPrefix(v.js, "legacy: ")
		v.js, v.readOnly = strings.CutPrefix(v.js, "read: ")
		v.data, err = hex.DecodeString("ff0f" + strings.ReplaceAll(fields[1], " ", ""))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}

// DO-DISK-20 to 28, DO-STORAGE-51, 52: the bytes are workerd's. DO-STORAGE-50, DO-TRAP-19.
func TestSerialize(t *testing.T) {
	h := newHarness(t)
	for _, v := range vectors(t) {
		if v.readOnly {
			continue
		}
		got, err := h.serialize(v.js, Options{EnhancedErrors: !v.legacy})
		if err != nil {
			t.Errorf("%s: %v", v.js, err)
		} else if !bytes.Equal(got, v.data) {
			t.Errorf("%s\n got %x\nwant %x", v.js, got, v.data)
		}
	}
}

// What is read prints, and is written again, like the bytes it came from.
func TestDeserialize(t *testing.T) {
	h := newHarness(t)
	for _, v := range vectors(t) {
		value, err := h.c.Deserialize(v.data, Options{Throw: throw})
		if err != nil {
			t.Errorf("%s: %v", v.js, err)
			continue
		}
		again, err := h.c.Serialize(value, Options{EnhancedErrors: !v.legacy, Throw: throw})
		if err != nil {
			t.Errorf("%s: %v", v.js, err)
			continue
		}
		tree, err := wire.Decode(again)
		if err != nil {
			t.Errorf("%s: %x: %v", v.js, again, err)
			continue
		}
		if got := wire.Format(tree, wire.Limits{}); got != v.format {
			t.Errorf("%s:\n got %s\nwant %s", v.js, got, v.format)
		}
	}
}

func TestDeserializedShape(t *testing.T) {
	h := newHarness(t)
	h.eval(`globalThis.own = (o, k) => { const d = Object.getOwnPropertyDescriptor(o, k); return d && k + ' ' + d.value + ' ' + d.enumerable }`)
	tests := []struct{ js, check, want string }{
		{"{a: 1}", "Object.getPrototypeOf(v) === Object.prototype && own(v, 'a')", "a 1 true"},
		{"Object.create(null)", "Object.getPrototypeOf(v) === Object.prototype", "true"},
		{"JSON.parse('{\"__proto__\": 1}')", "own(v, '__proto__')", "__proto__ 1 true"},
		{"((strings) => strings)`a${1}b`", "JSON.stringify(v) + ' ' + Array.isArray(v)", `["a","b"] true`},
		{"[1, , 3]", "v.length + ' ' + (1 in v) + ' ' + Array.isArray(v)", "3 false true"},
		{"new Array(4000000000)", "v.length", "4000000000"},
		{"[undefined]", "v.length + ' ' + (0 in v) + ' ' + v[0]", "1 true undefined"},
		{"(a => (a.push(a), a))([1])", "v[1] === v && v.length === 2 && v[0] === 1", "true"},
		{"(a => (a.push({a}), a))([])", "v[0].a === v", "true"},
		{"(m => m.set('m', m))(new Map())", "v.get('m') === v && v.size === 1", "true"},
		{"new Map([[-0, 1], [NaN, 2]])", "Object.is([...v.keys()][0], 0) + ' ' + v.get(NaN)", "true 2"},
		{"new Set(['b', 'a'])", "[...v].join()", "b,a"},
		{"new Date(5)", "v instanceof Date && v.getTime()", "5"},
		{"new Date(NaN)", "isNaN(v.getTime())", "true"},
		{"new Date(-1)", "v.getTime()", "-1"},
		{"/a\\/b/giy", "v.source + ' ' + v.flags + ' ' + v.test('A/B')", `a\/b giy true`},
		{"-0", "Object.is(v, -0)", "true"},
		{"NaN", "Object.is(v, NaN)", "true"},
		{"2**53", "v", "9007199254740992"},
		{"-(2n**70n)", "v === -(2n**70n)", "true"},
		{"'\\ud800x'", "v.charCodeAt(0) + ' ' + v.length", "55296 2"},
		{"({['\\ud800']: 1, '\\ufffd': 2})", "v['\\ud800'] + ' ' + v['\\ufffd']", "1 2"},
		{"'é'", "v.charCodeAt(0)", "233"},
		{"Object('x')", "typeof v + ' ' + v.length", "object 1"},
		{"Object(1n)", "typeof v + ' ' + (v.valueOf() === 1n)", "object true"},
		{"(b => ({a: new Uint8Array(b), b: new DataView(b, 1)}))(new ArrayBuffer(4))",
			"v.a.buffer === v.b.buffer && v.b.byteLength", "3"},
		{"S(new TypeError('m'))", "v.constructor.name + ' ' + own(v, 'message') + ' ' + own(v, 'stack')", "TypeError message m false stack S true"},
		{"S(Object.assign(new RangeError('m'), {name: 'Zed', x: {}}))",
			"v.constructor.name + ' ' + own(v, 'name') + ' ' + typeof v.x", "Error name Zed true object"},
		{"S(new AggregateError([S(new Error('i'))], 'm'))",
			"v instanceof AggregateError && v.errors[0].message + ' ' + own(v, 'message')", "i message m false"},
		{"S(new Error('m', {cause: {}}))", "typeof v.cause", "object"},
	}
	for _, test := range tests {
		data, err := h.serialize(test.js, Options{EnhancedErrors: true})
		if err != nil {
			t.Errorf("%s: %v", test.js, err)
			continue
		}
		v, err := h.c.Deserialize(data, Options{Throw: throw})
		if err != nil {
			t.Errorf("%s: %v", test.js, err)
			continue
		}
		_ = h.rt.Set("v", v)
		if got := h.eval(test.check).String(); got != test.want {
			t.Errorf("%s: %s: got %s, want %s", test.js, test.check, got, test.want)
		}
	}
}

// DO-STORAGE-53, DO-DISK-25: errors of dates before 2026-04-21.
func TestLegacyErrors(t *testing.T) {
	h := newHarness(t)
	data, err := h.serialize("S(Object.assign(new TypeError('m', {cause: 1}), {x: 1}))", Options{})
	if err != nil {
		t.Fatal(err)
	}
	v, err := h.c.Deserialize(data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_ = h.rt.Set("v", v)
	check := "v.constructor.name + v.message + v.stack + v.cause + v.x + Object.keys(v).length"
	if got := h.eval(check).String(); got != "TypeErrormS1undefined0" {
		t.Errorf("got %s", got)
	}
}

// DO-RPC-40: an error passed as an argument has the stack of where it was received.
func TestFreshStacks(t *testing.T) {
	h := newHarness(t)
	data, err := h.serialize("S(new Error('m'))", Options{EnhancedErrors: true})
	if err != nil {
		t.Fatal(err)
	}
	v, err := h.c.Deserialize(data, Options{FreshStacks: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := v.ToObject(h.rt).Get("stack").String(); got == "S" {
		t.Errorf("got the writer's stack")
	}
}

func TestFormatStack(t *testing.T) {
	h := newHarness(t)
	upper := func(s string) string { return "<" + s + ">" }
	for enhanced, want := range map[bool]string{true: "2203" + "3c533e", false: "732203" + "3c533e"} {
		data, err := h.serialize("S(new Error('m'))", Options{EnhancedErrors: enhanced, FormatStack: upper})
		if err != nil {
			t.Fatal(err)
		}
		if got := hex.EncodeToString(data); !strings.Contains(got, want) {
			t.Errorf("enhanced %v: got %s", enhanced, got)
		}
	}
}

// DO-STORAGE-54, DO-RPC-34
func TestRefusals(t *testing.T) {
	h := newHarness(t)
	h.eval("globalThis.Foo = class Foo { constructor() { this.a = 1 } }")
	same := "same"
	tests := []struct{ js, storage, rpc string }{
		{"function foo(a, b) { return a+b }", "function foo(a, b) { return a+b } could not be cloned.", same},
		{"() => 1", "() => 1 could not be cloned.", same},
		{"{f() { return 1 }}.f", "f() { return 1 } could not be cloned.", same},
		{"class A {}", "class A {} could not be cloned.", same},
		{"Math.max", "function max() { [native code] } could not be cloned.", same},
		{"function long() { return '" + strings.Repeat("a", 200) + "' }",
			"function long() { return '" + strings.Repeat("a", 85) + "...<omitted>... } could not be cloned.", same},
		{"{a: [() => 1]}", "() => 1 could not be cloned.", same},
		{"Symbol('x')", "Symbol(x) could not be cloned.", same},
		{"Symbol()", "Symbol() could not be cloned.", same},
		{"Symbol.iterator", "Symbol(Symbol.iterator) could not be cloned.", same},
		{"Object(Symbol('x'))", "[object Symbol] could not be cloned.", same},
		{"new WeakMap()", "#<WeakMap> could not be cloned.", same},
		{"new WeakSet()", "#<WeakSet> could not be cloned.", same},
		{"Promise.resolve()", "#<Promise> could not be cloned.", same},
		{"new (class Hey extends WeakMap {})()", "#<Hey> could not be cloned.", same},
		{"(function* () {})()", "[object Generator] could not be cloned.", same},
		{"(function () { return arguments })(1)", "#<Object> could not be cloned.", same},
		{"[].values()", "[object Array Iterator] could not be cloned.", same},
		{"new Map().entries()", "[object Map Iterator] could not be cloned.", same},
		{"new Set().values()", "[object Set Iterator] could not be cloned.", same},
		{"''[Symbol.iterator]()", "[object String Iterator] could not be cloned.", same},
		{"'a'.matchAll(/a/g)", "[object RegExp String Iterator] could not be cloned.", same},
		{"new Proxy({}, {})", "#<Object> could not be cloned.", same},
		{"new Proxy([], {})", "[object Object] could not be cloned.", same},
		{"new Proxy(function f() {}, {})", "function f() {} could not be cloned.", same},
		{"new Proxy(new Map(), {})", "#<Map> could not be cloned.", same},
		{"new Proxy(new Foo(), {})", "#<Foo> could not be cloned.", same},
		{"(p => (p.revoke(), p.proxy))(Proxy.revocable({}, {}))", "null could not be cloned.", same},
		{"globalThis", "#<ServiceWorkerGlobalScope> could not be cloned.", same},
		{"Object.assign(new WeakMap(), {toString: () => 'zz'})", "[object WeakMap] could not be cloned.", same},
		{"Object.assign(new WeakMap(), {constructor: 1})", "[object WeakMap] could not be cloned.", same},
		{"Object.defineProperty(new WeakMap(), 'constructor', {get() { return class Zoo {} }})", "[object WeakMap] could not be cloned.", same},
		{"Object.defineProperty(Object.assign(new WeakMap(), {constructor: 1}), Symbol.toStringTag, {value: 'Tagged'})",
			"[object Tagged] could not be cloned.", same},
		{"new Foo()", "", `Could not serialize object of type "Foo". This type does not support serialization.`},
		{"[new Foo()]", "", `Could not serialize object of type "Foo". This type does not support serialization.`},
		{"Object.create(null)", "", `Could not serialize object of type "Object". This type does not support serialization.`},
		{"Object.create({})", "", `Could not serialize object of type "Object". This type does not support serialization.`},
		{"new (class {})()", "", `Could not serialize object of type "Object". This type does not support serialization.`},
		{"new (class RR { get [Symbol.toStringTag]() { return 'tt' } })()", "", `Could not serialize object of type "RR". This type does not support serialization.`},
		{"new (function Old() { this.x = 1 })()", "", `Could not serialize object of type "Old". This type does not support serialization.`},
		{"Object.create(Error.prototype)", "", `Could not serialize object of type "Error". This type does not support serialization.`},
		{"Object.prototype", "", `Could not serialize object of type "Object". This type does not support serialization.`},
		{"Foo.prototype", "", ""},
		{"({[Symbol.toStringTag]: 'TT'})", "", ""},
		{"Math", "", ""},
		{"new (class MM extends Map {})()", "", ""},
		{"new (class E extends Error {})()", "", ""},
	}
	for _, test := range tests {
		if test.rpc == same {
			test.rpc = test.storage
		}
		for mode, want := range map[Mode]string{Storage: test.storage, StructuredClone: test.storage, RPC: test.rpc} {
			_, err := h.serialize(test.js, Options{Mode: mode})
			got := ""
			var thrown *jsError
			switch {
			case errors.As(err, &thrown) && thrown.name == "DataCloneError":
				got = thrown.message
			case err != nil:
				got = err.Error()
			}
			if got != want {
				t.Errorf("%s, mode %d: got %q, want %q", test.js, mode, got, want)
			}
		}
	}
}

// DO-STORAGE-52
func TestGetterExceptionPropagates(t *testing.T) {
	h := newHarness(t)
	h.eval("globalThis.boo = new RangeError('boo')")
	for _, js := range []string{
		"({get a() { throw boo }})",
		"[{get a() { throw boo }}]",
		"new Map([[1, {get a() { throw boo }}]])",
		"Object.defineProperty([1], 0, {get() { throw boo }, enumerable: true})",
		"Object.defineProperty(new Error(), 'x', {get() { throw boo }})",
	} {
		_, err := h.serialize(js, Options{EnhancedErrors: true})
		var ex *goja.Exception
		if !errors.As(err, &ex) || !ex.Value().SameAs(h.rt.Get("boo")) {
			t.Errorf("%s: got %v", js, err)
		}
	}
	if _, err := h.serialize("1", Options{}); err != nil {
		t.Errorf("after exceptions: %v", err)
	}
}

func TestNestingLimit(t *testing.T) {
	h := newHarness(t)
	_, err := h.serialize("(o => { for (let i = 0; i < 100000; i++) o = {o}; return o })({})", Options{})
	if want := "RangeError: Maximum call stack size exceeded"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	deep := append([]byte{0xff, 0x0f}, bytes.Repeat([]byte("A\x01"), 100000)...)
	if _, err := h.c.Deserialize(deep, Options{Throw: throw}); err == nil {
		t.Errorf("read a value that is too deep")
	}
}

// Getters may serialise values themselves.
func TestReentrancy(t *testing.T) {
	h := newHarness(t)
	_ = h.rt.Set("inner", func(goja.FunctionCall) goja.Value {
		data, err := h.c.Serialize(h.eval("[1, {a: 'b'}]"), Options{})
		if err != nil {
			t.Error(err)
		}
		return h.rt.ToValue(hex.EncodeToString(data))
	})
	data, err := h.serialize("({x: 1, get y() { return inner() }})", Options{})
	if err != nil {
		t.Fatal(err)
	}
	tree, _ := wire.Decode(data)
	want := `{x: 1, y: "ff0f410249026f2201612201627b01240002"}`
	if got := wire.Format(tree, wire.Limits{}); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Nothing that user code does to built-ins is noticed.
// What an error has besides kind and message goes by way of an object, as in the real runtime: a
// setter of Object.prototype gets it instead.
func TestErrorProperties_Setter(t *testing.T) {
	h := newHarness(t)
	h.eval(`Object.defineProperty(Object.prototype, "extra", { set(v) { globalThis.seen = v }, configurable: true })`)
	data, err := h.serialize(`(() => { const e = new Error("m"); Object.defineProperty(e, "extra", { value: 7, enumerable: true }); return e })()`, Options{EnhancedErrors: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := h.eval("globalThis.seen").String(); got != "7" {
		t.Errorf("the setter got %s, want 7", got)
	}
	if bytes.Contains(data, []byte("extra")) {
		t.Errorf("the property was written: %q", data)
	}
}

func TestHostilePrototypes(t *testing.T) {
	h := newHarness(t)
	js := `{a: new Map([[1, {b: 2}]]), s: new Set([1]), l: [1, 2, , 3], d: new Date(5), r: /x/g, u: new Uint8Array([1, 2]),
		v: new DataView(new ArrayBuffer(2)), o: Object("s"), e: S(new TypeError("m"))}`
	want, err := h.serialize(js, Options{EnhancedErrors: true})
	if err != nil {
		t.Fatal(err)
	}
	v := h.eval(js)
	h.eval(`(() => {
		const bad = () => { throw new Error("user code ran") };
		const TA = Object.getPrototypeOf(Uint8Array.prototype);
		const targets = [];
		for (const c of [Map, Set, Array, Date, String, ArrayBuffer, DataView, Uint8Array, Reflect, Function]) {
			targets.push(c.prototype || c);
		}
		targets.push(TA);
		const properties = [];
		for (const o of targets) {
			for (const k of Reflect.ownKeys(o)) if (k !== "constructor" && k !== "next") properties.push({ o, k });
		}
		const define = Object.defineProperty;
		for (const k of ["a", "b", "s", "l", "d", "r", "u", "v", "o", "e", "0", "1", "2", "3", "length", "name"])
			Object.defineProperty(Object.prototype, k, { get: bad, set: bad, configurable: true });
		for (const k of ["source", "flags", "global"]) Object.defineProperty(RegExp.prototype, k, { get: bad });
		for (const k of ["Map", "Set", "Date", "RegExp", "Uint8Array", "DataView", "Error", "TypeError", "Object"]) globalThis[k] = bad;
		for (let i = 0; i < properties.length; i++) {
			try { define(properties[i].o, properties[i].k, { get: bad, set: bad, configurable: true }) } catch {}
		}
	})()`)
	if got := h.eval("(() => { try { [1].map(x => x); return 'calm' } catch { return 'hostile' } })()").String(); got != "hostile" {
		t.Fatalf("prototypes are %s", got)
	}
	got, err := h.c.Serialize(v, Options{EnhancedErrors: true, Throw: throw})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got %x\nwant %x", got, want)
	}
	back, err := h.c.Deserialize(want, Options{Throw: throw})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := h.c.Serialize(back, Options{EnhancedErrors: true}); err != nil || !bytes.Equal(again, want) {
		t.Errorf("read back: got %x, %v\nwant %x", again, err, want)
	}
}

func TestStructuredClone(t *testing.T) {
	h := newHarness(t)
	_ = h.rt.Set("clone", func(call goja.FunctionCall) goja.Value {
		var transfer []goja.Value
		if list, ok := call.Argument(1).(*goja.Object); ok {
			for _, key := range list.Keys() {
				transfer = append(transfer, list.Get(key))
			}
		}
		v, err := h.c.Clone(call.Argument(0), transfer, Options{Throw: throw, EnhancedErrors: true})
		var ex *goja.Exception
		switch {
		case errors.As(err, &ex):
			panic(ex)
		case err != nil:
			panic(h.rt.ToValue(err.Error()))
		}
		return v
	})
	tests := []struct{ js, want string }{
		{"(o => { const c = clone(o); return c !== o && c.a.get(1) })({a: new Map([[1, 'x']])})", "x"},
		{"(b => { const c = clone(b, [b]); return b.byteLength + ' ' + c.byteLength })(new ArrayBuffer(3))", "0 3"},
		{"(u => { const c = clone({u}, [u.buffer, u.buffer]); return u.length + ' ' + c.u[1] })(new Uint8Array([1, 2]))", "0 2"},
		{"(u => { const c = clone(u, [u]); return u.length + ' ' + c[1] })(new Uint8Array([1, 2]))", "0 2"},
		{"(b => { clone(1, [b]); return b.byteLength })(new ArrayBuffer(3))", "0"},
		{"(b => { clone(b, [b]); try { clone(b) } catch (e) { return e } })(new ArrayBuffer(3))",
			"DataCloneError: An ArrayBuffer is detached and could not be cloned."},
		{"(u => { clone(u, [u.buffer]); try { clone(u) } catch (e) { return e } })(new Uint8Array(3))",
			"DataCloneError: An ArrayBuffer is detached and could not be cloned."},
		{"(b => { try { clone(() => 1, [b]) } catch (e) { return e + b.byteLength } })(new ArrayBuffer(3))",
			"DataCloneError: () => 1 could not be cloned.3"},
		{"(() => { try { clone(1, [{}]) } catch (e) { return e } })()", "TypeError: Object is not transferable"},
		{"(() => { const e = S(new Error('m')); e.self = e; try { clone(e) } catch (x) { return x } })()",
			"Error: Unable to deserialize cloned data."},
		{"(() => { const e = S(new Error('m')); e.message = 5; try { clone(e) } catch (x) { return x } })()",
			"DataCloneError: Deserialization failed: error message is not a string"},
	}
	for _, test := range tests {
		if got := h.eval(test.js).String(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.js, got, test.want)
		}
	}
}

// DO-DISK-27: values that only the real runtime writes.
func TestForeignValues(t *testing.T) {
	h := newHarness(t)
	for data, want := range map[string]string{
		"4202003e5668000200":        "Float32Array 1.5",
		"7e020800005642000003":      "Uint8Array 0,0",
		"7e04080000010256420102 02": "Uint8Array 0,1",
		"41024902 2d 240002":        "Array 1,",
		"4102 5e00 4902 240002":     "Array ,1",
	} {
		raw, err := hex.DecodeString("ff0f" + strings.ReplaceAll(data, " ", ""))
		if err != nil {
			t.Fatal(err)
		}
		v, err := h.c.Deserialize(raw, Options{Throw: throw})
		if err != nil {
			t.Errorf("%s: %v", data, err)
			continue
		}
		_ = h.rt.Set("v", v)
		if got := h.eval("v.constructor.name + ' ' + v").String(); got != want {
			t.Errorf("%s: got %s, want %s", data, got, want)
		}
	}
}

func TestBadBytes(t *testing.T) {
	h := newHarness(t)
	bad := []byte("\xff\x0fo\"\x01aT")
	_, err := h.c.Deserialize(bad, Options{Throw: throw})
	var at *wire.Error
	if !errors.As(err, &at) || at.Offset != len(bad) {
		t.Errorf("got %v", err)
	}
	_, err = h.c.Deserialize(bad, Options{Mode: RPC, Throw: throw})
	if want := "Error: Unable to deserialize cloned data."; fmt.Sprint(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
