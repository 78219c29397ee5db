(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, failConstruct, uint32 } = use("webidl");
  const { Reader, OPEN, CLOSED, read, release, cancel, then, LOCKED, RELEASED } = use("stream_util");
  const resolve = Promise.resolve.bind(Promise), reject = Promise.reject.bind(Promise), PromiseClass = Promise;
  const nop = () => {};
  const wrong = (e) => reject(e);
  const released = () => reject(new TypeError(RELEASED));
  const result = (value, done) => ({ value, done });
  const ended = () => result(undefined, true);

  const attach = (C, stream, byob) => {
    const s = use("readable").stateOf(stream);
    if (s === undefined) failConstruct(C, 1, "ReadableStream");
    if (s.reader !== undefined) throw new TypeError(LOCKED);
    if (byob && !s.controller.byob) throw new TypeError("This ReadableStream does not support BYOB reads.");
    return new Reader(s, byob);
  };
  const doCancel = (r, reason) => {
    if (r.stream === undefined) return released();
    const p = cancel(r.stream, reason);
    return p === undefined ? resolve(undefined) : then(resolve(p), nop);
  };

  class ReadableStreamDefaultReader {
    #r;
    constructor(stream) { this.#r = attach("ReadableStreamDefaultReader", stream, false) }
    get closed() { if (!this || !(#r in this)) illegal(); return this.#r.closed.promise() }
    cancel(reason) { if (!this || !(#r in this)) illegal(); return doCancel(this.#r, reason) }
    read() {
      if (!this || !(#r in this)) illegal();
      const r = this.#r, s = r.stream;
      if (s === undefined) return released();
      // What is there already needs no request.
      const c = s.controller;
      if (s.status === OPEN && c.queue !== undefined && c.queue.size > 0 && c.take !== undefined) {
        s.disturbed = true;
        return resolve({ value: c.take(), done: false });
      }
      return new PromiseClass((yes, no) => read(r, {
        chunk: (value) => yes({ value, done: false }),
        close: () => yes(ended()),
        error: no,
      }));
    }
    releaseLock() { if (!this || !(#r in this)) illegal(); release(this.#r, new TypeError(RELEASED)) }
  }

  const POSITIVE = 'You must call read() on a "byob" reader with a positive-sized TypedArray object.';
  const checkView = (method, view, n) => {
    if (!ArrayBuffer.isView(view)) failArgument(method, "ReadableStreamBYOBReader", n, "ArrayBufferView");
    if (view.byteLength === 0) throw new TypeError(POSITIVE);
  };
  const checkMin = (min, view) => {
    if (min < 1) throw new TypeError(`Requested invalid minimum number of bytes to read (${min}).`);
    if (min > view.byteLength) throw new TypeError(`Minimum bytes to read (${min}) exceeds size of buffer (${view.byteLength}).`);
  };
  const emptyOf = (view) => new view.constructor(host.transfer(view.buffer), view.byteOffset, 0);
  const readInto = (r, view, min) => {
    const s = r.stream;
    if (s === undefined) return released();
    s.disturbed = true;
    if (s.status === CLOSED) return resolve(result(emptyOf(view), true));
    if (s.status !== OPEN) return reject(s.error);
    return new PromiseClass((yes, no) => s.controller.pullInto(view, min, {
      chunk: (v) => yes(result(v, false)),
      close: (v) => yes(result(v, true)),
      error: no,
    }));
  };

  class ReadableStreamBYOBReader {
    #r;
    constructor(stream) { this.#r = attach("ReadableStreamBYOBReader", stream, true) }
    get closed() { if (!this || !(#r in this)) illegal(); return this.#r.closed.promise() }
    cancel(reason) { if (!this || !(#r in this)) illegal(); return doCancel(this.#r, reason) }
    read(view, options) {
      if (!this || !(#r in this)) illegal();
      try {
        checkView("read", view, 1);
        let min = 1;
        if (options?.min !== undefined) {
          const size = view.BYTES_PER_ELEMENT ?? 1;
          min = uint32(options.min) * size;
          checkMin(min, view);
        }
        return readInto(this.#r, view, min);
      } catch (e) { return wrong(e) }
    }
    releaseLock() { if (!this || !(#r in this)) illegal(); release(this.#r, new TypeError(RELEASED)) }
    readAtLeast(min, view) {
      if (!this || !(#r in this)) illegal();
      try {
        if (min === undefined) failArgument("readAtLeast", "ReadableStreamBYOBReader", 1, "integer");
        checkView("readAtLeast", view, 2);
        const n = Number(min);
        checkMin(n, view);
        return readInto(this.#r, view, n);
      } catch (e) { return wrong(e) }
    }
  }

  return {
    Default: ReadableStreamDefaultReader, BYOB: ReadableStreamBYOBReader,
    ReadableStreamDefaultReader: define(ReadableStreamDefaultReader),
    ReadableStreamBYOBReader: define(ReadableStreamBYOBReader),
  };
})
