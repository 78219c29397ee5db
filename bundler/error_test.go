package bundler_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/devdo/devdo/bundler"
)

func TestBuildError(t *testing.T) {
	tests := []struct {
		name    string
		files   string
		options bundler.Options
		want    string
		input   string // a file that must be among Error.Inputs
	}{
		{
			name:  "syntax",
			files: "-- src/index.ts --\nimport './b';\n-- src/b.ts --\nexport const x = 1;\n  let y = = 2;\n",
			want:  "error src/b.ts:2:11 +1 \"  let y = = 2;\" Unexpected \"=\"",
			input: "src/b.ts",
		},
		{
			name:  "missing relative file",
			files: "-- src/index.ts --\nimport { a } from './lib/a';\nlog(a);\n",
			want:  `error src/index.ts:1:19 +9 "import { a } from './lib/a';" Could not resolve "./lib/a"`,
			input: "src/lib/a.ts",
		},
		{
			name:  "missing script meant by its output's name",
			files: "-- src/index.ts --\nimport './a.js';\n",
			want:  `error src/index.ts:1:8 +8 "import './a.js';" Could not resolve "./a.js"`,
			input: "src/a.ts",
		},
		{
			name:  "missing package",
			files: "-- src/index.ts --\nimport 'left-pad';\n",
			want: `error src/index.ts:1:8 +10 "import 'left-pad';" Could not resolve "left-pad"
  To fix this, you can add an entry to "alias" in your Wrangler configuration.
  For more guidance see: https://developers.cloudflare.com/workers/wrangler/configuration/#bundling-issues`,
		},
		{
			name:  "bare node module without nodejs_compat",
			files: "-- src/index.ts --\nimport fs from 'fs';\nlog(fs);\n",
			want: `error src/index.ts:1:16 +4 "import fs from 'fs';" Could not resolve "fs"
  The package "fs" wasn't found on the file system but is built into node.
  - Add the "nodejs_compat" compatibility flag to your project.`,
		},
		{
			name:  "node: module without nodejs_compat",
			files: "-- src/index.ts --\n\nimport fs from 'node:fs';\nlog(fs);\n",
			want: `error src/index.ts:2:16 +9 "import fs from 'node:fs';" Could not resolve "node:fs"
  The package "node:fs" wasn't found on the file system but is built into node.
  - Add the "nodejs_compat" compatibility flag to your project.`,
		},
		{
			name: "node: module in a package, and others that are no error",
			files: "-- src/index.ts --\nimport { used } from 'pkg';\nlog(used, () => import('node:os'));\n" +
				"-- node_modules/pkg/package.json --\n{\"sideEffects\": false}\n" +
				"-- node_modules/pkg/index.js --\nexport * from './used.js';\nexport * from './unused.js';\n" +
				"-- node_modules/pkg/used.js --\nimport fs from 'node:fs';\nexport const used = fs;\n" +
				"-- node_modules/pkg/unused.js --\nimport vm from 'node:vm';\nexport const unused = vm;\n",
			want: `error node_modules/pkg/used.js:1:16 +9 "import fs from 'node:fs';" Could not resolve "node:fs"
  The package "node:fs" wasn't found on the file system but is built into node.
  - Add the "nodejs_compat" compatibility flag to your project.`,
		},
		{
			name:    "node module that is not provided",
			files:   "-- src/index.ts --\nimport fs from 'node:fs';\nlog(fs);\n",
			options: bundler.Options{NodeCompat: true},
			want: `error src/index.ts:1:16 +9 "import fs from 'node:fs';" Could not resolve "node:fs"
  The module "node:fs" is built into node, but devdo does not provide it.`,
		},
		{
			name:  "unknown runtime module",
			files: "-- src/index.ts --\nimport 'cloudflare:nope';\n",
			want: `error src/index.ts:1:8 +17 "import 'cloudflare:nope';" Could not resolve "cloudflare:nope"
  The runtime has no module "cloudflare:nope".`,
		},
		{
			name:    "unknown export of a runtime module",
			files:   "-- src/index.ts --\nimport { Nope } from 'cloudflare:workers';\nlog(Nope);\n",
			options: bundler.Options{Builtins: map[string][]string{"cloudflare:workers": {"env"}}},
			want:    `error src/index.ts:1:10 +4 "import { Nope } from 'cloudflare:workers';" No matching export in "cloudflare:workers" for import "Nope"`,
		},
		{
			name:    "no entry",
			files:   "-- other.ts --\n",
			options: bundler.Options{},
			want:    `error The entry-point file at "src/index.ts" was not found.`,
			input:   "src/index.ts",
		},
		{
			name:    "module hidden by a rule",
			files:   "-- src/index.ts --\nimport './a.txt';\n-- src/a.txt --\n",
			options: bundler.Options{Rules: []bundler.Rule{{Type: bundler.Text, Globs: []string{"**/*.md"}}}},
			want: `error src/index.ts:1:8 +9 "import './a.txt';" The file ./a.txt matched a module rule in your configuration ({"type":"Text","globs":["**/*.txt","**/*.html","**/*.sql"]}), ` +
				"but was ignored because a previous rule with the same type was not marked as `fallthrough = true`.",
		},
		{
			name:  "missing module of a rule",
			files: "-- src/index.ts --\nimport './a.wasm?module';\n",
			want:  `error src/index.ts:1:8 +17 "import './a.wasm?module';" Could not resolve "./a.wasm?module"`,
			input: "src/a.wasm",
		},
		{
			name:  "several",
			files: "-- src/index.ts --\nimport './a';\nimport './b';\n-- src/a.ts --\nlet a = ;\n-- src/b.ts --\nlet b = ;\n",
			want: "error src/a.ts:1:9 +1 \"let a = ;\" Unexpected \";\"\n" +
				"error src/b.ts:1:9 +1 \"let b = ;\" Unexpected \";\"",
		},
		{
			name:  "note with a place",
			files: "-- src/index.ts --\nconst a = 1;\nconst a = 2;\n",
			want: "error src/index.ts:2:7 +1 \"const a = 2;\" The symbol \"a\" has already been declared\n" +
				"  src/index.ts:1:7 The symbol \"a\" was originally declared here:",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := writeFiles(t, txtar.Parse([]byte(tt.files)).Files)
			o := tt.options
			o.Dir, o.Entry = dir, filepath.Join(dir, "src", "index.ts")
			b, err := bundler.New(o)
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			_, err = b.Build(t.Context())
			var failure *bundler.Error
			if !errors.As(err, &failure) {
				t.Fatalf("got %v, want a *bundler.Error", err)
			}
			if got := describeMessages(failure.Messages); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			if file := filepath.Join(dir, filepath.FromSlash(tt.input)); tt.input != "" && !slices.Contains(failure.Inputs, file) {
				t.Errorf("got inputs %q, want %q among them", failure.Inputs, file)
			}
		})
	}
}

