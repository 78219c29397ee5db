package bundler

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/tailscale/hujson"
)

// inputs lists what the last build read, and the tsconfig.json and package.json files that
// decided how: the nearest above each file, as esbuild takes them, and what a tsconfig extends.
func (b *Bundler) inputs() []string {
	files := b.collected.files()
	all := map[string]bool{}
	finder := configFinder{found: map[string]string{}}
	for _, f := range files {
		all[f] = true
		dir := filepath.Dir(f)
		if manifest := finder.nearest(dir, "package.json"); manifest != "" {
			all[manifest] = true
		}
		// esbuild applies no tsconfig.json to packages that were installed.
		if b.options.Tsconfig != "" || strings.Contains(f, nodeModules) {
			continue
		}
		if config := finder.nearest(dir, "tsconfig.json"); config != "" {
			addTsconfig(all, config)
		}
	}
	if t := b.options.Tsconfig; t != "" {
		if !filepath.IsAbs(t) {
			t = filepath.Join(b.options.Dir, t)
		}
		addTsconfig(all, t)
	}
	return keys(all)
}

const nodeModules = string(filepath.Separator) + "node_modules" + string(filepath.Separator)

// configFinder remembers, for one build, what it found in and above each directory.
type configFinder struct{ found map[string]string }

func (c configFinder) nearest(dir, name string) string {
	file := filepath.Join(dir, name)
	if result, ok := c.found[file]; ok {
		return result
	}
	result := ""
	if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
		result = file
	} else if parent := filepath.Dir(dir); parent != dir {
		result = c.nearest(parent, name)
	}
	c.found[file] = result
	return result
}

// addTsconfig adds a tsconfig.json and the files it extends. What cannot be read is esbuild's to
// complain about.
func addTsconfig(all map[string]bool, file string) {
	if all[file] {
		return
	}
	all[file] = true
	text, err := os.ReadFile(file)
	if err != nil {
		return
	}
	if text, err = hujson.Standardize(text); err != nil {
		return
	}
	var config struct {
		Extends any `json:"extends"`
	}
	if json.Unmarshal(text, &config) != nil {
		return
	}
	bases, _ := config.Extends.([]any)
	if one, ok := config.Extends.(string); ok {
		bases = []any{one}
	}
	for _, base := range bases {
		if name, ok := base.(string); ok {
			if found := findTsconfig(filepath.Dir(file), name); found != "" {
				addTsconfig(all, found)
			}
		}
	}
}

// findTsconfig resolves the name in "extends": a path, or a package in a node_modules above dir.
func findTsconfig(dir, name string) string {
	if filepath.IsAbs(name) {
		return tsconfigFile(name)
	}
	if strings.HasPrefix(name, ".") {
		return tsconfigFile(filepath.Join(dir, filepath.FromSlash(name)))
	}
	for {
		if found := tsconfigFile(filepath.Join(dir, "node_modules", filepath.FromSlash(name))); found != "" {
			return found
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

func tsconfigFile(path string) string {
	for _, file := range []string{path, path + ".json", filepath.Join(path, "tsconfig.json")} {
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file
		}
	}
	return ""
}
