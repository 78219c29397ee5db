package persist

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"unicode/utf16"
)

// R2Checksums are checksums of a value in hexadecimal, "" for those that are not known.
type R2Checksums struct {
	MD5    string `json:"md5,omitempty"`
	SHA1   string `json:"sha1,omitempty"`
	SHA256 string `json:"sha256,omitempty"`
	SHA384 string `json:"sha384,omitempty"`
	SHA512 string `json:"sha512,omitempty"`
}

func (c R2Checksums) json() string {
	data, _ := json.Marshal(c) // never fails
	return string(data)
}

func parseR2Checksums(text string) (c R2Checksums) {
	_ = json.Unmarshal([]byte(text), &c) // what is no JSON has none
	return c
}

// fields are the checksums with R2's names of them.
func (c *R2Checksums) fields() []struct {
	name string
	sum  *string
} {
	return []struct {
		name string
		sum  *string
	}{{"MD5", &c.MD5}, {"SHA-1", &c.SHA1}, {"SHA-256", &c.SHA256}, {"SHA-384", &c.SHA384}, {"SHA-512", &c.SHA512}}
}

// check compares the checksums that are given with those of the value.
func (c R2Checksums) check(actual R2Checksums) error {
	sums := actual.fields()
	for i, f := range c.fields() {
		if *f.sum == "" || *f.sum == *sums[i].sum {
			continue
		}
		return &R2Error{10037, fmt.Sprintf("The %[1]s checksum you specified did not match what we received.\nYou provided a %[1]s checksum with value: %[2]s\nActual %[1]s was: %[3]s",
			f.name, *f.sum, *sums[i].sum)}
	}
	return nil
}

// only keeps of all checksums those that c has.
func (c R2Checksums) only(all R2Checksums) R2Checksums {
	sums := all.fields()
	for i, f := range c.fields() {
		if *f.sum == "" {
			*sums[i].sum = ""
		}
	}
	return all
}

// r2Digests computes the MD5 sum of what is written to it, and others.
type r2Digests [5]hash.Hash

func newR2Digests(given R2Checksums) *r2Digests {
	makers := [5]func() hash.Hash{md5.New, sha1.New, sha256.New, sha512.New384, sha512.New}
	var d r2Digests
	for i, f := range given.fields() {
		if i == 0 || *f.sum != "" {
			d[i] = makers[i]()
		}
	}
	return &d
}

func (d *r2Digests) Write(p []byte) (int, error) {
	for _, h := range d {
		if h != nil {
			h.Write(p) // never fails
		}
	}
	return len(p), nil
}

func (d *r2Digests) sums() (c R2Checksums) {
	for i, f := range c.fields() {
		if d[i] != nil {
			*f.sum = hex.EncodeToString(d[i].Sum(nil))
		}
	}
	return c
}

// metadataSize is how R2 counts custom metadata: two bytes for each unit of a text beyond Latin-1.
func metadataSize(custom string) int {
	var fields map[string]string
	_ = json.Unmarshal([]byte(custom), &fields) // of our own making
	n := 0
	for k, v := range fields {
		n += serializedLength(k) + serializedLength(v)
	}
	return n
}

func serializedLength(s string) int {
	units := utf16.Encode([]rune(s))
	for _, u := range units {
		if u > 0xff {
			return 2 * len(units)
		}
	}
	return len(units)
}

// r2Part is a part of a value: a blob, or a range of one.
type r2Part struct {
	blob   string
	offset int64
	size   int64
}

// slicesOf are the parts that hold a range of the value.
func slicesOf(parts []r2Part, offset, length int64) (slices []r2Part) {
	for _, p := range parts {
		from, to := max(offset, 0), min(offset+length, p.size)
		if from < to {
			slices = append(slices, r2Part{p.blob, from, to - from})
		}
		offset -= p.size
	}
	return slices
}

// partsReader reads parts one after the other. Their files stay until it is closed.
type partsReader struct {
	bucket *R2
	parts  []r2Part
	held   []string
	file   *os.File
	left   int64
}

// hold keeps the blobs from being removed. bucket.mu held.
func (r *partsReader) hold() {
	for _, p := range r.parts {
		r.held = append(r.held, p.blob)
		r.bucket.inUse[p.blob]++
	}
}

func (r *partsReader) Read(p []byte) (int, error) {
	for r.left == 0 {
		if err := r.closeFile(); err != nil {
			return 0, err
		}
		if len(r.parts) == 0 {
			return 0, io.EOF
		}
		if err := r.openNext(); err != nil {
			return 0, err
		}
	}
	n, err := r.file.Read(p[:min(int64(len(p)), r.left)])
	r.left -= int64(n)
	if err == io.EOF && r.left > 0 {
		return n, io.ErrUnexpectedEOF
	}
	if err == io.EOF {
		err = nil
	}
	return n, err
}

func (r *partsReader) openNext() error {
	part := r.parts[0]
	r.parts = r.parts[1:]
	f, err := os.Open(r.bucket.blobs.path(part.blob))
	if err != nil {
		return err
	}
	r.file, r.left = f, part.size
	_, err = f.Seek(part.offset, io.SeekStart)
	return err
}

func (r *partsReader) closeFile() error {
	if r.file == nil {
		return nil
	}
	f := r.file
	r.file, r.left = nil, 0
	return f.Close()
}

// Close ends the reading, and removes what was deleted meanwhile.
func (r *partsReader) Close() error {
	r.parts = nil
	err := r.closeFile()
	b := r.bucket
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, id := range r.held {
		if b.inUse[id]--; b.inUse[id] > 0 {
			continue
		}
		delete(b.inUse, id)
		if b.doomed[id] {
			delete(b.doomed, id)
			err = errors.Join(err, b.blobs.remove(id))
		}
	}
	r.held = nil
	return err
}

// remove deletes blobs, those that are being read when that has ended.
func (b *R2) remove(blobs ...string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	var err error
	for _, id := range blobs {
		if b.inUse[id] > 0 {
			b.doomed[id] = true
			continue
		}
		err = errors.Join(err, b.blobs.remove(id))
	}
	return err
}
