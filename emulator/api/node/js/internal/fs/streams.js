// node:internal/fs/streams: ReadStream and WriteStream.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_VALUE, ERR_METHOD_NOT_IMPLEMENTED, ERR_OUT_OF_RANGE, ERR_INVALID_THIS } = use("node:internal/errors");
  const { ERR_STREAM_DESTROYED } = use("node:internal/streams/errors");
  const { ERR_SYSTEM_ERROR } = use("node:internal/fs/errors");
  const { validateAbortSignal, validateBoolean, validateFunction, validateObject, validateString } = use("node:internal/validators");
  const { errorOrDestroy } = use("node:internal/streams/destroy");
  const { eos } = use("node:internal/streams/end_of_stream");
  const { Readable, Writable } = use("node:stream");
  const { Buffer } = use("node:buffer");
  const { fileURLToPath } = use("node:url");
  const { descriptor, parseMode, validateUint32 } = use("node:internal/fs/arguments");
  const { toURL } = use("node:internal/fs/paths");
  const { isFileHandle } = use("node:internal/fs/file_handle");
  const kFs = Symbol("kFs");
  const kIsPerformingIO = Symbol("kIsPerformingIO");
  const kIoDone = Symbol("kIoDone");
  const nothing = () => {};

  // own are the functions that work on the file system itself.
  const own = use("node:internal/fs/callback");
  const names = ["open", "close", "fsync", "read", "write", "writev"];
  // handleFunctions make a FileHandle do what they do.
  const handleFunctions = (handle) => {
    const through = (method, results) => (...args) => {
      const callback = args.pop();
      handle[method](...args.slice(1)).then((result) => callback(null, ...results(result)), callback);
    };
    return {
      open() { throw new ERR_METHOD_NOT_IMPLEMENTED("open()") },
      close: through("close", () => []),
      fsync: through("sync", () => []),
      read: through("read", ({ bytesRead, buffer }) => [bytesRead, buffer]),
      write: through("write", ({ bytesWritten, buffer }) => [bytesWritten, buffer]),
      writev: through("writev", ({ bytesWritten, buffers }) => [bytesWritten, buffers]),
    };
  };
  const functionsOf = (fs) => {
    if (fs === undefined) return own;
    validateObject(fs, "options.fs");
    if (isFileHandle(fs)) return handleFunctions(fs);
    const all = Object.fromEntries(names.map((name) => [name, fs[name] === undefined ? own[name] : fs[name]]));
    for (const name of ["open", "read", "close", "fsync", "write", "writev"]) validateFunction(all[name], `options.fs.${name}`);
    return all;
  };

  const readOptions = (options, usualFlags) => {
    if (options === null) options = {};
    else if (typeof options === "string") options = { encoding: options };
    validateObject(options, "options");
    const {
      encoding = null, autoClose = true, emitClose = true, start = 0, end = Infinity, highWaterMark = 64 * 1024, signal = null,
      flags = usualFlags, fd = null, mode = 0o666, fs, flush = false,
    } = options;
    if (encoding !== "buffer" && encoding !== null && !Buffer.isEncoding(encoding)) {
      throw new ERR_INVALID_ARG_VALUE("options.encoding", encoding);
    }
    validateBoolean(autoClose, "options.autoClose");
    validateBoolean(emitClose, "options.emitClose");
    if (flush !== null) validateBoolean(flush, "options.flush");
    validateRange(start, end);
    validateUint32(highWaterMark, "options.highWaterMark");
    if (signal !== null && signal !== undefined) validateAbortSignal(signal, "options.signal");
    validateString(flags, "options.flags");
    parseMode(mode, "options.mode", 0o666);
    return { encoding, autoDestroy: autoClose, emitClose, start, end, highWaterMark, signal, flags, fd, mode, fs, flush: flush === true };
  };
  const validateRange = (start, end) => {
    validateUint32(start, "options.start");
    if (end === Infinity) return;
    validateUint32(end, "options.end");
    if (start > end) throw new ERR_OUT_OF_RANGE("start", `<= "end" (here: ${end})`, start);
  };

  // attach gives a stream its file: a path to open, a descriptor or a FileHandle.
  const attach = (stream, path, { fd, fs, flags, mode }) => {
    Object.defineProperty(stream, kFs, { value: functionsOf(fs), writable: true, configurable: true });
    if (fd === null || fd === undefined) {
      stream.fd = null;
      stream.path = fileURLToPath(toURL(path));
      stream.flags = flags;
      stream.mode = mode;
      return;
    }
    if (!isFileHandle(fd)) {
      stream.fd = descriptor(fd);
      return;
    }
    if (fs !== undefined) throw new ERR_METHOD_NOT_IMPLEMENTED("FileHandle with fs");
    stream[kFs] = functionsOf(fd);
    fd.on("close", () => stream.close());
    stream.fd = fd.fd || null;
  };
  // setBusy marks that a stream waits for its file.
  const setBusy = (stream, busy) => {
    Object.defineProperty(stream, kIsPerformingIO, { value: busy, writable: true, configurable: true });
  };

  function construct(callback) {
    if (typeof this.fd === "number") return callback(null);
    if (typeof this.open === "function") return openBySubclass(this, callback);
    this[kFs].open(this.path, this.flags, this.mode, (error, fd) => {
      if (error) return callback(error);
      this.fd = fd;
      callback(null);
      this.emit("open", fd);
      this.emit("ready");
    });
  }
  // openBySubclass waits for what a method open, which old subclasses have, emits.
  const openBySubclass = (stream, callback) => {
    const { emit } = stream;
    stream.emit = function (name, ...args) {
      if (name === "open" || name === "error") this.emit = emit;
      if (name === "open") callback(null);
      if (name === "error") callback(args[0]);
      else Reflect.apply(emit, this, [name, ...args]);
      return true;
    };
    stream.open();
  };

  function destroy(error, callback) {
    if (!this[kIsPerformingIO]) return closeFile(this, error, callback);
    this.once(kIoDone, (failed) => closeFile(this, error || failed, callback));
  }
  const closeFile = (stream, error, callback) => {
    if (stream.fd === null || stream.fd === undefined) return callback(error);
    const close = (failed) => {
      if (stream.fd === null) return;
      stream[kFs].close(stream.fd, (other) => callback(other || failed));
      stream.fd = null;
    };
    if (stream.flush) stream[kFs].fsync(stream.fd, (failed) => close(error || failed));
    else close(error);
  };
  // ioDone tells one who waits for the file to be let go.
  const ioDone = (stream, error) => {
    setBusy(stream, false);
    return stream.destroyed && (stream.emit(kIoDone, error), true);
  };

  function read(wanted) {
    wanted = Math.min(this.end - (this.pos === undefined ? this.bytesRead : this.pos) + 1, wanted);
    if (wanted <= 0 || this.fd === null || this.fd === undefined) {
      this.push(null);
      return;
    }
    setBusy(this, true);
    this[kFs].read(this.fd, Buffer.allocUnsafeSlow(wanted), 0, wanted, this.pos, (error, bytesRead, buffer) => {
      if (ioDone(this, error)) return;
      if (error) return errorOrDestroy(this, error);
      if (!(bytesRead > 0)) {
        this.push(null);
        return;
      }
      if (this.pos !== undefined) this.pos += bytesRead;
      this.bytesRead += bytesRead;
      // A buffer of its own keeps no room that nothing was read to.
      this.push(bytesRead === buffer.byteLength ? buffer : copyOf(buffer, bytesRead));
    });
  }
  const copyOf = (buffer, length) => {
    const copy = Buffer.allocUnsafeSlow(length);
    Buffer.from(buffer.buffer, buffer.byteOffset, length).copy(copy);
    return copy;
  };

  function ReadStream(path, options = {}) {
    if (!(this instanceof ReadStream)) return new ReadStream(path, options);
    const { start, end, ...rest } = readOptions(options, "r");
    attach(this, path, rest);
    Object.assign(this, { start, end, pos: start, bytesRead: 0 });
    setBusy(this, false);
    const { highWaterMark, encoding, emitClose, autoDestroy, signal } = rest;
    Readable.call(this, {
      highWaterMark, emitClose, autoDestroy, signal, encoding: encoding === "buffer" ? null : encoding,
      construct: construct.bind(this), read: read.bind(this), destroy: destroy.bind(this),
    });
  }

  const maxRetries = 5;
  // writeRest writes until nothing is left; name is the function that writes one chunk or many.
  const writeRest = (stream, name, chunk, size, position, callback, retries = 0) => {
    const where = name === "write" ? [chunk, 0, size, position] : [chunk, position];
    stream[kFs][name](stream.fd, ...where, (error, written) => {
      if (error?.code === "EAGAIN") [error, written] = [null, 0];
      if (stream.destroyed || error) return callback(error || new ERR_STREAM_DESTROYED(name));
      written ??= 0;
      stream.bytesWritten += written;
      retries = written ? 0 : retries + 1;
      size -= written;
      position += written;
      if (retries > maxRetries) return callback(new ERR_SYSTEM_ERROR(`${name} failed`));
      if (size === 0) return callback(null);
      const left = name === "write" ? chunk.subarray(written) : [Buffer.concat(chunk).subarray(written)];
      writeRest(stream, name, left, size, position, callback, retries);
    });
  };
  const writeTo = (stream, name, chunk, size, callback) => {
    if (stream.fd === null || stream.fd === undefined) return callback(new ERR_INVALID_ARG_VALUE("fd", "null"));
    setBusy(stream, true);
    writeRest(stream, name, chunk, size, stream.pos, (error) => {
      setBusy(stream, false);
      callback(error);
      if (stream.destroyed) stream.emit(kIoDone, error);
    });
    stream.pos += size;
  };
  function write(data, encoding, callback) {
    if (typeof encoding === "function") [encoding, callback] = [undefined, encoding];
    validateFunction(callback, "write callback");
    if (typeof data === "string") data = Buffer.from(data, encoding);
    writeTo(this, "write", data, data.byteLength, callback);
  }
  function writev(chunks, callback) {
    const buffers = chunks.map(({ chunk, encoding }) => (typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk));
    writeTo(this, "writev", buffers, buffers.reduce((size, { byteLength }) => size + byteLength, 0), callback);
  }

  function WriteStream(path, options = {}) {
    if (!(this instanceof WriteStream)) return new WriteStream(path, options);
    const { start, flush, ...rest } = readOptions(options, "w");
    attach(this, path, rest);
    Object.assign(this, { flush, start, pos: start, bytesRead: 0, bytesWritten: 0 });
    setBusy(this, false);
    const { highWaterMark, encoding, emitClose, autoDestroy, signal } = rest;
    Writable.call(this, {
      highWaterMark, emitClose, autoDestroy, signal,
      construct: construct.bind(this), write: write.bind(this), writev: writev.bind(this), destroy: destroy.bind(this),
    });
    if (encoding !== null && encoding !== "buffer") this.setDefaultEncoding(encoding);
  }

  const shared = (Class, Base, stateName) => {
    Object.setPrototypeOf(Class.prototype, Base.prototype);
    Object.setPrototypeOf(Class, Base);
    const own = (stream) => {
      if (typeof stream !== "object" || stream === null || !Object.hasOwn(stream, kFs)) throw new ERR_INVALID_THIS(Class.name);
      return stream[stateName];
    };
    Object.defineProperty(Class.prototype, "autoClose", {
      get() { return own(this)?.autoDestroy || false },
      set(value) {
        const state = own(this);
        if (state !== undefined) state.autoDestroy = value;
      },
    });
    Object.defineProperty(Class.prototype, "pending", { get() { return this.fd === null }, configurable: true });
  };
  shared(ReadStream, Readable, "_readableState");
  shared(WriteStream, Writable, "_writableState");

  ReadStream.prototype.close = function (callback = nothing) {
    if (typeof callback === "function") eos(this, callback);
    this.destroy();
  };
  WriteStream.prototype.close = function (callback = nothing) {
    if (callback) {
      if (this.closed) {
        queueMicrotask(() => callback(null));
        return;
      }
      this.on("close", callback);
    }
    if (!this.autoClose) this.on("finish", () => this.destroy());
    this.end();
  };
  WriteStream.prototype.destroySoon = WriteStream.prototype.end;

  return {
    ReadStream, WriteStream,
    createReadStream: function createReadStream(path, options = {}) { return new ReadStream(path, options) },
    createWriteStream: function createWriteStream(path, options = {}) { return new WriteStream(path, options) },
  };
});
