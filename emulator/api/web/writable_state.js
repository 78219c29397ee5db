// What stands behind a WritableStream: its queue, its sink and its end.
(function (host, use) {
  "use strict";
  const { Slot, Deque, after, attempt, chunkSize } = use("stream_util");

  const WRITABLE = 0, ERRORING = 1, ERRORED = 2, CLOSED = 3;
  const closedError = () => new TypeError("This WritableStream has been closed.");

  // Sink has the algorithms write(chunk), close() and abort(reason), each of which may return a
  // promise. native is the Go end of a pipe, where the sink is one.
  class State {
    constructor(sink, hwm, size) {
      this.sink = sink; this.hwm = hwm; this.size = size; this.native = this.copy = undefined;
      this.status = WRITABLE; this.error = undefined; this.writer = undefined;
      this.queue = new Deque(); this.total = 0; this.started = false; this.busy = undefined;
      this.closing = undefined; this.closeRunning = false; this.aborting = this.abortSlot = undefined;
      this.backpressure = hwm <= 0; this.signal = this.aborted = undefined; this.locked = false;
    }
    start(result) {
      after(result, () => this.begin(), (e) => { this.started = true; this.reject(e) });
    }
    begin() { this.started = true; this.advance() }
    get desired() {
      if (this.status === WRITABLE) return this.hwm - this.total;
      return this.status === CLOSED ? 0 : null;
    }
    // usable says why nothing can be written, or undefined.
    refusal() {
      if (this.closing !== undefined || this.status === CLOSED) return closedError();
      return undefined;
    }
    // write queues a chunk; request has resolve() and reject(e).
    write(chunk, request) {
      if (this.copy !== undefined) chunk = this.copy(chunk);
      let size = 1;
      if (this.size !== undefined) {
        try { size = chunkSize(this.size(chunk)) } catch (e) { this.fail(e); return request?.reject(e) }
      }
      this.total += size;
      this.queue.push({ chunk, size, request });
      if (this.status === WRITABLE && this.closing === undefined) this.updateBackpressure();
      this.advance();
    }
    close() {
      this.closing = new Slot();
      if (this.writer !== undefined && this.backpressure && this.status === WRITABLE) this.writer.ready.resolve(undefined);
      this.advance();
      return this.closing;
    }
    advance() {
      if (!this.started || this.busy !== undefined || this.closeRunning) return;
      if (this.status === ERRORING) return this.finishErroring();
      if (this.status !== WRITABLE) return;
      if (this.queue.size > 0) return this.runWrite();
      if (this.closing !== undefined) this.runClose();
    }
    runWrite() {
      const entry = this.busy = this.queue.shift();
      const { write } = this.sink;
      let result;
      try { result = write === undefined ? undefined : write(entry.chunk) } catch (e) { result = Promise.reject(e) }
      after(result, () => {
        this.busy = undefined;
        this.total -= entry.size;
        entry.request?.resolve(undefined);
        if (this.status === WRITABLE && this.closing === undefined) this.updateBackpressure();
        this.advance();
      }, (e) => {
        this.busy = undefined;
        entry.request?.reject(e);
        this.reject(e);
      });
    }
    runClose() {
      this.closeRunning = true;
      const { close } = this.sink;
      after(attempt(close), () => {
        this.closeRunning = false;
        const closing = this.closing;
        if (this.status === ERRORING) {
          this.error = undefined;
          this.aborting?.slot.resolve(undefined);
          this.aborting = undefined;
        }
        this.status = CLOSED;
        closing.resolve(undefined);
        this.writer?.closed.resolve(undefined);
      }, (e) => {
        this.closeRunning = false;
        this.closing.reject(e);
        this.closing = undefined;
        this.aborting?.slot.reject(e);
        this.aborting = undefined;
        this.reject(e);
      });
    }
    // reject is for a failure of the sink; fail for one that the controller reports.
    reject(e) {
      if (this.status === WRITABLE) this.startErroring(e);
      else if (this.status === ERRORING) this.finishErroring();
    }
    fail(e) { if (this.status === WRITABLE) this.startErroring(e) }
    startErroring(e) {
      this.status = ERRORING;
      this.error = e;
      if (this.writer !== undefined) this.writer.rejectReady(e);
      if (this.busy === undefined && !this.closeRunning && this.started) this.finishErroring();
    }
    finishErroring() {
      if (this.busy !== undefined || this.closeRunning) return;
      this.status = ERRORED;
      const { error, aborting, sink } = this;
      while (this.queue.size > 0) this.queue.shift().request?.reject(error);
      this.total = 0;
      this.sink = {};
      this.aborting = undefined;
      if (aborting === undefined || aborting.late) {
        aborting?.slot.reject(error);
        return this.ended();
      }
      after(attempt(sink.abort, undefined, aborting.reason), () => { aborting.slot.resolve(undefined); this.ended() },
        (e) => { aborting.slot.reject(e); this.ended() });
    }
    ended() {
      this.closing?.reject(this.error);
      this.closing = undefined;
      this.writer?.closed.reject(this.error);
    }
    // abort returns a Slot, the same one however often it is called.
    abort(reason) {
      if (this.abortSlot !== undefined) return this.abortSlot;
      const done = this.abortSlot = new Slot();
      if (this.status === CLOSED || this.status === ERRORED) { done.resolve(undefined); return done }
      this.abortSignal(reason);
      if (this.status === CLOSED || this.status === ERRORED) { done.resolve(undefined); return done }
      const late = this.status === ERRORING;
      this.aborting = { slot: done, reason: late ? undefined : reason, late };
      if (!late) this.startErroring(reason);
      return done;
    }
    // The controller's signal is made when asked for, which may be after the abort.
    abortSignal(reason) {
      this.aborted ??= { reason };
      if (this.signal !== undefined) use("events").abort(this.signal, reason);
    }
    getSignal() {
      if (this.signal !== undefined) return this.signal;
      const { newSignal, abort } = use("events");
      this.signal = newSignal();
      if (this.aborted !== undefined) abort(this.signal, this.aborted.reason);
      return this.signal;
    }
    updateBackpressure() {
      const now = this.hwm - this.total <= 0;
      if (now === this.backpressure) return;
      this.backpressure = now;
      if (this.writer === undefined) return;
      if (now) this.writer.ready = new Slot();
      else this.writer.ready.resolve(undefined);
    }
  }

  // Writer is the lock on a stream.
  class Writer {
    constructor(s) {
      this.stream = s; this.ready = new Slot(); this.closed = new Slot();
      s.writer = this; s.locked = true;
      if (s.status === WRITABLE && s.closing === undefined && s.backpressure) return;
      if (s.status === WRITABLE) return this.ready.resolve(undefined);
      if (s.status === CLOSED) { this.ready.resolve(undefined); this.closed.resolve(undefined); return }
      this.ready.reject(s.error);
      if (s.status === ERRORED) this.closed.reject(s.error);
    }
    rejectReady(e) {
      if (this.ready.state === 1) this.ready = new Slot();
      this.ready.reject(e);
    }
    release(error) {
      const s = this.stream;
      if (s === undefined) return;
      this.rejectReady(error);
      if (this.closed.state === 1) this.closed = new Slot();
      this.closed.reject(error);
      s.writer = undefined;
      s.locked = false;
      this.stream = undefined;
    }
  }

  return { State, Writer, WRITABLE, ERRORING, ERRORED, CLOSED, closedError };
})
