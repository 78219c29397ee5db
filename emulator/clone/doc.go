// Package clone is the structured clone of goja values: their serialisation into V8's format and
// back, for storage, RPC, attachments, queues and structuredClone.
//
// A Codec belongs to one runtime. Make it before user code runs and after built-ins were replaced
// (regular expressions, SuppressedError and the like): it captures the built-ins it needs, so
// that nothing user code does to prototypes can reach it. Like the runtime, it belongs to the
// loop goroutine.
//
// Serialize and Deserialize know JavaScript's own types. Everything else, Headers, Blob, streams,
// stubs, is up to the Host, which writes and reads host objects with the Writer and Reader it is
// given. Package wire has the format itself.
//
// Errors are Go errors. An exception that a getter threw is a *goja.Exception; what Options.Throw
// made of "cannot be cloned" and the like comes back as it is; bytes that are no value give a
// *wire.Error.
//
// Unlike workerd, resizable buffers come back with a fixed length and Float16Array as
// Float32Array of the same numbers where the engine has neither; SharedArrayBuffer does not exist;
// and arrays that V8 would remember to have had holes are written densely once they have none.
package clone
