package persist

import (
	"errors"
	"fmt"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// Why a call that ends or nests transactions is refused.
var (
	// ErrInTransaction: a Savepoint is open, so nothing can be committed or wiped yet.
	ErrInTransaction = errors.New("a storage transaction is open")
	// ErrNested: a Savepoint opened later is still open.
	ErrNested = errors.New("a nested storage transaction is open")
	// ErrEnded: the Savepoint was released, or the object was rolled back.
	ErrEnded = errors.New("the storage transaction has ended")
)

// txState is the actor's implicit transaction and the marks in it.
//
// SQLite's savepoints form a stack: the turn's mark, if there is one, lies below the Savepoints of
// that turn. A turn makes no mark while an earlier turn's Savepoint is open, because undoing the
// turn undoes that Savepoint too. A mark that a Savepoint outlives simply stays until the commit.
type txState struct {
	open  bool
	lost  error // SQLite rolled back by itself
	turn  turnState
	saves []*Savepoint
}

type turnState struct {
	active bool // between BeginTurn and its end
	read   bool // has read a key
	dirty  bool // has written
	began  bool // and with that opened the transaction
	marked bool // and for that set a mark
	sql    bool // has written through SQL, so constraints may be pending
}

const (
	sqlBegin       = `BEGIN IMMEDIATE`
	sqlCommit      = `COMMIT`
	sqlRollback    = `ROLLBACK`
	sqlMark        = `SAVEPOINT _devdo_turn`
	sqlReleaseMark = `RELEASE _devdo_turn`
	sqlToMark      = `ROLLBACK TO _devdo_turn`
	sqlSave        = `SAVEPOINT _devdo_save`
	sqlReleaseSave = `RELEASE _devdo_save`
	sqlToSave      = `ROLLBACK TO _devdo_save`
	sqlEndDeferral = `PRAGMA defer_foreign_keys = OFF`
)

// Dirty reports whether Commit has something to do or to report.
func (a *Actor) Dirty() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.tx.open || a.alarm.unreported
}

// InTransaction reports whether a Savepoint is open, so that Commit would be refused.
func (a *Actor) InTransaction() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.tx.saves) > 0
}

// BeginTurn marks the start of a turn. It costs nothing; a savepoint is made by the turn's first
// write, and only if earlier turns have written to the transaction.
func (a *Actor) BeginTurn() {
	a.mu.Lock()
	a.unpin()
	a.tx.turn = turnState{active: true}
	a.mu.Unlock()
}

// EndTurn keeps what the turn has written for the next Commit. It fails, with the error that
// workerd's commit would give, if the turn left a write cursor unfinished or a constraint violated;
// then the caller must RollbackTurn and reset the object. While a Savepoint is open, nothing is
// checked: that comes when the turn in which it is released ends.
func (a *Actor) EndTurn() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.watchCursors()
	a.unpin()
	t := &a.tx.turn
	if len(a.tx.saves) > 0 || !t.dirty && !t.sql {
		*t = turnState{}
		return nil
	}
	if a.tx.lost != nil {
		return a.tx.lost
	}
	if err := a.endSQL(); err != nil {
		return err
	}
	if t.marked {
		if err := a.db.run(sqlReleaseMark); err != nil {
			return err
		}
	}
	*t = turnState{}
	return nil
}

// endSQL checks what SQL may have left behind at the end of a turn.
func (a *Actor) endSQL() error {
	if a.hasUnfinishedWrite() {
		return errUnfinishedWrite
	}
	if !a.tx.turn.sql {
		return nil
	}
	if a.db.conn.ConstraintsPending() {
		return &SQLError{Message: msgConstraintsViolated + msgForeignKey}
	}
	if a.sql.deferred {
		a.sql.deferred = false
		return a.db.run(sqlEndDeferral)
	}
	return nil
}

// RollbackTurn undoes the current turn, and every Savepoint that is still open with it, as the
// reset of an object does. What earlier turns wrote outside of those stays to be committed. All
// cursors end.
func (a *Actor) RollbackTurn() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.cancelCursors(errActorReset)
	a.unpin()
	t := a.tx.turn
	a.tx.turn = turnState{}
	switch {
	case !a.tx.open:
		return nil
	case a.tx.lost != nil || t.began:
		a.discard()
		return nil
	case t.marked:
		a.endSaves()
		a.rolledBack()
		return errors.Join(a.db.run(sqlToMark), a.db.run(sqlReleaseMark))
	}
	var err error
	for range len(a.tx.saves) {
		err = errors.Join(err, a.db.run(sqlToSave), a.db.run(sqlReleaseSave))
	}
	a.endSaves()
	a.rolledBack()
	return err
}

// Rollback undoes everything since the last commit, over all turns. All cursors end.
func (a *Actor) Rollback() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.cancelCursors(errActorReset)
	a.discard()
	return nil
}

// discard rolls the whole transaction back, if one is open. a.mu held.
func (a *Actor) discard() {
	a.unpin()
	a.endSaves()
	a.rolledBack()
	if a.tx.open && a.db.conn.InTransaction() {
		// It can fail only if SQLite has already rolled back.
		_ = a.db.conn.Exec(sqlRollback)
	}
	a.tx = txState{}
	a.alarm.touched = false
}

func (a *Actor) endSaves() {
	for _, s := range a.tx.saves {
		s.ended = true
	}
	a.tx.saves = nil
}

