package sqlite

import (
	"sync"
	"time"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Flags choose how a file is opened.
type Flags int32

// Ways to open a file. They combine.
const (
	ReadOnly  Flags = lib.SQLITE_OPEN_READONLY
	ReadWrite Flags = lib.SQLITE_OPEN_READWRITE
	Create    Flags = lib.SQLITE_OPEN_CREATE
	URI       Flags = lib.SQLITE_OPEN_URI
)

// A Limit is one of SQLite's run-time limits.
type Limit int32

// The limits a connection can set.
const (
	LimitLength       Limit = lib.SQLITE_LIMIT_LENGTH
	LimitSQLLength    Limit = lib.SQLITE_LIMIT_SQL_LENGTH
	LimitColumn       Limit = lib.SQLITE_LIMIT_COLUMN
	LimitExprDepth    Limit = lib.SQLITE_LIMIT_EXPR_DEPTH
	LimitCompound     Limit = lib.SQLITE_LIMIT_COMPOUND_SELECT
	LimitVDBEOp       Limit = lib.SQLITE_LIMIT_VDBE_OP
	LimitFunctionArg  Limit = lib.SQLITE_LIMIT_FUNCTION_ARG
	LimitAttached     Limit = lib.SQLITE_LIMIT_ATTACHED
	LimitLikePattern  Limit = lib.SQLITE_LIMIT_LIKE_PATTERN_LENGTH
	LimitVariables    Limit = lib.SQLITE_LIMIT_VARIABLE_NUMBER
	LimitTriggerDepth Limit = lib.SQLITE_LIMIT_TRIGGER_DEPTH
	LimitWorkers      Limit = lib.SQLITE_LIMIT_WORKER_THREADS
)

// A Switch is a setting of a connection that is on or off.
type Switch int32

// The switches a connection has.
const (
	Defensive     Switch = lib.SQLITE_DBCONFIG_DEFENSIVE
	ForeignKeys   Switch = lib.SQLITE_DBCONFIG_ENABLE_FKEY
	ResetDatabase Switch = lib.SQLITE_DBCONFIG_RESET_DATABASE
)

// Conn is one connection to a database file.
type Conn struct {
	tls *libc.TLS
	db  uintptr
	out uintptr // 16 bytes of C memory for results passed by address

	authorize Authorizer
	live      map[uintptr]struct{} // statements of Prepare that are not finalized
}

// conns maps a sqlite3* to its Conn, for callbacks.
var conns sync.Map

// Open opens the database file at path, which is a file: URI if flags has URI.
func Open(path string, flags Flags) (*Conn, error) {
	tls := libc.NewTLS()
	c := &Conn{tls: tls, out: lib.Xsqlite3_malloc64(tls, 16), live: map[uintptr]struct{}{}}
	if c.out == 0 {
		tls.Close()
		return nil, errNoMem
	}
	name := c.cString(path)
	if name == 0 {
		c.release()
		return nil, errNoMem
	}
	defer lib.Xsqlite3_free(tls, name)

	rc := lib.Xsqlite3_open_v2(tls, name, c.out, int32(flags)|lib.SQLITE_OPEN_NOMUTEX, 0)
	c.db = *(*uintptr)(at(c.out))
	if c.db == 0 {
		c.release()
		return nil, errNoMem
	}
	if rc != lib.SQLITE_OK {
		err := c.fail(rc)
		lib.Xsqlite3_close_v2(tls, c.db)
		c.release()
		return nil, err
	}
	lib.Xsqlite3_extended_result_codes(tls, c.db, 1)
	conns.Store(c.db, c)
	return c, nil
}

// Close finalizes every statement and closes the connection. The last connection to a file
// checkpoints it and removes its -wal and -shm files.
//
// Only statements of Prepare are finalized: virtual tables have statements of their own, which
// they finalize themselves.
func (c *Conn) Close() error {
	for s := range c.live {
		lib.Xsqlite3_finalize(c.tls, s)
	}
	clear(c.live)
	rc := lib.Xsqlite3_close(c.tls, c.db)
	var err error
	if rc != lib.SQLITE_OK {
		err = c.fail(rc)
		lib.Xsqlite3_close_v2(c.tls, c.db)
	}
	conns.CompareAndDelete(c.db, c) // another connection may have got the address already
	c.release()
	return err
}

func (c *Conn) release() {
	lib.Xsqlite3_free(c.tls, c.out)
	c.tls.Close()
}

// Exec runs statements that take no parameters and whose rows do not matter.
func (c *Conn) Exec(sql string) error {
	for sql != "" {
		s, tail, err := c.Prepare(sql)
		if err != nil {
			return err
		}
		if s == nil {
			return nil
		}
		for more := true; more && err == nil; {
			more, err = s.Step()
		}
		s.Finalize()
		if err != nil {
			return err
		}
		sql = tail
	}
	return nil
}

// SetLimit changes a limit of the connection.
func (c *Conn) SetLimit(l Limit, n int) {
	lib.Xsqlite3_limit(c.tls, c.db, int32(l), int32(n))
}

// Set turns a switch on or off.
func (c *Conn) Set(s Switch, on bool) error {
	var value int32
	if on {
		value = 1
	}
	args := libc.NewVaList(value, uintptr(0))
	if args == 0 {
		return errNoMem
	}
	defer libc.Xfree(c.tls, args)
	if rc := lib.Xsqlite3_db_config(c.tls, c.db, int32(s), args); rc != lib.SQLITE_OK {
		return c.fail(rc)
	}
	return nil
}

// SetBusyTimeout sets how long to wait for a lock that another connection holds.
func (c *Conn) SetBusyTimeout(d time.Duration) {
	lib.Xsqlite3_busy_timeout(c.tls, c.db, int32(d/time.Millisecond))
}

// InTransaction reports whether a transaction is open.
func (c *Conn) InTransaction() bool {
	return lib.Xsqlite3_get_autocommit(c.tls, c.db) == 0
}

// Changes counts the rows that the last statement to end changed, without what it caused.
func (c *Conn) Changes() int64 {
	return lib.Xsqlite3_changes64(c.tls, c.db)
}

// TotalChanges counts the rows inserted, updated and deleted since the connection was opened.
func (c *Conn) TotalChanges() int64 {
	return int64(lib.Xsqlite3_total_changes64(c.tls, c.db))
}

// LastInsertRowID is the rowid of the last successful INSERT of the connection.
func (c *Conn) LastInsertRowID() int64 { return lib.Xsqlite3_last_insert_rowid(c.tls, c.db) }

// ConstraintsPending reports whether a deferred foreign key is violated now.
func (c *Conn) ConstraintsPending() bool {
	rc := lib.Xsqlite3_db_status(c.tls, c.db, lib.SQLITE_DBSTATUS_DEFERRED_FKS, c.out, c.out+8, 0)
	return rc == lib.SQLITE_OK && *(*int32)(at(c.out)) != 0
}

// cString copies s to C memory and ends it with NUL. Free it with sqlite3_free.
func (c *Conn) cString(s string) uintptr {
	p := lib.Xsqlite3_malloc64(c.tls, uint64(len(s)+1))
	if p == 0 {
		return 0
	}
	b := view(p, len(s)+1)
	copy(b, s)
	b[len(s)] = 0
	return p
}
