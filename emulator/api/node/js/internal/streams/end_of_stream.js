// node:internal/streams/end_of_stream: finished().
(function (host, use) {
  "use strict";
  const { AbortError, ERR_INVALID_ARG_TYPE, ERR_STREAM_PREMATURE_CLOSE } = use("node:internal/streams/errors");
  const { validateAbortSignal, validateBoolean, validateFunction, validateObject } = use("node:internal/validators");
  const {
    isClosed, isNode, isReadable, isReadableFinished, isReadableNode, isWeb, isWritable, isWritableFinished, isWritableNode, willEmitClose,
    readableErrored, writableErrored,
  } = use("node:internal/streams/utils");
  const { nextTick } = use("node:internal/next_tick");
  const isRequest = (s) => s.setHeader && typeof s.abort === "function";
  const once = (fn) => {
    let called = false;
    return function (...args) {
      if (called) return;
      called = true;
      Reflect.apply(fn, this, args);
    };
  };

  function eos(stream, options, callback) {
    if (arguments.length === 2) {
      callback = options;
      options = {};
    } else if (options == null) {
      options = {};
    } else {
      validateObject(options, "options");
    }
    validateFunction(callback, "callback");
    validateAbortSignal(options.signal, "options.signal");
    callback = once(callback);
    if (isWeb(stream)) return eosWeb(stream, options, callback);
    if (!isNode(stream)) throw new ERR_INVALID_ARG_TYPE("stream", ["ReadableStream", "WritableStream", "Stream"], stream);
    return watch(stream, options, callback);
  }

  const watch = (stream, options, callback) => {
    const readable = options.readable ?? isReadableNode(stream);
    const writable = options.writable ?? isWritableNode(stream);
    const [w, r] = [stream._writableState, stream._readableState];
    let writableFinished = isWritableFinished(stream, false);
    let readableFinished = isReadableFinished(stream, false);
    // A stream that closes by itself is waited for until it has.
    let closing = willEmitClose(stream) && isReadableNode(stream) === readable && isWritableNode(stream) === writable;
    let closed = isClosed(stream);

    const onlegacyfinish = () => {
      if (!stream.writable) onfinish();
    };
    const onfinish = () => {
      writableFinished = true;
      if (stream.destroyed) closing = false;
      if (closing && (!stream.writable || readable)) return;
      if (!readable || readableFinished) callback.call(stream);
    };
    const onend = () => {
      readableFinished = true;
      if (stream.destroyed) closing = false;
      if (closing && (!stream.readable || writable)) return;
      if (!writable || writableFinished) callback.call(stream);
    };
    const onerror = (error) => callback.call(stream, error);
    const onclose = () => {
      closed = true;
      const error = writableErrored(stream) || readableErrored(stream);
      if (error && typeof error !== "boolean") return callback.call(stream, error);
      if (readable && !readableFinished && isReadableNode(stream, true) && !isReadableFinished(stream, false)) {
        return callback.call(stream, new ERR_STREAM_PREMATURE_CLOSE());
      }
      if (writable && !writableFinished && !isWritableFinished(stream, false)) return callback.call(stream, new ERR_STREAM_PREMATURE_CLOSE());
      return callback.call(stream);
    };
    const onclosed = () => {
      closed = true;
      const error = writableErrored(stream) || readableErrored(stream);
      if (error && typeof error !== "boolean") return callback.call(stream, error);
      return callback.call(stream);
    };
    const onrequest = () => stream.req.on("finish", onfinish);

    if (isRequest(stream)) {
      stream.on("complete", onfinish);
      if (!closing) stream.on("abort", onclose);
      if (stream.req) onrequest();
      else stream.on("request", onrequest);
    } else if (writable && !w) {
      stream.on("end", onlegacyfinish);
      stream.on("close", onlegacyfinish);
    }
    if (!closing && typeof stream.aborted === "boolean") stream.on("aborted", onclose);
    stream.on("end", onend);
    stream.on("finish", onfinish);
    if (options.error !== false) stream.on("error", onerror);
    stream.on("close", onclose);

    if (closed) {
      nextTick(onclose);
    } else if (w?.errorEmitted || r?.errorEmitted) {
      if (!closing) nextTick(onclosed);
    } else if (!readable && (!closing || isReadable(stream)) && (writableFinished || isWritable(stream) === false)) {
      nextTick(onclosed);
    } else if (!writable && (!closing || isWritable(stream)) && (readableFinished || isReadable(stream) === false)) {
      nextTick(onclosed);
    } else if (r && stream.req && stream.aborted) {
      nextTick(onclosed);
    }

    const cleanup = () => {
      callback = () => {};
      const all = { aborted: onclose, complete: onfinish, abort: onclose, request: onrequest, end: [onlegacyfinish, onend], close: [onlegacyfinish, onclose], finish: onfinish, error: onerror };
      for (const event of Object.keys(all)) for (const fn of [all[event]].flat()) stream.removeListener(event, fn);
      stream.req?.removeListener("finish", onfinish);
    };
    if (options.signal && !closed) {
      const { signal } = options;
      const abort = () => {
        const end = callback;
        cleanup();
        end.call(stream, new AbortError(undefined, { cause: signal.reason }));
      };
      if (signal.aborted) {
        nextTick(abort);
      } else {
        const original = callback;
        callback = once((...args) => {
          signal.removeEventListener("abort", abort);
          original.apply(stream, args);
        });
        signal.addEventListener("abort", abort);
      }
    }
    return cleanup;
  };

  const eosWeb = (stream, options, callback) => {
    const { signal } = options;
    let aborted = false;
    const abort = () => {
      aborted = true;
      callback.call(stream, new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal?.aborted) nextTick(abort);
    else signal?.addEventListener("abort", abort, { once: true });
    const end = (...args) => {
      signal?.removeEventListener("abort", abort);
      if (!aborted) nextTick(() => callback.apply(stream, args));
    };
    const closedOf = use("node:internal/streams/web_closed").closed;
    closedOf(stream).then(() => end(), end);
    return () => {};
  };

  function finished(stream, options) {
    if (options === null) throw new ERR_INVALID_ARG_TYPE("options", "object", options);
    const auto = options?.cleanup ?? false;
    if (options?.cleanup !== undefined) validateBoolean(options.cleanup, "cleanup");
    return new Promise((resolve, reject) => {
      const cleanup = eos(stream, options, (error) => {
        if (auto) cleanup();
        if (error) reject(error);
        else resolve();
      });
    });
  }
  return { eos, finished };
});
