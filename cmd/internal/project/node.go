package project

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

type kind int

const (
	null kind = iota
	boolean
	number
	text
	date
	array
	object
)

// position is a 1-based line and column. The zero position is unknown.
type position struct{ line, col int }

// node is a value of a configuration file, whatever its format. A nil *node is a value that is not
// there: JavaScript's undefined.
type node struct {
	kind    kind
	pos     position
	str     string // text, and the ISO form of a date
	num     float64
	bool    bool
	items   []*node
	entries []entry
	twice   []entry // keys written more than once; the last counts
}

// entry is one key of an object.
type entry struct {
	key   string
	pos   position
	value *node
}

// get gives the value of a key, or nil.
func (n *node) get(key string) *node {
	if e := n.entry(key); e != nil {
		return e.value
	}
	return nil
}

// path follows keys downwards.
func (n *node) path(keys ...string) *node {
	for _, key := range keys {
		n = n.get(key)
	}
	return n
}

func (n *node) entry(key string) *entry {
	if n == nil {
		return nil
	}
	for i := range n.entries {
		if n.entries[i].key == key {
			return &n.entries[i]
		}
	}
	return nil
}

func (n *node) has(key string) bool { return n.entry(key) != nil }

// remove takes a key away.
func (n *node) remove(key string) {
	for i := range n.entries {
		if n.entries[i].key == key {
			n.entries = append(n.entries[:i:i], n.entries[i+1:]...)
			return
		}
	}
}

// set adds a key, or replaces its value, the later place winning.
func (n *node) set(key string, pos position, value *node) {
	if e := n.entry(key); e != nil {
		e.pos, e.value = pos, value
		return
	}
	n.entries = append(n.entries, entry{key, pos, value})
}

// present reports whether there is a value that is not null.
func (n *node) present() bool { return n != nil && n.kind != null }

func (n *node) is(k kind) bool { return n != nil && n.kind == k }

// string gives a text value, or "".
func (n *node) string() string {
	if n.is(text) {
		return n.str
	}
	return ""
}

// strings gives the text items of an array.
func (n *node) strings() []string {
	if !n.is(array) {
		return nil
	}
	list := make([]string, 0, len(n.items))
	for _, item := range n.items {
		if item.kind == text {
			list = append(list, item.str)
		}
	}
	return list
}

// typeOf is JavaScript's typeof.
func (n *node) typeOf() string {
	switch {
	case n == nil:
		return "undefined"
	case n.kind == boolean:
		return "boolean"
	case n.kind == number:
		return "number"
	case n.kind == text:
		return "string"
	}
	return "object"
}

// json is JavaScript's JSON.stringify.
func (n *node) json() string {
	if n == nil {
		return "undefined"
	}
	var b strings.Builder
	n.writeJSON(&b)
	return b.String()
}

func (n *node) writeJSON(b *strings.Builder) {
	switch n.kind {
	case null:
		b.WriteString("null")
	case boolean:
		b.WriteString(strconv.FormatBool(n.bool))
	case number:
		b.WriteString(formatNumber(n.num))
	case text, date:
		writeString(b, n.str)
	case array:
		b.WriteByte('[')
		for i, item := range n.items {
			if i > 0 {
				b.WriteByte(',')
			}
			item.writeJSON(b)
		}
		b.WriteByte(']')
	case object:
		b.WriteByte('{')
		for i, e := range n.entries {
			if i > 0 {
				b.WriteByte(',')
			}
			writeString(b, e.key)
			b.WriteByte(':')
			e.value.writeJSON(b)
		}
		b.WriteByte('}')
	}
}

// formatNumber prints a number as JavaScript does: decimal between 1e-6 and 1e21.
func formatNumber(f float64) string {
	switch abs := math.Abs(f); {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return "null"
	case f == 0:
		return "0"
	case abs >= 1e-6 && abs < 1e21:
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	s := strconv.FormatFloat(f, 'e', -1, 64)
	mantissa, exponent, _ := strings.Cut(s, "e")
	return mantissa + "e" + exponent[:1] + strings.TrimLeft(exponent[1:], "0")
}

// writeString quotes as JSON.stringify does: unlike encoding/json, it leaves <, >, & and the line
// separators alone.
func writeString(b *strings.Builder, s string) {
	const hex = "0123456789abcdef"
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\b':
			b.WriteString(`\b`)
		case r == '\f':
			b.WriteString(`\f`)
		case r < 0x20:
			b.WriteString(`\u00`)
			b.WriteByte(hex[r>>4])
			b.WriteByte(hex[r&15])
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}

func quote(s string) string {
	var b strings.Builder
	writeString(&b, s)
	return b.String()
}

// lineTable turns byte offsets of a source into positions.
type lineTable struct {
	src    string
	starts []int
}

func newLineTable(src string) *lineTable {
	t := &lineTable{src: src, starts: []int{0}}
	for i := 0; i < len(src); i++ {
		if src[i] == '\n' {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// at gives the position of a byte offset, the column counted in characters.
func (t *lineTable) at(offset int) position {
	offset = max(0, min(offset, len(t.src)))
	lo, hi := 0, len(t.starts)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; t.starts[mid] <= offset {
			lo = mid
		} else {
			hi = mid
		}
	}
	return position{lo + 1, 1 + utf8.RuneCountInString(t.src[t.starts[lo]:offset])}
}

// line gives the text of a 1-based line.
func (t *lineTable) line(n int) string {
	if n < 1 || n > len(t.starts) {
		return ""
	}
	s, _, _ := strings.Cut(t.src[t.starts[n-1]:], "\n")
	return strings.TrimSuffix(s, "\r")
}

// truthy is JavaScript's test of a value.
func (n *node) truthy() bool {
	switch {
	case !n.present():
		return false
	case n.kind == text:
		return n.str != ""
	case n.kind == number:
		return n.num != 0 && n.num == n.num
	case n.kind == boolean:
		return n.json() == "true"
	}
	return true
}
