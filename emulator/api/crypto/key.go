package crypto

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// Kinds of keys.
const (
	secret  = "secret"
	public  = "public"
	private = "private"
)

// key is what stands behind a CryptoKey. It never changes, so any goroutine may read it.
type key struct {
	*family
	kind        string
	extractable bool
	usages      usages

	// name and what follows up to length are the algorithm as scripts see it; zero values are
	// left out.
	name, namedCurve string
	modulusLength    uint16
	publicExponent   []byte
	hash             hashFunction
	length           uint16

	// material is of the type that the family chose, []byte for secrets.
	material any
}

// keyPair is what generateKey makes for asymmetric algorithms.
type keyPair struct{ public, private *key }

func (k *key) secret() []byte { return k.material.([]byte) }

// setKeyFunctions takes newKey and handleOf from the module.
func (s *subtleCrypto) setKeyFunctions(call goja.FunctionCall) goja.Value {
	s.newKey, _ = goja.AssertFunction(call.Argument(0))
	s.handleOf, _ = goja.AssertFunction(call.Argument(1))
	return goja.Undefined()
}

// keyOf is the key behind a CryptoKey, nil for every other value.
func (s *subtleCrypto) keyOf(v goja.Value) *key {
	handle, err := s.handleOf(goja.Undefined(), v)
	if err != nil {
		panic(err)
	}
	k, _ := handle.Export().(*key)
	return k
}

// keyValue makes a CryptoKey. As in workerd, its properties are its own.
func (s *subtleCrypto) keyValue(k *key) goja.Value {
	v, err := s.newKey(goja.Undefined(), s.rt.ToValue(k))
	if err != nil {
		panic(err)
	}
	o := v.(*goja.Object)
	define := func(name string, v goja.Value) {
		_ = o.DefineDataProperty(name, v, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE)
	}
	define("usages", s.stringArray(k.usages.names()))
	define("algorithm", s.algorithmValue(k))
	define("extractable", s.rt.ToValue(k.extractable))
	define("type", s.rt.ToValue(k.kind))
	return v
}

func (s *subtleCrypto) algorithmValue(k *key) goja.Value {
	o := s.rt.NewObject()
	_ = o.Set("name", k.name)
	if k.namedCurve != "" {
		_ = o.Set("namedCurve", k.namedCurve)
	}
	if k.modulusLength != 0 {
		_ = o.Set("modulusLength", k.modulusLength)
		_ = o.Set("publicExponent", webidl.NewUint8Array(s.iso, append([]byte{}, k.publicExponent...)))
	}
	if k.hash.name != "" {
		h := s.rt.NewObject()
		_ = h.Set("name", k.hash.name)
		_ = o.Set("hash", h)
	}
	if k.length != 0 {
		_ = o.Set("length", k.length)
	}
	return o
}

func (s *subtleCrypto) pairValue(p *keyPair) goja.Value {
	o := s.rt.NewObject()
	_ = o.Set("publicKey", s.keyValue(p.public))
	_ = o.Set("privateKey", s.keyValue(p.private))
	return o
}

func (s *subtleCrypto) stringArray(list []string) goja.Value {
	values := make([]any, len(list))
	for i, name := range list {
		values[i] = name
	}
	return s.rt.NewArray(values...)
}

// Material is what a CryptoKey holds and whether that is "secret", "public" or "private": the bytes
// of a secret, or a key of Go's packages. It never changes.
func Material(iso *isolate.Isolate, v goja.Value) (kind string, material any, ok bool) {
	iso.Use(module.Name)
	k := iso.Value(valueKey{}).(*subtleCrypto).keyOf(v)
	if k == nil {
		return "", nil, false
	}
	return k.kind, k.material, true
}

// valueKey is that of the isolate's subtleCrypto.
type valueKey struct{}
