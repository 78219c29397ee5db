package templates

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// left names what is not copied from a project, at any depth.
var left = map[string]bool{"node_modules": true, ".wrangler": true, ".git": true, ".dev.vars": true, ".env": true}

// ownNames find the name of a project in the files that have it.
var ownNames = map[string]*regexp.Regexp{
	"package.json":   regexp.MustCompile(`^(\s*\{\s*"name"\s*:\s*")[^"]*(")`),
	"wrangler.json":  regexp.MustCompile(`(?m)^(\s*"name"\s*:\s*")[^"]*(")`),
	"wrangler.jsonc": regexp.MustCompile(`(?m)^(\s*"name"\s*:\s*")[^"]*(")`),
	"wrangler.toml":  regexp.MustCompile(`(?m)^(name\s*=\s*["'])[^"']*(["'])`),
}

var errNoConfig = errors.New("there is no wrangler.toml, wrangler.json or wrangler.jsonc")

// renderFrom reads a project and puts the name in, where its files begin with theirs.
func renderFrom(dir string, params Params) ([]file, error) {
	var project []file
	err := filepath.WalkDir(dir, func(p string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != dir && left[entry.Name()] && entry.IsDir():
			return filepath.SkipDir
		case left[entry.Name()] || !entry.Type().IsRegular():
			return nil
		}
		content, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		if own := ownNames[rel]; own != nil {
			if at := own.FindSubmatchIndex(content); at != nil {
				content = slices.Concat(content[:at[3]], []byte(params.Name), content[at[4]:])
			}
		}
		project = append(project, file{rel, content})
		return err
	})
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(project, func(f file) bool { return strings.HasPrefix(f.path, "wrangler.") && ownNames[f.path] != nil }) {
		return nil, errNoConfig
	}
	slices.SortFunc(project, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return project, nil
}
