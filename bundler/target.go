package bundler

import "github.com/evanw/esbuild/pkg/api"

// target is what Wrangler builds for. What the engine lacks of it is listed in supported.
const target = api.ES2024

// supported overrides what target says about single features. Class fields, private names and
// static blocks stay as they are: lowered, a private field is thirty times slower.
var supported = map[string]bool{
	// Not in the engine; become generators driven by a small helper.
	"async-generator": false,
	"for-await":       false,
	// Newer than the target; become try/finally.
	"using": false,
	// Become calls of a helper. TypeScript's experimental ones are chosen by tsconfig.json.
	"decorators": false,
	// The script is not a module: import.meta becomes an empty object, which is what it is in
	// the real runtime (there, too, import.meta.url is undefined).
	"import-meta": false,
	// import("literal") becomes a lazily initialised part of the bundle.
	"dynamic-import": false,
	// Kept: the whole script is one async function.
	"top-level-await": true,

	"class-field":                 true,
	"class-static-field":          true,
	"class-static-blocks":         true,
	"class-private-field":         true,
	"class-private-method":        true,
	"class-private-accessor":      true,
	"class-private-static-field":  true,
	"class-private-static-method": true,
	"class-private-brand-check":   true,
}

// conditions are Wrangler's package.json "exports" conditions, before the user's own.
var conditions = []string{"workerd", "worker", "browser"}

// mainFields is esbuild's default for browsers, which Wrangler does not change.
var mainFields = []string{"browser", "module", "main"}

// loaders let JSX appear in plain JavaScript files, as in Wrangler.
var loaders = map[string]api.Loader{
	".js":  api.LoaderJSX,
	".mjs": api.LoaderJSX,
	".cjs": api.LoaderJSX,
}

// logOverride silences what is not news to somebody who writes a Worker.
var logOverride = map[string]api.LogLevel{
	"empty-import-meta": api.LogLevelSilent,
}
