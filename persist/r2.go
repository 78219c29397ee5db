package persist

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// r2UniqueKey is the unique key of miniflare's simulator of R2.
const r2UniqueKey = "miniflare-R2BucketObject"

// Limits of R2, enforced locally as by the real tools.
const (
	maxR2Key      = 1024
	maxR2Value    = 5<<30 - 5<<20
	maxR2Metadata = 8192
	maxR2List     = 1000
)

// The tables are miniflare's. A blob_id of NULL tells an object whose value is its parts'.
const sqlCreateObjects = `CREATE TABLE IF NOT EXISTS _mf_objects (
    key TEXT PRIMARY KEY,
    blob_id TEXT,
    version TEXT NOT NULL,
    size INTEGER NOT NULL,
    etag TEXT NOT NULL,
    uploaded INTEGER NOT NULL,
    checksums TEXT NOT NULL,
    http_metadata TEXT NOT NULL,
    custom_metadata TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS _mf_multipart_uploads (
    upload_id TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    http_metadata TEXT NOT NULL,
    custom_metadata TEXT NOT NULL,
    state TINYINT DEFAULT 0 NOT NULL
);
CREATE TABLE IF NOT EXISTS _mf_multipart_parts (
    upload_id TEXT NOT NULL REFERENCES _mf_multipart_uploads(upload_id),
    part_number INTEGER NOT NULL,
    blob_id TEXT NOT NULL,
    size INTEGER NOT NULL,
    etag TEXT NOT NULL,
    checksum_md5 TEXT NOT NULL,
    object_key TEXT REFERENCES _mf_objects(key) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (upload_id, part_number)
)`

