package testing

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestCollect(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{
		"a.test.ts", "src/b.spec.js", "src/c.test.tsx", "test/d.spec.mts", "test/deep/e.test.cjs", "f.ts", "test.ts",
		"g.test.txt", "node_modules/x/h.test.ts", "dist/i.test.js", ".wrangler/j.test.js",
	} {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name    string
		filters []string
		want    []string
	}{
		{"all", nil, []string{"a.test.ts", "src/b.spec.js", "src/c.test.tsx", "test/d.spec.mts", "test/deep/e.test.cjs"}},
		{"part", []string{"deep"}, []string{"test/deep/e.test.cjs"}},
		{"two", []string{"SRC/", "a.test"}, []string{"a.test.ts", "src/b.spec.js", "src/c.test.tsx"}},
		{"dot", []string{"./a.test.ts"}, []string{"a.test.ts"}},
		{"absolute", []string{filepath.Join(root, "a.test.ts")}, []string{"a.test.ts"}},
		{"none", []string{"nothing"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Collect(root, test.filters)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
