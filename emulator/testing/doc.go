// Package testing runs a project's vitest files inside the Worker's own isolate: `devdo test`.
//
// Collect finds the files. Each file gets a bundle of its own (the file, the Worker's main module
// and the modules of Modules) and a fresh emulator with empty storage, so files cannot see each
// other's Durable Objects; tests of one file can, as in Cloudflare's own integration. The runner
// (js/*.js, joined to one isolate module) offers the "vitest" and "cloudflare:test" exports,
// collects while the bundle is evaluated, runs, and hands back plain data. A Reporter prints that
// the way vitest does.
//
// It replaces no modules (vi.mock), measures no coverage and has no watch mode.
package testing
