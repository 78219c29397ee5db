package sqlite

import (
	"encoding/binary"
	"errors"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// WAL is the state of a database's write-ahead log, as its shared index shows it
// (https://sqlite.org/walformat.html). It is exact while this connection holds the write lock or
// no other connection writes.
type WAL struct {
	Frames     uint32 // committed frames in the log
	Pages      uint32 // size of the database after the last of them
	Backfilled uint32 // frames that have been copied to the database file
	Salt       [8]byte
	PageSize   int
}

// Generation counts the times that the log has begun anew since its salt was drawn: SQLite adds
// one to the salt's first half and draws the second.
func (w WAL) Generation() uint32 { return binary.BigEndian.Uint32(w.Salt[:4]) }

// Layout of the log and of its index.
const (
	walHeader   = 32
	frameHeader = 24
	indexRegion = 32 << 10
	indexPages  = 136               // where page numbers of frames begin in the first region
	indexFrames = 4096 - 136/4 - 34 // how many, at least, the first region holds
)

var errNoWAL = errors.New("database has no write-ahead log")

// WAL returns the state of the log. A transaction must have run on the connection before.
func (c *Conn) WAL() (WAL, error) {
	index, err := c.walIndex()
	if err != nil {
		return WAL{}, err
	}
	order := binary.NativeEndian
	w := WAL{
		Frames:     order.Uint32(index[16:]),
		Pages:      order.Uint32(index[20:]),
		Backfilled: order.Uint32(index[96:]),
		PageSize:   int(order.Uint16(index[14:])),
	}
	copy(w.Salt[:], index[32:40])
	return w, nil
}

// walIndex is the first region of the log's index.
func (c *Conn) walIndex() ([]byte, error) {
	file, err := c.file(lib.SQLITE_FCNTL_FILE_POINTER)
	if err != nil {
		return nil, err
	}
	m := methods(file)
	if m.FiVersion < 2 || m.FxShmMap == 0 {
		return nil, errNoWAL
	}
	shmMap := *(*func(*libc.TLS, uintptr, int32, int32, int32, uintptr) int32)(unsafe.Pointer(&struct{ uintptr }{m.FxShmMap}))
	if rc := shmMap(c.tls, file, 0, indexRegion, 0, c.out); rc != lib.SQLITE_OK {
		return nil, c.fail(rc)
	}
	region := *(*uintptr)(at(c.out))
	if region == 0 {
		return nil, errNoWAL
	}
	return view(region, indexRegion), nil
}

// FramePages are the numbers of the pages that the frames after first, up to last, hold.
func (c *Conn) FramePages(first, last uint32) ([]uint32, error) {
	index, err := c.walIndex()
	if err != nil {
		return nil, err
	}
	pages := make([]uint32, 0, last-first)
	for frame := first + 1; frame <= last; frame++ {
		if frame <= indexFrames {
			pages = append(pages, binary.NativeEndian.Uint32(index[indexPages+4*(frame-1):]))
			continue
		}
		var head [4]byte
		if err := c.readFile(lib.SQLITE_FCNTL_JOURNAL_POINTER, head[:], frameOffset(frame)); err != nil {
			return nil, err
		}
		pages = append(pages, binary.BigEndian.Uint32(head[:]))
	}
	return pages, nil
}

func frameOffset(frame uint32) int64 {
	return walHeader + int64(frame-1)*(frameHeader+framePage)
}

// framePage is the page size of the logs that can be read.
const framePage = 4096

// ReadFrame reads the page in a frame of the log, counted from 1.
func (c *Conn) ReadFrame(frame uint32, page []byte) error {
	return c.readFile(lib.SQLITE_FCNTL_JOURNAL_POINTER, page[:framePage], frameOffset(frame)+frameHeader)
}

// FrameSum is the checksum of the log up to the end of a frame, which tells it from every other log.
func (c *Conn) FrameSum(frame uint32) (sum [8]byte, err error) {
	if frame > 0 {
		err = c.readFile(lib.SQLITE_FCNTL_JOURNAL_POINTER, sum[:], frameOffset(frame)+frameHeader-8)
	}
	return sum, err
}

// ReadStored reads a page, counted from 1, from the database file, past the log.
func (c *Conn) ReadStored(number uint32, page []byte) error {
	return c.readFile(lib.SQLITE_FCNTL_FILE_POINTER, page[:framePage], int64(number-1)*framePage)
}

// readFile reads through SQLite's own handle: closing another one of the database file would give
// up SQLite's locks on it. What lies after the end of the file reads as zeros.
func (c *Conn) readFile(which int32, b []byte, offset int64) error {
	file, err := c.file(which)
	if err != nil {
		return err
	}
	buf := lib.Xsqlite3_malloc64(c.tls, uint64(len(b)))
	if buf == 0 {
		return errNoMem
	}
	defer lib.Xsqlite3_free(c.tls, buf)
	read := *(*func(*libc.TLS, uintptr, uintptr, int32, int64) int32)(unsafe.Pointer(&struct{ uintptr }{methods(file).FxRead}))
	rc := read(c.tls, file, buf, int32(len(b)), offset)
	if rc != lib.SQLITE_OK && rc != lib.SQLITE_IOERR_SHORT_READ {
		return c.fail(rc)
	}
	copy(b, view(buf, len(b)))
	return nil
}

// file is SQLite's handle of the database file or its log.
func (c *Conn) file(which int32) (uintptr, error) {
	*(*uintptr)(at(c.out)) = 0
	if rc := lib.Xsqlite3_file_control(c.tls, c.db, 0, which, c.out); rc != lib.SQLITE_OK {
		return 0, c.fail(rc)
	}
	file := *(*uintptr)(at(c.out))
	if file == 0 || methodsPointer(file) == 0 {
		return 0, errNoWAL
	}
	return file, nil
}

func methodsPointer(file uintptr) uintptr { return (*lib.Tsqlite3_file)(at(file)).FpMethods }

func methods(file uintptr) *lib.Tsqlite3_io_methods {
	return (*lib.Tsqlite3_io_methods)(at(methodsPointer(file)))
}

// SetAutoCheckpoint turns SQLite's checkpoints at commit off; Checkpoint is for the caller then.
func (c *Conn) SetAutoCheckpoint(frames int) {
	lib.Xsqlite3_wal_autocheckpoint(c.tls, c.db, int32(frames))
}

// Checkpoint copies as much of the log to the database file as readers allow, without waiting.
func (c *Conn) Checkpoint() error {
	rc := lib.Xsqlite3_wal_checkpoint_v2(c.tls, c.db, 0, lib.SQLITE_CHECKPOINT_PASSIVE, 0, 0)
	if rc != lib.SQLITE_OK && rc != lib.SQLITE_BUSY && rc != lib.SQLITE_LOCKED {
		return c.fail(rc)
	}
	return nil
}

// CopyFrom replaces everything in the database by what is in the other one, in one transaction.
func (c *Conn) CopyFrom(from *Conn) error {
	main := c.cString("main")
	if main == 0 {
		return errNoMem
	}
	defer lib.Xsqlite3_free(c.tls, main)
	b := lib.Xsqlite3_backup_init(c.tls, c.db, main, from.db, main)
	if b == 0 {
		return c.fail(lib.Xsqlite3_errcode(c.tls, c.db))
	}
	step := lib.Xsqlite3_backup_step(c.tls, b, -1)
	if rc := lib.Xsqlite3_backup_finish(c.tls, b); rc != lib.SQLITE_OK {
		return c.fail(rc)
	}
	if step != lib.SQLITE_DONE {
		return c.fail(step)
	}
	return nil
}
