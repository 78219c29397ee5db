package testing

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/dop251/goja"
)

// Update says which snapshots a run may write.
type Update string

// A run usually writes new snapshots only, none in CI, and all with -u.
const (
	UpdateNew  Update = "new"
	UpdateNone Update = "none"
	UpdateAll  Update = "all"
)

// StoredSnapshots is what is known of a file's snapshots before it runs.
type StoredSnapshots struct {
	// Content is the snapshot file; it counts only where Exists.
	Content string
	Exists  bool
	// Update defaults to UpdateNew.
	Update Update
}

func (s StoredSnapshots) object(rt *goja.Runtime) *goja.Object {
	o := rt.NewObject()
	if s.Exists {
		_ = o.Set("content", s.Content)
	}
	update := s.Update
	if update == "" {
		update = UpdateNew
	}
	_ = o.Set("update", string(update))
	return o
}

// SnapshotResult counts a file's snapshots and carries what is to be written.
type SnapshotResult struct {
	Added, Matched, Unmatched, Updated int
	// Unchecked are the keys of stored snapshots that no test asked for.
	Unchecked []string
	// Content is the new snapshot file; empty deletes it, nil leaves it.
	Content *string
	Inline  []InlineSnapshot
	Raw     []RawSnapshot
}

// InlineSnapshot is to be written into a source file, at the call the position shows.
type InlineSnapshot struct {
	File          string
	Line, Column  int
	Snapshot      string
	AssertionName string
}

// RawSnapshot is a file of toMatchFileSnapshot; its path is relative to the test file.
type RawSnapshot struct{ Path, Content string }

// snapshotPath is where vitest keeps the snapshots of a test file.
func snapshotPath(testPath string) string {
	return filepath.Join(filepath.Dir(testPath), "__snapshots__", filepath.Base(testPath)+".snap")
}

// loadSnapshots reads the snapshot file of a test file.
func loadSnapshots(testPath string, update Update) (StoredSnapshots, error) {
	content, err := os.ReadFile(snapshotPath(testPath))
	if errors.Is(err, fs.ErrNotExist) {
		return StoredSnapshots{Update: update}, nil
	}
	if err != nil {
		return StoredSnapshots{}, fmt.Errorf("read snapshots: %w", err)
	}
	return StoredSnapshots{Content: string(content), Exists: true, Update: update}, nil
}

// saveSnapshots writes what a file's run has to write. root resolves the files of inline
// snapshots.
func saveSnapshots(root, testPath string, r SnapshotResult) error {
	if r.Content != nil {
		if err := writeSnapshotFile(snapshotPath(testPath), *r.Content); err != nil {
			return err
		}
	}
	for _, raw := range r.Raw {
		if err := writeSnapshotFile(resolve(filepath.Dir(testPath), raw.Path), raw.Content); err != nil {
			return err
		}
	}
	byFile := map[string][]InlineSnapshot{}
	for _, inline := range r.Inline {
		file := resolve(root, inline.File)
		byFile[file] = append(byFile[file], inline)
	}
	for file, list := range byFile {
		if err := writeInline(file, list); err != nil {
			return err
		}
	}
	return nil
}

func resolve(dir, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

func writeSnapshotFile(path, content string) error {
	if content == "" {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove snapshots: %w", err)
		}
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("write snapshots: %w", err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		return fmt.Errorf("write snapshots: %w", err)
	}
	return nil
}

func writeInline(path string, list []InlineSnapshot) error {
	source, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("write inline snapshots: %w", err)
	}
	changed, err := insertInline(string(source), list)
	if err != nil {
		return fmt.Errorf("write inline snapshots of %s: %w", filepath.Base(path), err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("write inline snapshots: %w", err)
	}
	if err := os.WriteFile(path, []byte(changed), info.Mode()); err != nil {
		return fmt.Errorf("write inline snapshots: %w", err)
	}
	return nil
}
