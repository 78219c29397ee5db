package bundler

// With Options.ModuleRoot, imports mean what they mean to the runtime where Wrangler does not
// bundle (no_bundle): the modules are the files below that directory that match a rule, by their
// paths there, and nothing else is looked for. The modules still become one script, in which a
// module that is not there throws where it is evaluated.

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// absentNamespace has modules that throw.
const absentNamespace = "absent"

// absent is what such a module throws.
type absent struct{ class, message string }

// addRegistry resolves everything that is no module of the runtime.
func addRegistry(build api.PluginBuild, o *Options, rules ruleSet, c *collector) {
	builtins, _ := builtinImports(o)
	build.OnResolve(api.OnResolveOptions{Filter: `.*`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		if a.Path == o.Entry {
			return api.OnResolveResult{Path: o.Entry}, nil
		}
		if len(a.With) > 0 && o.RefuseAttributes {
			return absentModule(a, absent{"Error", "Unrecognized import attributes specified"}), nil
		}
		importer := registryName(o, a.Importer)
		name, ok := registryPath(importer, a.Path)
		builtin := builtins[a.Path]
		if builtin != "" {
			name, ok = builtin, true // unless a file is called so
		}
		if !ok {
			return absentModule(a, invalidSpecifier(a, importer)), nil
		}
		kind, found := findRegistered(o, rules, name)
		switch {
		case !found && builtin != "":
			return api.OnResolveResult{}, nil
		case !found:
			return absentModule(a, noSuchModule(a, name, importer)), nil
		}
		file := filepath.Join(o.ModuleRoot, filepath.FromSlash(name))
		if ns, ok := ruleNamespaces[kind]; ok {
			return api.OnResolveResult{Namespace: ns, Path: relative(o.Dir, file), PluginData: moduleFile(file)}, nil
		}
		return api.OnResolveResult{Path: file}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: absentNamespace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		what := a.PluginData.(absent)
		source := fmt.Sprintf("module.exports = (() => { throw new %s(%s); })();\n", what.class, quote(what.message))
		return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "file"}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		file := filepath.Clean(a.Path)
		c.addInput(file)
		result, err := c.readSource(file)
		if err == nil && result.Contents == nil {
			var data []byte
			data, err = os.ReadFile(file)
			text := string(data)
			result.Contents = &text
		}
		result.Loader = api.LoaderJS // whatever the file is called
		return result, err
	})
}

// absentModule tells apart what different importers ask for in vain.
func absentModule(a api.OnResolveArgs, what absent) api.OnResolveResult {
	return api.OnResolveResult{Namespace: absentNamespace, Path: a.Importer + ":" + a.Path, PluginData: what}
}

func noSuchModule(a api.OnResolveArgs, name, importer string) absent {
	text := fmt.Sprintf("No such module \"%s\".", name)
	if a.Kind == api.ResolveJSImportStatement {
		text += fmt.Sprintf("\n  imported from \"%s\"", importer)
	}
	return absent{"Error", text}
}

func invalidSpecifier(a api.OnResolveArgs, importer string) absent {
	switch a.Kind {
	case api.ResolveJSDynamicImport:
		return absent{"Error", fmt.Sprintf("No such module \"%s\"", a.Path)}
	case api.ResolveJSRequireCall:
		return absent{"TypeError", fmt.Sprintf("Invalid module specifier \"%s\".", a.Path)}
	}
	return absent{"TypeError", fmt.Sprintf("Invalid module specifier \"%s\".\n  imported from \"%s\".", a.Path, importer)}
}

// registryName is the name of a file as a module.
func registryName(o *Options, file string) string { return relative(o.ModuleRoot, file) }

// registryPath is what a specifier means in a module; it reports false where that is outside.
func registryPath(importer, specifier string) (string, bool) {
	if strings.HasPrefix(specifier, "/") {
		return strings.TrimPrefix(path.Clean(specifier), "/"), true
	}
	name := path.Join(path.Dir(importer), specifier)
	return name, name != ".." && !strings.HasPrefix(name, "../")
}

// findRegistered looks for a module by its name.
func findRegistered(o *Options, rules ruleSet, name string) (kind ModuleType, ok bool) {
	file := filepath.Join(o.ModuleRoot, filepath.FromSlash(name))
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return "", false
	}
	if file == o.Entry {
		return ESModule, true
	}
	if !o.FindModules {
		return "", false
	}
	for _, r := range rules.all {
		if r.paths.MatchString(name) {
			return r.Type, true
		}
	}
	return "", false
}

// globstarPattern is globPattern where a * matches no slashes, and ** any number of directories.
func globstarPattern(glob string) string {
	var b strings.Builder
	for rest := glob; rest != ""; {
		switch {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString(`(?:[^/]*/)*`)
			rest = rest[3:]
		case rest == "**":
			b.WriteString(`.*`)
			rest = ""
		case rest[0] == '*':
			b.WriteString(`[^/]*`)
			rest = strings.TrimLeft(rest, "*")
		default:
			end := strings.IndexByte(rest, '*')
			if end < 0 {
				end = len(rest)
			}
			b.WriteString(regexp.QuoteMeta(rest[:end]))
			rest = rest[end:]
		}
	}
	return b.String()
}

// asyncInit matches the beginning of a module that waits at its top level, as esbuild prints it.
var asyncInit = regexp.MustCompile(`(?m)^\s*(?:var )?(init_[\w$]+) = __esm\(\{\s*async `)

// settledImports makes uses of modules that wait at their top level go through the runtime:
// import() lets them wait for what happens at once, and for nothing else; require() fails.
func settledImports(code []byte) []byte {
	for _, m := range asyncInit.FindAllSubmatch(code, -1) {
		call := regexp.QuoteMeta(string(m[1])) + `\(\)`
		settled := fmt.Sprintf(`__devdo_module(%q)($1)$2`, SettledModule)
		code = regexp.MustCompile(`\b(`+call+`)(\.then\()`).ReplaceAll(code, []byte(settled))
		refused := fmt.Sprintf(`(__devdo_module(%q)(),$1`, AwaitedModule)
		code = regexp.MustCompile(`\(`+call+`,( ?__toCommonJS\()`).ReplaceAll(code, []byte(refused))
	}
	return code
}

// The modules of the runtime that settledImports needs.
const (
	// SettledModule is a function that gives the promise of a module's evaluation, or one that is
	// rejected where that is not settled at once.
	SettledModule = "devdo:settled"
	// AwaitedModule is a function that throws what require() of such a module throws.
	AwaitedModule = "devdo:awaited"
)
