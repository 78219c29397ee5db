// Package node has the node: modules that run on devdo itself.
//
// A module is a file in js, named as Node names it: js/fs/promises.js is node:fs/promises. Its
// first comment lines say what the bundler and the flags need to know:
//
//	// node:fs/promises: what it is.
//	// flag: enable_nodejs_fs_module
//	// exports: access appendFile …
//
// "flag" is the compatibility flag that, beside nodejs_compat, brings the module; "exports" are
// the names that can be imported, besides default, and "without FLAG" those where that is off. The function of the file returns what
// require() gives in Node: an object or function with those properties. Files in js/internal are
// shared by modules and cannot be imported; use("node:internal/…") gives them. What needs Go is in
// hosts.
package node

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/filesystem"
	"github.com/devdo/devdo/emulator/api/node/nodecrypto"
	"github.com/devdo/devdo/emulator/api/node/nodezlib"
	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed all:js
var files embed.FS

// hosts make the Go functions of modules that have some.
func hosts() map[string]func(*isolate.Isolate) *goja.Object {
	return map[string]func(*isolate.Isolate) *goja.Object{
		"node:internal/crypto/host":     nodecrypto.Host,
		"node:internal/fs/host":         filesystem.Host,
		"node:internal/zlib/host":       nodezlib.Host,
		"node:async_hooks":              asyncHost,
		"node:buffer":                   bufferHost,
		"node:internal/buffer_numbers":  bufferHost,
		"node:internal/comparisons":     comparisonsHost,
		"node:internal/env":             envHost,
		"node:internal/legacy_url":      domainsHost,
		"node:url":                      domainsHost,
		"node:internal/inspect":         inspectHost,
		"node:module":                   moduleHost,
		"node:process":                  processHost,
		"node:internal/process_streams": processHost,
		"node:timers":                   timersHost,
		"node:util/types":               typesHost,
	}
}

// module is one file of js.
type module struct {
	*isolate.Module
	exports []string
	flag    string
	// fewer are the exports without the flag fewerWithout.
	fewer        []string
	fewerWithout string
}

const internalPrefix = "node:internal/"

var (
	loadOnce sync.Once
	loaded   map[string]module
)

// all are the modules by their names.
func all() map[string]module {
	loadOnce.Do(func() { loaded = load() })
	return loaded
}

func load() map[string]module {
	modules := map[string]module{}
	hosts := hosts()
	err := fs.WalkDir(files, "js", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		source, err := files.ReadFile(file)
		if err != nil {
			return err
		}
		m := parse("node:"+strings.TrimSuffix(strings.TrimPrefix(file, "js/"), ".js"), string(source))
		m.Host = hosts[m.Name]
		modules[m.Name] = m
		return nil
	})
	if err != nil {
		panic(err) // the files are part of the program
	}
	return modules
}

// parse reads the comment that a file begins with.
func parse(name, source string) module {
	m := module{Module: &isolate.Module{Name: name, Source: source}}
	for line := range strings.Lines(source) {
		text, isComment := strings.CutPrefix(line, "// ")
		if !isComment {
			break
		}
		if names, ok := strings.CutPrefix(text, "exports: "); ok {
			m.exports = append(m.exports, strings.Fields(names)...)
		}
		if flag, ok := strings.CutPrefix(text, "flag: "); ok {
			m.flag = strings.TrimSpace(flag)
		}
		if without, ok := strings.CutPrefix(text, "without "); ok {
			flag, names, _ := strings.Cut(without, ": ")
			m.fewerWithout, m.fewer = flag, strings.Fields(names)
		}
	}
	return m
}

// Modules returns the modules, named "node:…".
func Modules() []*isolate.Module {
	var modules []*isolate.Module
	for _, m := range all() {
		modules = append(modules, m.Module)
	}
	return modules
}

// Globals returns the module whose exports are the global variables that the flags bring.
func Globals(flags compat.Set) []*isolate.Module {
	if !Compat(flags) {
		return nil
	}
	m := all()[internalPrefix+"globals"]
	own := []string{"Buffer", "global", "process"}
	if flags.Has("enable_nodejs_global_timers") {
		own = append(own, "clearInterval", "clearTimeout", "setInterval", "setTimeout")
	}
	return []*isolate.Module{{Name: "node-globals", Source: m.Source, Globals: []string{"clearImmediate", "setImmediate"}, Own: own}}
}

// Exports are the modules that the flags bring, and the names that each exports, for the bundler.
func Exports(flags compat.Set) map[string][]string {
	exports := map[string][]string{}
	for name, m := range all() {
		if !strings.HasPrefix(name, internalPrefix) && m.enabled(flags.Has) {
			names := m.exports
			if m.fewerWithout != "" && !flags.Has(m.fewerWithout) {
				names = m.fewer
			}
			exports[name] = append(slices.Clone(names), "default")
		}
	}
	return exports
}

// Compat reports whether the flags give a Worker the node: modules.
func Compat(flags compat.Set) bool {
	return flags.Has("nodejs_compat") || flags.Has("nodejs_compat_v2")
}

// alsModule is the module that nodejs_als brings alone.
const alsModule = "node:async_hooks"

// enabled reports whether the flags, of which has tells, bring the module.
func (m module) enabled(has func(flag string) bool) bool {
	if m.Name == alsModule && has("nodejs_als") {
		return true
	}
	return (has("nodejs_compat") || has("nodejs_compat_v2")) && (m.flag == "" || has(m.flag))
}

// Namespace is the module of that name as an import sees it: the properties of what require()
// gives, and that itself as default. It is nil for a name that is none, for an internal module, and
// for one that the flags do not bring.
func Namespace(i *isolate.Isolate, name string) *goja.Object {
	if !available(i, name) {
		return nil
	}
	namespace, err := i.Call("node:internal/module", "namespace", i.Use(name))
	if err != nil {
		panic(fmt.Errorf("make the namespace of %s: %w", name, err))
	}
	return namespace.ToObject(i.Runtime())
}
