package persist

import (
	"errors"
	"fmt"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// AlarmOnWipe says what DeleteAll does with the alarm.
type AlarmOnWipe bool

// Choices for DeleteAll.
const (
	DeleteAlarm AlarmOnWipe = false
	KeepAlarm   AlarmOnWipe = true
)

// DeleteAll wipes the whole database, tables and all, at once: it is no part of the implicit
// transaction, whose writes it discards, and nothing brings the data back. Open cursors fail from
// then on. It answers ErrInTransaction while a Savepoint is open. What it did to the alarm is
// reported by the next Commit.
func (a *Actor) DeleteAll(alarm AlarmOnWipe) error {
	if err := a.enter(); err != nil {
		return err
	}
	defer a.mu.Unlock()
	if len(a.tx.saves) > 0 {
		return ErrInTransaction
	}
	keep, err := a.readAlarm() // includes what this turn set
	if err != nil {
		return err
	}
	committed := keep
	if a.alarm.touched {
		committed = a.alarm.committed
	}
	a.cancelCursors(&SQLError{Message: msgDatabaseDeleted})
	a.discard()
	if alarm == DeleteAlarm {
		keep = alarmTime{}
	}
	_ = a.ensureFollowing() // a history that cannot be kept is no reason to keep the data
	if err := a.wipe(); err != nil {
		return fmt.Errorf("wipe %q: %w", a.path, err)
	}
	return a.restoreAlarm(committed, keep)
}

// wipe empties the file in one SQLite transaction and closes it, so that settings of the old
// connection end with it, as they do in workerd.
func (a *Actor) wipe() error {
	a.sql.cache.reset()
	for _, s := range a.db.stmts {
		s.Finalize()
	}
	clear(a.db.stmts)
	conn := a.db.conn
	conn.SetLimit(sqlite.LimitAttached, 1) // VACUUM attaches the database it builds
	err := conn.Set(sqlite.ResetDatabase, true)
	if err == nil {
		err = conn.Exec("VACUUM")
	}
	err = errors.Join(err, conn.Set(sqlite.ResetDatabase, false))
	if err == nil {
		a.hist.wrote = a.now()
		a.committed()
	}
	return errors.Join(err, a.reopen())
}

// reopen closes the file and opens it again. a.mu held.
func (a *Actor) reopen() error {
	err := a.closeDB()
	a.ns.store.forget(a)
	if err != nil {
		return err
	}
	return a.open()
}

// restoreAlarm brings the alarm of the emptied database to keep and the index in step.
func (a *Actor) restoreAlarm(committed, keep alarmTime) error {
	if keep == committed && !keep.set {
		return nil
	}
	if keep.set {
		if err := a.setAlarm(keep); err != nil {
			return err
		}
		a.alarm.committed = committed
		return a.commit()
	}
	return a.recordCommitted(alarmChange{changed: true, from: committed})
}
