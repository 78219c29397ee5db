// The controller of streams whose source is in Go. Reading goes one chunk at a time.
(function (host, use) {
  "use strict";
  const { State, OPEN, close, fail } = use("stream_util");
  const { transfer, isDetached } = host;
  const DETACHES = use.flag("streams_byob_reader_detaches_buffer");
  // How much one read without a buffer of the reader's gives at most.
  const CHUNK = 64 << 10;
  const ONE_READ = "This ReadableStream only supports a single pending read request at a time.";

  class Controller {
    constructor(s, handle) {
      this.stream = s; this.handle = handle; this.byob = true;
      // What was read for a reader that has gone.
      this.rest = undefined;
      this.current = undefined;
      s.controller = this;
    }
    // get asks Go for at most max bytes and calls got(chunk), null at the end, or failed(e).
    get(max, got, failed) {
      if (this.rest !== undefined) {
        let chunk = this.rest;
        this.rest = undefined;
        if (chunk.length > max) { this.rest = chunk.subarray(max); chunk = chunk.subarray(0, max) }
        return got(chunk);
      }
      const chunk = host.read(this.handle, max, (error, chunk) => { if (error === undefined) got(chunk); else failed(error[0]) });
      if (chunk !== undefined) got(chunk);
    }
    request(max, request, got) {
      if (this.current !== undefined) return request.error(new TypeError(ONE_READ));
      this.current = request;
      const { reader } = this.stream;
      reader.requests.push(request);
      const end = () => { this.current = undefined; if (reader.requests.peek() === request) reader.requests.shift() };
      const step = () => this.get(max(), (chunk) => {
        // The reader was released meanwhile: the next one gets the chunk.
        if (reader.requests.peek() !== request) { this.current = undefined; this.rest = chunk ?? undefined; if (chunk === null) this.end(); return }
        if (chunk !== null && chunk.length > 0 && got(chunk)) { end(); return request.done() }
        if (chunk !== null) return step();
        end();
        this.end();
        request.ended();
      }, (e) => { end(); fail(this.stream, e); request.error(e) });
      step();
    }
    pull(request) {
      let value;
      this.request(() => CHUNK, {
        done: () => request.chunk(value),
        ended: () => request.close(),
        close: () => request.close(),
        error: (e) => request.error(e),
      }, (chunk) => { value = chunk; return true });
    }
    pullInto(view, min, request) {
      // Afterwards the view is empty.
      const { byteOffset, byteLength, constructor: View, BYTES_PER_ELEMENT: size = 1 } = view;
      const buffer = DETACHES ? transfer(view.buffer) : view.buffer;
      let filled = 0;
      const result = () => new View(buffer, byteOffset, Math.trunc(filled / size));
      // A buffer that the reader has kept may have changed since. What has no room in it is lost.
      const done = () => {
        if (DETACHES) return request.chunk(result());
        if (isDetached(buffer)) return request.chunk(new View(new ArrayBuffer(0)));
        const room = buffer.byteLength - byteOffset;
        if (room <= 0) return request.chunk(new View(buffer, 0, 0));
        filled = Math.min(filled, room);
        request.chunk(result());
      };
      const put = (chunk) => {
        if (DETACHES) return new Uint8Array(buffer, byteOffset, byteLength).set(chunk, filled);
        if (isDetached(buffer)) return;
        const room = buffer.byteLength - byteOffset - filled;
        if (room > 0) new Uint8Array(buffer, byteOffset + filled).set(chunk.length > room ? chunk.subarray(0, room) : chunk);
      };
      this.request(() => byteLength - filled, {
        done,
        ended: () => (filled >= size ? request.chunk(result()) : request.close(result())),
        close: () => request.close(result()),
        error: (e) => request.error(e),
      }, (chunk) => {
        put(chunk);
        filled += chunk.length;
        return filled >= min && filled % size === 0;
      });
    }
    end() { if (this.stream.status === OPEN) close(this.stream) }
    cancel(reason) { return host.cancel(this.handle, reason) }
    release() {}
  }

  return {
    create(handle) {
      const s = new State();
      new Controller(s, handle);
      return s;
    },
  };
})
