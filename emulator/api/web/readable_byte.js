// The controller of byte streams: chunks are bytes, and a reader may bring its own buffer.
(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, uint32 } = use("webidl");
  const { State, Deque, OPEN, CLOSED, close, fail, after, attempt, highWaterMark } = use("stream_util");
  const { transfer } = host;
  // What a reader without a buffer of its own gets, where the source says nothing.
  const AUTO_ALLOCATE = 4096;
  const DEFAULT_ALLOCATE = use.flag("streams_no_default_auto_allocate_chunk_size") ? undefined : AUTO_ALLOCATE;
  let makeController, makeRequest, forget;

  // viewOf is what a reader's buffer holds, as the type of view that it came in.
  const viewOf = (d) => new d.view(d.buffer, d.offset, Math.trunc(d.filled / d.size));

  class Controller {
    constructor(s, hwm, auto) {
      this.stream = s; this.hwm = hwm; this.auto = auto; this.byob = true;
      this.chunks = new Deque(); this.total = 0;
      // Buffers of readers, to be filled in turn: { buffer, offset, length, filled, size, min, view, request }.
      this.waiting = new Deque();
      this.pullFn = this.cancelFn = undefined;
      this.started = false; this.closing = false; this.pulling = false; this.pullAgain = false;
      this.face = undefined; this.request = null;
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
      return status === OPEN ? this.hwm - this.total : status === CLOSED ? 0 : null;
    }
    callPull() {
      if (!this.started || !this.usable) return;
      const { reader } = this.stream;
      const wanted = this.waiting.size > 0 || (reader !== undefined && reader.requests.size > 0);
      if (!wanted && this.hwm - this.total <= 0) return;
      if (this.pulling) { this.pullAgain = true; return }
      this.pulling = true;
      if (this.pullFn === undefined) return after(undefined, this.onPulled);
      let result;
      try { result = this.pullFn() } catch (e) { result = Promise.reject(e) }
      after(result, this.onPulled, this.onFailed);
    }
    enqueue(view) {
      const offset = view.byteOffset ?? 0, length = view.byteLength;
      const buffer = transfer(view.buffer ?? view);
      this.dropRequest();
      const first = this.waiting.peek();
      if (first !== undefined) {
        first.buffer = transfer(first.buffer);
        if (first.orphan) { this.waiting.shift(); this.add(first.buffer.slice(first.offset, first.offset + first.filled)) }
      }
      const { reader } = this.stream;
      if (reader !== undefined && !reader.byob && reader.requests.size > 0 && this.total === 0) {
        this.waiting.clear();
        reader.requests.shift().chunk(new Uint8Array(buffer, offset, length));
      } else {
        this.add(buffer, offset, length);
        if (reader !== undefined && !reader.byob) this.serve(reader);
        else this.fillWaiting();
      }
      this.callPull();
    }
    add(buffer, offset = 0, length = buffer.byteLength) {
      if (length === 0) return;
      this.chunks.push({ buffer, offset, length });
      this.total += length;
    }
    serve(reader) {
      while (reader.requests.size > 0 && this.total > 0) reader.requests.shift().chunk(this.take());
    }
    get size() { return this.total }
    take() {
      const { buffer, offset, length } = this.chunks.shift();
      this.total -= length;
      this.drained();
      return new Uint8Array(buffer, offset, length);
    }
    drained() {
      if (this.total === 0 && this.closing) this.end();
      else this.callPull();
    }
    // fill moves bytes from the queue; it says whether the reader has as many as it wants.
    fill(d) {
      const target = new Uint8Array(d.buffer, d.offset, d.length);
      let room = Math.min(this.total, d.length - d.filled);
      // Only whole elements leave the queue, once the minimum is reached.
      const end = d.filled + room;
      const ready = end >= d.min;
      if (ready) room -= end % d.size;
      while (room > 0) {
        const c = this.chunks.peek();
        const n = Math.min(room, c.length);
        target.set(new Uint8Array(c.buffer, c.offset, n), d.filled);
        d.filled += n; room -= n; this.total -= n;
        if (n === c.length) this.chunks.shift();
        else { c.offset += n; c.length -= n }
      }
      return ready;
    }
    fillWaiting() {
      while (this.waiting.size > 0 && this.total > 0) {
        const d = this.waiting.peek();
        if (!this.fill(d)) return;
        this.waiting.shift();
        this.commit(d);
      }
    }
    commit(d) {
      if (d.request !== undefined) return d.request.chunk(viewOf(d));
      const { reader } = this.stream;
      if (reader !== undefined && reader.requests.size > 0) reader.requests.shift().chunk(viewOf(d));
      else this.add(d.buffer, d.offset, d.filled);
    }
    close() {
      if (this.total > 0) { this.closing = true; return }
      const first = this.waiting.peek();
      if (first !== undefined && first.filled % first.size !== 0) {
        const e = new TypeError("This ReadableStream was closed with a partial read pending.");
        this.error(e);
        throw e;
      }
      this.end();
    }
    end() {
      this.closing = true;
      this.pullFn = this.cancelFn = undefined;
      this.dropRequest();
      close(this.stream);
      while (this.waiting.size > 0) {
        const d = this.waiting.shift();
        if (d.filled >= d.size) d.request?.chunk(viewOf(d));
        else d.request?.close(viewOf(d));
      }
    }
    error(e) {
      if (this.stream.status !== OPEN) return;
      this.dropRequest();
      this.chunks.clear();
      this.total = 0;
      this.pullFn = this.cancelFn = undefined;
      const waiting = this.waiting;
      this.waiting = new Deque();
      fail(this.stream, e);
      while (waiting.size > 0) waiting.shift().request?.error(e);
    }
    pull(request) {
      if (this.total > 0) return request.chunk(this.take());
      this.stream.reader.requests.push(request);
      if (this.waiting.size === 0 && this.pullFn !== undefined && this.auto !== undefined) {
        this.waiting.push({ buffer: new ArrayBuffer(this.auto), offset: 0, length: this.auto, filled: 0, size: 1, min: 1, view: Uint8Array, request: undefined });
      }
      this.callPull();
    }
    pullInto(view, min, request) {
      const { byteOffset: offset, byteLength: length } = view;
      const d = { buffer: transfer(view.buffer), offset, length, filled: 0, size: view.BYTES_PER_ELEMENT ?? 1, min, view: view.constructor, request };
      d.min = Math.max(min, d.size);
      if (this.waiting.size === 0 && this.total > 0) {
        if (this.fill(d)) { request.chunk(viewOf(d)); this.drained(); return }
        if (this.closing) {
          const some = d.filled >= d.size;
          this.end();
          return some ? request.chunk(viewOf(d)) : request.close(viewOf(d));
        }
      }
      this.waiting.push(d);
      this.callPull();
    }
    cancel(reason) {
      const cancel = this.cancelFn;
      this.pullFn = this.cancelFn = undefined;
      this.dropRequest();
      this.chunks.clear();
      this.total = 0;
      while (this.waiting.size > 0) { const d = this.waiting.shift(); d.filled = 0; d.request?.close(viewOf(d)) }
      return attempt(cancel, undefined, reason);
    }
    // release leaves the first buffer to the source that may be writing to it.
    release() {
      const error = new TypeError("This ReadableStream reader has been released.");
      const first = this.waiting.shift();
      while (this.waiting.size > 0) this.waiting.shift().request?.error(error);
      if (first === undefined) return;
      first.request?.error(error);
      first.request = undefined; first.orphan = true; first.min = 1; first.size = 1; first.view = Uint8Array;
      this.waiting.push(first);
    }

    byobRequest() {
      if (this.request === null && this.waiting.size > 0) {
        const d = this.waiting.peek();
        this.request = makeRequest(this, new Uint8Array(d.buffer, d.offset + d.filled, d.length - d.filled), d);
      }
      return this.request;
    }
    dropRequest() {
      if (this.request === null) return;
      forget(this.request);
      this.request = null;
    }
    respond(n, buffer) {
      const d = this.waiting.peek();
      if (this.stream.status === CLOSED) {
        if (n !== 0) throw new TypeError("The bytesWritten must be zero after the stream is closed.");
        return;
      }
      if (n === 0) throw new TypeError("The bytesWritten must be more than zero while the stream is open.");
      if (d.filled + n > d.length) throw new RangeError(`Too many bytes [${n}] in response to a BYOB read request.`);
      d.buffer = transfer(buffer ?? d.buffer);
      this.dropRequest();
      d.filled += n;
      if (d.filled < d.min) return this.callPull();
      this.waiting.shift();
      const rest = d.filled % d.size;
      if (rest > 0) {
        const end = d.offset + d.filled;
        this.add(d.buffer.slice(end - rest, end));
        d.filled -= rest;
      }
      this.commit(d);
      this.fillWaiting();
      this.callPull();
    }
  }

  class ReadableByteStreamController {
    #c;
    constructor(c) { this.#c = c }
    get byobRequest() { if (!this || !(#c in this)) illegal(); return this.#c.byobRequest() }
    get desiredSize() { if (!this || !(#c in this)) illegal(); return this.#c.desired }
    close() {
      if (!this || !(#c in this)) illegal();
      if (!this.#c.usable) throw new TypeError("This ReadableStream is closed.");
      this.#c.close();
    }
    enqueue(chunk) {
      if (!this || !(#c in this)) illegal();
      if (!ArrayBuffer.isView(chunk) && !(chunk instanceof ArrayBuffer)) {
        failArgument("enqueue", "ReadableByteStreamController", 1, "BufferSource");
      }
      if (chunk.byteLength === 0) throw new TypeError("Cannot enqueue a zero-length ArrayBuffer.");
      if (!this.#c.usable) throw new TypeError("This ReadableByteStreamController is closed.");
      this.#c.enqueue(chunk);
    }
    error(e) { if (!this || !(#c in this)) illegal(); this.#c.error(e) }
    static { makeController = (c) => new ReadableByteStreamController(c) }
  }

  const INVALID = "This ReadableStreamBYOBRequest has been invalidated.";
  class ReadableStreamBYOBRequest {
    #c; #view; #d;
    constructor(c, view, d) { this.#c = c; this.#view = view; this.#d = d }
    get view() { if (!this || !(#c in this)) illegal(); return this.#view }
    respond(n) {
      if (!this || !(#c in this)) illegal();
      if (n === undefined) failArgument("respond", "ReadableStreamBYOBRequest", 1, "integer");
      if (this.#c === undefined) throw new TypeError(INVALID);
      this.#c.respond(uint32(n));
    }
    respondWithNewView(view) {
      if (!this || !(#c in this)) illegal();
      if (!ArrayBuffer.isView(view)) failArgument("respondWithNewView", "ReadableStreamBYOBRequest", 1, "BufferSource");
      if (this.#c === undefined) throw new TypeError(INVALID);
      const d = this.#d;
      if (view.byteOffset !== d.offset + d.filled) throw new RangeError("The view has an invalid byte offset.");
      this.#c.respond(view.byteLength, view.buffer);
    }
    // atLeast is how many more bytes the reader wants.
    get atLeast() { if (!this || !(#c in this)) illegal(); return this.#c === undefined ? null : Math.max(this.#d.min - this.#d.filled, 1) }
    static {
      makeRequest = (c, view, d) => new ReadableStreamBYOBRequest(c, view, d);
      forget = (r) => { r.#c = undefined; r.#view = null };
    }
  }

  return {
    ReadableByteStreamController: define(ReadableByteStreamController, { illegal: true }),
    ReadableStreamBYOBRequest: define(ReadableStreamBYOBRequest, { illegal: true }),
    // create makes a byte stream of algorithms; its controller has enqueue, close and error.
    create(pull, cancel) {
      const s = new State();
      const c = new Controller(s, 0, AUTO_ALLOCATE);
      c.pullFn = pull; c.cancelFn = cancel;
      c.start(undefined);
      return s;
    },
    fromSource(source, { start, pull, cancel, autoAllocateChunkSize }, hwm) {
      const auto = autoAllocateChunkSize === undefined ? DEFAULT_ALLOCATE : uint32(autoAllocateChunkSize);
      if (auto === 0) throw new TypeError("The autoAllocateChunkSize option cannot be zero.");
      const s = new State();
      const c = new Controller(s, highWaterMark(hwm, 0), auto);
      const face = makeController(c);
      if (pull !== undefined) c.pullFn = () => pull.call(source, face);
      if (cancel !== undefined) c.cancelFn = (reason) => cancel.call(source, reason);
      if (start === undefined) c.begin();
      else c.start(attempt(start, source, face));
      return s;
    },
  };
})
