package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/devdo/devdo/cmd/internal/ui"
	"github.com/devdo/devdo/emulator/clone/wire"
	"github.com/devdo/devdo/emulator/inspect"
)

// inspector prints one answer of devdo inspect.
type inspector struct {
	env     env
	options inspectOptions
	printer *ui.Printer
	state   *inspect.State
	dir     string
}

// Widths at which cells are cut: people look, programs ask for JSON.
const (
	widestName = 40
	widestCell = 80
	shortID    = 12
)

func (i inspector) overview() error {
	all, err := i.state.Namespaces()
	if err != nil {
		return err
	}
	if len(all) == 0 && !i.options.json {
		i.printer.Print("There is no state of Durable Objects in " + i.env.relative(i.dir) + ".")
		return nil
	}
	return i.namespaces(all)
}

// listedNamespace and listedObject are the forms of --json.
type listedNamespace struct {
	inspect.Namespace
	Total   int            `json:"totalObjects"`
	Objects []listedObject `json:"objects"`
	Problem string         `json:"problem,omitempty"`
}

type listedObject struct {
	inspect.Object
	inspect.Summary
}

func (i inspector) namespaces(all []inspect.Namespace) error {
	listed := []listedNamespace{}
	for _, n := range all {
		listed = append(listed, i.list(n))
	}
	if i.options.json {
		return i.env.printJSON(map[string]any{"stateDir": i.dir, "namespaces": listed})
	}
	i.printer.Print("State in " + i.env.relative(i.dir))
	for _, n := range listed {
		i.printNamespace(n)
	}
	return nil
}

func (i inspector) list(n inspect.Namespace) listedNamespace {
	objects, err := i.state.Objects(n)
	out := listedNamespace{Namespace: n, Total: len(objects), Objects: []listedObject{}}
	if err != nil {
		out.Problem = err.Error()
	}
	for _, o := range objects[:i.limit(len(objects))] {
		out.Objects = append(out.Objects, listedObject{o, i.state.Summarize(n, o)})
	}
	return out
}

// limit is how many of n things to show.
func (i inspector) limit(n int) int {
	if i.options.limit <= 0 {
		return n
	}
	return min(n, i.options.limit)
}

func (i inspector) printNamespace(n listedNamespace) {
	facts := []string{n.UniqueKey}
	for _, b := range n.Bindings {
		facts = append(facts, "env."+b)
	}
	facts = append(facts, count(n.Total, "object", "objects"))
	i.printer.Print("\n" + i.printer.Bold(ui.OneLine(n.Title())) + "  " + ui.OneLine(strings.Join(facts, ", ")))
	if len(n.Objects) > 0 {
		t := ui.Table{Header: []string{"name", "id", "entries", "tables", "size", "changed", "alarm"}, Widest: widestName, Indent: 2}
		for _, o := range n.Objects {
			t.Rows = append(t.Rows, i.objectRow(o))
		}
		i.printer.Table(t)
	}
	i.printMore(n.Total-len(n.Objects), "object")
	i.problem(n.Problem)
	for _, o := range n.Objects {
		i.problem(o.Problem)
	}
}

func (i inspector) objectRow(o listedObject) []string {
	entries, tables := strconv.FormatInt(o.Entries, 10), strconv.Itoa(o.Tables)
	if o.Problem != "" {
		entries, tables = "?", "?"
	}
	alarm := ""
	if o.Alarm != nil {
		alarm = i.relativeTime(*o.Alarm)
	}
	return []string{o.Name, o.ID[:shortID] + "…", entries, tables, humanize.IBytes(uint64(o.Size)), i.relativeTime(o.Modified), alarm}
}

func (i inspector) printMore(n int, what string) {
	if n > 0 {
		i.printer.Print(fmt.Sprintf("  … and %d more; --limit 0 shows every %s", n, what))
	}
}

// problem warns of something that could not be read.
func (i inspector) problem(text string) {
	if text != "" {
		i.printer.Warn(ui.Lines(text))
	}
}

func (i inspector) relativeTime(t time.Time) string {
	return humanize.RelTime(t, i.env.now(), "ago", "from now")
}

