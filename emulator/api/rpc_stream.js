// WritableStreams that came by RPC: what is written to one goes to the stream it stands for, and
// how that went comes back.
(function (host, use) {
  "use strict";
  const writables = use("writable");
  const NOT_BYTES = "This TransformStream is being used as a byte stream, but received an object of non-ArrayBuffer/ArrayBufferView type on its writable side.";
  const isBytes = (v) => typeof v === "string" || ArrayBuffer.isView(v) || v instanceof ArrayBuffer;
  const { getWriter } = writables.WritableStream.prototype;
  const { write, close, abort } = writables.WritableStreamDefaultWriter.prototype;

  const remotes = new WeakMap();
  return {
    makeWritable(handle) {
      const sink = {
        write(chunk) {
          if (!isBytes(chunk)) throw new TypeError(NOT_BYTES);
          return host.write(handle, chunk);
        },
        close: () => host.close(handle),
        abort: () => host.abort(handle),
      };
      const stream = writables.wrap(writables.create(sink, 1, undefined, undefined));
      remotes.set(stream, handle);
      return stream;
    },
    // remoteOf is what the stream stands for, undefined for one of this side.
    remoteOf: (stream) => remotes.get(stream),
    take(stream) {
      if (stream.locked) throw new TypeError("This WritableStream is currently locked to a writer.");
      return Reflect.apply(getWriter, stream, []);
    },
    write: (writer, chunk) => Reflect.apply(write, writer, [chunk]),
    close: (writer) => Reflect.apply(close, writer, []),
    abort: (writer, reason) => Reflect.apply(abort, writer, [reason]),
  };
});
