package history

import (
	"encoding/binary"
	"time"
)

// spacings say how far apart states need be at the least, by age, once a history has become large.
// States that a bookmark names stay.
var spacings = []struct{ age, apart time.Duration }{
	{24 * time.Hour, time.Hour},
	{time.Hour, time.Minute},
	{time.Minute, time.Second},
	{time.Second, 100 * time.Millisecond},
}

func spacing(age time.Duration) time.Duration {
	for _, s := range spacings {
		if age >= s.age {
			return s.apart
		}
	}
	return 0
}

// thin leaves out states that lie close together, joining the ways back over them, and what is no
// state, but for the newest record.
func thin(all []*Record) []*Record {
	last := all[len(all)-1]
	var kept []*Record
	for _, r := range all {
		if r.Kind == Mark && r != last {
			continue
		}
		if n := len(kept) - 1; n >= 0 && r.Kind == Point && mayLeaveOut(kept[n], r, last) {
			kept[n] = join(kept[n], r)
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// mayLeaveOut reports whether the state of r, before that of next, can be left out.
func mayLeaveOut(r, next, last *Record) bool {
	return r.Kind == Point && r.Label == None && r.Seq != last.Wish.To &&
		next.Time.Sub(r.Time) < spacing(last.Time.Sub(r.Time))
}

// join makes one point of two: back to the state before a from the one after b.
func join(a, b *Record) *Record {
	r := *b
	r.From, r.Before, r.Changes = a.From, a.Before, nil
	later := map[uint32]Page{}
	for _, p := range b.Changes {
		later[p.Number] = p
	}
	for _, p := range a.Changes {
		q, both := later[p.Number]
		delete(later, p.Number)
		switch {
		case p.Number > a.Pages: // was cut off between the two, and may be there again
			r.Changes = append(r.Changes, overlay(p, true))
		case both:
			r.Changes = append(r.Changes, overlay(p, false, q))
		default:
			r.Changes = append(r.Changes, p)
		}
	}
	for _, p := range b.Changes {
		if _, only := later[p.Number]; only && p.Number <= r.Before {
			r.Changes = append(r.Changes, p)
		}
	}
	return &r
}

// overlay is p put over the changes that come before it when going back; whole describes every
// byte, of a page of zeros otherwise.
func overlay(p Page, whole bool, under ...Page) Page {
	var content [PageSize]byte
	var set [PageSize]bool
	for _, q := range append(under, p) {
		q.each(func(at int, run []byte) {
			copy(content[at:], run)
			for i := range run {
				set[at+i] = true
			}
		})
	}
	out := Page{Number: p.Number, Sum: p.Sum}
	end := 0
	for at := 0; at < PageSize; {
		if !set[at] && !whole {
			at++
			continue
		}
		stop := at
		for stop < PageSize && (set[stop] || whole) {
			stop++
		}
		out.runs = binary.AppendUvarint(out.runs, uint64(at-end))
		out.runs = binary.AppendUvarint(out.runs, uint64(stop-at))
		out.runs = append(out.runs, content[at:stop]...)
		at, end = stop, stop
	}
	return out
}
