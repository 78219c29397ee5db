package persist

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestR2 is DO-DISK-31.
func TestR2(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{Now: func() time.Time { return noon }})
	b := s.R2("bkt")
	if !strings.Contains(b.path, filepath.Join("r2", "miniflare-R2BucketObject", "40911b90")) {
		t.Errorf("got path %s", b.path)
	}
	o := putR2(t, b, R2Put{Key: "k", HTTP: `{"contentType":"a/b"}`}, "value")
	if o.ETag != "2063c1608d6e0baf80249c42e2be5804" || len(o.Version) != 32 || !o.Uploaded.Equal(noon.Truncate(time.Millisecond)) {
		t.Errorf("got %+v", o)
	}
	if got, value := getR2(t, b, "k", R2Range{}); value != "value" || got.HTTP != `{"contentType":"a/b"}` || got.Checksums.MD5 != o.ETag {
		t.Errorf("got %q of %+v", value, got)
	}
	putR2(t, b, R2Put{Key: "k"}, "new")
	if blobs, _ := os.ReadDir(filepath.Join(dir, "r2", "bkt", "blobs")); len(blobs) != 1 {
		t.Errorf("%d blobs after overwriting", len(blobs))
	}
	check(t, b.Delete([]string{"k", "absent"}))
	if _, found, err := b.Head("k"); found || err != nil {
		t.Errorf("after deleting: got %v, %v", found, err)
	}
	if blobs, _ := os.ReadDir(string(b.blobs)); len(blobs) != 0 {
		t.Errorf("blobs left behind: %v", blobs)
	}
}

