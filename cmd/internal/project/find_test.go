package project

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const plain = `name = "x"
main = "i.js"
compatibility_date = "2026-11-01"
`

// Each name is looked for all the way up before the next.
func TestLocate(t *testing.T) {
	tests := []struct {
		name, files string
		opts        Options
		want        string
	}{
		{"here", "-- a/wrangler.toml --", Options{Dir: "a"}, "a/wrangler.toml"},
		{"up", "-- wrangler.toml --\n-- a/b/x --", Options{Dir: "a/b"}, "wrangler.toml"},
		{"json first", "-- wrangler.toml --\n-- wrangler.jsonc --\n-- wrangler.json --", Options{}, "wrangler.json"},
		{"jsonc before toml", "-- wrangler.toml --\n-- wrangler.jsonc --", Options{}, "wrangler.jsonc"},
		{"a parent's json before toml here", "-- wrangler.json --\n-- a/wrangler.toml --", Options{Dir: "a"}, "wrangler.json"},
		{"from the script's directory", "-- wrangler.toml --\n-- a/wrangler.toml --\n-- a/x.js --", Options{Script: "a/x.js"}, "a/wrangler.toml"},
		{"given", "-- wrangler.toml --\n-- conf/w.toml --", Options{ConfigPath: "conf/w.toml"}, "conf/w.toml"},
		{"a directory does not count", "-- wrangler.json/x --\n-- wrangler.toml --", Options{}, "wrangler.toml"},
		{"redirect", "-- wrangler.toml --\n-- .wrangler/deploy/config.json --\n{\"configPath\":\"../../dist/w.json\"}\n-- dist/w.json --", Options{}, "dist/w.json"},
		{"no redirect of a given one", "-- wrangler.toml --\n-- .wrangler/deploy/config.json --\n{\"configPath\":\"../../dist/w.json\"}\n-- dist/w.json --", Options{ConfigPath: "wrangler.toml"}, "wrangler.toml"},
		{"none", "-- x --", Options{}, ""},
	}
	for _, tt := range tests {
		dir := writeTree(t, tt.files)
		tt.opts.Dir = filepath.Join(dir, tt.opts.Dir)
		if err := tt.opts.normalize(); err != nil {
			t.Fatal(err)
		}
		if tt.opts.Script != "" {
			tt.opts.Script = filepath.Join(dir, "a/x.js")
		}
		l, bad := locate(tt.opts)
		if bad != nil {
			t.Errorf("%s: got %v", tt.name, bad.Text)
		}
		got := l.config
		if got != "" {
			got = rel(dir, got)
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestLoad_BadLocation(t *testing.T) {
	tests := []struct{ name, files, config, want, hint string }{
		{"missing", "-- x --", "nope.toml", "Could not read file: nope.toml", "there is no such file"},
		{"directory", "-- d.toml/x --", "d.toml", "Could not read file: d.toml", "it is a directory; name the configuration file inside it"},
		{"other kind", "-- w.yaml --", "w.yaml", "Unsupported configuration file: w.yaml", "a configuration file is named *.json, *.jsonc or *.toml"},
		{"redirect unreadable", "-- .wrangler/deploy/config.json --\n{", "", "Failed to parse the deploy configuration file at .wrangler/deploy/config.json", ""},
		{"redirect empty", "-- .wrangler/deploy/config.json --\n{}", "", "A deploy configuration file was found at \".wrangler/deploy/config.json\".\nBut this is not valid - the required \"configPath\" property was not found.\nInstead this file contains:\n```\n{}\n\n```", ""},
		{"redirect to nowhere", "-- .wrangler/deploy/config.json --\n{\"configPath\":\"x.json\"}", "", "There is a deploy configuration at \".wrangler/deploy/config.json\".\nBut the redirected configuration path it points to, \".wrangler/deploy/x.json\", does not exist.", ""},
	}
	for _, tt := range tests {
		dir := writeTree(t, tt.files)
		failed := loadError(t, Options{Dir: dir, ConfigPath: tt.config})
		d := failed.Diagnostics[0]
		if got := filepath.ToSlash(d.Text); got != tt.want || d.Hint != tt.hint {
			t.Errorf("%s: got %q (%s), want %q (%s)", tt.name, got, d.Hint, tt.want, tt.hint)
		}
		if len(failed.Watched) == 0 {
			t.Errorf("%s: nothing to watch for a repair", tt.name)
		}
	}
}

func TestLoad_TwoBases(t *testing.T) {
	dir := writeTree(t, "-- wrangler.toml --\n-- a/.wrangler/deploy/config.json --\n{\"configPath\":\"w.json\"}\n-- a/.wrangler/deploy/w.json --\n{}\n")
	got := loadError(t, Options{Dir: filepath.Join(dir, "a")}).Error()
	if !strings.HasPrefix(filepath.ToSlash(got), "Found both a user configuration file at \"../wrangler.toml\"\nand a deploy configuration file at \".wrangler/deploy/config.json\".") {
		t.Errorf("got %s", got)
	}
}

func TestLoad_Redirect(t *testing.T) {
	dir := writeTree(t, `
-- wrangler.toml --
name = "user"
-- .dev.vars --
A=1
-- .wrangler/deploy/config.json --
{"configPath":"../../dist/wrangler.json"}
-- dist/wrangler.json --
{"name":"built","main":"i.js","compatibility_date":"2026-11-01","topLevelName":"user","targetEnvironment":"prod","configPath":"x"}
-- dist/i.js --
`)
	p := mustLoad(t, Options{Dir: dir, Env: "prod"})
	if p.Name != "built" || rel(dir, p.Main) != "dist/i.js" || p.Root != dir || len(p.Vars) != 1 || len(p.Diagnostics) != 0 {
		t.Errorf("got %+v", p)
	}
	if !strings.HasPrefix(p.Notes[0], "Using redirected Wrangler configuration.") {
		t.Errorf("got notes %q", p.Notes)
	}
	got := loadError(t, Options{Dir: dir, Env: "dev"}).Error()
	if !strings.HasPrefix(got, `You have specified the environment "dev" via the `+"`--env/-e`"+` CLI argument.`) {
		t.Errorf("got %s", got)
	}
}

func TestLoad_ForeignEncoding(t *testing.T) {
	for mark, want := range map[string]string{
		"\xff\xfe": "UTF-16 LE", "\xfe\xff": "UTF-16 BE", "\xff\xfe\x00\x00": "UTF-32 LE", "\x00\x00\xfe\xff": "UTF-32 BE",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "wrangler.json"), []byte(mark+"{}"), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := loadError(t, Options{Dir: dir}).Error(); got != "Configuration file contains "+want+" byte order marker" {
			t.Errorf("got %s", got)
		}
	}
}

// A script needs no configuration.
func TestLoad_ScriptAlone(t *testing.T) {
	dir := writeTree(t, "-- src/index.ts --\n-- .dev.vars --\nA=1\n")
	p := mustLoad(t, Options{Dir: dir, Script: "src/index.ts"})
	if rel(dir, p.Main) != "src/index.ts" || p.ConfigPath != "" || p.Root != dir || p.CompatibilityDate != "2026-11-17" || len(p.Diagnostics) != 0 || len(p.Vars) != 1 {
		t.Errorf("got %+v", p)
	}
	if got := loadError(t, Options{Dir: dir}).Error(); !strings.Contains(got, `create a "wrangler.jsonc" file containing:`) {
		t.Errorf("got %s", got)
	}
	if got := loadError(t, Options{Dir: dir, Script: "src/indx.ts"}).Diagnostics[0]; got.Hint != `did you mean "src/index.ts"?` {
		t.Errorf("got %+v", got)
	}
}

func TestLoad_Watched(t *testing.T) {
	dir := writeTree(t, "-- wrangler.toml --\n"+plain+"-- i.js --\n")
	p := mustLoad(t, Options{Dir: dir, Env: "e"})
	for _, name := range []string{"wrangler.toml", "wrangler.json", ".dev.vars", ".dev.vars.e", ".env", ".env.local", ".env.e", ".env.e.local"} {
		if !slices.Contains(p.Watched, filepath.Join(dir, name)) {
			t.Errorf("%s is not watched: %q", name, p.Watched)
		}
	}
	p = mustLoad(t, Options{Dir: dir, EnvFiles: []string{"my.env"}})
	if !slices.Contains(p.Watched, filepath.Join(dir, "my.env")) || slices.Contains(p.Watched, filepath.Join(dir, ".dev.vars")) {
		t.Errorf("got %q", p.Watched)
	}
}

func TestCheckMain_CustomBuild(t *testing.T) {
	dir := writeTree(t, "-- wrangler.toml --\n"+plain+"build.command = \"make\"\n")
	p := mustLoad(t, Options{Dir: dir})
	want := "The expected output file at \"i.js\" was not found after running custom build: make.\nThe `main` property in your wrangler.toml file should point to the file generated by the custom build."
	if d := p.CheckMain(); d == nil || d.Text != want || d.Line != 2 {
		t.Errorf("got %+v", d)
	}
	if err := os.WriteFile(filepath.Join(dir, "i.js"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if d := p.CheckMain(); d != nil {
		t.Errorf("got %+v", d)
	}
}
