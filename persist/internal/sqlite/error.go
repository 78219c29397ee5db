package sqlite

import (
	"errors"
	"fmt"
	"strconv"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Code is a primary result code.
type Code int32

// The codes that callers tell apart.
const (
	CodeAuth       Code = lib.SQLITE_AUTH
	CodeBusy       Code = lib.SQLITE_BUSY
	CodeCantOpen   Code = lib.SQLITE_CANTOPEN
	CodeConstraint Code = lib.SQLITE_CONSTRAINT
	CodeCorrupt    Code = lib.SQLITE_CORRUPT
	CodeError      Code = lib.SQLITE_ERROR
	CodeNoMem      Code = lib.SQLITE_NOMEM
	CodeNotADB     Code = lib.SQLITE_NOTADB
	CodeTooBig     Code = lib.SQLITE_TOOBIG
)

var errNoMem = &Error{Code: CodeNoMem, Extended: lib.SQLITE_NOMEM, Offset: -1, Message: "out of memory"}

// Error is a failure that SQLite reports.
type Error struct {
	Code     Code
	Extended int32
	Offset   int // byte offset into the statement, or -1
	Message  string
}

// Error is the message in workerd's form: text, offset, code name, extended code name.
func (e *Error) Error() string {
	s := e.Message
	if e.Offset >= 0 {
		s += " at offset " + strconv.Itoa(e.Offset)
	}
	s += ": " + e.Code.String()
	if name, ok := extendedNames[e.Extended]; ok {
		s += " (extended: " + name + ")"
	}
	return s
}

// String is the code's name in C.
func (c Code) String() string {
	if name, ok := codeNames[c]; ok {
		return name
	}
	return fmt.Sprintf("SQLITE_UNKNOWN_ERROR_CODE(%d)", int32(c))
}

// ErrorCode is the primary code of err, or 0 if it is no error of SQLite.
func ErrorCode(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return 0
}

// fail describes the call that has just returned rc.
func (c *Conn) fail(rc int32) *Error {
	e := &Error{Code: Code(rc & 0xff), Extended: rc, Offset: -1}
	if rc == lib.SQLITE_MISUSE { // not recorded on the connection
		e.Message = libc.GoString(lib.Xsqlite3_errstr(c.tls, rc))
		return e
	}
	e.Message = libc.GoString(lib.Xsqlite3_errmsg(c.tls, c.db))
	e.Offset = int(lib.Xsqlite3_error_offset(c.tls, c.db))
	return e
}
