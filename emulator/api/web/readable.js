(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, failConstruct, failField } = use("webidl");
  const { State, Reader, OPEN, cancel, read, release, drain, then, nop, LOCKED, RELEASED } = use("stream_util");
  const resolve = Promise.resolve.bind(Promise), reject = Promise.reject.bind(Promise), PromiseClass = Promise;
  const token = {};
  let stateOf, replace;

  const functionField = (source, name) => {
    const f = source[name];
    if (f !== undefined && typeof f !== "function") failField("UnderlyingSource", name, "function");
    return f;
  };
  // strategyOf reads a queuing strategy.
  const strategyOf = (v, fail) => {
    if (v === undefined || v === null) return {};
    if (typeof v !== "object" && typeof v !== "function") fail();
    const { highWaterMark, size } = v;
    if (size !== undefined && typeof size !== "function") failField("StreamQueuingStrategy", "size", "function");
    return { highWaterMark, size: size && ((chunk) => size.call(undefined, chunk)) };
  };
  const construct = (source, strategy) => {
    if (source !== undefined && source !== null && typeof source !== "object" && typeof source !== "function") {
      failConstruct("ReadableStream", 1, "UnderlyingSource");
    }
    const from = source ?? {};
    const { autoAllocateChunkSize, type } = from;
    const fields = { autoAllocateChunkSize, cancel: functionField(from, "cancel"), pull: functionField(from, "pull"), start: functionField(from, "start") };
    const { highWaterMark, size } = strategyOf(strategy, () => failConstruct("ReadableStream", 2, "StreamQueuingStrategy"));
    if (type !== undefined && `${type}` === "bytes") return use("readable_byte").fromSource(from, fields, highWaterMark);
    if (type !== undefined && `${type}` !== "") throw new TypeError(`"${type}" is not a valid type of ReadableStream.`);
    return use("readable_default").fromSource(from, fields, highWaterMark, size);
  };
  const checkFree = (s, text = LOCKED) => { if (s.reader !== undefined) throw new TypeError(text) };
  const isNative = (s) => s.controller?.handle !== undefined;
  const nativeOpen = (s) => isNative(s) && s.status === OPEN && s.controller.rest === undefined;

  class ReadableStream {
    #s;
    constructor(source, strategy) { this.#s = source === token ? strategy : construct(source, strategy) }
    get locked() { if (!this || !(#s in this)) illegal(); return this.#s.reader !== undefined }
    cancel(reason) {
      if (!this || !(#s in this)) illegal();
      if (this.#s.reader !== undefined) return reject(new TypeError(LOCKED));
      const p = cancel(this.#s, reason);
      return p === undefined ? resolve(undefined) : then(resolve(p), nop);
    }
    getReader(options) {
      if (!this || !(#s in this)) illegal();
      if (options !== undefined && options !== null && typeof options !== "object") failArgument("getReader", "ReadableStream", 1, "GetReaderOptions");
      const mode = options?.mode;
      if (mode === undefined) return new (use("reader").Default)(this);
      if (`${mode}` !== "byob") throw new TypeError("mode must be undefined or 'byob' in call to getReader().");
      return new (use("reader").BYOB)(this);
    }
    pipeThrough(...args) {
      if (!this || !(#s in this)) illegal();
      const [transform, options] = args;
      if (transform === undefined || transform === null || (typeof transform !== "object" && typeof transform !== "function")) {
        failArgument("pipeThrough", "ReadableStream", 1, "Transform");
      }
      const { readable, writable } = transform;
      if (stateOf(readable) === undefined) failField("Transform", "readable", "ReadableStream");
      const to = use("writable").stateOf(writable);
      if (to === undefined) failField("Transform", "writable", "WritableStream");
      const { checked, pipe } = use("stream_pipe");
      const how = checked(options, "pipeThrough");
      checkFree(this.#s);
      if (to.locked) throw new TypeError("This WritableStream is currently locked to a writer");
      then(pipe(this.#s, to, how), nop, nop);
      return readable;
    }
    pipeTo(...args) {
      if (!this || !(#s in this)) illegal();
      try {
        const to = use("writable").stateOf(args[0]);
        if (to === undefined) failArgument("pipeTo", "ReadableStream", 1, "WritableStream");
        const { checked, pipe } = use("stream_pipe");
        const how = checked(args[1], "pipeTo");
        checkFree(this.#s);
        if (to.locked) throw new TypeError("This WritableStream is currently locked to a writer");
        return pipe(this.#s, to, how);
      } catch (e) { return reject(e) }
    }
    tee() {
      if (!this || !(#s in this)) illegal();
      return teeStream(this, LOCKED.slice(0, -1) + ",");
    }
    values(options) {
      if (!this || !(#s in this)) illegal();
      return iterate(this.#s, options);
    }
    [Symbol.asyncIterator](options) {
      if (!this || !(#s in this)) illegal();
      return iterate(this.#s, options);
    }
    static from(...args) { return fromIterable(args[0]) }
    static {
      stateOf = (v) => (typeof v === "object" && v !== null && #s in v ? v.#s : undefined);
      replace = (stream, s) => { stream.#s = s };
    }
  }
  const wrap = (s) => new ReadableStream(token, s);

  const teeStream = (stream, text) => {
    const s = stateOf(stream);
    checkFree(s, text);
    if (nativeOpen(s)) {
      const [one, two] = host.tee(s.controller.handle);
      new Reader(s, false);
      s.disturbed = true;
      const { create } = use("readable_native");
      return [wrap(create(one)), wrap(create(two))];
    }
    return use("stream_tee").tee(s).map(wrap);
  };

  // An iterator reads one chunk after the other, whatever the order of its calls.
  let makeIterator;
  class ReadableStreamAsyncIterator {
    #reader; #prevent; #last; #done = false;
    constructor(s, prevent) {
      checkFree(s);
      this.#reader = new Reader(s, false);
      this.#prevent = prevent;
    }
    #chain(step) {
      return this.#last = this.#last === undefined ? step() : then(this.#last, step, step);
    }
    #next() {
      if (this.#done) return resolve({ value: undefined, done: true });
      return new PromiseClass((yes, no) => read(this.#reader, {
        chunk: (value) => yes({ value, done: false }),
        close: () => { this.#end(); yes({ value: undefined, done: true }) },
        error: (e) => { this.#end(); no(e) },
      }));
    }
    #end() { this.#done = true; release(this.#reader, new TypeError(RELEASED)) }
    #return(value) {
      if (this.#done) return resolve({ value, done: true });
      const s = this.#reader.stream;
      const p = this.#prevent ? undefined : cancel(s, value);
      this.#end();
      return p === undefined ? resolve({ value, done: true }) : then(resolve(p), () => ({ value, done: true }));
    }
    next() { if (!this || !(#reader in this)) illegal(); return this.#chain(() => this.#next()) }
    return(value) { if (!this || !(#reader in this)) illegal(); return this.#chain(() => this.#return(value)) }
    [Symbol.asyncIterator]() { return this }
    static { makeIterator = (s, prevent) => new ReadableStreamAsyncIterator(s, prevent) }
  }
  define(ReadableStreamAsyncIterator, { illegal: true });
  const iterate = (s, options) => makeIterator(s, Boolean(options?.preventCancel));

  const fromIterable = (source) => {
    const method = source?.[Symbol.asyncIterator] ?? source?.[Symbol.iterator];
    if (typeof method !== "function") failArgument("from", "ReadableStream", 1, "AsyncGenerator");
    const iterator = method.call(source), { next } = iterator;
    let s;
    const took = ({ value, done }) => {
      if (done) return s.controller.close();
      // A synchronous iterator may give promises.
      if (value instanceof PromiseClass) return then(value, (v) => s.controller.enqueue(v));
      s.controller.enqueue(value);
    };
    const pull = () => {
      const result = next.call(iterator);
      return result instanceof PromiseClass ? then(result, took) : took(result);
    };
    const stop = (reason) => iterator.return?.call(iterator, reason);
    s = use("readable_default").create(pull, stop, 0);
    return wrap(s);
  };

  // What bodies need of streams.
  const take = (s) => { s.disturbed = true; return new Reader(s, false) };
  const consume = (stream, as) => {
    const s = stateOf(stream);
    checkFree(s);
    if (nativeOpen(s)) { take(s); return host.consume(s.controller.handle, as) }
    const reader = take(s), all = host.collector();
    return new PromiseClass((yes, no) => drain(reader, (chunk) => {
      try { host.collect(all, chunk) } catch (e) { cancel(s, e); throw e }
      return true;
    }, () => yes(host.collected(all, as)), no)());
  };
  // send returns the body that Go reads; reading it drives the stream.
  const send = (stream) => {
    const s = stateOf(stream);
    checkFree(s);
    const reader = take(s);
    if (nativeOpen(s)) return s.controller.handle;
    const pump = host.pump(() => resume(), () => { then(resolve(cancel(s, undefined)), nop, nop) });
    const resume = drain(reader, (chunk) => {
      try { return host.push(pump, chunk) } catch (e) { then(resolve(cancel(s, e)), nop, nop); throw e }
    }, () => host.end(pump), (e) => host.fail(pump, e));
    resume();
    return host.pumped(pump);
  };
  // detach moves the stream behind a new object; the old one is locked for good.
  const detach = (stream) => {
    const s = stateOf(stream);
    checkFree(s);
    const dead = new State();
    dead.disturbed = true;
    new Reader(dead, false);
    replace(stream, dead);
    return wrap(s);
  };
  const checkBody = (stream) => {
    const s = stateOf(stream);
    if (s.disturbed) throw new TypeError("This ReadableStream is disturbed (has already been read from), and cannot be used as a body.");
    checkFree(s, "This ReadableStream is locked to a reader, and cannot be used as a body.");
  };
  const fromNative = (handle, used) => {
    const s = use("readable_native").create(handle);
    if (used) { s.disturbed = true; s.status = 1 }
    return wrap(s);
  };

  // inspect is what the console shows.
  const inspect = (stream) => {
    const s = stateOf(stream);
    return {
      state: ["readable", "closed", "errored"][s.status],
      supportsBYOB: s.controller?.byob === true,
      length: nativeOpen(s) ? host.length(s.controller.handle) : undefined,
    };
  };

  return {
    ReadableStream: define(ReadableStream, { inspect }),
    stateOf, wrap, checkFree, strategyOf, isNative, nativeOpen, fromNative, checkBody, consume, send, detach,
    isReadable: (v) => stateOf(v) !== undefined,
    isDisturbed: (v) => stateOf(v).disturbed,
    from: fromIterable,
    tee: teeStream,
  };
})
