// Package sqlite is a thin layer over the C API of modernc's SQLite.
//
// It exists because package persist needs calls that zombiezen.com/go/sqlite hides or decides
// differently: function names in the authorizer, duplicate column names, double-quoted strings,
// whether a statement writes, raw error texts with their offsets, and the state of deferred
// constraints. database/sql has none of them.
//
// A Conn and its statements belong to one goroutine at a time. Every method speaks bytes, strings
// and numbers; nothing here knows what a Durable Object is.
package sqlite

import "unsafe"

// at makes a pointer of an address in C memory, which the garbage collector neither moves nor frees.
func at(p uintptr) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Pointer(&p))
}

// view is the C memory of n bytes at p, valid until its owner frees or moves it.
func view(p uintptr, n int) []byte {
	return unsafe.Slice((*byte)(at(p)), n)
}
