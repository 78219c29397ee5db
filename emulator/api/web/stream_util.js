// What the modules of streams share: states of a stream and its reader, queues, and promises
// that are made only when somebody asks for them. Everything here is internal; scripts see the
// classes in front of it.
(function (host, use) {
  "use strict";
  const PromiseClass = Promise;
  const then = Function.prototype.call.bind(Promise.prototype.then);
  const resolved = Promise.resolve();
  const nop = () => {};
  const isPromise = (v) => v instanceof PromiseClass;

  // A Slot is a promise that is made when asked for. A rejection of it is never reported.
  class Slot {
    constructor() { this.state = 0; this.value = undefined; this.made = undefined; this.waiting = undefined }
    resolve(v) { this.settle(1, v) }
    reject(e) { this.settle(2, e) }
    settle(state, v) {
      if (this.state !== 0) return;
      this.state = state; this.value = v;
      const { waiting } = this;
      this.waiting = undefined;
      if (waiting !== undefined) for (const w of waiting) w[state - 1](v);
    }
    // on calls back at once, not in a microtask.
    on(yes, no) {
      if (this.state === 1) yes(this.value);
      else if (this.state === 2) no(this.value);
      else (this.waiting ??= []).push([yes, no]);
    }
    promise() {
      if (this.made === undefined) {
        this.made = new PromiseClass((yes, no) => this.on(yes, no));
        then(this.made, undefined, nop);
      }
      return this.made;
    }
    get pending() { return this.state === 0 }
  }

  // A Deque is a queue whose shift costs the same however long it is.
  class Deque {
    constructor() { this.items = []; this.head = 0 }
    get size() { return this.items.length - this.head }
    push(v) { this.items.push(v) }
    peek() { return this.items[this.head] }
    shift() {
      const v = this.items[this.head];
      this.items[this.head++] = undefined;
      if (this.head === this.items.length) { this.items.length = 0; this.head = 0 }
      else if (this.head > 1024) { this.items.splice(0, this.head); this.head = 0 }
      return v;
    }
    clear() { this.items.length = 0; this.head = 0 }
  }

  // after calls back in a microtask, when v has settled where it is a promise. It makes no
  // promise for what an algorithm returned unless that is one.
  const after = (v, yes, no) => {
    if (v === undefined || v === null || (typeof v !== "object" && typeof v !== "function")) then(resolved, yes);
    else then(PromiseClass.resolve(v), yes, no);
  };
  // attempt runs an algorithm of the user's; what it throws is a rejection.
  const attempt = (fn, self, ...args) => {
    if (fn === undefined) return undefined;
    try { return fn.apply(self, args) } catch (e) { return PromiseClass.reject(e) }
  };

  // highWaterMark is a strategy's, checked.
  const highWaterMark = (v, fallback) => {
    if (v === undefined) return fallback;
    const n = Number(v);
    if (n < 0) throw new TypeError("The value cannot be converted because it is negative and this API expects a positive bigint.");
    if (n !== Infinity && !Number.isFinite(n)) throw new TypeError("The value cannot be converted because it is not an integer.");
    return n === Infinity ? n : Math.trunc(n);
  };

  // chunkSize is what the size algorithm of a strategy gave, checked.
  const chunkSize = (v) => {
    const n = Number(v);
    if (n < 0) throw new TypeError("The value cannot be converted because it is negative and this API expects a positive bigint.");
    if (!Number.isFinite(n)) throw new TypeError("The value cannot be converted because it is not an integer.");
    return n;
  };

  const OPEN = 0, CLOSED = 1, ERRORED = 2;

  // State is what stands behind a ReadableStream. Its controller has pull(request),
  // cancel(reason) and release(). A request has chunk(value), close() and error(reason).
  class State {
    constructor() {
      this.status = OPEN; this.error = undefined; this.reader = undefined;
      this.controller = undefined; this.disturbed = false;
    }
  }
  class Reader {
    constructor(s, byob) {
      this.stream = s; this.byob = byob; this.requests = new Deque(); this.closed = new Slot();
      s.reader = this;
      if (s.status === CLOSED) this.closed.resolve(undefined);
      else if (s.status === ERRORED) this.closed.reject(s.error);
    }
  }
  const close = (s) => {
    s.status = CLOSED;
    const { reader } = s;
    if (reader === undefined) return;
    reader.closed.resolve(undefined);
    while (!reader.byob && reader.requests.size > 0) reader.requests.shift().close();
  };
  const fail = (s, e) => {
    if (s.status !== OPEN) return;
    s.status = ERRORED;
    s.error = e;
    const { reader } = s;
    if (reader === undefined) return;
    reader.closed.reject(e);
    while (reader.requests.size > 0) reader.requests.shift().error(e);
  };
  const read = (reader, request) => {
    const s = reader.stream;
    s.disturbed = true;
    if (s.status === CLOSED) request.close();
    else if (s.status === ERRORED) request.error(s.error);
    else s.controller.pull(request);
  };
  const release = (reader, reason) => {
    const s = reader.stream;
    if (s === undefined) return;
    if (!reader.closed.pending) reader.closed = new Slot();
    reader.closed.reject(reason);
    s.controller?.release();
    s.reader = undefined;
    reader.stream = undefined;
    while (reader.requests.size > 0) reader.requests.shift().error(reason);
  };
  // cancel returns a promise, or undefined when it is over.
  const cancel = (s, reason) => {
    s.disturbed = true;
    if (s.status === CLOSED) return undefined;
    if (s.status === ERRORED) return PromiseClass.reject(s.error);
    const { reader } = s;
    // A codec's reader learns that the codec was given up.
    while (s.controller.rejects && reader !== undefined && reader.requests.size > 0) reader.requests.shift().error(reason);
    close(s);
    while (reader !== undefined && reader.requests.size > 0) reader.requests.shift().close();
    return s.controller.cancel(reason);
  };

  // drain reads chunks for as long as take(chunk) says so, without a promise per chunk; the
  // function it returns goes on.
  const drain = (reader, take, done, failed) => {
    let busy = false, again = false;
    const request = {
      chunk(v) {
        let more;
        try { more = take(v) } catch (e) { return failed(e) }
        if (!more) return;
        if (busy) again = true;
        else resume();
      },
      close: done,
      error: failed,
    };
    const resume = () => {
      busy = true;
      do { again = false; read(reader, request) } while (again);
      busy = false;
    };
    return resume;
  };

  return {
    Slot, Deque, State, Reader, OPEN, CLOSED, ERRORED,
    close, fail, read, release, cancel, drain,
    after, attempt, then, isPromise, resolved, nop, highWaterMark, chunkSize,
    LOCKED: "This ReadableStream is currently locked to a reader.",
    RELEASED: "This ReadableStream reader has been released.",
  };
})
