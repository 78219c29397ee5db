package wire_test

import (
	"bytes"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator/clone/wire"
)

type vector struct {
	js, format string
	legacy     bool
	readOnly   bool
	data       []byte
}

// platformVectors hold platform objects, which the JavaScript tests do not know.
var platformVectors = []struct{ name, hex, format string }{
	{"headers", "5c0403010001610162", `Headers {a: "b"}`},
	{"common header", "5c040201110161", `Headers {"content-type": "a"}`},
	{"blob", "5c0f0a746578742f706c61696e026869", `Blob(2) "text/plain" <68 69>`},
	{"untyped blob", "5c0f00026869", "Blob(2) <68 69>"},
	{"exception", "5c080a41626f72744572726f72016d0153", "[AbortError: m]"},
	{"response", "5c06306f22067374617475735f220a737461747573546578745f2207686561646572735c040300220263665f2209776562536f636b65745f220a656e636f6465426f64795f7b06",
		"Response {status: undefined, statusText: undefined, headers: Headers {}, cf: undefined, webSocket: undefined, encodeBody: undefined}"},
	{"request", "5c0509687474703a2f2f782f6f2207686561646572735c0403002204626f6479307b02", `Request "http://x/" {headers: Headers {}, body: null}`},
	{"resizable", "7e02080000", "ArrayBuffer(2) <00 00>"},
	{"length-tracking", "7e020800005642000003", "Uint8Array(2) [0,0]"},
	{"view on resizable", "7e0408000000005642010202", "Uint8Array(2) [0,0]"},
	{"half floats", "4202003e5668000200", "Float16Array(1) [1.5]"},
	{"set notation", "5222065b612d2d625d8002", "/[a--b]/v"},
	{"all flags", "522204615c2f62bf01", `/a\/b/dgimsuy`},
}

func vectors(t testing.TB) []vector {
	text, err := os.ReadFile("../testdata/vectors.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []vector
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), " | ")
		v := vector{js: fields[0], data: unhex(t, fields[1]), format: fields[2]}
		v.js, v.legacy = strings.CutPrefix(v.js, "legacy: ")
		v.js, v.readOnly = strings.CutPrefix(v.js, "read: ")
		list = append(list, v)
	}
	for _, p := range platformVectors {
		list = append(list, vector{js: p.name, data: unhex(t, p.hex), format: p.format})
	}
	return list
}

func unhex(t testing.TB, s string) []byte {
	data, err := hex.DecodeString("ff0f" + strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return data
}

// DO-DISK-20 to 28: every form is read, and what workerd writes is written back alike.
func TestVectors(t *testing.T) {
	for _, v := range vectors(t) {
		value, err := wire.Decode(v.data)
		if err != nil {
			t.Errorf("%s: decode %x: %v", v.js, v.data, err)
			continue
		}
		if got := wire.Format(value, wire.Limits{}); got != v.format {
			t.Errorf("%s: format\n got %s\nwant %s", v.js, got, v.format)
		}
		newer := append([]byte{0xff, 16}, v.data[2:]...)
		if value, err := wire.Decode(newer); err != nil || wire.Format(value, wire.Limits{}) != v.format {
			t.Errorf("%s: in version 16: got %v, %v", v.js, value, err)
		}
		if v.readOnly {
			continue
		}
		checkEncode(t, v.js, value, v.data)
	}
}

func TestVectorsThroughJSON(t *testing.T) {
	for _, v := range vectors(t) {
		value, err := wire.Decode(v.data)
		if err != nil {
			continue // TestVectors says so
		}
		text := wire.ToJSON(value)
		again, err := wire.FromJSON(text)
		if err != nil {
			t.Errorf("%s: from JSON %s: %v", v.js, text, err)
			continue
		}
		if !v.readOnly {
			checkEncode(t, v.js+" through "+string(text), again, v.data)
		}
	}
}

func checkEncode(t *testing.T, name string, value wire.Value, want []byte) {
	t.Helper()
	// These were dense when writing began, then a getter made holes.
	if bytes.Contains(want, []byte{'-', 0x24}) || bytes.Contains(want, []byte{'-', 'I', 6, '$'}) {
		return
	}
	// Accessors and hidden elements make V8 write a dense array sparsely.
	if strings.Contains(name, "defineProperty([") {
		return
	}
	got, err := wire.Encode(value)
	if err != nil {
		t.Errorf("%s: encode: %v", name, err)
	} else if !bytes.Equal(got, want) {
		t.Errorf("%s: encode\n got %x\nwant %x", name, got, want)
	}
}
