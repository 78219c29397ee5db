// node:internal/net/socket: net.Socket.
//
// The handle of a socket is what it has of its connection: the socket of cloudflare:sockets, a
// reader and a writer, and counts.
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { Duplex } = use("node:stream");
  const { AbortError, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS, ERR_OPTION_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { EPIPE, ERR_INVALID_IP_ADDRESS, ERR_SOCKET_CLOSED, ERR_SOCKET_CLOSED_BEFORE_CONNECTION, ERR_SOCKET_CONNECTING } = use("node:internal/net/errors");
  const { isIP } = use("node:internal/net/addresses");
  const { normalized, normalizeArgs, timerDuration } = use("node:internal/net/connect_arguments");
  const { validateAbortSignal, validateBoolean, validateFunction, validateInt32, validateNumber, validateObject, validatePort } =
    use("node:internal/validators");
  const { setTimeout, clearTimeout } = use("timers");
  // Private to this file, but for those that TLS sockets build on.
  const timer = Symbol("timer");
  const nextBuffer = Symbol("nextBuffer");
  const onData = Symbol("onData");
  const queued = Symbol("queued");
  const counts = Symbol("counts");
  const remote = Symbol("remote");

  const checkModes = (options) => {
    for (const name of ["objectMode", "readableObjectMode", "writableObjectMode"]) {
      if (options?.[name]) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, options[name], "is not supported");
    }
  };
  const readOptions = (given) => {
    checkModes(given);
    if (given?.keepAliveInitialDelay !== undefined) {
      validateNumber(given.keepAliveInitialDelay, "options.keepAliveInitialDelay");
      if (given.keepAliveInitialDelay < 0) given.keepAliveInitialDelay = 0;
    }
    const options = typeof given === "number" ? { fd: given } : { ...given };
    if (options.fd !== undefined) throw new ERR_OPTION_NOT_IMPLEMENTED("options.fd");
    return { ...options, allowHalfOpen: Boolean(options.allowHalfOpen), emitClose: false, autoDestroy: true, decodeStrings: false, readable: true, writable: true };
  };

  function Socket(given) {
    if (!(this instanceof Socket)) return new Socket(given);
    const options = readOptions(given);
    Object.assign(this, {
      _handle: null, connecting: false, _hadError: false, _parent: null, _parentWrap: null, _host: null, _closeAfterHandlingError: false,
      autoSelectFamilyAttemptedAddresses: [], _sockname: null, _pendingData: null, _pendingEncoding: "",
      [queued]: 0, [timer]: null, [remote]: null, [counts]: { bytesRead: 0, bytesWritten: 0 },
    });
    this._undestroy();
    Duplex.call(this, options);
    if (options.handle) {
      validateObject(options.handle, "options.handle");
      this._handle = options.handle;
    }
    this.on("end", refuseWrites);
    const { onread } = options;
    const into = onread?.buffer;
    if (typeof onread === "object" && typeof onread?.callback === "function" && (into instanceof Uint8Array || typeof into === "function")) {
      this[nextBuffer] = typeof into === "function" ? into : () => into;
      this[onData] = onread.callback;
    } else {
      this[nextBuffer] = () => new Uint8Array(4096);
    }
    if (options.signal) abortBy(this, options.signal);
  }
  Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
  Object.setPrototypeOf(Socket, Duplex);

  // Once the peer has ended, writing fails, unless the socket may be half open.
  function refuseWrites() {
    if (!this.allowHalfOpen) this.write = writeAfterEnd;
  }
  function writeAfterEnd(chunk, encoding, callback) {
    if (!this.writableEnded) return Duplex.prototype.write.call(this, chunk, encoding, callback);
    const done = typeof encoding === "function" ? encoding : callback;
    const error = new EPIPE();
    if (typeof done === "function") queueMicrotask(() => done(error));
    this.destroy(error);
    return false;
  }
  const abortBy = (socket, signal) => {
    validateAbortSignal(signal, "options.signal");
    const abort = () => (socket._aborted = true);
    queueMicrotask(() => (signal.aborted ? abort() : signal.addEventListener("abort", abort, { once: true })));
  };
  const stopTimers = (socket) => {
    for (let s = socket; s; s = s._parentWrap) if (s[timer]) clearTimeout(s[timer]);
  };
  const afterDestroy = (socket, callback, error) => {
    if (socket._handle) {
      const { bytesRead, bytesWritten } = socket._handle;
      socket[counts] = { bytesRead, bytesWritten };
      socket.resetAndClosing = false;
    }
    socket[queued] = 0;
    socket[remote] = null;
    if (error != null) socket.emit("error", error);
    callback?.(error);
    socket.emit("close", error != null);
  };
  const isClosedStream = (error) => error?.message === "This WritableStream has been closed.";
  const isReading = (socket) => socket.connecting || !socket._handle || socket._handle.reading;

  Object.assign(Socket.prototype, {
    _unrefTimer() {
      for (let s = this; s; s = s._parentWrap) {
        if (s[timer] == null) continue;
        clearTimeout(s[timer]);
        s[timer] = setTimeout(() => s._onTimeout(), s.timeout);
      }
    },
    setTimeout(milliseconds, callback) {
      if (this.destroyed) return this;
      this.timeout = milliseconds;
      const delay = timerDuration(milliseconds, "msecs");
      if (this[timer]) clearTimeout(this[timer]);
      this[timer] = delay === 0 ? null : setTimeout(() => this._onTimeout(), delay);
      if (callback !== undefined) {
        validateFunction(callback, "callback");
        if (delay === 0) this.removeListener("timeout", callback);
        else this.once("timeout", callback);
      }
      return this;
    },
    _onTimeout() {
      this.emit("timeout");
    },
    _getpeername() {
      return this._handle && this[remote] ? { ...this[remote] } : {};
    },
    _getsockname() {
      if (!this._handle) return {};
      return (this._sockname ??= { address: "0.0.0.0", port: 0, family: "IPv4" });
    },
    address() {
      return this._getsockname();
    },
    _writeGeneric(several, data, encoding, callback) {
      if (this.connecting) {
        this._pendingData = data;
        this._pendingEncoding = encoding;
        const closed = () => callback(new ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
        this.once("close", closed);
        this.once("connect", () => {
          this.off("close", closed);
          this._writeGeneric(several, data, encoding, callback);
        });
        return;
      }
      this._pendingData = null;
      this._pendingEncoding = "";
      if (!this._handle?.writer) {
        callback(new ERR_SOCKET_CLOSED());
        return false;
      }
      try {
        const bytes = several ? Buffer.concat(data.map(({ chunk, encoding }) => toBytes(chunk, encoding))) : toBytes(data, encoding);
        this._unrefTimer();
        this[queued] = bytes.byteLength;
        const settle = () => {
          const size = this[queued];
          this[queued] = 0;
          this._unrefTimer();
          return size;
        };
        this._handle.writer.write(bytes).then(
          () => {
            (this._handle ?? this[counts]).bytesWritten += settle();
            callback();
          },
          (error) => {
            settle();
            if (!several && isClosedStream(error)) callback();
            else callback(error);
          },
        );
      } catch (error) {
        this.destroy(error);
      }
    },
    _writev(chunks, callback) {
      this._writeGeneric(true, chunks, "", callback);
    },
    _write(data, encoding, callback) {
      this._writeGeneric(false, data, encoding, callback);
    },
    _final(callback) {
      if (this.connecting) {
        this.once("connect", () => this._final(callback));
      } else if (!this._handle) {
        callback();
      } else {
        // When the peer has ended, the connection may have closed itself before.
        this._handle.writer.close().then(() => callback(), (error) => (isClosedStream(error) ? callback() : callback(error)));
      }
    },
    end(data, encoding, callback) {
      Duplex.prototype.end.call(this, data, encoding, callback);
      return this;
    },
    pause() {
      if (!this.connecting && this._handle?.reading && !this.destroyed) this._handle.reading = false;
      return Duplex.prototype.pause.call(this);
    },
    resume() {
      if (!isReading(this)) startReading(this);
      return Duplex.prototype.resume.call(this);
    },
    read(size) {
      if (!isReading(this)) startReading(this);
      return Duplex.prototype.read.call(this, size);
    },
    _read(size) {
      if (this.connecting || !this._handle) this.once("connect", () => this._read(size));
      else if (!this._handle.reading) startReading(this);
    },
    _reset() {
      this.resetAndClosing = true;
      return this.destroy();
    },
    resetAndDestroy() {
      if (!this._handle) this.destroy(new ERR_SOCKET_CLOSED());
      else if (this.connecting) this.once("connect", () => this._reset());
      else this._reset();
      return this;
    },
    destroySoon() {
      if (this.writable) this.end();
      if (this.writableFinished) this.destroy();
      else this.once("finish", () => this.destroy());
    },
    _destroy(exception, callback) {
      this.connecting = false;
      stopTimers(this);
      if (!this._handle) {
        afterDestroy(this, callback, exception);
        return;
      }
      this._handle.socket.close().then(
        () => afterDestroy(this, callback, exception),
        (error) => afterDestroy(this, callback, error || exception),
      );
    },
    connect(...args) {
      const [options, callback] = args[0]?.[normalized] ? args[0] : normalizeArgs(args);
      if (this.connecting) throw new ERR_SOCKET_CONNECTING();
      if (this._aborted) {
        if (!callback) throw new AbortError();
        callback(new AbortError());
        return undefined;
      }
      if (callback !== null) this.once("connect", callback);
      if (this._parentWrap?.connecting) return this;
      if (options.port === undefined && options.path == null) throw new ERR_MISSING_ARGS(["options", "port", "path"]);
      if (this.write !== Socket.prototype.write) this.write = Socket.prototype.write;
      if (options.path != null) throw new ERR_INVALID_ARG_VALUE("path", options.path, "is not supported");
      this[counts] = { bytesRead: 0, bytesWritten: 0 };
      const open = () => openConnection(this, options);
      if (this._handle) this._handle.socket.close().then(open, open);
      else open();
      return this;
    },
    setNoDelay() {
      return this;
    },
    setKeepAlive() {
      return this;
    },
    ref() {},
    unref() {},
  });

  const getter = (name, get, enumerable = true) => Object.defineProperty(Socket.prototype, name, { get, enumerable, configurable: true });
  getter("_connecting", function () { return this.connecting }, false);
  getter("pending", function () { return !this._handle || this.connecting }, false);
  getter("readyState", function () {
    if (this.connecting) return "opening";
    if (this.readable) return this.writable ? "open" : "readOnly";
    return this.writable ? "writeOnly" : "closed";
  }, false);
  getter("bufferSize", function () { return this._handle ? this.writableLength : undefined }, false);
  getter("bytesRead", function () { return (this._handle ?? this[counts]).bytesRead });
  getter("_bytesDispatched", function () { return (this._handle ?? this[counts]).bytesWritten });
  getter("bytesWritten", function () {
    const data = this._pendingData;
    if (!this.writableBuffer) return undefined;
    if (!data) return this.writableLength + this._bytesDispatched;
    const list = Array.isArray(data) ? data : [{ chunk: data, encoding: this._pendingEncoding }];
    return list.reduce((sum, { chunk, encoding }) => sum + toBytes(chunk, encoding).byteLength, this._bytesDispatched);
  });
  for (const [name, of, field] of [
    ["remoteAddress", "_getpeername", "address"], ["remoteFamily", "_getpeername", "family"], ["remotePort", "_getpeername", "port"],
    ["localAddress", "_getsockname", "address"], ["localPort", "_getsockname", "port"], ["localFamily", "_getsockname", "family"],
  ]) getter(name, function () { return this[of]()[field] });

  const toBytes = (chunk, encoding) => {
    if (typeof chunk === "string") return Buffer.from(chunk, encoding);
    if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    throw new ERR_INVALID_ARG_TYPE("chunk", ["string", "ArrayBufferView"], chunk);
  };

  const checkConnect = ({ localAddress, localPort, port, autoSelectFamily, autoSelectFamilyAttemptTimeout, lookup }) => {
    if (localAddress && !isIP(localAddress)) throw new ERR_INVALID_IP_ADDRESS(localAddress);
    if (localPort) validateNumber(localPort, "options.localPort");
    if (typeof port !== "number" && typeof port !== "string") throw new ERR_INVALID_ARG_TYPE("options.port", ["number", "string"], port);
    validatePort(port);
    if (autoSelectFamily != null) validateBoolean(autoSelectFamily, "options.autoSelectFamily");
    if (autoSelectFamilyAttemptTimeout != null) validateInt32(autoSelectFamilyAttemptTimeout, "options.autoSelectFamilyAttemptTimeout", 1);
    return lookup;
  };
  const openConnection = (socket, options) => {
    const { host: hostname = "localhost", family, hints, lookup } = options;
    checkConnect(options);
    const port = options.port | 0;
    socket._unrefTimer();
    socket.connecting = true;
    if (lookup != null) validateFunction(lookup, "options.lookup");
    const addressType = isIP(hostname);
    if (addressType !== 0 || lookup == null) {
      dial(socket, hostname, port, addressType, addressType);
      return;
    }
    lookup(hostname, { family: family || addressType, hints }, (error, address, kind) => {
      socket.emit("lookup", error, address, kind, hostname);
      if (error) {
        socket.destroy(error);
        return;
      }
      if (isIP(address) === 0) throw new ERR_INVALID_IP_ADDRESS(address);
      if (![4, 6, "IPv4", "IPv6"].includes(kind)) throw new ERR_INVALID_ARG_VALUE("family", kind, "must be 4 or 6");
      dial(socket, address, port, kind, addressType);
    });
  };
  const families = { 4: "IPv4", 6: "IPv6" };
  const dial = (socket, address, port, family, addressType) => {
    socket[remote] = { address, port, family: families[family] };
    const target = family === 6 ? `[${address}]` : address;
    socket.autoSelectFamilyAttemptedAddresses = [`${target}:${port}`];
    socket.emit("connectionAttempt", target, port, addressType);
    socket._host = `${target}`;
    try {
      const secureTransport = socket.encrypted ? "on" : "starttls";
      const inner = use("sockets").connect(`${target}:${port}`, { allowHalfOpen: socket.allowHalfOpen, secureTransport });
      adopt(socket, inner, { host: socket._host, port, addressType });
      inner.opened.then(() => opened(socket), (error) => {
        socket.emit("connectionAttemptFailed", target, port, addressType, error);
        socket.destroy(error);
      });
      inner.closed.then(() => closed(socket), (error) => socket.destroy(error));
    } catch (error) {
      socket.destroy(error);
    }
  };
  // adopt makes a connection the socket's.
  const adopt = (socket, inner, options) => {
    socket._handle = {
      socket: inner, writer: inner.writable.getWriter(), reader: inner.readable.getReader({ mode: "byob" }), bytesRead: 0, bytesWritten: 0,
      reading: false, options,
    };
    socket._undestroy();
    socket._sockname = null;
  };
  const opened = (socket) => {
    if (socket.destroyed) return;
    socket.connecting = false;
    socket._sockname = null;
    socket._unrefTimer();
    socket.emit("connect");
    socket.emit("ready");
    if (!socket.isPaused()) startReading(socket);
  };
  const closed = (socket) => {
    if (socket._handle?.socket.upgraded) return;
    stopTimers(socket);
    if (!socket.destroyed) socket.emit("end");
  };

  async function readAll(socket) {
    const handle = socket._handle;
    if (!handle) return;
    try {
      while (socket._handle?.reading) {
        const into = socket[nextBuffer]();
        if (into == null || into.length === 0) break;
        const { value, done } = await handle.reader.read(into);
        if (socket.destroyed) break;
        socket._unrefTimer();
        if (done) {
          socket.push(null);
          break;
        }
        if (value.byteLength === 0) continue;
        socket._handle.bytesRead += value.byteLength;
        const buffer = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
        const more = socket[onData] ? socket[onData](buffer.byteLength, buffer) !== false : socket.push(Buffer.from(buffer));
        if (!more) break;
      }
    } catch {
      // That the connection is lost, its closed promise tells.
    } finally {
      if (socket._handle) socket._handle.reading = false;
    }
  }
  const startReading = (socket) => {
    if (socket._handle) socket._handle.reading = true;
    readAll(socket).catch((error) => socket.destroy(error));
  };
  return { Socket, adopt, opened, closed, startReading };
});