func describeMessages(messages []bundler.Message) string {
	var lines []string
	for _, m := range messages {
		place := ""
		if m.File != "" {
			place = fmt.Sprintf("%s:%d:%d +%d %q ", m.File, m.Line, m.Column, m.Length, m.LineText)
			place = strings.ReplaceAll(place, `\"`, `"`)
		}
		lines = append(lines, string(m.Severity)+" "+place+m.Text)
		for _, n := range m.Notes {
			text := n.Text
			if n.File != "" {
				text = fmt.Sprintf("%s:%d:%d %s", n.File, n.Line, n.Column, text)
			}
			for line := range strings.Lines(text) {
				lines = append(lines, "  "+strings.TrimSuffix(line, "\n"))
			}
		}
	}
	return strings.Join(lines, "\n")
}

func TestErrorText(t *testing.T) {
	one := bundler.Message{Severity: bundler.SeverityError, Text: "Bad", File: "src/a.ts", Line: 2, Column: 3}
	warning := bundler.Message{Severity: bundler.SeverityWarning, Text: "Odd"}
	tests := []struct {
		messages []bundler.Message
		want     string
	}{
		{nil, "build failed"},
		{[]bundler.Message{one, warning}, "src/a.ts:2:3: Bad"},
		{[]bundler.Message{one, one, one, warning}, "src/a.ts:2:3: Bad (and 2 more errors)"},
	}
	for _, tt := range tests {
		if got := (&bundler.Error{Messages: tt.messages}).Error(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestNewError(t *testing.T) {
	dir := t.TempDir()
	entry := filepath.Join(dir, "index.ts")
	tests := []struct {
		name    string
		options bundler.Options
		want    string
	}{
		{"relative directory", bundler.Options{Dir: "x", Entry: entry}, `make bundler: directory "x" is not absolute`},
		{"relative entry", bundler.Options{Dir: dir, Entry: "x"}, `make bundler: entry "x" is not absolute`},
		{"rule type", bundler.Options{Dir: dir, Entry: entry, Rules: []bundler.Rule{{Type: "Nope"}}}, `parse module rules: unknown type "Nope"`},
		{"define", bundler.Options{Dir: dir, Entry: entry, Define: map[string]string{"A": "+"}}, `Invalid define value (must be an entity name or JS literal): +`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := bundler.New(tt.options); err == nil || err.Error() != tt.want {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestBuildWarnings(t *testing.T) {
	dir := writeFiles(t, txtar.Parse([]byte("-- src/index.ts --\nlog({ a: 1, a: 2 });\n")).Files)
	bundle := build(t, bundler.Options{
		Dir: dir, Entry: filepath.Join(dir, "src", "index.ts"),
		Rules: []bundler.Rule{{Type: bundler.Data, Globs: []string{"**/*.dat"}}},
	})
	want := `warning src/index.ts:1:13 +1 "log({ a: 1, a: 2 });" Duplicate key "a" in object literal
  src/index.ts:1:7 The original key "a" is here:
warning The module rule {"type":"Data","globs":["**/*.dat"]} does not have a fallback, the following rules will be ignored:
 {"type":"Data","globs":["**/*.bin"]} (DEFAULT)

Add ` + "`fallthrough = true` to rule to allow next rule to be used or `fallthrough = false` to silence this warning"
	if got := describeMessages(bundle.Warnings); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A build that was mended by a new file, in the same Bundler, and one that was cancelled.
func TestRebuild(t *testing.T) {
	dir := writeFiles(t, txtar.Parse([]byte("-- src/index.ts --\nimport { a } from './a';\nlog(a);\n")).Files)
	b, err := bundler.New(bundler.Options{Dir: dir, Entry: filepath.Join(dir, "src", "index.ts")})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if _, err := b.Build(t.Context()); err == nil {
		t.Fatal("got no error for the missing file")
	}
	for _, want := range []string{"one", "two"} {
		write(t, filepath.Join(dir, "src", "a.ts"), fmt.Sprintf("export const a = %q;\n", want))
		bundle, err := b.Build(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := run(t, bundle); got != want+"\nregistered:\n" {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Build(cancelled); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if _, err := b.Build(t.Context()); err != nil {
		t.Errorf("build after a cancelled one: %v", err)
	}
	b.Close()
	if _, err := b.Build(t.Context()); !errors.Is(err, bundler.ErrClosed) {
		t.Errorf("got %v, want %v", err, bundler.ErrClosed)
	}
}

// A build must not suffer from the cancellation of the one before.
func TestCancelledBuilds(t *testing.T) {
	dir := writeFiles(t, project(20))
	b, err := bundler.New(bundler.Options{Dir: dir, Entry: filepath.Join(dir, "src", "index.ts")})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		go cancel()
		if _, err := b.Build(ctx); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if _, err := b.Build(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// Names stay relative to the project if the way to it leads through a symbolic link.
func TestLinkedProject(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making symbolic links needs a privilege")
	}
	real := writeFiles(t, txtar.Parse([]byte("-- src/index.ts --\nimport w from './a.wasm';\nlog(w);\nexport const x = 1;\n-- src/a.wasm --\n")).Files)
	link := filepath.Join(writeFiles(t, nil), "link")
	must(t, os.Symlink(real, link))
	bundle := build(t, bundler.Options{Dir: link, Entry: filepath.Join(link, "src", "index.ts")})
	want := "exports: x\ninput: src/a.wasm\ninput: src/index.ts\nmodule: wasm:src/a.wasm CompiledWasm \"\"\n"
	if got := describe(real, bundle); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !strings.Contains(string(bundle.SourceMap), `"src/index.ts"`) {
		t.Errorf("got sources %s", bundle.SourceMap)
	}
}
