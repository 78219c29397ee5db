package persist

import (
	"errors"
	"testing"
)

// reopened is the actor's data as another process would find it: a second store on the directory.
func reopened(t testing.TB, a *Actor) *Actor {
	t.Helper()
	return openStore(t, a.ns.store.dir, Options{}).Namespace(a.ns.key).Actor(a.id)
}

// TestCommit_Coalesced is DO-GATE-22: nothing of a turn is on disk before the commit, all after it.
func TestCommit_Coalesced(t *testing.T) {
	a := newActor(t)
	check(t, a.Open())
	turn(t, a, func() {
		put(t, a, "k", "v")
		mustExec(t, a, "CREATE TABLE t(a)")
		wantGet(t, a, "k", "v")
	})
	if !a.Dirty() {
		t.Error("not dirty after a write")
	}
	wantGet(t, reopened(t, a), "k", "absent")
	commit(t, a)
	if a.Dirty() {
		t.Error("dirty after the commit")
	}
	other := reopened(t, a)
	wantGet(t, other, "k", "v")
	wantQuery(t, other, "SELECT count(*) FROM t", "0")
}

// TestRollbackTurn undoes one turn of a batch (DO-LIFE-32), whichever it is.
func TestRollbackTurn(t *testing.T) {
	for _, failing := range []int{0, 1, 2} {
		a := newActor(t)
		keys := []string{"a", "b", "c"}
		for i, key := range keys {
			a.BeginTurn()
			put(t, a, key, "1")
			put(t, a, "shared", key)
			if i == failing {
				check(t, a.RollbackTurn())
				continue
			}
			check(t, a.EndTurn())
		}
		commit(t, a)
		shared := "c"
		for i, key := range keys {
			want := "1"
			if i == failing {
				want = "absent"
			}
			wantGet(t, a, key, want)
		}
		if failing == 2 {
			shared = "b"
		}
		wantGet(t, a, "shared", shared)
	}
}

// TestRollbackTurn_Tables forgets tables that only the undone turn had made.
func TestRollbackTurn_Tables(t *testing.T) {
	a := newActor(t)
	turn(t, a, func() { mustExec(t, a, "CREATE TABLE t(a)") })
	a.BeginTurn()
	put(t, a, "k", "v")
	_, err := a.NextBookmark()
	check(t, err)
	check(t, a.RollbackTurn())
	wantGet(t, a, "k", "absent")
	turn(t, a, func() { put(t, a, "k", "w") })
	commit(t, a)
	wantGet(t, a, "k", "w")
	wantQuery(t, a, "SELECT count(*) FROM t", "0")
}

func TestRollback(t *testing.T) {
	a := newActor(t)
	turn(t, a, func() { put(t, a, "k", "1") })
	commit(t, a)
	turn(t, a, func() { put(t, a, "k", "2") })
	turn(t, a, func() { put(t, a, "k", "3") })
	check(t, a.Rollback())
	if a.Dirty() {
		t.Error("dirty after the rollback")
	}
	wantGet(t, a, "k", "1")
}

// TestSavepoint_Nested is DO-STORAGE-62 to 64, 67, 73 and 74 on the side of storage.
func TestSavepoint_Nested(t *testing.T) {
	a := newActor(t)
	a.BeginTurn()
	put(t, a, "before", "1")
	outer, err := a.Savepoint()
	check(t, err)
	put(t, a, "outer", "1")
	inner, err := a.Savepoint()
	check(t, err)
	put(t, a, "inner", "1")
	if err := outer.RollbackTo(); !errors.Is(err, ErrNested) {
		t.Errorf("outer rollback with inner open: got %v, want ErrNested", err)
	}
	check(t, inner.Rollback())
	if err := inner.Release(); !errors.Is(err, ErrEnded) {
		t.Errorf("second end: got %v, want ErrEnded", err)
	}
	wantGet(t, a, "outer", "1")
	wantGet(t, a, "inner", "absent")
	check(t, outer.RollbackTo())
	wantGet(t, a, "outer", "absent")
	put(t, a, "later", "1")
	check(t, outer.Release())
	check(t, a.EndTurn())
	commit(t, a)
	wantGet(t, a, "before", "1")
	wantGet(t, a, "later", "1")
}

