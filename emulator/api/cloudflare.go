package api

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
)

// cloudflareModule has the global Cloudflare, which tells code the flags it runs under.
var cloudflareModule = &isolate.Module{
	Name: "cloudflare",
	Source: `(function (host) {
		const Cloudflare = Object.create({ [Symbol.toStringTag]: "Cloudflare" });
		Cloudflare.compatibilityFlags = Object.freeze(host.flags());
		return { Cloudflare };
	})`,
	Own: []string{"Cloudflare"},
	Host: func(iso *isolate.Isolate) *goja.Object {
		return iso.Object(functions{"flags": func(goja.FunctionCall) goja.Value {
			o := iso.Runtime().NewObject()
			for _, f := range compat.Flags() {
				_ = o.Set(f.Enable, iso.Flag(f.Enable))
			}
			return o
		}})
	},
}
