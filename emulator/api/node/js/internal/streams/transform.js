// node:internal/streams/transform: Transform and PassThrough.
(function (host, use) {
  "use strict";
  const { Duplex } = use("node:internal/streams/duplex");
  const { ERR_METHOD_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { getHighWaterMark } = use("node:internal/streams/state");
  const { nextTick } = use("node:internal/next_tick");
  const kCallback = Symbol("kCallback");

  function Transform(options) {
    if (!(this instanceof Transform)) return new Transform(options);
    // Where only the readable side holds nothing, the writable side must not hold what waits for it.
    const mark = options ? getHighWaterMark({ objectMode: Boolean(options.objectMode || options.readableObjectMode) }, options, "readableHighWaterMark", true) : null;
    if (mark === 0) {
      options = { ...options, highWaterMark: null, readableHighWaterMark: mark, writableHighWaterMark: options.writableHighWaterMark || 0 };
    }
    Duplex.call(this, options);
    this._readableState.sync = false;
    this[kCallback] = null;
    if (typeof options?.transform === "function") this._transform = options.transform;
    if (typeof options?.flush === "function") this._flush = options.flush;
    this.on("prefinish", prefinish);
  }
  Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
  Object.setPrototypeOf(Transform, Duplex);

  function final(callback) {
    const end = (error, data) => {
      if (error) {
        if (callback) callback(error);
        else this.destroy(error);
        return;
      }
      if (data !== null && data !== undefined) this.push(data);
      this.push(null);
      callback?.();
    };
    if (typeof this._flush === "function" && !this.destroyed) this._flush(end);
    else end();
  }
  function prefinish() {
    if (this._final !== final) final.call(this);
  }
  Transform.prototype._final = final;
  Transform.prototype._transform = function () {
    throw new ERR_METHOD_NOT_IMPLEMENTED("_transform()");
  };
  Transform.prototype._write = function (chunk, encoding, callback) {
    const [r, w] = [this._readableState, this._writableState];
    const length = r.length;
    this._transform(chunk, encoding, (error, value) => {
      if (error) {
        callback(error);
        return;
      }
      if (value !== null && value !== undefined) this.push(value);
      if (r.ended && !w.ended) {
        // Nobody will read on.
        nextTick(callback);
      } else if (w.ended || length === r.length || r.length < r.highWaterMark) {
        callback();
      } else {
        this[kCallback] = callback;
      }
    });
  };
  Transform.prototype._read = function () {
    const callback = this[kCallback];
    if (!callback) return;
    this[kCallback] = null;
    callback();
  };

  function PassThrough(options) {
    if (!(this instanceof PassThrough)) return new PassThrough(options);
    Transform.call(this, options);
  }
  Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
  Object.setPrototypeOf(PassThrough, Transform);
  PassThrough.prototype._transform = function (chunk, encoding, callback) {
    callback(null, chunk);
  };
  return { Transform, PassThrough };
});
