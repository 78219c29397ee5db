package persist

import (
	"github.com/devdo/devdo/persist/internal/sqlite"
)

const (
	sqlCreateKV = `
      CREATE TABLE IF NOT EXISTS _cf_KV (
        key TEXT PRIMARY KEY,
        value BLOB
      ) WITHOUT ROWID`
	sqlGet    = `SELECT value FROM _cf_KV WHERE key = ?`
	sqlPut    = `INSERT INTO _cf_KV (key, value) VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`
	sqlDelete = `DELETE FROM _cf_KV WHERE key = ?`

	sqlPageCount     = `PRAGMA page_count`
	sqlFreelistCount = `PRAGMA freelist_count`
)

const pageSize = 4096

// kvState belongs to one open connection.
type kvState struct {
	hasTable tri
	// hasExternals is about the table of externals.
	hasExternals tri
	get, put     *sqlite.Stmt // the two that run most, found without a map
	iter         *Iterator    // the live kv.list() iterator
	pinned       bool         // see pin
}

const sqlPin = `SELECT 1 FROM sqlite_master`

// pin keeps a statement open from the second read of a turn until its end, or until it writes.
// While a statement is open, SQLite holds its read locks; otherwise each read takes and gives back
// all of them, which costs four times as much as the read itself. a.mu held.
func (a *Actor) pin() error {
	t := &a.tx.turn
	if a.tx.open || a.kv.pinned || !t.active {
		return nil
	}
	if !t.read {
		t.read = true
		return nil
	}
	s, err := a.db.prepare(sqlPin)
	if err != nil {
		return err
	}
	if a.kv.pinned, err = s.Step(); err != nil {
		s.Reset()
		return a.db.wrap("read", err)
	}
	return nil
}

// unpin gives the locks back. a.mu held.
func (a *Actor) unpin() {
	if a.kv.pinned {
		a.kv.pinned = false
		a.db.stmts[sqlPin].Reset()
	}
}

// Get returns a copy of the value of key.
func (a *Actor) Get(key string) (value []byte, found bool, err error) {
	if err := a.enter(); err != nil {
		return nil, false, err
	}
	defer a.mu.Unlock()
	if ok, err := a.hasTable(&a.kv.hasTable, "_cf_KV"); err != nil || !ok {
		return nil, false, err
	}
	if err := a.pin(); err != nil {
		return nil, false, err
	}
	s := a.kv.get
	if s == nil {
		if s, err = a.db.prepare(sqlGet); err != nil {
			return nil, false, err
		}
		a.kv.get = s
	}
	err = s.BindText(1, key)
	if err == nil {
		found, err = s.Step()
	}
	if found {
		value = s.Blob(0)
	}
	s.Reset()
	if err != nil {
		return nil, false, a.kvError("read", err)
	}
	return value, found, nil
}

// Put stores value under key. A value that SQLite cannot hold is a *SQLError.
func (a *Actor) Put(key string, value []byte) error {
	if err := a.enter(); err != nil {
		return err
	}
	defer a.mu.Unlock()
	s, err := a.beginPut()
	if err != nil {
		return err
	}
	err = s.BindText(1, key)
	if err == nil {
		err = s.BindBlob(2, value)
	}
	if err == nil {
		_, err = s.Step()
	}
	s.Reset()
	if err != nil {
		a.checkLost(err)
		return a.kvError("write", err)
	}
	return a.dropExternals(key)
}

// beginPut opens the transaction, makes the table if it is not there, and returns the statement.
func (a *Actor) beginPut() (*sqlite.Stmt, error) {
	if err := a.beginWrite(); err != nil {
		return nil, err
	}
	ok, err := a.hasTable(&a.kv.hasTable, "_cf_KV")
	if err != nil {
		return nil, err
	}
	if !ok {
		if err := a.db.run(sqlCreateKV); err != nil {
			a.checkLost(err)
			return nil, err
		}
		a.kv.hasTable = yes
	}
	if a.kv.put == nil {
		if a.kv.put, err = a.db.prepare(sqlPut); err != nil {
			return nil, err
		}
	}
	return a.kv.put, nil
}

// Delete removes key and reports whether it was there.
func (a *Actor) Delete(key string) (bool, error) {
	if err := a.enter(); err != nil {
		return false, err
	}
	defer a.mu.Unlock()
	if err := a.beginWrite(); err != nil {
		return false, err
	}
	if ok, err := a.hasTable(&a.kv.hasTable, "_cf_KV"); err != nil || !ok {
		return false, err
	}
	before := a.db.conn.TotalChanges()
	if err := a.db.run(sqlDelete, key); err != nil {
		a.checkLost(err)
		return false, err
	}
	existed := a.db.conn.TotalChanges() > before
	return existed, a.dropExternals(key)
}

// DatabaseSize is the size of the pages in use, in bytes.
func (a *Actor) DatabaseSize() (int64, error) {
	if err := a.enter(); err != nil {
		return 0, err
	}
	defer a.mu.Unlock()
	var pages, free int64
	if err := a.db.query(sqlPageCount, func(s *sqlite.Stmt) { pages = s.Int(0) }); err != nil {
		return 0, err
	}
	if err := a.db.query(sqlFreelistCount, func(s *sqlite.Stmt) { free = s.Int(0) }); err != nil {
		return 0, err
	}
	return (pages - free) * pageSize, nil
}

// kvError lets the script see the one error that is its own fault: a value too big.
func (a *Actor) kvError(verb string, err error) error {
	if sqlite.ErrorCode(err) == sqlite.CodeTooBig {
		return &SQLError{Message: err.Error(), Err: err}
	}
	return a.db.wrap(verb, err)
}
