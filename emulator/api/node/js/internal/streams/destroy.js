// node:internal/streams/destroy: how streams end early, and how they begin late.
(function (host, use) {
  "use strict";
  const { aggregate, AbortError, ERR_MULTIPLE_CALLBACK } = use("node:internal/streams/errors");
  const { destroyed, isDestroyed, isFinished, isServerRequest } = use("node:internal/streams/utils");
  const { nextTick } = use("node:internal/next_tick");
  const kDestroy = Symbol("kDestroy");
  const kConstruct = Symbol("kConstruct");

  const noteError = (error, w, r) => {
    if (!error) return;
    if (w && !w.errored) w.errored = error;
    if (r && !r.errored) r.errored = error;
  };

  function destroy(error, callback) {
    const [r, w] = [this._readableState, this._writableState];
    const state = w || r;
    if (w?.destroyed || r?.destroyed) {
      if (typeof callback === "function") callback();
      return this;
    }
    noteError(error, w, r);
    if (w) w.destroyed = true;
    if (r) r.destroyed = true;
    // What is not constructed yet is destroyed once it is.
    if (!state.constructed) {
      this.once(kDestroy, (late) => run(this, aggregate(late, error), callback));
    } else {
      run(this, error, callback);
    }
    return this;
  }

  const run = (self, error, callback) => {
    let called = false;
    const done = (reason) => {
      if (called) return;
      called = true;
      const [r, w] = [self._readableState, self._writableState];
      noteError(reason, w, r);
      if (w) w.closed = true;
      if (r) r.closed = true;
      if (typeof callback === "function") callback(reason);
      if (reason) nextTick(emitErrorAndClose, self, reason);
      else nextTick(emitClose, self);
    };
    try {
      self._destroy(error || null, done);
    } catch (thrown) {
      done(thrown);
    }
  };
  const emitErrorAndClose = (self, error) => {
    emitError(self, error);
    emitClose(self);
  };
  const emitClose = (self) => {
    const [r, w] = [self._readableState, self._writableState];
    if (w) w.closeEmitted = true;
    if (r) r.closeEmitted = true;
    if (w?.emitClose || r?.emitClose) self.emit("close");
  };
  const emitError = (self, error) => {
    const [r, w] = [self._readableState, self._writableState];
    if (w?.errorEmitted || r?.errorEmitted) return;
    if (w) w.errorEmitted = true;
    if (r) r.errorEmitted = true;
    self.emit("error", error);
  };

  function undestroy() {
    const [r, w] = [this._readableState, this._writableState];
    const fresh = { constructed: true, closed: false, closeEmitted: false, destroyed: false, errored: null, errorEmitted: false, ended: false };
    if (r) Object.assign(r, fresh, { reading: false, ended: r.readable === false, endEmitted: r.readable === false });
    if (w) {
      const ended = w.writable === false;
      Object.assign(w, fresh, { finalCalled: false, prefinished: false, ended, ending: ended, finished: ended });
    }
  }

  // errorOrDestroy ends a stream with an error, as far as it ends by itself.
  function errorOrDestroy(stream, error, sync) {
    const [r, w] = [stream._readableState, stream._writableState];
    if (w?.destroyed || r?.destroyed) return stream;
    if (r?.autoDestroy || w?.autoDestroy) {
      stream.destroy(error);
    } else if (error) {
      noteError(error, w, r);
      if (sync) nextTick(emitError, stream, error);
      else emitError(stream, error);
    }
    return undefined;
  }

  function construct(stream, callback) {
    if (typeof stream._construct !== "function") return;
    const [r, w] = [stream._readableState, stream._writableState];
    if (r) r.constructed = false;
    if (w) w.constructed = false;
    stream.once(kConstruct, callback);
    if (stream.listenerCount(kConstruct) > 1) return; // Duplex
    nextTick(constructNow, stream);
  }
  const constructNow = (stream) => {
    let called = false;
    const done = (error) => {
      if (called) return errorOrDestroy(stream, error ?? new ERR_MULTIPLE_CALLBACK());
      called = true;
      const [r, w] = [stream._readableState, stream._writableState];
      const state = w || r;
      if (r) r.constructed = true;
      if (w) w.constructed = true;
      if (state.destroyed) stream.emit(kDestroy, error);
      else if (error) errorOrDestroy(stream, error, true);
      else stream.emit(kConstruct);
      return undefined;
    };
    try {
      stream._construct((error) => nextTick(done, error));
    } catch (error) {
      nextTick(done, error);
    }
  };

  const isRequest = (s) => s?.setHeader && typeof s.abort === "function";
  // destroyer ends any stream, as its kind has it.
  function destroyer(stream, error) {
    if (!stream || isDestroyed(stream)) return;
    if (!error && !isFinished(stream)) error = new AbortError();
    if (isServerRequest(stream)) {
      stream.socket = null;
      stream.destroy(error);
    } else if (isRequest(stream)) {
      stream.abort();
    } else if (isRequest(stream.req)) {
      stream.req.abort();
    } else if (typeof stream.destroy === "function") {
      stream.destroy(error);
    } else if (typeof stream.close === "function") {
      stream.close();
    } else if (error) {
      nextTick(() => {
        stream.emit("error", error);
        nextTick(() => stream.emit("close"));
      });
    } else {
      nextTick(() => stream.emit("close"));
    }
    if (!stream.destroyed) stream[destroyed] = true;
  }

  return { destroy, undestroy, errorOrDestroy, construct, destroyer };
});
