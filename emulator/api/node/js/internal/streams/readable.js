// node:internal/streams/readable: Readable.
(function (host, use) {
  "use strict";
  const EventEmitter = use("node:events");
  const { Stream, prependListener } = use("node:internal/streams/legacy");
  const { Buffer } = use("node:buffer");
  const { StringDecoder } = use("node:string_decoder");
  const destroyImpl = use("node:internal/streams/destroy");
  const { addAbortSignalNoValidate } = use("node:internal/streams/add_abort_signal");
  const { getDefaultHighWaterMark, getHighWaterMark } = use("node:internal/streams/state");
  const { nextTick } = use("node:internal/next_tick");
  const {
    aggregate, AbortError, ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED, ERR_OUT_OF_RANGE, ERR_STREAM_PUSH_AFTER_EOF,
    ERR_STREAM_UNSHIFT_AFTER_END_EVENT, ERR_UNKNOWN_ENCODING,
  } = use("node:internal/streams/errors");
  const { errorOrDestroy } = destroyImpl;
  const nop = () => {};
  const kPaused = Symbol("kPaused");

  function ReadableState(options, stream, isDuplex) {
    isDuplex ??= stream instanceof use("node:internal/streams/duplex").Duplex;
    this.objectMode = Boolean(options?.objectMode) || Boolean(isDuplex && options?.readableObjectMode);
    this.highWaterMark = options ? getHighWaterMark(this, options, "readableHighWaterMark", isDuplex) : getDefaultHighWaterMark(false);
    Object.assign(this, {
      buffer: [], length: 0, pipes: [], flowing: null, ended: false, endEmitted: false, reading: false, constructed: true, sync: true,
      needReadable: false, emittedReadable: false, readableListening: false, resumeScheduled: false, errorEmitted: false,
      emitClose: options?.emitClose !== false, autoDestroy: options?.autoDestroy !== false, destroyed: false, errored: null,
      closed: false, closeEmitted: false, defaultEncoding: options?.defaultEncoding || "utf8", awaitDrainWriters: null,
      multiAwaitDrain: false, readingMore: false, dataEmitted: false, decoder: null, encoding: null,
    });
    this[kPaused] = null;
    if (options?.encoding) {
      this.decoder = new StringDecoder(options.encoding);
      this.encoding = options.encoding;
    }
  }

  function Readable(options) {
    if (!(this instanceof Readable)) return new Readable(options);
    const isDuplex = this instanceof use("node:internal/streams/duplex").Duplex;
    this._readableState = new ReadableState(options, this, isDuplex);
    if (options) {
      if (typeof options.read === "function") this._read = options.read;
      if (typeof options.destroy === "function") this._destroy = options.destroy;
      if (typeof options.construct === "function") this._construct = options.construct;
      if (options.signal && !isDuplex) addAbortSignalNoValidate(options.signal, this);
    }
    Stream.call(this, options);
    destroyImpl.construct(this, () => {
      if (this._readableState.needReadable) maybeReadMore(this, this._readableState);
    });
  }
  Object.setPrototypeOf(Readable.prototype, Stream.prototype);
  Object.setPrototypeOf(Readable, Stream);
  Readable.ReadableState = ReadableState;

  Readable.prototype.destroy = destroyImpl.destroy;
  Readable.prototype._undestroy = destroyImpl.undestroy;
  Readable.prototype._destroy = function (error, callback) {
    callback(error);
  };
  Readable.prototype[EventEmitter.captureRejectionSymbol] = function (error) {
    this.destroy(error);
  };
  Readable.prototype[Symbol.asyncDispose] = function () {
    let error;
    if (!this.destroyed) {
      error = this.readableEnded ? null : new AbortError();
      this.destroy(error);
    }
    return new Promise((resolve, reject) => {
      use("node:internal/streams/end_of_stream").eos(this, (end) => (end && end !== error ? reject(end) : resolve(null)));
    });
  };

  // --- filling

  Readable.prototype.push = function (chunk, encoding) {
    return addChunkTo(this, chunk, encoding, false);
  };
  Readable.prototype.unshift = function (chunk, encoding) {
    return addChunkTo(this, chunk, encoding, true);
  };

  const addChunkTo = (stream, chunk, encoding, front) => {
    const state = stream._readableState;
    let error;
    if (!state.objectMode) {
      if (typeof chunk === "string") {
        encoding = encoding || state.defaultEncoding;
        if (state.encoding !== encoding) {
          if (front && state.encoding) {
            chunk = Buffer.from(chunk, encoding).toString(state.encoding);
          } else {
            chunk = Buffer.from(chunk, encoding);
            encoding = "";
          }
        }
      } else if (chunk instanceof Buffer) {
        encoding = "";
      } else if (ArrayBuffer.isView(chunk)) {
        chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        encoding = "";
      } else if (chunk !== null && chunk !== undefined) {
        error = new ERR_INVALID_ARG_TYPE("chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
      }
    }
    if (error) {
      errorOrDestroy(stream, error);
    } else if (chunk === null) {
      state.reading = false;
      onEofChunk(stream, state);
    } else if (state.objectMode || chunk?.length > 0) {
      if (front) {
        if (state.endEmitted) errorOrDestroy(stream, new ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
        else if (state.destroyed || state.errored) return false;
        else addChunk(stream, state, chunk, true);
      } else if (state.ended) {
        errorOrDestroy(stream, new ERR_STREAM_PUSH_AFTER_EOF());
      } else if (state.destroyed || state.errored) {
        return false;
      } else {
        state.reading = false;
        if (state.decoder && !encoding) {
          chunk = state.decoder.write(chunk);
          if (state.objectMode || chunk.length !== 0) addChunk(stream, state, chunk, false);
          else maybeReadMore(stream, state);
        } else {
          addChunk(stream, state, chunk, false);
        }
      }
    } else if (!front) {
      state.reading = false;
      maybeReadMore(stream, state);
    }
    return !state.ended && (state.length < state.highWaterMark || state.length === 0);
  };

  const addChunk = (stream, state, chunk, front) => {
    if (state.flowing && state.length === 0 && !state.sync && stream.listenerCount("data") > 0) {
      if (state.multiAwaitDrain) state.awaitDrainWriters.clear();
      else state.awaitDrainWriters = null;
      state.dataEmitted = true;
      stream.emit("data", chunk);
    } else {
      state.length += state.objectMode ? 1 : chunk.length;
      if (front) state.buffer.unshift(chunk);
      else state.buffer.push(chunk);
      if (state.needReadable) emitReadable(stream);
    }
    maybeReadMore(stream, state);
  };

  const onEofChunk = (stream, state) => {
    if (state.ended) return;
    if (state.decoder) {
      const chunk = state.decoder.end();
      if (chunk?.length) {
        state.buffer.push(chunk);
        state.length += state.objectMode ? 1 : chunk.length;
      }
    }
    state.ended = true;
    if (state.sync) {
      emitReadable(stream);
    } else {
      state.needReadable = false;
      state.emittedReadable = true;
      emitReadableNow(stream);
    }
  };

  Readable.prototype.isPaused = function () {
    const state = this._readableState;
    return state[kPaused] === true || state.flowing === false;
  };
  Readable.prototype.setEncoding = function (encoding) {
    const state = this._readableState;
    state.decoder = new StringDecoder(encoding);
    state.encoding = state.decoder.encoding;
    let content = "";
    for (const data of state.buffer) content += state.decoder.write(data);
    state.buffer = content === "" ? [] : [content];
    state.length = content.length;
    return this;
  };

  // --- taking

  const maxHighWaterMark = 0x40000000;
  const nextPowerOfTwo = (n) => {
    if (n > maxHighWaterMark) throw new ERR_OUT_OF_RANGE("size", "<= 1GiB", n);
    return 2 ** Math.ceil(Math.log2(n));
  };
  const howMuch = (n, state) => {
    if (n <= 0 || (state.length === 0 && state.ended)) return 0;
    if (state.objectMode) return 1;
    if (Number.isNaN(n)) return state.flowing && state.length ? state.buffer[0].length : state.length;
    if (n <= state.length) return n;
    return state.ended ? state.length : 0;
  };

  Readable.prototype.read = function (n) {
    if (n === undefined) n = NaN;
    else if (!Number.isInteger(n)) n = Number.parseInt(n, 10);
    const state = this._readableState;
    const wanted = n;
    if (n > state.highWaterMark) state.highWaterMark = nextPowerOfTwo(n);
    if (n !== 0) state.emittedReadable = false;
    if (n === 0 && state.needReadable && ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || state.ended)) {
      if (state.length === 0 && state.ended) endReadable(this);
      else emitReadable(this);
      return null;
    }
    n = howMuch(n, state);
    if (n === 0 && state.ended) {
      if (state.length === 0) endReadable(this);
      return null;
    }
    let doRead = state.needReadable || state.length === 0 || state.length - n < state.highWaterMark;
    if (state.ended || state.reading || state.destroyed || state.errored || !state.constructed) {
      doRead = false;
    } else if (doRead) {
      state.reading = true;
      state.sync = true;
      if (state.length === 0) state.needReadable = true;
      try {
        this._read(state.highWaterMark);
      } catch (error) {
        errorOrDestroy(this, error);
      }
      state.sync = false;
      if (!state.reading) n = howMuch(wanted, state);
    }
    const chunk = n > 0 ? fromList(n, state) : null;
    if (chunk === null) {
      state.needReadable = state.length <= state.highWaterMark;
      n = 0;
    } else {
      state.length -= n;
      if (state.multiAwaitDrain) state.awaitDrainWriters.clear();
      else state.awaitDrainWriters = null;
    }
    if (state.length === 0) {
      if (!state.ended) state.needReadable = true;
      if (wanted !== n && state.ended) endReadable(this);
    }
    if (chunk !== null && !state.errorEmitted && !state.closeEmitted) {
      state.dataEmitted = true;
      this.emit("data", chunk);
    }
    return chunk;
  };

  const join = (chunks, decoder) => (decoder ? chunks.join("") : Buffer.concat(chunks));
  const fromList = (n, state) => {
    if (state.length === 0) return null;
    if (state.objectMode) return state.buffer.shift();
    if (!n || n >= state.length) {
      const all = state.buffer;
      state.buffer = [];
      return all.length === 1 ? all[0] : join(all, state.decoder);
    }
    const taken = [];
    while (n > 0) {
      const first = state.buffer[0];
      if (first.length <= n) {
        taken.push(state.buffer.shift());
        n -= first.length;
      } else {
        taken.push(first.slice(0, n));
        state.buffer[0] = first.slice(n);
        n = 0;
      }
    }
    return taken.length === 1 ? taken[0] : join(taken, state.decoder);
  };
  Readable.prototype._read = function () {
    throw new ERR_METHOD_NOT_IMPLEMENTED("_read()");
  };

  const emitReadable = (stream) => {
    const state = stream._readableState;
    state.needReadable = false;
    if (state.emittedReadable) return;
    state.emittedReadable = true;
    nextTick(emitReadableNow, stream);
  };
  const emitReadableNow = (stream) => {
    const state = stream._readableState;
    if (!state.destroyed && !state.errored && (state.length || state.ended)) {
      stream.emit("readable");
      state.emittedReadable = false;
    }
    state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
    flow(stream);
  };
  const maybeReadMore = (stream, state) => {
    if (state.readingMore || !state.constructed) return;
    state.readingMore = true;
    nextTick(() => {
      while (!state.reading && !state.ended && (state.length < state.highWaterMark || (state.flowing && state.length === 0))) {
        const before = state.length;
        stream.read(0);
        if (before === state.length) break;
      }
      state.readingMore = false;
    });
  };

  const endReadable = (stream) => {
    const state = stream._readableState;
    if (state.endEmitted) return;
    state.ended = true;
    nextTick(endReadableNow, state, stream);
  };
  const endReadableNow = (state, stream) => {
    if (state.errored || state.closeEmitted || state.endEmitted || state.length !== 0) return;
    state.endEmitted = true;
    stream.emit("end");
    if (stream.writable && stream.allowHalfOpen === false) {
      nextTick(() => {
        if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
      });
    } else if (state.autoDestroy) {
      const w = stream._writableState;
      if (!w || (w.autoDestroy && (w.finished || w.writable === false))) stream.destroy();
    }
  };

  // --- pipes

  Readable.prototype.pipe = function (target, options) {
    const source = this;
    const state = this._readableState;
    if (state.pipes.length === 1 && !state.multiAwaitDrain) {
      state.multiAwaitDrain = true;
      state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
    }
    state.pipes.push(target);
    const doEnd = (!options || options.end !== false) && !target._isStdio;
    const endFn = doEnd ? onend : unpipe;
    if (state.endEmitted) nextTick(endFn);
    else source.once("end", endFn);
    target.on("unpipe", onunpipe);
    function onunpipe(readable, info) {
      if (readable === source && info && info.hasUnpiped === false) {
        info.hasUnpiped = true;
        cleanup();
      }
    }
    function onend() {
      target.end();
    }
    let ondrain;
    let cleanedUp = false;
    function cleanup() {
      target.removeListener("close", onclose);
      target.removeListener("finish", onfinish);
      if (ondrain) target.removeListener("drain", ondrain);
      target.removeListener("error", onerror);
      target.removeListener("unpipe", onunpipe);
      source.removeListener("end", onend);
      source.removeListener("end", unpipe);
      source.removeListener("data", ondata);
      cleanedUp = true;
      if (ondrain && state.awaitDrainWriters && (!target._writableState || target._writableState.needDrain)) ondrain();
    }
    const pause = () => {
      if (!cleanedUp) {
        if (state.pipes.length === 1 && state.pipes[0] === target) {
          state.awaitDrainWriters = target;
          state.multiAwaitDrain = false;
        } else if (state.pipes.length > 1 && state.pipes.includes(target)) {
          state.awaitDrainWriters.add(target);
        }
        source.pause();
      }
      if (!ondrain) {
        ondrain = () => {
          if (state.awaitDrainWriters === target) state.awaitDrainWriters = null;
          else if (state.multiAwaitDrain) state.awaitDrainWriters.delete(target);
          if ((!state.awaitDrainWriters || state.awaitDrainWriters.size === 0) && source.listenerCount("data")) source.resume();
        };
        target.on("drain", ondrain);
      }
    };
    source.on("data", ondata);
    function ondata(chunk) {
      if (target.write(chunk) === false) pause();
    }
    function onerror(error) {
      unpipe();
      target.removeListener("error", onerror);
      if (target.listenerCount("error") !== 0) return;
      const state = target._writableState || target._readableState;
      if (state && !state.errorEmitted) errorOrDestroy(target, error);
      else target.emit("error", error);
    }
    prependListener(target, "error", onerror);
    function onclose() {
      target.removeListener("finish", onfinish);
      unpipe();
    }
    target.once("close", onclose);
    function onfinish() {
      target.removeListener("close", onclose);
      unpipe();
    }
    target.once("finish", onfinish);
    function unpipe() {
      source.unpipe(target);
    }
    target.emit("pipe", source);
    if (target.writableNeedDrain === true) pause();
    else if (!state.flowing) source.resume();
    return target;
  };

  Readable.prototype.unpipe = function (target) {
    const state = this._readableState;
    if (state.pipes.length === 0) return this;
    if (!target) {
      const targets = state.pipes;
      state.pipes = [];
      this.pause();
      for (const each of targets) each.emit("unpipe", this, { hasUnpiped: false });
      return this;
    }
    const at = state.pipes.indexOf(target);
    if (at === -1) return this;
    state.pipes.splice(at, 1);
    if (state.pipes.length === 0) this.pause();
    target.emit("unpipe", this, { hasUnpiped: false });
    return this;
  };

  // --- listeners decide whether the stream flows

  Readable.prototype.on = function (event, fn) {
    const result = Stream.prototype.on.call(this, event, fn);
    const state = this._readableState;
    if (event === "data") {
      state.readableListening = this.listenerCount("readable") > 0;
      if (state.flowing !== false) this.resume();
    } else if (event === "readable" && !state.endEmitted && !state.readableListening) {
      state.readableListening = state.needReadable = true;
      state.flowing = false;
      state.emittedReadable = false;
      if (state.length) emitReadable(this);
      else if (!state.reading) nextTick(() => this.read(0));
    }
    return result;
  };
  Readable.prototype.addListener = Readable.prototype.on;
  Readable.prototype.removeListener = function (event, fn) {
    const result = Stream.prototype.removeListener.call(this, event, fn);
    if (event === "readable") nextTick(updateReadableListening, this);
    return result;
  };
  Readable.prototype.off = Readable.prototype.removeListener;
  Readable.prototype.removeAllListeners = function (event) {
    const result = Stream.prototype.removeAllListeners.apply(this, arguments);
    if (event === "readable" || event === undefined) nextTick(updateReadableListening, this);
    return result;
  };
  const updateReadableListening = (stream) => {
    const state = stream._readableState;
    state.readableListening = stream.listenerCount("readable") > 0;
    if (state.resumeScheduled && state[kPaused] === false) state.flowing = true;
    else if (stream.listenerCount("data") > 0) stream.resume();
    else if (!state.readableListening) state.flowing = null;
  };

  Readable.prototype.resume = function () {
    const state = this._readableState;
    if (!state.flowing) {
      state.flowing = !state.readableListening;
      if (!state.resumeScheduled) {
        state.resumeScheduled = true;
        nextTick(resumeNow, this, state);
      }
    }
    state[kPaused] = false;
    return this;
  };
  const resumeNow = (stream, state) => {
    if (!state.reading) stream.read(0);
    state.resumeScheduled = false;
    stream.emit("resume");
    flow(stream);
    if (state.flowing && !state.reading) stream.read(0);
  };
  Readable.prototype.pause = function () {
    if (this._readableState.flowing !== false) {
      this._readableState.flowing = false;
      this.emit("pause");
    }
    this._readableState[kPaused] = true;
    return this;
  };
  const flow = (stream) => {
    const state = stream._readableState;
    while (state.flowing && stream.read() !== null);
  };

  // wrap makes a Readable of a stream of the oldest kind.
  Readable.prototype.wrap = function (stream) {
    let paused = false;
    stream.on("data", (chunk) => {
      if (!this.push(chunk) && stream.pause) {
        paused = true;
        stream.pause();
      }
    });
    stream.on("end", () => this.push(null));
    stream.on("error", (error) => errorOrDestroy(this, error));
    stream.on("close", () => this.destroy());
    stream.on("destroy", () => this.destroy());
    this._read = () => {
      if (paused && stream.resume) {
        paused = false;
        stream.resume();
      }
    };
    for (const name of Object.keys(stream)) {
      if (this[name] === undefined && typeof stream[name] === "function") this[name] = stream[name].bind(stream);
    }
    return this;
  };

  // --- iteration

  const iterate = (stream, options) => {
    if (typeof stream.read !== "function") stream = new Readable({ objectMode: true }).wrap(stream);
    let wake = nop;
    const next = function (resolve) {
      if (this === stream) {
        wake();
        wake = nop;
      } else {
        wake = resolve;
      }
    };
    stream.on("readable", next);
    let error; // undefined: goes on; null: has ended
    const cleanup = use("node:internal/streams/end_of_stream").eos(stream, { writable: false }, (reason) => {
      error = reason ? aggregate(error, reason) : null;
      wake();
      wake = nop;
    });
    let done = false;
    const end = () => {
      if (done) return;
      done = true;
      if ((error || options?.destroyOnReturn !== false) && (error === undefined || stream._readableState.autoDestroy)) {
        use("node:internal/streams/destroy").destroyer(stream, null);
      } else {
        stream.off("readable", next);
        cleanup();
      }
    };
    // Requests are answered one after the other, as those to an async generator are.
    let waiting = 0;
    let last;
    const inTurn = (fn) => {
      const result = waiting++ === 0 ? fn() : last.then(fn);
      last = result.then(nop, nop).then(() => void waiting--);
      return result;
    };
    const iterator = {
      stream,
      next: () => inTurn(async () => {
        while (!done) {
          const chunk = stream.destroyed ? null : stream.read();
          if (chunk !== null) return { value: chunk, done: false };
          if (error) {
            const thrown = (error = aggregate(error, undefined));
            end();
            throw thrown;
          }
          if (error === null) break;
          await new Promise(next);
        }
        end();
        return { value: undefined, done: true };
      }),
      return: (value) => inTurn(async () => {
        end();
        return { value, done: true };
      }),
      throw: (reason) => inTurn(async () => {
        error = aggregate(error, reason);
        end();
        throw reason;
      }),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    return Object.defineProperty(iterator, Symbol.asyncDispose, { value: () => iterator.return() });
  };
  Readable.prototype[Symbol.asyncIterator] = function () {
    return iterate(this);
  };
  Readable.prototype.iterator = function (options) {
    if (options !== undefined) use("node:internal/validators").validateObject(options, "options");
    return iterate(this, options);
  };

  // --- attributes

  const hidden = (descriptor) => ({ configurable: true, enumerable: false, ...descriptor });
  Object.defineProperties(Readable.prototype, {
    readable: {
      get() {
        const r = this._readableState;
        return Boolean(r) && r.readable !== false && !r.destroyed && !r.errorEmitted && !r.endEmitted;
      },
      set(value) { if (this._readableState) this._readableState.readable = Boolean(value) },
    },
    readableDidRead: hidden({ get() { return this._readableState.dataEmitted } }),
    readableAborted: hidden({
      get() {
        const r = this._readableState;
        return r.readable !== false && (r.destroyed || Boolean(r.errored)) && !r.endEmitted;
      },
    }),
    readableHighWaterMark: hidden({ get() { return this._readableState.highWaterMark } }),
    readableBuffer: hidden({ get() { return this._readableState?.buffer } }),
    readableFlowing: hidden({
      get() { return this._readableState.flowing },
      set(value) { if (this._readableState) this._readableState.flowing = value },
    }),
    readableLength: hidden({ get() { return this._readableState.length } }),
    readableObjectMode: hidden({ get() { return this._readableState ? this._readableState.objectMode : false } }),
    readableEncoding: hidden({ get() { return this._readableState ? this._readableState.encoding : null } }),
    errored: hidden({ get() { return this._readableState ? this._readableState.errored : null } }),
    closed: { get() { return this._readableState ? this._readableState.closed : false } },
    destroyed: hidden({
      get() { return this._readableState ? this._readableState.destroyed : false },
      set(value) { if (this._readableState) this._readableState.destroyed = value },
    }),
    readableEnded: hidden({ get() { return this._readableState ? this._readableState.endEmitted : false } }),
  });
  Object.defineProperties(ReadableState.prototype, {
    pipesCount: { get() { return this.pipes.length } },
    paused: { get() { return this[kPaused] !== false }, set(value) { this[kPaused] = Boolean(value) } },
  });

  Readable._fromList = fromList;
  Readable.from = (iterable, options) => use("node:internal/streams/from").from(Readable, iterable, options);
  Readable.fromWeb = (stream, options) => use("node:internal/streams/web").readableFromWeb(stream, options);
  Readable.toWeb = (stream, options) => use("node:internal/streams/web").readableToWeb(stream, options);
  Readable.wrap = (source, options) =>
    new Readable({
      objectMode: source.readableObjectMode ?? source.objectMode ?? true,
      ...options,
      destroy(error, callback) {
        destroyImpl.destroyer(source, error);
        callback(error);
      },
    }).wrap(source);

  return { Readable, ReadableState };
});
