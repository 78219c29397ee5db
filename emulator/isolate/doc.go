// Package isolate hosts one Worker's JavaScript: a goja runtime and the one goroutine that runs it.
//
// It knows no Workers API. It offers the loop (Post, turns, batches), timers, asynchronous
// context, lazily built modules of JavaScript classes, script loading and stack formatting;
// everything that a Worker sees is added by packages above it.
//
// The rules of the loop:
//
//  1. A goja.Runtime and every goja.Value belong to the loop goroutine and never leave it.
//     Only Post, Interrupt, Go and Close may be called from other goroutines.
//  2. A turn is one entry into JavaScript and the full microtask drain after it. Everything
//     that reaches JavaScript is a turn: use Post (or Owner.Deliver), never a bare call.
//  3. Work that waits runs in Go: it leaves the loop with its inputs copied and comes back as a
//     turn that settles a promise. No bare go statement in packages that touch JavaScript.
//  4. Up to batchSize turns make a batch. After a batch the AfterBatch hook commits what the
//     turns wrote; only then may what they said be heard (the output gate).
//  5. An Interrupt or a stack overflow empties goja's job queue, so promises in flight would
//     never settle: the isolate is condemned, its owners are told, and a new one takes over.
package isolate
