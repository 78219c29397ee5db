package inspect

import (
	"errors"
	"os"
	"time"
)

// History is what is kept of an object's past, and can be restored by
// ctx.storage.onNextSessionRestoreBookmark().
type History struct {
	Size    int64          `json:"size"` // in bytes
	Restore string         `json:"restoreAtNextStart,omitempty"`
	States  []HistoryState `json:"states"` // oldest first
}

// HistoryState is a state that the object can be taken back to.
type HistoryState struct {
	Bookmark string    `json:"bookmark"`
	Time     time.Time `json:"time"`
	Changed  int       `json:"changedPages"`
}

// History reads what is kept of an object's past; there may be nothing.
func (s *State) History(n Namespace, o Object) (History, error) {
	out := History{States: []HistoryState{}}
	h, err := s.view.History(n.UniqueKey, o.ID)
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out.Size, out.Restore = h.Size, h.Restore
	for _, state := range h.States {
		out.States = append(out.States, HistoryState(state))
	}
	return out, nil
}
