// FileSystemWritableFileStream writes to a file of its own, which replaces the real one when it is closed.
(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, isBuffer, uint32 } = use("webidl");
  const { WritableStream } = use("writable");
  const { isBlob, bytesOf: blobBytes } = use("blob");
  const LOCKED = "Cannot write to a stream that is locked to a reader";
  const DATA = "write() requires a non-null data parameter";
  const encoder = new TextEncoder();

  const bytesOf = (data) => {
    if (isBlob(data)) return blobBytes(data);
    return isBuffer(data) ? data : encoder.encode(`${data}`);
  };
  const syntax = (message) => new DOMException(message, "SyntaxError");
  // act does what one chunk says: data, or an object that says more.
  const act = (writer, chunk) => {
    if (typeof chunk !== "object" || chunk === null || isBlob(chunk) || isBuffer(chunk)) return host.write(writer, bytesOf(chunk));
    const { type, size, position, data } = chunk;
    const number = (v) => (v === undefined ? undefined : uint32(v));
    switch (`${type}`) {
      case "write":
        if (data === undefined) throw syntax(DATA);
        if (data === null) throw new TypeError(DATA);
        return host.write(writer, bytesOf(data), number(position));
      case "seek":
        if (position === undefined) throw syntax("seek() requires a position parameter");
        return host.seek(writer, number(position));
      case "truncate":
        if (size === undefined) throw syntax("truncate() requires a size parameter");
        return host.truncate(writer, number(size));
    }
    throw new TypeError(`Invalid write type: ${type}`);
  };

  class FileSystemWritableFileStream extends WritableStream {
    #writer;
    constructor(writer) {
      super({
        write: (chunk) => act(writer, chunk),
        close: () => host.close(writer),
        abort: () => host.abort(writer),
      });
      this.#writer = writer;
    }
    write(data) {
      if (!this || !(#writer in this)) illegal();
      if (data === undefined) {
        failArgument("write", "FileSystemWritableFileStream", 1, "Blob or BufferSource or string or FileSystemFileWriteParams");
      }
      if (this.locked) throw new TypeError(LOCKED);
      return Promise.resolve(act(this.#writer, data));
    }
    seek(position) { if (!this || !(#writer in this)) illegal(); return Promise.resolve(host.seek(this.#writer, uint32(position))) }
    truncate(size) { if (!this || !(#writer in this)) illegal(); return Promise.resolve(host.truncate(this.#writer, uint32(size))) }
  }
  return {
    FileSystemWritableFileStream: define(FileSystemWritableFileStream, {
      illegal: true,
      promises: {
        write: ["Blob or BufferSource or string or FileSystemFileWriteParams"], seek: ["Uint32"], truncate: ["Uint32"],
      },
    }),
    open: (path, keep) => new FileSystemWritableFileStream(host.begin(path, keep)),
  };
})
