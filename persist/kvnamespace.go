package persist

import (
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// Unique keys of miniflare's simulators of KV and of caches.
const (
	kvUniqueKey    = "miniflare-KVNamespaceObject"
	cacheUniqueKey = "miniflare-CacheObject"
	// secretsUniqueKey is that of secrets stores, which are kept as namespaces of KV are.
	secretsUniqueKey = "miniflare-secrets-store-KVNamespaceObject"
)

const (
	sqlCreateEntries = `CREATE TABLE IF NOT EXISTS _mf_entries (
  key TEXT PRIMARY KEY,
  blob_id TEXT NOT NULL,
  expiration INTEGER,
  metadata TEXT
);
CREATE INDEX IF NOT EXISTS _mf_entries_expiration_idx ON _mf_entries(expiration)`
	sqlGetEntry    = `SELECT blob_id, expiration, metadata FROM _mf_entries WHERE key = ?`
	sqlPutEntry    = `INSERT OR REPLACE INTO _mf_entries (key, blob_id, expiration, metadata) VALUES (?, ?, ?, ?)`
	sqlDeleteEntry = `DELETE FROM _mf_entries WHERE key = ?`
	sqlExpired     = `DELETE FROM _mf_entries WHERE expiration <= ? RETURNING blob_id`
	sqlListEntries = `SELECT key, expiration, metadata FROM _mf_entries
  WHERE key > ?1 AND substr(key, 1, length(?2)) = ?2 AND (expiration IS NULL OR expiration > ?3) ORDER BY key LIMIT ?4`
)

// KV is one KV namespace, or a cache, which is kept the same way. It may be used from any goroutine.
type KV struct {
	store *Store
	path  string
	blobs blobDir

	mu sync.Mutex
	// guards:
	closed bool
	db     *database
}

// KVEntry is what a KV namespace holds under a key.
type KVEntry struct {
	Key        string
	Value      []byte    // not in lists
	Metadata   string    // JSON, empty for none
	Expiration time.Time // zero for none
}

// KVList is one page of keys.
type KVList struct {
	Entries []KVEntry
	Cursor  string // for the next page; empty after the last
}

// KV returns the KV namespace with this id. Nothing is opened yet.
func (s *Store) KV(namespaceID string) *KV { return s.entries("kv", kvUniqueKey, namespaceID) }

// Cache returns a cache: "default", or one that is "named:" something. Nothing is opened yet.
func (s *Store) Cache(name string) *KV { return s.entries("cache", cacheUniqueKey, name) }

// Secrets returns the secrets store with this id. Nothing is opened yet.
func (s *Store) Secrets(storeID string) *KV {
	return s.entries("secrets-store", secretsUniqueKey, storeID)
}

func (s *Store) entries(kind, uniqueKey, name string) *KV {
	s.mu.Lock()
	defer s.mu.Unlock()
	root := filepath.Join(s.dir, kind)
	path := filepath.Join(root, uniqueKey, DeriveID(uniqueKey, name)+dbSuffix)
	kv, ok := s.kv[path]
	if !ok {
		kv = &KV{store: s, path: path, blobs: blobDir(filepath.Join(root, sanitizePath(name), "blobs")), closed: s.closed}
		s.kv[path] = kv
	}
	return kv
}

// Get returns the entry under key as of now. An entry whose time is over is deleted.
func (kv *KV) Get(key string, now time.Time) (KVEntry, bool, error) {
	if err := kv.enter(); err != nil {
		return KVEntry{}, false, err
	}
	defer kv.mu.Unlock()
	e, blob, found, err := kv.find(key)
	if err != nil || !found {
		return KVEntry{}, false, err
	}
	if !e.Expiration.IsZero() && !e.Expiration.After(now) {
		return KVEntry{}, false, kv.remove(key, blob)
	}
	e.Value, err = os.ReadFile(kv.blobs.path(blob))
	if errors.Is(err, os.ErrNotExist) {
		return KVEntry{}, false, nil
	}
	return e, err == nil, err
}

// Put stores an entry in place of the one under its key.
func (kv *KV) Put(e KVEntry, now time.Time) error {
	blob, err := kv.blobs.write(e.Value, now) // which takes most of the time
	if err != nil {
		return err
	}
	old, err := kv.replace(e, blob)
	if err != nil {
		return errors.Join(err, kv.blobs.remove(blob))
	}
	if old == "" {
		return nil
	}
	return kv.blobs.remove(old)
}

// replace writes an entry's row and returns the blob of the one before it, or "".
func (kv *KV) replace(e KVEntry, blob string) (old string, err error) {
	if err := kv.enter(); err != nil {
		return "", err
	}
	defer kv.mu.Unlock()
	if _, old, _, err = kv.find(e.Key); err != nil {
		return "", err
	}
	var expiration, metadata any
	if !e.Expiration.IsZero() {
		expiration = e.Expiration.UnixMilli()
	}
	if e.Metadata != "" {
		metadata = e.Metadata
	}
	return old, kv.db.run(sqlPutEntry, e.Key, blob, expiration, metadata)
}

// Delete removes key, whether or not it is there.
func (kv *KV) Delete(key string) error {
	_, err := kv.Remove(key, time.Time{})
	return err
}

// Remove removes key and reports whether there was an entry whose time was not over.
func (kv *KV) Remove(key string, now time.Time) (bool, error) {
	if err := kv.enter(); err != nil {
		return false, err
	}
	defer kv.mu.Unlock()
	e, blob, found, err := kv.find(key)
	if err != nil || !found {
		return false, err
	}
	return e.Expiration.IsZero() || e.Expiration.After(now), kv.remove(key, blob)
}

// List returns up to limit entries whose keys have the prefix, in order, without values, and
// deletes those whose time is over. cursor is empty or comes from the page before.
func (kv *KV) List(prefix string, limit int, cursor string, now time.Time) (KVList, error) {
	if err := kv.enter(); err != nil {
		return KVList{}, err
	}
	defer kv.mu.Unlock()
	after := lenientBase64(cursor)
	if err := kv.expire(now); err != nil {
		return KVList{}, err
	}
	var page KVList
	row := func(s *sqlite.Stmt) {
		page.Entries = append(page.Entries, KVEntry{Key: s.Text(0), Expiration: milliTime(s, 1), Metadata: s.Text(2)})
	}
	if err := kv.db.query(sqlListEntries, row, after, prefix, now.UnixMilli(), int64(limit)+1); err != nil {
		return KVList{}, err
	}
	if len(page.Entries) > limit {
		page.Entries = page.Entries[:limit]
		page.Cursor = base64.StdEncoding.EncodeToString([]byte(page.Entries[limit-1].Key))
	}
	return page, nil
}

func (kv *KV) enter() error {
	kv.mu.Lock()
	err := kv.open()
	if err != nil {
		kv.mu.Unlock()
	}
	return err
}

func (kv *KV) open() error {
	if kv.db != nil {
		return nil
	}
	if kv.closed {
		return ErrClosed
	}
	db, err := openDatabase(kv.path, kv.store.opts.Durability)
	if err != nil {
		return err
	}
	if err := db.conn.Exec(sqlCreateEntries); err != nil {
		return errors.Join(db.wrap("make tables in", err), db.close())
	}
	kv.db = db
	return nil
}

func (kv *KV) close() error {
	kv.mu.Lock()
	defer kv.mu.Unlock()
	kv.closed = true
	if kv.db == nil {
		return nil
	}
	db := kv.db
	kv.db = nil
	return db.close()
}

func (kv *KV) find(key string) (e KVEntry, blob string, found bool, err error) {
	err = kv.db.query(sqlGetEntry, func(s *sqlite.Stmt) {
		e = KVEntry{Key: key, Expiration: milliTime(s, 1), Metadata: s.Text(2)}
		blob, found = s.Text(0), true
	}, key)
	return e, blob, found, err
}

func milliTime(s *sqlite.Stmt, column int) time.Time {
	if s.IsNull(column) {
		return time.Time{}
	}
	return time.UnixMilli(s.Int(column))
}

func (kv *KV) remove(key, blob string) error {
	if err := kv.db.run(sqlDeleteEntry, key); err != nil {
		return err
	}
	return kv.blobs.remove(blob)
}

func (kv *KV) expire(now time.Time) error {
	var blobs []string
	err := kv.db.query(sqlExpired, func(s *sqlite.Stmt) { blobs = append(blobs, s.Text(0)) }, now.UnixMilli())
	for _, blob := range blobs {
		err = errors.Join(err, kv.blobs.remove(blob))
	}
	return err
}
