package testing

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed js/*.js
var sources embed.FS

// parts are the files of the runner in the order they build on each other.
var parts = []string{
	"core", "format", "inspect", "equals", "asymmetric", "diff", "spy", "assertion", "matchers",
	"matchers_mock", "chai", "snapshot", "assert", "expect", "title", "fixtures", "collect", "run",
	"clock", "vi", "cloudflare",
}

// ModuleName is the name of the runner among an isolate's modules.
const ModuleName = "vitest"

// runnerSource is all parts as one function expression of an isolate module.
var runnerSource = sync.OnceValue(func() string {
	var b strings.Builder
	b.WriteString("(function (host) {\nconst lib = {};\n")
	for _, part := range parts {
		source, err := sources.ReadFile("js/" + part + ".js")
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "(%s)(lib, host);\n", strings.TrimSpace(string(source)))
	}
	b.WriteString("return {\n" +
		"  vitest: lib.exports, cloudflare: lib.cloudflare, openFile: lib.openFile,\n" +
		"  run: async () => JSON.stringify(await lib.run()),\n" +
		"};\n})")
	return b.String()
})

// NewModule makes the runner a module of one isolate. The caller fills in what the isolate
// offers; see Host.
func NewModule(h Host) *isolate.Module {
	return &isolate.Module{
		Name:   ModuleName,
		Source: runnerSource(),
		Host:   func(iso *isolate.Isolate) *goja.Object { return h.object(iso.Runtime()) },
	}
}
