package console

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
)

func itoa(n int) string { return strconv.Itoa(n) }

// style is a kind of thing shown, for colours.
type style int

const (
	styleSpecial style = iota
	styleNumber
	styleBoolean
	styleUndefined
	styleNull
	styleString
	styleSymbol
	styleDate
	styleRegExp
)

// colours are escape sequences that begin and end a style.
var colours = map[style][2]string{
	styleSpecial:   {"\x1b[36m", "\x1b[39m"},
	styleNumber:    {"\x1b[33m", "\x1b[39m"},
	styleBoolean:   {"\x1b[33m", "\x1b[39m"},
	styleUndefined: {"\x1b[90m", "\x1b[39m"},
	styleNull:      {"\x1b[1m", "\x1b[22m"},
	styleString:    {"\x1b[32m", "\x1b[39m"},
	styleSymbol:    {"\x1b[32m", "\x1b[39m"},
	styleDate:      {"\x1b[35m", "\x1b[39m"},
	styleRegExp:    {"\x1b[31m", "\x1b[39m"},
}

func (in *inspector) style(s string, as style) string {
	if !in.Colors {
		return s
	}
	return colours[as][0] + s + colours[as][1]
}

// primitive shows what is no object.
func (in *inspector) primitive(v goja.Value) string {
	if v == nil || goja.IsUndefined(v) {
		return in.style("undefined", styleUndefined)
	}
	if goja.IsNull(v) {
		return in.style("null", styleNull)
	}
	if s, ok := v.(*goja.Symbol); ok {
		return in.style(symbolText(s), styleSymbol)
	}
	switch v.ExportType().Kind() {
	case reflect.String:
		return in.quoted(v)
	case reflect.Bool:
		return in.style(v.String(), styleBoolean)
	case reflect.Int64, reflect.Float64:
		return in.style(numberText(v), styleNumber)
	}
	return in.style(v.String()+"n", styleNumber)
}

func symbolText(s *goja.Symbol) string {
	return escaped(utf16.Encode([]rune("Symbol("+s.String()+")")), 0)
}

func numberText(v goja.Value) string {
	if f := v.ToFloat(); f == 0 && math.Signbit(f) {
		return "-0"
	}
	return v.String()
}

// quoted shows a string, a long one with its lines apart.
func (in *inspector) quoted(v goja.Value) string {
	units := unitsOf(v)
	more := ""
	if len(units) > maxStringLength {
		more = fmt.Sprintf("... %d more character%s", len(units)-maxStringLength, plural(len(units)-maxStringLength))
		units = units[:maxStringLength]
	}
	if len(units) <= 16 || len(units) <= breakLength-in.indent-4 {
		return in.style(quote(units), styleString) + more
	}
	var lines []string
	for start, i := 0, 0; i < len(units); i++ {
		if units[i] == '\n' || i == len(units)-1 {
			lines = append(lines, in.style(quote(units[start:i+1]), styleString))
			start = i + 1
		}
	}
	return strings.Join(lines, " +\n"+spaces(in.indent+2)) + more
}

// unitsOf are the UTF-16 units of a string, with lone surrogates kept.
func unitsOf(v goja.Value) []uint16 {
	s, ok := v.ToString().(goja.String)
	if !ok {
		return utf16.Encode([]rune(v.String()))
	}
	units := make([]uint16, s.Length())
	for i := range units {
		units[i] = s.CharAt(i)
	}
	return units
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

func spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }

// quote puts a string in the quotes that need no escapes in it, single ones by preference.
func quote(units []uint16) string {
	has := func(c uint16) bool {
		for _, u := range units {
			if u == c {
				return true
			}
		}
		return false
	}
	with := uint16('\'')
	if has('\'') {
		switch {
		case !has('"'):
			with = '"'
		case !has('`'):
			with = '`'
		}
	}
	q := string(rune(with))
	return q + escaped(units, with) + q
}

var named = map[uint16]string{'\b': `\b`, '\t': `\t`, '\n': `\n`, '\f': `\f`, '\r': `\r`, '\v': `\v`, '\\': `\\`}

// escaped writes control characters, lone surrogates and single quotes, where those are the
// quotes around, as escapes. quote 0 is for what stands in none.
func escaped(units []uint16, quote uint16) string {
	var b strings.Builder
	for i := 0; i < len(units); i++ {
		u := units[i]
		switch {
		case u == '\'' && quote == '\'':
			b.WriteString(`\'`)
		case named[u] != "" && (u != '\\' || quote != 0):
			b.WriteString(named[u])
		case u < 32 || u > 126 && u < 160:
			fmt.Fprintf(&b, `\x%02X`, u)
		case utf16.IsSurrogate(rune(u)):
			if i+1 < len(units) {
				if r := utf16.DecodeRune(rune(u), rune(units[i+1])); r != utf8.RuneError {
					b.WriteRune(r)
					i++
					continue
				}
			}
			fmt.Fprintf(&b, `\u%X`, u)
		default:
			b.WriteRune(rune(u))
		}
	}
	return b.String()
}
