// Package bundler turns a Worker's sources into one script and tells when those sources change.
//
// A Bundler wraps an incremental esbuild context. Build yields a Bundle: a script whose only
// statement is an async function expression, its source map, the modules that are not JavaScript
// (WebAssembly, binary data), and the files it was made of. The function takes two arguments,
// both given by whoever runs the script:
//
//	__devdo_register(namespace)  called once with the module namespace of the Worker's main file
//	__devdo_module(name)         returns the namespace of a module the runtime provides
//	                             ("cloudflare:workers"), or the value of one of Bundle.Modules
//
// Where Options.ModuleRoot is set it may also ask for SettledModule and AwaitedModule.
//
// A promise of an async function is what makes top-level await work in an engine without modules.
//
// A Watcher reports which of a set of files changed, quickly and never half-written.
//
// The package knows the target engine only as a list of syntax to lower (target.go). It reads no
// configuration, prints nothing and runs no JavaScript.
package bundler
