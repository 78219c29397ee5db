package persist

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/devdo/devdo/persist/internal/history"
	"github.com/devdo/devdo/persist/internal/sqlite"
)

// The history of an object is what its pages held before they changed, by which it can be taken
// back (point-in-time recovery). It is taken from SQLite's write-ahead log: as long as nothing is
// copied from the log to the database file, both the state at the last point and every page written
// since can be read. So a commit only looks at the log's index, in memory; pages are read and
// compared when a point is set, which many commits may share, and always before a checkpoint, which
// is why we do SQLite's checkpoints ourselves.
//
// A history can be followed only while every change to the database passes through the log under
// our eyes. Whether that is so is checked when the file is opened (resume) and at each point
// (watched): the log's salts tell when it began anew, the database file's time when it was
// written, and data_version when somebody else committed. If a change was missed, the history ends
// and a new one begins: it may forget, but it never restores what was not there.
const (
	// DefaultHistoryAge is how long a state can be gone back to, as in production.
	DefaultHistoryAge = 30 * 24 * time.Hour
	// DefaultHistorySize is how many bytes an object's history may take before the oldest part of
	// it is dropped.
	DefaultHistorySize = 64 << 20

	// Points are set at commits that lie at least a millisecond apart, so that they can be told by
	// time, but by a busy object only so often: up to pointBurst at once and pointRate a second.
	pointBurst = 100
	pointRate  = 10

	// checkpointFrames is the length of the log at which it is copied to the database file, as in
	// SQLite; checkpointRetry is how much later again when a reader was in the way.
	checkpointFrames = 1000
	checkpointRetry  = 250
)

// historyState follows the open database of one object.
type historyState struct {
	file history.File
	last *history.Record // newest record; nil: none, or not loaded
	read bool            // the file has been looked at

	following bool  // the open connection
	err       error // why no history is kept any more
	fresh     bool  // the database was made by this handle

	// The state of the newest record: where it is, and the newest frame of each page up to it.
	salt  [8]byte
	frame uint32
	index map[uint32]uint32

	wrote   time.Time  // begin of the last turn that wrote
	seen    sqlite.WAL // as of the last commit
	seenAt  time.Time  // time of the last commit
	version int64      // data_version
	next    uint32     // frames at which to copy the log

	tokens   float64 // points that may be set now
	tokensAt time.Time
}

// historyPath is where the history of a database is, which has the same name: a facet has its own.
func historyPath(dir, key, name string) string {
	return filepath.Join(dir, "devdo", "history", key, name+".log")
}

func (a *Actor) historyPath() string {
	return historyPath(a.ns.store.dir, a.ns.key, strings.TrimSuffix(filepath.Base(a.path), dbSuffix))
}

// follow looks up where the history ended and goes on from there, or begins a new one. The caller
// has opened a write transaction and written nothing. a.mu held.
func (a *Actor) follow() {
	h := &a.hist
	if h.following || h.err != nil {
		return
	}
	if err := a.tryFollow(); err != nil {
		a.stopHistory(err)
	}
}

// stopHistory gives up: the object goes on without, and its next session begins anew.
func (a *Actor) stopHistory(err error) {
	a.hist.following, a.hist.err = false, err
	a.db.conn.SetAutoCheckpoint(checkpointFrames)
}

// errNoHistory stops the history of a database before it begins.
var errNoHistory = errors.New("no history is kept of this database")

var errPageSize = errors.New("database has an unusual page size")

