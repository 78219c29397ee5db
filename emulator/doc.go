// Package emulator runs Cloudflare Workers and their Durable Objects. It assembles the parts,
// owns their lifetimes, answers HTTP and WebSocket, and swaps code on reload.
//
// # Map
//
//	isolate/    one goja runtime and its loop; no Workers API
//	clone/      structured clone in V8's format
//	compat/     compatibility dates and flags
//	websocket/  WebSocket traffic in Go
//	queue/      the local broker of Queues
//	workflow/   the engine of Workflows, a Worker of its own
//	actor/      Durable Objects: gates, storage, alarms, sockets, eviction
//	api/        what JavaScript sees, one API per file; general Web APIs in its subpackages
//	testing/    devdo test
//	inspect/    reading stored state
//
// # Goroutines
//
//	loop        one per isolate: the only one that touches its JavaScript (isolate.run)
//	http        net/http's own: turn a request into a Go value, post it, wait for the answer
//	host work   isolate.Go: what waits for the network or the disk; comes back as a turn
//	alarms      one: actor.Scheduler
//	queues      one: queue.Broker
//	socket in   one per connected WebSocket: reads frames
//	socket out  one per WebSocket with something to write; ends when that is written
//
// # Several Workers
//
// Each Worker has an isolate of its own, and they run in parallel. A Worker reaches another one
// through its service (api.Service), which gives the version that runs at that moment, and another
// one's Durable Objects through their namespace, which knows where they live. What crosses is Go:
// messages in V8's format, bodies, ends of WebSockets, and references that lead back; the receiving
// isolate makes its own JavaScript of it. No JavaScript value ever crosses.
//
// # A reload
//
// Reload builds the new Worker beside the old one. Only when its module scope has run and its
// classes are there does it take over: new requests go to it, and every object's actor leaves
// the old isolate as soon as its work in progress is done (actor.Namespace.Move). Storage,
// alarms and hibernating sockets belong to the namespace, not to the isolate, and stay. The old
// isolate is closed when its last request has been answered.
package emulator
