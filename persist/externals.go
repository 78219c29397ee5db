package persist

import "github.com/devdo/devdo/persist/internal/sqlite"

const (
	sqlCreateExternals = `
      CREATE TABLE IF NOT EXISTS _cf_EXTERNALS (
        key TEXT,
        idx INTEGER,
        token BLOB,
        PRIMARY KEY (key, idx)
      ) WITHOUT ROWID`
	sqlGetExternals    = `SELECT token FROM _cf_EXTERNALS WHERE key = ? ORDER BY idx`
	sqlPutExternal     = `INSERT INTO _cf_EXTERNALS VALUES(?, ?, ?)`
	sqlDeleteExternals = `DELETE FROM _cf_EXTERNALS WHERE key = ?`
)

// Externals are the tokens that belong to the value of key: what it refers to outside of itself
// (DO-DISK-13).
func (a *Actor) Externals(key string) ([][]byte, error) {
	if err := a.enter(); err != nil {
		return nil, err
	}
	defer a.mu.Unlock()
	if ok, err := a.hasTable(&a.kv.hasExternals, "_cf_EXTERNALS"); err != nil || !ok {
		return nil, err
	}
	var tokens [][]byte
	err := a.db.query(sqlGetExternals, func(s *sqlite.Stmt) { tokens = append(tokens, s.Blob(0)) }, key)
	return tokens, err
}

// PutExternals stores the tokens of a value that Put has just stored.
func (a *Actor) PutExternals(key string, tokens [][]byte) error {
	if err := a.enter(); err != nil {
		return err
	}
	defer a.mu.Unlock()
	if err := a.beginWrite(); err != nil {
		return err
	}
	ok, err := a.hasTable(&a.kv.hasExternals, "_cf_EXTERNALS")
	if err == nil && !ok {
		err = a.db.run(sqlCreateExternals)
		a.kv.hasExternals = yes
	}
	for n := 0; err == nil && n < len(tokens); n++ {
		err = a.db.run(sqlPutExternal, key, int64(n), tokens[n])
	}
	if err != nil {
		a.checkLost(err)
	}
	return err
}

// dropExternals removes the tokens of a value that is overwritten or deleted. a.mu held.
func (a *Actor) dropExternals(key string) error {
	ok, err := a.hasTable(&a.kv.hasExternals, "_cf_EXTERNALS")
	if err == nil && ok {
		err = a.db.run(sqlDeleteExternals, key)
	}
	if err != nil {
		a.checkLost(err)
	}
	return err
}
