package persist

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

var (
	noon     = time.Date(2030, 1, 1, 12, 0, 0, 123456789, time.UTC)
	midnight = noon.Add(12 * time.Hour)
)

func setAlarm(t testing.TB, a *Actor, at *time.Time) {
	t.Helper()
	check(t, a.SetAlarm(at))
}

func wantAlarm(t testing.TB, a *Actor, want *time.Time) {
	t.Helper()
	got, err := a.Alarm()
	check(t, err)
	if (got == nil) != (want == nil) || got != nil && !got.Equal(*want) {
		t.Errorf("alarm: got %v, want %v", got, want)
	}
}

// wantIndex compares the namespace's alarm index, as "id time name".
func wantIndex(t testing.TB, n *Namespace, want ...Alarm) {
	t.Helper()
	got, err := n.Alarms()
	check(t, err)
	text := func(alarms []Alarm) (s string) {
		for _, a := range alarms {
			s += fmt.Sprintf("%s %d %s\n", a.ID, a.Time.UnixNano(), a.Name)
		}
		return s
	}
	if text(got) != text(want) {
		t.Errorf("alarm index:\ngot  %swant %s", text(got), text(want))
	}
}

// TestAlarm_Index is DO-DISK-6 to 8: index and object agree after each commit.
func TestAlarm_Index(t *testing.T) {
	a := newActor(t)
	a.SetName("foo")
	steps := []struct {
		to      *time.Time
		changed bool
	}{{&noon, true}, {&midnight, true}, {&midnight, false}, {&noon, true}, {nil, true}, {nil, false}}
	for i, s := range steps {
		turn(t, a, func() { setAlarm(t, a, s.to) })
		wantAlarm(t, a, s.to)
		got := commit(t, a)
		if got.AlarmChanged != s.changed {
			t.Errorf("step %d: AlarmChanged: got %v, want %v", i, got.AlarmChanged, s.changed)
		}
		if s.changed && (got.Alarm == nil) != (s.to == nil) {
			t.Errorf("step %d: got alarm %v, want %v", i, got.Alarm, s.to)
		}
		if s.to == nil {
			wantIndex(t, a.ns)
			continue
		}
		wantIndex(t, a.ns, Alarm{testID, *s.to, "foo"})
	}
}

// TestAlarm_Transaction is DO-ALARM-6 and DO-STORAGE-69.
func TestAlarm_Transaction(t *testing.T) {
	a := newActor(t)
	turn(t, a, func() { setAlarm(t, a, &noon); setAlarm(t, a, nil) })
	if c := commit(t, a); c.AlarmChanged {
		t.Error("set and deleted in one turn: reported as changed")
	}
	setAlarm(t, a, &noon)
	commit(t, a)
	a.BeginTurn()
	setAlarm(t, a, &midnight)
	check(t, a.RollbackTurn())
	wantAlarm(t, a, &noon)
	sp, err := a.Savepoint()
	check(t, err)
	setAlarm(t, a, nil)
	check(t, sp.Rollback())
	wantAlarm(t, a, &noon)
	if c := commit(t, a); c.AlarmChanged {
		t.Error("rolled back: reported as changed")
	}
	wantIndex(t, a.ns, Alarm{ID: testID, Time: noon})
}

// TestAlarm_FailedCommit leaves the earlier alarm (DO-ALARM-6), and an index that is not late.
func TestAlarm_FailedCommit(t *testing.T) {
	a := newActor(t)
	mustExec(t, a, "CREATE TABLE p(id PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED)")
	setAlarm(t, a, &midnight)
	commit(t, a)
	setAlarm(t, a, &noon)
	mustExec(t, a, "INSERT INTO c VALUES (1)")
	if _, err := a.Commit(); err == nil {
		t.Fatal("commit: got no error")
	}
	wantAlarm(t, a, &midnight)
	wantIndex(t, a.ns, Alarm{ID: testID, Time: noon})
}

// TestAlarm_CrashOrder stops between the two files: the index is never later than the object.
func TestAlarm_CrashOrder(t *testing.T) {
	a := newActor(t)
	setAlarm(t, a, &noon)
	change, err := a.alarmChange()
	check(t, err)
	check(t, a.recordEarlier(change)) // the object's commit does not happen
	wantIndex(t, a.ns, Alarm{ID: testID, Time: noon})
	commit(t, a)
	setAlarm(t, a, &midnight)
	change, err = a.alarmChange()
	check(t, err)
	check(t, a.recordEarlier(change))
	wantIndex(t, a.ns, Alarm{ID: testID, Time: noon})
	check(t, a.db.run(sqlCommit)) // the object's commit happens, the index does not follow
	wantIndex(t, a.ns, Alarm{ID: testID, Time: noon})
	a.tx = txState{}
}

// TestAlarm_DeleteAll is DO-STORAGE-35 for both settings of delete_all_deletes_alarm.
func TestAlarm_DeleteAll(t *testing.T) {
	for _, choice := range []AlarmOnWipe{KeepAlarm, DeleteAlarm} {
		a := newActor(t)
		setAlarm(t, a, &midnight)
		commit(t, a)
		setAlarm(t, a, &noon) // of the same turn
		check(t, a.DeleteAll(choice))
		if !a.Dirty() {
			t.Error("nothing to report after DeleteAll")
		}
		c := commit(t, a)
		if !c.AlarmChanged {
			t.Errorf("keep %v: change of the alarm not reported", choice)
		}
		if choice == DeleteAlarm {
			wantAlarm(t, a, nil)
			wantIndex(t, a.ns)
			continue
		}
		wantAlarm(t, a, &noon)
		wantIndex(t, a.ns, Alarm{ID: testID, Time: noon})
	}
}

// TestAlarm_Records is what a scheduler needs to repair the index.
func TestAlarm_Records(t *testing.T) {
	n := openStore(t, t.TempDir(), Options{}).Namespace(testKey)
	other := DeriveID(testKey, "other")
	check(t, n.SetAlarmRecord(testID, midnight, "foo"))
	check(t, n.SetAlarmRecord(other, noon, ""))
	check(t, n.SetAlarmRecord(testID, midnight.Add(1), "")) // keeps the name
	wantIndex(t, n, Alarm{ID: other, Time: noon}, Alarm{testID, midnight.Add(1), "foo"})
	check(t, n.DeleteAlarmRecord(other))
	check(t, n.DeleteAlarmRecord(other))
	wantIndex(t, n, Alarm{testID, midnight.Add(1), "foo"})
}

// TestAlarm_OldIndex adds the column that old versions of workerd did not make.
func TestAlarm_OldIndex(t *testing.T) {
	dir := t.TempDir()
	n := openStore(t, dir, Options{}).Namespace(testKey)
	db, err := openDatabase(n.metadataPath(), Normal)
	check(t, err)
	check(t, db.conn.Exec("CREATE TABLE _cf_ALARM (actor_id TEXT PRIMARY KEY, scheduled_time INTEGER) WITHOUT ROWID"))
	check(t, db.run("INSERT INTO _cf_ALARM VALUES (?, ?)", testID, noon.UnixNano()))
	check(t, db.close())
	wantIndex(t, n, Alarm{ID: testID, Time: noon})
	check(t, n.SetAlarmRecord(testID, noon, "foo"))
	wantIndex(t, n, Alarm{testID, noon, "foo"})
}

func TestAlarm_Closed(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	n := s.Namespace(testKey)
	check(t, s.Close())
	if err := n.OpenMetadata(); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
}
