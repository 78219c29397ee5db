package project

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// parseTOML reads TOML. The decoder checks the document as a whole (duplicate keys, tables defined
// twice); the tree is then built from the parser's nodes, which know their places.
func parseTOML(src string) (*node, error) {
	data := []byte(src)
	lines := newLineTable(src)
	var whole map[string]any
	if err := toml.Unmarshal(data, &whole); err != nil {
		return nil, tomlError(lines, err)
	}

	r := tomlReader{lines: lines, src: src, root: &node{kind: object, pos: position{1, 1}}}
	r.table = r.root
	r.parser.Reset(data)
	for r.parser.NextExpression() {
		r.expression(r.parser.Expression())
	}
	if err := r.parser.Error(); err != nil {
		return nil, tomlError(lines, err)
	}
	return r.root, nil
}

func tomlError(lines *lineTable, err error) error {
	message := strings.TrimPrefix(err.Error(), "toml: ")
	bad := &syntaxError{pos: position{1, 1}, text: "Invalid TOML document: " + message}
	if decode := new(toml.DecodeError); errors.As(err, &decode) {
		line, column := decode.Position()
		bad.pos = lines.at(lines.offset(line) + column - 1)
	}
	return bad
}

// offset gives the byte offset at which a 1-based line starts.
func (t *lineTable) offset(line int) int {
	return t.starts[max(0, min(line-1, len(t.starts)-1))]
}

type tomlReader struct {
	parser unstable.Parser
	lines  *lineTable
	src    string
	root   *node
	table  *node // where key-value lines go
}

func (r *tomlReader) expression(n *unstable.Node) {
	switch n.Kind {
	case unstable.KeyValue:
		r.keyValue(r.table, n)
	case unstable.Table:
		r.table = r.descend(r.root, n, object)
	case unstable.ArrayTable:
		list := r.descend(r.root, n, array)
		r.table = &node{kind: object, pos: list.pos}
		if last := lastKey(n); last != nil {
			r.table.pos = r.keyPosition(last)
		}
		list.items = append(list.items, r.table)
	}
}

func lastKey(n *unstable.Node) *unstable.Node {
	var last *unstable.Node
	for keys := n.Key(); keys.Next(); {
		last = keys.Node()
	}
	return last
}

// descend follows a dotted key, making tables on the way, and gives what the last part names: an
// object, or the array of an array table.
func (r *tomlReader) descend(from *node, n *unstable.Node, leaf kind) *node {
	last := lastKey(n)
	for keys := n.Key(); keys.Next(); {
		key := keys.Node()
		want := object
		if key == last {
			want = leaf
		}
		from = r.child(from, key, want)
	}
	return from
}

// child enters one part of a key. A part that names an array of tables means its last table.
func (r *tomlReader) child(from *node, key *unstable.Node, want kind) *node {
	name, pos := string(key.Data), r.keyPosition(key)
	next := from.get(name)
	if next == nil {
		next = &node{kind: want, pos: pos}
		from.set(name, pos, next)
	}
	if want == object && next.kind == array && len(next.items) > 0 {
		next = next.items[len(next.items)-1]
	}
	return next
}

func (r *tomlReader) keyValue(into *node, n *unstable.Node) {
	last := lastKey(n)
	for keys := n.Key(); keys.Next(); {
		key := keys.Node()
		if key != last {
			into = r.child(into, key, object)
			continue
		}
		into.set(string(key.Data), r.keyPosition(key), r.value(n.Value(), r.afterKey(key)))
	}
}

func (r *tomlReader) keyPosition(key *unstable.Node) position {
	return r.lines.at(int(key.Raw.Offset))
}

// afterKey finds where the value of a key starts: the parser gives no range for arrays.
func (r *tomlReader) afterKey(key *unstable.Node) position {
	end := min(int(key.Raw.Offset+key.Raw.Length), len(r.src))
	rest := r.src[end:]
	skipped := len(rest) - len(strings.TrimLeft(rest, " \t="))
	return r.lines.at(end + skipped)
}

// value converts a value; at is its place when the parser does not tell.
func (r *tomlReader) value(v *unstable.Node, at position) *node {
	if v.Raw.Length > 0 {
		at = r.lines.at(int(v.Raw.Offset))
	}
	n := &node{pos: at}
	switch v.Kind {
	case unstable.String:
		n.kind, n.str = text, string(v.Data)
	case unstable.Bool:
		n.kind, n.bool = boolean, string(v.Data) == "true"
	case unstable.Integer, unstable.Float:
		n.kind, n.num = number, tomlNumber(string(v.Data))
	case unstable.Array:
		n.kind = array
		for items := v.Children(); items.Next(); {
			if item := items.Node(); item.Kind != unstable.Comment {
				n.items = append(n.items, r.value(item, at))
			}
		}
	case unstable.InlineTable:
		n.kind = object
		for pairs := v.Children(); pairs.Next(); {
			if pair := pairs.Node(); pair.Kind == unstable.KeyValue {
				r.keyValue(n, pair)
			}
		}
	default:
		n.kind, n.str = date, tomlDate(v.Kind, string(v.Data))
	}
	return n
}

func tomlNumber(s string) float64 {
	s = strings.ReplaceAll(s, "_", "")
	switch strings.TrimLeft(s, "+-") {
	case "inf":
		return math.Inf(1)
	case "nan":
		return math.NaN()
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil && !strings.ContainsAny(s, "xX") {
		return f
	}
	i, err := strconv.ParseInt(s, 0, 64)
	if err != nil {
		return math.NaN()
	}
	return float64(i)
}

// tomlDate gives the text JSON.stringify has for wrangler's date objects: UTC with milliseconds
// for an instant, the written form for a local date or time.
func tomlDate(k unstable.Kind, s string) string {
	if k == unstable.DateTime {
		s = strings.Replace(strings.ToUpper(s), " ", "T", 1)
		if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
			return t.UTC().Format("2006-01-02T15:04:05.000Z")
		}
	}
	return s
}
