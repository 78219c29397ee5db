(function (host, use) {
  "use strict";
  const { define, illegal, failConstruct, failField } = use("webidl");
  const { attempt, highWaterMark } = use("stream_util");
  const { State, Writer, WRITABLE, ERRORING, ERRORED, CLOSED, closedError } = use("writable_state");
  const resolve = Promise.resolve.bind(Promise), reject = Promise.reject.bind(Promise), PromiseClass = Promise;
  const token = {};
  const LOCKED = "This WritableStream is currently locked to a writer.";
  const RELEASED = "This WritableStream writer has been released.";
  let stateOf, makeController;

  const functionField = (sink, name) => {
    const f = sink[name];
    if (f !== undefined && typeof f !== "function") failField("UnderlyingSink", name, "function");
    return f;
  };
  const construct = (sink, strategy) => {
    if (sink !== undefined && sink !== null && typeof sink !== "object" && typeof sink !== "function") failConstruct("WritableStream", 1, "UnderlyingSink");
    const from = sink ?? {};
    const [abort, close, start, write] = ["abort", "close", "start", "write"].map((name) => functionField(from, name));
    const { highWaterMark: hwm, size } = use("readable").strategyOf(strategy, () => failConstruct("WritableStream", 2, "StreamQueuingStrategy"));
    const s = new State({}, highWaterMark(hwm, 1), size);
    const face = makeController(s);
    s.sink = {
      write: write && ((chunk) => write.call(from, chunk, face)),
      close: close && (() => close.call(from)),
      abort: abort && ((reason) => abort.call(from, reason)),
    };
    // Where there is nothing to start, the first write begins at once.
    if (start === undefined) s.begin();
    else s.start(attempt(start, from, face));
    return s;
  };
  const close = (s) => {
    const why = s.refusal();
    if (why !== undefined) return reject(why);
    if (s.status === ERRORED || s.status === ERRORING) return reject(s.error);
    return s.close().promise();
  };

  class WritableStream {
    #s;
    constructor(sink, strategy) { this.#s = sink === token ? strategy : construct(sink, strategy) }
    get locked() { if (!this || !(#s in this)) illegal(); return this.#s.locked }
    abort(reason) {
      if (!this || !(#s in this)) illegal();
      if (this.#s.locked) return reject(new TypeError(LOCKED));
      return this.#s.abort(reason).promise();
    }
    close() {
      if (!this || !(#s in this)) illegal();
      if (this.#s.locked) return reject(new TypeError(LOCKED));
      return close(this.#s);
    }
    getWriter() {
      if (!this || !(#s in this)) illegal();
      return new WritableStreamDefaultWriter(this);
    }
    static { stateOf = (v) => (typeof v === "object" && v !== null && #s in v ? v.#s : undefined) }
  }

  const released = () => reject(new TypeError(RELEASED));
  class WritableStreamDefaultWriter {
    #w;
    constructor(stream) {
      const s = stateOf(stream);
      if (s === undefined) failConstruct("WritableStreamDefaultWriter", 1, "WritableStream");
      if (s.locked) throw new TypeError(LOCKED);
      this.#w = new Writer(s);
    }
    get closed() { if (!this || !(#w in this)) illegal(); return this.#w.closed.promise() }
    get ready() { if (!this || !(#w in this)) illegal(); return this.#w.ready.promise() }
    get desiredSize() {
      if (!this || !(#w in this)) illegal();
      const s = this.#w.stream;
      if (s === undefined) throw new TypeError(RELEASED);
      return s.closing === undefined ? s.desired : 0;
    }
    abort(reason) {
      if (!this || !(#w in this)) illegal();
      const s = this.#w.stream;
      return s === undefined ? released() : s.abort(reason).promise();
    }
    close() {
      if (!this || !(#w in this)) illegal();
      const s = this.#w.stream;
      return s === undefined ? released() : close(s);
    }
    write(chunk) {
      if (!this || !(#w in this)) illegal();
      const s = this.#w.stream;
      if (s === undefined) return released();
      if (s.status === ERRORED || s.status === ERRORING) return reject(s.error);
      const why = s.refusal();
      if (why !== undefined) return reject(why);
      return new PromiseClass((resolve, reject) => s.write(chunk, { resolve, reject }));
    }
    releaseLock() { if (!this || !(#w in this)) illegal(); this.#w.release(new TypeError(RELEASED)) }
  }

  class WritableStreamDefaultController {
    #s;
    constructor(s) { this.#s = s }
    get signal() { if (!this || !(#s in this)) illegal(); return this.#s.getSignal() }
    error(e) { if (!this || !(#s in this)) illegal(); this.#s.fail(e) }
    static { makeController = (s) => new WritableStreamDefaultController(s) }
  }

  // inspect is what the console shows.
  const inspect = (stream) => {
    const s = stateOf(stream);
    const state = s.closing === undefined ? ["writable", "erroring", "errored", "closed"][s.status] : "closed";
    return { state, expectsBytes: s.native !== undefined };
  };

  return {
    WritableStream: define(WritableStream, { inspect }),
    WritableStreamDefaultWriter: define(WritableStreamDefaultWriter),
    WritableStreamDefaultController: define(WritableStreamDefaultController, { illegal: true }),
    stateOf, close, WRITABLE, CLOSED, closedError,
    wrap: (s) => new WritableStream(token, s),
    // create makes a stream of algorithms.
    create(sink, hwm, size, started) {
      const s = new State(sink, hwm, size);
      s.start(started);
      return s;
    },
  };
})
