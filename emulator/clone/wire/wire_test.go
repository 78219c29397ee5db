package wire_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator/clone/wire"
)

func TestDecodeErrors(t *testing.T) {
	tests := []struct {
		name   string
		data   string
		offset int
		want   string
	}{
		{"nothing", "", 0, "empty value"},
		{"header only", "\xff\x0f", 2, "unexpected end"},
		{"newer version", "\xff\x11\x30", 1, "format version 17 is newer than 16"},
		{"unknown tag", "\xff\x0f!", 2, "unexpected tag '!'"},
		{"trailing bytes", "\xff\x0f00", 3, "1 bytes left over"},
		{"short string", "\xff\x0f\"\x05ab", 4, "unexpected end"},
		{"odd two-byte string", "\xff\x0fc\x03abc", 7, "two-byte string of odd length"},
		{"object without end", "\xff\x0fo\"\x01aT", 7, "unexpected end"},
		{"wrong count", "\xff\x0fo{\x01", 4, "1 entries announced, 0 found"},
		{"key of wrong type", "\xff\x0foT0{\x01", 3, "property key is neither string nor number"},
		{"huge dense array", "\xff\x0fA\xff\xff\xff\xff\x0f", 3, "array of 4294967295 elements in 0 bytes"},
		{"huge buffer", "\xff\x0fB\xff\xff\xff\xff\x0f", 8, "unexpected end"},
		{"huge BigInt", "\xff\x0fZ\xfe\xff\xff\xff\x07", 8, "unexpected end"},
		{"unknown reference", "\xff\x0f^\x00", 3, "reference to unknown object 0"},
		{"view beyond buffer", "\xff\x0fB\x01\x00VB\x00\x02\x00", 6, "view beyond the end of its buffer"},
		{"misaligned view", "\xff\x0fB\x04\x00\x00\x00\x00VW\x01\x02\x00", 9, "misaligned view"},
		{"unknown view", "\xff\x0fB\x00V!\x00\x00\x00", 5, "unknown view type 0x21"},
		{"unknown host object", "\xff\x0f\\\x63", 3, "unknown host object 99"},
		{"unknown header", "\xff\x0f\\\x04\x03\x01\x63", 6, "unknown header number 99"},
		{"cycle through an error", "\xff\x0f\\\x0a\x01\"\x01mo\"\x04self^\x00{\x01", 16, "reference to unknown object 0"},
		{"shared memory", "\xff\x0fu\x00", 2, "unexpected tag 'u'"},
		{"wrong array length", "\xff\x0fA\x00$\x00\x01", 7, "array of length 0 ends with length 1"},
		{"array index out of place", "\xff\x0fa\x01I\x02T@\x01\x01", 9, "array index 1 out of place"},
	}
	for _, test := range tests {
		_, err := wire.Decode([]byte(test.data))
		var got *wire.Error
		if !errors.As(err, &got) {
			t.Errorf("%s: got %v, want an error", test.name, err)
			continue
		}
		if got.Offset != test.offset || got.Message != test.want {
			t.Errorf("%s: got %d %q, want %d %q", test.name, got.Offset, got.Message, test.offset, test.want)
		}
	}
}

// DO-DISK-20: a value without a header is in version 13, whose views have no flags.
func TestDecodeLegacy(t *testing.T) {
	for data, want := range map[string]string{
		"I\x02":                                  "1",
		"A\x02B\x02\x01\x02VB\x00\x02T$\x00\x02": "[Uint8Array(2) [1,2], true]",
		"\xff\x0a_":                              "undefined",
		"\xff\x0aA\x01_$\x00\x01":                "[<1 empty item>]",
	} {
		v, err := wire.Decode([]byte(data))
		if err != nil {
			t.Errorf("%q: %v", data, err)
			continue
		}
		if got := wire.Format(v, wire.Limits{}); got != want {
			t.Errorf("%q: got %s, want %s", data, got, want)
		}
	}
}

func TestDeepNesting(t *testing.T) {
	deep := "\xff\x0f" + strings.Repeat("o\"\x01a", 200000)
	if _, err := wire.Decode([]byte(deep)); err == nil || !strings.Contains(err.Error(), "nested too deeply") {
		t.Errorf("got %v", err)
	}
}

