package nodecrypto

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rc4"
	"crypto/subtle"
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// cipherKind is a cipher as BoringSSL describes it: sizes are bytes, block is 1 for streams.
type cipherKind struct {
	name, mode            string
	nid, block, iv, keyed int
	// alias is another name that is taken but not listed.
	alias string
}

// The kinds of AES are those that an EVP_CIPHER of BoringSSL has; nid are its numbers.
var cipherKinds = []cipherKind{
	{name: "aes-128-cbc", mode: "cbc", nid: 419, block: 16, iv: 16, keyed: 16, alias: "aes128"},
	{name: "aes-128-ctr", mode: "ctr", nid: 904, block: 1, iv: 16, keyed: 16},
	{name: "aes-128-ecb", mode: "ecb", nid: 418, block: 16, keyed: 16},
	{name: "aes-128-gcm", mode: "gcm", nid: 895, block: 1, iv: 12, keyed: 16, alias: "id-aes128-gcm"},
	{name: "aes-128-ofb", mode: "ofb", nid: 420, block: 1, iv: 16, keyed: 16},
	{name: "aes-192-cbc", mode: "cbc", nid: 423, block: 16, iv: 16, keyed: 24, alias: "aes192"},
	{name: "aes-192-ctr", mode: "ctr", nid: 905, block: 1, iv: 16, keyed: 24},
	{name: "aes-192-ecb", mode: "ecb", nid: 422, block: 16, keyed: 24},
	{name: "aes-192-gcm", mode: "gcm", nid: 898, block: 1, iv: 12, keyed: 24, alias: "id-aes192-gcm"},
	{name: "aes-192-ofb", mode: "ofb", nid: 424, block: 1, iv: 16, keyed: 24},
	{name: "aes-256-cbc", mode: "cbc", nid: 427, block: 16, iv: 16, keyed: 32, alias: "aes256"},
	{name: "aes-256-ctr", mode: "ctr", nid: 906, block: 1, iv: 16, keyed: 32},
	{name: "aes-256-ecb", mode: "ecb", nid: 426, block: 16, keyed: 32},
	{name: "aes-256-gcm", mode: "gcm", nid: 901, block: 1, iv: 12, keyed: 32, alias: "id-aes256-gcm"},
	{name: "aes-256-ofb", mode: "ofb", nid: 428, block: 1, iv: 16, keyed: 32},
	{name: "des-cbc", mode: "cbc", nid: 31, block: 8, iv: 8, keyed: 8},
	{name: "des-ecb", mode: "ecb", nid: 29, block: 8, keyed: 8},
	{name: "des-ede", mode: "ecb", nid: 32, block: 8, keyed: 16},
	{name: "des-ede-cbc", mode: "cbc", nid: 43, block: 8, iv: 8, keyed: 16},
	{name: "des-ede3-cbc", mode: "cbc", nid: 44, block: 8, iv: 8, keyed: 24, alias: "des3"},
	{name: "rc4", mode: "stream", nid: 5, block: 1, keyed: 16},
	{name: "chacha20-poly1305", mode: "stream", nid: 950, block: 1, iv: 12, keyed: 32},
}

func findCipher(name string) *cipherKind {
	name = strings.ToLower(name)
	for n, kind := range cipherKinds {
		if kind.name == name || (kind.alias != "" && kind.alias == name) {
			return &cipherKinds[n]
		}
	}
	return nil
}

func (k *cipherKind) authenticated() bool { return k.mode == "gcm" || k.name == "chacha20-poly1305" }

func (k *cipherKind) newBlock(key []byte) (cipher.Block, error) {
	switch {
	case strings.HasPrefix(k.name, "aes"):
		return aes.NewCipher(key)
	case len(key) == des.BlockSize:
		return des.NewCipher(key)
	case len(key) == 2*des.BlockSize:
		return des.NewTripleDESCipher(slices.Concat(key, key[:des.BlockSize]))
	}
	return des.NewTripleDESCipher(key)
}

const (
	defaultTag = 16
	noTag      = -1
)

// cipherHandle is a cipher that goes on.
type cipherHandle struct {
	kind    *cipherKind
	encrypt bool
	done    bool
	padding bool
	// blocks or stream transform what comes, or aead does it as a whole at the end.
	blocks cipher.BlockMode
	stream cipher.Stream
	auth   *authentication
	// pending has not made a block yet.
	pending []byte
	tagSize int
	tag     []byte
}

