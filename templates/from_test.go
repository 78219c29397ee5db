package templates

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestCopyFrom(t *testing.T) {
	from, dir := t.TempDir(), filepath.Join(t.TempDir(), "new")
	for name, content := range map[string]string{
		"wrangler.jsonc":          "{\n  // of ours\n  \"name\": \"ours\",\n  \"vars\": { \"name\": \"kept\" }\n}\n",
		"package.json":            "{\n  \"name\": \"ours\",\n  \"private\": true\n}\n",
		"src/index.ts":            "export default {};\n",
		"src/.env":                "SECRET=1\n",
		".dev.vars":               "SECRET=1\n",
		".wrangler/state/x":       "state",
		"node_modules/a/index.js": "",
	} {
		path := filepath.Join(from, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := CopyFrom(from, dir, Params{Name: "theirs"})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"package.json", "src/index.ts", "wrangler.jsonc"}; !slices.Equal(got, want) {
		t.Errorf("copied %q, want %q", got, want)
	}
	for name, want := range map[string]string{
		"wrangler.jsonc": "{\n  // of ours\n  \"name\": \"theirs\",\n  \"vars\": { \"name\": \"kept\" }\n}\n",
		"package.json":   "{\n  \"name\": \"theirs\",\n  \"private\": true\n}\n",
	} {
		if content, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(content) != want {
			t.Errorf("%s is %q, %v", name, content, err)
		}
	}
}

func TestCopyFrom_Refuses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	if _, err := CopyFrom(t.TempDir(), dir, Params{Name: "a"}); !errors.Is(err, errNoConfig) {
		t.Errorf("no project: %v", err)
	}
	if _, err := CopyFrom(filepath.Join(dir, "none"), dir, Params{Name: "a"}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no directory: %v", err)
	}
	if _, err := CopyFrom(t.TempDir(), dir, Params{Name: "A b"}); !errors.Is(err, ErrInvalidName) {
		t.Errorf("bad name: %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was made")
	}
}
