package persist

import (
	"maps"
	"slices"
	"time"

	"github.com/devdo/devdo/persist/internal/history"
)

// setPoint makes the state at frame, which had so many pages, a point of the history: it writes
// down how to get from it back to the newest one so far. Label is its bookmark, if it has one.
// Without one it does nothing where nothing has changed.
func (a *Actor) setPoint(frame, pages uint32, at time.Time, label int64) error {
	h := &a.hist
	if frame == h.frame && label == history.None {
		return nil
	}
	numbers, err := a.db.conn.FramePages(h.frame, frame)
	if err != nil {
		return err
	}
	newest := make(map[uint32]uint32, min(len(numbers), 64))
	for i, n := range numbers {
		newest[n] = h.frame + uint32(i) + 1
	}
	r := a.newRecord(history.Point)
	r.From, r.Before = r.Seq, r.Pages
	r.Seq, r.Time, r.Label, r.Pages = r.Seq+1, at, label, pages
	r.Latest = max(r.Latest, label)
	if r.Changes, err = a.changes(newest, r.Before, pages); err != nil {
		return err
	}
	// Whoever else committed may have copied the log before it was read here.
	version, err := a.pragma(sqlDataVersion)
	if err != nil {
		return err
	}
	if version != h.version {
		h.version = version
		return a.overtaken(at, label)
	}
	for n, f := range newest {
		h.index[n] = f
	}
	h.frame = frame
	return a.appendRecord(r)
}

// overtaken begins a new history at the state that the database has now.
func (a *Actor) overtaken(at time.Time, label int64) error {
	h := &a.hist
	wal, err := a.db.conn.WAL()
	if err != nil {
		return err
	}
	h.seen = wal
	h.next = max(checkpointFrames, wal.Frames+1)
	return a.beginHistory(at, label)
}

// changes describes the pages that differ from the newest point. Newest says in which frame a page
// is that was written since; before and after are the sizes of the database.
func (a *Actor) changes(newest map[uint32]uint32, before, after uint32) ([]history.Page, error) {
	numbers := slices.Collect(maps.Keys(newest))
	for n := after + 1; n <= before; n++ { // cut off, written before or not
		if newest[n] == 0 {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	var all []history.Page
	old, now := make([]byte, history.PageSize), make([]byte, history.PageSize)
	for _, n := range numbers {
		if n > before {
			continue
		}
		if err := a.readPage(n, old); err != nil {
			return nil, err
		}
		if n > after {
			clear(now)
		} else if err := a.db.conn.ReadFrame(newest[n], now); err != nil {
			return nil, err
		}
		if p, changed := history.Diff(n, old, now); changed {
			all = append(all, p)
		}
	}
	return all, nil
}

// readPage reads what a page held at the newest point.
func (a *Actor) readPage(n uint32, page []byte) error {
	if frame := a.hist.index[n]; frame > 0 {
		return a.db.conn.ReadFrame(frame, page)
	}
	return a.db.conn.ReadStored(n, page)
}
