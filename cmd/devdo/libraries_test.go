package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// librariesDir has a module for each library of npm, or a few that belong together, with cases
// like those of apiDir. Its package.json names the libraries.
const librariesDir = "../../testdata/libraries"

// libraries lists the modules as areas, and skips the test where they are not installed: the
// folder that DEVDO_NODE_MODULES names has what package.json there names.
func libraries(t *testing.T) (all []area, modules string) {
	t.Helper()
	modules = os.Getenv("DEVDO_NODE_MODULES")
	if _, err := os.Stat(filepath.Join(modules, "hono")); modules == "" || err != nil {
		t.Skip("the libraries are not in DEVDO_NODE_MODULES")
	}
	modules, err := filepath.Abs(modules)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(librariesDir, "*.ts"))
	if err != nil || len(files) == 0 {
		t.Fatalf("list %s: %v, %v", librariesDir, files, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".ts")
		all = append(all, area{
			name: name, dir: librariesDir,
			recorded:   filepath.Join(librariesDir, name+".recorded.json"),
			deviations: filepath.Join(librariesDir, name+".deviations.json"),
		})
	}
	return all, modules
}

// TestLibraries starts each module as a project with the built binary, and wants the answers of
// the real runtime.
func TestLibraries(t *testing.T) {
	all, modules := libraries(t)
	devdo := buildDevdo(t)
	for _, a := range all {
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			s := startServer(t, libraryProject(t, a.name, modules), devdo, "dev", "--port", "0", "--persist-to", t.TempDir())
			compareAnswers(t, remote{s.url}.all(t), a.wanted(t))
			s.stop()
		})
	}
}

// TestLibrariesRecorded asks the real wrangler, as TestAPIRecorded does.
func TestLibrariesRecorded(t *testing.T) {
	wrangler := os.Getenv("DEVDO_WRANGLER")
	if wrangler == "" {
		t.Skip("DEVDO_WRANGLER does not name a wrangler")
	}
	all, modules := libraries(t)
	for _, a := range all {
		t.Run(a.name, func(t *testing.T) {
			s := startServer(t, libraryProject(t, a.name, modules), wrangler, "dev", "--port", "0", "--inspector-port", "0", "--show-interactive-dev-session=false")
			defer s.stop()
			got := remote{s.url}.all(t)
			if os.Getenv("UPDATE") != "" {
				a.record(t, got)
				return
			}
			compareAnswers(t, got, a.read(t, a.recorded))
		})
	}
}

// durableClass finds the Durable Objects of a module: what it exports as a class.
var durableClass = regexp.MustCompile(`(?m)^export class (\w+)`)

const libraryConfig = `{
  "name": "library", "main": "main.ts", "compatibility_date": "2026-11-01", "compatibility_flags": ["nodejs_compat"],
  "durable_objects": { "bindings": [%s] },
  "migrations": [{ "tag": "v1", "new_sqlite_classes": [%s] }]
}
`

const libraryMain = `import * as cases from "./%s";
import { serve } from "../api/entry";
export { %s } from "./%[1]s";
export { Subject } from "../api/entry";
export default serve(Object.fromEntries(Object.entries(cases).filter(([, c]: any) => c.test)) as any);
`

// libraryProject makes a project of one module. Its classes are bound by their names.
func libraryProject(t *testing.T, name, modules string) string {
	t.Helper()
	root := t.TempDir()
	dir := filepath.Join(root, "library")
	source, err := os.ReadFile(filepath.Join(librariesDir, name+".ts"))
	if err != nil {
		t.Fatal(err)
	}
	entry, err := os.ReadFile(filepath.Join(apiDir, "entry.ts"))
	if err != nil {
		t.Fatal(err)
	}
	var exported []string
	bindings, classes := []string{`{ "name": "SUBJECT", "class_name": "Subject" }`}, []string{`"Subject"`}
	for _, m := range durableClass.FindAllSubmatch(source, -1) {
		class := string(m[1])
		exported = append(exported, class)
		bindings = append(bindings, fmt.Sprintf(`{ "name": %q, "class_name": %[1]q }`, class))
		classes = append(classes, fmt.Sprintf("%q", class))
	}
	config := fmt.Sprintf(libraryConfig, strings.Join(bindings, ", "), strings.Join(classes, ", "))
	main := fmt.Sprintf(libraryMain, name, strings.Join(exported, ", "))
	for file, data := range map[string][]byte{
		"library/" + name + ".ts": source, "library/main.ts": []byte(main), "library/wrangler.jsonc": []byte(config), "api/entry.ts": bytes.TrimSpace(entry),
	} {
		path := filepath.Join(root, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	return dir
}
