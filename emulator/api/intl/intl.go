// Package intl has Intl and the toLocale methods, for the locale en-US alone. The tables under
// data are facts of CLDR 48 for that locale. Time zones are Go's, collation and language tags
// those of golang.org/x/text, text boundaries those of rivo/uniseg.
//
// Unlike workerd, which has all locales, a locale other than English is refused with a
// RangeError that names it: formats of another country would be wrong without anybody noticing.
package intl

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

var (
	//go:embed intl.js
	source string
	//go:embed number.js
	numberSource string
	//go:embed date.js
	dateSource string
	//go:embed text.js
	textSource string
	//go:embed methods.js
	methodsSource string

	//go:embed data/zones.tsv
	zoneData string
	//go:embed data/currencies.tsv
	currencyData string
	//go:embed data/units.tsv
	unitData string
)

type function = func(goja.FunctionCall) goja.Value

// Modules returns the module "intl", what it consists of, and the methods of built-in objects
// that use it, which are built with the isolate.
func Modules() []*isolate.Module { return modules }

var modules = []*isolate.Module{
	{Name: "intl", Source: source, Host: host, Builtins: []string{"Intl"}},
	{Name: "intl-number", Source: numberSource, Host: tables},
	{Name: "intl-date", Source: dateSource, Host: zones},
	{Name: "intl-text", Source: textSource, Host: text},
	{Name: "intl-methods", Source: methodsSource, Eager: true},
}

func host(iso *isolate.Isolate) *goja.Object {
	rt := iso.Runtime()
	return iso.Object(map[string]function{
		// canonical gives a language tag its normal form, or undefined.
		"canonical": func(call goja.FunctionCall) goja.Value {
			tag, ok := canonical(call.Argument(0).String())
			if !ok {
				return goja.Undefined()
			}
			return rt.ToValue(tag)
		},
		"zones":      func(goja.FunctionCall) goja.Value { return list(rt, canonicalZones()) },
		"currencies": func(goja.FunctionCall) goja.Value { return list(rt, firstColumn(currencyData)) },
		"units":      func(goja.FunctionCall) goja.Value { return list(rt, firstColumn(unitData)) },
	})
}

func list(rt *goja.Runtime, items []string) goja.Value {
	values := make([]any, len(items))
	for i, s := range items {
		values[i] = s
	}
	return rt.NewArray(values...)
}

func tables(iso *isolate.Isolate) *goja.Object {
	rt := iso.Runtime()
	row := func(data string) function {
		return func(call goja.FunctionCall) goja.Value {
			cells := find(data, call.Argument(0).String())
			if cells == nil {
				return goja.Undefined()
			}
			return list(rt, cells)
		}
	}
	return iso.Object(map[string]function{"currency": row(currencyData), "unit": row(unitData)})
}
