package encoding_test

import (
	"testing"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/encoding"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/webidl"
)

func env(t testing.TB) *apitest.Env {
	return apitest.New(t, webidl.Modules(), events.Modules(), encoding.Modules())
}

func TestEncoding(t *testing.T) { env(t).Answers("testdata/encoding.txt") }

func TestDecodeUTF8(t *testing.T) {
	for in, want := range map[string]string{
		"\xef\xbb\xbfa\xef\xbb\xbf": "a\ufeff",
		"\xe2\x82a\xff\xf0\x9f\x98": "\ufffda\ufffd\ufffd",
		"é":                         "é",
	} {
		if got := encoding.DecodeUTF8([]byte(in)); got != want {
			t.Errorf("DecodeUTF8(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	env(b).Bench(b, `const e = new TextEncoder()`, `e.encode("hello")`)
}
func BenchmarkDecode(b *testing.B) {
	env(b).Bench(b, `const d = new TextDecoder(), x = new TextEncoder().encode("hello")`, `d.decode(x)`)
}
