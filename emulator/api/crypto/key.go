package crypto

import "github.com/dop251/goja"

// key is what stands behind a CryptoKey. It never changes, so any goroutine may read it.
type key struct {
	// name is that of its algorithm, kind one of "secret", "public" and "private".
	name, kind  string
	extractable bool
}

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

func (s *subtleCrypto) keyValue(k *key) goja.Value {
	v, err := s.newKey(goja.Undefined(), s.rt.ToValue(k))
	if err != nil {
		panic(err)
	}
	return v
}
