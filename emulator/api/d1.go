package api

import (
	"errors"
	"math"
	"strconv"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/persist"
)

// msgD1Schema is what a query is answered that is no text or has other parameters than texts,
// numbers, null and lists of numbers.
//
// Unlike workerd, it does not say where in the simulator that was noticed.
const msgD1Schema = "ZodError"

// d1Functions serve d1.js. Queries run off the loop, in the order in which they were made.
func (w *Worker) d1Functions() functions {
	return functions{
		"query": w.d1Query,
		"flag": func(call goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has(call.Argument(0).String()))
		},
	}
}

// d1Ref passes a database to another Worker, or keeps it in props.
type d1Ref struct{ *persist.D1 }

// arrive makes the binding in the receiving Worker.
func (r d1Ref) arrive(w *Worker) *goja.Object {
	return w.call("d1", "makeD1", w.handle(r.D1)).(*goja.Object)
}

// d1Of is the database that o is a binding of, nil for everything else.
func (w *Worker) d1Of(o *goja.Object) *persist.D1 {
	db, _ := w.call("d1", "handleOf", o).Export().(*persist.D1)
	return db
}

// d1Shape says what becomes of the rows of a result.
type d1Shape string

const (
	d1Objects d1Shape = "objects"
	d1First   d1Shape = "first"
	d1Raw     d1Shape = "raw"
)

// d1Query runs a call's queries and settles with {results, bookmark} or {error}.
func (w *Worker) d1Query(call goja.FunctionCall) goja.Value {
	w.requireRequest()
	w.subrequest()
	db, shape := given[*persist.D1](w, call.Argument(0)), d1Shape(call.Argument(2).String())
	session, rpc := call.Argument(3).ToBoolean(), call.Argument(4).ToBoolean()
	promise, resolve, _ := w.promise()
	queries, ok := w.d1Queries(call.Argument(1), rpc)
	if !ok {
		resolve(w.d1SchemaError(rpc))
		return promise
	}
	var results []persist.D1Result
	var bookmark string
	var err error
	enter := func() func() {
		place := db.Enqueue()
		return func() { results, bookmark, err = place.Run(queries, session) }
	}
	w.accessInOrder(enter, func() {
		if err != nil {
			resolve(w.d1Error(err))
			return
		}
		resolve(w.d1Answer(results, bookmark, shape, rpc))
	})
	return promise
}

// d1Queries reads the queries; ok is false if they are none.
func (w *Worker) d1Queries(v goja.Value, rpc bool) (queries []persist.D1Query, ok bool) {
	list, isObject := v.(*goja.Object)
	if !isObject {
		return nil, false
	}
	n := int(list.Get("length").ToInteger())
	for i := range n {
		query := list.Get(strconv.Itoa(i)).ToObject(w.iso.Runtime())
		sql, isText := query.Get("sql").(goja.String)
		if !isText {
			return nil, false
		}
		params, ok := w.d1Params(query.Get("params"), rpc)
		if !ok {
			return nil, false
		}
		queries = append(queries, persist.D1Query{SQL: sqlText(sql), Params: params})
	}
	return queries, true
}

func (w *Worker) d1Params(v goja.Value, rpc bool) (params []persist.Value, ok bool) {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil, true
	}
	list, isObject := v.(*goja.Object)
	if !isObject || list.ClassName() != "Array" {
		return nil, false
	}
	params = make([]persist.Value, int(list.Get("length").ToInteger()))
	for i := range params {
		if params[i], ok = w.d1Param(list.Get(strconv.Itoa(i)), rpc); !ok {
			return nil, false
		}
	}
	return params, true
}

// d1Param is a parameter as JSON keeps it; RPC refuses what JSON turns into null.
func (w *Worker) d1Param(v goja.Value, rpc bool) (persist.Value, bool) {
	if v == nil || goja.IsUndefined(v) {
		return nil, !rpc
	}
	if goja.IsNull(v) {
		return nil, true
	}
	if o, isObject := v.(*goja.Object); isObject {
		if o.ClassName() != "Array" {
			return nil, false
		}
		data := make([]byte, int(o.Get("length").ToInteger()))
		for i := range data {
			data[i] = byte(webidl.Number(w.iso, o.Get(strconv.Itoa(i))))
		}
		return data, true
	}
	switch n := v.Export().(type) {
	case string:
		return sqlText(v), true
	case int64:
		return float64(n), true
	case float64:
		if math.IsNaN(n) || math.IsInf(n, 0) {
			return nil, !rpc
		}
		return n + 0, true // of -0 JSON makes 0
	}
	return nil, false
}

// d1SchemaError is the answer to queries that are none. Without RPC the binding finds it instead of
// the JSON it expects.
func (w *Worker) d1SchemaError(rpc bool) goja.Value {
	message := msgD1Schema
	if !rpc {
		message = "Failed to parse body as JSON, got: " + message
	}
	return w.d1Failure(message, "unnamed", w.iso.Runtime().ToValue(true))
}

