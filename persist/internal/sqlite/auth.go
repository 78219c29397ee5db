package sqlite

import (
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Op is what a statement being compiled wants to do.
type Op int32

// The operations an Authorizer may be asked about.
const (
	OpAlterTable    Op = lib.SQLITE_ALTER_TABLE
	OpAnalyze       Op = lib.SQLITE_ANALYZE
	OpCreateIndex   Op = lib.SQLITE_CREATE_INDEX
	OpCreateTable   Op = lib.SQLITE_CREATE_TABLE
	OpCreateTrigger Op = lib.SQLITE_CREATE_TRIGGER
	OpCreateView    Op = lib.SQLITE_CREATE_VIEW
	OpCreateVTable  Op = lib.SQLITE_CREATE_VTABLE
	OpDelete        Op = lib.SQLITE_DELETE
	OpDetach        Op = lib.SQLITE_DETACH
	OpDropIndex     Op = lib.SQLITE_DROP_INDEX
	OpDropTable     Op = lib.SQLITE_DROP_TABLE
	OpDropTrigger   Op = lib.SQLITE_DROP_TRIGGER
	OpDropView      Op = lib.SQLITE_DROP_VIEW
	OpDropVTable    Op = lib.SQLITE_DROP_VTABLE
	OpFunction      Op = lib.SQLITE_FUNCTION
	OpInsert        Op = lib.SQLITE_INSERT
	OpPragma        Op = lib.SQLITE_PRAGMA
	OpRead          Op = lib.SQLITE_READ
	OpRecursive     Op = lib.SQLITE_RECURSIVE
	OpReindex       Op = lib.SQLITE_REINDEX
	OpSavepoint     Op = lib.SQLITE_SAVEPOINT
	OpSelect        Op = lib.SQLITE_SELECT
	OpTransaction   Op = lib.SQLITE_TRANSACTION
	OpUpdate        Op = lib.SQLITE_UPDATE
)

// Action is one question to an Authorizer. What Arg1 and Arg2 mean depends on Op; see
// https://sqlite.org/c3ref/c_alter_table.html.
type Action struct {
	Op       Op
	Arg1     string
	Arg2     string
	HasArg2  bool
	Database string
}

// An Authorizer allows or denies what a statement being compiled wants to do.
// It must not use the connection.
type Authorizer func(Action) bool

// SetAuthorizer asks f about every statement compiled from now on.
func (c *Conn) SetAuthorizer(f Authorizer) error {
	c.authorize = f
	if rc := lib.Xsqlite3_set_authorizer(c.tls, c.db, authorizePtr, c.db); rc != lib.SQLITE_OK {
		return c.fail(rc)
	}
	return nil
}

// authorizePtr is authorizeC in the form in which translated C code calls functions: the address
// that a Go func value holds.
var authorizePtr = func() uintptr {
	f := struct {
		f func(*libc.TLS, uintptr, int32, uintptr, uintptr, uintptr, uintptr) int32
	}{authorizeC}
	return *(*uintptr)(unsafe.Pointer(&f))
}()

func authorizeC(_ *libc.TLS, db uintptr, op int32, arg1, arg2, database, _ uintptr) int32 {
	v, ok := conns.Load(db)
	if !ok {
		return lib.SQLITE_DENY
	}
	a := Action{
		Op: Op(op), Arg1: libc.GoString(arg1), Arg2: libc.GoString(arg2), HasArg2: arg2 != 0,
		Database: libc.GoString(database),
	}
	if v.(*Conn).authorize(a) {
		return lib.SQLITE_OK
	}
	return lib.SQLITE_DENY
}
