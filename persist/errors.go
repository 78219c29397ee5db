package persist

import "errors"

// SQLError is an error that the script sees, as a plain Error with this message.
type SQLError struct {
	Message string
	Err     error // of SQLite, if it is one
}

// Error is the message for the script.
func (e *SQLError) Error() string { return e.Message }

// Unwrap is the error of SQLite.
func (e *SQLError) Unwrap() error { return e.Err }

// Messages for scripts, byte for byte workerd's.
const (
	msgFacetAlarm          = "Facets currently cannot set alarms."
	msgIDFormat            = "Invalid Durable Object ID: must be 64 hex digits"
	msgIDForeign           = "Durable Object ID is not valid for this namespace."
	msgNoStatement         = "SQL code did not contain a statement."
	msgParamsBeforeLast    = "When executing multiple SQL statements in a single call, only the last statement can have parameters."
	msgWrongParams         = "Wrong number of parameter bindings for SQL query."
	msgNoTransactions      = "To execute a transaction, please use the state.storage.transaction() or state.storage.transactionSync() APIs instead of the SQL BEGIN TRANSACTION or SAVEPOINT statements. The JavaScript API is safer because it will automatically roll back on exceptions, and because it interacts correctly with Durable Objects' automatic atomic write coalescing."
	msgNotAuthorized       = "not authorized: SQLITE_AUTH"
	msgDatabaseDeleted     = "SQLite query was canceled because the database was deleted."
	msgIteratorInvalid     = "kv.list() iterator was invalidated because a new call to kv.list() was started. Only one kv.list() iterator can exist at a time."
	msgConstraintsViolated = "Durable Object was reset and rolled back to its last known good state because the application left the database in a state where constraints were violated: "
	msgForeignKey          = "FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)"
	msgCriticalError       = "Cannot commit transaction due to an earlier SQL critical error"
)

var (
	// errUnfinishedWrite is not for scripts: workerd reports an internal error (DO-SQL-47).
	errUnfinishedWrite = errors.New("cannot commit transaction - SQL statements in progress: SQLITE_BUSY")
	errActorReset      = errors.New("the object was reset")
	errActorClosed     = errors.New("the object's storage was closed")
)
