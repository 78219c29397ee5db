package testing

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

var testFile = regexp.MustCompile(`\.(test|spec)\.[cm]?[jt]sx?$`)

// ignoredFolders never hold tests of the project.
var ignoredFolders = map[string]bool{
	"node_modules": true, "dist": true, ".git": true, ".wrangler": true, ".idea": true, ".cache": true,
	".output": true, ".temp": true, "cypress": true,
}

// Collect lists the test files under root (*.test.* and *.spec.*, JavaScript or TypeScript) whose
// path contains one of the filters; no filter takes all. Paths are relative, with forward slashes.
func Collect(root string, filters []string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if path != root && ignoredFolders[entry.Name()] {
				return filepath.SkipDir
			}
			return nil
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		if testFile.MatchString(relative) && matches(root, relative, filters) {
			files = append(files, relative)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find test files: %w", err)
	}
	sort.Strings(files)
	return files, nil
}

func matches(root, relative string, filters []string) bool {
	if len(filters) == 0 {
		return true
	}
	absolute := filepath.ToSlash(filepath.Join(root, relative))
	for _, filter := range filters {
		filter = strings.TrimPrefix(filepath.ToSlash(filter), "./")
		if strings.Contains(strings.ToLower(relative), strings.ToLower(filter)) || (filter != "" && absolute == filter) {
			return true
		}
	}
	return false
}
