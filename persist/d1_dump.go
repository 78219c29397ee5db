package persist

import (
	"encoding/hex"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// D1DumpOptions say what a dump leaves out.
type D1DumpOptions struct {
	NoSchema, NoData bool
	Tables           []string // only these; nil for all
}

// ErrVirtualTables is why some databases cannot be dumped.
var ErrVirtualTables = errors.New("D1 Export error: cannot export databases with Virtual Tables (fts5)")

const (
	sqlDumpTables  = `SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL ORDER BY tbl_name = 'sqlite_sequence', rowid`
	sqlDumpObjects = `SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('index', 'trigger', 'view') ORDER BY type COLLATE NOCASE`
	sqlDumpColumns = `SELECT name FROM pragma_table_info(?)`
)

var quotedTable = regexp.MustCompile(`CREATE TABLE ['"]`)

// Dump writes the database as SQL, one statement after the other, as wrangler exports it.
func (d *D1) Dump(w io.Writer, o D1DumpOptions) error {
	if err := d.actor.enter(); err != nil {
		return err
	}
	defer d.actor.mu.Unlock()
	dump := d1Dump{db: d.actor.db, options: o, out: w}
	dump.line("PRAGMA defer_foreign_keys=TRUE;")
	tables, err := dump.objects(sqlDumpTables)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := dump.table(t); err != nil {
			return err
		}
	}
	if !o.NoSchema {
		rest, err := dump.objects(sqlDumpObjects)
		if err != nil {
			return err
		}
		for _, object := range rest {
			dump.line(object.sql + ";")
		}
	}
	return dump.err
}

type d1Dump struct {
	db      *database
	options D1DumpOptions
	out     io.Writer
	err     error
	begun   bool
}

type schemaObject struct{ name, sql string }

// line writes a statement; the first failure stays.
func (d *d1Dump) line(sql string) {
	if d.begun {
		sql = "\n" + sql
	}
	d.begun = true
	if d.err == nil {
		_, d.err = io.WriteString(d.out, sql)
	}
}

// objects reads those parts of the schema that are asked for.
func (d *d1Dump) objects(sql string) (all []schemaObject, err error) {
	err = d.db.query(sql, func(s *sqlite.Stmt) {
		if o := (schemaObject{s.Text(0), s.Text(1)}); len(d.options.Tables) == 0 || slices.Contains(d.options.Tables, o.name) {
			all = append(all, o)
		}
	})
	return all, err
}

func (d *d1Dump) table(t schemaObject) error {
	create := t.sql + ";"
	switch {
	case t.name == "sqlite_sequence":
		create = "DELETE FROM sqlite_sequence;"
	case strings.HasPrefix(t.name, "sqlite_stat"):
		create = "ANALYZE sqlite_schema;"
	case strings.HasPrefix(t.sql, "CREATE VIRTUAL TABLE"):
		return ErrVirtualTables
	case strings.HasPrefix(t.name, "_cf_"), strings.HasPrefix(t.name, "sqlite_"):
		return nil
	case quotedTable.MatchString(t.sql): // as SQLite's own dump
		create = "CREATE TABLE IF NOT EXISTS " + t.sql[len("CREATE TABLE "):] + ";"
	}
	if !d.options.NoSchema {
		d.line(create)
	}
	if d.options.NoData {
		return d.err
	}
	return errors.Join(d.rows(t.name), d.err)
}

func (d *d1Dump) rows(table string) error {
	var columns []string
	err := d.db.query(sqlDumpColumns, func(s *sqlite.Stmt) { columns = append(columns, quoteName(s.Text(0))) }, table)
	if err != nil {
		return err
	}
	names := strings.Join(columns, ",")
	insert := "INSERT INTO " + quoteName(table) + " (" + names + ") VALUES("
	return d.db.query("SELECT "+names+" FROM "+quoteName(table), func(s *sqlite.Stmt) {
		cells := make([]string, len(columns))
		for i := range cells {
			cells[i] = literal(s.Value(i))
		}
		d.line(insert + strings.Join(cells, ",") + ");")
	})
}

// literal is a value in SQL.
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return realLiteral(v)
	case []byte:
		return "X'" + hex.EncodeToString(v) + "'"
	}
	return textLiteral(v.(string))
}

// realLiteral writes a number as JavaScript does.
func realLiteral(f float64) string {
	switch abs := math.Abs(f); {
	case math.IsInf(f, 1):
		return "9e999"
	case math.IsInf(f, -1):
		return "-9e999"
	case f == 0:
		return "0"
	case abs >= 1e21 || abs < 1e-6:
		s := strconv.FormatFloat(f, 'e', -1, 64)
		s = strings.Replace(s, "e-0", "e-", 1)
		return strings.Replace(s, "e+0", "e+", 1)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// textLiteral keeps each statement on its line, as SQLite's own dump does.
func textLiteral(s string) string {
	text := "'" + strings.NewReplacer("'", "''", "\n", `\n`, "\r", `\r`).Replace(s) + "'"
	if strings.Contains(s, "\r") {
		text = "replace(" + text + `,'\r',char(13))`
	}
	if strings.Contains(s, "\n") {
		text = "replace(" + text + `,'\n',char(10))`
	}
	return text
}