func (h host) ciphers() map[string]function {
	return map[string]function{
		"newCipher": h.newCipher, "updateCipher": h.updateCipher, "finalCipher": h.finalCipher,
		"setCipherData": h.setCipherData, "setCipherPadding": h.setCipherPadding,
		"cipherTag": h.cipherTag, "setCipherTag": h.setCipherTag,
		"cipherNames": h.cipherNames, "cipherInfo": h.cipherInfo,
	}
}

func (h host) fail(message string) { h.i.Throw("Error", message) }

func (h host) newCipher(call goja.FunctionCall) goja.Value {
	encrypt, key, iv := call.Argument(0).ToBoolean(), slices.Clone(h.bytes(call, 2)), slices.Clone(h.bytes(call, 3))
	kind := findCipher(call.Argument(1).String())
	if kind == nil {
		h.fail("Unknown or unsupported cipher")
	}
	if (kind.iv > 0 && len(iv) == 0) || (!kind.authenticated() && len(iv) > 0 && len(iv) != kind.iv) {
		h.fail("Invalid initialization vector")
	}
	handle := &cipherHandle{kind: kind, encrypt: encrypt, padding: true, tagSize: noTag}
	if kind.authenticated() {
		h.sizeTag(handle, call.Argument(4))
	}
	if len(key) != kind.keyed && kind.name != "rc4" {
		h.fail("Invalid key length")
	}
	if err := handle.init(key, iv); err != nil {
		h.fail("Failed to initialize cipher/cipher context")
	}
	return h.i.Runtime().ToValue(handle)
}

func (h host) sizeTag(handle *cipherHandle, given goja.Value) {
	if !isNone(given) {
		handle.tagSize = int(given.ToInteger())
		if handle.kind.mode == "gcm" && !validGCMTag(handle.tagSize) || handle.tagSize > defaultTag {
			h.fail("Invalid authentication tag length")
		}
		return
	}
	if handle.kind.mode != "gcm" {
		handle.tagSize = defaultTag
	}
}

func validGCMTag(size int) bool { return size == 4 || size == 8 || (size >= 12 && size <= 16) }

func (c *cipherHandle) init(key, iv []byte) error {
	if c.kind.name == "rc4" {
		stream, err := rc4.NewCipher(key)
		c.stream = stream
		return err
	}
	if c.kind.name == "chacha20-poly1305" {
		auth, err := newChaCha(key, iv)
		c.auth = auth
		return err
	}
	block, err := c.kind.newBlock(key)
	if err != nil {
		return err
	}
	switch c.kind.mode {
	case "cbc":
		if c.encrypt {
			c.blocks = cipher.NewCBCEncrypter(block, iv)
		} else {
			c.blocks = cipher.NewCBCDecrypter(block, iv)
		}
	case "ecb":
		c.blocks = ecb{block, c.encrypt}
	case "ctr":
		c.stream = cipher.NewCTR(block, iv)
	case "ofb":
		//lint:ignore SA1019 it is what the name asks for
		c.stream = cipher.NewOFB(block, iv)
	case "gcm":
		c.auth = newGCM(block, iv)
	}
	return nil
}

// ecb is each block alone.
type ecb struct {
	cipher.Block
	encrypt bool
}

func (e ecb) CryptBlocks(dst, src []byte) {
	for size := e.BlockSize(); len(src) > 0; dst, src = dst[size:], src[size:] {
		if e.encrypt {
			e.Encrypt(dst[:size], src[:size])
		} else {
			e.Decrypt(dst[:size], src[:size])
		}
	}
}

func (h host) cipherOf(call goja.FunctionCall) *cipherHandle {
	handle := handleOf[*cipherHandle](call, 0)
	if handle == nil || handle.done {
		h.fail("Cipher/decipher context has already been finalized")
	}
	return handle
}

func (h host) requireTag(c *cipherHandle) {
	if c.auth != nil && !c.encrypt && c.tag == nil {
		h.fail("No auth tag provided")
	}
}

func (h host) updateCipher(call goja.FunctionCall) goja.Value {
	c := h.cipherOf(call)
	h.requireTag(c)
	return h.array(c.update(h.bytes(call, 1)))
}

func (c *cipherHandle) update(data []byte) []byte {
	switch {
	case c.auth != nil:
		return c.auth.update(data, c.encrypt)
	case c.stream != nil:
		out := make([]byte, len(data))
		c.stream.XORKeyStream(out, data)
		return out
	}
	c.pending = append(c.pending, data...)
	size := c.kind.block
	ready := len(c.pending) / size * size
	// The last block of what is decrypted may be padding, so it waits for the end.
	if !c.encrypt && c.padding && ready == len(c.pending) && ready > 0 {
		ready -= size
	}
	out := make([]byte, ready)
	c.blocks.CryptBlocks(out, c.pending[:ready])
	c.pending = slices.Clone(c.pending[ready:])
	return out
}

