package persist

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// busyTimeout is how long to wait for another process that has the file locked.
const busyTimeout = 5 * time.Second

// FileError says that a file cannot be used: it is corrupt, or it is no SQLite database.
// The file is left as it is.
type FileError struct {
	Path string
	Err  error
}

// Error names the file.
func (e *FileError) Error() string { return fmt.Sprintf("use database %q: %v", e.Path, e.Err) }

// Unwrap is the cause.
func (e *FileError) Unwrap() error { return e.Err }

var errNotDatabase = errors.New("file is not a database")

// database is an open SQLite file and the statements that run on it again and again.
type database struct {
	path    string
	conn    *sqlite.Conn
	stmts   map[string]*sqlite.Stmt
	created bool // there was no file, or an empty one
}

// openDatabase opens the file at path, making it and its directory if need be.
func openDatabase(path string, d Durability) (*database, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, fmt.Errorf("make directory: %w", err)
	}
	isNew, err := checkHeader(path)
	if err != nil {
		return nil, err
	}
	conn, err := sqlite.Open(path, sqlite.ReadWrite|sqlite.Create)
	if err != nil {
		return nil, &FileError{path, err}
	}
	db := &database{path: path, conn: conn, stmts: map[string]*sqlite.Stmt{}, created: isNew}
	conn.SetBusyTimeout(busyTimeout)
	if err := conn.Exec(setup(isNew, d)); err != nil {
		conn.Close()
		return nil, db.wrap("open", err)
	}
	return db, nil
}

// setup is the SQL that makes a connection write as d says. There is nothing to lose yet in a new
// file, so Normal does not wait for the disk while SQLite makes it: that takes several flushes.
func setup(isNew bool, d Durability) string {
	switch {
	case d == Full:
		return "PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL"
	case isNew:
		return "PRAGMA synchronous=OFF; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"
	}
	return "PRAGMA synchronous=NORMAL; PRAGMA journal_mode=WAL"
}

// checkHeader refuses a file that is no SQLite database before SQLite itself touches it, and
// reports whether there is none yet.
func checkHeader(path string) (isNew bool, err error) {
	const magic = "SQLite format 3\x00"
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, &FileError{path, err}
	}
	defer f.Close()
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	if err == io.EOF { // an empty file is an empty database
		return true, nil
	}
	if err != nil && err != io.ErrUnexpectedEOF {
		return false, &FileError{path, err}
	}
	if string(head[:n]) != magic {
		return false, &FileError{path, errNotDatabase}
	}
	return false, nil
}

func (db *database) close() error {
	if err := db.conn.Close(); err != nil {
		return fmt.Errorf("close database %q: %w", db.path, err)
	}
	return nil
}

// prepare compiles one of our own statements, once.
func (db *database) prepare(sql string) (*sqlite.Stmt, error) {
	if s := db.stmts[sql]; s != nil {
		return s, nil
	}
	s, _, err := db.conn.Prepare(sql)
	if err != nil {
		return nil, db.wrap("prepare statement on", err)
	}
	db.stmts[sql] = s
	return s, nil
}

// run executes one of our own statements that returns nothing.
func (db *database) run(sql string, args ...any) error {
	s, err := db.bind(sql, args)
	if err != nil {
		return err
	}
	if err := s.Run(); err != nil {
		return db.wrap("write", err)
	}
	return nil
}

// query executes one of our own statements and calls row for each row.
func (db *database) query(sql string, row func(*sqlite.Stmt), args ...any) error {
	s, err := db.bind(sql, args)
	if err != nil {
		return err
	}
	defer s.Reset()
	for {
		more, err := s.Step()
		if err != nil {
			return db.wrap("read", err)
		}
		if !more {
			return nil
		}
		row(s)
	}
}

func (db *database) bind(sql string, args []any) (*sqlite.Stmt, error) {
	s, err := db.prepare(sql)
	if err != nil {
		return nil, err
	}
	if err := bindAll(s, args); err != nil {
		s.Reset()
		return nil, db.wrap("bind parameters for", err)
	}
	return s, nil
}

// bindAll binds args to the parameters of s in order.
func bindAll(s *sqlite.Stmt, args []any) error {
	for i, arg := range args {
		if err := bindValue(s, i+1, arg); err != nil {
			return err
		}
	}
	return nil
}

func bindValue(s *sqlite.Stmt, i int, arg any) error {
	switch v := arg.(type) {
	case nil:
		return s.BindNull(i)
	case float64:
		return s.BindFloat(i, v)
	case int64:
		return s.BindInt(i, v)
	case string:
		return s.BindText(i, v)
	case []byte:
		return s.BindBlob(i, v)
	default:
		return fmt.Errorf("parameter %d has type %T", i, arg)
	}
}

// wrap adds the file's name to an error of ours, and the type that tells a broken file.
func (db *database) wrap(verb string, err error) error {
	switch sqlite.ErrorCode(err) {
	case sqlite.CodeCorrupt, sqlite.CodeNotADB, sqlite.CodeCantOpen:
		return &FileError{db.path, err}
	}
	return fmt.Errorf("%s %q: %w", verb, db.path, err)
}

// IsLocked reports whether err means that another process holds the file.
func IsLocked(err error) bool { return sqlite.ErrorCode(err) == sqlite.CodeBusy }
