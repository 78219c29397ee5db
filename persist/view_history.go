package persist

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/devdo/devdo/persist/internal/history"
)

// History is what is kept of an object's past.
type History struct {
	Size   int64          // of its file, in bytes
	States []HistoryState // oldest first
	// Restore is the bookmark of the state that the object's next start will bring back, if any.
	Restore string
}

// HistoryState is a state that the object can be taken back to.
type HistoryState struct {
	Bookmark string
	Time     time.Time // of its last commit
	Changed  int       // pages that differ from the state before
}

// History reads the history of an object. The error is os.ErrNotExist if it has none.
func (v *View) History(key, id string) (*History, error) {
	f, err := historyFile(v.dir, key, id)
	if err != nil {
		return nil, err
	}
	h := &History{}
	wish := uint64(0)
	names := map[uint64]string{}
	err = f.Scan(func(r *history.Record) bool {
		wish = r.Wish.To
		if r.Kind == history.Mark {
			return true
		}
		b := bookmark{max(r.Latest, 0), r.Seq, r.Time.UnixMilli()}
		if r.Label != history.None {
			b = bookmark{label: r.Label}
		}
		names[r.Seq] = b.String()
		h.States = append(h.States, HistoryState{b.String(), r.Time, len(r.Changes)})
		return true
	})
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(f.Path)
	if err != nil {
		return nil, err
	}
	h.Size, h.Restore = info.Size(), names[wish]
	return h, nil
}

// PruneHistory drops what lies before the time oldest from the history of an object in the state
// directory dir, or all of it if oldest is zero, and says how many bytes that freed. It may be
// called while a server is running.
func PruneHistory(dir, key, id string, oldest time.Time) (freed int64, err error) {
	f, err := historyFile(dir, key, id)
	if err != nil {
		return 0, err
	}
	before, err := os.Stat(f.Path)
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if oldest.IsZero() {
		return before.Size(), os.Remove(f.Path)
	}
	if _, err := f.Prune(oldest, before.Size()); err != nil {
		return 0, err
	}
	after, err := os.Stat(f.Path)
	if err != nil {
		return 0, err
	}
	return before.Size() - after.Size(), nil
}

func historyFile(dir, key, id string) (*history.File, error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	if !isID(id) {
		return nil, fmt.Errorf("open history: id %q is not 64 hex digits", id)
	}
	return &history.File{Path: historyPath(dir, key, id)}, nil
}
