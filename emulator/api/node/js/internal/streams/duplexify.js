// node:internal/streams/duplexify: duplexes of what is not one.
(function (host, use) {
  "use strict";
  const { Duplex } = use("node:internal/streams/duplex");
  const { Readable } = use("node:internal/streams/readable");
  const { Writable } = use("node:internal/streams/writable");
  const { AbortError, ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE } = use("node:internal/streams/errors");
  const utils = use("node:internal/streams/utils");
  const { destroyer } = use("node:internal/streams/destroy");
  const { eos } = use("node:internal/streams/end_of_stream");
  const { from } = use("node:internal/streams/from");
  const { nextTick } = use("node:internal/next_tick");

  const isBlob = (v) => typeof Blob === "function" && v instanceof Blob;

  function duplexify(body, name) {
    if (utils.isDuplexNode(body)) return body;
    if (utils.isReadableNode(body)) return join({ readable: body });
    if (utils.isWritableNode(body)) return join({ writable: body });
    if (utils.isNode(body)) return join({ writable: false, readable: false });
    if (utils.isReadableWeb(body)) return join({ readable: Readable.fromWeb(body) });
    if (utils.isWritableWeb(body)) return join({ writable: Writable.fromWeb(body) });
    if (typeof body === "function") return fromFunction(body, name);
    if (isBlob(body)) return duplexify(body.arrayBuffer());
    if (utils.isIterable(body)) return from(Duplex, body, { objectMode: true, writable: false });
    if (utils.isReadableWeb(body?.readable) && utils.isWritableWeb(body?.writable)) return Duplex.fromWeb(body);
    if (typeof body?.writable === "object" || typeof body?.readable === "object") {
      const readable = body?.readable ? (utils.isReadableNode(body.readable) ? body.readable : duplexify(body.readable)) : undefined;
      const writable = body?.writable ? (utils.isWritableNode(body.writable) ? body.writable : duplexify(body.writable)) : undefined;
      return join({ readable, writable });
    }
    if (typeof body?.then === "function") return fromPromise(body);
    throw new ERR_INVALID_ARG_TYPE(name, [
      "Blob", "ReadableStream", "WritableStream", "Stream", "Iterable", "AsyncIterable", "Function", "{ readable, writable } pair", "Promise",
    ], body);
  }

  const fromPromise = (promise) => {
    let duplex;
    promise.then(
      (value) => {
        if (value !== null && value !== undefined) duplex.push(value);
        duplex.push(null);
      },
      (error) => destroyer(duplex, error),
    );
    return (duplex = new Duplex({ objectMode: true, writable: false, read() {} }));
  };

  // feed is what a function that is made a duplex iterates over: what is written to it.
  const feed = () => {
    let { promise, resolve } = Promise.withResolvers();
    const controller = new AbortController();
    const { signal } = controller;
    let ended = false;
    const source = {
      async next() {
        if (ended) return { value: undefined, done: true };
        const waiting = promise;
        promise = null;
        const { chunk, done, callback } = await waiting;
        nextTick(callback);
        if (done) {
          ended = true;
          return { value: undefined, done: true };
        }
        if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
        ({ promise, resolve } = Promise.withResolvers());
        return { value: chunk, done: false };
      },
      async return(value) {
        ended = true;
        return { value, done: true };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    const take = (message) => {
      const give = resolve;
      resolve = null;
      give(message);
    };
    return {
      value: source,
      signal,
      write: (chunk, encoding, callback) => take({ chunk, done: false, callback }),
      final: (callback) => take({ done: true, callback }),
      destroy(error, callback) {
        controller.abort();
        callback(error);
      },
    };
  };

  const fromFunction = (body, name) => {
    const { value: input, write, final, destroy, signal } = feed();
    const value = body(input, { signal });
    if (utils.isIterable(value)) return from(Duplex, value, { objectMode: true, write, final, destroy });
    const then = value?.then;
    if (typeof then !== "function") throw new ERR_INVALID_RETURN_VALUE("Iterable, AsyncIterable or AsyncFunction", name, value);
    let duplex;
    const promise = then.call(value, (result) => {
      if (result !== null && result !== undefined) throw new ERR_INVALID_RETURN_VALUE("nully", "body", result);
    }, (error) => destroyer(duplex, error));
    return (duplex = new Duplex({
      objectMode: true, readable: false, write,
      final(callback) {
        final(async () => {
          try {
            await promise;
            nextTick(callback, null);
          } catch (error) {
            nextTick(callback, error);
          }
        });
      },
      destroy,
    }));
  };

  // join makes one stream of a readable and a writable side.
  const join = (pair) => {
    const r = pair.readable && typeof pair.readable.read !== "function" ? Readable.wrap(pair.readable) : pair.readable;
    const w = pair.writable;
    let readable = Boolean(utils.isReadable(r));
    let writable = Boolean(utils.isWritable(w));
    let ondrain, onfinish, onreadable, onclose, d;
    const onfinished = (error) => {
      const callback = onclose;
      onclose = null;
      if (callback) callback(error);
      else if (error) d.destroy(error);
    };
    d = new Duplex({
      readableObjectMode: Boolean(r?.readableObjectMode), writableObjectMode: Boolean(w?.writableObjectMode), readable, writable,
    });
    if (writable) {
      eos(w, (error) => {
        writable = false;
        if (error) destroyer(r, error);
        onfinished(error);
      });
      d._write = (chunk, encoding, callback) => {
        if (w.write(chunk, encoding)) callback();
        else ondrain = callback;
      };
      d._final = (callback) => {
        w.end();
        onfinish = callback;
      };
      w.on("drain", () => {
        const callback = ondrain;
        ondrain = null;
        callback?.();
      });
      w.on("finish", () => {
        const callback = onfinish;
        onfinish = null;
        callback?.();
      });
    }
    if (readable) {
      eos(r, (error) => {
        readable = false;
        if (error) destroyer(r, error);
        onfinished(error);
      });
      r.on("readable", () => {
        const callback = onreadable;
        onreadable = null;
        callback?.();
      });
      r.on("end", () => d.push(null));
      d._read = () => {
        for (;;) {
          const chunk = r.read();
          if (chunk === null) {
            onreadable = d._read;
            return;
          }
          if (!d.push(chunk)) return;
        }
      };
    }
    d._destroy = (error, callback) => {
      if (!error && onclose !== null) error = new AbortError();
      onreadable = null;
      ondrain = null;
      onfinish = null;
      if (onclose === null) {
        callback(error);
      } else {
        onclose = callback;
        destroyer(w, error);
        destroyer(r, error);
      }
    };
    return d;
  };
  return { duplexify };
});