func (i inspector) object(n inspect.Namespace, o inspect.Object) error {
	c, err := i.state.Read(n, o, inspect.Select{Prefix: i.options.prefix, Limit: i.options.limit})
	if err != nil {
		return err
	}
	o.Alarm = c.Alarm
	if i.options.json {
		return i.env.printJSON(struct {
			Namespace inspect.Namespace `json:"namespace"`
			inspect.Object
			*inspect.Content
			Alarm *time.Time `json:"alarm"` // of the two, the object's own
		}{n, o, c, c.Alarm})
	}
	i.printHead(n, o, c)
	i.printEntries(c)
	for _, t := range c.Tables {
		i.printTable(t)
	}
	if c.Total == 0 && len(c.Tables) == 0 && len(c.Problems) == 0 {
		i.printer.Print("\nIt has stored nothing.")
	}
	for _, p := range c.Problems {
		i.problem(p)
	}
	return nil
}

func (i inspector) printHead(n inspect.Namespace, o inspect.Object, c *inspect.Content) {
	i.printer.Print(i.printer.Bold(ui.OneLine(n.Title() + "/" + o.Title())))
	facts := [][2]string{
		{"id", o.ID},
		{"file", i.env.relative(o.Path)},
		{"size", humanize.IBytes(uint64(o.Size))},
		{"changed", i.longTime(o.Modified)},
	}
	if c.Alarm != nil {
		facts = append(facts, [2]string{"alarm", i.longTime(*c.Alarm)})
	}
	for _, f := range facts {
		i.printer.Print(fmt.Sprintf("  %-9s%s", f[0], ui.OneLine(f[1])))
	}
}

func (i inspector) longTime(t time.Time) string {
	return t.Local().Format("2006-01-02 15:04:05") + " (" + i.relativeTime(t) + ")"
}

func (i inspector) printEntries(c *inspect.Content) {
	if c.Total == 0 {
		return
	}
	i.printer.Print("\n" + count(c.Total, "key-value entry", "key-value entries"))
	width := 0
	for _, e := range c.Entries {
		width = max(width, min(len([]rune(keyText(e.Key))), widestName))
	}
	for _, e := range c.Entries {
		value := "damaged: " + e.Problem
		if e.Value != nil {
			value = wire.Format(e.Value, wire.Short)
		}
		i.printer.Print(ui.OneLine(fmt.Sprintf("  %-*s   %s", width, keyText(e.Key), value)))
	}
	if i.options.prefix == "" {
		i.printMore(int(c.Total)-len(c.Entries), "entry")
	} else {
		i.printer.Print(fmt.Sprintf("  (%d of them, with prefix %s)", len(c.Entries), wire.Quote(i.options.prefix)))
	}
}

// keyText is a key as it is, if it can be told where it ends, and quoted otherwise.
func keyText(key string) string {
	quoted := wire.Quote(key)
	if key == "" || quoted != `"`+key+`"` || strings.Contains(key, " ") {
		return quoted
	}
	return key
}

func (i inspector) printTable(t inspect.Table) {
	i.printer.Print("\nTable " + ui.OneLine(t.Name) + ", " + count(t.Rows, "row", "rows"))
	for line := range strings.Lines(ui.Lines(strings.TrimSpace(t.SQL))) {
		i.printer.Print("  " + strings.TrimRight(line, "\r\n"))
	}
	i.problem(t.Problem)
}

// entry prints one value in full.
func (i inspector) entry(n inspect.Namespace, o inspect.Object) error {
	e, err := i.state.Entry(n, o, i.options.key)
	if err != nil {
		return err
	}
	if i.options.json {
		return i.env.printJSON(e)
	}
	if e.Value == nil {
		return fmt.Errorf("decode value of %s: %s", wire.Quote(e.Key), e.Problem)
	}
	i.printer.Print(wire.Format(e.Value, wire.Limits{}))
	return nil
}

func (i inspector) rows(r *inspect.Rows, err error) error {
	if err != nil {
		return err
	}
	if i.options.json {
		return i.env.printJSON(r)
	}
	t := ui.Table{Header: r.Columns, Widest: widestCell}
	for _, row := range r.Rows {
		cells := make([]string, len(row))
		for n, c := range row {
			cells[n] = cellText(c)
		}
		t.Rows = append(t.Rows, cells)
	}
	i.printer.Table(t)
	more := ""
	if r.Truncated {
		more = ", and there are more; --limit 0 shows all"
	}
	i.printer.Print("(" + count(len(r.Rows), "row", "rows") + more + ")")
	return nil
}

func cellText(c inspect.Cell) string {
	switch v := c.(type) {
	case nil:
		return "NULL"
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return wire.NumberString(v)
	case []byte:
		return fmt.Sprintf("x'%X'", v[:min(len(v), widestCell)])
	}
	return fmt.Sprint(c)
}

// count is a number and its noun.
func count[N int | int64](n N, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
