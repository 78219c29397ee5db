package templates

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// file is one file of a rendered project, its path relative and with slashes.
type file struct {
	path    string
	content []byte
}

// render returns a template's files, sorted by path, with the name put in.
func render(name string, params Params) ([]file, error) {
	root, err := fs.Sub(files, name)
	if err != nil {
		return nil, err
	}
	var project []file
	err = fs.WalkDir(root, ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(root, p)
		if err != nil {
			return err
		}
		content, err = putName(p, content, name, params.Name)
		project = append(project, file{p, content})
		return err
	})
	slices.SortFunc(project, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return project, err
}

// nameLines says where each kind of file has the project's name; %s is the name.
var nameLines = map[string]string{
	"README.md":      "# %s",
	"package.json":   `"name": "%s"`,
	"wrangler.jsonc": `"name": "%s"`,
	"wrangler.toml":  `name = "%s"`,
}

// putName replaces the template's name by the project's in the one place where it stands.
func putName(p string, content []byte, from, to string) ([]byte, error) {
	line, ok := nameLines[p]
	if !ok {
		return content, nil
	}
	return replaceOnce(p, content, fmt.Sprintf(line, from), fmt.Sprintf(line, to))
}

// replaceOnce is strict so that an edited template cannot silently lose its name.
func replaceOnce(name string, content []byte, old, with string) ([]byte, error) {
	if n := bytes.Count(content, []byte(old)); n != 1 {
		return nil, fmt.Errorf("find %q in %s: %d times instead of once", old, name, n)
	}
	return bytes.Replace(content, []byte(old), []byte(with), 1), nil
}
