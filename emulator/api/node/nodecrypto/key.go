package nodecrypto

import (
	"bytes"
	"encoding/base64"
	"slices"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/crypto"
)

// key is what stands behind a KeyObject: the bytes of a secret, or a key of the crypto packages.
type key struct {
	kind     string
	material any
	// web says that it is that of a CryptoKey.
	web bool
}

func (h host) keys() map[string]function {
	return map[string]function{
		"newSecret": func(call goja.FunctionCall) goja.Value {
			return h.i.Runtime().ToValue(&key{kind: "secret", material: slices.Clone(h.bytes(call, 0))})
		},
		"secretOf":  func(call goja.FunctionCall) goja.Value { return h.array(slices.Clone(h.key(call, 0).secret())) },
		"equalKeys": h.equalKeys,
		"keyFrom":   h.keyFrom,
		"exportKey": h.exportKey,
	}
}

func (k *key) secret() []byte {
	data, _ := k.material.([]byte)
	return data
}

func (h host) key(call goja.FunctionCall, n int) *key {
	k := handleOf[*key](call, n)
	if k == nil {
		h.i.TypeError("Invalid key")
	}
	return k
}

// keyFrom takes the key of a CryptoKey.
func (h host) keyFrom(call goja.FunctionCall) goja.Value {
	kind, material, ok := crypto.Material(h.i, call.Argument(0))
	if !ok {
		h.i.TypeError("Invalid key")
	}
	return h.i.Runtime().ToValue(&key{kind, material, true})
}

func (h host) equalKeys(call goja.FunctionCall) goja.Value {
	one, other := h.key(call, 0), h.key(call, 1)
	return h.i.Runtime().ToValue(one.equal(other))
}

// equal compares secrets, and keys of pairs by their public halves.
func (k *key) equal(other *key) bool {
	if k.kind == "secret" || other.kind == "secret" {
		return k.kind == other.kind && bytes.Equal(k.secret(), other.secret())
	}
	_, one, err := marshalPublic(publicHalf(k.material), "spki")
	if err != nil {
		return false
	}
	_, two, err := marshalPublic(publicHalf(other.material), "spki")
	return err == nil && bytes.Equal(one, two)
}

func (h host) exportKey(call goja.FunctionCall) goja.Value {
	k, options := h.key(call, 0), call.Argument(1).ToObject(h.i.Runtime())
	format := "buffer"
	if v := orUndefined(options.Get("format")); !isNone(v) {
		format = v.String()
	}
	switch {
	case k.kind != "secret" && format == "jwk":
		return h.toJWK(k)
	case k.kind != "secret":
		return h.exportAsymmetric(k, options)
	case format == "jwk":
		out := h.i.Runtime().NewObject()
		_ = out.Set("kty", "oct")
		_ = out.Set("k", base64.RawURLEncoding.EncodeToString(k.secret()))
		_ = out.Set("ext", true)
		return out
	case format != "buffer":
		h.i.TypeError("Invalid format for secret key export: " + format)
	}
	return h.array(slices.Clone(k.secret()))
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}
