// node:internal/streams/writable: Writable.
(function (host, use) {
  "use strict";
  const { Stream } = use("node:internal/streams/legacy");
  const { Buffer } = use("node:buffer");
  const destroyImpl = use("node:internal/streams/destroy");
  const { addAbortSignalNoValidate } = use("node:internal/streams/add_abort_signal");
  const { getDefaultHighWaterMark, getHighWaterMark } = use("node:internal/streams/state");
  const { nextTick } = use("node:internal/next_tick");
  const {
    ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED, ERR_MULTIPLE_CALLBACK, ERR_STREAM_ALREADY_FINISHED, ERR_STREAM_CANNOT_PIPE,
    ERR_STREAM_DESTROYED, ERR_STREAM_NULL_VALUES, ERR_STREAM_WRITE_AFTER_END, ERR_UNKNOWN_ENCODING, AbortError,
  } = use("node:internal/streams/errors");
  const { errorOrDestroy } = destroyImpl;
  const nop = () => {};
  const onFinished = Symbol("kOnFinished");

  function WritableState(options, stream, isDuplex) {
    isDuplex ??= stream instanceof use("node:internal/streams/duplex").Duplex;
    this.objectMode = Boolean(options?.objectMode) || Boolean(isDuplex && options?.writableObjectMode);
    this.highWaterMark = options ? getHighWaterMark(this, options, "writableHighWaterMark", isDuplex) : getDefaultHighWaterMark(false);
    Object.assign(this, {
      finalCalled: false, needDrain: false, ending: false, ended: false, finished: false, destroyed: false,
      decodeStrings: options?.decodeStrings !== false, defaultEncoding: options?.defaultEncoding || "utf8",
      length: 0, writing: false, corked: 0, sync: true, bufferProcessing: false,
      onwrite: (error) => onwrite(stream, error), writecb: null, writelen: 0, afterWriteTickInfo: null,
      buffered: [], bufferedIndex: 0, allBuffers: true, allNoop: true,
      pendingcb: 0, constructed: true, prefinished: false, errorEmitted: false,
      emitClose: options?.emitClose !== false, autoDestroy: options?.autoDestroy !== false,
      errored: null, closed: false, closeEmitted: false,
    });
    this[onFinished] = [];
  }
  const resetBuffer = (state) => Object.assign(state, { buffered: [], bufferedIndex: 0, allBuffers: true, allNoop: true });
  WritableState.prototype.getBuffer = function getBuffer() {
    return this.buffered.slice(this.bufferedIndex);
  };
  Object.defineProperty(WritableState.prototype, "bufferedRequestCount", {
    get() {
      return this.buffered.length - this.bufferedIndex;
    },
  });

  function Writable(options) {
    const isDuplex = this instanceof use("node:internal/streams/duplex").Duplex;
    if (!isDuplex && !Function.prototype[Symbol.hasInstance].call(Writable, this)) return new Writable(options);
    this._writableState = new WritableState(options, this, isDuplex);
    if (options) {
      for (const name of ["write", "writev", "destroy", "final", "construct"]) {
        if (typeof options[name] === "function") this["_" + name] = options[name];
      }
      if (options.signal) addAbortSignalNoValidate(options.signal, this);
    }
    Stream.call(this, options);
    destroyImpl.construct(this, () => begin(this));
  }
  // begin does what was asked for before the stream was constructed.
  const begin = (stream) => {
    const state = stream._writableState;
    if (!state.writing) clearBuffer(stream, state);
    finishMaybe(stream, state);
  };
  Object.setPrototypeOf(Writable.prototype, Stream.prototype);
  Object.setPrototypeOf(Writable, Stream);
  Writable.WritableState = WritableState;
  Object.defineProperty(Writable, Symbol.hasInstance, {
    value(object) {
      if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
      return this === Writable && object?._writableState instanceof WritableState;
    },
  });

  Writable.prototype.pipe = function pipe() {
    errorOrDestroy(this, new ERR_STREAM_CANNOT_PIPE());
  };

  // --- writing

  const write = (stream, chunk, encoding, callback) => {
    const state = stream._writableState;
    if (typeof encoding === "function") {
      callback = encoding;
      encoding = state.defaultEncoding;
    } else {
      if (!encoding) encoding = state.objectMode && typeof chunk !== "string" ? undefined : state.defaultEncoding;
      else if (encoding !== "buffer" && !Buffer.isEncoding(encoding)) throw new ERR_UNKNOWN_ENCODING(encoding);
      if (typeof callback !== "function") callback = nop;
    }
    if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
    if (!state.objectMode) {
      if (typeof chunk === "string") {
        if (state.decodeStrings !== false) {
          chunk = Buffer.from(chunk, encoding);
          encoding = "buffer";
        }
      } else if (chunk instanceof Buffer) {
        encoding = "buffer";
      } else if (ArrayBuffer.isView(chunk)) {
        chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        encoding = "buffer";
      } else {
        throw new ERR_INVALID_ARG_TYPE("chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
      }
    }
    let error;
    if (state.ending) error = new ERR_STREAM_WRITE_AFTER_END();
    else if (state.destroyed) error = new ERR_STREAM_DESTROYED("write");
    if (error) {
      nextTick(callback, error);
      errorOrDestroy(stream, error, true);
      return error;
    }
    state.pendingcb++;
    return writeOrBuffer(stream, state, chunk, encoding, callback);
  };
  Writable.prototype.write = function (chunk, encoding, callback) {
    return write(this, chunk, encoding, callback) === true;
  };

  const writeOrBuffer = (stream, state, chunk, encoding, callback) => {
    const length = state.objectMode ? 1 : chunk.length;
    state.length += length;
    const more = state.length < state.highWaterMark;
    if (!more) state.needDrain = true;
    if (state.writing || state.corked || state.errored || !state.constructed) {
      state.buffered.push({ chunk, encoding, callback });
      if (encoding !== "buffer") state.allBuffers = false;
      if (callback !== nop) state.allNoop = false;
    } else {
      state.writelen = length;
      state.writecb = callback;
      state.writing = true;
      state.sync = true;
      stream._write(chunk, encoding, state.onwrite);
      state.sync = false;
    }
    return more && !state.errored && !state.destroyed;
  };

  const doWrite = (stream, state, many, length, chunk, encoding, callback) => {
    state.writelen = length;
    state.writecb = callback;
    state.writing = true;
    state.sync = true;
    if (state.destroyed) state.onwrite(new ERR_STREAM_DESTROYED("write"));
    else if (many) stream._writev(chunk, state.onwrite);
    else stream._write(chunk, encoding, state.onwrite);
    state.sync = false;
  };

  const onwriteError = (stream, state, error, callback) => {
    --state.pendingcb;
    callback(error);
    errorBuffer(state);
    errorOrDestroy(stream, error);
  };
  const onwrite = (stream, error) => {
    const state = stream._writableState;
    const { sync, writecb: callback } = state;
    if (typeof callback !== "function") {
      errorOrDestroy(stream, new ERR_MULTIPLE_CALLBACK());
      return;
    }
    state.writing = false;
    state.writecb = null;
    state.length -= state.writelen;
    state.writelen = 0;
    if (error) {
      if (!state.errored) state.errored = error;
      if (stream._readableState && !stream._readableState.errored) stream._readableState.errored = error;
      if (sync) nextTick(onwriteError, stream, state, error, callback);
      else onwriteError(stream, state, error, callback);
      return;
    }
    if (state.buffered.length > state.bufferedIndex) clearBuffer(stream, state);
    if (!sync) {
      afterWrite(stream, state, 1, callback);
      return;
    }
    // Callbacks of synchronous writes wait for each other: they are called in one go.
    if (state.afterWriteTickInfo !== null && state.afterWriteTickInfo.callback === callback) {
      state.afterWriteTickInfo.count++;
      return;
    }
    const info = { count: 1, callback, stream, state };
    state.afterWriteTickInfo = info;
    nextTick(() => {
      state.afterWriteTickInfo = null;
      afterWrite(stream, state, info.count, callback);
    });
  };
  const afterWrite = (stream, state, count, callback) => {
    const drains = !state.ending && !stream.destroyed && state.length === 0 && state.needDrain;
    if (drains) {
      state.needDrain = false;
      stream.emit("drain");
    }
    while (count-- > 0) {
      state.pendingcb--;
      callback(null);
    }
    if (state.destroyed) errorBuffer(state);
    finishMaybe(stream, state);
  };

  // errorBuffer fails what was not written any more.
  const errorBuffer = (state) => {
    if (state.writing) return;
    for (const { chunk, callback } of state.buffered.slice(state.bufferedIndex)) {
      state.length -= state.objectMode ? 1 : chunk.length;
      callback(state.errored ?? new ERR_STREAM_DESTROYED("write"));
    }
    for (const callback of state[onFinished].splice(0)) callback(state.errored ?? new ERR_STREAM_DESTROYED("end"));
    resetBuffer(state);
  };

  const clearBuffer = (stream, state) => {
    if (state.corked || state.bufferProcessing || state.destroyed || !state.constructed) return;
    const { buffered, objectMode } = state;
    const count = buffered.length - state.bufferedIndex;
    if (count === 0) return;
    let n = state.bufferedIndex;
    state.bufferProcessing = true;
    if (count > 1 && stream._writev) {
      state.pendingcb -= count - 1;
      const callback = state.allNoop ? nop : (error) => {
        for (let k = n; k < buffered.length; ++k) buffered[k].callback(error);
      };
      const chunks = state.allNoop && n === 0 ? buffered : buffered.slice(n);
      chunks.allBuffers = state.allBuffers;
      doWrite(stream, state, true, state.length, chunks, "", callback);
      resetBuffer(state);
    } else {
      do {
        const { chunk, encoding, callback } = buffered[n];
        buffered[n++] = null;
        doWrite(stream, state, false, objectMode ? 1 : chunk.length, chunk, encoding, callback);
      } while (n < buffered.length && !state.writing);
      if (n === buffered.length) resetBuffer(state);
      else if (n > 256) {
        buffered.splice(0, n);
        state.bufferedIndex = 0;
      } else state.bufferedIndex = n;
    }
    state.bufferProcessing = false;
  };

  Writable.prototype._write = function (chunk, encoding, callback) {
    if (!this._writev) throw new ERR_METHOD_NOT_IMPLEMENTED("_write()");
    this._writev([{ chunk, encoding }], callback);
  };
  Writable.prototype._writev = null;
  Writable.prototype.cork = function cork() {
    this._writableState.corked++;
  };
  Writable.prototype.uncork = function uncork() {
    const state = this._writableState;
    if (!state.corked) return;
    state.corked--;
    if (!state.writing) clearBuffer(this, state);
  };
  Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
    if (typeof encoding === "string") encoding = encoding.toLowerCase();
    if (!Buffer.isEncoding(encoding)) throw new ERR_UNKNOWN_ENCODING(encoding);
    this._writableState.defaultEncoding = encoding;
    return this;
  };

  // --- ending

  Writable.prototype.end = function end(chunk, encoding, callback) {
    const state = this._writableState;
    if (typeof chunk === "function") {
      callback = chunk;
      chunk = null;
      encoding = null;
    } else if (typeof encoding === "function") {
      callback = encoding;
      encoding = null;
    }
    let error;
    if (chunk !== null && chunk !== undefined) {
      const result = write(this, chunk, encoding);
      if (result instanceof Error) error = result;
    }
    if (state.corked) {
      state.corked = 1;
      this.uncork();
    }
    if (!error) {
      if (!state.errored && !state.ending) {
        state.ending = true;
        finishMaybe(this, state, true);
        state.ended = true;
      } else if (state.finished) {
        error = new ERR_STREAM_ALREADY_FINISHED("end");
      } else if (state.destroyed) {
        error = new ERR_STREAM_DESTROYED("end");
      }
    }
    if (typeof callback === "function") {
      if (error) nextTick(callback, error);
      else if (state.finished) nextTick(callback, null);
      else state[onFinished].push(callback);
    }
    return this;
  };

  const needFinish = (state) =>
    state.ending && !state.destroyed && state.constructed && state.length === 0 && !state.errored && state.buffered.length === 0 &&
    !state.finished && !state.writing && !state.errorEmitted && !state.closeEmitted;

  const callFinal = (stream, state) => {
    let called = false;
    const done = (error) => {
      if (called) {
        errorOrDestroy(stream, error ?? new ERR_MULTIPLE_CALLBACK());
        return;
      }
      called = true;
      state.pendingcb--;
      if (error) {
        for (const callback of state[onFinished].splice(0)) callback(error);
        errorOrDestroy(stream, error, state.sync);
      } else if (needFinish(state)) {
        state.prefinished = true;
        stream.emit("prefinish");
        // More may be due to the end than one callback.
        state.pendingcb++;
        nextTick(finish, stream, state);
      }
    };
    state.sync = true;
    state.pendingcb++;
    try {
      stream._final(done);
    } catch (error) {
      done(error);
    }
    state.sync = false;
  };
  const prefinish = (stream, state) => {
    if (state.prefinished || state.finalCalled) return;
    if (typeof stream._final === "function" && !state.destroyed) {
      state.finalCalled = true;
      callFinal(stream, state);
    } else {
      state.prefinished = true;
      stream.emit("prefinish");
    }
  };
  const finishMaybe = (stream, state, sync) => {
    if (!needFinish(state)) return;
    prefinish(stream, state);
    if (state.pendingcb !== 0) return;
    if (sync) {
      state.pendingcb++;
      nextTick(() => {
        if (needFinish(state)) finish(stream, state);
        else state.pendingcb--;
      });
    } else if (needFinish(state)) {
      state.pendingcb++;
      finish(stream, state);
    }
  };
  const finish = (stream, state) => {
    state.pendingcb--;
    state.finished = true;
    for (const callback of state[onFinished].splice(0)) callback(null);
    stream.emit("finish");
    if (!state.autoDestroy) return;
    const r = stream._readableState;
    const alsoRead = !r || (r.autoDestroy && (r.endEmitted || r.readable === false));
    if (alsoRead) stream.destroy();
  };

  // --- attributes

  const ofState = (name) => ({ enumerable: false, get() { return this._writableState ? this._writableState[name] : undefined } });
  Object.defineProperties(Writable.prototype, {
    closed: { get() { return this._writableState ? this._writableState.closed : false } },
    destroyed: {
      get() { return this._writableState ? this._writableState.destroyed : false },
      set(value) { if (this._writableState) this._writableState.destroyed = value },
    },
    writable: {
      get() {
        const w = this._writableState;
        return Boolean(w) && w.writable !== false && !w.destroyed && !w.errored && !w.ending && !w.ended;
      },
      set(value) { if (this._writableState) this._writableState.writable = Boolean(value) },
    },
    writableFinished: { get() { return this._writableState ? this._writableState.finished : false } },
    writableObjectMode: { get() { return this._writableState ? this._writableState.objectMode : false } },
    writableBuffer: { get() { return this._writableState?.getBuffer() } },
    writableEnded: { get() { return this._writableState ? this._writableState.ending : false } },
    writableNeedDrain: {
      get() {
        const w = this._writableState;
        return w ? !w.destroyed && !w.ending && w.needDrain : false;
      },
    },
    writableHighWaterMark: ofState("highWaterMark"),
    writableCorked: { get() { return this._writableState ? this._writableState.corked : 0 } },
    writableLength: ofState("length"),
    errored: { get() { return this._writableState ? this._writableState.errored : null } },
    writableAborted: {
      get() {
        const w = this._writableState;
        return Boolean(w) && w.writable !== false && (w.destroyed || Boolean(w.errored)) && !w.finished;
      },
    },
  });

  Writable.prototype.destroy = function (error, callback) {
    const state = this._writableState;
    if (!state.destroyed && (state.bufferedIndex < state.buffered.length || state[onFinished].length > 0)) nextTick(errorBuffer, state);
    destroyImpl.destroy.call(this, error, callback);
    return this;
  };
  Writable.prototype._undestroy = destroyImpl.undestroy;
  Writable.prototype._destroy = function (error, callback) {
    callback(error);
  };
  Writable.prototype[Symbol.for("nodejs.rejection")] = function (error) {
    this.destroy(error);
  };
  Writable.prototype[Symbol.asyncDispose] = function () {
    let error;
    if (!this.destroyed) {
      error = this.writableFinished ? null : new AbortError();
      this.destroy(error);
    }
    return new Promise((resolve, reject) => {
      use("node:internal/streams/end_of_stream").eos(this, (end) => (end && end.name !== "AbortError" ? reject(end) : resolve(null)));
    });
  };
  Writable.fromWeb = (stream, options) => use("node:internal/streams/web").writableFromWeb(stream, options);
  Writable.toWeb = (stream) => use("node:internal/streams/web").writableToWeb(stream);

  return { Writable, WritableState, begin };
});
