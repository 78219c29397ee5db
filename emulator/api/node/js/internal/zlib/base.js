// node:internal/zlib/base: the stream that all of node:zlib's classes are.
(function (_, use) {
  "use strict";
  const { Buffer, kMaxLength } = use("node:buffer");
  const { Transform } = use("node:internal/streams/transform");
  const { eos } = use("node:internal/streams/end_of_stream");
  const { ERR_BUFFER_TOO_LARGE, ERR_OUT_OF_RANGE, make } = use("node:internal/errors");
  const { checkFiniteNumber, checkRangesOrGetDefault } = use("node:internal/validators");
  const { constants } = use("node:internal/zlib/constants");
  const { Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_MIN_CHUNK, Z_DEFAULT_CHUNK } = constants;

  const kFlushFlag = Symbol("kFlushFlag");
  const kError = Symbol("kError");
  const kOwner = Symbol("owner");
  const kWrite = Symbol("write");

  // The kinds of flush, the weakest first.
  const strength = [Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH];
  const stronger = (a, b) => (strength.indexOf(a) > strength.indexOf(b) ? a : b);

  // An empty chunk carries a flush through the queue of writes.
  const carrying = (kind) => Object.assign(Buffer.alloc(0), { [kFlushFlag]: kind });
  const flushes = strength.map((_, kind) => carrying(kind));

  const bound = (handle) => {
    use("node:assert").ok(handle, "zlib binding closed");
    return handle;
  };
  const closeHandle = (stream) => {
    stream._handle?.close();
    stream._handle = null;
  };

  class ZlibBase extends Transform {
    constructor(options, handle, { flush, finishFlush, fullFlush, maxFlush }) {
      let chunkSize = options.chunkSize ?? Z_DEFAULT_CHUNK;
      if (!checkFiniteNumber(chunkSize, "options.chunkSize")) chunkSize = Z_DEFAULT_CHUNK;
      else if (chunkSize < Z_MIN_CHUNK) throw new ERR_OUT_OF_RANGE("options.chunkSize", `>= ${Z_MIN_CHUNK}`, chunkSize);
      flush = checkRangesOrGetDefault(options.flush, "options.flush", 0, maxFlush, flush);
      finishFlush = checkRangesOrGetDefault(options.finishFlush, "options.finishFlush", 0, maxFlush, finishFlush);
      const maxOutputLength = checkRangesOrGetDefault(options.maxOutputLength, "options.maxOutputLength", 1, kMaxLength, kMaxLength);
      if (options.encoding || options.objectMode || options.writableObjectMode) {
        options = { ...options, encoding: undefined, objectMode: false, writableObjectMode: false };
      }
      super({ autoDestroy: true, ...options });

      handle[kOwner] = this;
      handle.setErrorHandler((errno, code, message) => {
        const error = Object.assign(new (make(Error, code, message))(), { errno });
        this.destroy(error);
        this[kError] = error;
      });
      Object.assign(this, {
        bytesWritten: 0,
        _maxOutputLength: maxOutputLength,
        _outBuffer: Buffer.allocUnsafe(chunkSize),
        _outOffset: 0,
        _chunkSize: chunkSize,
        _defaultFlushFlag: flush,
        _finishFlushFlag: finishFlush,
        _defaultFullFlushFlag: fullFlush,
        _info: Boolean(options.info),
        _handle: handle,
        _writesInProgress: 0,
        _hadWrites: false,
      });
    }
    get _closed() {
      return this._handle == null;
    }
    get bytesRead() {
      return this.bytesWritten;
    }
    set bytesRead(value) {
      this.bytesWritten = value;
    }
    reset() {
      bound(this._handle).reset();
    }
    _flush(callback) {
      if (this._writesInProgress > 0) {
        queueMicrotask(() => this._flush(callback));
        return;
      }
      const last = () => this._transform(carrying(this._finishFlushFlag), "utf8", callback);
      // What the last write gave has to be pushed before.
      if (this._hadWrites) queueMicrotask(last);
      else last();
    }
    // With a method of its own the stream does not wait for the flush before it finishes.
    _final(callback) {
      callback();
    }
    flush(kind, callback) {
      if (typeof kind === "function" || (kind === undefined && !callback)) {
        callback = kind;
        kind = this._defaultFullFlushFlag;
      }
      if (this.writableFinished) {
        if (callback) queueMicrotask(callback);
      } else if (this.writableEnded) {
        if (callback) this.once("end", callback);
      } else {
        this.write(flushes[kind], "utf8", callback);
      }
    }
    close(callback) {
      if (callback) eos(this, callback);
      this.destroy();
    }
    _destroy(error, callback) {
      closeHandle(this);
      callback(error);
    }
    _transform(chunk, encoding, callback) {
      let kind = typeof chunk[kFlushFlag] === "number" ? chunk[kFlushFlag] : this._defaultFlushFlag;
      const last = this.writableEnded && this.writableLength === chunk.byteLength;
      if (last) kind = stronger(kind, this._finishFlushFlag);
      this._processChunk(chunk, kind, callback);
    }
    _processChunk(chunk, kind, callback) {
      if (typeof callback !== "function") return processSync(this, chunk, kind);
      if (!this._handle) {
        queueMicrotask(callback);
        return undefined;
      }
      if (chunk.byteLength > 0) this._hadWrites = true;
      this._writesInProgress++;
      this[kWrite] = {
        chunk, kind, callback,
        handle: this._handle,
        at: 0,
        left: chunk.byteLength,
        room: this._chunkSize - this._outOffset,
      };
      work(this);
      return undefined;
    }
  }

  // work lets the handle do the current write, or what is left of it.
  const work = (stream) => {
    const { handle, kind, chunk, at, left, room } = stream[kWrite];
    handle.write(kind, chunk, at, left, stream._outBuffer, stream._outOffset, room);
  };
  const finish = (stream) => {
    const { callback } = stream[kWrite];
    stream[kWrite] = undefined;
    stream._writesInProgress--;
    callback();
  };

  // worked is what a handle calls when it has done so: it pushes the output and goes on.
  const worked = (handle) => {
    const stream = handle[kOwner];
    const write = stream[kWrite];
    if (stream.destroyed) return finish(stream);
    const [room, left] = stream._writeState;
    stream.bytesWritten += write.left - left;
    const isFull = !pushed(stream, write.room - room);
    if (stream.destroyed) return finish(stream);
    const exhausted = room === 0;
    renew(stream, exhausted);
    if (!exhausted) {
      // The data has ended before the input.
      if (left > 0) stream.push(null);
      return finish(stream);
    }
    write.at += write.left - left;
    write.left = left;
    write.room = stream._chunkSize;
    if (!isFull) return work(stream);
    const read = stream._read;
    stream._read = (size) => {
      stream._read = read;
      work(stream);
      stream._read(size);
    };
    return undefined;
  };
  // pushed pushes what came into the output, and tells whether there may be more.
  const pushed = (stream, length) => {
    if (length <= 0) return true;
    const start = stream._outOffset;
    stream._outOffset += length;
    return stream.push(stream._outBuffer.subarray(start, start + length));
  };
  const renew = (stream, exhausted) => {
    if (!exhausted && stream._outOffset < stream._chunkSize) return;
    stream._outOffset = 0;
    stream._outBuffer = Buffer.allocUnsafe(stream._chunkSize);
  };

  // processSync gives the output of a chunk at once, and closes the stream.
  const processSync = (stream, chunk, kind) => {
    const parts = [];
    let [at, left, length] = [0, chunk.byteLength, 0];
    let error;
    stream.on("error", (e) => {
      error = e;
    });
    for (let exhausted = true; exhausted; ) {
      const available = stream._chunkSize - stream._outOffset;
      bound(stream._handle).writeSync(kind, chunk, at, left, stream._outBuffer, stream._outOffset, available);
      error ??= stream[kError];
      if (error) throw error;
      const [room, rest] = stream._writeState;
      const start = stream._outOffset;
      stream._outOffset += available - room;
      if (room < available) parts.push(stream._outBuffer.subarray(start, stream._outOffset));
      length += available - room;
      at += left - rest;
      left = rest;
      if (length > stream._maxOutputLength) {
        closeHandle(stream);
        throw new ERR_BUFFER_TOO_LARGE(stream._maxOutputLength);
      }
      exhausted = room === 0;
      renew(stream, exhausted);
    }
    stream.bytesWritten = at;
    closeHandle(stream);
    return parts.length === 1 ? parts[0] : Buffer.concat(parts, length);
  };

  return { ZlibBase, worked, bound };
});
