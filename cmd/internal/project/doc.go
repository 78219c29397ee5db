// Package project finds and reads a wrangler project.
//
// Load looks up the configuration (wrangler.json, wrangler.jsonc, wrangler.toml), checks it with
// wrangler's own rules and wording, merges the chosen environment, adds the secrets of .dev.vars
// or .env files, and gives one Project. All formats are read into one tree of nodes that know
// their place in the file, so every finding has a line and a column.
//
// The package neither bundles nor runs anything, and prints nothing: findings are values.
package project
