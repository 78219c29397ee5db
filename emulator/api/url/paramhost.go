package url

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// params answers for URLSearchParams. It remembers the query it parsed last, for iteration
// asks for one pair after the other.
type params struct {
	iso   *isolate.Isolate
	query string
	pairs []Pair
}

func (p *params) parse(query string) []Pair {
	if query != p.query {
		p.query, p.pairs = query, ParseQuery(query)
	}
	return p.pairs
}

func paramFunctions(iso *isolate.Isolate) map[string]function {
	p := &params{iso: iso}
	return map[string]function{
		"query":       p.queryOf,
		"build":       p.build,
		"paramString": p.string,
		"paramSize":   p.size,
		"paramGet":    p.get,
		"paramAll":    p.all,
		"paramHas":    p.has,
		"paramEntry":  p.entry,
		"paramAppend": p.append,
		"paramDelete": p.delete,
		"paramSet":    p.set,
		"paramSort":   p.sort,
	}
}

func (p *params) arg(call goja.FunctionCall, i int) string {
	return webidl.String(p.iso, call.Argument(i))
}

func (p *params) value(v any) goja.Value { return p.iso.Runtime().ToValue(v) }

func (p *params) queryOf(call goja.FunctionCall) goja.Value {
	s := Split(call.Argument(0).String())
	return p.value(strings.TrimPrefix(s.Search, "?"))
}

// build encodes a flat list of names and values.
func (p *params) build(call goja.FunctionCall) goja.Value {
	var flat []string
	p.iso.Runtime().ForOf(call.Argument(0), func(v goja.Value) bool {
		flat = append(flat, v.String())
		return true
	})
	var pairs []Pair
	for i := 0; i+1 < len(flat); i += 2 {
		pairs = append(pairs, Pair{flat[i], flat[i+1]})
	}
	return p.value(FormatQuery(pairs))
}

func (p *params) string(call goja.FunctionCall) goja.Value {
	return p.value(FormatQuery(p.parse(call.Argument(0).String())))
}

func (p *params) size(call goja.FunctionCall) goja.Value {
	return p.value(len(p.parse(call.Argument(0).String())))
}

func (p *params) get(call goja.FunctionCall) goja.Value {
	name := p.arg(call, 1)
	for _, pair := range p.parse(call.Argument(0).String()) {
		if pair.Name == name {
			return p.value(text(pair.Value))
		}
	}
	return goja.Null()
}

func (p *params) all(call goja.FunctionCall) goja.Value {
	name := p.arg(call, 1)
	values := []any{}
	for _, pair := range p.parse(call.Argument(0).String()) {
		if pair.Name == name {
			values = append(values, text(pair.Value))
		}
	}
	return p.iso.Runtime().NewArray(values...)
}

// match tells which pairs has and delete are about: those of a name, and of a value if given.
func (p *params) match(call goja.FunctionCall) func(Pair) bool {
	name := p.arg(call, 1)
	if len(call.Arguments) < 3 {
		return func(pair Pair) bool { return pair.Name == name }
	}
	value := p.arg(call, 2)
	return func(pair Pair) bool { return pair.Name == name && pair.Value == value }
}

func (p *params) has(call goja.FunctionCall) goja.Value {
	match := p.match(call)
	for _, pair := range p.parse(call.Argument(0).String()) {
		if match(pair) {
			return p.value(true)
		}
	}
	return p.value(false)
}

// entry gives the i-th pair (kind 0), its name (1) or its value (2); undefined behind the last.
func (p *params) entry(call goja.FunctionCall) goja.Value {
	pairs, i := p.parse(call.Argument(0).String()), call.Argument(1).ToInteger()
	if i >= int64(len(pairs)) {
		return goja.Undefined()
	}
	switch call.Argument(2).ToInteger() {
	case 1:
		return p.value(text(pairs[i].Name))
	case 2:
		return p.value(text(pairs[i].Value))
	}
	return p.iso.Runtime().NewArray(text(pairs[i].Name), text(pairs[i].Value))
}

func (p *params) append(call goja.FunctionCall) goja.Value {
	pairs := ParseQuery(call.Argument(0).String())
	return p.value(FormatQuery(append(pairs, Pair{p.arg(call, 1), p.arg(call, 2)})))
}

func (p *params) delete(call goja.FunctionCall) goja.Value {
	match := p.match(call)
	var left []Pair
	for _, pair := range ParseQuery(call.Argument(0).String()) {
		if !match(pair) {
			left = append(left, pair)
		}
	}
	return p.value(FormatQuery(left))
}

// set gives the first pair of the name the value and removes the others.
func (p *params) set(call goja.FunctionCall) goja.Value {
	name, value := p.arg(call, 1), p.arg(call, 2)
	var out []Pair
	found := false
	for _, pair := range ParseQuery(call.Argument(0).String()) {
		if pair.Name != name {
			out = append(out, pair)
			continue
		}
		if !found {
			out = append(out, Pair{name, value})
		}
		found = true
	}
	if !found {
		out = append(out, Pair{name, value})
	}
	return p.value(FormatQuery(out))
}

func (p *params) sort(call goja.FunctionCall) goja.Value {
	pairs := ParseQuery(call.Argument(0).String())
	sortPairs(pairs)
	return p.value(FormatQuery(pairs))
}
