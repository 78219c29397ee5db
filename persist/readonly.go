package persist

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// readOnlyDB is a database opened without touching anything beside it.
type readOnlyDB struct {
	*database
	temp string // directory of a copy, to be removed
}

// openReadOnly opens the database at path for reading. How depends on what lies beside it:
//
//   - A -shm file: a server has it open, or was killed. SQLite reads along through the shared
//     memory, which it may map but not change (readonly_shm); without a server it builds an index
//     of the log in its own memory instead.
//   - A -wal file alone: nobody has it open, but SQLite would have to make the -shm file. So it
//     reads a copy.
//   - Neither: nobody has it open and everything is in the file (immutable).
func openReadOnly(path string) (*readOnlyDB, error) {
	isNew, err := checkHeader(path)
	if err != nil {
		return nil, err
	}
	if isNew {
		if _, err := os.Stat(path); err != nil {
			return nil, err
		}
	}
	switch {
	case exists(path + "-shm"):
		return openURI(path, "mode=ro&readonly_shm=1", sqlite.ReadOnly)
	case exists(path + "-wal"):
		return openCopy(path)
	}
	return openURI(path, "mode=ro&immutable=1", sqlite.ReadOnly)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func openURI(path, query string, flags sqlite.Flags) (*readOnlyDB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	name := filepath.ToSlash(abs)
	if !strings.HasPrefix(name, "/") { // a drive letter
		name = "/" + name
	}
	uri := url.URL{Scheme: "file", Path: name, RawQuery: query}
	conn, err := sqlite.Open(uri.String(), flags|sqlite.URI)
	if err != nil {
		return nil, &FileError{path, err}
	}
	conn.SetBusyTimeout(busyTimeout)
	conn.SetLimit(sqlite.LimitAttached, 0) // for ATTACH and VACUUM INTO reach other files
	return &readOnlyDB{database: &database{path: path, conn: conn, stmts: map[string]*sqlite.Stmt{}}}, nil
}

// openCopy opens a copy of the database and its log in a temporary directory.
func openCopy(path string) (*readOnlyDB, error) {
	dir, err := os.MkdirTemp("", "devdo-view-")
	if err != nil {
		return nil, fmt.Errorf("copy database: %w", err)
	}
	copied := filepath.Join(dir, filepath.Base(path))
	err = errors.Join(copyFile(copied, path), copyFile(copied+"-wal", path+"-wal"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("copy database: %w", err), os.RemoveAll(dir))
	}
	db, err := openURI(copied, "mode=rw", sqlite.ReadWrite)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	db.path, db.temp = path, dir
	return db, nil
}

func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

func (db *readOnlyDB) close() error {
	err := db.database.close()
	if db.temp != "" {
		err = errors.Join(err, os.RemoveAll(db.temp))
	}
	return err
}
