package crypto

import (
	"crypto/subtle"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// subtleCrypto is the Go side of one isolate's crypto.subtle.
type subtleCrypto struct {
	iso *isolate.Isolate
	rt  *goja.Runtime
	// newKey makes a CryptoKey around a key, handleOf takes it out again.
	newKey, handleOf goja.Callable
}

// job is the work of one call, its arguments read: plain Go, fit to run anywhere.
type job struct {
	run func() (any, error)
	// heavy work is done off the loop.
	heavy bool
}

// offLoop is how many bytes make any work heavy: about a millisecond of hashing.
const offLoop = 1 << 20

// operation reads the arguments of a method.
type operation func(a *arguments) job

// methods are the methods of SubtleCrypto that return promises.
func (s *subtleCrypto) methods() map[string]func(goja.FunctionCall) goja.Value {
	functions := map[string]func(goja.FunctionCall) goja.Value{}
	for name, op := range operations {
		functions[name] = func(call goja.FunctionCall) goja.Value {
			return s.start(&arguments{s: s, call: call, method: name}, op)
		}
	}
	return functions
}

// start turns everything that goes wrong into a rejection.
func (s *subtleCrypto) start(a *arguments, op operation) goja.Value {
	var j job
	if ex := s.rt.Try(func() { j = op(a) }); ex != nil {
		return s.iso.Rejected(ex.Value())
	}
	if !j.heavy && a.size < offLoop {
		v, err := j.run()
		if err != nil {
			return s.iso.Rejected(s.errorValue(err))
		}
		return s.iso.Resolved(s.value(v))
	}
	promise, resolve, reject := s.rt.NewPromise()
	var v any
	var err error
	s.iso.Go(func() { v, err = j.run() }, func() {
		if err != nil {
			_ = reject(s.errorValue(err))
			return
		}
		_ = resolve(s.value(v))
	})
	return s.rt.ToValue(promise)
}

// value is what a script gets of the outcome of a job; loop only.
func (s *subtleCrypto) value(v any) goja.Value {
	switch v := v.(type) {
	case []byte:
		return webidl.NewArrayBuffer(s.iso, v)
	case *key:
		return s.keyValue(v)
	case *keyPair:
		return s.pairValue(v)
	case *jwk:
		return s.jwkValue(v)
	}
	return s.rt.ToValue(v)
}

func (s *subtleCrypto) timingSafeEqual(call goja.FunctionCall) goja.Value {
	var data [2][]byte
	for n := range data {
		b, ok := webidl.Bytes(s.iso, call.Argument(n))
		if !ok {
			s.iso.TypeError(webidl.MsgArgument("timingSafeEqual", "SubtleCrypto", n+1, "BufferSource"))
		}
		data[n] = b
	}
	if len(data[0]) != len(data[1]) {
		s.iso.TypeError(msgUnequalLengths)
	}
	return s.rt.ToValue(subtle.ConstantTimeCompare(data[0], data[1]) == 1)
}
