package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
)

// moduleKinds are the bundler's names for the kinds of modules that a Worker can be loaded from.
var moduleKinds = map[string]bundler.ModuleType{
	"js": bundler.ESModule, "cjs": bundler.CommonJS, "text": bundler.Text, "data": bundler.Data,
	"wasm": bundler.CompiledWasm,
}

// bundleDynamic bundles modules that a Worker has in memory. The bundler reads files, so they
// become some for as long as that takes.
func bundleDynamic(code api.DynamicCode) (emulator.Bundled, error) {
	dir, err := os.MkdirTemp("", "devdo-worker-")
	if err != nil {
		return emulator.Bundled{}, fmt.Errorf("write the modules of a dynamic Worker: %w", err)
	}
	defer os.RemoveAll(dir)
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return emulator.Bundled{}, fmt.Errorf("write the modules of a dynamic Worker: %w", err)
	}
	o := bundler.Options{
		Dir: dir, Entry: filepath.Join(dir, filepath.FromSlash(code.Main)),
		Builtins: api.BuiltinModules(code.Flags), NodeCompat: api.NodeCompat(code.Flags), Alias: map[string]string{},
	}
	for _, m := range code.Modules {
		if err := writeModule(dir, m); err != nil {
			return emulator.Bundled{}, err
		}
		// A module is found by its name as well as by a path.
		o.Alias[m.Name] = "./" + m.Name
		if kind, ok := moduleKinds[m.Kind]; ok {
			o.Rules = append(o.Rules, bundler.Rule{Type: kind, Globs: []string{"**/" + m.Name}})
		}
	}
	b, err := bundler.New(o)
	if err != nil {
		return emulator.Bundled{}, err
	}
	defer b.Close()
	bundle, err := b.Build(context.Background())
	if err != nil {
		return emulator.Bundled{}, err
	}
	w := emulator.Worker{}
	addCode(&w, bundle)
	return emulator.Bundled{Code: w.Code, SourceMap: w.SourceMap, Data: w.Data}, nil
}

// writeModule writes a module below dir, which its name cannot leave.
func writeModule(dir string, m api.DynamicModule) error {
	name := filepath.FromSlash(m.Name)
	if !filepath.IsLocal(name) {
		return fmt.Errorf("the module name %q is not a relative path without \"..\"", m.Name)
	}
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("write the modules of a dynamic Worker: %w", err)
	}
	if err := os.WriteFile(file, m.Data, 0o644); err != nil {
		return fmt.Errorf("write the modules of a dynamic Worker: %w", err)
	}
	return nil
}
