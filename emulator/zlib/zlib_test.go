package zlib

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

const (
	gzipBits = 15 + 16
	zlibBits = 15
)

// runAll runs the whole input through output of small size.
func runAll(t *testing.T, s *Stream, in []byte, size int) []byte {
	t.Helper()
	var out []byte
	buffer := make([]byte, size)
	for {
		consumed, produced, code := s.Run(in, buffer, Finish)
		in = in[consumed:]
		out = append(out, buffer[:produced]...)
		switch {
		case code == StreamEnd:
			return out
		case code != OK && code != BufError || produced == 0:
			t.Fatalf("run: %v %s", code, s.Message())
		}
	}
}

func TestRoundTrip(t *testing.T) {
	input := []byte(strings.Repeat("some words that come again; ", 40_000)) // more than a piece
	deflate, code := Deflate(-1, gzipBits, 8, 0)
	if code != OK {
		t.Fatal(code)
	}
	defer deflate.Close()
	compressed := runAll(t, deflate, input, 100)

	r, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, input) {
		t.Fatalf("Go reads %d bytes, %v", len(got), err)
	}

	inflate, _ := Inflate(gzipBits)
	defer inflate.Close()
	if got := runAll(t, inflate, compressed, 1000); !bytes.Equal(got, input) {
		t.Fatalf("inflate gives %d bytes", len(got))
	}
}

func TestBytesOfZlib(t *testing.T) {
	deflate, _ := Deflate(4, 11, 8, 0)
	defer deflate.Close()
	got := runAll(t, deflate, []byte("bird bird bird"), 100)
	if want := "8O\x4b\xca\x2c\x4aQH\x82\x11\x00\x26\x7e\x05\x24"; string(got) != want {
		t.Errorf("got %q", got)
	}
}

func TestDictionaryAndReset(t *testing.T) {
	dictionary := []byte("hello world")
	deflate, _ := Deflate(-1, zlibBits, 8, 0)
	defer deflate.Close()
	for range 2 {
		if code := deflate.SetDictionary(dictionary); code != OK {
			t.Fatal(code)
		}
		compressed := runAll(t, deflate, []byte("hello world"), 100)
		inflate, _ := Inflate(zlibBits)
		out := make([]byte, 100)
		consumed, _, code := inflate.Run(compressed, out, Finish)
		if code != NeedDict {
			t.Fatalf("without the dictionary: %v", code)
		}
		if code := inflate.SetDictionary([]byte("other")); code != DataError {
			t.Fatalf("with another dictionary: %v", code)
		}
		if code := inflate.SetDictionary(dictionary); code != OK {
			t.Fatal(code)
		}
		_, produced, code := inflate.Run(compressed[consumed:], out, Finish)
		if code != StreamEnd || string(out[:produced]) != "hello world" {
			t.Fatalf("%v %q", code, out[:produced])
		}
		inflate.Close()
		if code := deflate.Reset(); code != OK {
			t.Fatal(code)
		}
	}
}

func TestErrors(t *testing.T) {
	if _, code := Deflate(-1, 8+16, 8, 0); code != StreamError {
		t.Errorf("a window that is too small: %v", code)
	}
	inflate, _ := Inflate(zlibBits)
	inflate.Run([]byte("not compressed"), make([]byte, 100), NoFlush)
	if got := inflate.Message(); got != "incorrect header check" {
		t.Errorf("message: %q", got)
	}
	inflate.Close()
	inflate.Close()
}
