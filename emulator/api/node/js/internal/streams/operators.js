// node:internal/streams/operators: map, filter and their like of Readable.
(function (host, use) {
  "use strict";
  const { AbortError, ERR_OUT_OF_RANGE } = use("node:internal/streams/errors");
  const { validateAbortSignal, validateFunction, validateInteger, validateObject } = use("node:internal/validators");
  const { Readable } = use("node:internal/streams/readable");

  const check = (options) => {
    if (options !== undefined && options !== null) validateObject(options, "options");
    if (options?.signal !== undefined && options?.signal !== null) validateAbortSignal(options.signal, "options.signal");
  };
  const throwIfAborted = (signal) => {
    if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  };

  // each is an async iterable of what step makes of the chunks of a stream: any number of values, or
  // stop to end.
  const stop = Symbol("stop");
  const each = (stream, signal, step) => {
    const source = stream[Symbol.asyncIterator]();
    let ready = [];
    let ended = false;
    return {
      async next() {
        for (;;) {
          if (ready.length > 0) return { value: ready.shift(), done: false };
          if (ended) return { value: undefined, done: true };
          throwIfAborted(signal);
          const { value, done } = await source.next();
          if (done) {
            ended = true;
            continue;
          }
          throwIfAborted(signal);
          const result = await step(value);
          if (result === stop || result?.at?.(-1) === stop) {
            ended = true;
            await source.return?.();
          }
          if (result !== stop) ready = result.filter((v) => v !== stop);
        }
      },
      async return() {
        ended = true;
        await source.return?.();
        return { value: undefined, done: true };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  };

  // mapped runs fn on several chunks at once and gives the results in order.
  const empty = Symbol("empty");
  const mapped = (stream, fn, options) => {
    validateFunction(fn, "fn");
    check(options);
    let concurrency = 1;
    if (options?.concurrency != null) concurrency = Math.floor(options.concurrency);
    let highWaterMark = concurrency - 1;
    if (options?.highWaterMark != null) highWaterMark = Math.floor(options.highWaterMark);
    validateInteger(concurrency, "options.concurrency", 1);
    validateInteger(highWaterMark, "options.highWaterMark", 0);
    highWaterMark += concurrency;
    const controller = new AbortController();
    const outer = options?.signal;
    const whenAborted = Promise.withResolvers();
    whenAborted.promise.catch(() => {});
    const abort = () => {
      controller.abort(outer.reason);
      whenAborted.reject(new AbortError(undefined, { cause: outer.reason }));
    };
    if (outer?.aborted) abort();
    else outer?.addEventListener("abort", abort);
    const { signal } = controller;

    let source;
    let running = 0;
    let ended = false;
    let finished = false;
    const queue = [];
    const start = async (value) => {
      try {
        return { value: await fn(value, { signal }) };
      } catch (error) {
        return { error };
      } finally {
        running--;
      }
    };
    const close = async () => {
      if (finished) return;
      finished = true;
      controller.abort();
      outer?.removeEventListener("abort", abort);
      await source?.return?.();
    };
    const fill = async () => {
      while (!ended && running < concurrency && queue.length < highWaterMark) {
        let step;
        try {
          step = await source.next();
        } catch (error) {
          ended = true;
          queue.push(Promise.resolve({ error }));
          return;
        }
        if (step.done) {
          ended = true;
          return;
        }
        running++;
        queue.push(start(step.value));
      }
    };
    return {
      async next() {
        source ??= stream[Symbol.asyncIterator]();
        for (;;) {
          if (finished) return { value: undefined, done: true };
          throwIfAborted(outer);
          if (queue.length === 0 || running < concurrency) await fill();
          if (queue.length === 0) {
            await close();
            return { value: undefined, done: true };
          }
          const { value, error } = await Promise.race([queue.shift(), whenAborted.promise]);
          if (error !== undefined) {
            await close();
            throw error;
          }
          throwIfAborted(outer);
          if (value !== empty) return { value, done: false };
        }
      },
      async return() {
        await close();
        return { value: undefined, done: true };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  };

  const count = (number) => {
    number = Number(number);
    if (Number.isNaN(number)) return 0;
    if (number < 0) throw new ERR_OUT_OF_RANGE("number", ">= 0", number);
    return number;
  };
  const filtered = (stream, fn, options) => {
    validateFunction(fn, "fn");
    return mapped(stream, async (value, o) => ((await fn(value, o)) ? value : empty), options);
  };

  const streams = {
    map(fn, options) {
      return mapped(this, fn, options);
    },
    filter(fn, options) {
      return filtered(this, fn, options);
    },
    flatMap(fn, options) {
      validateFunction(fn, "fn");
      const inner = mapped(this, fn, options);
      return each(inner, undefined, async (values) => {
        const all = [];
        const iterator = (values[Symbol.asyncIterator] ?? values[Symbol.iterator]).call(values);
        for (let step = await iterator.next(); !step.done; step = await iterator.next()) all.push(step.value);
        return all;
      });
    },
    drop(number, options) {
      check(options);
      let left = count(number);
      return each(this, options?.signal, async (value) => (left-- <= 0 ? [value] : []));
    },
    take(number, options) {
      check(options);
      let left = count(number);
      return each(this, options?.signal, async (value) => {
        if (left-- <= 0) return stop;
        return left <= 0 ? [value, stop] : [value];
      });
    },
    asIndexedPairs(options) {
      check(options);
      let index = 0;
      return each(this, options?.signal, async (value) => [[index++, value]]);
    },
    compose(stream, options) {
      check(options);
      return use("node:internal/streams/compose").compose(this, stream);
    },
  };

  // visit calls fn with each chunk until it returns true, as a loop that can be left.
  const visit = async (iterable, fn) => {
    const iterator = iterable[Symbol.asyncIterator]();
    for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
      let enough = true;
      try {
        enough = await fn(step.value);
      } finally {
        if (enough) await iterator.return?.();
      }
      if (enough) return;
    }
  };
  const promises = {
    async every(fn, options) {
      validateFunction(fn, "fn");
      return !(await promises.some.call(this, async (...args) => !(await fn(...args)), options));
    },
    async some(fn, options) {
      let found = false;
      await visit(filtered(this, fn, options), () => (found = true));
      return found;
    },
    async find(fn, options) {
      let found;
      await visit(filtered(this, fn, options), (value) => {
        found = value;
        return true;
      });
      return found;
    },
    async forEach(fn, options) {
      validateFunction(fn, "fn");
      const all = mapped(this, async (value, o) => {
        await fn(value, o);
        return empty;
      }, options);
      await visit(all, () => false);
    },
    async toArray(options) {
      check(options);
      const all = [];
      await visit(this, (value) => {
        throwIfAborted(options?.signal);
        all.push(value);
      });
      return all;
    },
    async reduce(reducer, initial, options) {
      validateFunction(reducer, "reducer");
      check(options);
      let started = arguments.length > 1;
      let value = initial;
      if (options?.signal?.aborted) {
        const error = new AbortError(undefined, { cause: options.signal.reason });
        this.once("error", () => {});
        await use("node:internal/streams/end_of_stream").finished(this.destroy(error)).catch(() => {});
        throw error;
      }
      const controller = new AbortController();
      const { signal } = controller;
      options?.signal?.addEventListener("abort", () => controller.abort(), { once: true });
      let any = false;
      try {
        await visit(this, async (chunk) => {
          any = true;
          throwIfAborted(options?.signal);
          if (!started) {
            value = chunk;
            started = true;
          } else {
            value = await reducer(value, chunk, { signal });
          }
        });
        if (!any && !started) throw Object.assign(new TypeError("Reduce of an empty stream requires an initial value"), { code: "ERR_MISSING_ARGS" });
      } finally {
        controller.abort();
      }
      return value;
    },
  };

  const define = (name, fn, make) => {
    const method = { [name](...args) { return make(this, fn, args) } }[name];
    Object.defineProperty(method, "length", { value: fn.length });
    Object.defineProperty(Readable.prototype, name, { value: method, enumerable: false, configurable: true, writable: true });
  };
  for (const name of Object.keys(streams)) {
    define(name, streams[name], (self, fn, args) => {
      const result = Reflect.apply(fn, self, args);
      return name === "compose" ? result : Readable.from(result);
    });
  }
  for (const name of Object.keys(promises)) define(name, promises[name], (self, fn, args) => Reflect.apply(fn, self, args));
  return {};
});
