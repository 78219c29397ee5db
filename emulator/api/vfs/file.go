package vfs

// memory is a file's bytes.
type memory struct {
	data     []byte
	modified int64
	writable bool
}

// NewFile is an empty file.
func NewFile() File { return &memory{writable: true} }

// newReadOnly is a file that nobody changes.
func newReadOnly(data []byte) File { return &memory{data: data} }

func (f *memory) Stat() Stat {
	return Stat{Kind: KindFile, Size: len(f.data), Modified: f.modified, Writable: f.writable}
}

func (f *memory) ReadAt(p []byte, offset int) int {
	if offset >= len(f.data) {
		return 0
	}
	return copy(p, f.data[offset:])
}

func (f *memory) WriteAt(p []byte, offset int) (int, Fault) {
	end := offset + len(p)
	switch {
	case end > MaxFileSize:
		return 0, TooLarge
	case !f.writable:
		return 0, ReadOnly
	}
	if end > len(f.data) {
		f.grow(end)
	}
	return copy(f.data[offset:end], p), 0
}

// grow leaves room for more, so that many small writes are cheap.
func (f *memory) grow(size int) { f.data = append(f.data, make([]byte, size-len(f.data))...) }

func (f *memory) Resize(size int) Fault {
	switch {
	case !f.writable:
		return ReadOnly
	case size > MaxFileSize:
		return TooLarge
	case size > len(f.data):
		f.grow(size)
	default:
		clear(f.data[size:]) // what is cut off is zero when the file grows again
		f.data = f.data[:size]
	}
	return 0
}

// SetModified is silently nothing for a file that cannot be written.
func (f *memory) SetModified(milliseconds int64) Fault {
	if f.writable {
		f.modified = milliseconds
	}
	return 0
}

func (f *memory) Clone() File { return &memory{data: append([]byte(nil), f.data...), writable: true} }

func (f *memory) Replace(other File) Fault {
	if !f.writable {
		return ReadOnly
	}
	stat := other.Stat()
	f.data, f.modified = make([]byte, stat.Size), stat.Modified
	other.ReadAt(f.data, 0)
	return 0
}
