package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	modulePath = "github.com/devdo/devdo"
	moduleRoot = "../.."
)

// homes says where a dependency may be imported: everything that begins with the key, only in
// packages at or below the values.
var homes = map[string][]string{
	"github.com/dop251/goja":         {"emulator"},
	"github.com/evanw/esbuild":       {"bundler"},
	"github.com/fsnotify/fsnotify":   {"bundler"},
	"github.com/tetratelabs/":        {"emulator/api/wasm"},
	"modernc.org/sqlite":             {"persist"},
	"modernc.org/libc":               {"persist", "emulator/zlib"},
	"modernc.org/z":                  {"emulator/zlib"},
	"zombiezen.com/":                 {"persist"},
	"github.com/spf13/cobra":         {"cmd"},
	modulePath + "/persist/internal": {"persist"},
	modulePath + "/emulator":         {"emulator", "cmd"},
	modulePath + "/emulator/testing": {"emulator/testing", "cmd"},
	modulePath + "/bundler":          {"bundler", "cmd"},
	modulePath + "/persist":          {"persist", "emulator", "cmd"},
	modulePath + "/templates":        {"templates", "cmd"},
	modulePath + "/cmd":              {"cmd"},
}

// above says which of our packages a part must not know, because they are built upon it.
var above = map[string][]string{
	"emulator/compat":    {"emulator/clone", "emulator/websocket", "emulator/isolate", "emulator/actor", "emulator/api", "emulator/inspect"},
	"emulator/clone":     {"emulator/isolate", "emulator/actor", "emulator/api", "emulator/inspect", "persist"},
	"emulator/websocket": {"emulator/isolate", "emulator/actor", "emulator/api", "emulator/inspect", "persist"},
	"emulator/isolate":   {"emulator/actor", "emulator/api", "emulator/inspect", "persist"},
	"emulator/actor":     {"emulator/api", "emulator/inspect"},
	"emulator/api":       {"emulator/inspect"},
	"emulator/inspect":   {"emulator/isolate", "emulator/actor", "emulator/api"},
}

// TestImports keeps the direction of imports. Those of tests are free: a test may bundle and run.
func TestImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	cmd.Dir = moduleRoot
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		pkg := strings.TrimPrefix(words[0], modulePath+"/")
		if strings.HasSuffix(pkg, "test") { // a library for tests
			continue
		}
		for _, dep := range words[1:] {
			if why := forbidden(pkg, dep); why != "" {
				t.Errorf("%s imports %s, which %s", pkg, dep, why)
			}
		}
	}
}

// forbidden says why pkg may not import dep, or is "".
func forbidden(pkg, dep string) string {
	for prefix, home := range homes {
		if strings.HasPrefix(dep, prefix) && !slices.ContainsFunc(home, func(h string) bool { return under(pkg, h) }) {
			return "belongs to " + strings.Join(home, " and ")
		}
	}
	ours, ok := strings.CutPrefix(dep, modulePath+"/")
	if !ok {
		return ""
	}
	if ours == "emulator" && under(pkg, "emulator") && !under(pkg, "emulator/testing") {
		return "assembles what is below it"
	}
	for part, upper := range above {
		if under(pkg, part) && slices.ContainsFunc(upper, func(u string) bool { return under(ours, u) }) {
			return "is above " + part
		}
	}
	return ""
}

func TestForbidden(t *testing.T) {
	tests := []struct {
		pkg, dep string
		want     bool
	}{
		{"persist", "modernc.org/sqlite/lib", false},
		{"emulator/actor", "modernc.org/sqlite/lib", true},
		{"emulator/api/web", "github.com/dop251/goja", false},
		{"cmd/devdo", "github.com/dop251/goja", true},
		{"emulator/actor", modulePath + "/persist", false},
		{"emulator/isolate", modulePath + "/persist", true},
		{"emulator/api", modulePath + "/emulator/actor", false},
		{"emulator/actor", modulePath + "/emulator/api/web", true},
		{"emulator/api/web", modulePath + "/emulator", true},
		{"emulator/testing", modulePath + "/emulator", false},
		{"emulator", modulePath + "/bundler", true},
		{"bundler", modulePath + "/emulator/compat", true},
		{"templates", modulePath + "/cmd/internal/ui", true},
	}
	for _, test := range tests {
		if why := forbidden(test.pkg, test.dep); (why != "") != test.want {
			t.Errorf("%s imports %s: got %q, want forbidden %t", test.pkg, test.dep, why, test.want)
		}
	}
}

// under reports whether pkg is dir or in it.
func under(pkg, dir string) bool { return pkg == dir || strings.HasPrefix(pkg, dir+"/") }

// outside is what only commands may use of package os: the process belongs to them.
var outside = []string{"Args", "Exit", "Stdin", "Stdout", "Stderr", "Getenv", "LookupEnv", "Environ"}

// TestProcess keeps flags, streams, exit codes and the environment out of the libraries.
func TestProcess(t *testing.T) {
	for _, dir := range []string{"bundler", "emulator", "persist", "templates", "cmd/internal"} {
		err := filepath.WalkDir(filepath.Join(moduleRoot, dir), func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && entry.Name() == "testdata":
				return fs.SkipDir
			case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
				checkProcess(t, path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func checkProcess(t *testing.T, path string) {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "os" && slices.Contains(outside, sel.Sel.Name) {
				t.Errorf("%s: os.%s belongs to commands", files.Position(n.Pos()), sel.Sel.Name)
			}
		}
		return true
	})
}
