package persist

import (
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"time"

	"github.com/devdo/devdo/persist/internal/history"
	"github.com/devdo/devdo/persist/internal/sqlite"
)

// Bookmarks have production's form: four groups of hexadecimal digits that compare as strings. The
// first two count the calls of getCurrentBookmark, as the counter of the real local runtime does,
// and name the state at the call. A state in between that a time named has the third, its number
// in the history, and the fourth, its time in milliseconds, after the count before it.
type bookmark struct {
	label int64
	seq   uint64
	ms    int64
}

// perGroup is what workerd divides by: the largest uint32, not 2^32.
const perGroup = 1<<32 - 1

func (b bookmark) String() string {
	return fmt.Sprintf("%08x-%08x-%08x-%032x", b.label/perGroup, b.label%perGroup, b.seq, b.ms)
}

var bookmarkForm = regexp.MustCompile(`^([0-9a-f]{8})-([0-9a-f]{8})-([0-9a-f]{8})-0{16}([0-9a-f]{16})$`)

func parseBookmark(s string) (bookmark, bool) {
	m := bookmarkForm.FindStringSubmatch(s)
	if m == nil {
		return bookmark{}, false
	}
	var n [4]uint64
	for i := range n {
		n[i], _ = strconv.ParseUint(m[i+1], 16, 64)
	}
	if n[1] >= perGroup || n[3] > math.MaxInt64 {
		return bookmark{}, false
	}
	return bookmark{label: int64(n[0]*perGroup + n[1]), seq: n[2], ms: int64(n[3])}, true
}

// undoGap is how many bookmarks can be given out between the request of a restore and the restore,
// each less than the bookmark that undoes it.
const undoGap = 1 << 16

// Why a bookmark is refused. The texts are ours: the real local runtime has no history.
const (
	msgBookmarkForm    = "The value %q is not a valid bookmark."
	msgBookmarkFuture  = "The bookmark %s is in the future: this Durable Object has not given it out yet."
	msgBookmarkGone    = "The bookmark %s is no longer available: this Durable Object's history goes back to %s."
	msgBookmarkNever   = "The bookmark %s does not belong to this Durable Object."
	msgTimeFuture      = "The time %s is in the future."
	msgTimeTooOld      = "The time %s is more than %d days ago, further than a Durable Object can be restored."
	msgTimeBefore      = "The time %s is not available: this Durable Object's history goes back to %s."
	bookmarkTimeFormat = "2006-01-02T15:04:05.000Z"
)

func showTime(t time.Time) string { return t.UTC().Format(bookmarkTimeFormat) }

func bookmarkError(format string, args ...any) error {
	return &SQLError{Message: fmt.Sprintf(format, args...)}
}

// NextBookmark counts up the object's bookmark, within the transaction. NameState then makes it the
// name of what was committed.
func (a *Actor) NextBookmark() (string, error) {
	if err := a.enter(); err != nil {
		return "", err
	}
	defer a.mu.Unlock()
	var n int64
	err := a.getMetadata(metadataBookmark, func(s *sqlite.Stmt) {
		if !s.IsNull(0) {
			n = s.Int(0) + 1
		}
	})
	if err == nil {
		err = a.loadHistory()
	}
	if err != nil {
		return "", err
	}
	// Unlike workerd, it never gives the same bookmark out twice: not after deleteAll() and not
	// after a restore, which take the counter back.
	if last := a.hist.last; last != nil {
		n = max(n, last.Latest+1)
	}
	if err := a.putMetadata(metadataBookmark, n); err != nil {
		return "", err
	}
	return bookmark{label: n}.String(), nil
}

// NameState makes the state at the last commit the one that a bookmark of NextBookmark names. In a
// transaction that is the state before it.
func (a *Actor) NameState(name string) error {
	if err := a.enter(); err != nil {
		return err
	}
	defer a.mu.Unlock()
	b, ok := parseBookmark(name)
	if !ok {
		return bookmarkError(msgBookmarkForm, name)
	}
	if err := a.ensureFollowing(); err != nil {
		return err
	}
	return a.point(b.label)
}

