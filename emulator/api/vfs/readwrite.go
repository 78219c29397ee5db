package vfs

import "math"

// Current is the position to read or write at that a descriptor has itself.
const Current = -1

// Read fills buffers, in turn, until the file ends.
func (s *System) Read(fd int, buffers [][]byte, position int64) (int, *Error) {
	o, err := s.fd(fd, "read")
	if err != nil {
		return 0, err
	}
	if !o.read {
		return 0, fail("EBADF", "read")
	}
	file, ok := o.node.(File)
	if !ok {
		return 0, fail("EISDIR", "read")
	}
	at := int64(o.position)
	if position != Current {
		at = position
	}
	if at > math.MaxUint32 {
		return 0, saying("EINVAL", "read", "position out of range", "")
	}
	total := 0
	for _, buffer := range buffers {
		n := file.ReadAt(buffer, int(at)+total)
		total += n
		if n < len(buffer) {
			break
		}
	}
	if position == Current {
		o.position += total
	}
	return total, nil
}

// Write writes buffers one behind the other.
func (s *System) Write(fd int, buffers [][]byte, position int64) (int, *Error) {
	o, err := s.fd(fd, "write")
	if err != nil {
		return 0, err
	}
	file, ok := o.node.(File)
	if !ok {
		return 0, fail("EISDIR", "write")
	}
	at := int64(o.position)
	if position != Current {
		at = position
	}
	if o.append {
		at = int64(file.Stat().Size)
	}
	if at > math.MaxUint32 {
		return 0, saying("EINVAL", "write", "position out of range", "")
	}
	total := 0
	for _, buffer := range buffers {
		n, fault := file.WriteAt(buffer, int(at)+total)
		if fault != 0 {
			return 0, fault.on("write")
		}
		total += n
	}
	if position == Current && !o.append {
		o.position += total
	}
	return total, nil
}

// ReadAll is what is in a file.
func (s *System) ReadAll(path, syscall string) ([]byte, *Error) {
	node, fault := s.Open(path, true)
	if fault == NotFound {
		return nil, failAt("ENOENT", syscall, path)
	}
	if fault != 0 {
		return nil, fault.on(syscall)
	}
	file, ok := node.(File)
	if !ok {
		return nil, fail("EISDIR", syscall)
	}
	return contents(file), nil
}

// ReadAllFd is ReadAll for a descriptor, whatever its position, which is the end from then on.
func (s *System) ReadAllFd(fd int) ([]byte, *Error) {
	o, err := s.fd(fd, "fread")
	if err != nil {
		return nil, err
	}
	file, ok := o.node.(File)
	if !o.read || !ok {
		return nil, fail("EBADF", "fread")
	}
	data := contents(file)
	o.position = len(data)
	return data, nil
}

func contents(file File) []byte {
	data := make([]byte, file.Stat().Size)
	file.ReadAt(data, 0)
	return data
}

// WriteAll replaces what is in a file, or adds to it, and makes the file if there is none. It
// returns how much it has written.
func (s *System) WriteAll(path string, data []byte, appends, exclusive bool) (int, *Error) {
	const syscall = "writeAll"
	node, fault := s.Open(path, true)
	if fault == NotFound {
		return s.writeNew(path, data)
	}
	if exclusive {
		return 0, fail("EEXIST", syscall)
	}
	if fault != 0 {
		return 0, fault.on(syscall)
	}
	file, ok := node.(File)
	if !ok {
		return 0, fail("EISDIR", syscall)
	}
	if !file.Stat().Writable {
		return 0, fail("EPERM", syscall)
	}
	write := replace
	if appends {
		write = func(file File, data []byte) (int, Fault) { return file.WriteAt(data, file.Stat().Size) }
	}
	n, fault := write(file, data)
	if fault != 0 {
		return 0, fault.on(syscall)
	}
	return n, nil
}

func (s *System) writeNew(path string, data []byte) (int, *Error) {
	const syscall = "writeAll"
	base, name := split(path)
	parent, fault := s.Open(base, true)
	if fault == NotFound {
		return 0, failAt("ENOENT", syscall, path)
	}
	if fault != 0 {
		return 0, fault.on(syscall)
	}
	dir, ok := parent.(*Directory)
	switch {
	case !ok:
		return 0, fail("ENOTDIR", syscall)
	case !dir.Stat().Writable:
		return 0, fail("EPERM", syscall)
	}
	file := NewFile()
	n, fault := replace(file, data)
	if fault != 0 {
		return 0, fault.on(syscall)
	}
	if fault := dir.Add(name, file); fault != 0 {
		return 0, fault.on(syscall)
	}
	return n, nil
}

func replace(file File, data []byte) (int, Fault) {
	if fault := file.Resize(len(data)); fault != 0 {
		return 0, fault
	}
	return file.WriteAt(data, 0)
}

// WriteAllFd is WriteAll for a descriptor, whose position is the end from then on.
func (s *System) WriteAllFd(fd int, data []byte, appends bool) (int, *Error) {
	const syscall = "fwrite"
	o, err := s.fd(fd, syscall)
	if err != nil {
		return 0, err
	}
	file, ok := o.node.(File)
	if !o.write || !ok {
		return 0, fail("EBADF", syscall)
	}
	if !file.Stat().Writable {
		return 0, fail("EPERM", syscall)
	}
	defer func() { o.position = file.Stat().Size }()
	if o.append || appends {
		return s.Write(fd, [][]byte{data}, int64(file.Stat().Size))
	}
	n, fault := replace(file, data)
	if fault != 0 {
		return 0, fault.on("fwriteAll")
	}
	return n, nil
}
