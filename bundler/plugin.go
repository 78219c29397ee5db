package bundler

import (
	"path/filepath"
	"sort"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// collector gathers what one build loads. esbuild calls plugins from several goroutines.
type collector struct {
	mu sync.Mutex
	// guards:
	inputs  map[string]bool
	modules map[string]Module
	missing missingModules
	refused map[string]bool // missing modules that esbuild shall report
	// sourcePhase are the files of learnSourcePhase.
	sourcePhase map[string]bool
}

func (c *collector) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inputs = map[string]bool{}
	c.modules = map[string]Module{}
	c.missing = missingModules{static: map[string]bool{}, lazy: map[string]map[string]bool{}}
}

func (c *collector) addInput(file string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inputs[file] = true
}

func (c *collector) addModule(m Module) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.modules[m.Name] = m
}

func (c *collector) files() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return keys(c.inputs)
}

func (c *collector) moduleList() []Module {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]Module, 0, len(c.modules))
	for _, m := range c.modules {
		list = append(list, m)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

// internalResolve marks a plugin's own question to the resolver, so that the plugin which asks
// does not answer it too.
type internalResolve struct{}

// plugin is everything that sets a Worker's build apart from a plain one. Callbacks are asked in
// this order, and the first to answer wins.
func plugin(o *Options, rules ruleSet, c *collector) api.Plugin {
	return api.Plugin{Name: pluginName, Setup: func(build api.PluginBuild) {
		if o.ModuleRoot != "" {
			addRegistry(build, o, rules, c)
			addBuiltins(build, o)
			addModules(build, c)
			return
		}
		addAliases(build, o)
		addRules(build, o, rules, c)
		addBuiltins(build, o)
		addExternals(build, o.External)
		addMissing(build, c)
		// Sees every file just before esbuild reads it. The metafile would give the same list,
		// but not when the build fails.
		build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "file"}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			file := filepath.Clean(a.Path)
			c.addInput(file)
			return c.readSource(file)
		})
	}}
}

// addAliases replaces whole import paths, resolving the new one from Options.Dir. esbuild's own
// option would replace the beginnings of longer paths as well.
func addAliases(build api.PluginBuild, o *Options) {
	if len(o.Alias) == 0 {
		return
	}
	build.OnResolve(api.OnResolveOptions{Filter: anyOf(keys(o.Alias))}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		if _, own := a.PluginData.(internalResolve); own {
			return api.OnResolveResult{}, nil
		}
		r := build.Resolve(o.Alias[a.Path], api.ResolveOptions{
			Kind:       a.Kind,
			Importer:   a.Importer,
			ResolveDir: o.Dir,
			PluginData: internalResolve{},
		})
		return resolved(r), nil
	})
}

func resolved(r api.ResolveResult) api.OnResolveResult {
	out := api.OnResolveResult{
		Errors:     r.Errors,
		Warnings:   r.Warnings,
		Path:       r.Path,
		External:   r.External,
		Namespace:  r.Namespace,
		Suffix:     r.Suffix,
		PluginData: r.PluginData,
	}
	if !r.SideEffects {
		out.SideEffects = api.SideEffectsFalse
	}
	return out
}
