// Package history keeps what the pages of a database held before they were changed, in a file of
// its own, so that the database can be taken back to an earlier point.
//
// The file is a sequence of records, oldest first. A Point says how to get from the state that it
// names back to the one before it; applying the points from the newest backwards leads to any of
// them. There is no copy of the database: a history costs what was changed, and nothing where
// nothing was. Each record is checked by length and checksum, at its end too, so that the last can
// be read alone and one that a crash cut short is noticed and dropped.
//
// The package knows nothing of SQLite: whoever uses it says which pages changed, and decides
// whether the newest record still describes the database (Record.Place).
package history

import (
	"encoding/binary"
	"time"
)

// Kind says what a record is.
type Kind uint8

// The kinds of records.
const (
	Base  Kind = iota + 1 // the oldest state that can be reached
	Point                 // a state, and how to get from it to the one before
	Mark                  // nothing new but Place, Counter or Wish
)

// None is no label.
const None = int64(-1)

// Record is one entry. Every record says all that is needed to go on from it.
type Record struct {
	Kind    Kind
	Seq     uint64    // of the state that is the newest with this record
	Time    time.Time // of the last commit in that state
	Label   int64     // the bookmark that names the state; None
	Latest  int64     // the newest bookmark given out; None
	Pages   uint32    // size of the state
	Created bool      // of a Base: the database was new, so nothing came before
	Place   Place
	Wish    Wish

	From    uint64 // of a Point: the state before
	Before  uint32 // of a Point: size of the state before
	Changes []Page // of a Point
}

// Place says where in the database's files the state is.
type Place struct {
	Salt  [8]byte // of the log in which it is
	Frame uint32  // the log's frames up to this one belong to it
	Sum   [8]byte // of the log up to there
	Whole bool    // when File was taken, the database file alone held the state
	File  Stamp
}

// Stamp tells whether a file has been written.
type Stamp struct {
	Size int64
	Time int64 // of modification, in nanoseconds
}

// Wish is a restore that is to happen when the object starts again.
type Wish struct {
	To   uint64 // the state; 0: none
	Undo int64  // the label that the state before the restore is to get
}

// encode appends the record's content.
func (r *Record) encode(b []byte) []byte {
	b = append(b, byte(r.Kind), flags(r.Created, r.Place.Whole))
	b = binary.AppendUvarint(b, r.Seq)
	b = binary.AppendVarint(b, r.Time.UnixNano())
	b = binary.AppendVarint(b, r.Label)
	b = binary.AppendVarint(b, r.Latest)
	b = binary.AppendUvarint(b, uint64(r.Pages))
	b = append(b, r.Place.Salt[:]...)
	b = append(b, r.Place.Sum[:]...)
	b = binary.AppendUvarint(b, uint64(r.Place.Frame))
	b = binary.AppendVarint(b, r.Place.File.Size)
	b = binary.AppendVarint(b, r.Place.File.Time)
	b = binary.AppendUvarint(b, r.Wish.To)
	b = binary.AppendVarint(b, r.Wish.Undo)
	b = binary.AppendUvarint(b, r.From)
	b = binary.AppendUvarint(b, uint64(r.Before))
	b = binary.AppendUvarint(b, uint64(len(r.Changes)))
	for _, p := range r.Changes {
		b = binary.AppendUvarint(b, uint64(p.Number))
		b = binary.LittleEndian.AppendUint32(b, p.Sum)
		b = binary.AppendUvarint(b, uint64(len(p.runs)))
		b = append(b, p.runs...)
	}
	return b
}

func flags(all ...bool) (f byte) {
	for n, on := range all {
		if on {
			f |= 1 << n
		}
	}
	return f
}

// decode reads what encode wrote. The changes refer to b.
func decode(b []byte) (*Record, error) {
	d := decoder{b: b}
	r := &Record{Kind: Kind(d.byte())}
	f := d.byte()
	r.Created, r.Place.Whole = f&1 != 0, f&2 != 0
	r.Seq = d.uint()
	r.Time = time.Unix(0, d.int())
	r.Label, r.Latest = d.int(), d.int()
	r.Pages = uint32(d.uint())
	copy(r.Place.Salt[:], d.bytes(8))
	copy(r.Place.Sum[:], d.bytes(8))
	r.Place.Frame = uint32(d.uint())
	r.Place.File = Stamp{d.int(), d.int()}
	r.Wish = Wish{d.uint(), d.int()}
	r.From = d.uint()
	r.Before = uint32(d.uint())
	for n := d.uint(); n > 0 && !d.bad; n-- {
		p := Page{Number: uint32(d.uint())}
		if sum := d.bytes(4); sum != nil {
			p.Sum = binary.LittleEndian.Uint32(sum)
		}
		p.runs = d.bytes(d.uint())
		r.Changes = append(r.Changes, p)
	}
	if d.bad || r.Kind < Base || r.Kind > Mark {
		return nil, errDamaged
	}
	return r, nil
}

// decoder reads values off b; bad is set when there are not enough.
type decoder struct {
	b   []byte
	bad bool
}

func (d *decoder) bytes(n uint64) []byte {
	if d.bad || n > uint64(len(d.b)) {
		d.bad = true
		return nil
	}
	v := d.b[:n]
	d.b = d.b[n:]
	return v
}

func (d *decoder) byte() byte {
	if b := d.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.bad = true
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) int() int64 {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		d.bad = true
		return 0
	}
	d.b = d.b[n:]
	return v
}