const (
	sqlGetObject    = `SELECT blob_id, version, size, etag, uploaded, checksums, http_metadata, custom_metadata FROM _mf_objects WHERE key = ?`
	sqlPutObject    = `INSERT OR REPLACE INTO _mf_objects (key, blob_id, version, size, etag, uploaded, checksums, http_metadata, custom_metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
	sqlDeleteObject = `DELETE FROM _mf_objects WHERE key = ?`
	sqlObjectParts  = `SELECT blob_id, size FROM _mf_multipart_parts WHERE object_key = ? ORDER BY part_number`
	sqlDropParts    = `DELETE FROM _mf_multipart_parts WHERE object_key = ? RETURNING blob_id`
)

// R2Error is a failure with a code of R2.
type R2Error struct {
	Code    int
	Message string
}

// Error is the message in the form in which scripts see it after the name of the operation.
func (e *R2Error) Error() string { return e.Message + " (" + strconv.Itoa(e.Code) + ")" }

// The failures of R2.
var (
	errR2Internal       = &R2Error{10001, "We encountered an internal error. Please try again."}
	errR2TooSmall       = &R2Error{10011, "Your proposed upload is smaller than the minimum allowed object size."}
	errR2Metadata       = &R2Error{10012, "Your metadata headers exceed the maximum allowed metadata size."}
	errR2Name           = &R2Error{10020, "The specified object name is not valid."}
	errR2MaxKeys        = &R2Error{10022, "MaxKeys params must be positive integer <= 1000."}
	errR2NoUpload       = &R2Error{10024, "The specified multipart upload does not exist."}
	errR2Part           = &R2Error{10025, "One or more of the specified parts could not be found."}
	errR2Range          = &R2Error{10039, "The requested range is not satisfiable"}
	errR2BadUpload      = &R2Error{10048, "There was a problem with the multipart upload."}
	errR2TooLarge       = &R2Error{100100, "Your proposed upload exceeds the maximum allowed object size."}
	errR2Precondition   = errors.New("a precondition does not hold")
	errR2BlobUnreadable = errors.New("the value is missing")
)

// R2 is one R2 bucket. It may be used from any goroutine.
type R2 struct {
	store *Store
	path  string
	blobs blobDir

	mu sync.Mutex
	// guards:
	closed bool
	db     *database
	inUse  map[string]int  // blobs being read
	doomed map[string]bool // of those, the ones to remove afterwards
}

// R2Object is an object without its value.
type R2Object struct {
	Key, Version string
	Size         int64
	ETag         string
	Uploaded     time.Time
	Checksums    R2Checksums
	HTTP, Custom string // metadata as JSON objects

	blob string // "" for a value in parts
}

// R2 returns the bucket of this name. Nothing is opened yet.
func (s *Store) R2(bucket string) *R2 {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.r2[bucket]
	if !ok {
		root := filepath.Join(s.dir, "r2")
		b = &R2{
			store: s, closed: s.closed, inUse: map[string]int{}, doomed: map[string]bool{},
			path:  filepath.Join(root, r2UniqueKey, DeriveID(r2UniqueKey, bucket)+dbSuffix),
			blobs: blobDir(filepath.Join(root, sanitizePath(bucket), "blobs")),
		}
		s.r2[bucket] = b
	}
	return b
}

// Head returns an object, if there is one under the key.
func (b *R2) Head(key string) (R2Object, bool, error) {
	if err := b.enter(key); err != nil {
		return R2Object{}, false, err
	}
	defer b.mu.Unlock()
	return b.find(key)
}

// R2Got is what Get found.
type R2Got struct {
	R2Object
	Offset, Length int64         // of the value that was asked for
	Value          []byte        // the value, where it is small,
	Reader         io.ReadCloser // or what reads it
	Unmet          bool          // the conditions do not hold: there is no value
}

// Get returns an object with its value or a range of it, or without one if conditions do not hold.
func (b *R2) Get(key string, cond *R2Conditions, want R2Range) (got R2Got, found bool, err error) {
	if err := b.enter(key); err != nil {
		return R2Got{}, false, err
	}
	defer b.mu.Unlock()
	o, found, err := b.find(key)
	if err != nil || !found {
		return R2Got{}, false, err
	}
	got = R2Got{R2Object: o, Length: o.Size}
	if !cond.hold(&o) {
		got.Unmet = true
		return got, true, nil
	}
	if got.Offset, got.Length, err = want.of(o.Size); err != nil {
		return R2Got{}, false, err
	}
	err = b.openValue(&got)
	if errors.Is(err, errR2BlobUnreadable) {
		return R2Got{}, false, nil
	}
	return got, err == nil, err
}

// smallR2Value is up to how many bytes a value is read at once.
const smallR2Value = 64 << 10

// openValue reads the value, or opens it for reading. b.mu held.
func (b *R2) openValue(got *R2Got) error {
	parts := []r2Part{{blob: got.blob, size: got.Size}}
	if got.blob == "" {
		parts = nil
		err := b.db.query(sqlObjectParts, func(s *sqlite.Stmt) {
			parts = append(parts, r2Part{blob: s.Text(0), size: s.Int(1)})
		}, got.Key)
		if err != nil {
			return err
		}
	}
	r := &partsReader{bucket: b, parts: slicesOf(parts, got.Offset, got.Length)}
	for _, p := range r.parts {
		if _, err := os.Stat(b.blobs.path(p.blob)); err != nil {
			return errR2BlobUnreadable
		}
	}
	if got.Length > smallR2Value {
		r.hold()
		got.Reader = r
		return nil
	}
	var value bytes.Buffer
	value.Grow(int(got.Length))
	_, err := io.Copy(&value, r)
	if err = errors.Join(err, r.closeFile()); err != nil {
		return fmt.Errorf("read value: %w", err)
	}
	got.Value = value.Bytes()
	return nil
}

// R2Put is what is to be stored beside the value.
type R2Put struct {
	Key          string
	Size         int64
	HTTP, Custom string
	Checksums    R2Checksums // those that the value must have
	Conditions   *R2Conditions
}

// Put stores an object whose value r reads. It answers false, and stores nothing, if conditions do
// not hold.
func (b *R2) Put(p R2Put, r io.Reader) (o R2Object, stored bool, err error) {
	if err := checkR2Key(p.Key); err != nil {
		return R2Object{}, false, err
	}
	switch {
	case p.Size > maxR2Value:
		return R2Object{}, false, errR2TooLarge
	case metadataSize(p.Custom) > maxR2Metadata:
		return R2Object{}, false, errR2Metadata
	}
	now := b.store.opts.Now()
	blob, sums, err := b.write(r, p.Size, p.Checksums, now)
	if err != nil {
		return R2Object{}, false, err
	}
	o = R2Object{
		Key: p.Key, Version: newVersion(), Size: p.Size, ETag: sums.MD5, Uploaded: now.Truncate(time.Millisecond),
		Checksums: p.Checksums.only(sums), HTTP: p.HTTP, Custom: p.Custom, blob: blob,
	}
	old, err := b.replace(&o, p.Conditions)
	switch {
	case errors.Is(err, errR2Precondition):
		return R2Object{}, false, b.remove(blob)
	case err != nil:
		return R2Object{}, false, errors.Join(err, b.remove(blob))
	}
	o.Checksums.MD5 = o.ETag
	return o, true, b.remove(old...)
}

// write stores a value in a new blob and computes the MD5 sum and those that are given.
func (b *R2) write(r io.Reader, size int64, given R2Checksums, now time.Time) (blob string, sums R2Checksums, err error) {
	f, blob, err := b.blobs.create(now)
	if err != nil {
		return "", sums, err
	}
	digests := newR2Digests(given)
	n, err := io.Copy(io.MultiWriter(f, digests), r)
	if err == nil && n != size {
		err = fmt.Errorf("value has %d bytes, not %d", n, size)
	}
	err = errors.Join(err, f.Close())
	sums = digests.sums()
	if err == nil {
		err = given.check(sums)
	}
	if err != nil {
		return "", sums, errors.Join(err, b.blobs.remove(blob))
	}
	return blob, sums, nil
}

// replace puts an object's row in the place of the one under its key and returns the blobs that are
// not needed any more.
func (b *R2) replace(o *R2Object, cond *R2Conditions) (old []string, err error) {
	if err := b.enter(o.Key); err != nil {
		return nil, err
	}
	defer b.mu.Unlock()
	err = b.transact(func() error {
		previous, found, err := b.find(o.Key)
		if err != nil {
			return err
		}
		if cond != nil {
			var at *R2Object
			if found {
				at = &previous
			}
			if !cond.hold(at) {
				return errR2Precondition
			}
		}
		if err := b.putRow(o); err != nil || !found {
			return err
		}
		old, err = b.blobsOf(&previous)
		return err
	})
	return old, err
}

// putRow writes an object's row. b.mu held.
func (b *R2) putRow(o *R2Object) error {
	var blob any
	if o.blob != "" {
		blob = o.blob
	}
	return b.db.run(sqlPutObject, o.Key, blob, o.Version, o.Size, o.ETag, o.Uploaded.UnixMilli(), o.Checksums.json(), o.HTTP, o.Custom)
}

// blobsOf takes an object's blobs from the tables. b.mu held.
func (b *R2) blobsOf(o *R2Object) ([]string, error) {
	if o.blob != "" {
		return []string{o.blob}, nil
	}
	return b.dropped(sqlDropParts, o.Key)
}

// dropped runs a statement that deletes parts and returns their blobs. b.mu held.
func (b *R2) dropped(sql string, arg string) (blobs []string, err error) {
	err = b.db.query(sql, func(s *sqlite.Stmt) { blobs = append(blobs, s.Text(0)) }, arg)
	return blobs, err
}

// Delete removes the objects under keys, whether or not they are there.
func (b *R2) Delete(keys []string) error {
	for _, key := range keys {
		if err := checkR2Key(key); err != nil {
			return err
		}
	}
	if err := b.enter(""); err != nil {
		return err
	}
	var old []string
	err := b.transact(func() error {
		for _, key := range keys {
			o, found, err := b.find(key)
			if err != nil || !found {
				if err != nil {
					return err
				}
				continue
			}
			blobs, err := b.blobsOf(&o)
			if err = errors.Join(err, b.db.run(sqlDeleteObject, key)); err != nil {
				return err
			}
			old = append(old, blobs...)
		}
		return nil
	})
	b.mu.Unlock()
	if err != nil {
		return err
	}
	return b.remove(old...)
}

// find reads an object's row. b.mu held.
func (b *R2) find(key string) (o R2Object, found bool, err error) {
	err = b.db.query(sqlGetObject, func(s *sqlite.Stmt) { o, found = objectRow(s, key, 0), true }, key)
	return o, found, err
}

// objectRow is the object of a row whose columns from first on are those of sqlGetObject.
func objectRow(s *sqlite.Stmt, key string, first int) R2Object {
	o := R2Object{
		Key: key, blob: s.Text(first), Version: s.Text(first + 1), Size: s.Int(first + 2), ETag: s.Text(first + 3),
		Uploaded: time.UnixMilli(s.Int(first + 4)), Checksums: parseR2Checksums(s.Text(first + 5)),
		HTTP: s.Text(first + 6), Custom: s.Text(first + 7),
	}
	if isMD5(o.ETag) {
		o.Checksums.MD5 = o.ETag
	}
	return o
}

func isMD5(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && len(s) == 32
}

func newVersion() string {
	b := make([]byte, 16)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

func checkR2Key(key string) error {
	if len(key) > maxR2Key {
		return errR2Name
	}
	return nil
}

// enter checks the key, locks the bucket and opens its database.
func (b *R2) enter(key string) error {
	if err := checkR2Key(key); err != nil {
		return err
	}
	b.mu.Lock()
	err := b.open()
	if err != nil {
		b.mu.Unlock()
	}
	return err
}

func (b *R2) open() error {
	if b.db != nil {
		return nil
	}
	if b.closed {
		return ErrClosed
	}
	db, err := openDatabase(b.path, b.store.opts.Durability)
	if err != nil {
		return err
	}
	if err := db.conn.Exec(sqlCreateObjects); err != nil {
		return errors.Join(db.wrap("make tables in", err), db.close())
	}
	b.db = db
	return nil
}

// transact runs fn in a transaction, which an error undoes. b.mu held.
func (b *R2) transact(fn func() error) error {
	if err := b.db.run(sqlBegin); err != nil {
		return err
	}
	err := fn()
	if err == nil {
		err = b.db.run(sqlCommit)
	}
	if err != nil && b.db.conn.InTransaction() {
		return errors.Join(err, b.db.run(sqlRollback))
	}
	return err
}

func (b *R2) close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	if b.db == nil {
		return nil
	}
	db := b.db
	b.db = nil
	return db.close()
}
