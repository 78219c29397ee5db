package persist

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// View looks at a state directory without changing anything in it: it makes no file, not even the
// ones that SQLite keeps beside a database, and works whether or not a server has the files open.
type View struct{ dir string }

// OpenView returns a view of dir, wrangler's ".../v3" directory, which need not exist.
func OpenView(dir string) *View { return &View{dir} }

// ObjectInfo describes one object on disk.
type ObjectInfo struct {
	ID       string
	Name     string // if it is known
	Path     string
	Size     int64 // of the database file and its write-ahead log
	Modified time.Time
	Alarm    *time.Time // from the alarm index
}

// Namespaces lists the unique keys of the namespaces that have a directory.
func (v *View) Namespaces() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(v.dir, "do"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list namespaces: %w", err)
	}
	var keys []string
	for _, e := range entries {
		if e.IsDir() {
			keys = append(keys, e.Name())
		}
	}
	return keys, nil
}

func (v *View) namespaceDir(key string) string { return filepath.Join(v.dir, "do", key) }

// Objects lists the objects of a namespace, those with names first. With an error about a damaged
// index comes the list of what is known without it.
func (v *View) Objects(key string) ([]ObjectInfo, error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	dir := v.namespaceDir(key)
	ids, err := listIDs(dir)
	if err != nil {
		return nil, err
	}
	// What an index cannot tell is missing from the list; the objects are there all the same.
	alarms, alarmsErr := v.Alarms(key)
	names, namesErr := v.names(key)
	if names == nil {
		names = map[string]string{}
	}
	damage := errors.Join(alarmsErr, namesErr)
	alarmOf := map[string]time.Time{}
	for _, a := range alarms {
		alarmOf[a.ID] = a.Time
		if a.Name != "" {
			names[a.ID] = cmp.Or(names[a.ID], a.Name)
		}
	}
	var objects []ObjectInfo
	for _, id := range ids {
		o, err := describe(filepath.Join(dir, id+dbSuffix))
		if errors.Is(err, os.ErrNotExist) { // gone meanwhile
			continue
		}
		if err != nil {
			return nil, err
		}
		o.ID = id
		if t, ok := alarmOf[id]; ok {
			o.Alarm = &t
		}
		if o.Name = names[id]; o.Name == "" {
			o.Name = v.explorerName(o.Path)
		}
		objects = append(objects, o)
	}
	slices.SortStableFunc(objects, func(a, b ObjectInfo) int {
		if a.Name == "" || b.Name == "" {
			return strings.Compare(b.Name, a.Name)
		}
		return strings.Compare(a.Name, b.Name)
	})
	return objects, damage
}

func describe(path string) (ObjectInfo, error) {
	o := ObjectInfo{Path: path}
	for _, suffix := range []string{"", "-wal"} {
		info, err := os.Stat(path + suffix)
		if suffix != "" && errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return o, err
		}
		o.Size += info.Size()
		if info.ModTime().After(o.Modified) {
			o.Modified = info.ModTime()
		}
	}
	return o, nil
}

// Alarms lists the alarm index of a namespace, earliest first.
func (v *View) Alarms(key string) (alarms []Alarm, err error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	err = v.read(filepath.Join(v.namespaceDir(key), metadataFile), func(db *database) error {
		if ok, err := db.hasTable("_cf_ALARM"); err != nil || !ok {
			return err
		}
		hasName := false
		if err := db.query(sqlHasAlarmName, func(*sqlite.Stmt) { hasName = true }); err != nil {
			return err
		}
		sql := sqlListAlarms
		if !hasName {
			sql = strings.Replace(sql, "actor_name", "NULL", 1)
		}
		return db.query(sql, func(s *sqlite.Stmt) { alarms = append(alarms, alarmRow(s)) })
	})
	return alarms, err
}

// names reads the names that our own servers have kept.
func (v *View) names(key string) (map[string]string, error) {
	names := map[string]string{}
	err := v.read(namesPath(v.dir, key), func(db *database) error {
		if ok, err := db.hasTable("names"); err != nil || !ok {
			return err
		}
		return db.query(sqlListNames, func(s *sqlite.Stmt) { names[s.Text(0)] = s.Text(1) })
	})
	return names, err
}

// explorerName is the name that wrangler's explorer has written into the object, if any. A file
// that cannot be read has none; reading its content says why.
func (v *View) explorerName(path string) (name string) {
	_ = v.read(path, func(db *database) error {
		if ok, err := db.hasTable(explorerTable); err != nil || !ok {
			return err
		}
		return db.query("SELECT name FROM "+explorerTable, func(s *sqlite.Stmt) { name = s.Text(0) })
	})
	return name
}

const explorerTable = "__miniflare_do_name"

// read calls fn with the database at path, unless there is none.
func (v *View) read(path string, fn func(*database) error) error {
	db, err := openReadOnly(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(fn(db.database), db.close())
}

func (db *database) hasTable(name string) (found bool, err error) {
	err = db.query(sqlHasTable, func(*sqlite.Stmt) { found = true }, name)
	return found, err
}
