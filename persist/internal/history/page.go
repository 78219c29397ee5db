package history

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// PageSize is the only size of pages that is recorded.
const PageSize = 4096

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Page is what a page held before a point, told by how it differs from what it held after it. A page
// that was not there after it counts as zeros.
type Page struct {
	Number uint32
	Sum    uint32 // of the page before
	runs   []byte // (skip, length, bytes)*
}

// joinGap is how many equal bytes between two differences are stored with them: a run of its own
// costs two bytes or more.
const joinGap = 4

// Diff describes before by its differences from after. Changed is false if there are none.
func Diff(number uint32, before, after []byte) (p Page, changed bool) {
	if bytes.Equal(before, after) {
		return Page{}, false
	}
	p = Page{Number: number, Sum: crc32.Checksum(before, castagnoli)}
	end := 0
	for at := 0; at < len(before); {
		if before[at] == after[at] {
			at++
			continue
		}
		stop := runEnd(before, after, at)
		p.runs = binary.AppendUvarint(p.runs, uint64(at-end))
		p.runs = binary.AppendUvarint(p.runs, uint64(stop-at))
		p.runs = append(p.runs, before[at:stop]...)
		at, end = stop, stop
	}
	return p, true
}

// runEnd is where the run of differences that begins at start ends.
func runEnd(before, after []byte, start int) int {
	last := start
	for at := start + 1; at < len(before) && at-last <= joinGap; at++ {
		if before[at] != after[at] {
			last = at
		}
	}
	return last + 1
}

var errDamaged = errors.New("history is damaged")

// Restore turns page, which holds what it held after the point, into what it held before.
func (p Page) Restore(page []byte) error {
	if !p.each(func(at int, run []byte) { copy(page[at:], run) }) || crc32.Checksum(page, castagnoli) != p.Sum {
		return errDamaged
	}
	return nil
}

// each calls fn for each run and where it begins. It reports false if the runs make no sense.
func (p Page) each(fn func(at int, run []byte)) bool {
	at := 0
	for rest := p.runs; len(rest) > 0; {
		skip, n := binary.Uvarint(rest)
		if n <= 0 {
			return false
		}
		length, m := binary.Uvarint(rest[n:])
		if m <= 0 {
			return false
		}
		rest = rest[n+m:]
		if skip > PageSize || length > PageSize || at+int(skip+length) > PageSize || int(length) > len(rest) {
			return false
		}
		at += int(skip)
		fn(at, rest[:length])
		at += int(length)
		rest = rest[length:]
	}
	return true
}