// TestBeginTransaction_Turns lets a transaction span turns: it commits what came before, defers
// the commit of what comes after, and a reset undoes it whole.
func TestBeginTransaction_Turns(t *testing.T) {
	for _, end := range []string{"release", "rollback", "reset"} {
		t.Run(end, func(t *testing.T) {
			a := newActor(t)
			other := reopened(t, a)
			a.BeginTurn()
			put(t, a, "before", "1")
			tx, err := a.BeginTransaction()
			check(t, err)
			wantGet(t, other, "before", "1")
			put(t, a, "first", "1")
			check(t, a.EndTurn())
			if _, err := a.Commit(); !errors.Is(err, ErrInTransaction) {
				t.Errorf("commit: got %v, want ErrInTransaction", err)
			}
			a.BeginTurn()
			put(t, a, "second", "1")
			want := "absent"
			switch end {
			case "release":
				want = "1"
				check(t, tx.Release())
			case "rollback":
				check(t, tx.Rollback())
			case "reset":
				check(t, a.RollbackTurn())
			}
			check(t, a.EndTurn())
			turn(t, a, func() { put(t, a, "after", "1") })
			if a.InTransaction() {
				t.Error("still in a transaction")
			}
			commit(t, a)
			wantGet(t, other, "before", "1")
			wantGet(t, other, "first", want)
			wantGet(t, other, "second", want)
			wantGet(t, other, "after", "1")
		})
	}
}

// TestRollbackTurn_AfterTransaction keeps a transaction of several turns that was released in the
// turn being undone, as workerd does, which has committed it.
func TestRollbackTurn_AfterTransaction(t *testing.T) {
	a := newActor(t)
	a.BeginTurn()
	tx, err := a.BeginTransaction()
	check(t, err)
	put(t, a, "in", "1")
	check(t, a.EndTurn())
	a.BeginTurn()
	check(t, tx.Release())
	put(t, a, "after", "1")
	check(t, a.RollbackTurn())
	commit(t, a)
	wantGet(t, a, "in", "1")
	wantGet(t, a, "after", "absent")
}

// TestCommit_Deferred is DO-GATE-25: a violated constraint resets the turn that left it, alone.
func TestCommit_Deferred(t *testing.T) {
	a := newActor(t)
	turn(t, a, func() {
		mustExec(t, a, "CREATE TABLE p(id PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED)")
		put(t, a, "k", "kept")
	})
	for _, sql := range []string{
		"INSERT INTO c VALUES (1)",
		"PRAGMA defer_foreign_keys = on; INSERT INTO c VALUES (2)",
	} {
		a.BeginTurn()
		mustExec(t, a, sql)
		wantSQLError(t, a.EndTurn(), "Durable Object was reset and rolled back to its last known good state because the application left the database in a state where constraints were violated: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)")
		check(t, a.RollbackTurn())
	}
	turn(t, a, func() { mustExec(t, a, "INSERT INTO c VALUES (3); INSERT INTO p VALUES (3)") })
	commit(t, a)
	wantGet(t, a, "k", "kept")
	wantQuery(t, a, "SELECT p FROM c", "3")
}

// TestCommit_DeferredWithoutTurns finds the same at Commit when nobody marks turns.
func TestCommit_DeferredWithoutTurns(t *testing.T) {
	a := newActor(t)
	mustExec(t, a, "CREATE TABLE p(id PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED)")
	commit(t, a)
	mustExec(t, a, "INSERT INTO c VALUES (1)")
	_, err := a.Commit()
	wantSQLError(t, err, msgConstraintsViolated+msgForeignKey)
	wantQuery(t, a, "SELECT count(*) FROM c", "0")
}

