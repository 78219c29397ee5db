package persist

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/devdo/devdo/persist/internal/history"
	"github.com/devdo/devdo/persist/internal/sqlite"
)

// Start makes the object's file if there is none, as starting the object does, and restores the
// state that RestoreBookmark asked for. A restore that fails is given up: the data stays as it is.
// What it did to the alarm is reported by the next Commit.
func (a *Actor) Start() error {
	if err := a.enter(); err != nil {
		return err
	}
	defer a.mu.Unlock()
	// A history that cannot be read asks for nothing; the first write begins another.
	if a.loadHistory() != nil || a.hist.last == nil || a.hist.last.Wish.To == 0 {
		return nil
	}
	if err := a.ensureFollowing(); err != nil {
		return fmt.Errorf("restore %q: %w", a.path, err)
	}
	wish := a.hist.last.Wish
	if wish.To == 0 { // the database was changed meanwhile, by somebody else
		return nil
	}
	if err := a.restore(wish); err != nil {
		return errors.Join(fmt.Errorf("restore %q: %w", a.path, err), a.mark(history.Wish{}))
	}
	return nil
}

// restore names the present state, brings back the one that is wished for as one commit, and makes
// that a point too. A crash at any moment leaves the one or the other; then Start does it again.
func (a *Actor) restore(wish history.Wish) error {
	h := &a.hist
	if h.last.Latest < wish.Undo {
		if err := a.point(wish.Undo); err != nil {
			return err
		}
	} else if err := a.point(history.None); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "devdo-restore-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	old, err := a.rebuild(dir, wish.To)
	if err != nil {
		return err
	}
	err = a.replaceBy(old)
	err = errors.Join(err, old.close())
	if err != nil {
		return err
	}
	h.wrote = a.now()
	a.committed()
	if err := a.point(history.None); err != nil {
		return err
	}
	return a.mark(history.Wish{})
}

// rebuild makes a database file of an earlier state in dir, and checks it.
func (a *Actor) rebuild(dir string, to uint64) (*readOnlyDB, error) {
	path := dir + string(os.PathSeparator) + "earlier" + dbSuffix
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	err = errors.Join(a.writeEarlier(file, to), file.Close())
	if err != nil {
		return nil, err
	}
	db, err := openURI(path, "mode=ro&immutable=1", sqlite.ReadOnly)
	if err != nil {
		return nil, err
	}
	var verdict string
	err = db.query("PRAGMA quick_check(1)", func(s *sqlite.Stmt) { verdict = s.Text(0) })
	if err == nil && verdict != "ok" {
		err = errors.New("history is damaged: " + verdict)
	}
	if err != nil {
		return nil, errors.Join(err, db.close())
	}
	return db, nil
}

// writeEarlier writes the pages of the present state and takes them back point by point.
func (a *Actor) writeEarlier(file *os.File, to uint64) error {
	h := &a.hist
	page := make([]byte, history.PageSize)
	for n := uint32(1); n <= h.last.Pages; n++ {
		if err := a.readPage(n, page); err != nil {
			return err
		}
		if _, err := file.WriteAt(page, pageOffset(n)); err != nil {
			return err
		}
	}
	var points []*history.Record
	err := h.file.Scan(func(r *history.Record) bool {
		if r.Kind == history.Point && r.Seq > to {
			points = append(points, r)
		}
		return true
	})
	if err != nil {
		return err
	}
	state := h.last.Seq
	for _, r := range slices.Backward(points) {
		if r.Seq != state {
			break
		}
		state = r.From
		if err := takeBack(file, r, page); err != nil {
			return err
		}
	}
	if state != to {
		return errors.New("history is damaged: a point is missing")
	}
	return nil
}

// takeBack turns the state after a point into the one before.
func takeBack(file *os.File, r *history.Record, page []byte) error {
	if err := file.Truncate(pageOffset(max(r.Before, r.Pages) + 1)); err != nil {
		return err
	}
	for _, p := range r.Changes {
		if _, err := file.ReadAt(page, pageOffset(p.Number)); err != nil {
			return err
		}
		if err := p.Restore(page); err != nil {
			return err
		}
		if _, err := file.WriteAt(page, pageOffset(p.Number)); err != nil {
			return err
		}
	}
	return file.Truncate(pageOffset(r.Before + 1))
}

func pageOffset(n uint32) int64 { return int64(n-1) * history.PageSize }

// replaceBy puts the content of old in the place of the present, the alarm included. As in every
// commit, an alarm that moves forward is entered in the index before, one that moves back after.
func (a *Actor) replaceBy(old *readOnlyDB) error {
	from, err := a.readAlarm()
	if err != nil {
		return err
	}
	to, err := (&ObjectView{old}).alarm()
	if err != nil {
		return err
	}
	change := alarmChange{to != from, from, to}
	if err := a.recordEarlier(change); err != nil {
		return err
	}
	a.sql.cache.reset()
	a.rolledBack()
	if err := a.db.conn.CopyFrom(old.conn); err != nil {
		return err
	}
	return a.recordCommitted(change)
}
