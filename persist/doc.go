// Package persist keeps the state of Durable Objects and KV namespaces on disk, in wrangler's own
// format and places, so that people can switch between the two without losing data.
//
// A Store is the ".wrangler/state/v3" directory. A Namespace is one Durable Object class, an Actor
// one object with a SQLite file of its own. The package speaks bytes, strings and times and knows
// nothing of JavaScript; errors whose text a script sees are *SQLError and carry workerd's words.
//
// # Transactions
//
// The first write opens the actor's implicit transaction. It stays open over as many turns as the
// caller likes and ends with Commit; that is how several turns share one commit. BeginTurn and
// EndTurn mark one turn, RollbackTurn undoes it alone, and Savepoint nests inside a turn or spans
// turns (storage.transaction), in which case Commit answers ErrInTransaction until it is released.
//
// # Durability
//
// Databases use WAL. Unlike workerd, which leaves synchronous at FULL, the default is NORMAL: a
// committed write survives the end of the process in any form, but a power failure may take the
// last ones with it (never the consistency of the file). Options.Durability chooses FULL.
//
// # Lifecycles
//
// PlanLifecycle and Run apply what a configuration says about classes that were renamed, deleted or
// transferred (migrations, exports) to the state that is there. What is ours lies in "devdo", beside
// wrangler's folders:
//
//	names/<key>.sqlite       the names that ids were derived from
//	migrations/<worker>.json which steps were taken, and the one that is being taken
//	aliases/<key>.json       how the former ids of a renamed class lead to its objects
//	history/<key>/<id>.log   see History
//	backup/<time>-<step>/    what a step touched, as it was; never read again, remove it at will
//
// Any other folder of ours that holds "<key>" or "<key>.sqlite" moves along with its namespace, and
// in a directory of that name what begins with an object's id.
//
// # History
//
// Unlike workerd, whose local storage has none, the package keeps what each object held before, in
// "devdo/history/<uniqueKey>/<id>.log" beside wrangler's folders: for 30 days, and in 64 MB for
// each object (Options.HistoryAge and HistorySize). Of one that has become large, states that lie
// close together and that no bookmark names are left out, down to one an hour of what is more than
// a day old; then the oldest part is dropped. Both happen when the object is written.
//
// A state is kept for each millisecond in which something was committed, for a busy object ten
// times a second, and for each bookmark. A history follows the database as long as only this
// package changes it; when wrangler has run in between, a new one begins. It costs a few loads of
// memory for each commit, and reading the changed pages for each state. Deleting the files is safe
// at any time. They survive the end of the process, whenever it comes; a power failure may end a
// history.
//
// It does not create or read the files of other simulators (R2, D1, cache), and it leaves alone
// every file in them that it does not know.
package persist
