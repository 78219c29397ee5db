// node:internal/streams/web: between streams of Node and of the Web.
(function (host, use) {
  "use strict";
  const { Readable } = use("node:internal/streams/readable");
  const { Writable } = use("node:internal/streams/writable");
  const { Duplex } = use("node:internal/streams/duplex");
  const { eos } = use("node:internal/streams/end_of_stream");
  const { destroyer } = use("node:internal/streams/destroy");
  const { AbortError, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_STREAM_PREMATURE_CLOSE } = use("node:internal/streams/errors");
  const { isDestroyed, isReadable, isReadableWeb, isWritable, isWritableEnded, isWritableWeb } = use("node:internal/streams/utils");
  const { validateBoolean, validateObject } = use("node:internal/validators");
  const { Buffer } = use("node:buffer");
  const { nextTick } = use("node:internal/next_tick");

  const asChunk = (chunk, objectMode) => {
    if (objectMode || typeof chunk === "string") return chunk;
    return chunk instanceof Buffer ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength) : chunk;
  };
  const ended = (error) => (error?.code === "ERR_STREAM_PREMATURE_CLOSE" ? new AbortError(undefined, { cause: error }) : error);

  function readableToWeb(stream, options = {}) {
    if (typeof stream?._readableState !== "object") throw new ERR_INVALID_ARG_TYPE("streamReadable", "stream.Readable", stream);
    if (isDestroyed(stream) || !isReadable(stream)) {
      const readable = new ReadableStream();
      readable.cancel();
      return readable;
    }
    const objectMode = stream.readableObjectMode;
    const strategy = options.strategy ?? (objectMode ? new CountQueuingStrategy({ highWaterMark: stream.readableHighWaterMark }) : { highWaterMark: stream.readableHighWaterMark, size: (chunk) => chunk?.byteLength ?? chunk?.length ?? 1 });
    let controller;
    let canceled = false;
    stream.pause();
    const cleanup = eos(stream, (error) => {
      error = ended(error);
      cleanup();
      stream.on("error", () => {});
      if (error) controller.error(error);
      else if (!canceled) controller.close();
    });
    stream.on("data", (chunk) => {
      controller.enqueue(asChunk(chunk, objectMode));
      if (controller.desiredSize <= 0) stream.pause();
    });
    return new ReadableStream({
      start(c) {
        controller = c;
      },
      pull() {
        stream.resume();
      },
      cancel(reason) {
        canceled = true;
        destroyer(stream, reason);
      },
    }, strategy);
  }

  function readableFromWeb(web, options = {}) {
    if (!isReadableWeb(web)) throw new ERR_INVALID_ARG_TYPE("readableStream", "ReadableStream", web);
    validateObject(options, "options");
    const { highWaterMark, encoding, objectMode = false, signal } = options;
    if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw new ERR_INVALID_ARG_VALUE("options.encoding", encoding);
    validateBoolean(objectMode, "options.objectMode");
    const reader = web.getReader();
    let closed = false;
    const readable = new Readable({
      objectMode, highWaterMark, encoding, signal,
      read() {
        reader.read().then(
          ({ done, value }) => readable.push(done ? null : value),
          (error) => destroyer(readable, error),
        );
      },
      destroy(error, callback) {
        const done = () => nextTick(callback, error);
        if (closed) done();
        else reader.cancel(error).then(done, done);
      },
    });
    reader.closed.then(() => (closed = true), (error) => {
      closed = true;
      destroyer(readable, error);
    });
    return readable;
  }

  function writableToWeb(stream) {
    if (typeof stream?._writableState !== "object") throw new ERR_INVALID_ARG_TYPE("streamWritable", "stream.Writable", stream);
    if (isDestroyed(stream) || !isWritable(stream)) {
      const writable = new WritableStream();
      writable.close();
      return writable;
    }
    const objectMode = stream.writableObjectMode;
    const strategy = objectMode ? new CountQueuingStrategy({ highWaterMark: stream.writableHighWaterMark }) : { highWaterMark: stream.writableHighWaterMark };
    let controller;
    let backpressure;
    let closed;
    const cleanup = eos(stream, (error) => {
      error = ended(error);
      cleanup();
      stream.on("error", () => {});
      if (error) {
        backpressure?.reject(error);
        if (closed) {
          closed.reject(error);
          closed = undefined;
        }
        controller.error(error);
        controller = undefined;
        return;
      }
      if (closed) {
        closed.resolve();
        closed = undefined;
        return;
      }
      controller.error(new AbortError());
      controller = undefined;
    });
    stream.on("drain", () => backpressure?.resolve());
    return new WritableStream({
      start(c) {
        controller = c;
      },
      write(chunk) {
        if (stream.writableNeedDrain || !stream.write(chunk)) {
          backpressure = Promise.withResolvers();
          return backpressure.promise.finally(() => (backpressure = undefined));
        }
        return undefined;
      },
      abort(reason) {
        destroyer(stream, reason);
      },
      close() {
        if (closed === undefined && !isWritableEnded(stream)) {
          closed = Promise.withResolvers();
          stream.end();
          return closed.promise;
        }
        controller = undefined;
        return Promise.resolve();
      },
    }, strategy);
  }

  // writerFunctions write to a writer of the Web as _write and its like do.
  const writerFunctions = (writer, fail, isClosed) => ({
    writev(chunks, callback) {
      const done = (error) => nextTick(() => {
        try {
          callback(error);
        } catch (reason) {
          nextTick(fail, reason);
        }
      });
      writer.ready.then(() => Promise.all(chunks.map((data) => writer.write(data.chunk))).then(() => done(), done), done);
    },
    write(chunk, encoding, callback) {
      const done = (error) => nextTick(() => {
        try {
          callback(error);
        } catch (reason) {
          fail(reason);
        }
      });
      writer.ready.then(() => writer.write(chunk).then(() => done(), done), done);
    },
    final(callback) {
      const done = (error) => nextTick(() => {
        try {
          callback(error);
        } catch (reason) {
          nextTick(() => fail(reason));
        }
      });
      if (isClosed()) done();
      else writer.close().then(() => done(), done);
    },
  });

  function writableFromWeb(web, options = {}) {
    if (!isWritableWeb(web)) throw new ERR_INVALID_ARG_TYPE("writableStream", "WritableStream", web);
    validateObject(options, "options");
    const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
    validateBoolean(objectMode, "options.objectMode");
    validateBoolean(decodeStrings, "options.decodeStrings");
    const writer = web.getWriter();
    let closed = false;
    const writable = new Writable({
      highWaterMark, objectMode, decodeStrings, signal,
      ...writerFunctions(writer, (error) => destroyer(writable, error), () => closed),
      destroy(error, callback) {
        const done = () => nextTick(callback, error);
        if (closed) done();
        else if (error !== null && error !== undefined) writer.abort(error).then(done, done);
        else writer.close().then(done, done);
      },
    });
    writer.closed.then(() => {
      closed = true;
      if (!isWritableEnded(writable)) destroyer(writable, new ERR_STREAM_PREMATURE_CLOSE());
    }, (error) => {
      closed = true;
      destroyer(writable, error);
    });
    return writable;
  }

  function duplexToWeb(duplex) {
    if (typeof duplex?._writableState !== "object" || typeof duplex._readableState !== "object") {
      throw new ERR_INVALID_ARG_TYPE("duplex", "stream.Duplex", duplex);
    }
    if (isDestroyed(duplex)) {
      const writable = new WritableStream();
      const readable = new ReadableStream();
      writable.close();
      readable.cancel();
      return { readable, writable };
    }
    const writable = isWritable(duplex) ? writableToWeb(duplex) : new WritableStream();
    if (!isWritable(duplex)) writable.close();
    const readable = isReadable(duplex) ? readableToWeb(duplex) : new ReadableStream();
    if (!isReadable(duplex)) readable.cancel();
    return { writable, readable };
  }

  function duplexFromWeb(pair, options = {}) {
    validateObject(pair, "pair");
    const { readable: readableStream, writable: writableStream } = pair;
    if (!isReadableWeb(readableStream)) throw new ERR_INVALID_ARG_TYPE("pair.readable", "ReadableStream", readableStream);
    if (!isWritableWeb(writableStream)) throw new ERR_INVALID_ARG_TYPE("pair.writable", "WritableStream", writableStream);
    validateObject(options, "options");
    const { allowHalfOpen = false, objectMode = false, encoding, decodeStrings = true, highWaterMark, signal } = options;
    validateBoolean(objectMode, "options.objectMode");
    if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw new ERR_INVALID_ARG_VALUE("options.encoding", encoding);
    const writer = writableStream.getWriter();
    const reader = readableStream.getReader();
    let writableClosed = false;
    let readableClosed = false;
    const duplex = new Duplex({
      allowHalfOpen, highWaterMark, objectMode, encoding, decodeStrings, signal,
      ...writerFunctions(writer, (error) => destroyer(duplex, error), () => writableClosed),
      read() {
        reader.read().then(
          ({ done, value }) => duplex.push(done ? null : value),
          (error) => destroyer(duplex, error),
        );
      },
      destroy(error, callback) {
        const done = () => nextTick(callback, error);
        if (writableClosed && readableClosed) return done();
        return Promise.all([
          writableClosed ? undefined : writer.abort(error),
          readableClosed ? undefined : reader.cancel(error),
        ]).then(done, done);
      },
    });
    writer.closed.then(() => {
      writableClosed = true;
      if (!isWritableEnded(duplex)) destroyer(duplex, new ERR_STREAM_PREMATURE_CLOSE());
    }, (error) => {
      writableClosed = true;
      destroyer(duplex, error);
    });
    reader.closed.then(() => {
      readableClosed = true;
    }, (error) => {
      readableClosed = true;
      destroyer(duplex, error);
    });
    return duplex;
  }
  return { readableToWeb, readableFromWeb, writableToWeb, writableFromWeb, duplexToWeb, duplexFromWeb };
});
