package vfs_test

import (
	"slices"
	"testing"

	"github.com/devdo/devdo/emulator/api/vfs"
)

func newSystem() *vfs.System {
	tmp := vfs.NewDirectory()
	modules := func() []vfs.Module {
		return []vfs.Module{{Name: "index.js", Data: []byte("main")}, {Name: "lib/data.bin", Data: []byte{1}}}
	}
	tree := vfs.NewTree(modules, func() *vfs.Directory { return tmp })
	return vfs.NewSystem(tree, func(_ int, data []byte) int { return len(data) })
}

func must(t *testing.T, err *vfs.Error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, s *vfs.System, path, text string) {
	t.Helper()
	_, err := s.WriteAll(path, []byte(text), false, false)
	must(t, err)
}

func code(err *vfs.Error) string {
	if err == nil {
		return ""
	}
	return err.Code
}

func TestBundle(t *testing.T) {
	s := newSystem()
	data, err := s.ReadAll("/bundle/lib/data.bin", "readAll")
	must(t, err)
	if !slices.Equal(data, []byte{1}) {
		t.Errorf("got %v", data)
	}
	for path, want := range map[string]string{"/bundle/index.js": "EPERM", "/bundle/new": "EPERM", "/new": "EPERM", "/bundle/none/new": "ENOENT"} {
		if _, err := s.WriteAll(path, nil, false, false); code(err) != want {
			t.Errorf("write %s: got %v, want %s", path, err, want)
		}
	}
}

// The listing keeps the order of adding, but the last entry takes the place of one that goes.
func TestListOrder(t *testing.T) {
	s := newSystem()
	for _, name := range []string{"a", "b", "c", "d"} {
		write(t, s, "/tmp/"+name, name)
	}
	must(t, s.Rename("/tmp/a", "/tmp/c"))
	entries, err := s.List("/tmp", false)
	must(t, err)
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name)
	}
	if want := []string{"c", "b", "d"}; !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
}

func TestLinksInCircles(t *testing.T) {
	s := newSystem()
	must(t, s.Link("/tmp/a", "/tmp/b", true))
	must(t, s.Link("/tmp/b", "/tmp/a", true))
	if _, _, err := s.Stat("/tmp/a", true); code(err) != "ELOOP" {
		t.Errorf("got %v, want ELOOP", err)
	}
	if _, err := s.List("/tmp", true); code(err) != "ELOOP" {
		t.Errorf("list: got %v, want ELOOP", err)
	}
}

// A directory does not get into itself by way of a link either.
func TestDirectoryIntoItself(t *testing.T) {
	s := newSystem()
	_, err := s.MakeDirectory("/tmp/d/sub", true, false)
	must(t, err)
	must(t, s.Link("/tmp/link", "/tmp/d/sub", true))
	if got := code(s.Rename("/tmp/d", "/tmp/link/x")); got != "EINVAL" {
		t.Errorf("rename: got %q, want EINVAL", got)
	}
	if got := code(s.CopyTree("/tmp/d", "/tmp/link/x", vfs.CopyOptions{Recursive: true})); got != "ERR_FS_CP_EINVAL" {
		t.Errorf("cp: got %q, want ERR_FS_CP_EINVAL", got)
	}
}

func TestTruncatedBytesDoNotComeBack(t *testing.T) {
	s := newSystem()
	write(t, s, "/tmp/file", "secret")
	must(t, s.Truncate("/tmp/file", 1))
	must(t, s.Truncate("/tmp/file", 3))
	data, err := s.ReadAll("/tmp/file", "readAll")
	must(t, err)
	if want := "s\x00\x00"; string(data) != want {
		t.Errorf("got %q, want %q", data, want)
	}
}

func TestSizeLimit(t *testing.T) {
	s := newSystem()
	fd, err := s.OpenFile("/tmp/file", vfs.OpenOptions{Write: true, Create: true})
	must(t, err)
	if _, err := s.Write(fd, [][]byte{{1}}, vfs.MaxFileSize); code(err) != "EPERM" {
		t.Errorf("got %v, want EPERM", err)
	}
	if got := code(s.Truncate("/tmp/file", vfs.MaxFileSize+1)); got != "EPERM" {
		t.Errorf("truncate: got %q, want EPERM", got)
	}
}

func TestLocks(t *testing.T) {
	locks := vfs.Locks{}
	locks.Lock("/tmp/d/file")
	locks.Lock("/tmp/d/file")
	locks.Unlock("/tmp/d/file")
	for path, want := range map[string]bool{"/tmp/d/file": true, "/tmp/d/": true, "/tmp": true, "/tmp/other": false} {
		if got := locks.Locked(path); got != want {
			t.Errorf("%s: got %t, want %t", path, got, want)
		}
	}
	locks.Unlock("/tmp/d/file")
	if len(locks) != 0 {
		t.Errorf("left: %v", locks)
	}
}
