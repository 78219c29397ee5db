package bundler

// An import of a module that neither Builtins nor the file system knows may never run: libraries
// write `if (isNode) await import("node:fs")`, and much that names node:fs is shaken from the tree.
// Wrangler leaves such imports to the runtime, which refuses to start on a static one. Here, each
// becomes a module that asks the runtime when it is evaluated. If a static one is still in the
// output, the Worker could not start: the build is done again with esbuild told not to resolve it,
// for esbuild knows the import's place.

import (
	"bytes"
	"fmt"
	"sort"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const missingNamespace = "missing"

// staticMark, an argument that the runtime never gets to see, tells static imports from others.
const staticMark = "static"

// missingModules are the imports that nothing resolved, in one build.
type missingModules struct {
	static map[string]bool
	lazy   map[string]map[string]bool // importing files by module
}

// addMissing stands in for modules of the runtime's namespaces that Builtins does not list.
func addMissing(build api.PluginBuild, c *collector) {
	build.OnResolve(api.OnResolveOptions{Filter: `^(?:node|cloudflare|workerd):`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		static := a.Kind == api.ResolveJSImportStatement
		if !c.addMissing(a.Path, a.Importer, static) {
			return api.OnResolveResult{}, nil // esbuild reports it
		}
		r := api.OnResolveResult{Namespace: missingNamespace, Path: a.Path}
		if static {
			r.Suffix = "?" + staticMark
		}
		return r, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: missingNamespace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		source := fmt.Sprintf("module.exports = __devdo_module(%s);\n", quote(a.Path))
		if a.Suffix != "" {
			source = fmt.Sprintf("module.exports = __devdo_module(%s, %q);\n", quote(a.Path), staticMark)
		}
		return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
	})
}

// addMissing notes an import, unless the module is to be refused.
func (c *collector) addMissing(name, importer string, static bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.refused[name] {
		return false
	}
	if static {
		c.missing.static[name] = true
		return true
	}
	if c.missing.lazy[name] == nil {
		c.missing.lazy[name] = map[string]bool{}
	}
	c.missing.lazy[name][importer] = true
	return true
}

// refuse makes the next build, and only that, fail on the modules that are missing and would be
// evaluated at start. It reports whether there are any.
func (c *collector) refuse(code []byte) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	refused := map[string]bool{}
	for name := range c.missing.static {
		for _, separator := range []string{", ", ","} { // as printed, plain and minified
			call := fmt.Sprintf("__devdo_module(%s%s%q)", quote(name), separator, staticMark)
			if bytes.Contains(code, []byte(call)) {
				refused[name] = true
			}
		}
	}
	c.refused = refused
	return len(refused) > 0
}

// missingWarnings are Wrangler's, for Node.js modules that may be asked for later.
func (c *collector) missingWarnings(o *Options) []Message {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []Message
	for _, name := range keys(c.missing.lazy) {
		if !strings.HasPrefix(name, "node:") || o.NodeCompat {
			continue
		}
		var importers []string
		for file := range c.missing.lazy[name] {
			importers = append(importers, " - "+relative(o.Dir, file))
		}
		sort.Strings(importers)
		out = append(out, Message{Severity: SeverityWarning, Text: fmt.Sprintf("The package %q %s.\n", name, noteBuiltIntoNode) +
			`Your Worker may throw errors at runtime unless you enable the "nodejs_compat" compatibility flag. ` +
			"Refer to https://developers.cloudflare.com/workers/runtime-apis/nodejs/ for more details. Imported from:\n" +
			strings.Join(importers, "\n")})
	}
	return out
}
