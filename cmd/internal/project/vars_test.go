package project

import (
	"fmt"
	"strings"
	"testing"
)

// render lists variables as NAME=JSON, a star marking what is not to be shown.
func render(vars []Var) string {
	var list []string
	for _, v := range vars {
		hidden := ""
		if v.Hidden {
			hidden = "*"
		}
		list = append(list, fmt.Sprintf("%s%s=%s", v.Name, hidden, v.Value))
	}
	return strings.Join(list, " ")
}

func TestLoad_VarPrecedence(t *testing.T) {
	const config = "-- i.js --\n-- wrangler.toml --\n" + plain + "[vars]\nA = \"config\"\nN = 1\n[env.prod.vars]\nA = \"prod\"\n"
	tests := []struct {
		name, files string
		opts        Options
		want, notes string
	}{
		{"config", "", Options{}, `A="config" N=1`, ""},
		{".dev.vars wins", "-- .dev.vars --\nA=dev\nX=1\n", Options{}, `A*="dev" N=1 X*="1"`, "Using secrets defined in .dev.vars"},
		{".dev.vars is not expanded", "-- .dev.vars --\nA=${B}\n", Options{}, `A*="${B}" N=1`, "Using secrets defined in .dev.vars"},
		{"an environment's .dev.vars alone", "-- .dev.vars --\nX=1\n-- .dev.vars.prod --\nY=2\n", Options{Env: "prod"}, `A="prod" Y*="2"`, "Using secrets defined in .dev.vars.prod"},
		{"the general .dev.vars else", "-- .dev.vars --\nX=1\n", Options{Env: "prod"}, `A="prod" X*="1"`, "Using secrets defined in .dev.vars"},
		{".env is not read beside .dev.vars", "-- .dev.vars --\nX=1\n-- .env --\nY=2\n", Options{}, `A="config" N=1 X*="1"`, "Using secrets defined in .dev.vars"},
		{".env files merge", "-- .env --\nX=1\nY=1\n-- .env.local --\nX=2\n", Options{}, `A="config" N=1 X*="2" Y*="1"`, "Using secrets defined in .env; Using secrets defined in .env.local"},
		{".env of an environment", "-- .env --\nX=1\n-- .env.local --\nX=2\n-- .env.prod --\nX=3\nP=${X}\n-- .env.prod.local --\nX=4\n", Options{Env: "prod"},
			`A="prod" P*="4" X*="4"`, "Using secrets defined in .env; Using secrets defined in .env.local; Using secrets defined in .env.prod; Using secrets defined in .env.prod.local"},
		{"--env-file", "-- .dev.vars --\nX=1\n-- a.env --\nX=a\n-- b.env --\nX=b\n", Options{EnvFiles: []string{"a.env", "b.env"}}, `A="config" N=1 X*="b"`, "Using secrets defined in a.env; Using secrets defined in b.env"},
		{"--var wins", "-- .dev.vars --\nA=dev\n", Options{Vars: []string{"A:cli"}}, `A*="cli" N=1`, "Using secrets defined in .dev.vars"},
		{".env switched off", "-- .env --\nX=1\n", Options{Getenv: fakeEnv("CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV=false")}, `A="config" N=1`, ""},
		{"the process counts on request", "-- .env --\nX=1\nY=${P}\n", Options{Getenv: fakeEnv("CLOUDFLARE_INCLUDE_PROCESS_ENV=true"), Environ: []string{"P=p", "X=9"}},
			`A="config" N=1 P*="p" X*="9" Y*="p"`, "Using secrets defined in .env; Using secrets defined in process.env"},
		{"the process does not count else", "-- .env --\nY=${P}\n", Options{Environ: []string{"P=p"}}, `A="config" N=1 Y*=""`, "Using secrets defined in .env"},
	}
	for _, tt := range tests {
		tt.opts.Dir = writeTree(t, config+tt.files)
		p := mustLoad(t, tt.opts)
		if got := render(p.Vars); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
		if got := strings.Join(p.Notes, "; "); got != tt.notes {
			t.Errorf("%s: got notes %q, want %q", tt.name, got, tt.notes)
		}
	}
}

func TestLoad_RequiredSecrets(t *testing.T) {
	const config = "-- i.js --\n-- wrangler.toml --\n" + plain + "secrets.required = [\"TOKEN\", \"KEY\"]\nkv_namespaces = [{ binding = \"KV\" }]\n[vars]\nA = 1\n"
	tests := []struct {
		name, files string
		opts        Options
		want        string
		missing     string
	}{
		{"none", "", Options{}, `A=1`, "TOKEN, KEY"},
		{"only declared names count", "-- .dev.vars --\nTOKEN=t\nOTHER=o\nA=a\n", Options{}, `A*="a" TOKEN*="t"`, "KEY"},
		{"the process counts", "-- .env --\nTOKEN=t\n", Options{Environ: []string{"KEY=k", "PATH=/bin"}}, `A=1 KEY*="k" TOKEN*="t"`, ""},
		{"the command line counts", "-- .dev.vars --\nTOKEN=t\n", Options{Vars: []string{"KEY:k"}}, `A=1 TOKEN*="t" KEY*="k"`, ""},
		{"a binding's name is not taken", "-- .dev.vars --\nTOKEN=t\nKEY=k\nKV=x\n", Options{}, `A=1 KEY*="k" TOKEN*="t"`, ""},
	}
	for _, tt := range tests {
		tt.opts.Dir = writeTree(t, config+tt.files)
		p := mustLoad(t, tt.opts)
		if got := render(p.Vars); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
		want := ""
		if tt.missing != "" {
			want = "Missing required secrets: " + tt.missing + ". Add them to .dev.vars, .env, or set as environment variables."
		}
		got := ""
		for _, d := range p.Diagnostics {
			got += d.Text
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", tt.name, got, want)
		}
	}
}

func TestLoad_SecretFileProblems(t *testing.T) {
	const config = "-- i.js --\n-- wrangler.toml --\n" + plain
	p := mustLoad(t, Options{Dir: writeTree(t, config+"-- .dev.vars --\nA=1\n\nnot a pair\nB=\"open\n")})
	var got []string
	for _, d := range p.Diagnostics {
		got = append(got, fmt.Sprintf("%s:%d %s", rel(p.Root, d.File), d.Line, d.Text))
	}
	want := []string{
		".dev.vars:3 This line is not of the form NAME=value and is ignored.",
		`.dev.vars:4 The value of B starts with " but does not end with it: the quote is part of the value.`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}

	failed := loadError(t, Options{Dir: writeTree(t, config+"-- .dev.vars/x --\n")})
	if got := failed.Error(); got != `Failed to load local dev variables file ".dev.vars":` {
		t.Errorf("got %q", got)
	}
	failed = loadError(t, Options{Dir: writeTree(t, config), Getenv: fakeEnv("CLOUDFLARE_INCLUDE_PROCESS_ENV=maybe")})
	if got := failed.Error(); got != `Expected CLOUDFLARE_INCLUDE_PROCESS_ENV to be "true" or "false", but got "maybe"` {
		t.Errorf("got %q", got)
	}
	p = mustLoad(t, Options{Dir: writeTree(t, config), EnvFiles: []string{"nope.env"}})
	if len(p.Diagnostics) != 1 || p.Diagnostics[0].Text != `The file "nope.env" given with --env-file was not found.` {
		t.Errorf("got %+v", p.Diagnostics)
	}
}
