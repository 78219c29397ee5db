package persist

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// obstacle is why a step cannot be taken now, or "".
func (s *Store) obstacle(step Step) (string, error) {
	for _, key := range []string{step.From, step.To} {
		if key == "" {
			continue
		}
		inUse, err := settle(s.namespaceDir(key))
		if err != nil {
			return "", err
		}
		if inUse {
			return fmt.Sprintf("another process is using do/%s: stop it and start again", key), nil
		}
	}
	if step.To == "" {
		return "", nil
	}
	full, err := hasData(s.namespaceDir(step.To))
	if err != nil || !full {
		return "", err
	}
	return fmt.Sprintf("do/%s and do/%s both hold data: to go on with the older state, remove do/%[2]s; to keep the newer one, remove do/%[1]s",
		step.From, step.To), nil
}

// settle writes every write-ahead log of a directory back into its database, so that a file is
// complete by itself. It reports whether another process has one of them open.
func settle(dir string) (inUse bool, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return false, err
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), "-wal")
		if !ok {
			continue
		}
		path := filepath.Join(dir, name)
		db, err := openDatabase(path, Full)
		var bad *FileError
		if errors.As(err, &bad) {
			continue // a damaged file moves as it is
		}
		if IsLocked(err) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		// The last connection to close removes the log.
		db.conn.SetBusyTimeout(0)
		if err := db.close(); err != nil && !IsLocked(err) {
			return false, err
		}
		if exists(path + "-wal") {
			return true, nil
		}
	}
	return false, nil
}

// hasData reports whether some object of a directory holds anything. Objects that were only ever
// started have a file too.
func hasData(dir string) (bool, error) {
	ids, err := listIDs(dir)
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		if exists(filepath.Join(dir, id+facetsSuffix)) {
			return true, nil
		}
		full, err := holdsData(filepath.Join(dir, id+dbSuffix))
		if full || err != nil {
			return full, err
		}
	}
	return false, nil
}

const (
	sqlUserTables = `SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT IN ('_cf_KV', '_cf_METADATA', '` + explorerTable + `')`
	sqlKVRows     = `SELECT EXISTS (SELECT 1 FROM _cf_KV)`
	sqlAlarmSet   = `SELECT EXISTS (SELECT 1 FROM _cf_METADATA WHERE key = 1 AND value IS NOT NULL)`
)

func holdsData(path string) (full bool, err error) {
	db, err := openReadOnly(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return true, nil // what cannot be read is not known to be empty
	}
	for _, q := range []struct{ table, sql string }{{"", sqlUserTables}, {"_cf_KV", sqlKVRows}, {"_cf_METADATA", sqlAlarmSet}} {
		if q.table != "" {
			if has, err := db.hasTable(q.table); err != nil || !has {
				continue
			}
		}
		var n int64
		if err := db.query(q.sql, func(s *sqlite.Stmt) { n = s.Int(0) }); err != nil || n > 0 {
			full = true
		}
	}
	return full, db.close()
}
