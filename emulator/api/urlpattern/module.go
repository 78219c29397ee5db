package urlpattern

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/emulator/isolate/rewrite"
)

//go:embed urlpattern.js
var source string

// Modules returns the module "urlpattern".
func Modules() []*isolate.Module { return []*isolate.Module{module} }

var module = &isolate.Module{Name: "urlpattern", Source: source, Host: host, Globals: []string{"URLPattern"}}

type function = func(goja.FunctionCall) goja.Value

// glue serves urlpattern.js in one isolate.
type glue struct {
	iso     *isolate.Isolate
	options Options
}

func host(iso *isolate.Isolate) *goja.Object {
	g := glue{iso, Options{Legacy: iso.Without("urlpattern_standard")}}
	return iso.Object(map[string]function{
		"compile": g.compile,
		"split":   g.split,
		"regexp":  g.regexp,
		"wellFormed": func(call goja.FunctionCall) goja.Value {
			return iso.Runtime().ToValue(webidl.String(iso, call.Argument(0)))
		},
	})
}

func optional(v goja.Value) *string {
	if goja.IsUndefined(v) {
		return nil
	}
	text := v.String()
	return &text
}

// input is what dictionary of urlpattern.js made.
func (g glue) input(o *goja.Object) Init {
	var init Init
	n := 0
	g.iso.Runtime().ForOf(o, func(v goja.Value) bool {
		if n < Components {
			init.Parts[n] = optional(v)
		} else {
			init.Base = optional(v)
		}
		n++
		return true
	})
	return init
}

// regexp is regexp(source, flags): a RegExp with what the engine lacks of its flags translated.
func (g glue) regexp(call goja.FunctionCall) goja.Value {
	rt := g.iso.Runtime()
	source, flags, err := rewrite.Translate(call.Argument(0).String(), call.Argument(1).String())
	if err != nil {
		g.iso.Throw("SyntaxError", err.Error())
	}
	re, err := rt.New(rt.Get("RegExp"), rt.ToValue(source), rt.ToValue(flags))
	if err != nil {
		panic(err)
	}
	return re
}

// compile is compile(pattern, base, matches); it gives the parts.
func (g glue) compile(call goja.FunctionCall) goja.Value {
	match, _ := goja.AssertFunction(call.Argument(2))
	rt, o, base := g.iso.Runtime(), g.options, optional(call.Argument(1))
	o.Match = func(expression, input string) (bool, error) {
		found, err := match(goja.Undefined(), rt.ToValue(expression), rt.ToValue(input))
		return err == nil && found.ToBoolean(), err
	}
	var pattern *Pattern
	var err error
	init, inParts := call.Argument(0).(*goja.Object)
	switch {
	case !inParts:
		pattern, err = CompileText(call.Argument(0).String(), base, o)
	case base != nil && !o.Legacy:
		err = errBaseGiven
	default:
		pattern, err = Compile(g.input(init), o)
	}
	if err != nil {
		g.fail("Failed to construct URLPattern", err)
	}
	all := make([]any, Components)
	for c, part := range pattern {
		names := make([]any, len(part.Names))
		for i, name := range part.Names {
			names[i] = name
		}
		shown := rt.NewObject()
		_ = shown.Set("pattern", part.Pattern)
		_ = shown.Set("expression", part.Expression)
		_ = shown.Set("names", rt.NewArray(names...))
		_ = shown.Set("hasGroups", part.HasGroups)
		all[c] = shown
	}
	return rt.NewArray(all...)
}

// fail throws what the runtime throws: its newer implementation says no more than standard.
func (g glue) fail(standard string, err error) {
	if g.options.Legacy {
		standard = err.Error()
		if _, thrown := err.(*goja.Exception); thrown {
			standard = "Invalid regular expression syntax."
		}
	}
	g.iso.TypeError(standard)
}

// split is split(input, base, method): the parts of a URL, or undefined for what is none.
func (g glue) split(call goja.FunctionCall) goja.Value {
	rt, base := g.iso.Runtime(), optional(call.Argument(1))
	var found [Components]string
	if init, inParts := call.Argument(0).(*goja.Object); inParts {
		if base != nil {
			g.fail("Failed to "+call.Argument(2).String()+" URLPattern", errBaseGiven)
		}
		var err error
		if found, err = Process(g.input(init), g.options); err != nil {
			if g.options.Legacy {
				g.iso.TypeError(err.Error())
			}
			return goja.Undefined()
		}
	} else {
		var ok bool
		if found, ok = URL(call.Argument(0).String(), base, g.options); !ok {
			return goja.Undefined()
		}
	}
	all := make([]any, Components)
	for c, text := range found {
		all[c] = text
	}
	return rt.NewArray(all...)
}
