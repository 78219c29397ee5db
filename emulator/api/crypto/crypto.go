// Package crypto is the global crypto.
package crypto

import (
	"github.com/dop251/goja"
	"github.com/google/uuid"

	"github.com/devdo/devdo/emulator/isolate"
)

// Modules returns the module "crypto".
func Modules() []*isolate.Module {
	return []*isolate.Module{{Name: "crypto", Source: "(function (host) { return { crypto: host } })", Host: host, Globals: []string{"crypto"}}}
}

func host(iso *isolate.Isolate) *goja.Object {
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"randomUUID": func(goja.FunctionCall) goja.Value { return iso.Runtime().ToValue(uuid.NewString()) },
	})
}
