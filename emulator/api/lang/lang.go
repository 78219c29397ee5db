// Package lang closes the gaps of the engine's own library: what ECMAScript 2024 and 2025 have
// and goja lacks. Everything is defined as the standard defines it, not enumerable, and only
// where it is missing, so that an engine that gains a feature is left alone.
package lang

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

var (
	//go:embed lang.js
	source string
	//go:embed disposal.js
	disposalSource string
	//go:embed resizable.js
	resizableSource string
	//go:embed strings.js
	stringsSource string
	//go:embed json.js
	jsonSource string
	//go:embed proxies.js
	proxiesSource string
)

// Modules returns the module "lang" and what belongs to it; all change built-in objects, so
// they are built with the isolate.
func Modules() []*isolate.Module { return modules }

var modules = []*isolate.Module{
	{Name: "lang", Source: source, Host: host, Eager: true},
	{Name: "lang-disposal", Source: disposalSource, Eager: true},
	{Name: "lang-resizable", Source: resizableSource, Host: func(iso *isolate.Isolate) *goja.Object {
		return iso.Object(resizing{iso}.functions())
	}, Eager: true},
	{Name: "lang-strings", Source: stringsSource, Host: stringsHost, Eager: true},
	{Name: "lang-json", Source: jsonSource, Host: jsonHost, Eager: true},
	{Name: "lang-proxies", Source: proxiesSource, Eager: true},
}

type evalKey struct{}

// AllowEval says whether code may be made of strings from now on: eval, new Function and their
// kin. The real runtime refuses it outside of module scope; so it is until this is called.
func AllowEval(iso *isolate.Isolate, allowed bool) { iso.SetValue(evalKey{}, allowed) }

func host(iso *isolate.Isolate) *goja.Object {
	limit(iso)
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"transfer":          func(call goja.FunctionCall) goja.Value { return transfer(iso, call) },
		"detached":          func(call goja.FunctionCall) goja.Value { return detached(iso, call) },
		"captureStackTrace": func(call goja.FunctionCall) goja.Value { return captureStackTrace(iso, call) },
	})
}

func stringsHost(iso *isolate.Isolate) *goja.Object {
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"mayEval": func(goja.FunctionCall) goja.Value {
			allowed, _ := iso.Value(evalKey{}).(bool)
			return iso.Runtime().ToValue(allowed)
		},
	})
}