// TestDeferForeignKeys ends with the turn (DO-SQL-44).
func TestDeferForeignKeys(t *testing.T) {
	a := newActor(t)
	turn(t, a, func() {
		mustExec(t, a, "CREATE TABLE p(id PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id))")
		mustExec(t, a, "PRAGMA defer_foreign_keys = on; INSERT INTO c VALUES (1); INSERT INTO p VALUES (1)")
	})
	turn(t, a, func() {
		_, err := execSQL(a, "INSERT INTO c VALUES (2)")
		wantSQLError(t, err, msgForeignKey)
	})
	commit(t, a)
}

// TestUnfinishedWrite is DO-SQL-47: at the turn's end a write cursor must have been read.
func TestUnfinishedWrite(t *testing.T) {
	a := newActor(t)
	turn(t, a, func() { mustExec(t, a, "CREATE TABLE t(a)") })
	a.BeginTurn()
	c, err := a.Exec("INSERT INTO t VALUES (1), (2) RETURNING a", nil)
	check(t, err)
	if err := a.EndTurn(); !errors.Is(err, errUnfinishedWrite) {
		t.Errorf("end turn: got %v, want errUnfinishedWrite", err)
	}
	check(t, a.RollbackTurn())
	if _, _, err := c.Next(); err == nil {
		t.Error("cursor of a reset object: got no error")
	}
	mustExec(t, a, "INSERT INTO t VALUES (3)")
	if _, err := a.Exec("INSERT INTO t VALUES (1), (2) RETURNING a", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Commit(); !errors.Is(err, errUnfinishedWrite) {
		t.Errorf("commit: got %v, want errUnfinishedWrite", err)
	}
	check(t, a.EndTurn())
	commit(t, a)
	// The failed commit took the whole batch with it.
	_, err = execSQL(a, "SELECT * FROM t")
	wantSQLError(t, err, "no such table: t: SQLITE_ERROR")
}

// TestCursor_AcrossCommit is DO-SQL-27: SELECT cursors outlive the turn and see later writes.
func TestCursor_AcrossCommit(t *testing.T) {
	a := newActor(t)
	mustExec(t, a, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)")
	commit(t, a)
	a.BeginTurn()
	c, err := a.Exec("SELECT a FROM t", nil)
	check(t, err)
	check(t, a.EndTurn())
	turn(t, a, func() { mustExec(t, a, "INSERT INTO t VALUES (3)") })
	commit(t, a)
	rows, err := drain(c)
	check(t, err)
	if len(rows) != 3 {
		t.Errorf("got %d rows, want 3", len(rows))
	}
}

// TestCursor_AfterRollback is DO-STORAGE-76.
func TestCursor_AfterRollback(t *testing.T) {
	a := newActor(t)
	mustExec(t, a, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3)")
	commit(t, a)
	a.BeginTurn()
	sp, err := a.Savepoint()
	check(t, err)
	mustExec(t, a, "CREATE TABLE u(a)")
	c, err := a.Exec("SELECT a FROM t", nil)
	check(t, err)
	check(t, sp.Rollback())
	_, err = drain(c)
	wantSQLError(t, err, "abort due to ROLLBACK: SQLITE_ABORT (extended: SQLITE_ABORT_ROLLBACK)")
	check(t, a.EndTurn())
}

// TestDiskFull is DO-GATE-27: SQLite rolls back by itself and the object is broken until reset.
func TestDiskFull(t *testing.T) {
	a := newActor(t)
	put(t, a, "k", "1")
	mustExec(t, a, "CREATE TABLE t(a)")
	commit(t, a)
	check(t, a.db.conn.Exec("PRAGMA max_page_count = 8"))
	a.BeginTurn()
	sp, err := a.Savepoint()
	check(t, err)
	_, err = execSQL(a, "INSERT INTO t VALUES (randomblob(100000))")
	wantSQLError(t, err, "database or disk is full: SQLITE_FULL")
	if a.db.conn.InTransaction() {
		t.Skip("this SQLite rolled back the statement only")
	}
	wantSQLError(t, sp.Release(), "Cannot commit transaction due to an earlier SQL critical error")
	if err := a.Put("k", nil); err == nil {
		t.Error("put on a broken object: got no error")
	}
	check(t, a.RollbackTurn())
	wantGet(t, a, "k", "1")
}