// point sets a point at the last commit. a.mu held.
func (a *Actor) point(label int64) error {
	h := &a.hist
	if !h.following {
		return h.err
	}
	err := a.setPoint(h.seen.Frames, h.seen.Pages, h.seenAt, label)
	if err != nil {
		a.stopHistory(err)
	}
	return err
}

// BookmarkForTime names the state at the given time, of what has been committed.
func (a *Actor) BookmarkForTime(t time.Time) (string, error) {
	if err := a.enter(); err != nil {
		return "", err
	}
	defer a.mu.Unlock()
	now := a.now()
	age := a.ns.store.opts.HistoryAge
	switch {
	case t.After(now):
		return "", bookmarkError(msgTimeFuture, showTime(t))
	case t.Before(now.Add(-age)):
		return "", bookmarkError(msgTimeTooOld, showTime(t), int(age.Hours()/24))
	}
	if err := a.ensureFollowing(); err != nil {
		return "", err
	}
	if !t.Before(a.hist.seenAt) {
		if err := a.point(history.None); err != nil {
			return "", err
		}
	}
	found, first, err := a.stateAt(t)
	if err != nil {
		return "", err
	}
	if found == nil {
		return "", bookmarkError(msgTimeBefore, showTime(t), showTime(first.Time))
	}
	return a.nameOf(found)
}

// stateAt is the newest state not after t, nil if it lies before the first.
func (a *Actor) stateAt(t time.Time) (found, first *history.Record, err error) {
	err = a.hist.file.Scan(func(r *history.Record) bool {
		if first == nil {
			first = r
		}
		if r.Kind != history.Mark && (!r.Time.After(t) || r.Created) {
			found = r
		}
		return true
	})
	return found, first, err
}

// nameOf is the bookmark of the state of r. The first state of all needs one that later ones are
// not less than, so the counter's first is given out with it.
func (a *Actor) nameOf(r *history.Record) (string, error) {
	if r.Label != history.None {
		return bookmark{label: r.Label}.String(), nil
	}
	if a.hist.last.Latest == history.None {
		mark := a.newRecord(history.Mark)
		mark.Latest = 0
		if err := a.appendRecord(mark); err != nil {
			return "", err
		}
	}
	return bookmark{max(r.Latest, 0), r.Seq, r.Time.UnixMilli()}.String(), nil
}

// RestoreBookmark makes the next Start bring back the state that the bookmark names, and returns
// the bookmark that will name the state just before.
func (a *Actor) RestoreBookmark(name string) (undo string, err error) {
	if err := a.enter(); err != nil {
		return "", err
	}
	defer a.mu.Unlock()
	b, ok := parseBookmark(name)
	if !ok {
		return "", bookmarkError(msgBookmarkForm, name)
	}
	if err := a.ensureFollowing(); err != nil {
		return "", err
	}
	to, err := a.find(b)
	if err != nil {
		return "", err
	}
	wish := history.Wish{To: to.Seq, Undo: a.hist.last.Latest + undoGap}
	if err := a.mark(wish); err != nil {
		return "", err
	}
	return bookmark{label: wish.Undo}.String(), nil
}

// find is the record of the state that b names.
func (a *Actor) find(b bookmark) (found *history.Record, err error) {
	var first *history.Record
	err = a.hist.file.Scan(func(r *history.Record) bool {
		if first == nil {
			first = r
		}
		named := b.seq == 0 && b.ms == 0 && r.Label == b.label ||
			b.ms != 0 && r.Seq == b.seq && r.Time.UnixMilli() == b.ms
		if r.Kind != history.Mark && named {
			found = r
		}
		return found == nil
	})
	switch last := a.hist.last; {
	case errors.Is(err, os.ErrNotExist) || err == nil && first == nil:
		return nil, bookmarkError(msgBookmarkNever, b)
	case err != nil || found != nil:
		return found, err
	case b.label > last.Latest || b.seq > last.Seq:
		return nil, bookmarkError(msgBookmarkFuture, b)
	case b.label <= first.Latest || b.seq != 0:
		return nil, bookmarkError(msgBookmarkGone, b, showTime(first.Time))
	}
	return nil, bookmarkError(msgBookmarkNever, b)
}
