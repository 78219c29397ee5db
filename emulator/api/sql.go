package api

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
	"golang.org/x/text/encoding/unicode"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/clone/wire"
	"github.com/devdo/devdo/persist"
)

// sqlFunctions serve sql.js.
func (w *Worker) sqlFunctions() functions {
	cursor := func(call goja.FunctionCall) *sqlCursor { return held[*sqlCursor](call.Argument(0)) }
	rt := w.iso.Runtime()
	return functions{
		"exec": w.sqlExec,
		"databaseSize": func(call goja.FunctionCall) goja.Value {
			w.requireSQL(call.Argument(0))
			size, err := w.store(call.Argument(0)).DatabaseSize()
			w.throwStorage(err)
			return rt.ToValue(size)
		},
		"row": func(call goja.FunctionCall) goja.Value { return w.row(cursor(call)) },
		"rows": func(call goja.FunctionCall) goja.Value {
			var all []any
			for c := cursor(call); ; {
				row := w.row(c)
				if goja.IsUndefined(row) {
					return rt.NewArray(all...)
				}
				all = append(all, row)
			}
		},
		"raw": func(call goja.FunctionCall) goja.Value {
			values, ok := w.nextRow(cursor(call))
			if !ok {
				return goja.Undefined()
			}
			row := make([]any, len(values))
			for n, v := range values {
				row[n] = w.columnValue(v)
			}
			return rt.NewArray(row...)
		},
		"columns": func(call goja.FunctionCall) goja.Value {
			names := cursor(call).Columns()
			all := make([]any, len(names))
			for n, name := range names {
				all[n] = name
			}
			return rt.NewArray(all...)
		},
		"rowsRead":    func(call goja.FunctionCall) goja.Value { return rt.ToValue(cursor(call).RowsRead()) },
		"rowsWritten": func(call goja.FunctionCall) goja.Value { return rt.ToValue(cursor(call).RowsWritten()) },
		"close": func(call goja.FunctionCall) goja.Value {
			cursor(call).Close()
			return goja.Undefined()
		},
		"fullResults": func(goja.FunctionCall) goja.Value {
			return rt.ToValue(w.options.Flags.Has("enable_fast_jsg_struct"))
		},
	}
}

// sqlCursor is a cursor with its owner, whose turn every step belongs to.
type sqlCursor struct {
	*persist.Cursor
	owner *actor.Actor
	names []string
}

func (w *Worker) requireSQL(handle goja.Value) {
	if !held[*actor.Actor](handle).Namespace().SQL() {
		w.iso.Throw("Error", msgNoSQL)
	}
}

func (w *Worker) sqlExec(call goja.FunctionCall) goja.Value {
	w.requireSQL(call.Argument(0))
	list := call.Argument(2).(*goja.Object)
	args := make([]persist.Value, int(list.Get("length").ToInteger()))
	for n := range args {
		args[n] = w.bindValue(list.Get(strconv.Itoa(n)))
	}
	w.checkBound(args)
	c, err := w.store(call.Argument(0)).Exec(sqlText(call.Argument(1)), args)
	w.throwStorage(err)
	if c.ManyArguments() {
		w.over("32 arguments of a function", "Error", msgManyArgs)
	}
	return w.handle(&sqlCursor{c, held[*actor.Actor](call.Argument(0)), c.Columns()})
}

// bindValue converts a binding: numbers are always REAL (DO-SQL-12).
func (w *Worker) bindValue(v goja.Value) persist.Value {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	if _, symbol := v.(*goja.Symbol); symbol {
		w.iso.TypeError(webidl.MsgSymbolToString)
	}
	if data, ok := webidl.Bytes(w.iso, v); ok {
		return append([]byte{}, data...)
	}
	if _, object := v.(*goja.Object); object {
		return sqlText(v)
	}
	switch n := v.Export().(type) {
	case string:
		return sqlText(v)
	case bool:
		return strconv.FormatBool(n)
	case int64:
		return float64(n)
	case float64:
		if math.IsNaN(n) {
			return nil
		}
		return n
	}
	return webidl.Number(w.iso, v) // a BigInt: throws
}

// sqlText is a string for SQLite, in which half of a surrogate pair has the form that UTF-8 would
// give it.
func sqlText(v goja.Value) string {
	v = v.ToString()
	text := v.String()
	s, ok := v.(goja.String)
	if !ok || !strings.ContainsRune(text, utf8.RuneError) {
		return text
	}
	units := make([]uint16, s.Length())
	for n := range units {
		units[n] = s.CharAt(n)
	}
	return wire.FromUTF16(units)
}

// textValue is a string from SQLite, where anything may be.
func (w *Worker) textValue(text string) goja.Value {
	return w.text(wellFormed(text))
}

// wellFormed replaces what is no UTF-8.
func wellFormed(text string) string {
	if !utf8.ValidString(text) {
		text, _ = unicode.UTF8.NewDecoder().String(text)
	}
	return text
}

func (w *Worker) nextRow(c *sqlCursor) ([]persist.Value, bool) {
	w.requireOwner(c.owner, ioState)
	if c.owner.Storage() == nil {
		w.iso.Throw("Error", actor.MsgShutDown)
	}
	values, ok, err := c.Next()
	w.throwStorage(err)
	w.checkRow(values)
	return values, ok
}

// row is the next row as an object; of columns with the same name the last wins.
func (w *Worker) row(c *sqlCursor) goja.Value {
	values, ok := w.nextRow(c)
	if !ok {
		return goja.Undefined()
	}
	o := w.iso.Runtime().NewObject()
	for n, v := range values {
		if name := c.names[n]; name != "__proto__" {
			_ = o.Set(name, w.columnValue(v))
		}
	}
	return o
}

func (w *Worker) columnValue(v persist.Value) goja.Value {
	switch v := v.(type) {
	case nil:
		return goja.Null()
	case []byte:
		return webidl.NewArrayBuffer(w.iso, v)
	case string:
		return w.textValue(v)
	default:
		return w.iso.Runtime().ToValue(v)
	}
}
