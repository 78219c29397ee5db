package bundler

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/evanw/esbuild/pkg/api"
)

// DefaultMode is the NODE_ENV of a build that names none.
const DefaultMode = "development"

// Options says what to bundle. Dir and Entry are required.
type Options struct {
	// Dir is the absolute project directory. Names in messages and maps are relative to it.
	Dir string
	// Entry is the absolute path of the Worker's main file.
	Entry string
	// EntrySource, if not empty, is TypeScript to start from instead of an entry that registers
	// the namespace of Entry. It is resolved in Dir, and should call __devdo_register itself.
	EntrySource string

	// Builtins maps the names of modules that the runtime provides ("cloudflare:workers",
	// "node:assert", "vitest") to the names they export, "default" among them.
	Builtins map[string][]string
	// NodeCompat lets "fs" mean "node:fs".
	NodeCompat bool
	// External are import paths, * matching anything, that are asked of the runtime when the
	// module that imports them runs.
	External []string
	// Alias maps import paths to others, resolved from Dir.
	Alias map[string]string
	// Conditions for package.json "exports", besides workerd, worker and browser.
	Conditions []string
	// Rules come before Wrangler's default module rules.
	Rules []Rule

	// ModuleRoot, if not empty, is the absolute directory of the only modules there are besides the
	// runtime's: see registry.go. Without FindModules, Entry is the only one.
	ModuleRoot  string
	FindModules bool
	// RefuseAttributes makes imports with attributes throw there.
	RefuseAttributes bool

	// Mode is the NODE_ENV that sources see. Default: DefaultMode.
	Mode string
	// Define replaces global expressions by JavaScript expressions.
	Define map[string]string
	// Tsconfig overrides the search for tsconfig.json. Relative to Dir or absolute.
	Tsconfig string
	// JSXFactory and JSXFragment override tsconfig.json.
	JSXFactory, JSXFragment string
	Minify                  bool
	// KeepNames preserves the name of every function and class, at the price of a call for each
	// closure that is made. Without it classes keep theirs where esbuild renames them, because two
	// files use one name or a class mentions itself, but functions do not, and with Minify neither.
	//
	// Unlike Wrangler, off by default: in this engine the call doubles the cost of a closure.
	KeepNames bool
}

// Bundle is the result of a build.
type Bundle struct {
	// Code is the script. Its value is an async function; see the package documentation.
	Code string
	// SourceMap belongs to Code. Its sources are relative to Options.Dir and without content.
	SourceMap []byte
	// Inputs are the absolute files that Code depends on, sorted: sources, modules, and the
	// tsconfig.json and package.json files that had a say.
	Inputs []string
	// Exports are the names the main file exports, "default" first; none if it is not an ES module.
	// With EntrySource, the names that it exports.
	Exports []string
	// Modules are the WebAssembly and data files that Code asks for.
	Modules []Module
	// Warnings are findings that did not stop the build.
	Warnings []Message
}

// Bundler builds one Worker again and again, keeping what did not change.
type Bundler struct {
	options   Options
	rules     ruleSet
	collected collector
	esbuild   api.BuildContext
	closed    atomic.Bool

	mu sync.Mutex
	// guards: one build at a time
}

// ErrClosed is what Build returns once Close was called.
var ErrClosed = errors.New("build worker: bundler is closed")

// New checks the options and makes a Bundler. It reads no sources.
func New(o Options) (*Bundler, error) {
	if !filepath.IsAbs(o.Dir) {
		return nil, fmt.Errorf("make bundler: directory %q is not absolute", o.Dir)
	}
	if o.EntrySource == "" && !filepath.IsAbs(o.Entry) {
		return nil, fmt.Errorf("make bundler: entry %q is not absolute", o.Entry)
	}
	// esbuild knows files by their real paths; names relative to Dir need the same of Dir.
	if real, err := filepath.EvalSymlinks(o.Dir); err == nil {
		o.Dir = real
	}
	if real, err := filepath.EvalSymlinks(o.ModuleRoot); err == nil && o.ModuleRoot != "" {
		o.ModuleRoot = real
	}
	if real, err := filepath.EvalSymlinks(o.Entry); err == nil && o.ModuleRoot != "" {
		o.Entry = real
	}
	rules, err := parseRules(o.Rules)
	if err != nil {
		return nil, err
	}
	b := &Bundler{options: o, rules: rules}
	ctx, failure := api.Context(b.buildOptions())
	if failure != nil {
		return nil, newError(failure.Errors, nil, &b.options, nil)
	}
	b.esbuild = ctx
	return b, nil
}

// Build bundles the current state of the sources. Findings in them are an *Error.
func (b *Bundler) Build(ctx context.Context) (*Bundle, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := b.checkEntry(); err != nil {
		return nil, err
	}
	result := b.rebuild(ctx)
	if b.collected.learnSourcePhase(b.options.Dir, result) {
		result = b.rebuild(ctx)
	}
	if len(result.Errors) == 0 && b.collected.refuse(script(result)) {
		result = b.rebuild(ctx)
		b.collected.refuse(nil)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if b.closed.Load() {
		return nil, ErrClosed
	}
	result.Warnings = slices.DeleteFunc(result.Warnings, isMissingDefault)
	if len(result.Errors) > 0 {
		return nil, newError(result.Errors, result.Warnings, &b.options, b.inputs())
	}
	return b.bundle(result)
}

// rebuild waits for a cancellation under way, which would otherwise hit the next build.
func (b *Bundler) rebuild(ctx context.Context) api.BuildResult {
	b.collected.reset()
	cancelled := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(cancelled)
		b.esbuild.Cancel()
	})
	result := b.esbuild.Rebuild()
	if !stop() {
		<-cancelled
	}
	return result
}

