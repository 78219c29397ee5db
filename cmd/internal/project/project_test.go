package project

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// writeTree writes a txtar archive to a new directory.
func writeTree(t *testing.T, archive string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := txtar.Write(txtar.Parse([]byte(archive)), dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func mustLoad(t *testing.T, o Options) *Project {
	t.Helper()
	if o.Now.IsZero() {
		o.Now = today
	}
	p, err := Load(o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func loadError(t *testing.T, o Options) *Error {
	t.Helper()
	o.Now = today
	_, err := Load(o)
	failed := new(Error)
	if !errors.As(err, &failed) {
		t.Fatalf("got %v, want an *Error", err)
	}
	return failed
}

const full = `
-- wrangler.jsonc --
{
  // comments, trailing commas
  "$schema": "node_modules/wrangler/config-schema.json",
  "name": "app",
  "main": "./src/index.ts",
  "compatibility_date": "2025-10-08",
  "compatibility_flags": ["nodejs_compat", "global_fetch_strictly_public"],
  "durable_objects": { "bindings": [
    { "name": "ROOM", "class_name": "Room" },
    { "name": "FAR", "class_name": "Far", "script_name": "other", "environment": "prod" },
    { "name": "OWN", "class_name": "Old", "script_name": "app" },
  ] },
  "migrations": [
    { "tag": "v1", "new_classes": ["Old", "Gone"], "new_sqlite_classes": ["Chat"] },
    { "tag": "v2", "renamed_classes": [{ "from": "Chat", "to": "Room" }], "deleted_classes": ["Gone"] },
  ],
  "kv_namespaces": [{ "binding": "KV" }, { "binding": "KV2", "id": "abc" }],
  "services": [{ "binding": "SVC", "service": "other", "entrypoint": "Api", "props": { "a": 1 } }],
  "r2_buckets": [{ "binding": "BUCKET", "bucket_name": "b" }],
  "d1_databases": [{ "binding": "DB", "database_name": "d", "database_id": "1-2" }],
  "vectorize": [{ "binding": "INDEX", "index_name": "i" }],
  "ratelimits": [{ "name": "LIMIT", "namespace_id": "1", "simple": { "limit": 1, "period": 10 } }],
  "vars": { "S": "x", "N": 1.50, "O": { "a": [1, null] } },
  "define": { "D": "\"d\"" },
  "alias": { "a": "./b" },
  "rules": [{ "type": "Text", "globs": ["**/*.md"], "fallthrough": true }],
  "routes": ["example.com/*", { "pattern": "x.com", "custom_domain": true }],
  "tsconfig": "tsconfig.worker.json",
  "no_bundle": false,
  "minify": true,
  "triggers": { "crons": ["* * * * *"] },
  "dev": { "port": 9000, "ip": "0.0.0.0", "local_protocol": "https" },
  "observability": { "enabled": true },
  "workflows": [],
  "assets": { "directory": "public", "binding": "ASSETS" },
}
-- src/index.ts --
`

func TestLoad(t *testing.T) {
	dir := writeTree(t, full)
	p := mustLoad(t, Options{Dir: dir})
	if len(p.Diagnostics) > 0 {
		t.Errorf("got diagnostics %v", p.Diagnostics)
	}
	got, err := json.MarshalIndent(struct {
		Name, Main, Date string
		Flags            []string
		DOs              []DOBinding
		Classes          map[string]string
		KV               []KVNamespace
		D1               []D1Database
		R2               []R2Bucket
		Services         []Service
		Unsupported      []UnsupportedBinding
		Vars             []Var
		Routes           []Route
		Crons            []string
		Bundle           Bundle
		Dev              Dev
	}{
		p.Name, rel(dir, p.Main), p.CompatibilityDate, p.CompatibilityFlags, p.DurableObjects, storages(p), p.KVNamespaces, p.D1Databases, p.R2Buckets,
		p.Services, p.UnsupportedBindings, shortVars(p), p.Routes, p.Crons, relBundle(dir, p.Bundle), p.Dev,
	}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "full.golden.json")
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(want)) != string(got) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !p.Compat.Has("nodejs_compat_v2") || p.Compat.Has("enable_ctx_exports") {
		t.Error("compatibility set is not that of the date and flags")
	}
	if p.Assets == nil || rel(dir, p.Assets.Directory) != "public" || p.Assets.Binding != "ASSETS" {
		t.Errorf("got assets %+v", p.Assets)
	}
	if got := string(p.Raw["observability"]); got != `{"enabled":true}` {
		t.Errorf("raw observability: got %s", got)
	}
}

func rel(dir, path string) string { return filepath.ToSlash(relative(dir, path)) }

func relBundle(dir string, b Bundle) Bundle {
	b.Tsconfig = rel(dir, b.Tsconfig)
	return b
}

func storages(p *Project) map[string]string {
	m := map[string]string{}
	for _, class := range []string{"Room", "Old", "Gone", "Chat", "Far", "Nope"} {
		m[class] = p.ClassStorage(class).String()
	}
	return m
}

func shortVars(p *Project) []Var {
	vars := slices.Clone(p.Vars)
	for i := range vars {
		vars[i].Source = filepath.Base(vars[i].Source)
	}
	return vars
}

// DO-MIG-20 and DO-MIG-23: exports decide the storage like migrations do, but a class of the past
// that is bound runs as a legacy one.
func TestClassStorage_Exports(t *testing.T) {
	dir := writeTree(t, `
-- wrangler.toml --
name = "app"
main = "index.js"
compatibility_date = "2026-11-01"
durable_objects.bindings = [{ name = "D", class_name = "Dead" }, { name = "S", class_name = "Sql" }]
[exports]
Sql = { type = "durable-object", storage = "sqlite" }
Kv = { type = "durable-object", storage = "legacy-kv" }
Soon = { type = "durable-object", state = "expecting-transfer", storage = "sqlite", transfer_from = "x" }
Dead = { type = "durable-object", state = "deleted" }
Gone = { type = "durable-object", state = "deleted" }
Entry = { type = "worker" }
-- index.js --
`)
	p := mustLoad(t, Options{Dir: dir})
	want := map[string]Storage{"Sql": StorageSQLite, "Kv": StorageLegacy, "Soon": StorageSQLite, "Dead": StorageLegacy, "Gone": StorageNone, "Entry": StorageNone}
	for class, storage := range want {
		if got := p.ClassStorage(class); got != storage {
			t.Errorf("%s: got %v, want %v", class, got, storage)
		}
	}
	if got := strings.Join(p.Classes(), " "); got != "Dead Kv Soon Sql" {
		t.Errorf("got classes %s", got)
	}
}

// DO-ID-1 and DO-MIG-32, and unlike wrangler (DO-ID-7) a stable name where none is given.
func TestLoad_Name(t *testing.T) {
	dir := writeTree(t, `
-- My App_2/index.js --
-- named/wrangler.toml --
name = "app"
main = "../My App_2/index.js"
compatibility_date = "2026-11-01"
[env.prod]
[env.own]
name = "special"
-- nameless/wrangler.toml --
main = "../My App_2/index.js"
compatibility_date = "2026-11-01"
[env.prod]
`)
	tests := []struct {
		opts    Options
		want    string
		derived bool
	}{
		{Options{Dir: "named"}, "app", false},
		{Options{Dir: "named", Env: "prod"}, "app-prod", false},
		{Options{Dir: "named", Env: "own"}, "special", false},
		{Options{Dir: "named", Env: "prod", Name: "cli"}, "cli", false},
		{Options{Dir: "named", Getenv: fakeEnv("CLOUDFLARE_ENV=prod")}, "app-prod", false},
		{Options{Dir: "named", EnvSet: true, Getenv: fakeEnv("CLOUDFLARE_ENV=prod")}, "app", false},
		{Options{Dir: "named", Env: "own", Getenv: fakeEnv("CLOUDFLARE_ENV=prod")}, "special", false},
		{Options{Dir: "nameless"}, "nameless", true},
		{Options{Dir: "nameless", Env: "prod"}, "nameless-prod", true},
		{Options{Dir: "My App_2", Script: "index.js"}, "my-app_2", true},
	}
	for _, tt := range tests {
		tt.opts.Dir = filepath.Join(dir, tt.opts.Dir)
		p := mustLoad(t, tt.opts)
		if p.Name != tt.want || p.NameDerived != tt.derived {
			t.Errorf("%s %q: got %q, %v, want %q, %v", filepath.Base(tt.opts.Dir), tt.opts.Env, p.Name, p.NameDerived, tt.want, tt.derived)
		}
	}
}

func fakeEnv(pairs ...string) func(string) string {
	return func(name string) string {
		for _, pair := range pairs {
			if key, value, _ := strings.Cut(pair, "="); key == name {
				return value
			}
		}
		return ""
	}
}

// DO-MIG-2: some keys are inherited by environments, whole; others are not.
func TestLoad_Inheritance(t *testing.T) {
	dir := writeTree(t, `
-- wrangler.toml --
name = "app"
main = "a.js"
compatibility_date = "2026-11-01"
compatibility_flags = ["nodejs_als"]
kv_namespaces = [{ binding = "KV" }]
define = { A = "1" }
build = { command = "make", watch_dir = ["x", "y"] }
[vars]
V = 1
[[durable_objects.bindings]]
name = "D"
class_name = "D"
[[migrations]]
tag = "v1"
new_sqlite_classes = ["D"]
[env.bare]
[env.full]
main = "b.js"
compatibility_flags = []
vars = { V = 2 }
migrations = []
durable_objects.bindings = [{ name = "D", class_name = "D" }]
-- a.js --
-- b.js --
`)
	bare := mustLoad(t, Options{Dir: dir, Env: "bare"})
	if len(bare.Vars)+len(bare.DurableObjects)+len(bare.KVNamespaces)+len(bare.Bundle.Define) != 0 {
		t.Errorf("got what is not inherited: %+v", bare)
	}
	if bare.ClassStorage("D") != StorageSQLite || len(bare.CompatibilityFlags) != 1 || rel(dir, bare.Main) != "a.js" {
		t.Errorf("lost what is inherited: %+v", bare)
	}
	if got := bare.Build; got.Command != "make" || len(got.WatchDir) != 2 || rel(dir, got.WatchDir[1]) != "y" {
		t.Errorf("got build %+v", got)
	}
	whole := mustLoad(t, Options{Dir: dir, Env: "full"})
	if len(whole.CompatibilityFlags) != 0 || rel(dir, whole.Main) != "b.js" || string(whole.Vars[0].Value) != "2" {
		t.Errorf("got what the environment replaces: %+v", whole)
	}
	if whole.ClassStorage("D") != StorageLegacy {
		t.Errorf("got %v, want an empty list to replace the migrations", whole.ClassStorage("D"))
	}
}

func TestLoad_Overrides(t *testing.T) {
	dir := writeTree(t, full+"-- other.ts --\n")
	p := mustLoad(t, Options{
		Dir: dir, Script: "other.ts", CompatibilityDate: "2026-04-07", CompatibilityFlags: []string{"nodejs_als"},
		Vars: []string{"S:cli:x", "ROOM:taken", "EMPTY"},
	})
	if rel(dir, p.Main) != "other.ts" || p.CompatibilityDate != "2026-04-07" || !p.Compat.Has("web_socket_auto_reply_to_close") || p.Compat.Has("nodejs_compat") {
		t.Errorf("got %+v", p)
	}
	if i := slices.IndexFunc(p.Vars, func(v Var) bool { return v.Name == "S" }); string(p.Vars[i].Value) != `"cli:x"` || !p.Vars[i].Hidden {
		t.Errorf("got %+v", p.Vars[i])
	}
	for _, b := range p.DurableObjects {
		if b.Name == "ROOM" {
			t.Error("a variable of the command line must take a binding's name over")
		}
	}
}

// What one writes on a file of its own must not differ by format, line end or byte order mark.
func TestLoad_SameInEveryFormat(t *testing.T) {
	json := "{\n\"name\": \"app\", \"main\": \"i.js\",\n\"compatibility_date\": \"2026-11-01\", \"vars\": {\"a\": [1, {\"b\": \"é\"}], \"n\": 1000},\n\"kv_namespaces\": [{\"binding\": \"K\"}],\n\"bad\": 1 }"
	toml := "name = \"app\"\nmain = 'i.js'\ncompatibility_date = \"2026-11-01\"\nbad = 0x1\n[vars]\na = [1, { b = \"\\u00e9\" }]\nn = 1_000\n[[kv_namespaces]]\nbinding = \"K\"\n"
	for _, name := range []string{"wrangler.json", "wrangler.jsonc", "wrangler.toml"} {
		for _, variant := range []string{"plain", "crlf", "bom"} {
			content := json
			if strings.HasSuffix(name, ".toml") {
				content = toml
			}
			switch variant {
			case "crlf":
				content = strings.ReplaceAll(content, "\n", "\r\n")
			case "bom":
				content = "\xef\xbb\xbf" + content
			}
			dir := writeTree(t, "-- i.js --\n")
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
			p := mustLoad(t, Options{Dir: dir})
			if got := string(p.Raw["vars"]); got != `{"a":[1,{"b":"é"}],"n":1000}` {
				t.Errorf("%s %s: got %s", name, variant, got)
			}
			d := p.Diagnostics[0].Children[0]
			if d.Text != `Unexpected fields found in top-level field: "bad"` || d.Column != 1 || !strings.HasPrefix(strings.Trim(d.Source, `"`), "bad") || strings.HasSuffix(d.Source, "\r") {
				t.Errorf("%s %s: got %+v", name, variant, d)
			}
		}
	}
}

func TestDiagnostic_String(t *testing.T) {
	dir := writeTree(t, `
-- wrangler.jsonc --
{ "name": "My Worker", "main": 5, "foo": 1,
  "durable_objects": { "bindings": [{ "name": "COUNTER", "class_name": "Counter", "x": 1 }, { "name": "X" }] } }
`)
	// As wrangler 4.164 prints it.
	want := `Processing wrangler.jsonc configuration:
  - Expected "name" to be of type string, alphanumeric and lowercase with dashes only but got "My Worker".
  - Expected "main" to be of type string but got 5.

  - "durable_objects.bindings[1]": {"name":"X"}
    - binding should have a string "class_name" field.`
	got := loadError(t, Options{Dir: dir}).Error()
	if squeeze(got) != squeeze(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func squeeze(s string) string {
	return strings.ReplaceAll(s, "\n\n", "\n")
}
