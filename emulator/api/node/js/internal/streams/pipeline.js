// node:internal/streams/pipeline: pipeline().
(function (host, use) {
  "use strict";
  const {
    aggregate, AbortError, ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE, ERR_MISSING_ARGS, ERR_STREAM_DESTROYED,
    ERR_STREAM_PREMATURE_CLOSE,
  } = use("node:internal/streams/errors");
  const { validateAbortSignal, validateFunction } = use("node:internal/validators");
  const { isIterable, isNode, isReadable, isReadableFinished, isReadableNode, isReadableWeb, isTransformWeb, isWeb } = use("node:internal/streams/utils");
  const { eos } = use("node:internal/streams/end_of_stream");
  const { destroyer } = use("node:internal/streams/destroy");
  const { nextTick } = use("node:internal/next_tick");
  const { PassThrough } = use("node:internal/streams/transform");
  const { Duplex } = use("node:internal/streams/duplex");

  const once = (fn) => {
    let called = false;
    return (...args) => {
      if (called) return;
      called = true;
      fn(...args);
    };
  };

  const guard = (stream, reading, writing) => {
    let finished = false;
    stream.on("close", () => (finished = true));
    const cleanup = eos(stream, { readable: reading, writable: writing }, (error) => (finished = !error));
    return {
      destroy(error) {
        if (finished) return;
        finished = true;
        destroyer(stream, error || new ERR_STREAM_DESTROYED("pipe"));
      },
      cleanup,
    };
  };

  const makeIterable = (value) => {
    if (isIterable(value)) return value;
    if (isReadableNode(value)) return use("node:internal/streams/readable").Readable.prototype[Symbol.asyncIterator].call(value);
    throw new ERR_INVALID_ARG_TYPE("val", ["Readable", "Iterable", "AsyncIterable"], value);
  };

  // pump writes what an iterable gives.
  const pump = async (iterable, writable, finish, { end }) => {
    let error;
    let onResolve = null;
    const resume = (reason) => {
      if (reason) error = reason;
      if (onResolve) {
        const resolve = onResolve;
        onResolve = null;
        resolve();
      }
    };
    const wait = () => new Promise((resolve, reject) => {
      if (error) {
        reject(error);
        return;
      }
      onResolve = () => (error ? reject(error) : resolve());
    });
    writable.on("drain", resume);
    const cleanup = eos(writable, { readable: false }, resume);
    try {
      if (writable.writableNeedDrain) await wait();
      const iterator = (iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator]).call(iterable);
      let completed = false;
      try {
        for (;;) {
          const { value, done } = await iterator.next();
          if (done) break;
          if (!writable.write(value)) await wait();
        }
        completed = true;
      } finally {
        if (!completed) await iterator.return?.();
      }
      if (end) {
        writable.end();
        await wait();
      }
      finish();
    } catch (reason) {
      finish(error !== reason ? aggregate(error, reason) : reason);
    } finally {
      cleanup();
      writable.off("drain", resume);
    }
  };

  const pumpToWeb = async (readable, writable, finish, { end }) => {
    const web = isTransformWeb(writable) ? writable.writable : writable;
    const writer = web.getWriter();
    try {
      const iterator = (readable[Symbol.asyncIterator] ?? readable[Symbol.iterator]).call(readable);
      for (;;) {
        const { value, done } = await iterator.next();
        if (done) break;
        await writer.ready;
        writer.write(value).catch(() => {});
      }
      await writer.ready;
      if (end) await writer.close();
      finish();
    } catch (error) {
      try {
        await writer.abort(error);
        finish(error);
      } catch (reason) {
        finish(reason);
      }
    }
  };

  function pipeline(...streams) {
    const callback = streams.pop();
    validateFunction(callback, "streams[stream.length - 1]");
    return pipelineImpl(streams, once(callback));
  }

  function pipelineImpl(streams, callback, options) {
    if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
    if (streams.length < 2) throw new ERR_MISSING_ARGS("streams");
    const controller = new AbortController();
    const { signal } = controller;
    const outer = options?.signal;
    const lastCleanup = [];
    validateAbortSignal(outer, "options.signal");
    const abort = () => finishAll(new AbortError(undefined, { cause: outer?.reason }));
    let error;
    let value;
    const destroys = [];
    let pending = 0;
    const finish = (reason) => finishAll(reason, --pending === 0);
    const finishOnlyHandleError = (reason) => finishAll(reason, false);
    function finishAll(reason, final) {
      if (reason && (!error || error.code === "ERR_STREAM_PREMATURE_CLOSE")) error = reason;
      if (!error && !final) return;
      while (destroys.length) destroys.shift()(error);
      outer?.removeEventListener("abort", abort);
      controller.abort();
      if (!final) return;
      if (!error) for (const fn of lastCleanup) fn();
      nextTick(callback, error, value);
    }
    if (outer) {
      if (outer.aborted) nextTick(abort);
      else outer.addEventListener("abort", abort, { once: true });
    }

    let result;
    for (let n = 0; n < streams.length; n++) {
      const stream = streams[n];
      const reading = n < streams.length - 1;
      const writing = n > 0;
      const end = reading || options?.end !== false;
      const isLast = n === streams.length - 1;
      if (isNode(stream)) {
        if (end) {
          const { destroy, cleanup } = guard(stream, reading, writing);
          destroys.push(destroy);
          if (isReadable(stream) && isLast) lastCleanup.push(cleanup);
        }
        const onError = (reason) => {
          if (reason && reason.name !== "AbortError" && reason.code !== "ERR_STREAM_PREMATURE_CLOSE") finishOnlyHandleError(reason);
        };
        stream.on("error", onError);
        if (isReadable(stream) && isLast) lastCleanup.push(() => stream.removeListener("error", onError));
      }
      if (n === 0) {
        if (typeof stream === "function") {
          result = stream({ signal });
          if (!isIterable(result)) throw new ERR_INVALID_RETURN_VALUE("Iterable, AsyncIterable or Stream", "source", result);
        } else if (isIterable(stream) || isReadableNode(stream) || isTransformWeb(stream)) {
          result = stream;
        } else {
          result = Duplex.from(stream);
        }
      } else if (typeof stream === "function") {
        result = isTransformWeb(result) ? makeIterable(result?.readable) : makeIterable(result);
        result = stream(result, { signal });
        if (reading) {
          if (!isIterable(result, true)) throw new ERR_INVALID_RETURN_VALUE("AsyncIterable", `transform[${n - 1}]`, result);
        } else {
          // What the last function gives is passed on, whether it is awaited or iterated.
          const through = new PassThrough({ objectMode: true });
          const then = result?.then;
          if (typeof then === "function") {
            pending++;
            then.call(result, (given) => {
              value = given;
              if (given !== null && given !== undefined) through.write(given);
              if (end) through.end();
              nextTick(finish);
            }, (reason) => {
              through.destroy(reason);
              nextTick(finish, reason);
            });
          } else if (isIterable(result, true)) {
            pending++;
            pump(result, through, finish, { end });
          } else if (isReadableWeb(result) || isTransformWeb(result)) {
            pending++;
            pump(result.readable || result, through, finish, { end });
          } else {
            throw new ERR_INVALID_RETURN_VALUE("AsyncIterable or Promise", "destination", result);
          }
          result = through;
          const { destroy, cleanup } = guard(result, false, true);
          destroys.push(destroy);
          if (isLast) lastCleanup.push(cleanup);
        }
      } else if (isNode(stream)) {
        if (isReadableNode(result)) {
          pending += 2;
          const cleanup = pipe(result, stream, finish, finishOnlyHandleError, { end });
          if (isReadable(stream) && isLast) lastCleanup.push(cleanup);
        } else if (isTransformWeb(result) || isReadableWeb(result)) {
          pending++;
          pump(result.readable || result, stream, finish, { end });
        } else if (isIterable(result)) {
          pending++;
          pump(result, stream, finish, { end });
        } else {
          throw new ERR_INVALID_ARG_TYPE("val", ["Readable", "Iterable", "AsyncIterable", "ReadableStream", "TransformStream"], result);
        }
        result = stream;
      } else if (isWeb(stream)) {
        pending++;
        if (isReadableNode(result)) pumpToWeb(makeIterable(result), stream, finish, { end });
        else if (isReadableWeb(result) || isIterable(result)) pumpToWeb(result, stream, finish, { end });
        else if (isTransformWeb(result)) pumpToWeb(result.readable, stream, finish, { end });
        else throw new ERR_INVALID_ARG_TYPE("val", ["Readable", "Iterable", "AsyncIterable", "ReadableStream", "TransformStream"], result);
        result = stream;
      } else {
        result = Duplex.from(stream);
      }
    }
    if (signal.aborted || outer?.aborted) nextTick(abort);
    return result;
  }

  const pipe = (source, target, finish, finishOnlyHandleError, { end }) => {
    let ended = false;
    target.on("close", () => {
      if (!ended) finishOnlyHandleError(new ERR_STREAM_PREMATURE_CLOSE());
    });
    source.pipe(target, { end: false });
    if (end) {
      const endNow = () => {
        ended = true;
        target.end();
      };
      if (isReadableFinished(source)) nextTick(endNow);
      else source.once("end", endNow);
    } else {
      finish();
    }
    eos(source, { readable: true, writable: false }, (error) => {
      const r = source._readableState;
      if (error && error.code === "ERR_STREAM_PREMATURE_CLOSE" && r?.ended && !r.errored && !r.errorEmitted) {
        // Some streams close before they have told their end.
        source.once("end", finish).once("error", finish);
      } else {
        finish(error);
      }
    });
    return eos(target, { readable: false, writable: true }, finish);
  };

  // pipelinePromise is pipeline() of node:stream/promises.
  function pipelinePromise(...streams) {
    return new Promise((resolve, reject) => {
      let options;
      const last = streams.at(-1);
      if (last && typeof last === "object" && !isNode(last) && !isIterable(last) && !isWeb(last)) options = streams.pop();
      pipelineImpl(streams, once((error, value) => (error ? reject(error) : resolve(value))), options);
    });
  }
  return { pipeline, pipelineImpl, pipelinePromise };
});
