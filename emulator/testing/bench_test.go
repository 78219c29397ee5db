package testing

import (
	"testing"

	"github.com/dop251/goja"
)

// BenchmarkCompile is what the first file of a run pays for the runner.
func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		goja.MustCompile("devdo:testing.js", runnerSource(), true)
	}
}

// BenchmarkLoad is what every file pays.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(goja.New(), Host{}); err != nil {
			b.Fatal(err)
		}
	}
}
