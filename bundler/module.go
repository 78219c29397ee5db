package bundler

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Module is a part of the Bundle that is not JavaScript.
type Module struct {
	// Name is what the script passes to __devdo_module: "wasm:src/add.wasm" or
	// "data:assets/logo.bin", with the path relative to Options.Dir.
	Name string
	// Type is CompiledWasm or Data, or Text: the script has that itself, but it is a file too.
	Type ModuleType
	Data []byte
}

// The esbuild namespaces of files that a Rule claims. With the path they make up Module.Name.
var ruleNamespaces = map[ModuleType]string{Text: "text", Data: "data", CompiledWasm: "wasm"}

// addRules makes the files that module rules claim importable.
func addRules(build api.PluginBuild, o *Options, rules ruleSet, c *collector) {
	build.OnResolve(api.OnResolveOptions{Filter: rules.filter()}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		if _, own := a.PluginData.(internalResolve); own {
			return api.OnResolveResult{}, nil
		}
		if r, ok := firstMatch(rules.active, a.Path); ok {
			return resolveModule(build, a, o.Dir, ruleNamespaces[r.Type]), nil
		}
		if r, ok := firstMatch(rules.void, a.Path); ok {
			text := fmt.Sprintf("The file %s matched a module rule in your configuration (%s), but was ignored because a previous rule with the same type was not marked as `fallthrough = true`.", a.Path, r.Rule)
			return api.OnResolveResult{Errors: []api.Message{{Text: text}}}, nil
		}
		return api.OnResolveResult{}, nil
	})
	addModules(build, c)
}

// addModules reads the files that have been resolved to modules.
func addModules(build api.PluginBuild, c *collector) {
	build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: ruleNamespaces[Text]}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		data, err := readModule(a, c)
		text := string(data)
		if err == nil {
			c.addModule(Module{Name: ruleNamespaces[Text] + ":" + a.Path, Type: Text, Data: data})
		}
		return api.OnLoadResult{Contents: &text, Loader: api.LoaderText}, err
	})
	for _, t := range []ModuleType{Data, CompiledWasm} {
		ns := ruleNamespaces[t]
		build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: ns}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := readModule(a, c)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			m := Module{Name: ns + ":" + a.Path, Type: t, Data: data}
			c.addModule(m)
			source := fmt.Sprintf("export default __devdo_module(%s);\n", quote(m.Name))
			return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
		})
	}
}

// moduleFile carries the absolute path of a module from resolving to loading.
type moduleFile string

func readModule(a api.OnLoadArgs, c *collector) ([]byte, error) {
	file, ok := a.PluginData.(moduleFile)
	if !ok {
		return nil, fmt.Errorf("load module %q: not resolved by a module rule", a.Path)
	}
	c.addInput(string(file))
	return os.ReadFile(string(file))
}

func resolveModule(build api.PluginBuild, a api.OnResolveArgs, dir, namespace string) api.OnResolveResult {
	file := findModule(build, a)
	if file == "" {
		return api.OnResolveResult{} // esbuild looks in vain too, and says so
	}
	return api.OnResolveResult{Namespace: namespace, Path: relative(dir, file), PluginData: moduleFile(file)}
}

// findModule resolves the import as any other, without a query such as "?module". Like Wrangler,
// it then takes a path without a leading dot as relative to the importing file.
func findModule(build api.PluginBuild, a api.OnResolveArgs) string {
	path, _, _ := strings.Cut(a.Path, "?")
	r := build.Resolve(path, api.ResolveOptions{
		Kind:       a.Kind,
		Importer:   a.Importer,
		Namespace:  a.Namespace,
		ResolveDir: a.ResolveDir,
		PluginData: internalResolve{},
	})
	if len(r.Errors) == 0 && r.Namespace == "file" && !r.External {
		return r.Path
	}
	beside := filepath.Join(a.ResolveDir, filepath.FromSlash(path))
	if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() {
		return beside
	}
	return ""
}

// relative names a file the way a user would: from dir, with forward slashes.
func relative(dir, file string) string {
	rel, err := filepath.Rel(dir, file)
	if err != nil {
		return filepath.ToSlash(file)
	}
	return filepath.ToSlash(rel)
}
