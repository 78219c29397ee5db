package console

import (
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// table prints rows and columns; what is no table is printed as by log.
func (s *state) table(call goja.FunctionCall) {
	o, ok := call.Argument(0).(*goja.Object)
	if !ok {
		s.print("log", s.format(call.Arguments[:min(1, len(call.Arguments))]))
		return
	}
	var only []string
	if columns, ok := call.Argument(1).(*goja.Object); ok {
		_ = s.iso.Runtime().ExportTo(columns, &only)
	}
	t := newGrid(newInspector(s.iso, Options{Depth: 0, Colors: s.colors}), only)
	t.read(o)
	s.print("log", t.String())
}

const (
	indexColumn = "(index)"
	iterColumn  = "(iteration index)"
	keyColumn   = "Key"
	valueColumn = "Values"
)

// grid is a table being filled.
type grid struct {
	in      *inspector
	only    []string
	columns []string
	index   string
	rows    []map[string]string
	values  bool // some rows are plain values
}

func newGrid(in *inspector, only []string) *grid {
	return &grid{in: in, only: only, index: indexColumn, columns: slices.Clone(only)}
}

func (g *grid) read(o *goja.Object) {
	switch o.ExportType() {
	case mapType:
		g.index = iterColumn
		g.each(g.in.builtin.iterateMap, o, func(value, key goja.Value, n int) {
			g.add(itoa(n), value)
			g.rows[n][keyColumn] = g.in.value(key, 1)
		})
		g.columns = append([]string{keyColumn}, g.columns...)
	case setType:
		if o.ClassName() == "Array" {
			g.fields(o)
			return
		}
		g.index = iterColumn
		g.each(g.in.builtin.iterateSet, o, func(value, _ goja.Value, n int) { g.add(itoa(n), value) })
	default:
		g.fields(o)
	}
}

func (g *grid) fields(o *goja.Object) {
	for _, key := range o.Keys() {
		g.add(key, o.Get(key))
	}
}

func (g *grid) each(each goja.Callable, o *goja.Object, fn func(value, key goja.Value, n int)) {
	n := 0
	_, _ = each(o, g.in.rt.ToValue(func(call goja.FunctionCall) goja.Value {
		fn(call.Argument(0), call.Argument(1), n)
		n++
		return goja.Undefined()
	}))
}

// add adds a row: a column for each property, or one for a plain value.
func (g *grid) add(index string, v goja.Value) {
	row := map[string]string{indexColumn: index}
	g.rows = append(g.rows, row)
	o, ok := v.(*goja.Object)
	if _, function := goja.AssertFunction(v); !ok || function {
		row[valueColumn] = g.in.value(v, 1)
		g.values = true
		return
	}
	for _, key := range o.Keys() {
		if !slices.Contains(g.columns, key) {
			if g.only != nil {
				continue
			}
			g.columns = append(g.columns, key)
		}
		row[key] = g.in.value(o.Get(key), 1)
	}
}

// String draws the table as node does.
func (g *grid) String() string {
	keys := append([]string{indexColumn}, g.columns...)
	if g.values {
		keys = append(keys, valueColumn)
	}
	widths := make([]int, len(keys))
	for i, key := range keys {
		widths[i] = g.in.width(g.title(key)) + 2
		for _, row := range g.rows {
			widths[i] = max(widths[i], g.in.width(row[key])+2)
		}
	}
	rule := func(left, middle, right string) string {
		var parts []string
		for _, w := range widths {
			parts = append(parts, strings.Repeat("─", w))
		}
		return left + strings.Join(parts, middle) + right
	}
	lines := []string{rule("┌", "┬", "┐"), g.line(keys, widths, g.title), rule("├", "┼", "┤")}
	for _, row := range g.rows {
		lines = append(lines, g.line(keys, widths, func(key string) string { return row[key] }))
	}
	return strings.Join(append(lines, rule("└", "┴", "┘")), "\n")
}

func (g *grid) title(key string) string {
	if key == indexColumn {
		return g.index
	}
	return key
}

func (g *grid) line(keys []string, widths []int, text func(key string) string) string {
	var cells []string
	for i, key := range keys {
		cell := text(key)
		cells = append(cells, " "+cell+spaces(widths[i]-g.in.width(cell)-1))
	}
	return "│" + strings.Join(cells, "│") + "│"
}
