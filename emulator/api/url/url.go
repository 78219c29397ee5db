// Package url has URL and URLSearchParams, and for other packages parsing by the WHATWG rules.
//
// The state of a URL object is its text in normal form, and nothing else: `new
// URL(request.url).pathname` is the first line of most Workers, and finding the path in a
// normal URL is cheaper than keeping a parsed one. The full parser is nlnwa/whatwg-url, which
// passes all of the web platform's URL tests; plain http URLs do not need it.
package url

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed url.js
var source string

// Modules returns the module "url".
func Modules() []*isolate.Module { return []*isolate.Module{module} }

var module = &isolate.Module{Name: "url", Source: source, Host: host, Globals: []string{"URL", "URLSearchParams"}}

// origin is the component that cannot be set; the others are those of Set.
const origin = Query + 1

type function = func(goja.FunctionCall) goja.Value

func host(iso *isolate.Isolate) *goja.Object {
	o := iso.Object(map[string]function{
		"parse":  func(call goja.FunctionCall) goja.Value { return parse(iso, call) },
		"part":   func(call goja.FunctionCall) goja.Value { return part(iso, call) },
		"change": func(call goja.FunctionCall) goja.Value { return change(iso, call) },
	})
	for name, fn := range paramFunctions(iso) {
		_ = o.Set(name, fn)
	}
	return o
}

// parse gives the normal form of a URL, or undefined.
func parse(iso *isolate.Isolate, call goja.FunctionCall) goja.Value {
	raw := call.Argument(0)
	s := webidl.String(iso, raw)
	base := ""
	if len(call.Arguments) > 1 {
		// An empty base is invalid, but to Parse it means none.
		if base = webidl.String(iso, call.Arguments[1]); base == "" {
			base = "invalid"
		}
	}
	href, ok := Parse(s, base)
	if !ok {
		return goja.Undefined()
	}
	if _, object := raw.(*goja.Object); !object && href == s && base == "" {
		return raw
	}
	return iso.Runtime().ToValue(href)
}

func part(iso *isolate.Isolate, call goja.FunctionCall) goja.Value {
	href := call.Argument(0).String()
	component := Component(call.Argument(1).ToInteger())
	if component == origin {
		return iso.Runtime().ToValue(Origin(href))
	}
	p := Split(href)
	return iso.Runtime().ToValue(p.get(component))
}

func (p *Parts) get(c Component) string {
	switch c {
	case Protocol:
		return p.Protocol
	case Username:
		return p.Username
	case Password:
		return p.Password
	case Host:
		return p.Host
	case Hostname:
		return p.Hostname
	case Port:
		return p.Port
	case Pathname:
		return p.Pathname
	case Search:
		return p.Search
	case Hash:
		return p.Hash
	}
	return ""
}

func change(iso *isolate.Isolate, call goja.FunctionCall) goja.Value {
	value := webidl.String(iso, call.Argument(2))
	href, _ := Set(call.Argument(0).String(), Component(call.Argument(1).ToInteger()), value)
	return iso.Runtime().ToValue(href)
}
