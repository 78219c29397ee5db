// The controller of streams whose chunks may be anything.
(function (host, use) {
  "use strict";
  const { define, illegal } = use("webidl");
  const { State, Deque, OPEN, close, fail, after, attempt, highWaterMark, chunkSize } = use("stream_util");

  // Controller is the internal side: algorithms are functions that may return a promise.
  class Controller {
    constructor(s, pull, cancel, hwm, size) {
      this.stream = s; this.pullFn = pull; this.cancelFn = cancel; this.hwm = hwm; this.sizeFn = size;
      this.queue = new Deque(); this.sizes = size === undefined ? undefined : new Deque(); this.total = 0;
      this.started = false; this.closing = false; this.pulling = false; this.pullAgain = false;
      s.controller = this;
      this.onPulled = () => {
        this.pulling = false;
        if (this.pullAgain) { this.pullAgain = false; this.callPull() }
      };
      this.onFailed = (e) => this.error(e);
    }
    start(result) { after(result, () => this.begin(), this.onFailed) }
    begin() { this.started = true; this.callPull() }
    get usable() { return !this.closing && this.stream.status === OPEN }
    get desired() {
      const { status } = this.stream;
      return status === OPEN ? this.hwm - this.total : status === 1 ? 0 : null;
    }
    get wantsMore() {
      if (!this.started || !this.usable) return false;
      const { reader } = this.stream;
      return (reader !== undefined && reader.requests.size > 0) || this.hwm - this.total > 0;
    }
    callPull() {
      if (!this.wantsMore) return;
      if (this.pulling) { this.pullAgain = true; return }
      this.pulling = true;
      if (this.pullFn === undefined) return after(undefined, this.onPulled);
      let result;
      try { result = this.pullFn() } catch (e) { result = Promise.reject(e) }
      after(result, this.onPulled, this.onFailed);
    }
    enqueue(chunk) {
      const { reader } = this.stream;
      if (reader !== undefined && reader.requests.size > 0) {
        reader.requests.shift().chunk(chunk);
        this.callPull();
        return;
      }
      if (this.sizes !== undefined) {
        let size;
        try { size = chunkSize(this.sizeFn(chunk)) } catch (e) { return this.error(e) }
        this.sizes.push(size);
        this.total += size;
      } else this.total++;
      this.queue.push(chunk);
      this.callPull();
    }
    close() {
      this.closing = true;
      if (this.queue.size === 0) this.end();
    }
    end() { this.clear(); close(this.stream) }
    error(e) {
      if (this.stream.status !== OPEN) return;
      this.queue.clear();
      this.clear();
      fail(this.stream, e);
    }
    clear() { this.pullFn = this.cancelFn = this.sizeFn = undefined }
    take() {
      const chunk = this.queue.shift();
      this.total -= this.sizes === undefined ? 1 : this.sizes.shift();
      if (this.closing && this.queue.size === 0) this.end();
      else this.callPull();
      return chunk;
    }
    pull(request) {
      if (this.queue.size > 0) return request.chunk(this.take());
      this.stream.reader.requests.push(request);
      this.callPull();
    }
    cancel(reason) {
      this.queue.clear();
      const cancel = this.cancelFn;
      this.clear();
      return attempt(cancel, undefined, reason);
    }
    release() {}
  }

  let make;
  class ReadableStreamDefaultController {
    #c;
    constructor(c) { this.#c = c }
    get desiredSize() { if (!this || !(#c in this)) illegal(); return this.#c.desired }
    close() {
      if (!this || !(#c in this)) illegal();
      if (!this.#c.usable) throw new TypeError("This ReadableStream is closed.");
      this.#c.close();
    }
    enqueue(chunk) {
      if (!this || !(#c in this)) illegal();
      if (!this.#c.usable) throw new TypeError("Unable to enqueue");
      this.#c.enqueue(chunk);
    }
    error(e) { if (!this || !(#c in this)) illegal(); this.#c.error(e) }
    static { make = (c) => new ReadableStreamDefaultController(c) }
  }

  return {
    ReadableStreamDefaultController: define(ReadableStreamDefaultController, { illegal: true }),
    // create makes a stream of algorithms.
    create(pull, cancel, hwm = 1, started = undefined, size = undefined) {
      const s = new State();
      new Controller(s, pull, cancel, hwm, size).start(started);
      return s;
    },
    // fromSource makes a stream of what new ReadableStream(source, strategy) was given.
    fromSource(source, { start, pull, cancel }, hwm, size) {
      const s = new State();
      const c = new Controller(s, undefined, cancel && ((reason) => cancel.call(source, reason)), highWaterMark(hwm, 1), size);
      const face = make(c);
      if (pull !== undefined) c.pullFn = () => pull.call(source, face);
      // Where there is nothing to start, the first pull is in the constructor.
      if (start === undefined) c.begin();
      else c.start(attempt(start, source, face));
      return s;
    },
  };
})