// d1Error is the answer where running the queries failed.
func (w *Worker) d1Error(err error) goja.Value {
	var shown *persist.SQLError
	switch {
	case errors.Is(err, persist.ErrD1Reset):
		reset := w.iso.NewError("Error", w.internalError(err))
		_ = reset.Set("remote", true)
		_ = reset.Set("durableObjectReset", true)
		return w.d1Failure("", "reset", reset)
	case errors.As(err, &shown):
		return w.d1Failure(shown.Message, "", nil)
	}
	return w.d1Failure(w.internalError(err), "", nil)
}

func (w *Worker) d1Failure(message, extra string, value goja.Value) goja.Value {
	rt := w.iso.Runtime()
	failure, answer := rt.NewObject(), rt.NewObject()
	_ = failure.Set("message", message)
	if extra != "" {
		_ = failure.Set(extra, value)
	}
	_ = answer.Set("error", failure)
	return answer
}

func (w *Worker) d1Answer(results []persist.D1Result, bookmark string, shape d1Shape, rpc bool) goja.Value {
	rt := w.iso.Runtime()
	all := make([]any, len(results))
	for i := range results {
		r := rt.NewObject()
		_ = r.Set("success", true)
		_ = r.Set("meta", w.d1Meta(&results[i], rpc))
		_ = r.Set("results", w.d1Rows(&results[i], shape))
		all[i] = r
	}
	answer := rt.NewObject()
	_ = answer.Set("results", rt.NewArray(all...))
	if bookmark != "" {
		_ = answer.Set("bookmark", bookmark)
	}
	return answer
}

// d1Meta is what a result says beside the rows, in the order in which the two ways say it.
func (w *Worker) d1Meta(r *persist.D1Result, rpc bool) *goja.Object {
	rt := w.iso.Runtime()
	meta, timings := rt.NewObject(), rt.NewObject()
	// workerd's clock stands still while code runs; whole milliseconds are what it can show.
	duration := r.Duration.Milliseconds()
	_ = timings.Set("sql_duration_ms", duration)
	_ = meta.Set("served_by", "miniflare.db")
	_ = meta.Set("served_by_primary", true)
	if !rpc {
		_ = meta.Set("total_attempts", 1)
	}
	_ = meta.Set("timings", timings)
	_ = meta.Set("duration", duration)
	_ = meta.Set("changes", r.Changes)
	_ = meta.Set("last_row_id", jsonNumber(r.LastRowID))
	_ = meta.Set("changed_db", r.Changed)
	_ = meta.Set("size_after", r.Size)
	_ = meta.Set("rows_read", r.RowsRead)
	_ = meta.Set("rows_written", r.RowsWritten)
	if rpc {
		_ = meta.Set("total_attempts", 1)
	}
	return meta
}

func (w *Worker) d1Rows(r *persist.D1Result, shape d1Shape) goja.Value {
	rt := w.iso.Runtime()
	if shape == d1First && len(r.Rows) > 1 {
		r.Rows = r.Rows[:1]
	}
	rows := make([]any, len(r.Rows))
	for i, row := range r.Rows {
		if shape == d1Raw {
			rows[i] = w.d1List(row)
		} else {
			rows[i] = w.d1Object(r.Columns, row)
		}
	}
	if shape != d1Raw {
		return rt.NewArray(rows...)
	}
	names := make([]any, len(r.Columns))
	for i, name := range r.Columns {
		names[i] = name
	}
	o := rt.NewObject()
	_ = o.Set("columns", rt.NewArray(names...))
	_ = o.Set("rows", rt.NewArray(rows...))
	return o
}

func (w *Worker) d1List(row []persist.Value) goja.Value {
	list := make([]any, len(row))
	for i, v := range row {
		list[i] = w.d1Value(v)
	}
	return w.iso.Runtime().NewArray(list...)
}

// d1Object is a row by its columns' names, of which the last of a name counts.
func (w *Worker) d1Object(columns []string, row []persist.Value) goja.Value {
	o := w.iso.Runtime().NewObject()
	for i, v := range row {
		if columns[i] == "__proto__" {
			_ = o.DefineDataProperty(columns[i], w.d1Value(v), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
			continue
		}
		_ = o.Set(columns[i], w.d1Value(v))
	}
	return o
}

// d1Value is a value as JSON carries it: blobs as lists of numbers, infinity as null.
func (w *Worker) d1Value(v persist.Value) goja.Value {
	rt := w.iso.Runtime()
	switch v := v.(type) {
	case []byte:
		list := make([]any, len(v))
		for i, b := range v {
			list[i] = int64(b)
		}
		return rt.NewArray(list...)
	case int64:
		return rt.ToValue(jsonNumber(v))
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return goja.Null()
		}
		return rt.ToValue(v + 0)
	}
	return w.columnValue(v)
}

// jsonNumber is an integer as a JavaScript number.
func jsonNumber(n int64) any {
	if n > 1<<53 || n < -1<<53 {
		return float64(n)
	}
	return n
}
