package actor

import (
	"errors"
	"time"
)

// CurrentBookmark names the state of the object's storage now.
func (a *Actor) CurrentBookmark() (string, error) {
	store := a.Storage()
	if store == nil {
		return "", errors.New(MsgShutDown)
	}
	name, err := store.NextBookmark()
	if err != nil {
		return "", err
	}
	if err := a.confirm(); err != nil {
		return "", err
	}
	return name, store.NameState(name)
}

// BookmarkForTime names the state of the object's storage at t.
func (a *Actor) BookmarkForTime(t time.Time) (string, error) {
	if err := a.confirm(); err != nil {
		return "", err
	}
	return a.store.BookmarkForTime(t)
}

// RestoreBookmark makes the object's next start bring back the state that the bookmark names. It
// answers the bookmark of the state that is replaced then. A reset does not take it back.
func (a *Actor) RestoreBookmark(name string) (undo string, err error) {
	if err := a.confirm(); err != nil {
		return "", err
	}
	return a.store.RestoreBookmark(name)
}

// confirm makes what the turn has written so far durable, as awaiting the answer does in
// production: a bookmark can only name what was committed. In a transaction that is the state
// before it.
func (a *Actor) confirm() error {
	store := a.Storage()
	if store != nil && !store.InTransaction() {
		a.Sync()
	}
	if a.ended != nil {
		return errors.New(MsgShutDown)
	}
	return nil
}
