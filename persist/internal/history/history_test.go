package history

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestDiff(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		before := make([]byte, PageSize)
		for i := range before {
			before[i] = byte(random.IntN(4))
		}
		after := bytes.Clone(before)
		for range random.IntN(20) {
			at := random.IntN(PageSize)
			n := random.IntN(min(PageSize-at, 50) + 1)
			for i := range n {
				after[at+i] = byte(random.IntN(256))
			}
		}
		p, changed := Diff(1, before, after)
		if changed == bytes.Equal(before, after) {
			t.Fatalf("changed is %v", changed)
		}
		if !changed {
			continue
		}
		if len(p.runs) > PageSize+64 {
			t.Errorf("differences take %d bytes", len(p.runs))
		}
		page := bytes.Clone(after)
		check(t, p.Restore(page))
		if !bytes.Equal(page, before) {
			t.Fatal("restored something else")
		}
		if after[0] ^= 1; p.Restore(after) == nil && !bytes.Equal(after, before) {
			t.Fatal("took a wrong page for right")
		}
	}
}

func records(n int) []*Record {
	all := []*Record{{Kind: Base, Seq: 1, Time: time.Unix(0, 0), Label: None, Latest: None, Created: true}}
	for i := range n {
		p, _ := Diff(3, bytes.Repeat([]byte{byte(i + 1)}, PageSize), make([]byte, PageSize))
		all = append(all, &Record{
			Kind: Point, Seq: uint64(i + 2), Time: time.Unix(int64(i+1), 0), Label: int64(i), Latest: int64(i),
			Pages: 5, Before: 4, Changes: []Page{p}, Wish: Wish{To: 1, Undo: 9},
			Place: Place{Salt: [8]byte{1}, Sum: [8]byte{2}, Frame: 7, Whole: true, File: Stamp{8, 9}},
		})
	}
	return all
}

func write(t *testing.T, all []*Record) *File {
	t.Helper()
	f := &File{Path: filepath.Join(t.TempDir(), "a", "b.log")}
	check(t, f.Create(all[0]))
	for _, r := range all[1:] {
		check(t, f.Append(r))
	}
	return f
}

func seqs(t *testing.T, f *File) (all []uint64) {
	t.Helper()
	check(t, f.Scan(func(r *Record) bool {
		all = append(all, r.Seq)
		return true
	}))
	return all
}

func TestFile(t *testing.T) {
	all := records(3)
	f := write(t, all)
	got, err := (&File{Path: f.Path}).Last()
	check(t, err)
	want := all[3]
	if got.Seq != want.Seq || !got.Time.Equal(want.Time) || got.Place != want.Place || got.Wish != want.Wish ||
		got.Label != want.Label || got.Before != want.Before || !bytes.Equal(got.Changes[0].runs, want.Changes[0].runs) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	first, err := f.First()
	check(t, err)
	if !first.Created || first.Seq != 1 {
		t.Errorf("first is %+v", first)
	}
}

// TestFile_Torn cuts the file at every length: what is whole before the cut stays.
func TestFile_Torn(t *testing.T) {
	f := write(t, records(2))
	data, err := os.ReadFile(f.Path)
	check(t, err)
	for n := range data {
		if n%7 != 0 && n < len(data)-20 {
			continue
		}
		check(t, os.WriteFile(f.Path, data[:n], 0o666))
		g := &File{Path: f.Path}
		last, err := g.Last()
		if err != nil {
			if !os.IsNotExist(err) {
				t.Fatalf("cut at %d: %v", n, err)
			}
			continue
		}
		next := *last
		next.Seq++
		check(t, g.Append(&next))
		if got := seqs(t, g); got[len(got)-1] != next.Seq || len(got) != int(next.Seq) {
			t.Fatalf("cut at %d: after another record: %v", n, got)
		}
	}
}

func TestFile_Changed(t *testing.T) {
	all := records(3)
	f := write(t, all[:2])
	other := &File{Path: f.Path}
	_, err := other.Last()
	check(t, err)
	check(t, other.Append(all[2]))
	if err := f.Append(all[3]); err != ErrChanged {
		t.Errorf("got %v, want ErrChanged", err)
	}
}

func TestFile_Prune(t *testing.T) {
	f := write(t, records(20))
	dropped, err := f.Prune(time.Unix(5, 0), 1<<20)
	check(t, err)
	if got := seqs(t, f); !dropped || got[0] != 5 || len(got) != 17 {
		t.Errorf("after dropping what is old: %v", got)
	}
	_, err = f.Prune(time.Time{}, 10)
	check(t, err)
	if got := seqs(t, f); len(got) != 1 || got[0] != 21 {
		t.Errorf("after dropping all that can be: %v", got)
	}
	last := records(21)[21]
	check(t, f.Append(last))
	if got := seqs(t, f); len(got) != 2 {
		t.Errorf("after another record: %v", got)
	}
}

// TestFile_Thin keeps the states that bookmarks name, and few others that are old.
func TestFile_Thin(t *testing.T) {
	all := records(1000)
	for i, r := range all[1:] {
		r.From, r.Time, r.Wish = r.Seq-1, time.UnixMilli(int64(10*i)), Wish{}
		if i%100 != 0 {
			r.Label = None
		}
	}
	last := *all[1000]
	last.Seq, last.From, last.Time = 1002, 1001, time.UnixMilli(80_000)
	f := write(t, append(all, &last))
	before := f.Size()
	check(t, f.Thin())
	named, from, ok := 0, uint64(1), true
	check(t, f.Scan(func(r *Record) bool {
		if r.Kind == Point {
			ok = ok && r.From == from
		}
		from = r.Seq
		if r.Label != None {
			named++
		}
		return true
	}))
	if n := len(seqs(t, f)); named != 10 || !ok || n > 30 || f.Size() > before/20 {
		t.Errorf("%d records, %d named, whole is %v, %d bytes of %d", n, named, ok, f.Size(), before)
	}
}
