// Package workflow is the engine of Workflows: a Worker of the emulator's own, beside those of the
// project. Each instance is one of its Durable Objects, which calls the run method of the project's
// class by RPC, and whose methods are the steps. What it stores has the form of wrangler's, in
// wrangler's place.
package workflow

import (
	"embed"
	"strings"
)

//go:embed *.js
var sources embed.FS

// EngineClass is the class of the instances, NamespaceKey the key of the namespace of a workflow.
const (
	EngineClass  = "Engine"
	namespaceKey = "miniflare-workflows-"
)

// NamespaceKey names the instances of a workflow on disk, and makes their ids.
func NamespaceKey(workflow string) string { return namespaceKey + workflow }

// Code is the engine, in the form of a bundle.
func Code() string {
	var code strings.Builder
	code.WriteString(`(async function(__devdo_register, __devdo_module){"use strict";`)
	for _, name := range []string{"common", "schedule", "step", "engine", "binding"} {
		data, err := sources.ReadFile(name + ".js")
		if err != nil {
			panic(err)
		}
		code.Write(data)
	}
	code.WriteString("__devdo_register({ Engine, default: Binding }, Binding);\n})\n")
	return code.String()
}
