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
		if fault := file.WriteAt(buffer, int(at)+total); fault != 0 {
			return 0, fault.on("write")
		}
		total += len(buffer)
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

// WriteAll replaces what is in a file, or adds to it, and makes the file if there is none.
func (s *System) WriteAll(path string, data []byte, appends, exclusive bool) *Error {
	const syscall = "writeAll"
	node, fault := s.Open(path, true)
	if fault == NotFound {
		return s.writeNew(path, data)
	}
	if exclusive {
		return fail("EEXIST", syscall)
	}
	if fault != 0 {
		return fault.on(syscall)
	}
	file, ok := node.(File)
	if !ok {
		return fail("EISDIR", syscall)
	}
	if !file.Stat().Writable {
		return fail("EPERM", syscall)
	}
	if appends {
		fault = file.WriteAt(data, file.Stat().Size)
	} else {
		fault = replace(file, data)
	}
	if fault != 0 {
		return fault.on(syscall)
	}
	return nil
}

func (s *System) writeNew(path string, data []byte) *Error {
	const syscall = "writeAll"
	base, name := split(path)
	parent, fault := s.Open(base, true)
	if fault == NotFound {
		return failAt("ENOENT", syscall, path)
	}
	if fault != 0 {
		return fault.on(syscall)
	}
	dir, ok := parent.(*Directory)
	switch {
	case !ok:
		return fail("ENOTDIR", syscall)
	case !dir.Stat().Writable:
		return fail("EPERM", syscall)
	}
	file := NewFile()
	if fault := replace(file, data); fault != 0 {
		return fault.on(syscall)
	}
	if fault := dir.Add(name, file); fault != 0 {
		return fault.on(syscall)
	}
	return nil
}

func replace(file File, data []byte) Fault {
	if fault := file.Resize(len(data)); fault != 0 {
		return fault
	}
	return file.WriteAt(data, 0)
}

// WriteAllFd is WriteAll for a descriptor, whose position is the end from then on.
func (s *System) WriteAllFd(fd int, data []byte, appends bool) *Error {
	const syscall = "fwrite"
	o, err := s.fd(fd, syscall)
	if err != nil {
		return err
	}
	file, ok := o.node.(File)
	if !o.write || !ok {
		return fail("EBADF", syscall)
	}
	if !file.Stat().Writable {
		return fail("EPERM", syscall)
	}
	defer func() { o.position = file.Stat().Size }()
	if o.append || appends {
		_, err := s.Write(fd, [][]byte{data}, int64(file.Stat().Size))
		return err
	}
	if fault := replace(file, data); fault != 0 {
		return fault.on("fwriteAll")
	}
	return nil
}
