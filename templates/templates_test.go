package templates

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNames_Folders also catches a file that belongs to a template and that no embed pattern names.
func TestNames_Folders(t *testing.T) {
	var names []string
	for _, template := range Names() {
		names = append(names, template.Name)
		if template.Title == "" || template.Description == "" {
			t.Errorf("%s has no title or no description", template.Name)
		}
		var got []string
		project, err := render(template.Name, Params{Name: template.Name})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range project {
			got = append(got, f.path)
		}
		if want := filesOf(t, template.Name); !slices.Equal(got, want) {
			t.Errorf("%s has files\n%q, on disk there are\n%q", template.Name, got, want)
		}
	}

	var folders []string
	for _, entry := range readDir(t, ".") {
		if entry.IsDir() {
			folders = append(folders, entry.Name())
		}
	}
	slices.Sort(names)
	if !slices.Equal(names, folders) {
		t.Errorf("Names() has %q, the folders are %q", names, folders)
	}
}

// TestTemplates_Alike keeps the parts that have no reason to differ from drifting apart.
func TestTemplates_Alike(t *testing.T) {
	for _, name := range []string{".gitignore", "tsconfig.json", "package.json"} {
		var want []byte
		for _, template := range Names() {
			got, err := files.ReadFile(template.Name + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			got = bytes.ReplaceAll(got, []byte(`"name": "`+template.Name+`"`), []byte(`"name": ""`))
			if want == nil {
				want = got
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s/%s differs from that of %s", template.Name, name, Names()[0].Name)
			}
		}
	}
}

func TestCopy(t *testing.T) {
	for _, template := range Names() {
		t.Run(template.Name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "made", "on", "the", "way")
			got, err := Copy(template.Name, dir, Params{Name: "my-project-1"})
			if err != nil {
				t.Fatal(err)
			}
			if want := filesOf(t, dir); !slices.Equal(got, want) {
				t.Errorf("Copy returned %q, wrote %q", got, want)
			}
			for _, name := range got {
				checkCopied(t, template.Name, dir, name)
			}
		})
	}
}

// checkCopied compares a file with its template: nothing but the line with the name may differ.
func checkCopied(t *testing.T, template, dir, name string) {
	t.Helper()
	before := strings.Split(read(t, filepath.Join(template, name)), "\n")
	after := strings.Split(read(t, filepath.Join(dir, name)), "\n")
	changed := 0
	for i := range after {
		if before[i] == after[i] {
			continue
		}
		changed++
		if want := strings.Replace(before[i], template, "my-project-1", 1); after[i] != want {
			t.Errorf("%s:%d is %q, want %q", name, i+1, after[i], want)
		}
	}
	want := 0
	if _, ok := nameLines[name]; ok {
		want = 1
	}
	if changed != want {
		t.Errorf("%s: %d lines changed, want %d", name, changed, want)
	}
}

func TestCopy_DefaultName(t *testing.T) {
	dir := t.TempDir()
	if _, err := Copy("sql", dir, Params{}); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(dir, "package.json")); !strings.Contains(got, `"name": "sql"`) {
		t.Errorf("package.json is %s", got)
	}
}

func TestCopy_Refuses(t *testing.T) {
	long := strings.Repeat("a", 64)
	for _, test := range []struct {
		name, template, project string
		want                    error
	}{
		{"unknown template", "blog", "", ErrUnknown},
		{"path for a template", "../templates/sql", "", ErrUnknown},
		{"capital letters", "sql", "MyProject", ErrInvalidName},
		{"quote", "sql", `a"b`, ErrInvalidName},
		{"dash in front", "sql", "-a", ErrInvalidName},
		{"dash at the end", "sql", "a-", ErrInvalidName},
		{"too long", "sql", long, ErrInvalidName},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "project")
			if _, err := Copy(test.template, dir, Params{Name: test.project}); !errors.Is(err, test.want) {
				t.Errorf("Copy returned %v, want %v", err, test.want)
			}
			if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the directory was made: %v", err)
			}
		})
	}
	if _, err := Copy("sql", t.TempDir(), Params{Name: long[:63]}); err != nil {
		t.Errorf("63 characters: %v", err)
	}
}

func TestCopy_NotEmpty(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := Copy("sql", dir, Params{})
	if !errors.Is(err, ErrNotEmpty) || !strings.Contains(err.Error(), "mine.txt") {
		t.Errorf("Copy returned %v, want %v and the file's name", err, ErrNotEmpty)
	}
	if got := filesOf(t, dir); !slices.Equal(got, []string{"mine.txt"}) {
		t.Errorf("the directory has %q", got)
	}
}

func TestCopy_IntoRepository(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := Copy("sql", dir, Params{}); err != nil {
		t.Error(err)
	}
}

func TestCopy_FileInPlace(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{name, filepath.Join(name, "below")} {
		if _, err := Copy("sql", dir, Params{}); err == nil {
			t.Errorf("Copy to %q succeeded", dir)
		}
	}
	if got := read(t, name); got != "mine" {
		t.Errorf("the file now has %q", got)
	}
}

func TestWrite_UndoesAll(t *testing.T) {
	project := []file{
		{"a/b/c.txt", []byte("c")},
		{"d.txt", []byte("d")},
		{"d.txt/impossible", []byte("x")},
	}
	t.Run("new directory", func(t *testing.T) {
		base := t.TempDir()
		if err := write(filepath.Join(base, "new", "project"), project); err == nil {
			t.Fatal("write succeeded")
		}
		if left := readDir(t, base); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	})
	t.Run("existing directory", func(t *testing.T) {
		base := t.TempDir()
		if err := write(base, project); err == nil {
			t.Fatal("write succeeded")
		}
		if left := readDir(t, base); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}

func TestReplaceOnce(t *testing.T) {
	for _, content := range []string{"", "x x"} {
		if _, err := replaceOnce("file", []byte(content), "x", "y"); err == nil {
			t.Errorf("replaceOnce in %q succeeded", content)
		}
	}
}

// filesOf lists the files below dir as Copy does, without what running a project leaves there.
func filesOf(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case entry.Name() == ".wrangler" || entry.Name() == "node_modules":
			return filepath.SkipDir
		case entry.IsDir() || strings.HasPrefix(entry.Name(), ".dev.vars") || entry.Name() == "package-lock.json":
			return nil
		}
		name, err := filepath.Rel(dir, p)
		found = append(found, filepath.ToSlash(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return found
}

func readDir(t *testing.T, dir string) []fs.DirEntry {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
