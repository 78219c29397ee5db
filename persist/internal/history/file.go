package history

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"time"
)

// magic begins the file; the last byte is the version of the format.
const magic = "devdo history\x02"

// Around each record lie its length and checksum, and after it its length again.
const (
	frameHead = 8
	frameTail = 4
)

// maxRecord bounds what is taken for the length of a record.
const maxRecord = 1 << 30

// File is the history of one database. It is open only while it is read or written, so that
// thousands of objects cost no descriptors. It may be changed by another process in between: Size
// tells.
type File struct {
	Path string
	size int64 // after the last good record
}

// Size is the length of the file as of the last call.
func (f *File) Size() int64 { return f.size }

// Last is the newest record without its changes; os.ErrNotExist if there is no history. A file that
// is not a history counts as none.
func (f *File) Last() (*Record, error) {
	file, err := os.Open(f.Path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if r, ok := readLast(file, info.Size()); ok {
		f.size = info.Size()
		return r, nil
	}
	// A crash cut the last record short, or there is none.
	var last *Record
	f.size, err = scan(file, func(r *Record) bool {
		last = r
		return true
	})
	if err != nil {
		return nil, err
	}
	if last == nil {
		return nil, os.ErrNotExist
	}
	return last, nil
}

func readLast(file *os.File, size int64) (*Record, bool) {
	var tail [frameTail]byte
	if size < int64(len(magic)+frameHead+frameTail) {
		return nil, false
	}
	if _, err := file.ReadAt(tail[:], size-frameTail); err != nil {
		return nil, false
	}
	length := int64(binary.LittleEndian.Uint32(tail[:]))
	start := size - frameTail - length - frameHead
	if length > maxRecord || start < int64(len(magic)) {
		return nil, false
	}
	r, err := readRecord(io.NewSectionReader(file, start, size-start))
	return r, err == nil
}

// readRecord reads the next record; io.EOF if there is none, errDamaged if it is not whole.
func readRecord(in io.Reader) (*Record, error) {
	var head [frameHead]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(head[:4])
	if length > maxRecord {
		return nil, errDamaged
	}
	content := make([]byte, length+frameTail)
	if _, err := io.ReadFull(in, content); err != nil {
		return nil, err
	}
	tail := content[length:]
	content = content[:length]
	if binary.LittleEndian.Uint32(tail) != length ||
		crc32.Checksum(content, castagnoli) != binary.LittleEndian.Uint32(head[4:]) {
		return nil, errDamaged
	}
	return decode(content)
}

// scan calls fn for each record until it returns false, and says where the good ones end.
func scan(file io.Reader, fn func(*Record) bool) (end int64, err error) {
	in := bufio.NewReaderSize(file, 64<<10)
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(in, head); err != nil || string(head) != magic {
		return 0, nil
	}
	end = int64(len(magic))
	for {
		counted := &counter{in: in}
		r, err := readRecord(counted)
		switch {
		case err == io.EOF || err == io.ErrUnexpectedEOF || errors.Is(err, errDamaged):
			return end, nil
		case err != nil:
			return end, err
		}
		end += counted.n
		if !fn(r) {
			return end, nil
		}
	}
}

type counter struct {
	in io.Reader
	n  int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	c.n += int64(n)
	return n, err
}

// Scan calls fn for each record, oldest first, until it returns false.
func (f *File) Scan(fn func(*Record) bool) error {
	file, err := os.Open(f.Path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = scan(file, fn)
	return err
}

// First is the oldest record.
func (f *File) First() (first *Record, err error) {
	err = f.Scan(func(r *Record) bool {
		first = r
		return false
	})
	if err == nil && first == nil {
		err = os.ErrNotExist
	}
	return first, err
}

// ErrChanged: somebody else has written to the file since the last call.
var ErrChanged = errors.New("history was changed by another process")

// Append adds a record.
func (f *File) Append(r *Record) error {
	file, err := os.OpenFile(f.Path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if info.Size() < f.size {
		return ErrChanged
	}
	if info.Size() > f.size {
		if _, whole := readLast(file, info.Size()); whole {
			return ErrChanged
		}
		if err := file.Truncate(f.size); err != nil {
			return err
		}
	}
	b := frame(nil, r)
	if _, err := file.WriteAt(b, f.size); err != nil {
		return errors.Join(err, file.Truncate(f.size))
	}
	f.size += int64(len(b))
	return nil
}

// Create begins a new history with r, in place of the one that may be there.
func (f *File) Create(r *Record) error {
	b := frame([]byte(magic), r)
	err := os.WriteFile(f.Path, b, 0o666)
	if errors.Is(err, os.ErrNotExist) {
		if err = os.MkdirAll(filepath.Dir(f.Path), 0o777); err == nil {
			err = os.WriteFile(f.Path, b, 0o666)
		}
	}
	f.size = int64(len(b))
	return err
}

func frame(b []byte, r *Record) []byte {
	start := len(b)
	b = append(b, make([]byte, frameHead)...)
	b = r.encode(b)
	content := b[start+frameHead:]
	binary.LittleEndian.PutUint32(b[start:], uint32(len(content)))
	binary.LittleEndian.PutUint32(b[start+4:], crc32.Checksum(content, castagnoli))
	return binary.LittleEndian.AppendUint32(b, uint32(len(content)))
}

// Prune drops the oldest records: those before the time oldest, and, after leaving out states that
// lie close together, as many as it takes to bring the file down to size. It reports whether there
// was anything to drop. The newest record always stays, so that a history goes on from it.
func (f *File) Prune(oldest time.Time, size int64) (bool, error) {
	return f.rewrite(func(kept []*Record) []*Record {
		for len(kept) > 1 && kept[1].Time.Before(oldest) {
			kept = kept[1:]
		}
		total := int64(len(magic)) + framedSize(kept...)
		if total > size {
			kept = thin(kept)
			total = int64(len(magic)) + framedSize(kept...)
		}
		for len(kept) > 1 && total > size {
			total -= framedSize(kept[0])
			kept = kept[1:]
		}
		return kept
	})
}

// Thin leaves out states that lie close together, the closer the longer ago, unless a bookmark
// names them.
func (f *File) Thin() error {
	_, err := f.rewrite(thin)
	return err
}

// rewrite writes what choose takes of the records, and reports whether that is less.
func (f *File) rewrite(choose func([]*Record) []*Record) (bool, error) {
	var all []*Record
	err := f.Scan(func(r *Record) bool {
		all = append(all, r)
		return true
	})
	if err != nil || len(all) == 0 {
		return false, err
	}
	kept := choose(all)
	if len(kept) == len(all) {
		return false, nil
	}
	b := []byte(magic)
	for n, r := range kept {
		if n == 0 && r != all[0] { // the way back from it is gone
			r.Kind, r.Created, r.From, r.Before, r.Changes = Base, false, 0, 0, nil
		}
		b = frame(b, r)
	}
	return true, f.replace(b)
}

func framedSize(records ...*Record) (n int64) {
	for _, r := range records {
		n += int64(len(frame(nil, r)))
	}
	return n
}

// replace puts a file with this content in the place of the old one.
func (f *File) replace(b []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(f.Path), filepath.Base(f.Path)+".*")
	if err != nil {
		return err
	}
	_, err = temp.Write(b)
	err = errors.Join(err, temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), f.Path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	f.size = int64(len(b))
	return nil
}
