package bundler

import (
	"encoding/json"
	"fmt"
	"regexp"
	"sort"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// How esbuild sees runtime modules: the part before the colon is the namespace, the rest the
// path, so that its messages and the source map say "cloudflare:workers".
const (
	pluginName       = "devdo"
	builtinNamespace = "devdo" // of names without a colon
	externalSuffix   = "?external"
	requireSuffix    = "?require"
)

func splitBuiltin(name string) (namespace, path string) {
	if before, after, ok := strings.Cut(name, ":"); ok && before != "" {
		return before, after
	}
	return builtinNamespace, name
}

// addBuiltins makes the names of Options.Builtins importable.
//
// With NodeCompat, "fs" means "node:fs" even where node_modules has a package of that name, as in
// Wrangler. A Node.js module that Builtins does not list is left to esbuild, whose error gets an
// explanation in message.go: a fall-back would be a further callback after this one.
func addBuiltins(build api.PluginBuild, o *Options) {
	byImport, namespaces := builtinImports(o)
	if len(byImport) == 0 {
		return
	}
	build.OnResolve(api.OnResolveOptions{Filter: anyOf(keys(byImport))}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		name := byImport[a.Path]
		ns, path := splitBuiltin(name)
		r := api.OnResolveResult{Namespace: ns, Path: path, PluginData: name}
		if a.Kind == api.ResolveJSRequireCall && hasDefault(o.Builtins[name]) {
			r.Suffix = requireSuffix
		}
		return r, nil
	})
	for ns := range namespaces {
		build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: ns}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			name, ok := a.PluginData.(string)
			if !ok {
				return api.OnLoadResult{}, nil
			}
			source := builtinSource(name, o.Builtins[name])
			switch a.Suffix {
			case requireSuffix:
				source = fmt.Sprintf("module.exports = __devdo_module(%s).default;\n", quote(name))
			case externalSuffix:
				source = fmt.Sprintf("module.exports = __devdo_module(%s);\n", quote(name))
			}
			return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
		})
	}
}

// builtinImports are the names of the modules by what imports call them, and their namespaces.
func builtinImports(o *Options) (byImport map[string]string, namespaces map[string]bool) {
	byImport, namespaces = map[string]string{}, map[string]bool{}
	for name := range o.Builtins {
		byImport[name] = name
		ns, _ := splitBuiltin(name)
		namespaces[ns] = true
		bare, isNode := strings.CutPrefix(name, "node:")
		if isNode && o.NodeCompat && o.Builtins[bare] == nil {
			byImport[bare] = name
		}
	}
	return byImport, namespaces
}

// addExternals gives imports that the user wants left alone to the runtime, which knows at least
// how to say that there is no such module. A script has no import statement to leave them in.
func addExternals(build api.PluginBuild, patterns []string) {
	if len(patterns) == 0 {
		return
	}
	var alternatives []string
	for _, p := range patterns {
		pattern := globPattern(p)
		if !strings.ContainsAny(p, "*./") { // a package name covers the package's files
			pattern += "(?:/.*)?"
		}
		alternatives = append(alternatives, pattern)
	}
	filter := "^(?:" + strings.Join(alternatives, "|") + ")$"
	build.OnResolve(api.OnResolveOptions{Filter: filter}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		return api.OnResolveResult{Namespace: "external", Path: a.Path, PluginData: a.Path}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "external"}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		source := fmt.Sprintf("module.exports = __devdo_module(%s);\n", quote(a.Path))
		return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
	})
}

// builtinSource is an ES module with the given exports of the runtime module called name. Each is
// marked pure so that the ones nobody imports leave no trace.
func builtinSource(name string, exports []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "const __m = __devdo_module(%s);\n", quote(name))
	for _, e := range exports {
		value := "/* @__PURE__ */ (() => __m." + e + ")()"
		switch {
		case e == "default":
			fmt.Fprintf(&b, "const __default = %s;\nexport { __default as default };\n", value)
		case !identifier.MatchString(e):
			// Not to be imported by name, and nothing in the runtime is called so.
		case reserved[e]:
			fmt.Fprintf(&b, "const __%s = %s;\nexport { __%s as %s };\n", e, value, e, e)
		default:
			fmt.Fprintf(&b, "export const %s = %s;\n", e, value)
		}
	}
	return b.String()
}

var identifier = regexp.MustCompile(`^[\p{L}_$][\p{L}\p{Nd}_$]*$`)

// reserved lists the words that can be a property but not a variable of a module.
var reserved = wordSet(`arguments await break case catch class const continue debugger default
	delete do else enum eval export extends false finally for function if implements import in
	instanceof interface let new null package private protected public return static super switch
	this throw true try typeof var void while with yield`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

func hasDefault(exports []string) bool {
	for _, e := range exports {
		if e == "default" {
			return true
		}
	}
	return false
}

func quote(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(text)
}

// anyOf is a filter that matches exactly the given import paths.
func anyOf(paths []string) string {
	for i, p := range paths {
		paths[i] = regexp.QuoteMeta(p)
	}
	return "^(?:" + strings.Join(paths, "|") + ")$"
}

func keys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for k := range m {
		names = append(names, k)
	}
	sort.Strings(names)
	return names
}