func (a *Actor) tryFollow() error {
	h := &a.hist
	if err := a.loadHistory(); err != nil {
		return err
	}
	size, err := a.pragma("PRAGMA page_size")
	if err != nil || size != history.PageSize {
		return errors.Join(err, errPageSize)
	}
	pages, err := a.pragma(sqlPageCount)
	if err != nil {
		return err
	}
	if h.version, err = a.pragma(sqlDataVersion); err != nil {
		return err
	}
	wal, err := a.db.conn.WAL()
	if err != nil {
		return err
	}
	wal.Pages = uint32(pages)
	h.seen, h.following, h.index = wal, true, map[uint32]uint32{}
	h.next = max(checkpointFrames, wal.Frames+1)
	now := a.now()
	frame, ok, err := a.resume(wal)
	if err != nil {
		return err
	}
	if !ok {
		return a.beginHistory(now, history.None)
	}
	h.salt, h.frame, h.seenAt = wal.Salt, frame, h.last.Time
	if err := a.indexFrames(0, frame); err != nil {
		return err
	}
	if wal.Frames > frame { // commits of a process that was killed
		h.seenAt = clampTime(modified(a.path+"-wal"), h.last.Time, now)
		if err := a.setPoint(wal.Frames, wal.Pages, h.seenAt, history.None); err != nil {
			return err
		}
	}
	return a.pruneHistory(now)
}

// loadHistory reads the newest record. a.mu held.
func (a *Actor) loadHistory() error {
	h := &a.hist
	if h.read {
		return nil
	}
	h.file.Path = a.historyPath()
	last, err := h.file.Last()
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	h.last, h.read = last, true
	return nil
}

// resume finds the state of the newest record in the log: the frames up to frame belong to it.
func (a *Actor) resume(wal sqlite.WAL) (frame uint32, ok bool, err error) {
	last := a.hist.last
	if last == nil {
		return 0, false, nil
	}
	place := last.Place
	stamp := fileStamp(a.path)
	switch sameLog := wal.Frames > 0 && wal.Salt == place.Salt; {
	case sameLog && place.Frame <= wal.Frames:
		if sum, err := a.db.conn.FrameSum(place.Frame); err != nil || sum != place.Sum {
			return 0, false, err
		}
		if place.File != stamp {
			ok, err = a.untouched(place.Frame, wal.Frames, last.Pages)
			return place.Frame, ok, err
		}
		return place.Frame, true, nil
	case !sameLog && place.Whole && place.File == stamp:
		return 0, true, nil
	}
	return 0, false, nil
}

// untouched reports whether no frame after first has been copied to the database file. It matters
// where the file was written since the record: by a checkpoint of ours that a crash cut short,
// which copied only frames up to first, or by somebody else.
func (a *Actor) untouched(first, last, pages uint32) (bool, error) {
	numbers, err := a.db.conn.FramePages(0, last)
	if err != nil {
		return false, err
	}
	logged := map[uint32]bool{}
	for _, n := range numbers[:first] {
		logged[n] = true
	}
	stored, written := make([]byte, history.PageSize), make([]byte, history.PageSize)
	for i, n := range numbers[first:] {
		if logged[n] || n > pages {
			continue
		}
		err := errors.Join(a.db.conn.ReadStored(n, stored), a.db.conn.ReadFrame(first+uint32(i)+1, written))
		if err != nil || slices.Equal(stored, written) {
			return false, err
		}
	}
	return true, nil
}

// beginHistory starts a new history whose oldest state is the one at the last commit. Label is its
// bookmark, if it has one.
func (a *Actor) beginHistory(now time.Time, label int64) error {
	h := &a.hist
	r := &history.Record{Kind: history.Base, Seq: 1, Time: now, Label: label, Latest: history.None, Created: h.fresh}
	if h.last != nil {
		r.Seq, r.Latest, r.Created = h.last.Seq+1, h.last.Latest, false
		if h.last.Wish.To != 0 {
			r.Latest = max(r.Latest, h.last.Wish.Undo)
		}
	}
	r.Latest = max(r.Latest, label)
	h.fresh = false
	h.salt, h.frame, h.seenAt = h.seen.Salt, h.seen.Frames, now
	clear(h.index)
	if err := a.indexFrames(0, h.frame); err != nil {
		return err
	}
	r.Pages = h.seen.Pages
	var err error
	if r.Place, err = a.place(); err != nil {
		return err
	}
	if err := h.file.Create(r); err != nil {
		return err
	}
	h.last = r
	return nil
}