func (h host) finalCipher(call goja.FunctionCall) goja.Value {
	c := h.cipherOf(call)
	h.requireTag(c)
	out, ok := c.final()
	if !ok {
		h.fail("Authentication failed")
	}
	c.done = true
	return h.array(out)
}

// final makes the last bytes. workerd has one message for all that may be wrong.
func (c *cipherHandle) final() (out []byte, ok bool) {
	if c.auth != nil {
		sum := c.auth.sum()
		if c.encrypt {
			if c.tagSize == noTag {
				c.tagSize = defaultTag
			}
			c.tag = sum[:c.tagSize]
			return nil, true
		}
		return nil, subtle.ConstantTimeCompare(sum[:len(c.tag)], c.tag) == 1
	}
	if c.stream != nil {
		return nil, true
	}
	size := c.kind.block
	if !c.padding {
		return nil, len(c.pending) == 0
	}
	if c.encrypt {
		pad := size - len(c.pending)
		last := append(c.pending, bytes.Repeat([]byte{byte(pad)}, pad)...)
		c.blocks.CryptBlocks(last, last)
		return last, true
	}
	if len(c.pending) != size {
		return nil, false
	}
	c.blocks.CryptBlocks(c.pending, c.pending)
	pad := int(c.pending[size-1])
	if pad == 0 || pad > size || !bytes.Equal(c.pending[size-pad:], bytes.Repeat([]byte{byte(pad)}, pad)) {
		return nil, false
	}
	return c.pending[:size-pad], true
}

func (h host) setCipherData(call goja.FunctionCall) goja.Value {
	c := h.cipherOf(call)
	if c.auth == nil {
		h.fail("Cipher does not support authenticated mode")
	}
	c.auth.data = append(c.auth.data, h.bytes(call, 1)...)
	return goja.Undefined()
}

func (h host) setCipherPadding(call goja.FunctionCall) goja.Value {
	h.cipherOf(call).padding = call.Argument(1).ToBoolean()
	return goja.Undefined()
}

func (h host) cipherTag(call goja.FunctionCall) goja.Value {
	c := handleOf[*cipherHandle](call, 0)
	if !c.done {
		h.fail("Auth tag is only available once cipher context has been finalized")
	}
	if c.tag == nil {
		return goja.Undefined()
	}
	return h.array(slices.Clone(c.tag))
}

func (h host) setCipherTag(call goja.FunctionCall) goja.Value {
	c := h.cipherOf(call)
	if c.auth == nil {
		h.fail("Cipher does not support authenticated mode")
	}
	if c.tag != nil {
		h.fail("Auth tag is already set")
	}
	tag := slices.Clone(h.bytes(call, 1))
	if (c.tagSize != noTag && c.tagSize != len(tag)) || (c.kind.mode == "gcm" && !validGCMTag(len(tag))) {
		h.fail("Invalid authentication tag length")
	}
	c.tag, c.tagSize = tag, len(tag)
	return goja.Undefined()
}

func (h host) cipherNames(goja.FunctionCall) goja.Value {
	names := make([]any, len(cipherKinds))
	for n, kind := range cipherKinds {
		names[n] = kind.name
	}
	return h.i.Runtime().NewArray(names...)
}

// cipherInfo describes a cipher with its own or the given sizes; undefined where it cannot have these.
func (h host) cipherInfo(call goja.FunctionCall) goja.Value {
	kind := findCipher(call.Argument(0).String())
	if id, isNumber := call.Argument(0).Export().(int64); isNumber {
		if n := slices.IndexFunc(cipherKinds, func(k cipherKind) bool { return k.nid == int(id) }); n >= 0 {
			kind = &cipherKinds[n]
		}
	}
	if kind == nil {
		return goja.Undefined()
	}
	key, iv := kind.keyed, kind.iv
	if v := call.Argument(1); !isNone(v) {
		if key = int(v.ToInteger()); key != kind.keyed {
			return goja.Undefined()
		}
	}
	if v := call.Argument(2); !isNone(v) {
		if iv = int(v.ToInteger()); iv != kind.iv && (kind.mode != "gcm" || iv <= 0) {
			return goja.Undefined()
		}
	}
	info := h.i.Runtime().NewObject()
	set := func(name string, value any) { _ = info.Set(name, value) }
	set("name", kind.name)
	set("nid", kind.nid)
	if kind.mode != "stream" && kind.block > 1 {
		set("blockSize", kind.block)
	}
	if iv > 0 {
		set("ivLength", iv)
	}
	set("keyLength", key)
	set("mode", kind.mode)
	return info
}
