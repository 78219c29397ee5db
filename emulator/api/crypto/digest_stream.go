package crypto

import (
	_ "embed"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed digest_stream.js
var digestStreamSource string

// digestStream is a module of its own because it needs streams, and most that use crypto do not.
var digestStream = &isolate.Module{Name: "digest_stream", Source: digestStreamSource, Host: digestStreamHost}

func digestStreamHost(iso *isolate.Isolate) *goja.Object {
	s := &subtleCrypto{iso: iso, rt: iso.Runtime()}
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"open": func(call goja.FunctionCall) goja.Value {
			alg := (&arguments{s: s}).identifier(call.Argument(0), hashAlgorithm)
			h, err := openHash(alg.name)
			if err != nil {
				panic(s.errorValue(err))
			}
			return s.rt.ToValue(&openedHash{h})
		},
		// write gives how many bytes there were, or -1 for what are none.
		"write": func(call goja.FunctionCall) goja.Value {
			h := call.Argument(0).Export().(*openedHash)
			data, ok := s.streamed(call.Argument(1))
			if !ok {
				return s.rt.ToValue(-1)
			}
			h.Write(data)
			return s.rt.ToValue(len(data))
		},
		"sum": func(call goja.FunctionCall) goja.Value {
			return webidl.NewArrayBuffer(iso, call.Argument(0).Export().(*openedHash).Sum(nil))
		},
	})
}

// openedHash is a hash as JavaScript holds it.
type openedHash struct{ hash.Hash }

// streamed are the bytes of what was written to a stream: a buffer, or text.
func (s *subtleCrypto) streamed(v goja.Value) ([]byte, bool) {
	if text, ok := v.(goja.String); ok {
		return []byte(webidl.String(s.iso, text)), true
	}
	return webidl.Bytes(s.iso, v)
}

// crc64NVMe is the polynomial of the NVM Express specification, reflected.
const crc64NVMe = 0x9a6c9329ac4bc9b5

// openHash starts a hash, or one of the checksums that streams alone can make.
func openHash(name string) (hash.Hash, error) {
	switch strings.ToLower(name) {
	case "crc32":
		return crc32.NewIEEE(), nil
	case "crc32c":
		return crc32.New(crc32.MakeTable(crc32.Castagnoli)), nil
	case "crc64nvme":
		return crc64.New(crc64.MakeTable(crc64NVMe)), nil
	}
	h, err := lookupHash(name)
	if err != nil {
		return nil, err
	}
	return h.New(), nil
}
