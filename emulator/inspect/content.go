package inspect

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/devdo/devdo/emulator/clone/wire"
	"github.com/devdo/devdo/persist"
)

// Content is what an object holds. Parts that cannot be read are named in Problems.
type Content struct {
	Alarm    *time.Time `json:"alarm"` // the object's own, which counts if the index differs
	Entries  []Entry    `json:"entries"`
	Total    int64      `json:"totalEntries"`
	Tables   []Table    `json:"tables"`
	Problems []string   `json:"problems,omitempty"`
}

// Entry is a key of the key-value store and its value.
type Entry struct {
	Key     string
	Value   wire.Value // nil if it cannot be decoded
	Raw     []byte     // as stored
	Problem string     // why it cannot be decoded
}

// MarshalJSON writes the value in the form that wire.ToJSON describes.
func (e Entry) MarshalJSON() ([]byte, error) {
	if e.Value == nil {
		return json.Marshal(struct {
			Key     string `json:"key"`
			Raw     string `json:"base64"`
			Problem string `json:"problem"`
		}{e.Key, base64.StdEncoding.EncodeToString(e.Raw), e.Problem})
	}
	return json.Marshal(struct {
		Key   string          `json:"key"`
		Value json.RawMessage `json:"value"`
	}{e.Key, wire.ToJSON(e.Value)})
}

// Table is one of the object's own tables or views.
type Table struct {
	Name    string `json:"name"`
	SQL     string `json:"sql"` // that made it
	Rows    int64  `json:"rows"`
	Problem string `json:"problem,omitempty"`
}

// Select chooses entries of the key-value store.
type Select struct {
	Prefix string
	Limit  int // 0: none
}

// Read reads an object. The error says that nothing could be read.
func (s *State) Read(n Namespace, o Object, sel Select) (*Content, error) {
	view, err := s.view.Object(n.UniqueKey, o.ID)
	if err != nil {
		return nil, err
	}
	c := &Content{Entries: []Entry{}, Tables: []Table{}}
	note := func(what string, err error) {
		if err != nil {
			c.Problems = append(c.Problems, fmt.Sprintf("read %s: %v", what, err))
		}
	}
	c.Alarm, err = view.Alarm()
	note("alarm", err)
	entries, err := view.Entries(persist.ListOptions{Prefix: sel.Prefix, Limit: sel.Limit})
	note("entries", err)
	if err == nil {
		c.Total, err = view.CountEntries()
		note("number of entries", err)
	}
	c.Total = max(c.Total, int64(len(entries)))
	for _, e := range entries {
		c.Entries = append(c.Entries, decode(e))
	}
	tables, err := view.Tables()
	note("tables", err)
	for _, t := range tables {
		c.Tables = append(c.Tables, Table{t.Name, t.SQL, t.Rows, text(t.Err)})
	}
	return c, view.Close()
}

// Entry reads one key. The error is a *NotFoundError if it is not there.
func (s *State) Entry(n Namespace, o Object, key string) (Entry, error) {
	view, err := s.view.Object(n.UniqueKey, o.ID)
	if err != nil {
		return Entry{}, err
	}
	defer view.Close()
	// A key sorts before every longer one that begins with it.
	entries, err := view.Entries(persist.ListOptions{Start: &key, Limit: 1})
	if err != nil {
		return Entry{}, err
	}
	if len(entries) == 1 && entries[0].Key == key {
		return decode(entries[0]), nil
	}
	all, err := view.Entries(persist.ListOptions{Limit: 1000})
	if err != nil {
		return Entry{}, err
	}
	var keys []string
	for _, e := range all {
		keys = append(keys, e.Key)
	}
	return Entry{}, &NotFoundError{Kind: "key", Query: key, In: n.Title() + "/" + o.Title(), Near: near(key, keys)}
}

func decode(e persist.Entry) Entry {
	v, err := wire.Decode(e.Value)
	if err != nil {
		return Entry{Key: e.Key, Raw: e.Value, Problem: err.Error()}
	}
	return Entry{Key: e.Key, Value: v, Raw: e.Value}
}

// Rows is the result of a query.
type Rows struct {
	Columns   []string
	Rows      [][]Cell
	Truncated bool // there were more
}

// Cell is a value of SQLite: nil, int64, float64, string or []byte.
type Cell = persist.Value

// MarshalJSON writes rows as arrays, because columns may have the same name, and what JSON has no
// word for as wire.ToJSON does.
func (r *Rows) MarshalJSON() ([]byte, error) {
	rows := make([][]any, len(r.Rows))
	for i, row := range r.Rows {
		rows[i] = make([]any, len(row))
		for j, cell := range row {
			rows[i][j] = cellJSON(cell)
		}
	}
	return json.Marshal(struct {
		Columns   []string `json:"columns"`
		Rows      [][]any  `json:"rows"`
		Truncated bool     `json:"truncated,omitempty"`
	}{r.Columns, rows, r.Truncated})
}

func cellJSON(c Cell) any {
	switch v := c.(type) {
	case float64:
		return json.RawMessage(wire.ToJSON(wire.Number(v)))
	case []byte:
		return json.RawMessage(wire.ToJSON(&wire.ArrayBuffer{Data: v}))
	}
	return c
}

// Query runs an SQL statement that only reads and returns at most limit rows (0: all).
func (s *State) Query(n Namespace, o Object, sql string, limit int) (*Rows, error) {
	view, err := s.view.Object(n.UniqueKey, o.ID)
	if err != nil {
		return nil, err
	}
	rows, err := view.Query(sql, limit)
	if err = errors.Join(err, view.Close()); err != nil {
		return nil, err
	}
	return &Rows{rows.Columns, rows.Rows, rows.Truncated}, nil
}

// TableRows returns at most limit rows of a table (0: all). The error is a *NotFoundError if there
// is none of that name.
func (s *State) TableRows(n Namespace, o Object, table string, limit int) (*Rows, error) {
	c, err := s.Read(n, o, Select{Limit: 1})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, t := range c.Tables {
		names = append(names, t.Name)
	}
	if !slices.Contains(names, table) {
		return nil, &NotFoundError{Kind: "table", Query: table, In: n.Title() + "/" + o.Title(), Near: near(table, names)}
	}
	return s.Query(n, o, `SELECT * FROM "`+strings.ReplaceAll(table, `"`, `""`)+`"`, limit)
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