func TestFormatLimits(t *testing.T) {
	list := func(values ...wire.Value) *wire.Array {
		a := &wire.Array{Length: uint32(len(values))}
		for k, v := range values {
			a.Elements = append(a.Elements, wire.Element{Index: uint32(k), Value: v})
		}
		return a
	}
	limits := wire.Limits{Depth: 2, Items: 2, Text: 4}
	tests := []struct {
		value wire.Value
		want  string
	}{
		{list(list(list(wire.Null{}))), "[[[Array]]]"},
		{list(wire.Number(1), wire.Number(2), wire.Number(3)), "[1, 2, … 1 more]"},
		{wire.String("a日本"), `"a日"… 3 more bytes`},
		{wire.String("abcé"), `"abc"… 2 more bytes`},
		{&wire.ArrayBuffer{Data: []byte{1, 2, 3}}, "ArrayBuffer(3) <01 02 … 1 more>"},
		{&wire.View{ViewHeader: wire.ViewHeader{Type: wire.Uint8Array, Length: 3}, Buffer: &wire.ArrayBuffer{Data: []byte{1, 2, 3}}},
			"Uint8Array(3) [1,2,… 1 more]"},
		{wire.String("\n\"\x00"), `"\n\"\u0000"`},
	}
	for _, test := range tests {
		if got := wire.Format(test.value, limits); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

// Thirty arrays of two references each stand for a billion elements.
func TestFormatReferenceBomb(t *testing.T) {
	var v wire.Value = wire.Null{}
	for range 30 {
		v = &wire.Array{Length: 2, Elements: []wire.Element{{Index: 0, Value: v}, {Index: 1, Value: v}}}
	}
	if got := len(wire.Format(v, wire.Limits{})); got > 20<<20 {
		t.Errorf("got %d bytes", got)
	}
	if got := len(wire.ToJSON(v)); got > 10000 {
		t.Errorf("got %d bytes of JSON", got)
	}
}

func TestToJSON(t *testing.T) {
	shared := &wire.Object{}
	tests := []struct {
		value wire.Value
		want  string
	}{
		{wire.Undefined{}, `{"$type":"undefined"}`},
		{wire.Number(math.NaN()), `{"$type":"number","value":"NaN"}`},
		{wire.Number(1e21), `1e+21`},
		{wire.Number(1e-7), `1e-7`},
		{wire.String("\xed\xa0\x80"), `{"$type":"string","utf16":[55296]}`},
		{wire.String("日\"\n\x01"), `"日\"\n\u0001"`},
		{&wire.Date{Milliseconds: 1700000000000}, `{"$type":"Date","value":"2023-11-14T22:13:20.000Z"}`},
		{&wire.Object{Properties: []wire.Property{{Key: "$type", Value: wire.Null{}}}},
			`{"$type":"Object","properties":[["$type",null]]}`},
		{&wire.Object{Properties: []wire.Property{{Key: "a", Value: shared}, {Key: "b", Value: shared}}},
			`{"a":{"$type":"Object","$id":1,"properties":[]},"b":{"$type":"ref","id":1}}`},
		{&wire.Map{Entries: []wire.Entry{{Key: wire.String("a"), Value: wire.Number(1)}}}, `{"$type":"Map","entries":[["a",1]]}`},
	}
	for _, test := range tests {
		if got := string(wire.ToJSON(test.value)); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

func TestFromJSON(t *testing.T) {
	tests := []struct{ json, want string }{
		{`{"b":1,"10":2,"9":3,"b":4}`, `{9: 3, 10: 2, b: 4}`},
		{`[1.5,-0,"x",null,true]`, `[1.5, -0, "x", null, true]`},
		{`1e400`, `Infinity`},
		{`{"$type":"Date","value":"+275760-09-13T00:00:00.000Z"}`, "Date +275760-09-13T00:00:00.000Z"},
		{`{"$type":"Date","value":"2026-01-02T03:04:05+01:00"}`, "Date 2026-01-02T02:04:05.000Z"},
		{`{"$type":"Uint8Array","base64":"AQID"}`, "Uint8Array(3) [1,2,3]"},
		{`{"$type":"Object","$id":7,"properties":[["me",{"$type":"ref","id":7}]]}`, "<ref *1> {me: [Circular *1]}"},
	}
	for _, test := range tests {
		v, err := wire.FromJSON([]byte(test.json))
		if err != nil {
			t.Errorf("%s: %v", test.json, err)
			continue
		}
		if got := wire.Format(v, wire.Limits{}); got != test.want {
			t.Errorf("%s: got %s, want %s", test.json, got, test.want)
		}
	}
}

func TestFromJSONErrors(t *testing.T) {
	for text, want := range map[string]string{
		``:                                 "read JSON: unexpected EOF",
		`{"a":`:                            "read JSON: unexpected EOF",
		`1 2`:                              "read JSON: more than one value",
		`{"$type":"Nope"}`:                 `read JSON value: unknown $type "Nope"`,
		`{"$type":"Map","entries":[1]}`:    "read JSON value: Map: members must be arrays of two",
		`{"$type":"ref","id":1}`:           "read JSON value: reference to unknown object 1",
		`{"$type":"bigint","value":"1.5"}`: `read JSON value: bigint: "1.5" is not an integer`,
		`{"$type":"Uint16Array","base64":"AQID"}`:               "read JSON value: Uint16Array: view does not fit its buffer",
		`{"$type":"Array","length":1,"elements":[[1,0]]}`:       "read JSON value: Array: elements must be in ascending order, below the length",
		`{"$type":"Number","value":"5"}`:                        `read JSON value: Number: "value" must be of that type`,
		`{"$type":"Date","value":"yesterday"}`:                  `read JSON value: Date: parsing time "yesterday" as "2006-01-02T15:04:05.999Z07:00": cannot parse "yesterday" as "2006"`,
		`{"a":[{"$type":"Set","values":[{"$type":"RegExp"}]}]}`: `read JSON value: Set: RegExp: "flags" must be a string`,
	} {
		if _, err := wire.FromJSON([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

// Whatever is read can be printed, written, and is then the same value.
func FuzzDecode(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.data)
	}
	f.Add([]byte("A\x02B\x02\x01\x02VB\x00\x02T$\x00\x02"))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := wire.Decode(data)
		if err != nil {
			return
		}
		text := wire.Format(v, wire.Short)
		again, err := wire.Encode(v)
		if err != nil {
			t.Fatal(err)
		}
		v2, err := wire.Decode(again)
		if err != nil {
			t.Fatalf("%x: %v", again, err)
		}
		if got := wire.Format(v2, wire.Short); got != text {
			t.Errorf("got %s, want %s", got, text)
		}
		if _, err := wire.FromJSON(wire.ToJSON(v)); err != nil {
			t.Errorf("%s: %v", wire.ToJSON(v), err)
		}
	})
}
