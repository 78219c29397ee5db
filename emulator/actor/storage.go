package actor

import (
	"errors"
	"fmt"

	"github.com/devdo/devdo/persist"
)

// open opens the object's database and learns its name where the event that started it has none.
func (a *Actor) open() *Error {
	if a.object.facet != nil {
		return a.openFacet()
	}
	n := a.object.namespace
	a.store = n.store.Actor(a.ID.Hex)
	if a.ID.Named {
		a.store.SetName(a.ID.Name)
		n.store.RememberName(a.ID.Hex, a.ID.Name)
	}
	if err := a.store.Start(); err != nil {
		return a.place.internal(fmt.Errorf("open storage of %s/%s: %w", n.Class, a.Label(), err))
	}
	a.commit() // there is something to report after a restore: the alarm
	return nil
}

// Label is the object's name, or its id where it has none, for messages to people.
func (a *Actor) Label() string {
	if f := a.object.facet; f != nil {
		return f.label
	}
	if a.ID.Named {
		return a.ID.Name
	}
	return a.ID.Hex
}

// Storage is the object's database, for use in the running turn: what is written belongs to
// the turn and is undone with it. It is nil once the actor has ended.
func (a *Actor) Storage() *persist.Actor {
	if a.ended != nil {
		return nil
	}
	if a.turn != a.place.turn {
		a.turn, a.heldBefore = a.place.turn, len(a.held)
		a.store.BeginTurn()
		a.place.touched = append(a.place.touched, a)
	}
	return a.store
}

func (a *Actor) endTurn() {
	if err := a.store.EndTurn(); err != nil {
		a.Reset(a.commitError(err))
		return
	}
	if a.unconfirmed() {
		a.place.dirty = append(a.place.dirty, a)
	}
}

// unconfirmed reports whether there are writes that the next commit will take.
func (a *Actor) unconfirmed() bool {
	return a.store != nil && a.explicit == 0 && a.store.Dirty()
}

// Output lets fn out now, or once the writes before it are durable (the output gate). If they
// cannot be made durable, fn never runs.
func (a *Actor) Output(fn func()) {
	if len(a.held) == 0 && !a.unconfirmed() {
		fn()
		return
	}
	a.held = append(a.held, fn)
}

// commit makes the actor's finished turns durable.
func (a *Actor) commit() {
	if !a.unconfirmed() {
		return
	}
	committed, err := a.store.Commit()
	if err != nil {
		a.commitFailed(err)
		return
	}
	if committed.AlarmChanged {
		a.alarmCommitted(committed.Alarm)
	}
}

// commitFailed drops what waited for the commit and resets the actor to its last good state.
func (a *Actor) commitFailed(err error) {
	a.held = nil
	_ = a.store.Rollback()
	a.Reset(a.commitError(err))
}

// commitError is what callers see of a commit that failed (DO-GATE-25).
func (a *Actor) commitError(err error) *Error {
	var shown *persist.SQLError
	if errors.As(err, &shown) {
		return &Error{Message: shown.Error(), Commit: true}
	}
	return a.place.internal(err)
}

// release lets out what waited for a commit.
func (a *Actor) release() {
	if a.unconfirmed() {
		return
	}
	held := a.held
	a.held = nil
	for _, fn := range held {
		fn()
	}
}

// Sync commits within the running turn, for storage.sync().
func (a *Actor) Sync() {
	if a.Storage() == nil {
		return
	}
	_ = a.store.EndTurn()
	a.commit()
	if a.ended == nil {
		a.store.BeginTurn()
	}
	a.heldBefore = len(a.held)
}

// rollbackTurn undoes the running turn's writes, and what it said after them stays unsaid.
func (a *Actor) rollbackTurn() {
	if a.store == nil {
		return
	}
	if a.explicit > 0 {
		a.explicit = 0
		_ = a.store.Rollback()
		return
	}
	if a.turn == a.place.turn {
		_ = a.store.RollbackTurn()
		a.held = a.held[:min(a.heldBefore, len(a.held))]
	}
}

// BeginExplicit opens the savepoint of a storage.transaction. What was written before it is
// committed first, so that the transaction's end alone decides about its own writes.
func (a *Actor) BeginExplicit() (*persist.Savepoint, error) {
	store := a.Storage()
	if store == nil {
		return nil, errors.New(MsgShutDown)
	}
	s, err := store.BeginTransaction()
	if err != nil {
		return nil, err
	}
	a.explicit++
	return s, nil
}

// EndExplicit closes the savepoint; keep tells a commit from a rollback.
func (a *Actor) EndExplicit(s *persist.Savepoint, end Outcome) error {
	if a.Storage() == nil {
		return errors.New(MsgShutDown)
	}
	var err error
	if end == RolledBack {
		err = s.RollbackTo()
	}
	err = errors.Join(err, s.Release())
	a.explicit = max(0, a.explicit-1)
	return err
}

// Outcome is how a transaction ends.
type Outcome int

// The outcomes of a transaction.
const (
	Kept Outcome = iota
	RolledBack
)

// DeleteAll wipes the object's database at once, outside the running turn (DO-STORAGE-38).
func (a *Actor) DeleteAll(alarm persist.AlarmOnWipe) error {
	store := a.Storage()
	if store == nil {
		return errors.New(MsgShutDown)
	}
	if alarm == persist.DeleteAlarm && a.alarm != nil {
		a.alarm.changed = true
	}
	return errors.Join(store.DeleteAll(alarm), a.deleteFacets())
}
