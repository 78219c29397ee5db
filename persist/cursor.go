package persist

import (
	"runtime"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// Cursor is the result of Exec. It is used by the actor's goroutine.
//
// It is on its row before that row is asked for, as in workerd: a statement without rows has done
// its work when Exec returns, and an error of the next row comes with the current one.
type Cursor struct{ r *run }

// run is a statement being run. The actor knows its live runs but not the Cursors, so that a
// Cursor nobody holds can be collected and its run ended.
type run struct {
	a          *Actor
	p          *compiled
	prev, next *run
	cursor     *Cursor // until the end of the turn; see watchCursors
	ended      bool
	err        error // of every further call, if any
	names      []string
	manyArgs   bool
	rows       int // handed out or waiting

	// For RowsRead and RowsWritten.
	changes int64        // before the run; after its end, those it made
	direct  int64        // of changes, those of the statement itself
	moves   sqlite.Moves // after its end
	cost    *cost
}

// Columns are the names of the result's columns, duplicates included.
func (c *Cursor) Columns() []string { return c.r.names }

// Next returns the next row; ok is false after the last.
func (c *Cursor) Next() (row []Value, ok bool, err error) {
	r := c.r
	r.a.mu.Lock()
	defer r.a.mu.Unlock()
	if r.ended {
		return nil, false, r.err
	}
	row = make([]Value, len(r.names))
	for i := range row {
		row[i] = r.p.stmt.Value(i)
	}
	more, err := r.a.step(r.p.stmt)
	if err != nil {
		r.end(nil)
		return nil, false, err
	}
	if more {
		r.rows++
	} else {
		r.end(nil)
	}
	return row, true, nil
}

// Done reports whether there is no further row.
func (c *Cursor) Done() bool {
	c.r.a.mu.Lock()
	defer c.r.a.mu.Unlock()
	return c.r.ended
}

// Close ends the cursor early.
func (c *Cursor) Close() {
	c.r.a.mu.Lock()
	defer c.r.a.mu.Unlock()
	c.r.end(nil)
}

// setNames reads the columns' names, which may have changed with the schema.
func (r *run) setNames() {
	p := r.p
	n := p.stmt.Columns()
	recompiled := p.stmt.Recompiled()
	if recompiled { // on its first step, which has counted already
		p.cost, p.recount = costOf(p.stmt, p.stmt.MoveCounters()), true
		r.cost = p.cost
	}
	if len(p.names) != n || recompiled {
		p.names = make([]string, n)
		for i := range p.names {
			p.names[i] = p.stmt.ColumnName(i)
		}
	}
	r.names = p.names
}

// end ends the run and gives its statement back; err is what further calls return.
func (r *run) end(err error) {
	if r.ended {
		return
	}
	r.ended, r.err = true, err
	r.changes = r.a.db.conn.TotalChanges() - r.changes
	r.direct = r.a.db.conn.Changes()
	r.moves = r.p.stmt.Moves(true)
	r.a.removeRun(r)
	r.a.sql.cache.done(r.p)
	if r.cost.schema {
		// SQLite compiles the kept statements anew, and such programs count less exactly.
		r.a.sql.cache.reset()
	}
	r.p, r.cursor = nil, nil
}

func (a *Actor) addRun(r *run) {
	r.p.inUse = true
	r.next = a.sql.first
	if r.next != nil {
		r.next.prev = r
	}
	a.sql.first = r
	a.sql.live++
}

func (a *Actor) removeRun(r *run) {
	if r.prev != nil {
		r.prev.next = r.next
	} else {
		a.sql.first = r.next
	}
	if r.next != nil {
		r.next.prev = r.prev
	}
	r.prev, r.next = nil, nil
	a.sql.live--
}

// cancelCursors ends all cursors; err is what they answer from then on. a.mu held.
func (a *Actor) cancelCursors(err error) {
	for a.sql.first != nil {
		a.sql.first.end(err)
	}
}

// hasUnfinishedWrite reports whether a cursor of a statement that writes still has rows.
func (a *Actor) hasUnfinishedWrite() bool {
	for r := a.sql.first; r != nil; r = r.next {
		if !r.p.readOnly {
			return true
		}
	}
	return false
}

// watchCursors ends the turn for the cursors that outlive it: from now on they are collected, and
// their statements ended, when nobody holds them. a.mu held.
func (a *Actor) watchCursors() {
	for r := a.sql.first; r != nil; r = r.next {
		if r.cursor != nil {
			runtime.AddCleanup(r.cursor, a.abandon, r)
			r.cursor = nil
		}
	}
}

// abandon notes a run whose Cursor was collected.
func (a *Actor) abandon(r *run) {
	a.sql.gcMu.Lock()
	a.sql.abandoned = append(a.sql.abandoned, r)
	a.sql.gcMu.Unlock()
}

// reapCursors ends the runs whose Cursors were collected. a.mu held.
func (a *Actor) reapCursors() {
	a.sql.gcMu.Lock()
	runs := a.sql.abandoned
	a.sql.abandoned = nil
	a.sql.gcMu.Unlock()
	for _, r := range runs {
		r.end(nil)
	}
}
