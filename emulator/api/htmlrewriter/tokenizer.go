package htmlrewriter

import (
	"bytes"
	"io"
	"strings"

	"golang.org/x/net/html"
)

// kind is the kind of a piece of source.
type kind int

const (
	startKind kind = iota
	endKind
	textKind
	commentKind
	doctypeKind
	opaqueKind // goes through as it is
)

// piece is a token, or a part of a text, with its source.
type piece struct {
	kind kind
	raw  []byte
}

// tokenizer cuts chunks of a document into pieces. A token that a chunk breaks off waits for
// the next chunk; text does not wait.
type tokenizer struct {
	rest  []byte // what no piece was made of yet
	final bool   // nothing comes behind rest
	z     *html.Tokenizer
	// short says that z has asked for more than rest.
	short bool
	// rawTag is the element whose content is read as text, "" outside of these.
	rawTag string
	pieces []piece
}

func (t *tokenizer) write(chunk []byte) {
	t.rest = append(bytes.Clone(t.rest), chunk...)
	t.z = nil
}

func (t *tokenizer) end() { t.final, t.z = true, nil }

// rawText tells whether the content of the element that has just begun is text.
func (t *tokenizer) rawText(name string) {
	t.rawTag = name
	if name == "" && t.z != nil {
		t.z.NextIsNotRawText()
	}
}

// next gives the next piece; ok is false when it takes another chunk.
func (t *tokenizer) next(cdata bool) (p piece, ok bool) {
	for len(t.pieces) == 0 {
		if len(t.rest) == 0 || !t.scan(cdata) {
			return piece{}, false
		}
	}
	p, t.pieces = t.pieces[0], t.pieces[1:]
	return p, true
}

// start begins to read what is there.
func (t *tokenizer) start() {
	t.short = false
	source := &shortReader{bytes.NewReader(t.rest), &t.short}
	if t.rawTag == "" {
		t.z = html.NewTokenizer(source)
		return
	}
	// Where a chunk ended inside such an element, its content goes on as text.
	t.z = html.NewTokenizer(io.MultiReader(strings.NewReader("<"+t.rawTag+">"), source))
	t.z.Next()
}

// shortReader notes that its end was reached: of a token that needed it, more may come.
type shortReader struct {
	io.Reader
	ended *bool
}

func (r *shortReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	*r.ended = *r.ended || err != nil
	return n, err
}

// scan makes pieces of one token; it reports false where the token is not complete.
func (t *tokenizer) scan(cdata bool) bool {
	if t.z == nil {
		t.start()
	}
	t.z.AllowCDATA(cdata)
	token := t.z.Next()
	raw := t.rest[:len(t.z.Raw())]
	open := !t.final && t.short
	switch {
	case token == html.ErrorToken && t.final:
		t.put(opaqueKind, t.rest)
		t.rest = nil
		return true
	case token == html.TextToken && bytes.HasPrefix(raw, []byte("<![CDATA[")) && t.rawTag == "":
		if open {
			return false
		}
		t.putCDATA(raw)
	case token == html.TextToken:
		if open {
			raw = raw[:len(raw)-t.undecided(raw)]
		} else if !t.short {
			defer func() { t.rawTag = "" }()
		}
		if len(raw) == 0 {
			return false
		}
		t.putText(raw)
	case token == html.ErrorToken || open:
		return false
	default:
		t.putToken(token, raw)
		t.rawTag = ""
	}
	t.rest = t.rest[len(raw):]
	return true
}

func (t *tokenizer) put(k kind, raw []byte) { t.pieces = append(t.pieces, piece{k, raw}) }

func (t *tokenizer) putToken(token html.TokenType, raw []byte) {
	switch {
	case token == html.StartTagToken || token == html.SelfClosingTagToken:
		t.put(startKind, raw)
	case token == html.EndTagToken:
		t.put(endKind, raw)
	case token == html.DoctypeToken:
		t.put(doctypeKind, raw)
	case string(raw) == "</>":
		t.put(opaqueKind, raw)
	default:
		t.put(commentKind, raw)
	}
}

func (t *tokenizer) putCDATA(raw []byte) {
	const opening, closing = "<![CDATA[", "]]>"
	t.put(opaqueKind, raw[:len(opening)])
	text := bytes.TrimSuffix(raw[len(opening):], []byte(closing))
	if len(text) > 0 {
		t.put(textKind, text)
	}
	t.put(opaqueKind, raw[len(opening)+len(text):])
}

// undecided is the length of what ends a text but may become a tag.
func (t *tokenizer) undecided(text []byte) int {
	if t.rawTag == "plaintext" {
		return 0
	}
	// What `<!--` does to the end of a script is not known from the middle of it.
	if t.rawTag == "script" && bytes.Contains(text, []byte("<!--")) {
		return len(text)
	}
	i := bytes.LastIndexByte(text, '<')
	if i < 0 {
		return 0
	}
	tail := lowerASCII(string(text[i:]))
	switch {
	case strings.HasPrefix("</"+t.rawTag, tail), t.rawTag == "script" && strings.HasPrefix("<!--", tail):
		return len(tail)
	}
	return 0
}

// putText cuts a text like the real runtime, which lets go of what it has before every "<" and
// again when that turns out to be no tag.
func (t *tokenizer) putText(text []byte) {
	if t.rawTag == "script" {
		for _, part := range cutScript(text) {
			t.put(textKind, part)
		}
		return
	}
	for len(text) > 0 {
		n := bytes.IndexByte(text, '<')
		switch {
		case n < 0 || t.rawTag == "plaintext":
			n = len(text)
		case n == 0:
			n = t.noTag(text)
		}
		t.put(textKind, text[:n])
		text = text[n:]
	}
}

// noTag is how far the reader has gone into what begins with "<" when it sees that this is text.
func (t *tokenizer) noTag(text []byte) int {
	switch {
	case len(text) == 1 || text[1] != '/':
		return 1
	case t.rawTag == "":
		return 2
	}
	return 2 + letters(text[2:])
}

// letters is the number of letters that s begins with.
func letters(s []byte) int {
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	return n
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
