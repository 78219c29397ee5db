package clone

import (
	"encoding/hex"
	"errors"
	"testing"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

// pointHost knows a class Point, which has a value inside, functions by reference in RPC, and a
// class URL that cannot be cloned.
type pointHost struct{ h *harness }

const tagPoint, tagFunction = 99, wire.HostRPCStub

func (p pointHost) class(name string) *goja.Object { return p.h.rt.Get(name).(*goja.Object) }

func (p pointHost) WriteHost(o *goja.Object, w *Writer) (bool, error) {
	if _, callable := goja.AssertFunction(o); callable {
		if w.Mode() != RPC {
			return false, nil
		}
		w.Host(tagFunction)
		return true, nil
	}
	if !p.h.rt.InstanceOf(o, p.class("Point")) {
		return false, nil
	}
	w.Host(tagPoint)
	w.Text("é")
	return true, w.Value(o.Get("inner"))
}

func (p pointHost) ReadHost(tag uint32, r *Reader) (goja.Value, error) {
	switch tag {
	case tagPoint:
		if text := r.Text(); text != "é" {
			return nil, errors.New("bad point " + text)
		}
		inner := r.Value()
		if err := r.Err(); err != nil {
			return nil, err
		}
		return p.h.rt.New(p.class("Point"), inner)
	case tagFunction:
		return p.h.eval("() => 'stub'"), nil
	}
	return nil, nil
}

func (p pointHost) IsPlatform(o *goja.Object) (string, bool) {
	return "URL", p.h.rt.InstanceOf(o, p.class("URL"))
}

func newPointHost(t *testing.T) pointHost {
	h := newHarness(t)
	h.eval("globalThis.Point = class Point { constructor(inner) { this.inner = inner } }")
	h.eval("globalThis.URL = class URL { #x = 1 }")
	h.eval("globalThis.PointError = class PointError extends Error {}")
	return pointHost{h}
}

func TestHost(t *testing.T) {
	p := newPointHost(t)
	tests := []struct {
		js    string
		mode  Mode
		check string
		want  string
	}{
		{"new Point(1)", Storage, "v instanceof Point && v.inner", "1"},
		{"new Point(1)", RPC, "v instanceof Point && v.inner", "1"},
		{"new (class Sub extends Point {})(1)", Storage, "v.constructor === Point", "true"},
		{"(o => ({o, p: new Point(o), q: o}))({})", Storage, "v.o === v.p.inner && v.o === v.q", "true"},
		{"(p => ({a: p, b: [p]}))(new Point([]))", Storage, "v.a === v.b[0]", "true"},
		{"new Point(new Point('日'))", Storage, "v.inner.inner", "日"},
		{"{f: () => 1}", RPC, "v.f()", "stub"},
		{"new Proxy(() => 1, {})", RPC, "v()", "stub"},
		{"new PointError('m')", Storage, "v.constructor === Error && v.message", "m"},
		{"new (class Plain { a = 1 })()", Storage, "v.constructor === Object && v.a", "1"},
	}
	for _, test := range tests {
		opts := Options{Mode: test.mode, Host: p, EnhancedErrors: true, Throw: throw}
		data, err := p.h.c.Serialize(p.h.eval(test.js), opts)
		if err != nil {
			t.Errorf("%s: %v", test.js, err)
			continue
		}
		v, err := p.h.c.Deserialize(data, opts)
		if err != nil {
			t.Errorf("%s: %v", test.js, err)
			continue
		}
		_ = p.h.rt.Set("v", v)
		if got := p.h.eval(test.check).String(); got != test.want {
			t.Errorf("%s: %s: got %s, want %s", test.js, test.check, got, test.want)
		}
	}
}

func TestHostRefusals(t *testing.T) {
	p := newPointHost(t)
	const refused = `DataCloneError: Could not serialize object of type "URL". This type does not support serialization.`
	for _, mode := range []Mode{Storage, RPC, StructuredClone} {
		opts := Options{Mode: mode, Host: p, Throw: throw}
		if _, err := p.h.c.Serialize(p.h.eval("[new URL()]"), opts); err == nil || err.Error() != refused {
			t.Errorf("mode %d: got %v, want %s", mode, err, refused)
		}
	}
	opts := Options{Host: p, Throw: throw}
	want := "DataCloneError: () => 1 could not be cloned."
	if _, err := p.h.c.Serialize(p.h.eval("() => 1"), opts); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestHostReadErrors(t *testing.T) {
	p := newPointHost(t)
	for data, want := range map[string]string{
		"5c63026161": "bad point aa",
		"5c6302c3a9": "read value at byte 7: unexpected end",
		"5c62":       "read value at byte 4: unknown host object 98",
	} {
		raw, err := hex.DecodeString("ff0f" + data)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.h.c.Deserialize(raw, Options{Host: p}); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", data, err, want)
		}
	}
}

// If goja changes shape, this says so before anything is stored wrongly.
func TestKinds(t *testing.T) {
	h := newHarness(t)
	for js, want := range map[string]kind{
		"({})": kindPlain, "new (class { #a = 1 })()": kindPlain, "JSON.parse('{}')": kindPlain,
		"[]": kindArray, "JSON.parse('[1]')": kindArray, "new Array(5000)": kindArray,
		"new DataView(new ArrayBuffer(1))": kindDataView, "new Float64Array(1)": kindTyped,
		"Object(1n)": kindBoxed, "Object(true)": kindBoxed, "Object('a')": kindBoxedString,
		"new AggregateError([])": kindError, "new Proxy([], {})": kindProxy,
		"(function* () {})()": kindIterator, "new WeakSet()": kindRefused,
		"() => 1": kindOther, "class {}": kindOther, "async () => 1": kindOther,
	} {
		if got := h.c.types.kindOf(h.eval(js).(*goja.Object)); got != want {
			t.Errorf("%s: got kind %d, want %d", js, got, want)
		}
	}
	for js, want := range map[string]bool{
		"[]": true, "[1, {}]": true, "Array.from({length: 5000}, () => 0)": true, "Object.assign([1], {x: 1})": true,
		"[1, , 2]": false, "new Array(2)": false, "(a => (a.length = 3, a))([1])": false,
		"Object.defineProperty([1], 0, {enumerable: false})": false, "(a => (a[4e9] = 1, a))([])": false,
	} {
		if _, _, got := h.c.types.dense(h.eval(js).(*goja.Object)); got != want {
			t.Errorf("%s: dense %v, want %v", js, got, want)
		}
	}
}
