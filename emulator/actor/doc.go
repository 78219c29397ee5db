// Package actor runs Durable Objects: their gates, their storage, their alarms and their end.
//
// "Actor" is the runtime's own word for the host side of a Durable Object. There are three
// lifetimes, from long to short:
//
//   - A Namespace is all objects of one class. It and its Objects live as long as the emulator
//     and survive a reload; an Object keeps what must outlive any instance: hibernating sockets
//     and who is responsible for it now.
//   - An Actor is one object loaded in one isolate: the gates, the storage handle, the work in
//     progress. Eviction, a reset or a reload ends it, and the next event makes a new one.
//   - An event is one request, call, alarm or socket message. Everything that reaches an object
//     is an event and enters through Object.Deliver.
//
// An Actor belongs to the loop of its isolate. Object and Namespace are guarded by a mutex each
// and are used from any goroutine.
//
// # Gates
//
// SQLite storage answers within the turn, so nothing can interleave with a storage await and
// the input gate holds by construction; only critical sections (blockConcurrencyWhile and
// storage.transaction) close it. The output gate is the batch: what an actor says after its
// first uncommitted write waits in Actor.held until the loop's AfterBatch has committed.
package actor
