package templates

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// write puts the files into dir, or leaves everything as it was.
func write(dir string, project []file) (err error) {
	var made undo
	defer func() {
		if err != nil {
			made.run()
		}
	}()

	if err := made.mkdirAll(dir); err != nil {
		return err
	}
	if err := checkEmpty(dir); err != nil {
		return err
	}
	for _, f := range project {
		target := filepath.Join(dir, filepath.FromSlash(f.path))
		if err := made.mkdirAll(filepath.Dir(target)); err != nil {
			return err
		}
		if err := made.writeFile(target, f.content); err != nil {
			return err
		}
	}
	return nil
}

// checkEmpty reports ErrNotEmpty unless dir is empty but for a repository, so that
// `git init` may come first.
func checkEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.Name() != ".git" {
			return fmt.Errorf("%w: it has %q", ErrNotEmpty, entry.Name())
		}
	}
	return nil
}

// undo is the list of files and directories made so far, to be removed in reverse.
type undo []string

// run removes what was made. A directory in which someone else put a file meanwhile stays.
func (u undo) run() {
	for i := len(u) - 1; i >= 0; i-- {
		os.Remove(u[i])
	}
}

func (u *undo) mkdirAll(dir string) error {
	err := os.Mkdir(dir, 0o777)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir {
		if err := u.mkdirAll(filepath.Dir(dir)); err != nil {
			return err
		}
		err = os.Mkdir(dir, 0o777)
	}
	if errors.Is(err, fs.ErrExist) {
		return checkDir(dir, err)
	}
	if err != nil {
		return err
	}
	*u = append(*u, dir)
	return nil
}

// checkDir tells a directory that is already there, which is fine, from a file in its place.
func checkDir(dir string, exists error) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return exists
	}
	return nil
}

// writeFile makes a new file; it never replaces one that came up in the meantime.
func (u *undo) writeFile(name string, content []byte) (err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	*u = append(*u, name)
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}