// beginWrite opens the implicit transaction, or marks the turn in it. a.mu held.
func (a *Actor) beginWrite() error {
	t := &a.tx.turn
	if t.dirty && a.tx.open {
		return a.tx.lost
	}
	switch {
	case a.tx.lost != nil:
		return a.tx.lost
	case !a.tx.open:
		a.unpin()
		if err := a.db.run(sqlBegin); err != nil {
			return err
		}
		a.tx.open, t.began = true, true
		a.follow()
	case len(a.tx.saves) == 0:
		if err := a.db.run(sqlMark); err != nil {
			return err
		}
		t.marked = true
	}
	t.dirty = true
	a.hist.wrote = a.now()
	return nil
}

// checkLost notes that an error made SQLite roll back by itself (disk full, out of memory, …).
// a.mu held.
func (a *Actor) checkLost(err error) {
	if a.tx.open && a.tx.lost == nil && !a.db.conn.InTransaction() {
		a.tx.lost = err
		a.rolledBack()
	}
}

// Commit makes what all turns since the last commit wrote durable, and reports what happened to
// the alarm. It answers ErrInTransaction, and does nothing, while a Savepoint is open.
//
// If it fails, the object has to be reset: everything since the last commit is gone, unless it was
// the alarm index that could not be written afterwards. The error is a *SQLError where workerd
// gives the script a reason.
func (a *Actor) Commit() (Committed, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.commit(); err != nil {
		return Committed{}, err
	}
	return a.report(), nil
}

func (a *Actor) commit() error {
	if !a.tx.open {
		return nil
	}
	if len(a.tx.saves) > 0 {
		return ErrInTransaction
	}
	err := a.tx.lost
	if err == nil && a.hasUnfinishedWrite() {
		err = errUnfinishedWrite
	}
	var change alarmChange
	if err == nil {
		change, err = a.alarmChange()
	}
	if err == nil {
		err = a.recordEarlier(change)
	}
	if err == nil {
		err = a.commitError(a.db.run(sqlCommit))
	}
	if err != nil {
		a.cancelCursors(errActorReset)
		a.discard()
		return err
	}
	a.tx = txState{turn: turnState{active: a.tx.turn.active}}
	a.committed()
	return a.recordCommitted(change)
}

// commitError gives the failure of COMMIT the text that workerd gives it.
func (a *Actor) commitError(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code == sqlite.CodeConstraint {
		return &SQLError{Message: msgConstraintsViolated + e.Error()}
	}
	return err
}

// Savepoint is a transaction within the implicit one: storage.transactionSync, or, opened with
// BeginTransaction, storage.transaction. Savepoints nest and end in reverse order.
type Savepoint struct {
	a     *Actor
	ended bool
}

// Savepoint opens a transaction within the current turn's.
func (a *Actor) Savepoint() (*Savepoint, error) {
	if err := a.enter(); err != nil {
		return nil, err
	}
	defer a.mu.Unlock()
	return a.save()
}

// BeginTransaction opens a transaction that may go on for many turns. If it is the outermost, what
// was written before it is committed first, as in workerd, so that it need not wait for the end.
// The outcome is reported by the next Commit.
func (a *Actor) BeginTransaction() (*Savepoint, error) {
	if err := a.enter(); err != nil {
		return nil, err
	}
	defer a.mu.Unlock()
	if len(a.tx.saves) == 0 {
		if err := a.commit(); err != nil {
			return nil, err
		}
	}
	return a.save()
}

func (a *Actor) save() (*Savepoint, error) {
	if err := a.beginWrite(); err != nil {
		return nil, err
	}
	if err := a.db.run(sqlSave); err != nil {
		return nil, err
	}
	s := &Savepoint{a: a}
	a.tx.saves = append(a.tx.saves, s)
	return s, nil
}

// Release ends the transaction and keeps what it wrote, for the enclosing one or for Commit.
func (s *Savepoint) Release() error {
	s.a.mu.Lock()
	defer s.a.mu.Unlock()
	if err := s.top(); err != nil {
		return err
	}
	if err := s.a.db.run(sqlReleaseSave); err != nil {
		return err
	}
	s.pop()
	return nil
}

// RollbackTo undoes everything since the start. The transaction stays open.
func (s *Savepoint) RollbackTo() error {
	s.a.mu.Lock()
	defer s.a.mu.Unlock()
	if err := s.top(); err != nil {
		return err
	}
	s.a.rolledBack()
	return s.a.db.run(sqlToSave)
}

// Rollback undoes everything since the start and ends the transaction.
func (s *Savepoint) Rollback() error {
	if err := s.RollbackTo(); err != nil {
		return err
	}
	return s.Release()
}

// top checks that s is the innermost open transaction.
func (s *Savepoint) top() error {
	saves := s.a.tx.saves
	switch {
	case s.ended:
		return ErrEnded
	case s.a.tx.lost != nil:
		return &SQLError{Message: msgCriticalError}
	case saves[len(saves)-1] != s:
		return fmt.Errorf("end storage transaction: %w", ErrNested)
	}
	return nil
}

// pop takes s from the stack. If a turn before this one opened it, this turn has no mark of its
// own; the turn's next write sets one, and what it wrote so far is past undoing. What the
// transaction wrote through SQL is checked when this turn ends.
func (s *Savepoint) pop() {
	s.ended = true
	t := &s.a.tx
	t.saves = t.saves[:len(t.saves)-1]
	if len(t.saves) == 0 && !t.turn.began && !t.turn.marked {
		t.turn = turnState{sql: true}
	}
}
