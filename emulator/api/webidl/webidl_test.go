package webidl_test

import (
	"testing"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

var probe = &isolate.Module{
	Name:    "probe",
	Globals: []string{"Foo", "Bar", "makeBar", "webidl"},
	Source: `(function (host, use) {
  const webidl = use("webidl");
  class Foo {
    #s;
    constructor(s) { this.#s = s }
    static make(a) { return new Foo(a) }
    get state() { if (!this || !(#s in this)) webidl.illegal(); return this.#s }
    method(a, b) { if (!this || !(#s in this)) webidl.illegal(); return a }
    items() { return webidl.iterator("Entry", i => i < 2 ? [i] : undefined) }
  }
  class Bar extends Foo {}
  return { webidl, Foo: webidl.define(Foo, { construct: ["string"], methods: { method: ["string", "Value"] }, statics: { make: ["string"] } }), Bar: webidl.define(Bar, { illegal: true }), makeBar: () => new Bar(3) };
})`,
}

func env(t testing.TB) *apitest.Env {
	return apitest.New(t, webidl.Modules(), []*isolate.Module{probe})
}

// DO-ARG-1 to DO-ARG-10.
func TestWebIDL(t *testing.T) { env(t).Answers("testdata/webidl.txt") }

func BenchmarkConstruct(b *testing.B)  { env(b).Bench(b, "const F = Foo", "new F(1)") }
func BenchmarkMethod(b *testing.B)     { env(b).Bench(b, "const f = new Foo(1)", "f.method(1, 2)") }
func BenchmarkGetter(b *testing.B)     { env(b).Bench(b, "const f = new Foo(1)", "f.state") }
func BenchmarkInstanceOf(b *testing.B) { env(b).Bench(b, "const f = new Foo(1)", "f instanceof Foo") }
