package nodecrypto

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"reflect"

	"github.com/dop251/goja"
	"golang.org/x/crypto/md4" //lint:ignore SA1019 scripts may ask for it
)

// newHash makes a digest by the name that BoringSSL knows it under; nil where it knows none.
func newHash(name string) func() hash.Hash {
	switch name {
	case "md4", "MD4", "RSA-MD4", "md4WithRSAEncryption":
		return md4.New
	case "md5", "MD5", "RSA-MD5", "md5WithRSAEncryption", "ssl3-md5", "ssl2-md5", "SSL3-MD5":
		return md5.New
	case "sha1", "SHA1", "RSA-SHA1", "RSA-SHA1-2", "sha1WithRSAEncryption", "sha1WithRSA", "DSA-SHA", "DSA-SHA1",
		"dsaWithSHA", "dsaWithSHA1", "ecdsa-with-SHA1", "ssl3-sha1", "SSL3-SHA1", "dss1", "DSS1":
		return sha1.New
	case "sha224", "SHA224", "RSA-SHA224", "sha224WithRSAEncryption":
		return sha256.New224
	case "sha256", "SHA256", "RSA-SHA256", "sha256WithRSAEncryption":
		return sha256.New
	case "sha384", "SHA384", "RSA-SHA384", "sha384WithRSAEncryption":
		return sha512.New384
	case "sha512", "SHA512", "RSA-SHA512", "sha512WithRSAEncryption":
		return sha512.New
	case "sha512-256", "SHA512-256":
		return sha512.New512_256
	case "md5-sha1", "MD5-SHA1":
		return func() hash.Hash { return &md5sha1{md5.New(), sha1.New()} }
	}
	return nil
}

// md5sha1 is the digest of TLS before 1.2: both, one after the other.
type md5sha1 struct{ md5, sha1 hash.Hash }

func (h *md5sha1) Write(p []byte) (int, error) {
	h.md5.Write(p)
	return h.sha1.Write(p)
}
func (h *md5sha1) Sum(b []byte) []byte { return h.sha1.Sum(h.md5.Sum(b)) }
func (h *md5sha1) Reset()              { h.md5.Reset(); h.sha1.Reset() }
func (h *md5sha1) Size() int           { return md5.Size + sha1.Size }
func (h *md5sha1) BlockSize() int      { return sha1.BlockSize }

// digestHandle is a digest or a MAC that goes on; sum is its result once it has one.
type digestHandle struct {
	state hash.Hash
	sum   []byte
}

func (h host) digests() map[string]function {
	return map[string]function{
		"newHash": h.newHash, "copyHash": h.copyHash, "newHmac": h.newHmac,
		"updateDigest": h.updateDigest, "sumDigest": h.sumDigest,
	}
}

func (h host) newHash(call goja.FunctionCall) goja.Value {
	open := newHash(call.Argument(0).String())
	if open == nil {
		h.i.Throw("Error", "Digest method not supported")
	}
	handle := &digestHandle{state: open()}
	h.checkLength(handle, call.Argument(1))
	return h.i.Runtime().ToValue(handle)
}

// checkLength refuses an output length that is not the digest's own: none here is extendable.
func (h host) checkLength(handle *digestHandle, length goja.Value) {
	if !isNone(length) && int(length.ToInteger()) != handle.state.Size() {
		h.i.Throw("Error", "invalid digest size")
	}
}

func (h host) newHmac(call goja.FunctionCall) goja.Value {
	open := newHash(call.Argument(0).String())
	if open == nil {
		h.i.Throw("Error", "Digest method not supported")
	}
	return h.i.Runtime().ToValue(&digestHandle{state: hmac.New(open, h.bytes(call, 1))})
}

func handleOf[T any](call goja.FunctionCall, n int) T {
	handle, _ := call.Argument(n).Export().(T)
	return handle
}

func (h host) open(call goja.FunctionCall) *digestHandle {
	handle := handleOf[*digestHandle](call, 0)
	if handle == nil || handle.sum != nil {
		panic(h.i.Runtime().ToValue(h.i.NewDOMException("OperationError", "Hash context has already been finalized.")))
	}
	return handle
}

func (h host) copyHash(call goja.FunctionCall) goja.Value {
	from := h.open(call)
	to := &digestHandle{state: cloneHash(from.state)}
	h.checkLength(to, call.Argument(1))
	return h.i.Runtime().ToValue(to)
}

func cloneHash(state hash.Hash) hash.Hash {
	if both, ok := state.(*md5sha1); ok {
		return &md5sha1{cloneHash(both.md5), cloneHash(both.sha1)}
	}
	if cloner, ok := state.(hash.Cloner); ok {
		if clone, err := cloner.Clone(); err == nil {
			return clone
		}
	}
	// MD4 has no way to be copied but as a struct, which is all of its state.
	clone := reflect.New(reflect.TypeOf(state).Elem())
	clone.Elem().Set(reflect.ValueOf(state).Elem())
	return clone.Interface().(hash.Hash)
}

func (h host) updateDigest(call goja.FunctionCall) goja.Value {
	h.open(call).state.Write(h.bytes(call, 1))
	return goja.Undefined()
}

func (h host) sumDigest(call goja.FunctionCall) goja.Value {
	handle := handleOf[*digestHandle](call, 0)
	if handle.sum == nil {
		handle.sum = handle.state.Sum(nil)
		handle.state = nil
	}
	return h.array(append([]byte(nil), handle.sum...))
}
