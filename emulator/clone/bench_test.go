package clone

import (
	"testing"

	"github.com/dop251/goja"
)

var benchmarks = []struct{ name, js string }{
	{"number", "42"},
	{"string", "'hello, world, this is a string'"},
	{"unicode", "'日本語のテキスト、少し長め'"},
	{"object", "({id: 1, name: 'Ada', email: 'ada@example.com', admin: true, score: 1.5})"},
	{"nested", "({users: [{id: 1, name: 'a'}, {id: 2, name: 'b'}, {id: 3, name: 'c'}], next: null, tags: ['x', 'y']})"},
	{"integers", "Array.from({length: 1000}, (_, i) => i)"},
	{"doubles", "Array.from({length: 1000}, (_, i) => i / 3)"},
	{"objects", "Array.from({length: 100}, (_, i) => ({i, s: 'item' + i}))"},
	{"map", "new Map(Array.from({length: 100}, (_, i) => ['key' + i, i]))"},
	{"date", "new Date(5)"},
	{"bytes", "new Uint8Array(1000)"},
	{"instance", "new (class Foo { constructor() { this.a = 1; this.b = 2 } })()"},
}

func BenchmarkSerialize(b *testing.B) {
	for _, bench := range benchmarks {
		b.Run(bench.name, func(b *testing.B) {
			h := newHarness(b)
			v := h.eval(bench.js)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := h.c.Serialize(v, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDeserialize(b *testing.B) {
	for _, bench := range benchmarks {
		b.Run(bench.name, func(b *testing.B) {
			h := newHarness(b)
			data, err := h.c.Serialize(h.eval(bench.js), Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := h.c.Deserialize(data, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNewCodec(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewCodec(goja.New()); err != nil {
			b.Fatal(err)
		}
	}
}
