package persist

import (
	"strings"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// Limits that production has beyond those of the real local runtime (DO-SQL-62, DO-STORAGE-44).
const (
	// StrictLength is the greatest size of a string, a blob or a row, 2 MB.
	StrictLength = 2_000_000
	// strictFunctionArgs is how many arguments a function may have.
	strictFunctionArgs = 32
	// strictPages is 10 GB, the size of a database.
	strictPages = "PRAGMA max_page_count = 2441406"
)

// limitStrictly gives a connection production's limits.
func limitStrictly(db *database) error {
	db.conn.SetLimit(sqlite.LimitLength, StrictLength)
	db.conn.SetLimit(sqlite.LimitFunctionArg, strictFunctionArgs)
	return db.conn.Exec(strictPages)
}

// ManyArguments reports whether the statement calls a function with more arguments than production
// allows.
func (c *Cursor) ManyArguments() bool { return c.r.manyArgs }

// hasManyArguments finds out by compiling the statement again under the stricter limit. The limit
// cannot stay: SQLite compiles statements anew when it likes.
func (a *Actor) hasManyArguments(sql string) bool {
	if a.ns.store.opts.StrictLimits || strings.Count(sql, ",") < strictFunctionArgs {
		return false
	}
	a.db.conn.SetLimit(sqlite.LimitFunctionArg, strictFunctionArgs)
	stmt, _, err := a.db.conn.Prepare(sql)
	if stmt != nil {
		stmt.Finalize()
	}
	a.db.conn.SetLimit(sqlite.LimitFunctionArg, actorLimits[sqlite.LimitFunctionArg])
	return err != nil && strings.HasPrefix(err.Error(), "too many arguments on function")
}
