package persist

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// facetsOf are the facets of a new object.
func facetsOf(t testing.TB) (*Facets, string) {
	t.Helper()
	dir := t.TempDir()
	n := openStore(t, dir, Options{}).Namespace(testKey)
	check(t, n.Actor(testID).Open())
	return n.Facets(testID), n.Dir()
}

func number(t testing.TB, f *Facets, parent int, name string, want int) {
	t.Helper()
	got, err := f.Number(parent, name)
	check(t, err)
	if got != want {
		t.Errorf("number of %q in %d: got %d, want %d", name, parent, got, want)
	}
}

func putIn(t testing.TB, f *Facets, number int, value string) {
	t.Helper()
	a := f.Actor(number)
	a.BeginTurn()
	check(t, a.Put("k", []byte(value)))
	check(t, a.EndTurn())
	_, err := a.Commit()
	check(t, err)
}

func wantIn(t testing.TB, f *Facets, number int, want string) {
	t.Helper()
	got, _, err := f.Actor(number).Get("k")
	check(t, err)
	if string(got) != want {
		t.Errorf("facet %d: got %q, want %q", number, got, want)
	}
}

// TestFacetIndex is DO-DISK-3: the bytes are those that workerd writes.
func TestFacetIndex(t *testing.T) {
	f, dir := facetsOf(t)
	if list := files(t, dir); slices.Contains(list, testID+".facets") {
		t.Errorf("an object without facets has %v", list)
	}
	number(t, f, 0, "foo", 1)
	number(t, f, 0, "bar", 2)
	number(t, f, 2, "foo", 3)
	number(t, f, 0, "foo", 1)
	data, err := os.ReadFile(filepath.Join(dir, testID+".facets"))
	check(t, err)
	want := []byte("\x57\xef\xb0\xc5\x5b\xce\xcd\xc4\x00\x00\x03\x00foo\x00\x00\x03\x00bar\x02\x00\x03\x00foo")
	if !bytes.Equal(data, want) {
		t.Errorf("index:\n got %q\nwant %q", data, want)
	}
	again := f.ns.Facets(testID)
	number(t, again, 2, "foo", 3)
	number(t, again, 2, "new", 4)
}

// TestFacetIndexDamage: what no entry can begin with is cut off; what is no index is left alone.
func TestFacetIndexDamage(t *testing.T) {
	const entry = "\x57\xef\xb0\xc5\x5b\xce\xcd\xc4\x00\x00\x01\x00a"
	for name, tail := range map[string]string{
		"half a header": "\x00\x00", "no name": "\x00\x00\x00\x00", "name too long": "\x00\x00\x09\x00b",
		"unknown parent": "\x07\x00\x01\x00b", "twice": "\x00\x00\x01\x00a",
	} {
		t.Run(name, func(t *testing.T) {
			f, dir := facetsOf(t)
			path := filepath.Join(dir, testID+".facets")
			check(t, os.WriteFile(path, []byte(entry+tail), 0o666))
			number(t, f, 0, "a", 1)
			number(t, f, 0, "b", 2)
			data, err := os.ReadFile(path)
			check(t, err)
			if want := entry + "\x00\x00\x01\x00b"; string(data) != want {
				t.Errorf("got %q, want %q", data, want)
			}
		})
	}
	f, dir := facetsOf(t)
	check(t, os.WriteFile(filepath.Join(dir, testID+".facets"), []byte("not an index"), 0o666))
	var bad *FileError
	if _, err := f.Number(0, "a"); !errors.As(err, &bad) {
		t.Errorf("got %v, want a FileError", err)
	}
	f, dir = facetsOf(t)
	check(t, os.WriteFile(filepath.Join(dir, testID+".facets"), []byte("\x57\xef"), 0o666))
	number(t, f, 0, "a", 1)
}

func TestFacetNames(t *testing.T) {
	f, _ := facetsOf(t)
	for _, name := range []string{"", strings.Repeat("x", 1<<16)} {
		if _, err := f.Number(0, name); err == nil {
			t.Errorf("a name of %d bytes was taken", len(name))
		}
	}
}

// TestFacetFiles is DO-LIFE-81 and DO-LIFE-82.
func TestFacetFiles(t *testing.T) {
	f, dir := facetsOf(t)
	number(t, f, 0, "a", 1)
	number(t, f, 1, "in", 2)
	number(t, f, 0, "b", 3)
	for n, value := range []string{"root", "a", "a/in", "b"} {
		putIn(t, f, n, value)
	}
	check(t, f.Clone(0, "a", "copy"))
	number(t, f, 0, "copy", 4)
	number(t, f, 4, "in", 5)
	wantIn(t, f, 4, "a")
	wantIn(t, f, 5, "a/in")
	check(t, f.Clone(0, "never", "b"))
	wantIn(t, f, 3, "")
	check(t, f.Delete(0, "a"))
	check(t, f.Delete(0, "nobody"))
	wantIn(t, f, 1, "")
	wantIn(t, f, 2, "")
	wantIn(t, f, 5, "a/in")
	check(t, f.DeleteAll(0))
	wantIn(t, f, 4, "")
	wantIn(t, f, 0, "root")
	if ids, err := f.ns.IDs(); err != nil || len(ids) != 1 {
		t.Errorf("objects: got %v, %v, want the one", ids, err)
	}
	check(t, f.Forget())
	if list := files(t, dir); slices.ContainsFunc(list, func(name string) bool {
		return strings.Contains(name, ".facets") || strings.HasPrefix(name, testID+".5")
	}) {
		t.Errorf("files left: %v", list)
	}
}

// TestFacetAlarm is DO-LIFE-82: a facet that has set an alarm cannot commit.
func TestFacetAlarm(t *testing.T) {
	f, _ := facetsOf(t)
	number(t, f, 0, "a", 1)
	a := f.Actor(1)
	at := time.Unix(1, 0)
	check(t, a.SetAlarm(&at))
	_, err := a.Commit()
	wantSQLError(t, err, "Facets currently cannot set alarms.")
	check(t, a.SetAlarm(&at))
	check(t, a.SetAlarm(nil))
	_, err = a.Commit()
	check(t, err)
}