// Close releases the incremental build's memory. A Build in progress is cut short.
func (b *Bundler) Close() {
	b.closed.Store(true)
	b.esbuild.Cancel()
	b.esbuild.Dispose()
}

func (b *Bundler) checkEntry() error {
	o := &b.options
	if o.EntrySource != "" {
		return nil
	}
	_, err := os.Stat(o.Entry)
	if err == nil {
		return nil
	}
	text := fmt.Sprintf("read entry-point: %v", err)
	if errors.Is(err, os.ErrNotExist) {
		text = fmt.Sprintf("The entry-point file at %q was not found.", relative(o.Dir, o.Entry))
	}
	return &Error{Messages: []Message{{Severity: SeverityError, Text: text}}, Inputs: []string{o.Entry}}
}

func (b *Bundler) bundle(result api.BuildResult) (*Bundle, error) {
	body, exports := splitExports(script(result))
	body, renamed, err := restoreNames(body, sourceMap(result))
	if err != nil {
		return nil, err
	}
	if b.options.ModuleRoot != "" {
		body = settledImports(body)
	}
	shifted, err := shiftMap(sourceMap(result))
	if err != nil {
		return nil, err
	}
	out := &Bundle{
		Code:      wrap(body, renamed),
		SourceMap: shifted,
		Inputs:    b.inputs(),
		Modules:   b.collected.moduleList(),
	}
	for _, w := range result.Warnings {
		out.Warnings = append(out.Warnings, convertMessage(w, SeverityWarning))
	}
	out.Warnings = append(out.Warnings, b.collected.missingWarnings(&b.options)...)
	for _, text := range b.rules.warnings {
		out.Warnings = append(out.Warnings, Message{Severity: SeverityWarning, Text: text})
	}
	if b.options.EntrySource == "" && registersDefault(body) {
		out.Exports = append(out.Exports, "default")
	}
	out.Exports = append(out.Exports, exports...)
	return out, nil
}

func script(result api.BuildResult) []byte    { return output(result, ".js") }
func sourceMap(result api.BuildResult) []byte { return output(result, ".js.map") }

func output(result api.BuildResult, extension string) []byte {
	for _, f := range result.OutputFiles {
		if strings.HasSuffix(f.Path, extension) {
			return f.Contents
		}
	}
	return nil
}

// isMissingDefault recognises the warning that entrySource provokes.
func isMissingDefault(m api.Message) bool {
	return m.ID == "import-is-undefined" && m.Location != nil && m.Location.File == entryName
}

func (b *Bundler) buildOptions() api.BuildOptions {
	o := &b.options
	source := o.EntrySource
	if source == "" {
		source = entrySource(o.Entry)
	}
	return api.BuildOptions{
		AbsWorkingDir: o.Dir,
		Stdin:         &api.StdinOptions{Contents: source, ResolveDir: o.Dir, Sourcefile: entryName, Loader: api.LoaderTS},
		Bundle:        true,
		Write:         false,
		// Where the output would be decides how the map names sources: relative to Dir.
		Outfile:     filepath.Join(o.Dir, "worker.js"),
		Format:      api.FormatESModule,
		Platform:    api.PlatformBrowser,
		Target:      target,
		Supported:   supported,
		Conditions:  append(append([]string(nil), conditions...), o.Conditions...),
		MainFields:  mainFields,
		Loader:      loaders,
		Plugins:     []api.Plugin{plugin(o, b.rules, &b.collected)},
		Define:      defines(o),
		Tsconfig:    o.Tsconfig,
		JSXFactory:  o.JSXFactory,
		JSXFragment: o.JSXFragment,
		KeepNames:   o.KeepNames,

		MinifyWhitespace:  o.Minify,
		MinifyIdentifiers: o.Minify,
		MinifySyntax:      o.Minify,

		Sourcemap:      api.SourceMapExternal,
		SourcesContent: api.SourcesContentExclude,
		LegalComments:  api.LegalCommentsNone,
		// The engine reads UTF-8; escapes would only blur what stacks quote.
		Charset:     api.CharsetUTF8,
		LogLevel:    api.LogLevelSilent,
		LogOverride: logOverride,
	}
}

// defines are Wrangler's three spellings of NODE_ENV, then the user's.
func defines(o *Options) map[string]string {
	mode := o.Mode
	if mode == "" {
		mode = DefaultMode
	}
	all := map[string]string{}
	for _, name := range []string{"process.env.NODE_ENV", "global.process.env.NODE_ENV", "globalThis.process.env.NODE_ENV"} {
		all[name] = quote(mode)
	}
	for name, value := range o.Define {
		all[name] = value
	}
	return all
}
