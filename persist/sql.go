package persist

import (
	"errors"
	"strings"
	"sync"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// Value is a SQL value: nil, float64, string or []byte going in; int64 too coming out. Scripts'
// numbers are always float64 (DO-SQL-14).
type Value = any

// sqlState is the part of an actor that runs scripts' SQL.
type sqlState struct {
	auth     authState
	cache    stmtCache
	deferred bool // defer_foreign_keys is on until the turn's end
	live     int
	first    *run // list of the live runs

	// guards: abandoned, filled by the garbage collector's goroutine
	gcMu      sync.Mutex
	abandoned []*run
}

// Exec runs the statements in query, of which only the last may have parameters, and returns a
// cursor over the rows of the last, already on its first row. Errors for the script are *SQLError.
func (a *Actor) Exec(query string, args []Value) (*Cursor, error) {
	if err := a.enter(); err != nil {
		return nil, err
	}
	defer a.mu.Unlock()
	a.reapCursors()
	p := a.sql.cache.get(query)
	if p == nil {
		var err error
		if p, err = a.compile(query); err != nil {
			return nil, err
		}
	}
	c, err := a.start(p, args)
	if err != nil {
		a.sql.cache.done(p)
		return nil, err
	}
	return c, nil
}

// compile runs all statements of query but the last and compiles the last.
func (a *Actor) compile(query string) (*compiled, error) {
	for rest := query; ; {
		p, tail, err := a.compileOne(rest)
		if err != nil {
			return nil, err
		}
		tail = strings.TrimLeft(tail, " \t\n\r\v\f")
		if tail == "" {
			if rest == query {
				p.text = query
				a.sql.cache.put(p)
			}
			return p, nil
		}
		err = a.runPrelude(p)
		p.stmt.Finalize()
		if err != nil {
			return nil, err
		}
		rest = tail
	}
}

// compileOne compiles the first statement of text.
//
// SQLite obeys PRAGMA foreign_keys while it compiles it, but not in a transaction. For the script
// there is none until the turn's first write, so what earlier turns wrote is committed before.
func (a *Actor) compileOne(text string) (*compiled, string, error) {
	p, tail, err := a.compileAs(text)
	if err != nil || !p.keys || !a.tx.open || !a.canCommitEarly() {
		return p, tail, err
	}
	p.stmt.Finalize()
	if err := a.commit(); err != nil {
		return nil, "", err
	}
	return a.compileAs(text)
}

// canCommitEarly reports whether the transaction holds only what earlier turns wrote.
func (a *Actor) canCommitEarly() bool {
	return !a.tx.turn.dirty && len(a.tx.saves) == 0
}

func (a *Actor) compileAs(text string) (*compiled, string, error) {
	a.sql.auth = authState{user: true}
	stmt, tail, err := a.prepareUser(text)
	auth := a.sql.auth
	a.sql.auth = authState{}
	if err != nil {
		return nil, "", a.sqlError(err, auth.message)
	}
	if stmt == nil {
		return nil, "", &SQLError{Message: msgNoStatement}
	}
	if auth.alter && renamesToInternal(stmt.SQL()) {
		stmt.Finalize()
		return nil, "", &SQLError{Message: msgNotAuthorized}
	}
	return &compiled{
		stmt:     stmt,
		params:   stmt.Params(),
		readOnly: stmt.ReadOnly(),
		deferred: auth.deferred,
		keys:     auth.keys,
		manyArgs: a.hasManyArguments(stmt.SQL()),
		cost:     costOf(stmt, stmt.CountMoves()),
	}, tail, nil
}

// prepareUser compiles a script's statement, in the form that this build understands.
func (a *Actor) prepareUser(text string) (*sqlite.Stmt, string, error) {
	stmt, tail, err := a.db.conn.Prepare(text)
	var e *sqlite.Error
	if !errors.As(err, &e) || e.Code != sqlite.CodeError || !isLimitError(e.Message) {
		return stmt, tail, err
	}
	rewritten, rest, ok := rewriteLimit(text, a.rowKey)
	if !ok {
		return nil, "", err
	}
	stmt, _, rewrittenErr := a.db.conn.Prepare(rewritten)
	if rewrittenErr != nil {
		return nil, "", rewrittenErr
	}
	return stmt, rest, nil
}

// runPrelude runs a statement that is not the last. One step does all of its work.
func (a *Actor) runPrelude(p *compiled) error {
	if p.params != 0 {
		return &SQLError{Message: msgParamsBeforeLast}
	}
	if err := a.beforeRun(p); err != nil {
		return err
	}
	_, err := a.step(p.stmt)
	return err
}

// beforeRun opens the transaction for a statement that writes.
func (a *Actor) beforeRun(p *compiled) error {
	if p.keys && a.canCommitEarly() {
		if err := a.commit(); err != nil {
			return err
		}
	}
	if p.deferred {
		a.sql.deferred = true
	}
	if p.readOnly {
		return nil
	}
	if err := a.beginWrite(); err != nil {
		return err
	}
	a.tx.turn.sql = true
	return nil
}

// step runs a script's statement to its next row. SQLite may compile it anew, or statements within
// it, so the authorizer must know whose it is.
func (a *Actor) step(s *sqlite.Stmt) (bool, error) {
	a.sql.auth = authState{user: true}
	more, err := s.Step()
	a.sql.auth = authState{}
	if err != nil {
		a.checkLost(err)
		return false, a.sqlError(err, "")
	}
	return more, nil
}

// start binds args and steps to the first row.
func (a *Actor) start(p *compiled, args []Value) (*Cursor, error) {
	if len(args) != p.params {
		return nil, &SQLError{Message: msgWrongParams}
	}
	if err := a.beforeRun(p); err != nil {
		return nil, err
	}
	if err := bindAll(p.stmt, args); err != nil {
		return nil, a.sqlError(err, "")
	}
	if p.recount {
		p.cost, p.recount = costOf(p.stmt, p.stmt.CountMoves()), false
	}
	r := &run{a: a, p: p, manyArgs: p.manyArgs, cost: p.cost, changes: a.db.conn.TotalChanges()}
	more, err := a.step(p.stmt)
	if err != nil {
		return nil, err
	}
	r.setNames()
	c := &Cursor{r}
	a.addRun(r)
	if more {
		r.rows, r.cursor = 1, c
	} else {
		r.end(nil)
	}
	return c, nil
}

// sqlError is err in the form in which the script sees it; message, if any, says it better.
func (a *Actor) sqlError(err error, message string) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch {
	case e.Code == sqlite.CodeAuth && message != "":
		return &SQLError{Message: message, Err: err}
	case e.Code == sqlite.CodeError:
		return &SQLError{Message: absentFunction(*e), Err: err}
	}
	return &SQLError{Message: e.Error(), Err: err}
}

// absentFunction words the refusal of a function as workerd does, whose build lacks some.
func absentFunction(e sqlite.Error) string {
	name, ok := strings.CutPrefix(e.Message, "not authorized to use function: ")
	if ok && absentFunctions[strings.ToLower(name)] {
		e.Message = "no such function: " + name
	}
	return e.Error()
}
