package wasm

import (
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"
)

// externs are the JavaScript values that modules hold, by the numbers that stand for them there.
// Where no call is in progress modules hold them in tables and globals only, and what is in none of
// those can be forgotten.
type externs struct {
	values  []goja.Value // nil where free
	free    []uint64
	objects map[*goja.Object]uint64
	// limit is how many there may be before a look for those that can be forgotten.
	limit int
	// tables and globals hold some, besides the stores of instances.
	tables  map[weak.Pointer[table]]weak.Pointer[table]
	globals map[weak.Pointer[global]]weak.Pointer[global]
}

// leastExterns is the least limit.
const leastExterns = 1000

func newExterns() externs {
	return externs{
		objects: map[*goja.Object]uint64{}, limit: leastExterns,
		tables: map[weak.Pointer[table]]weak.Pointer[table]{}, globals: map[weak.Pointer[global]]weak.Pointer[global]{},
	}
}

// hold is the number of a value; 0 is null.
func (x *externs) hold(v goja.Value) uint64 {
	if goja.IsNull(v) {
		return 0
	}
	o, isObject := v.(*goja.Object)
	if n, ok := x.objects[o]; isObject && ok {
		return n
	}
	n := x.place(v)
	if isObject {
		x.objects[o] = n
	}
	return n
}

func (x *externs) place(v goja.Value) uint64 {
	if last := len(x.free) - 1; last >= 0 {
		n := x.free[last]
		x.free, x.values[n-1] = x.free[:last], v
		return n
	}
	x.values = append(x.values, v)
	return uint64(len(x.values))
}

func (x *externs) value(n uint64) goja.Value {
	if n == 0 || n > uint64(len(x.values)) {
		return goja.Null()
	}
	return x.values[n-1]
}

// sweep forgets the values that are not marked.
func (x *externs) sweep(marked map[uint64]bool) {
	for k, v := range x.values {
		n := uint64(k + 1)
		if v == nil || marked[n] {
			continue
		}
		if o, ok := v.(*goja.Object); ok {
			delete(x.objects, o)
		}
		x.values[k] = nil
		x.free = append(x.free, n)
	}
	x.limit = max(leastExterns, 2*len(marked))
}

// store is a table or global of an instance that holds values of JavaScript.
type store struct {
	table  *table
	global api.Global
}

func (s store) mark(marked map[uint64]bool) {
	if s.global != nil {
		marked[s.global.Get()] = true
		return
	}
	for n := range uint64(s.table.size()) {
		v, _ := s.table.do("get", n)
		marked[v] = true
	}
}

func (in *instance) addStores() {
	for _, s := range in.code.externStores() {
		if s.kind == kindGlobal {
			in.stores = append(in.stores, store{global: in.module.ExportedGlobal(s.name)})
			continue
		}
		in.stores = append(in.stores, store{table: &table{e: in.e, typ: in.code.tables[s.index], origin: origin{in.module, s.name, nil}, life: in.life}})
	}
}

// collectExterns forgets what modules cannot have any more, if there is much and no call is in
// progress.
func (e *engine) collectExterns() {
	x := &e.externs
	if e.depth > 0 || len(x.values)-len(x.free) < x.limit {
		return
	}
	marked := map[uint64]bool{}
	for _, p := range e.instances {
		if in := p.Value(); in != nil {
			for _, s := range in.stores {
				s.mark(marked)
			}
		}
	}
	for _, p := range x.tables {
		if t := p.Value(); t != nil {
			store{table: t}.mark(marked)
		}
	}
	for _, p := range x.globals {
		if g := p.Value(); g != nil {
			store{global: g.global}.mark(marked)
		}
	}
	delete(marked, 0)
	x.sweep(marked)
}
