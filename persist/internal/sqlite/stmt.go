package sqlite

import (
	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// keepArena is the most C memory a statement keeps for its next run.
const keepArena = 64 << 10

// Stmt is a compiled statement.
//
// Text and blobs are bound by reference to a copy in the statement's arena, so binding costs one
// copy and, once the arena has grown, no allocation.
type Stmt struct {
	c     *Conn
	stmt  uintptr
	sql   string
	arena uintptr
	size  int
	used  int
	old   []uintptr // outgrown arenas that bindings may still point to
}

// Prepare compiles the first statement of sql and returns the text after it.
// The statement is nil if there is none, only space and comments.
//
// The length is passed without the final NUL: only so does SQLite say "statement too long".
func (c *Conn) Prepare(sql string) (s *Stmt, tail string, err error) {
	text := c.cString(sql)
	if text == 0 {
		return nil, "", errNoMem
	}
	defer lib.Xsqlite3_free(c.tls, text)
	rc := lib.Xsqlite3_prepare_v3(c.tls, c.db, text, int32(len(sql)), 0, c.out, c.out+8)
	if rc != lib.SQLITE_OK {
		return nil, "", c.fail(rc)
	}
	end := int(*(*uintptr)(at(c.out + 8)) - text)
	handle := *(*uintptr)(at(c.out))
	if handle == 0 {
		return nil, sql[end:], nil
	}
	c.live[handle] = struct{}{}
	return &Stmt{c: c, stmt: handle, sql: sql[:end]}, sql[end:], nil
}

// Finalize frees the statement.
func (s *Stmt) Finalize() {
	if s.stmt == 0 {
		return
	}
	lib.Xsqlite3_finalize(s.c.tls, s.stmt)
	delete(s.c.live, s.stmt)
	s.stmt = 0
	s.freeOld()
	if s.arena != 0 {
		lib.Xsqlite3_free(s.c.tls, s.arena)
		s.arena, s.size, s.used = 0, 0, 0
	}
}

// SQL is the text of this one statement.
func (s *Stmt) SQL() string { return s.sql }

// Step runs the statement to its next row and reports whether there is one.
func (s *Stmt) Step() (bool, error) {
	switch rc := lib.Xsqlite3_step(s.c.tls, s.stmt); rc {
	case lib.SQLITE_ROW:
		return true, nil
	case lib.SQLITE_DONE:
		return false, nil
	default:
		return false, s.c.fail(rc)
	}
}

// Run steps a statement that returns no rows and resets it.
func (s *Stmt) Run() error {
	_, err := s.Step()
	s.Reset()
	return err
}

// Reset ends the current run. Parameters must be bound again before the next.
func (s *Stmt) Reset() {
	lib.Xsqlite3_reset(s.c.tls, s.stmt)
	s.used = 0
	if s.old == nil && s.size <= keepArena {
		return
	}
	lib.Xsqlite3_clear_bindings(s.c.tls, s.stmt)
	s.freeOld()
	if s.size > keepArena {
		lib.Xsqlite3_free(s.c.tls, s.arena)
		s.arena, s.size = 0, 0
	}
}

func (s *Stmt) freeOld() {
	for _, p := range s.old {
		lib.Xsqlite3_free(s.c.tls, p)
	}
	s.old = nil
}

// alloc takes n bytes of the arena; it is never zero bytes, because a null pointer binds NULL.
func (s *Stmt) alloc(n int) uintptr {
	if s.used+n+1 > s.size {
		size := max(2*s.size, n+1, 64)
		p := lib.Xsqlite3_malloc64(s.c.tls, uint64(size))
		if p == 0 {
			return 0
		}
		if s.used > 0 {
			s.old = append(s.old, s.arena)
		} else if s.arena != 0 {
			lib.Xsqlite3_free(s.c.tls, s.arena)
		}
		s.arena, s.size, s.used = p, size, 0
	}
	p := s.arena + uintptr(s.used)
	s.used += n + 1
	return p
}

// BindText binds parameter i, counted from 1, to a text, which may hold NUL.
func (s *Stmt) BindText(i int, v string) error {
	p := s.alloc(len(v))
	if p == 0 {
		return errNoMem
	}
	copy(view(p, len(v)), v)
	return s.bound(lib.Xsqlite3_bind_text(s.c.tls, s.stmt, int32(i), p, int32(len(v)), 0))
}

// BindBlob binds parameter i to bytes; nil is an empty blob.
func (s *Stmt) BindBlob(i int, v []byte) error {
	p := s.alloc(len(v))
	if p == 0 {
		return errNoMem
	}
	copy(view(p, len(v)), v)
	return s.bound(lib.Xsqlite3_bind_blob(s.c.tls, s.stmt, int32(i), p, int32(len(v)), 0))
}

// BindInt binds parameter i to an integer.
func (s *Stmt) BindInt(i int, v int64) error {
	return s.bound(lib.Xsqlite3_bind_int64(s.c.tls, s.stmt, int32(i), v))
}

// BindFloat binds parameter i to a real; NaN becomes NULL.
func (s *Stmt) BindFloat(i int, v float64) error {
	return s.bound(lib.Xsqlite3_bind_double(s.c.tls, s.stmt, int32(i), v))
}

// BindNull binds parameter i to NULL.
func (s *Stmt) BindNull(i int) error {
	return s.bound(lib.Xsqlite3_bind_null(s.c.tls, s.stmt, int32(i)))
}

func (s *Stmt) bound(rc int32) error {
	if rc == lib.SQLITE_OK {
		return nil
	}
	return s.c.fail(rc)
}

// Params is the number of parameters to bind.
func (s *Stmt) Params() int {
	return int(lib.Xsqlite3_bind_parameter_count(s.c.tls, s.stmt))
}

// ReadOnly reports whether the statement makes no direct change to the file.
func (s *Stmt) ReadOnly() bool {
	return lib.Xsqlite3_stmt_readonly(s.c.tls, s.stmt) != 0
}

// Columns is the number of columns of the result.
func (s *Stmt) Columns() int {
	return int(lib.Xsqlite3_column_count(s.c.tls, s.stmt))
}

// ColumnName is the name of column i, counted from 0.
func (s *Stmt) ColumnName(i int) string {
	return libc.GoString(lib.Xsqlite3_column_name(s.c.tls, s.stmt, int32(i)))
}

// Int is column i of the current row as an integer.
func (s *Stmt) Int(i int) int64 {
	return lib.Xsqlite3_column_int64(s.c.tls, s.stmt, int32(i))
}

// IsNull reports whether column i of the current row is NULL.
func (s *Stmt) IsNull(i int) bool {
	return lib.Xsqlite3_column_type(s.c.tls, s.stmt, int32(i)) == lib.SQLITE_NULL
}

// Text is column i of the current row as a string.
func (s *Stmt) Text(i int) string {
	p := lib.Xsqlite3_column_text(s.c.tls, s.stmt, int32(i))
	if p == 0 {
		return ""
	}
	return string(view(p, int(lib.Xsqlite3_column_bytes(s.c.tls, s.stmt, int32(i)))))
}

// Blob is a copy of column i of the current row. It is never nil.
func (s *Stmt) Blob(i int) []byte {
	p := lib.Xsqlite3_column_blob(s.c.tls, s.stmt, int32(i))
	n := int(lib.Xsqlite3_column_bytes(s.c.tls, s.stmt, int32(i)))
	b := make([]byte, n)
	if p != 0 {
		copy(b, view(p, n))
	}
	return b
}

// Value is column i of the current row as nil, int64, float64, string or []byte.
func (s *Stmt) Value(i int) any {
	switch lib.Xsqlite3_column_type(s.c.tls, s.stmt, int32(i)) {
	case lib.SQLITE_INTEGER:
		return s.Int(i)
	case lib.SQLITE_FLOAT:
		return lib.Xsqlite3_column_double(s.c.tls, s.stmt, int32(i))
	case lib.SQLITE_TEXT:
		return s.Text(i)
	case lib.SQLITE_BLOB:
		return s.Blob(i)
	default:
		return nil
	}
}

// Recompiled reports whether the schema changed since the last call, so that SQLite had to compile
// the statement again.
func (s *Stmt) Recompiled() bool {
	return lib.Xsqlite3_stmt_status(s.c.tls, s.stmt, lib.SQLITE_STMTSTATUS_REPREPARE, 1) != 0
}

// Complete reports whether sql ends with a whole statement and its semicolon. It knows strings,
// comments and the bodies of triggers.
func Complete(sql string) bool {
	tls := libc.NewTLS()
	defer tls.Close()
	text, err := libc.CString(sql)
	if err != nil {
		return false
	}
	defer libc.Xfree(tls, text)
	return lib.Xsqlite3_complete(tls, text) != 0
}
