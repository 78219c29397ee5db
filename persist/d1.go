package persist

import (
	"errors"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
)

// d1UniqueKey is the unique key of miniflare's simulator of D1, whose databases are those of its
// objects: the same rules hold for them as for a script's SQL.
const d1UniqueKey = "miniflare-D1DatabaseObject"

// D1 is one D1 database. It may be used from any goroutine.
type D1 struct {
	actor *Actor

	mu sync.Mutex
	// guards:
	last chan struct{} // closed at the end of the call that was enqueued last
}

// D1Query is one query of a call; only the last of its statements may have parameters.
type D1Query struct {
	SQL    string
	Params []Value
}

// D1Result is what one query of a call came to.
type D1Result struct {
	Columns []string
	Rows    [][]Value

	Duration    time.Duration
	Changes     int64 // rows changed, by triggers and foreign keys too
	LastRowID   int64
	Changed     bool
	Size        int64 // of the database afterwards, in bytes
	RowsRead    int
	RowsWritten int
}

var (
	// ErrNoQueries: all queries of a call are blank or comments.
	ErrNoQueries error = &SQLError{Message: "No SQL statements detected."}
	// ErrD1Reset: the call left the database in a state that cannot be committed.
	ErrD1Reset = errors.New("the database was rolled back because constraints were violated")
)

// D1 returns the database with this id. Nothing is opened yet.
func (s *Store) D1(databaseID string) *D1 {
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.d1[databaseID]
	if !ok {
		n := s.simulated("d1", d1UniqueKey)
		d = &D1{actor: n.Actor(DeriveID(d1UniqueKey, databaseID))}
		s.d1[databaseID] = d
	}
	return d
}

// simulated is a namespace of one of miniflare's own objects, which have no history of ours.
// s.mu held.
func (s *Store) simulated(kind, uniqueKey string) *Namespace {
	n := newNamespace(s, uniqueKey)
	n.dir = filepath.Join(s.dir, kind, uniqueKey)
	n.simulated, n.closed, n.names.closed = true, s.closed, true
	return n
}

// Path is the file of the database.
func (d *D1) Path() string { return d.actor.Path() }

// D1Call is a place in the line of calls, which run in the order in which they were enqueued.
type D1Call struct {
	d            *D1
	before, done chan struct{}
}

// Enqueue takes a place. Every call has to be run.
func (d *D1) Enqueue() *D1Call {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := &D1Call{d: d, before: d.last, done: make(chan struct{})}
	d.last = c.done
	return c
}

// Run runs queries in one transaction once all calls before it have ended: all of them, or none if
// one fails. Errors for the script are *SQLError. With wantBookmark it answers a bookmark too.
func (c *D1Call) Run(queries []D1Query, wantBookmark bool) (results []D1Result, bookmark string, err error) {
	defer close(c.done)
	if c.before != nil {
		<-c.before
	}
	return c.d.run(queries, wantBookmark)
}

// Exec is Run for callers that need no order.
func (d *D1) Exec(queries ...D1Query) ([]D1Result, error) {
	results, _, err := d.Enqueue().Run(queries, false)
	return results, err
}

var (
	commentLines = regexp.MustCompile(`(?m)^\s*--.*`)
	mayBePragma  = regexp.MustCompile(`(?i)pragma`)
)

func isBlank(sql string) bool {
	return strings.TrimSpace(sql) == "" ||
		strings.Contains(sql, "--") && strings.TrimSpace(commentLines.ReplaceAllString(sql, "")) == ""
}

func (d *D1) run(queries []D1Query, wantBookmark bool) (results []D1Result, bookmark string, err error) {
	var work []D1Query
	explicit := false
	for _, q := range queries {
		if isBlank(q.SQL) {
			continue
		}
		work = append(work, q)
		explicit = explicit || mayBePragma.MatchString(q.SQL)
	}
	if len(work) == 0 {
		return nil, "", ErrNoQueries
	}
	a := d.actor
	a.BeginTurn()
	results, bookmark, err = d.transact(work, explicit, wantBookmark)
	if err != nil {
		return nil, "", errors.Join(err, a.RollbackTurn())
	}
	if err := a.EndTurn(); err != nil {
		return nil, "", errors.Join(ErrD1Reset, a.RollbackTurn())
	}
	if _, err := a.Commit(); err != nil {
		return nil, "", errors.Join(ErrD1Reset, err)
	}
	return results, bookmark, nil
}

// transact runs the queries of a turn. An explicit transaction keeps PRAGMA foreign_keys without
// effect, as it is in the simulator's; otherwise the first write begins one.
func (d *D1) transact(queries []D1Query, explicit, wantBookmark bool) (results []D1Result, bookmark string, err error) {
	var save *Savepoint
	if explicit {
		if save, err = d.actor.BeginTransaction(); err != nil {
			return nil, "", err
		}
	}
	results = make([]D1Result, len(queries))
	for i, q := range queries {
		if err := d.query(q, &results[i]); err != nil {
			return nil, "", err
		}
	}
	if wantBookmark {
		if bookmark, err = d.actor.NextBookmark(); err != nil {
			return nil, "", err
		}
	}
	if save != nil {
		err = save.Release()
	}
	return results, bookmark, err
}

func (d *D1) query(q D1Query, r *D1Result) error {
	sizeBefore, err := d.actor.DatabaseSize()
	if err != nil {
		return err
	}
	changes, rowID := d.actor.changeCounters()
	begin := time.Now()
	c, err := d.actor.Exec(q.SQL, q.Params)
	if err != nil {
		return err
	}
	r.Columns = c.Columns()
	for {
		row, ok, err := c.Next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		r.Rows = append(r.Rows, row)
	}
	r.Duration = time.Since(begin)
	if r.Size, err = d.actor.DatabaseSize(); err != nil {
		return err
	}
	total, last := d.actor.changeCounters()
	r.Changes, r.LastRowID = total-changes, last
	r.Changed = r.Changes != 0 || last != rowID || r.Size != sizeBefore
	r.RowsRead, r.RowsWritten = c.RowsRead(), c.RowsWritten()
	return nil
}

// changeCounters are SQLite's total_changes() and last_insert_rowid().
func (a *Actor) changeCounters() (total, lastRowID int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.db == nil {
		return 0, 0
	}
	return a.db.conn.TotalChanges(), a.db.conn.LastInsertRowID()
}
