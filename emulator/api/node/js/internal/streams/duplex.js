// node:internal/streams/duplex: Duplex, and duplexes made of other things.
(function (host, use) {
  "use strict";
  const { Stream } = use("node:internal/streams/legacy");
  const { Readable } = use("node:internal/streams/readable");
  const { Writable, begin } = use("node:internal/streams/writable");
  const destroyImpl = use("node:internal/streams/destroy");
  const { addAbortSignalNoValidate } = use("node:internal/streams/add_abort_signal");
  const { nextTick } = use("node:internal/next_tick");

  function Duplex(options) {
    if (!(this instanceof Duplex)) return new Duplex(options);
    this._readableState = new Readable.ReadableState(options, this, true);
    this._writableState = new Writable.WritableState(options, this, true);
    this.allowHalfOpen = options?.allowHalfOpen !== false;
    if (options) {
      if (options.readable === false) Object.assign(this._readableState, { readable: false, ended: true, endEmitted: true });
      if (options.writable === false) Object.assign(this._writableState, { writable: false, ending: true, ended: true, finished: true });
      for (const name of ["read", "write", "writev", "destroy", "final", "construct"]) {
        if (typeof options[name] === "function") this["_" + name] = options[name];
      }
      if (options.signal) addAbortSignalNoValidate(options.signal, this);
    }
    Stream.call(this, options);
    destroyImpl.construct(this, () => {
      if (this._readableState.needReadable) this.read(0);
      begin(this);
    });
  }
  Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
  Object.setPrototypeOf(Duplex, Readable);
  for (const name of Object.keys(Writable.prototype)) Duplex.prototype[name] ??= Writable.prototype[name];

  const copied = [
    "writable", "writableHighWaterMark", "writableObjectMode", "writableBuffer", "writableLength", "writableFinished", "writableCorked",
    "writableEnded", "writableNeedDrain", "writableAborted",
  ];
  for (const name of copied) Object.defineProperty(Duplex.prototype, name, Object.getOwnPropertyDescriptor(Writable.prototype, name));
  Object.defineProperty(Duplex.prototype, "destroyed", {
    get() {
      if (this._readableState === undefined || this._writableState === undefined) return false;
      return this._readableState.destroyed && this._writableState.destroyed;
    },
    set(value) {
      if (!this._readableState || !this._writableState) return;
      this._readableState.destroyed = value;
      this._writableState.destroyed = value;
    },
  });
  Object.defineProperty(Duplex.prototype, "closed", {
    get() {
      return Boolean(this._readableState?.closed && this._writableState?.closed);
    },
  });
  Duplex.fromWeb = (pair, options) => use("node:internal/streams/web").duplexFromWeb(pair, options);
  Duplex.toWeb = (duplex) => use("node:internal/streams/web").duplexToWeb(duplex);
  Duplex.from = (body) => use("node:internal/streams/duplexify").duplexify(body, "body");

  // duplexPair are two ends: what is written to one is read from the other.
  const kCallback = Symbol("kCallback");
  const kOther = Symbol("kInitOtherSide");
  class DuplexSide extends Duplex {
    #other = null;
    constructor(options) {
      super(options);
      this[kCallback] = null;
    }
    [kOther](other) {
      this.#other ??= other;
    }
    _read() {
      const callback = this[kCallback];
      if (!callback) return;
      this[kCallback] = null;
      callback();
    }
    _write(chunk, encoding, callback) {
      if (chunk.length === 0) {
        nextTick(callback);
      } else {
        this.#other.push(chunk);
        this.#other[kCallback] = callback;
      }
    }
    _final(callback) {
      this.#other.on("end", callback);
      this.#other.push(null);
    }
  }
  function duplexPair(options) {
    const [a, b] = [new DuplexSide(options), new DuplexSide(options)];
    a[kOther](b);
    b[kOther](a);
    return [a, b];
  }
  return { Duplex, duplexPair };
});
