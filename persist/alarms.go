package persist

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// Alarm is an entry of a namespace's alarm index.
type Alarm struct {
	ID   string
	Time time.Time
	Name string // of the object, if it is known
}

const (
	sqlCreateAlarms = `CREATE TABLE IF NOT EXISTS _cf_ALARM (
      actor_id TEXT PRIMARY KEY,
      scheduled_time INTEGER,
      actor_name TEXT
    ) WITHOUT ROWID`
	sqlHasAlarmName = `SELECT 1 FROM pragma_table_info('_cf_ALARM') WHERE name = 'actor_name'`
	sqlAddAlarmName = `ALTER TABLE _cf_ALARM ADD COLUMN actor_name TEXT`
	sqlListAlarms   = `SELECT actor_id, scheduled_time, actor_name FROM _cf_ALARM ORDER BY scheduled_time, actor_id`
	sqlSetAlarm     = `INSERT INTO _cf_ALARM (actor_id, scheduled_time, actor_name) VALUES(?, ?, ?) ON CONFLICT DO UPDATE
      SET scheduled_time = excluded.scheduled_time, actor_name = coalesce(excluded.actor_name, actor_name)`
	sqlDeleteAlarm = `DELETE FROM _cf_ALARM WHERE actor_id = ?`
)

// OpenMetadata makes the namespace's alarm index if there is none, as wrangler does at start.
func (n *Namespace) OpenMetadata() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.openMetadata()
}

// openMetadata opens the alarm index. n.mu held.
func (n *Namespace) openMetadata() error {
	if n.metadata != nil {
		return nil
	}
	if n.closed {
		return ErrClosed
	}
	if err := checkKey(n.key); err != nil {
		return err
	}
	db, err := openDatabase(n.metadataPath(), n.store.opts.Durability)
	if err != nil {
		return err
	}
	if err := createAlarms(db); err != nil {
		db.close()
		return err
	}
	n.metadata = db
	return nil
}

func (n *Namespace) metadataPath() string { return filepath.Join(n.dir, metadataFile) }

// createAlarms makes the table, or adds the column that old versions of workerd did not have.
func createAlarms(db *database) error {
	if err := db.run(sqlCreateAlarms); err != nil {
		return err
	}
	hasName := false
	if err := db.query(sqlHasAlarmName, func(*sqlite.Stmt) { hasName = true }); err != nil {
		return err
	}
	if hasName {
		return nil
	}
	return db.run(sqlAddAlarmName)
}

// Alarms lists the alarm index, earliest first. It makes no file. After a crash an entry may differ
// from the object's own alarm, which is the one that counts.
func (n *Namespace) Alarms() ([]Alarm, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.metadata == nil {
		if _, err := os.Stat(n.metadataPath()); os.IsNotExist(err) {
			return nil, nil
		}
	}
	if err := n.openMetadata(); err != nil {
		return nil, err
	}
	return listAlarms(n.metadata)
}

func listAlarms(db *database) ([]Alarm, error) {
	var alarms []Alarm
	err := db.query(sqlListAlarms, func(s *sqlite.Stmt) { alarms = append(alarms, alarmRow(s)) })
	return alarms, err
}

func alarmRow(s *sqlite.Stmt) Alarm {
	return Alarm{ID: s.Text(0), Time: time.Unix(0, s.Int(1)), Name: s.Text(2)}
}

// SetAlarmRecord writes the entry of one object to the alarm index. An empty name leaves the one
// that is there. Commit does this by itself; it is for repairing the index.
func (n *Namespace) SetAlarmRecord(id string, t time.Time, name string) error {
	var actorName any
	if name != "" {
		actorName = name
	}
	return n.writeAlarm(sqlSetAlarm, id, t.UnixNano(), actorName)
}

// DeleteAlarmRecord removes the entry of one object from the alarm index, if it has one.
func (n *Namespace) DeleteAlarmRecord(id string) error {
	return n.writeAlarm(sqlDeleteAlarm, id)
}

func (n *Namespace) writeAlarm(sql string, args ...any) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.openMetadata(); err != nil {
		return fmt.Errorf("record alarm: %w", err)
	}
	if err := n.metadata.run(sql, args...); err != nil {
		return fmt.Errorf("record alarm: %w", err)
	}
	return nil
}
