package persist

import (
	"errors"
	"os"
	"sync"
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// nameFlushDelay is how long new names wait to be written together.
const nameFlushDelay = 250 * time.Millisecond

const (
	sqlCreateNames = `CREATE TABLE IF NOT EXISTS names (id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID`
	sqlPutName     = `INSERT INTO names VALUES(?, ?) ON CONFLICT DO UPDATE SET name = excluded.name`
	sqlListNames   = `SELECT id, name FROM names`
)

// nameBook remembers which name an id was derived from, in a file outside wrangler's folders.
// It is a convenience for people who look at state: losing the last names is no harm, so they are
// written a moment later, together.
type nameBook struct {
	path string

	mu sync.Mutex
	// guards:
	closed bool
	db     *database
	seen   map[string]struct{}
	fresh  map[string]string
	timer  *time.Timer
	err    error // of the last background write
}

// RememberName notes the name that id was derived from. It returns at once; the name is written a
// little later or, at the latest, when the store is closed.
func (n *Namespace) RememberName(id, name string) { n.names.remember(id, name) }

// Names maps ids to the names that are known for them.
func (n *Namespace) Names() (map[string]string, error) {
	if err := checkKey(n.key); err != nil {
		return nil, err
	}
	return n.names.list()
}

func (b *nameBook) remember(id, name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, ok := b.seen[id]; ok || b.closed {
		return
	}
	if b.seen == nil {
		b.seen, b.fresh = map[string]struct{}{}, map[string]string{}
	}
	b.seen[id] = struct{}{}
	b.fresh[id] = name
	if b.timer == nil {
		b.timer = time.AfterFunc(nameFlushDelay, b.flushLater)
	}
}

func (b *nameBook) flushLater() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timer = nil
	if !b.closed {
		b.err = b.flush()
	}
}

// flush writes the new names in one transaction. b.mu held.
func (b *nameBook) flush() error {
	if len(b.fresh) == 0 {
		return nil
	}
	if err := b.open(); err != nil {
		return err
	}
	if err := b.db.conn.Exec("BEGIN IMMEDIATE"); err != nil {
		return b.db.wrap("write", err)
	}
	for id, name := range b.fresh {
		if err := b.db.run(sqlPutName, id, name); err != nil {
			return errors.Join(err, b.db.conn.Exec("ROLLBACK"))
		}
	}
	if err := b.db.conn.Exec("COMMIT"); err != nil {
		return errors.Join(b.db.wrap("write", err), b.db.conn.Exec("ROLLBACK"))
	}
	clear(b.fresh)
	return nil
}

// open opens the file and makes its table. b.mu held.
func (b *nameBook) open() error {
	if b.db != nil {
		return nil
	}
	db, err := openDatabase(b.path, Normal)
	if err != nil {
		return err
	}
	if err := db.run(sqlCreateNames); err != nil {
		return errors.Join(err, db.close())
	}
	b.db = db
	return nil
}

func (b *nameBook) list() (map[string]string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	names := map[string]string{}
	if b.db == nil && len(b.fresh) == 0 {
		if _, err := os.Stat(b.path); os.IsNotExist(err) {
			return names, nil
		}
	}
	if b.closed {
		return nil, ErrClosed
	}
	if err := b.open(); err != nil {
		return nil, err
	}
	if err := b.flush(); err != nil {
		return nil, err
	}
	err := b.db.query(sqlListNames, func(s *sqlite.Stmt) { names[s.Text(0)] = s.Text(1) })
	return names, err
}

func (b *nameBook) close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil
	}
	b.closed = true
	if b.timer != nil {
		b.timer.Stop()
	}
	err := b.flush()
	if b.db != nil {
		err = errors.Join(err, b.db.close())
		b.db = nil
	}
	return err
}

// reopen makes a closed book usable again, whatever has become of its file.
func (b *nameBook) reopen() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed, b.seen, b.fresh, b.timer = false, nil, nil, nil
}
