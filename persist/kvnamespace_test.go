package persist

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKV is DO-DISK-30.
func TestKV(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	kv := s.KV("kvid123")
	now := noon
	want := KVEntry{Key: "k", Value: []byte("v\x00"), Metadata: `{"a":1}`, Expiration: now.Add(time.Minute).Truncate(time.Millisecond)}
	check(t, kv.Put(KVEntry{Key: "k", Value: []byte("old")}, now))
	check(t, kv.Put(want, now))
	check(t, kv.Put(KVEntry{Key: "empty"}, now))
	got, ok, err := kv.Get("k", now)
	check(t, err)
	if !ok || string(got.Value) != "v\x00" || got.Metadata != want.Metadata || !got.Expiration.Equal(want.Expiration) {
		t.Errorf("got %+v, %v, want %+v", got, ok, want)
	}
	if _, ok, err := kv.Get("absent", now); ok || err != nil {
		t.Errorf("absent: got %v, %v", ok, err)
	}
	blobs, err := os.ReadDir(filepath.Join(dir, "kv", "kvid123", "blobs"))
	check(t, err)
	if len(blobs) != 2 || len(blobs[0].Name()) != 80 {
		t.Errorf("blobs: got %v", blobs)
	}
	if _, err := os.Stat(filepath.Join(dir, "kv", kvUniqueKey, DeriveID(kvUniqueKey, "kvid123")+".sqlite")); err != nil {
		t.Error(err)
	}
	if _, ok, err := kv.Get("k", want.Expiration); ok || err != nil {
		t.Errorf("expired: got %v, %v", ok, err)
	}
	check(t, kv.Delete("empty"))
	check(t, kv.Delete("empty"))
	if blobs, _ := os.ReadDir(string(kv.blobs)); len(blobs) != 0 {
		t.Errorf("blobs left behind: %v", blobs)
	}
}

// TestCache is DO-DISK-33.
func TestCache(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	caches := map[string]string{"default": "default", "named:mine": "named_mine"}
	for name, blobs := range caches {
		cache := s.Cache(name)
		check(t, cache.Put(KVEntry{Key: "http://x/", Value: []byte(name), Expiration: noon.Add(time.Minute)}, noon))
		got, _, err := cache.Get("http://x/", noon)
		check(t, err)
		if string(got.Value) != name {
			t.Errorf("%s: got %q", name, got.Value)
		}
		if files, err := os.ReadDir(filepath.Join(dir, "cache", blobs, "blobs")); err != nil || len(files) != 1 {
			t.Errorf("%s: blobs: got %v, %v", name, files, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "cache", cacheUniqueKey, DeriveID(cacheUniqueKey, name)+".sqlite")); err != nil {
			t.Error(err)
		}
	}
	cache := s.Cache("default")
	if removed, err := cache.Remove("http://x/", noon.Add(time.Minute)); removed || err != nil {
		t.Errorf("remove what has expired: got %v, %v", removed, err)
	}
	if removed, err := s.Cache("named:mine").Remove("http://x/", noon); !removed || err != nil {
		t.Errorf("remove: got %v, %v", removed, err)
	}
}

func TestKV_List(t *testing.T) {
	kv := openStore(t, t.TempDir(), Options{}).KV("ns")
	for _, k := range []string{"a1", "a2", "a%", "b", "A1"} {
		check(t, kv.Put(KVEntry{Key: k, Metadata: `"` + k + `"`}, noon))
	}
	check(t, kv.Put(KVEntry{Key: "a0", Expiration: noon.Add(-time.Second)}, noon))
	var pages []string
	cursor := ""
	for {
		page, err := kv.List("a", 2, cursor, noon)
		check(t, err)
		var keys []string
		for _, e := range page.Entries {
			keys = append(keys, e.Key+e.Metadata)
		}
		pages = append(pages, strings.Join(keys, " "))
		if cursor = page.Cursor; cursor == "" {
			break
		}
	}
	if got, want := fmt.Sprint(pages), `[a%"a%" a1"a1" a2"a2"]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSanitizePath(t *testing.T) {
	for in, want := range map[string]string{
		"kvid123": "kvid123", "named:mine": "named_mine", "..": "__", "../..": "_____", "a/../b": "a____b", "con": "_", " a ": "_a_",
	} {
		if got := sanitizePath(in); got != want {
			t.Errorf("sanitizePath(%q): got %q, want %q", in, got, want)
		}
	}
}
