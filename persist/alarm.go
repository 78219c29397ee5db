package persist

import (
	"time"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

const (
	sqlCreateMetadata = `
      CREATE TABLE IF NOT EXISTS _cf_METADATA (
        key INTEGER PRIMARY KEY,
        value BLOB
      )`
	sqlGetMetadata = `SELECT value FROM _cf_METADATA WHERE key = ?`
	sqlPutMetadata = `INSERT INTO _cf_METADATA (key, value) VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`
)

// Keys of _cf_METADATA.
const (
	metadataAlarm    = int64(1)
	metadataBookmark = int64(2)
)

// alarmTime is a time in nanoseconds, or none.
type alarmTime struct {
	ns  int64
	set bool
}

func (t alarmTime) before(u alarmTime) bool { return t.set && (!u.set || t.ns < u.ns) }

func (t alarmTime) time() *time.Time {
	if !t.set {
		return nil
	}
	v := time.Unix(0, t.ns)
	return &v
}

type alarmState struct {
	hasTable   tri
	touched    bool      // the transaction may have changed the alarm
	committed  alarmTime // as of before the transaction; valid if touched
	unreported bool      // a commit changed it and Commit has not said so yet
	latest     alarmTime // what to say
}

// Committed is what a commit changed beyond the object's data.
type Committed struct {
	AlarmChanged bool
	Alarm        *time.Time // the alarm now on disk, nil for none; valid if AlarmChanged
}

// Alarm is the object's alarm as the current transaction sees it, nil for none.
func (a *Actor) Alarm() (*time.Time, error) {
	if err := a.enter(); err != nil {
		return nil, err
	}
	defer a.mu.Unlock()
	t, err := a.readAlarm()
	return t.time(), err
}

// SetAlarm sets the object's alarm, or deletes it if t is nil.
func (a *Actor) SetAlarm(t *time.Time) error {
	if err := a.enter(); err != nil {
		return err
	}
	defer a.mu.Unlock()
	var to alarmTime
	if t != nil {
		to = alarmTime{t.UnixNano(), true}
	}
	return a.setAlarm(to)
}

func (a *Actor) setAlarm(to alarmTime) error {
	now, err := a.readAlarm()
	if err != nil || now == to {
		return err
	}
	if !a.alarm.touched {
		// Only SetAlarm changes the alarm, so the one before it is the committed one.
		a.alarm.touched, a.alarm.committed = true, now
	}
	var value any
	if to.set {
		value = to.ns
	}
	return a.putMetadata(metadataAlarm, value)
}

func (a *Actor) readAlarm() (alarmTime, error) {
	var t alarmTime
	err := a.getMetadata(metadataAlarm, func(s *sqlite.Stmt) { t = alarmTime{s.Int(0), !s.IsNull(0)} })
	return t, err
}

func (a *Actor) getMetadata(key int64, row func(*sqlite.Stmt)) error {
	ok, err := a.hasTable(&a.alarm.hasTable, "_cf_METADATA")
	if err != nil || !ok {
		return err
	}
	return a.db.query(sqlGetMetadata, row, key)
}

func (a *Actor) putMetadata(key int64, value any) error {
	if err := a.beginWrite(); err != nil {
		return err
	}
	ok, err := a.hasTable(&a.alarm.hasTable, "_cf_METADATA")
	if err == nil && !ok {
		err = a.db.run(sqlCreateMetadata)
		a.alarm.hasTable = yes
	}
	if err == nil {
		err = a.db.run(sqlPutMetadata, key, value)
	}
	if err != nil {
		a.checkLost(err)
	}
	return err
}

// alarmChange is what a transaction does to the alarm.
type alarmChange struct {
	changed  bool
	from, to alarmTime
}

func (c alarmChange) earlier() bool { return c.to.before(c.from) }

func (a *Actor) alarmChange() (alarmChange, error) {
	if !a.alarm.touched {
		return alarmChange{}, nil
	}
	to, err := a.readAlarm()
	from := a.alarm.committed
	return alarmChange{to != from, from, to}, err
}

// recordEarlier enters an alarm that moves forward in the namespace's index before the object's
// commit, and recordCommitted one that moves back after it: after a crash between the two the index
// has the earlier time, at which the scheduler looks at the object and corrects it. No alarm is lost.
func (a *Actor) recordEarlier(c alarmChange) error {
	if a.facet && c.changed && c.to.set {
		return &SQLError{Message: msgFacetAlarm}
	}
	if !c.changed || !c.earlier() {
		return nil
	}
	return a.ns.SetAlarmRecord(a.id, time.Unix(0, c.to.ns), a.name)
}

func (a *Actor) recordCommitted(c alarmChange) error {
	a.alarm.touched = false
	if !c.changed || a.facet {
		return nil
	}
	a.alarm.unreported, a.alarm.latest = true, c.to
	switch {
	case c.earlier():
		return nil
	case c.to.set:
		return a.ns.SetAlarmRecord(a.id, time.Unix(0, c.to.ns), a.name)
	default:
		return a.ns.DeleteAlarmRecord(a.id)
	}
}

// report is what the commits since the last report changed.
func (a *Actor) report() Committed {
	if !a.alarm.unreported {
		return Committed{}
	}
	a.alarm.unreported = false
	return Committed{AlarmChanged: true, Alarm: a.alarm.latest.time()}
}
