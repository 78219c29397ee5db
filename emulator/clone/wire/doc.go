// Package wire is the byte format of V8's ValueSerializer, version 15, with workerd's host
// objects: what Durable Object storage, WebSocket attachments and queues hold.
//
// It needs no JavaScript engine. Reader and Writer are the low level, which package clone builds
// on; Decode and Encode translate between bytes and a tree of Go values; Format prints a tree for
// people and ToJSON for programs. Decode accepts any bytes: bad ones give an *Error with the
// offset.
//
// Strings are Go strings in WTF-8: UTF-8 in which a lone surrogate is encoded like any other code
// point, so that every JavaScript string has a form and well-formed ones are plain UTF-8.
package wire
