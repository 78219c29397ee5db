// pipeTo and pipeThrough.
(function (host, use) {
  "use strict";
  const { failArgument, failField } = use("webidl");
  const { Reader, OPEN, close, fail, read, release, cancel, after, nop, RELEASED } = use("stream_util");
  const { Writer, WRITABLE, CLOSED } = use("writable_state");
  const { nativeOpen } = use("readable");
  const ONLY_BYTES = "This WritableStream only supports writing byte types.";
  const TARGET_CLOSED = "This destination writable stream is closed.";
  const isByteChunk = (v) => typeof v === "string" || ArrayBuffer.isView(v) || v instanceof ArrayBuffer;

  const checked = (options, method) => {
    if (options === undefined || options === null) return {};
    if (typeof options !== "object" && typeof options !== "function") failArgument(method, "ReadableStream", 2, "PipeToOptions");
    const { preventAbort, preventCancel, preventClose, signal } = options;
    if (signal !== undefined && !use("events").isSignal(signal)) failField("PipeToOptions", "signal", "AbortSignal");
    return { preventAbort: Boolean(preventAbort), preventCancel: Boolean(preventCancel), preventClose: Boolean(preventClose), signal };
  };

  // A Pipe moves chunks from a stream to another until one of them ends.
  class Pipe {
    constructor(from, to, how, yes, no) {
      this.from = from; this.to = to; this.how = how; this.yes = yes; this.no = no;
      this.reader = new Reader(from, false);
      this.writer = new Writer(to);
      from.disturbed = true;
      // over is set once the end has begun; idle runs when the last write has ended.
      this.over = false; this.writes = 0; this.idle = undefined; this.waiting = false; this.aborting = false;
      this.request = {
        chunk: (v) => this.chunk(v),
        close: () => {},
        error: () => {},
      };
      this.written = {
        resolve: () => this.wrote(),
        reject: () => this.wrote(),
      };
    }
    run() {
      const { from, to, how, reader, writer } = this;
      if (how.signal !== undefined) this.forget = use("events").onAbort(how.signal, (reason) => this.aborted(reason));
      if (this.over || this.aborting) return;
      // In a microtask: a stream may end just before it hands over its last chunk.
      const later = (fn) => (v) => after(undefined, () => fn(v));
      reader.closed.on(later(() => this.sourceClosed()), later((e) => this.sourceFailed(e)));
      if (to.status === CLOSED) return this.targetClosed();
      writer.closed.on(() => this.targetEnded(), later((e) => this.targetFailed(e)));
      if (nativeOpen(from) && to.native !== undefined && to.queue.size === 0 && to.status === WRITABLE) return this.native();
      this.loop();
    }
    // native leaves it all to Go.
    native() {
      const { from, to } = this;
      host.pipe(from.controller.handle, to.native, (side, e) => {
        if (side === "source") { if (e === undefined) close(from); else fail(from, e) }
        else to.fail(e);
      }, (stop) => { this.stopNative = stop });
    }
    loop() {
      const { to } = this;
      while (!this.over && !this.aborting && !this.waiting && to.status === WRITABLE) {
        // Nothing else holds back what is written to Go.
        if (to.native !== undefined && this.writes > 0) return;
        if (to.desired <= 0) {
          this.waiting = true;
          const ready = () => { this.waiting = false; this.loop() };
          this.writer.ready.on(() => after(undefined, ready), () => {});
          return;
        }
        this.got = false;
        this.waiting = this.sync = true;
        read(this.reader, this.request);
        this.sync = false;
        if (!this.got) return;
      }
    }
    chunk(v) {
      this.waiting = false;
      this.got = true;
      // What comes after the abort, or for a target that is closing, has nowhere to go.
      if (this.over || this.aborting || this.to.closing !== undefined) return;
      if (this.to.native !== undefined && !isByteChunk(v)) return this.wrongChunk(new TypeError(ONLY_BYTES));
      this.writes++;
      this.to.write(v, this.written);
      if (!this.sync) this.loop();
    }
    wrote() {
      if (--this.writes === 0 && this.idle !== undefined) return this.idle();
      if (this.to.native !== undefined) this.loop();
    }
    wrongChunk(e) {
      const { from, to, how } = this;
      this.shutdown(() => Promise.all([
        how.preventAbort ? undefined : to.abort(e).promise(),
        how.preventCancel ? undefined : cancel(from, e),
      ]), () => this.no(e));
    }
    // shutdown runs the action once every chunk that was read is written.
    shutdown(action, settle) {
      if (this.over) return;
      this.over = true;
      this.stopNative?.();
      const finish = () => after(action?.(), () => this.finalize(settle), (e) => this.finalize(() => this.no(e)));
      if (this.writes > 0 && this.to.status === WRITABLE) this.idle = () => { this.idle = undefined; finish() };
      else finish();
    }
    finalize(settle) {
      this.forget?.();
      this.writer.release(new TypeError("This WritableStream writer has been released."));
      release(this.reader, new TypeError(RELEASED));
      settle();
    }
    sourceClosed() {
      const { to, how } = this;
      this.shutdown(how.preventClose ? undefined : () => {
        if (to.closing !== undefined || to.status === CLOSED) return undefined;
        if (to.status !== WRITABLE) return Promise.reject(to.error);
        return to.close().promise();
      }, () => this.yes(undefined));
    }
    sourceFailed(e) {
      const { to, how } = this;
      this.shutdown(how.preventAbort ? undefined : () => to.abort(e).promise(), () => this.no(e));
    }
    targetFailed(e) {
      const { from, how } = this;
      this.shutdown(how.preventCancel ? undefined : () => cancel(from, e), () => this.no(e));
    }
    targetClosed() {
      const e = new TypeError(TARGET_CLOSED);
      const { from, how } = this;
      this.shutdown(how.preventCancel ? undefined : () => cancel(from, e), () => this.no(e));
    }
    // targetEnded is for a target whose end began before the pipe: its end is no failure.
    targetEnded() {
      if (this.over) return;
      this.over = true;
      if (!this.how.preventCancel) after(cancel(this.from, new TypeError(TARGET_CLOSED)), nop, nop);
      this.finalize(() => this.yes(undefined));
    }
    // The abort is seen after what runs now, which may still give the source a chunk.
    // Unlike workerd, which leaves such a pipe pending for ever, an abort ends the pipe.
    aborted(reason) {
      const { from, to, how } = this;
      this.aborting = true;
      after(undefined, () => this.shutdown(() => Promise.all([
        how.preventAbort || to.status !== WRITABLE ? undefined : to.abort(reason).promise(),
        how.preventCancel || from.status !== OPEN ? undefined : cancel(from, reason),
      ]), () => this.no(reason)));
    }
  }

  return {
    checked,
    pipe: (from, to, how) => new Promise((yes, no) => new Pipe(from, to, how, yes, no).run()),
  };
})
