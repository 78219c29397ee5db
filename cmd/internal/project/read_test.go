package project

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// The codes and places are those of wrangler 4.164.
func TestParseJSONC_SyntaxErrors(t *testing.T) {
	tests := []struct{ src, want string }{
		{`{"a":1 "b":2}`, "CommaExpected 1:8"},
		{"{\"main\":\"a\"\n\"name\":\"b\"}", "CommaExpected 2:1"},
		{"{\r\n\"a\":1\r\n\"b\":2}", "CommaExpected 3:1"},
		{`{a:1}`, "InvalidSymbol 1:2"},
		{`{'a':1}`, "InvalidSymbol 1:2"},
		{`{"é":"ü", b:1}`, "InvalidSymbol 1:11"},
		{`{"a":tru}`, "InvalidSymbol 1:6"},
		{`{"a":1;}`, "InvalidSymbol 1:7"},
		{`{"a"}`, "ColonExpected 1:5"},
		{`{"a" 1}`, "ColonExpected 1:6"},
		{`{"a":}`, "ValueExpected 1:6"},
		{`{,}`, "ValueExpected 1:2"},
		{``, "ValueExpected 1:1"},
		{`{"a":1`, "CloseBraceExpected 1:7"},
		{`{`, "CloseBraceExpected 1:2"},
		{`[1`, "CloseBracketExpected 1:3"},
		{`{1:2}`, "PropertyNameExpected 1:2"},
		{`{"a":1}}`, "EndOfFileExpected 1:8"},
		{"{\"a\":\"x\n\"}", "UnexpectedEndOfString 1:6"},
		{`{"a":"`, "UnexpectedEndOfString 1:6"},
		{`{"a":"\q"}`, "InvalidEscapeCharacter 1:6"},
		{`{"a":"\u12"}`, "InvalidUnicode 1:6"},
		{"{\"a\":\"\t\"}", "InvalidCharacter 1:6"},
		{`/* x`, "UnexpectedEndOfComment 1:1"},
		{`{"a":1.}`, "UnexpectedEndOfNumber 1:6"},
	}
	for _, tt := range tests {
		_, err := parseJSONC(tt.src)
		bad := new(syntaxError)
		if !errors.As(err, &bad) {
			t.Errorf("%q: got %v", tt.src, err)
			continue
		}
		if got := fmt.Sprintf("%s %d:%d", bad.text, bad.pos.line, bad.pos.col); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.src, got, tt.want)
		}
		if bad.hint == "" {
			t.Errorf("%q: no hint", tt.src)
		}
	}
}

func TestParseJSONC_Lenient(t *testing.T) {
	for _, src := range []string{`{"a":1}// c`, `{"a":1,}//`, `{"a":[1,]}`, `{"a":1}/* c */`, "// c\n{}\n"} {
		if _, err := parseJSONC(src); err != nil {
			t.Errorf("%q: got %v", src, err)
		}
	}
}

// Values come out as JSON.stringify would print wrangler's.
func TestParseTOML_Values(t *testing.T) {
	tests := []struct{ src, want string }{
		{`a = 1.50`, `{"a":1.5}`},
		{`a = 0xff`, `{"a":255}`},
		{`a = 0o17`, `{"a":15}`},
		{`a = 0b11`, `{"a":3}`},
		{`a = +1_000`, `{"a":1000}`},
		{`a = 1e3`, `{"a":1000}`},
		{`a = 1e21`, `{"a":1e+21}`},
		{`a = 1e-7`, `{"a":1e-7}`},
		{`a = -inf`, `{"a":null}`},
		{`a = nan`, `{"a":null}`},
		{"a = \"\"\"\nx\ny\"\"\"", `{"a":"x\ny"}`},
		{`a = 'x\n'`, `{"a":"x\\n"}`},
		{`a = [1, [2, 3], { x = true }]`, `{"a":[1,[2,3],{"x":true}]}`},
		{"a = [ # c\n 1,\n # d\n 2,\n]", `{"a":[1,2]}`},
		{`"q k" = 1`, `{"q k":1}`},
		{`a.b.c = 1`, `{"a":{"b":{"c":1}}}`},
		{`a = { b.c = 1 }`, `{"a":{"b":{"c":1}}}`},
		{"[a.b]\nc = 1\n[a]\nd = 2", `{"a":{"b":{"c":1},"d":2}}`},
		{"[[a]]\nb = 1\n[a.c]\nd = 2\n[[a]]\nb = 3\n[[a.e]]\nf = 4", `{"a":[{"b":1,"c":{"d":2}},{"b":3,"e":[{"f":4}]}]}`},
		{`a = 2025-01-02`, `{"a":"2025-01-02"}`},
		{`a = 2025-01-02T03:04:05+01:00`, `{"a":"2025-01-02T02:04:05.000Z"}`},
		{`a = 10:20:30`, `{"a":"10:20:30"}`},
	}
	for _, tt := range tests {
		root, err := parseTOML(tt.src)
		if err != nil {
			t.Errorf("%q: got %v", tt.src, err)
			continue
		}
		if got := root.json(); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.src, got, tt.want)
		}
	}
}

func TestParseTOML_SyntaxErrors(t *testing.T) {
	for src, want := range map[string]position{
		"a = \n":               {1, 5},
		"a = 1\nb = x\n":       {2, 5},
		"a = 1\na = 2\n":       {2, 1},
		"[a]\n[a]\n":           {2, 2},
		"é = 1\n":              {1, 1},
		"x = \"é\" y\n":        {1, 9},
		"a = \"unterminated\n": {1, 5},
	} {
		_, err := parseTOML(src)
		bad := new(syntaxError)
		if !errors.As(err, &bad) {
			t.Errorf("%q: got %v", src, err)
		} else if bad.pos.line != want.line {
			t.Errorf("%q: got %v, want %v: %v", src, bad.pos, want, err)
		}
	}
}

func FuzzJSONC(f *testing.F) { fuzzReader(f, "wrangler.jsonc", parseJSONC) }
func FuzzTOML(f *testing.F)  { fuzzReader(f, "wrangler.toml", parseTOML) }

// fuzzReader feeds a reader and, when it accepts, the checks and the resolution after it.
func fuzzReader(f *testing.F, config string, parse func(string) (*node, error)) {
	files, _ := filepath.Glob("testdata/mistakes/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range archive.Files {
			if part.Name == config {
				f.Add(string(part.Data))
			}
		}
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, src string) {
		src = decodeText([]byte(src))
		root, err := parse(src)
		if bad := new(syntaxError); errors.As(err, &bad) && bad.pos.line < 1 {
			t.Errorf("%q: got no place", src)
		}
		if err != nil {
			return
		}
		for _, env := range []string{"", "staging"} {
			l := &loader{
				opts: Options{Dir: dir, Now: today, Getenv: func(string) string { return "" }},
				env:  env, root: root,
				loc:  location{config: filepath.Join(dir, config), userConfig: filepath.Join(dir, config)},
				file: &source{config, newLineTable(src)},
			}
			if l.check() {
				p := l.resolve()
				l.checkLater(p)
				l.addVars(p)
			}
		}
	})
}
