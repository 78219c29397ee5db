package bundler_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/devdo/devdo/bundler"
)

// BenchmarkRebuild measures a build after one of the user's files changed: in a project of three
// files, and in one that imports 700 more from a package.
func BenchmarkRebuild(b *testing.B) {
	for _, modules := range []int{0, 700} {
		b.Run(fmt.Sprintf("modules=%d", modules), func(b *testing.B) {
			dir := writeFiles(b, project(modules))
			bundle, err := bundler.New(bundler.Options{Dir: dir, Entry: filepath.Join(dir, "src", "index.ts")})
			if err != nil {
				b.Fatal(err)
			}
			defer bundle.Close()
			if _, err := bundle.Build(b.Context()); err != nil {
				b.Fatal(err)
			}
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				write(b, filepath.Join(dir, "src", "b.ts"), fmt.Sprintf("export const b = %d;\n", i))
				b.StartTimer()
				if _, err := bundle.Build(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFirstBuild measures what a start pays for bundling.
func BenchmarkFirstBuild(b *testing.B) {
	dir := writeFiles(b, project(0))
	for b.Loop() {
		build(b, bundler.Options{Dir: dir, Entry: filepath.Join(dir, "src", "index.ts")})
	}
}

// project is a Worker that imports a package of the given number of modules, 1.6 KB each.
func project(modules int) []txtar.File {
	files := []txtar.File{
		{Name: "src/index.ts", Data: []byte("import { a } from './a';\nimport { b } from './b';\nimport * as big from 'big';\nexport class Counter { static self = Counter; n = a + b + Object.keys(big).length }\nexport default { fetch: () => new Response(String(new Counter().n)) };\n")},
		{Name: "src/a.ts", Data: []byte("export const a: number = 1;\n")},
		{Name: "src/b.ts", Data: []byte("export const b = 0;\n")},
		{Name: "node_modules/big/package.json", Data: []byte(`{"name":"big","module":"index.js"}`)},
	}
	var index strings.Builder
	index.WriteString("export const version = 1;\n")
	for i := range modules {
		fmt.Fprintf(&index, "export * from './m%d.js';\n", i)
		var m strings.Builder
		for j := range 16 {
			fmt.Fprintf(&m, "export function f%d_%d(x, y) {\n  if (x > %d) { return [x, y].map((v) => v * %d) }\n  return x;\n}\n", i, j, j, j)
		}
		files = append(files, txtar.File{Name: fmt.Sprintf("node_modules/big/m%d.js", i), Data: []byte(m.String())})
	}
	return append(files, txtar.File{Name: "node_modules/big/index.js", Data: []byte(index.String())})
}
