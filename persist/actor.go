package persist

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// Limits of workerd's connections (DO-SQL-61).
var actorLimits = map[sqlite.Limit]int{
	sqlite.LimitLength:       8<<20 + 34,
	sqlite.LimitSQLLength:    100_000,
	sqlite.LimitColumn:       100,
	sqlite.LimitExprDepth:    100,
	sqlite.LimitCompound:     5,
	sqlite.LimitVDBEOp:       25_000,
	sqlite.LimitFunctionArg:  127,
	sqlite.LimitAttached:     0,
	sqlite.LimitLikePattern:  50,
	sqlite.LimitVariables:    100,
	sqlite.LimitTriggerDepth: 10,
	sqlite.LimitWorkers:      0,
}

// Actor is the storage of one object. It is used by one goroutine at a time; different actors may
// be used at once. Its file is opened by the first use and may be closed in between, when too many
// are open, but never in a transaction or while a cursor is live.
type Actor struct {
	ns   *Namespace
	id   string
	path string
	// facet tells a facet of the object from the object itself.
	facet bool

	lastUse atomic.Uint64 // Store.opens at the last use

	mu sync.Mutex
	// guards: (against eviction; the owner is one goroutine)
	name    string
	db      *database  // nil while closed
	closing chan error // where the result of closing to make room will be, or nil
	kv      kvState
	tx      txState
	alarm   alarmState
	sql     sqlState
	hist    historyState // while closing, of the goroutine that does it
}

// ID is the object's id in hexadecimal.
func (a *Actor) ID() string { return a.id }

// Path is the object's file.
func (a *Actor) Path() string { return a.path }

// SetName tells the object's name, which goes into the alarm index with its alarm.
func (a *Actor) SetName(name string) {
	a.mu.Lock()
	a.name = name
	a.mu.Unlock()
}

// Open makes the object's file if there is none, as starting the object does.
func (a *Actor) Open() error {
	if err := a.enter(); err != nil {
		return err
	}
	a.mu.Unlock()
	return nil
}

// Close rolls back what is not committed and closes the file. The next use opens it again.
func (a *Actor) Close() error {
	err := a.shut()
	a.ns.store.forget(a)
	return err
}

func (a *Actor) shut() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.db == nil {
		return a.awaitClosed()
	}
	a.cancelCursors(errActorClosed)
	a.discard()
	return a.closeDB()
}

// enter locks the actor and makes sure that its file is open.
func (a *Actor) enter() error {
	a.mu.Lock()
	if a.db != nil {
		a.lastUse.Store(a.ns.store.opens.Load())
		return nil
	}
	if err := a.open(); err != nil {
		a.mu.Unlock()
		return err
	}
	return nil
}

// open opens the file. a.mu held.
func (a *Actor) open() error {
	if err := a.awaitClosed(); err != nil {
		return err
	}
	if err := checkKey(a.ns.key); err != nil {
		return err
	}
	if !isID(a.id) {
		return fmt.Errorf("open object: id %q is not 64 hex digits", a.id)
	}
	if err := a.ns.store.opened(a); err != nil {
		return err
	}
	db, err := openDatabase(a.path, a.ns.store.opts.Durability)
	if err == nil {
		err = a.secure(db)
	}
	if err != nil {
		a.ns.store.forget(a)
		return err
	}
	a.db = db
	a.hist.fresh = a.hist.fresh || db.created
	return nil
}

// secure gives a new connection workerd's limits, defences and authorizer.
func (a *Actor) secure(db *database) error {
	for limit, n := range actorLimits {
		db.conn.SetLimit(limit, n)
	}
	var strict error
	if a.ns.store.opts.StrictLimits {
		strict = limitStrictly(db)
	}
	if a.ns.simulated {
		a.hist.err = errNoHistory
	} else {
		db.conn.SetAutoCheckpoint(0) // see historyState
	}
	err := errors.Join(
		strict,
		db.conn.Set(sqlite.Defensive, true),
		db.conn.Set(sqlite.ForeignKeys, true),
		db.conn.SetAuthorizer(a.authorize),
	)
	if err != nil {
		return errors.Join(err, db.close())
	}
	return nil
}

// closeDB closes the file; nothing is open in it but statements. a.mu held.
func (a *Actor) closeDB() error {
	db := a.detachDB()
	err := db.close()
	a.left()
	return err
}

// detachDB leaves the file to the caller to close, who then calls left. a.mu held.
func (a *Actor) detachDB() *database {
	a.leave()
	db := a.db
	a.db = nil
	a.kv = kvState{}
	a.sql.cache.reset()
	a.alarm.hasTable = unknown
	return db
}

// awaitClosed waits for the end of a closing to make room. a.mu held.
func (a *Actor) awaitClosed() error {
	if a.closing == nil {
		return nil
	}
	err := <-a.closing
	a.closing = nil
	return err
}

// busy reports whether the file must stay open. a.mu held.
func (a *Actor) busy() bool {
	a.reapCursors()
	return a.tx.open || a.sql.live > 0
}

// tri is a fact that may not be known.
type tri uint8

const (
	unknown tri = iota
	no
	yes
)

const sqlHasTable = `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`

// hasTable finds out whether one of our tables exists and keeps the answer in known, which every
// rollback makes unknown again. a.mu held.
func (a *Actor) hasTable(known *tri, name string) (bool, error) {
	if *known == unknown {
		found := no
		if err := a.db.query(sqlHasTable, func(*sqlite.Stmt) { found = yes }, name); err != nil {
			return false, err
		}
		*known = found
	}
	return *known == yes, nil
}

// rolledBack forgets what may have been true only in the part of the transaction that is gone.
func (a *Actor) rolledBack() {
	a.kv.hasTable = unknown
	a.kv.hasExternals = unknown
	a.alarm.hasTable = unknown
}