// place is where the state of the newest record is now.
func (a *Actor) place() (history.Place, error) {
	h := &a.hist
	sum, err := a.db.conn.FrameSum(h.frame)
	return history.Place{
		Salt: h.salt, Frame: h.frame, Sum: sum, Whole: h.seen.Backfilled >= h.frame, File: fileStamp(a.path),
	}, err
}

// indexFrames notes where the pages of the frames after first, up to last, are.
func (a *Actor) indexFrames(first, last uint32) error {
	numbers, err := a.db.conn.FramePages(first, last)
	for i, n := range numbers {
		a.hist.index[n] = first + uint32(i) + 1
	}
	return err
}

// committed looks at what a commit has added to the log, sets a point before it if it is time, and
// copies the log to the file if it is long. a.mu held.
func (a *Actor) committed() {
	if !a.hist.following {
		return
	}
	if err := a.tryCommitted(); err != nil {
		a.stopHistory(err)
	}
}

func (a *Actor) tryCommitted() error {
	h := &a.hist
	wal, err := a.db.conn.WAL()
	if err != nil {
		return err
	}
	if wal.Frames == h.seen.Frames && wal.Salt == h.seen.Salt {
		return nil
	}
	at := h.wrote
	if at.Before(h.seenAt) {
		at = h.seenAt
	}
	if wal.Salt != h.seen.Salt {
		if err := a.newLog(wal, at); err != nil {
			return err
		}
	}
	if h.seen.Frames > h.frame && at.After(h.seenAt) && a.takeToken(at) {
		if err := a.setPoint(h.seen.Frames, h.seen.Pages, h.seenAt, history.None); err != nil {
			return err
		}
	}
	h.seen, h.seenAt = wal, at
	if wal.Frames < h.next {
		return nil
	}
	return a.checkpoint()
}

// newLog follows the log into its next generation, which begins when all of it has been copied.
func (a *Actor) newLog(wal sqlite.WAL, at time.Time) error {
	h := &a.hist
	old := h.seen
	if old.Frames > 0 && (wal.Generation() != old.Generation()+1 || h.frame != old.Frames || old.Backfilled < old.Frames) {
		h.seen = wal // somebody else has copied it
		return a.beginHistory(at, history.None)
	}
	h.seen.Frames, h.seen.Salt, h.seen.Backfilled = 0, wal.Salt, 0
	h.salt, h.frame, h.next = wal.Salt, 0, checkpointFrames
	clear(h.index)
	return nil
}

// takeToken reports whether a busy object may set another point.
func (a *Actor) takeToken(now time.Time) bool {
	h := &a.hist
	h.tokens = min(pointBurst, h.tokens+now.Sub(h.tokensAt).Seconds()*pointRate)
	h.tokensAt = now
	if h.tokens < 1 {
		return false
	}
	h.tokens--
	return true
}

// checkpoint sets a point at the end of the log and copies the log to the database file.
func (a *Actor) checkpoint() error {
	h := &a.hist
	if err := a.setPoint(h.seen.Frames, h.seen.Pages, h.seenAt, history.None); err != nil {
		return err
	}
	if err := a.db.conn.Checkpoint(); err != nil {
		return err
	}
	wal, err := a.db.conn.WAL()
	if err != nil {
		return err
	}
	h.seen.Backfilled = wal.Backfilled
	if wal.Backfilled < wal.Frames {
		h.next = wal.Frames + checkpointRetry
		return nil
	}
	h.next = 2 * wal.Frames // reached only if a reader keeps the log from beginning anew
	return a.mark(a.hist.last.Wish)
}

// mark writes down where the newest state is now, and what is to be done with it.
func (a *Actor) mark(wish history.Wish) error {
	r := a.newRecord(history.Mark)
	r.Wish = wish
	return a.appendRecord(r)
}

