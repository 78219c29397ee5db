// Package nodecrypto has the Go functions under node:crypto: digests, key derivation, ciphers, keys
// and signatures, as OpenSSL names them.
//
// The JavaScript in js/internal/crypto checks arguments and keeps the classes; a handle that it
// holds is a Go value of this package.
package nodecrypto

import (
	"maps"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

type function = func(goja.FunctionCall) goja.Value

// Host serves the files of js/internal/crypto.
func Host(i *isolate.Isolate) *goja.Object {
	h := host{i}
	all := map[string]function{
		// hasOld tells whether there are the names that Node 22 dropped.
		"hasOld": func(goja.FunctionCall) goja.Value {
			return i.Runtime().ToValue(!i.Flag("remove_nodejs_compat_eol_v22"))
		},
	}
	for _, some := range []map[string]function{h.digests(), h.derivations(), h.primes(), h.ciphers(), h.keys(),
		h.asymmetric(), h.signatures(), h.rsaCiphers(), h.diffieHellman()} {
		maps.Copy(all, some)
	}
	return i.Object(all)
}

type host struct{ i *isolate.Isolate }

// bytes are those of an argument, shared with it; none where it is no buffer.
func (h host) bytes(call goja.FunctionCall, n int) []byte {
	data, _ := webidl.Bytes(h.i, call.Argument(n))
	return data
}

func (h host) int(call goja.FunctionCall, n int) int { return int(call.Argument(n).ToInteger()) }

func (h host) array(data []byte) goja.Value { return webidl.NewUint8Array(h.i, data) }

func isNone(v goja.Value) bool { return goja.IsUndefined(v) || goja.IsNull(v) }