func TestR2_Refused(t *testing.T) {
	b := openStore(t, t.TempDir(), Options{}).R2("b")
	for _, c := range []struct {
		put  R2Put
		want string
	}{
		{R2Put{Key: strings.Repeat("k", 1025)}, "The specified object name is not valid. (10020)"},
		{R2Put{Custom: `{"k":"` + strings.Repeat("x", 8192) + `"}`}, "Your metadata headers exceed the maximum allowed metadata size. (10012)"},
		{R2Put{Checksums: R2Checksums{SHA1: strings.Repeat("0", 40)}}, "The SHA-1 checksum you specified did not match what we received."},
	} {
		_, _, err := b.Put(c.put, strings.NewReader(""))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	absent := &R2Conditions{Matches: []R2ETag{{Value: "x"}}}
	if _, stored, err := b.Put(R2Put{Key: "k", HTTP: "{}", Custom: "{}", Conditions: absent}, strings.NewReader("")); stored || err != nil {
		t.Errorf("unmet condition: got %v, %v", stored, err)
	}
	if blobs, _ := os.ReadDir(string(b.blobs)); len(blobs) != 0 {
		t.Errorf("blobs left behind: %v", blobs)
	}
}

// TestR2_Multipart uploads parts and reads a range that spans two of them.
func TestR2_Multipart(t *testing.T) {
	b := openStore(t, t.TempDir(), Options{}).R2("b")
	id, err := b.CreateUpload("big", "{}", `{"a":"b"}`)
	check(t, err)
	part := bytes.Repeat([]byte("x"), minR2Part)
	first, err := b.UploadPart("big", id, 1, bytes.NewReader(part), minR2Part)
	check(t, err)
	second, err := b.UploadPart("big", id, 2, strings.NewReader("tail"), 4)
	check(t, err)
	_, err = b.UploadPart("big", id, 3, strings.NewReader("unused"), 6)
	check(t, err)
	if _, err := b.CompleteUpload("big", id, []R2Part{{1, first}, {2, "other"}}); !errors.Is(err, errR2Part) {
		t.Errorf("wrong etag: got %v", err)
	}
	o, err := b.CompleteUpload("big", id, []R2Part{{2, second}, {1, first}})
	if !errors.Is(err, errR2TooSmall) {
		t.Errorf("small part first: got %v, %v", o, err)
	}
	o, err = b.CompleteUpload("big", id, []R2Part{{1, first}, {2, second}})
	check(t, err)
	if o.Size != minR2Part+4 || !strings.HasSuffix(o.ETag, "-2") || o.Custom != `{"a":"b"}` {
		t.Errorf("got %+v", o)
	}
	offset := int64(minR2Part - 2)
	if _, value := getR2(t, b, "big", R2Range{Offset: &offset}); value != "xxtail" {
		t.Errorf("got %q", value)
	}
	// Who reads it goes on reading it although it is deleted meanwhile.
	got, _, err := b.Get("big", nil, R2Range{})
	check(t, err)
	check(t, b.Delete([]string{"big"}))
	n, err := io.Copy(io.Discard, got.Reader)
	if n != o.Size || err != nil {
		t.Errorf("read %d bytes, %v", n, err)
	}
	check(t, got.Reader.Close())
	if blobs, _ := os.ReadDir(string(b.blobs)); len(blobs) != 0 {
		t.Errorf("blobs left behind: %v", blobs)
	}
}

func TestR2_List(t *testing.T) {
	b := openStore(t, t.TempDir(), Options{}).R2("b")
	for _, k := range []string{"a", "b/1", "b/2", "c/x", "d"} {
		putR2(t, b, R2Put{Key: k, Custom: `{"k":"v"}`}, k)
	}
	for _, c := range []struct {
		o    R2ListOptions
		want string
	}{
		{R2ListOptions{Limit: -1}, "a b/1 b/2 c/x d | "},
		{R2ListOptions{Limit: 2}, "a b/1 | Yi8x"},
		{R2ListOptions{Limit: 2, Cursor: "Yi8x"}, "b/2 c/x | Yy94"},
		{R2ListOptions{Limit: 2, Delimiter: "/"}, "a | b/ Yi8y"},
		{R2ListOptions{Limit: -1, Prefix: "b", Delimiter: "/"}, " | b/"},
		{R2ListOptions{Limit: -1, Prefix: "x"}, " | "},
	} {
		page, err := b.List(c.o)
		check(t, err)
		var keys []string
		for _, o := range page.Objects {
			keys = append(keys, o.Key)
			if o.Custom != "{}" {
				t.Errorf("metadata that was not asked for: %s", o.Custom)
			}
		}
		got := strings.Join(keys, " ") + " | " + strings.TrimSpace(strings.Join(page.Prefixes, " ")+" "+page.Cursor)
		if got != c.want {
			t.Errorf("%+v: got %q, want %q", c.o, got, c.want)
		}
	}
}

func TestR2Range(t *testing.T) {
	for header, want := range map[string]string{
		"bytes=1-2": "1 2", "bytes=3-": "3 7", "bytes=-4": "6 4", "bytes=-20": "0 10", "bytes=8-90": "8 2",
		"bytes=": "0 10", "bytes=2-1": "0 10", "bytes=0-1,2-3": "0 10", "x=0-1": "0 10", " BYTES = 0 - 0 ": "0 1",
		"bytes=99999999999999999999-": "0 10", "bytes=-": "0 10",
	} {
		offset, length, err := R2Range{Header: header}.of(10)
		if got := fmt.Sprint(offset, length); got != want || err != nil {
			t.Errorf("%q: got %s, %v, want %s", header, got, err, want)
		}
	}
}

func putR2(t *testing.T, b *R2, p R2Put, value string) R2Object {
	t.Helper()
	for _, text := range []*string{&p.HTTP, &p.Custom} {
		if *text == "" {
			*text = "{}"
		}
	}
	p.Size = int64(len(value))
	o, stored, err := b.Put(p, strings.NewReader(value))
	check(t, err)
	if !stored {
		t.Fatal("not stored")
	}
	return o
}

func getR2(t *testing.T, b *R2, key string, r R2Range) (R2Object, string) {
	t.Helper()
	got, found, err := b.Get(key, nil, r)
	check(t, err)
	if !found {
		t.Fatalf("%s is not there", key)
	}
	if got.Reader == nil {
		return got.R2Object, string(got.Value)
	}
	defer got.Reader.Close()
	value, err := io.ReadAll(got.Reader)
	check(t, err)
	return got.R2Object, string(value)
}