// ensureFollowing looks the history up for an object that has not written yet. a.mu held.
func (a *Actor) ensureFollowing() error {
	h := &a.hist
	if !h.following && h.err == nil && !a.tx.open {
		a.unpin()
		if err := a.db.run(sqlBegin); err != nil {
			return err
		}
		a.follow()
		if err := a.db.run(sqlRollback); err != nil {
			return err
		}
	}
	return h.err
}

// leave sets a point at the end of the log, before the connection is closed. a.mu held.
func (a *Actor) leave() {
	h := &a.hist
	if !h.following {
		return
	}
	if err := a.setPoint(h.seen.Frames, h.seen.Pages, h.seenAt, history.None); err != nil {
		a.stopHistory(err)
	}
}

// left notes that the connection is closed, which leaves everything in the database file unless
// somebody else has it open.
func (a *Actor) left() {
	h := &a.hist
	if !h.following || exists(a.path+"-wal") {
		*h = historyState{fresh: h.fresh}
		return
	}
	if place := (history.Place{Whole: true, File: fileStamp(a.path)}); place != h.last.Place {
		r := a.newRecord(history.Mark)
		r.Place = place
		// If it cannot be written, the next session finds the file changed and begins anew.
		_ = h.file.Append(r)
	}
	*h = historyState{}
}

// newRecord is a record that says what the newest one does.
func (a *Actor) newRecord(kind history.Kind) *history.Record {
	last := a.hist.last
	return &history.Record{
		Kind: kind, Seq: last.Seq, Time: last.Time, Label: history.None, Latest: last.Latest,
		Pages: last.Pages, Wish: last.Wish,
	}
}

// appendRecord writes r, about the log as it is now. If somebody pruned the history meanwhile, it goes on from what is left.
func (a *Actor) appendRecord(r *history.Record) error {
	h := &a.hist
	var err error
	if r.Place, err = a.place(); err != nil {
		return err
	}
	err = h.file.Append(r)
	if errors.Is(err, history.ErrChanged) || errors.Is(err, os.ErrNotExist) {
		last, lastErr := h.file.Last()
		switch {
		case errors.Is(lastErr, os.ErrNotExist) || lastErr == nil && last.Seq != h.last.Seq:
			return a.beginHistory(r.Time, r.Label)
		case lastErr != nil:
			return lastErr
		}
		err = h.file.Append(r)
	}
	if err != nil {
		return err
	}
	h.last = r
	if h.file.Size() <= a.ns.store.opts.HistorySize {
		return nil
	}
	_, err = h.file.Prune(time.Time{}, a.ns.store.opts.HistorySize*3/4)
	return err
}

// pruneHistory drops what is older than a state may be, and thins out what has become large.
func (a *Actor) pruneHistory(now time.Time) error {
	if a.hist.file.Size() > a.ns.store.opts.HistorySize/4 {
		if err := a.hist.file.Thin(); err != nil {
			return err
		}
	}
	oldest := now.Add(-a.ns.store.opts.HistoryAge)
	first, err := a.hist.file.First()
	if err != nil || !first.Time.Before(oldest) {
		return err
	}
	_, err = a.hist.file.Prune(oldest, a.ns.store.opts.HistorySize)
	return err
}

const sqlDataVersion = `PRAGMA data_version`

func (a *Actor) pragma(sql string) (value int64, err error) {
	err = a.db.query(sql, func(s *sqlite.Stmt) { value = s.Int(0) })
	return value, err
}

// now is the store's time, in the milliseconds that scripts know.
func (a *Actor) now() time.Time { return a.ns.store.opts.Now().Truncate(time.Millisecond) }

func fileStamp(path string) history.Stamp {
	info, err := os.Stat(path)
	if err != nil {
		return history.Stamp{}
	}
	return history.Stamp{Size: info.Size(), Time: info.ModTime().UnixNano()}
}

func modified(path string) time.Time {
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

func clampTime(t, low, high time.Time) time.Time {
	switch {
	case t.Before(low):
		return low
	case t.After(high) && !high.Before(low):
		return high
	}
	return t.Truncate(time.Millisecond)
}
