package persist

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// ObjectView is one object's data, open for reading. Close it soon: while it is open, a server
// cannot shorten its write-ahead log. It is used by one goroutine at a time.
type ObjectView struct{ db *readOnlyDB }

// Entry is a key and its value as stored: V8's serialisation.
type Entry struct {
	Key   string
	Value []byte
}

// Table describes a table or view of an object.
type Table struct {
	Name string
	SQL  string // that made it
	Rows int64
	Err  error // why the rows could not be counted
}

// Rows is the result of a query.
type Rows struct {
	Columns   []string
	Rows      [][]Value
	Truncated bool // there were more
}

// Object opens an object's data. The error is os.ErrNotExist if it has no file.
func (v *View) Object(key, id string) (*ObjectView, error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	if !isID(id) {
		return nil, fmt.Errorf("open object: id %q is not 64 hex digits", id)
	}
	db, err := openReadOnly(filepath.Join(v.namespaceDir(key), id+dbSuffix))
	if err != nil {
		return nil, err
	}
	return &ObjectView{db}, nil
}

// Close closes the file.
func (o *ObjectView) Close() error { return o.db.close() }

// Entries lists key-value entries like Actor.List.
func (o *ObjectView) Entries(opts ListOptions) ([]Entry, error) {
	r := opts.keyRange()
	if ok, err := o.db.hasTable("_cf_KV"); err != nil || !ok || r.empty() {
		return nil, err
	}
	sql, args := r.query(opts.Reverse, opts.limit())
	var entries []Entry
	err := o.db.query(sql, func(s *sqlite.Stmt) { entries = append(entries, Entry{s.Text(0), s.Blob(1)}) }, args...)
	return entries, err
}

// CountEntries is the number of key-value entries.
func (o *ObjectView) CountEntries() (n int64, err error) {
	if ok, err := o.db.hasTable("_cf_KV"); err != nil || !ok {
		return 0, err
	}
	err = o.db.query("SELECT count(*) FROM _cf_KV", func(s *sqlite.Stmt) { n = s.Int(0) })
	return n, err
}

// Alarm is the object's own alarm, nil for none.
func (o *ObjectView) Alarm() (*time.Time, error) {
	t, err := o.alarm()
	return t.time(), err
}

func (o *ObjectView) alarm() (t alarmTime, err error) {
	if ok, err := o.db.hasTable("_cf_METADATA"); err != nil || !ok {
		return t, err
	}
	err = o.db.query(sqlGetMetadata, func(s *sqlite.Stmt) { t = alarmTime{s.Int(0), !s.IsNull(0)} }, metadataAlarm)
	return t, err
}

const sqlListTables = `SELECT name, sql FROM sqlite_master
  WHERE type IN ('table', 'view') AND name NOT LIKE '\_cf\_%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
    AND name <> '` + explorerTable + `' ORDER BY name`

// Tables lists the object's own tables and views with their numbers of rows.
func (o *ObjectView) Tables() ([]Table, error) {
	var tables []Table
	err := o.db.query(sqlListTables, func(s *sqlite.Stmt) {
		tables = append(tables, Table{Name: s.Text(0), SQL: s.Text(1)})
	})
	for i := range tables {
		t := &tables[i]
		t.Err = o.db.query("SELECT count(*) FROM "+quoteName(t.Name), func(s *sqlite.Stmt) { t.Rows = s.Int(0) })
	}
	return tables, err
}

// Query runs one SQL statement that only reads, and returns at most limit rows (0: all).
func (o *ObjectView) Query(sql string, limit int) (*Rows, error) {
	s, tail, err := o.db.conn.Prepare(sql)
	if err != nil {
		return nil, &SQLError{Message: err.Error(), Err: err}
	}
	if s == nil {
		return nil, &SQLError{Message: msgNoStatement}
	}
	defer s.Finalize()
	if second, _, err := o.db.conn.Prepare(tail); second != nil || err != nil {
		if second != nil {
			second.Finalize()
		}
		return nil, &SQLError{Message: "only one statement can be run at a time"}
	}
	if !s.ReadOnly() {
		return nil, &SQLError{Message: "only statements that read can be run here"}
	}
	if s.Params() > 0 {
		return nil, &SQLError{Message: msgWrongParams}
	}
	rows := &Rows{Columns: make([]string, s.Columns())}
	for i := range rows.Columns {
		rows.Columns[i] = s.ColumnName(i)
	}
	for {
		more, err := s.Step()
		if err != nil {
			return nil, &SQLError{Message: err.Error(), Err: err}
		}
		if !more {
			return rows, nil
		}
		if limit > 0 && len(rows.Rows) == limit {
			rows.Truncated = true
			return rows, nil
		}
		row := make([]Value, len(rows.Columns))
		for i := range row {
			row[i] = s.Value(i)
		}
		rows.Rows = append(rows.Rows, row)
	}
}
