package persist

import (
	"crypto/md5"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// minR2Part is the least size of all parts but the last.
const minR2Part = 5 << 20

// The states of uploads, which stay after their end: what can be said of them depends on it.
const (
	uploadRunning int64 = iota
	uploadCompleted
	uploadAborted
)

const (
	sqlNewUpload    = `INSERT INTO _mf_multipart_uploads (upload_id, key, http_metadata, custom_metadata) VALUES (?, ?, ?, ?)`
	sqlGetUpload    = `SELECT state, http_metadata, custom_metadata FROM _mf_multipart_uploads WHERE upload_id = ? AND key = ?`
	sqlEndUpload    = `UPDATE _mf_multipart_uploads SET state = ? WHERE upload_id = ?`
	sqlGetPart      = `SELECT blob_id FROM _mf_multipart_parts WHERE upload_id = ? AND part_number = ?`
	sqlPutPart      = `INSERT OR REPLACE INTO _mf_multipart_parts (upload_id, part_number, blob_id, size, etag, checksum_md5) VALUES (?, ?, ?, ?, ?, ?)`
	sqlUploadParts  = `SELECT part_number, size, etag, checksum_md5 FROM _mf_multipart_parts WHERE upload_id = ?`
	sqlLinkPart     = `UPDATE _mf_multipart_parts SET object_key = ? WHERE upload_id = ? AND part_number = ?`
	sqlDropUpload   = `DELETE FROM _mf_multipart_parts WHERE upload_id = ? RETURNING blob_id`
	sqlDropUnlinked = `DELETE FROM _mf_multipart_parts WHERE upload_id = ? AND object_key IS NULL RETURNING blob_id`
)

// R2Part is a part of an upload, by its number and the etag that uploading it gave.
type R2Part struct {
	Number int
	ETag   string
}

// CreateUpload begins a multipart upload.
func (b *R2) CreateUpload(key, httpMetadata, customMetadata string) (uploadID string, err error) {
	if err := checkR2Key(key); err != nil {
		return "", err
	}
	if metadataSize(customMetadata) > maxR2Metadata {
		return "", errR2Metadata
	}
	if err := b.enter(key); err != nil {
		return "", err
	}
	defer b.mu.Unlock()
	uploadID = newUploadID()
	return uploadID, b.db.run(sqlNewUpload, uploadID, key, httpMetadata, customMetadata)
}

func newUploadID() string {
	id := make([]byte, 128)
	rand.Read(id) // never fails
	return base64.RawURLEncoding.EncodeToString(id)
}

// UploadPart stores a part, in place of the one of its number.
func (b *R2) UploadPart(key, uploadID string, number int, r io.Reader, size int64) (etag string, err error) {
	if err := checkR2Key(key); err != nil {
		return "", err
	}
	blob, sums, err := b.write(r, size, R2Checksums{}, b.store.opts.Now())
	if err != nil {
		return "", err
	}
	etag = newUploadID()
	var old []string
	err = b.inUpload(key, func() error {
		u, found, err := b.upload(key, uploadID)
		if err == nil && (!found || u.state != uploadRunning) {
			err = errR2NoUpload
		}
		if err == nil {
			err = b.db.query(sqlGetPart, func(s *sqlite.Stmt) { old = append(old, s.Text(0)) }, uploadID, int64(number))
		}
		if err != nil {
			return err
		}
		return b.db.run(sqlPutPart, uploadID, int64(number), blob, size, etag, sums.MD5)
	})
	if err != nil {
		return "", errors.Join(err, b.remove(blob))
	}
	return etag, b.remove(old...)
}

// CompleteUpload makes an object of parts, in the order of their numbers.
func (b *R2) CompleteUpload(key, uploadID string, selected []R2Part) (R2Object, error) {
	o := R2Object{Key: key, Version: newVersion(), Uploaded: b.store.opts.Now().Truncate(time.Millisecond)}
	var old []string
	err := b.inUpload(key, func() (err error) {
		old, err = b.complete(&o, uploadID, selected)
		return err
	})
	if err != nil {
		return R2Object{}, err
	}
	return o, b.remove(old...)
}

// complete fills in the object and stores it; it returns the blobs that are not needed any more.
func (b *R2) complete(o *R2Object, uploadID string, selected []R2Part) (old []string, err error) {
	u, found, err := b.upload(o.Key, uploadID)
	switch {
	case err != nil:
		return nil, err
	case !found:
		return nil, errR2Internal
	case u.state != uploadRunning:
		return nil, errR2NoUpload
	}
	parts, err := b.selected(uploadID, selected)
	if err != nil {
		return nil, err
	}
	if previous, found, err := b.find(o.Key); err != nil {
		return nil, err
	} else if found {
		if old, err = b.blobsOf(&previous); err != nil {
			return nil, err
		}
	}
	o.HTTP, o.Custom = u.http, u.custom
	sum := md5.New()
	for _, p := range parts {
		o.Size += p.size
		digest, _ := hex.DecodeString(p.md5) // of our own making
		sum.Write(digest)
	}
	o.ETag = fmt.Sprintf("%x-%d", sum.Sum(nil), len(parts))
	if err := b.putRow(o); err != nil {
		return nil, err
	}
	for _, p := range parts {
		if err := b.db.run(sqlLinkPart, o.Key, uploadID, int64(p.number)); err != nil {
			return nil, err
		}
	}
	unused, err := b.dropped(sqlDropUnlinked, uploadID)
	if err != nil {
		return nil, err
	}
	return append(old, unused...), b.db.run(sqlEndUpload, uploadCompleted, uploadID)
}

type uploadedPart struct {
	number    int
	size      int64
	etag, md5 string
}

// selected looks up the parts that a script has chosen and sorts them. b.mu held.
func (b *R2) selected(uploadID string, chosen []R2Part) ([]uploadedPart, error) {
	uploaded := map[int]uploadedPart{}
	err := b.db.query(sqlUploadParts, func(s *sqlite.Stmt) {
		p := uploadedPart{int(s.Int(0)), s.Int(1), s.Text(2), s.Text(3)}
		uploaded[p.number] = p
	}, uploadID)
	if err != nil {
		return nil, err
	}
	seen := map[int]bool{}
	for _, c := range chosen {
		if seen[c.Number] {
			return nil, errR2Internal
		}
		seen[c.Number] = true
	}
	var parts []uploadedPart
	for _, c := range chosen {
		p, ok := uploaded[c.Number]
		if !ok || p.etag != c.ETag {
			return nil, errR2Part
		}
		parts = append(parts, p)
	}
	for _, p := range parts[:max(len(parts)-1, 0)] {
		if p.size < minR2Part {
			return nil, errR2TooSmall
		}
	}
	slices.SortFunc(parts, func(a, b uploadedPart) int { return a.number - b.number })
	return parts, checkSizes(parts)
}

// checkSizes wants all parts to be of one size but the last, which may be smaller.
func checkSizes(parts []uploadedPart) error {
	for i, p := range parts {
		last := i == len(parts)-1
		if !last && (p.size < minR2Part || p.size != parts[0].size) || last && p.size > parts[0].size {
			return errR2BadUpload
		}
	}
	return nil
}

// AbortUpload ends an upload and drops its parts. One that has ended stays as it is.
func (b *R2) AbortUpload(key, uploadID string) error {
	var old []string
	err := b.inUpload(key, func() error {
		u, found, err := b.upload(key, uploadID)
		switch {
		case err != nil:
			return err
		case !found:
			return errR2Internal
		case u.state != uploadRunning:
			return nil
		}
		if old, err = b.dropped(sqlDropUpload, uploadID); err != nil {
			return err
		}
		return b.db.run(sqlEndUpload, uploadAborted, uploadID)
	})
	if err != nil {
		return err
	}
	return b.remove(old...)
}

// inUpload runs fn in a transaction of the bucket.
func (b *R2) inUpload(key string, fn func() error) error {
	if err := b.enter(key); err != nil {
		return err
	}
	defer b.mu.Unlock()
	return b.transact(fn)
}

type upload struct {
	state        int64
	http, custom string
}

// upload reads an upload's row. b.mu held.
func (b *R2) upload(key, uploadID string) (u upload, found bool, err error) {
	err = b.db.query(sqlGetUpload, func(s *sqlite.Stmt) {
		u, found = upload{s.Int(0), s.Text(1), s.Text(2)}, true
	}, uploadID, key)
	return u, found, err
}
