// node:internal/process_streams: process.stdin, stdout and stderr.
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { Readable, Writable } = use("node:stream");
  const { write } = use("node:internal/stdio");

  // The input is at its end from the start.
  const makeInput = () => {
    const ReadStream = host.has("node:fs") ? use("node:fs").ReadStream : undefined;
    if (ReadStream) return new ReadStream(null, { fd: 0, autoClose: false });
    return new Readable({
      read() {
        this.push(null);
      },
    });
  };
  const stdin = Object.assign(makeInput(), { fd: 0, allowHalfOpen: false, bufferSize: 0, connecting: false, readyState: "open" });

  const toBuffer = (chunk, encoding) => {
    if (Buffer.isBuffer(chunk)) return chunk;
    if (typeof chunk === "string") return Buffer.from(chunk, encoding);
    return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  };
  class SyncWriteStream extends Writable {
    readable = false;
    _type = "fs";
    _isStdio = true;
    constructor(fd) {
      super({ autoDestroy: true });
      this.fd = fd;
    }
    _write(chunk, encoding, done) {
      write(this.fd, toBuffer(chunk, encoding));
      done();
    }
  }
  // What a socket of Node has besides.
  const asSocket = {
    allowHalfOpen: false, bufferSize: 0, bytesRead: 0, bytesWritten: 0, connecting: false, pending: false, readableAborted: false,
    readableDidRead: false, readableEnded: false, readableHighWaterMark: 16384, readableLength: 0, readableObjectMode: false, readyState: "open",
  };
  return { stdin, stdout: Object.assign(new SyncWriteStream(1), asSocket), stderr: Object.assign(new SyncWriteStream(2), asSocket) };
});
