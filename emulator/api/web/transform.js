(function (host, use) {
  "use strict";
  const { define, illegal, failConstruct, failField } = use("webidl");
  const { Slot, OPEN, attempt, after, then, highWaterMark } = use("stream_util");
  const STANDARD = use.flag("transformstream_enable_standard_constructor");
  const token = {}, HOLDS_BACK = use.flag("fixup-transform-stream-backpressure");

  const functionField = (t, name) => {
    const f = t[name];
    if (f !== undefined && typeof f !== "function") failField("Transformer", name, "function");
    return f;
  };

  // Transform couples a writable and a readable side: transform(chunk), flush() and
  // cancel(reason) may return promises.
  class Transform {
    constructor(algorithms, writableMark, writableSize, readableMark, readableSize, started) {
      const readable = use("readable_default"), writable = use("writable");
      this.algorithms = algorithms;
      this.backpressure = true;
      this.changed = new Slot();
      this.finishing = undefined;
      this.source = readable.create(() => this.pull(), (reason) => this.cancelled(reason), readableMark, started, readableSize);
      this.sink = writable.create({
        write: (chunk) => this.write(chunk),
        close: () => this.close(),
        abort: (reason) => this.aborted(reason),
      }, writableMark, writableSize, started);
    }
    setBackpressure(on) {
      if (this.backpressure === on) return;
      this.backpressure = on;
      const changed = this.changed;
      this.changed = new Slot();
      changed.resolve(undefined);
    }
    write(chunk) {
      if (!this.backpressure) return this.transform(chunk);
      return then(this.changed.promise(), () => {
        if (this.sink.status !== 0) throw this.sink.error;
        return this.transform(chunk);
      });
    }
    transform(chunk) {
      let result;
      try { result = this.algorithms.transform(chunk) } catch (e) { this.error(e); throw e }
      if (result === undefined || result === null || typeof result.then !== "function") return undefined;
      return then(Promise.resolve(result), undefined, (e) => { this.error(e); throw e });
    }
    enqueue(chunk) {
      const { controller, status } = this.source;
      if (status !== OPEN || !controller.usable) throw new TypeError("The readable side of this TransformStream is no longer readable.");
      controller.enqueue(chunk);
      if (this.source.status === 2) throw this.source.error;
      // Before this flag a full readable side did not hold writers back.
      if (HOLDS_BACK && !controller.wantsMore && !this.backpressure) this.setBackpressure(true);
    }
    error(e) {
      this.source.controller.error(e);
      this.errorSink(e);
    }
    errorSink(e) {
      this.algorithms = {};
      this.sink.fail(e);
      this.setBackpressure(false);
    }
    terminate() {
      const { controller, status } = this.source;
      if (status === OPEN && controller.usable) controller.close();
      this.errorSink(new TypeError("The transform stream has been terminated"));
    }
    pull() {
      this.setBackpressure(false);
      return this.changed.promise();
    }
    // finish runs flush or cancel once, whichever side asks first.
    finish(run, ok, bad) {
      if (this.finishing !== undefined) return this.finishing.promise();
      const done = this.finishing = new Slot();
      after(attempt(run), () => ok(done), (e) => { bad(e); done.reject(e) });
      return done.promise();
    }
    close() {
      const { flush } = this.algorithms;
      return this.finish(flush, (done) => {
        this.algorithms = {};
        const { controller, status, error } = this.source;
        if (status === 2) return done.reject(error);
        if (status === OPEN && controller.usable) controller.close();
        done.resolve(undefined);
      }, (e) => this.source.controller.error(e));
    }
    aborted(reason) {
      const { cancel } = this.algorithms;
      return this.finish(cancel && (() => cancel(reason)), (done) => {
        this.algorithms = {};
        this.source.controller.error(reason);
        done.resolve(undefined);
      }, (e) => this.source.controller.error(e));
    }
    cancelled(reason) {
      const { cancel } = this.algorithms;
      return this.finish(cancel && (() => cancel(reason)), (done) => {
        this.errorSink(reason);
        done.resolve(undefined);
      }, (e) => this.errorSink(e));
    }
  }

  class TransformStream {
    #readable; #writable;
    constructor(transformer, writableStrategy, readableStrategy) {
      if (transformer === token) {
        this.#readable = writableStrategy; this.#writable = readableStrategy;
        return;
      }
      // Before this flag every TransformStream passed bytes on, whatever it was given.
      if (!STANDARD) {
        [this.#readable, this.#writable] = use("native_transform").identity();
        return;
      }
      const t = build(transformer, writableStrategy, readableStrategy);
      this.#readable = use("readable").wrap(t.source);
      this.#writable = use("writable").wrap(t.sink);
    }
    get readable() { if (!this || !(#readable in this)) illegal(); return this.#readable }
    get writable() { if (!this || !(#readable in this)) illegal(); return this.#writable }
  }

  let makeController;
  class TransformStreamDefaultController {
    #t;
    constructor(t) { this.#t = t }
    get desiredSize() { if (!this || !(#t in this)) illegal(); return this.#t.transform.source.controller.desired }
    enqueue(chunk) { if (!this || !(#t in this)) illegal(); this.#t.transform.enqueue(chunk) }
    error(e) { if (!this || !(#t in this)) illegal(); this.#t.transform.error(e) }
    terminate() { if (!this || !(#t in this)) illegal(); this.#t.transform.terminate() }
    static { makeController = (t) => new TransformStreamDefaultController(t) }
  }

  const build = (transformer, writableStrategy, readableStrategy) => {
    if (transformer !== undefined && transformer !== null && typeof transformer !== "object" && typeof transformer !== "function") {
      failConstruct("TransformStream", 1, "Transformer");
    }
    const from = transformer ?? {};
    const [cancel, flush, start, transform] = ["cancel", "flush", "start", "transform"].map((name) => functionField(from, name));
    if (from.readableType !== undefined) throw new TypeError("transformer.readableType must be undefined.");
    if (from.writableType !== undefined) throw new TypeError("transformer.writableType must be undefined.");
    const { strategyOf } = use("readable");
    const w = strategyOf(writableStrategy, () => failConstruct("TransformStream", 2, "StreamQueuingStrategy"));
    const r = strategyOf(readableStrategy, () => failConstruct("TransformStream", 3, "StreamQueuingStrategy"));

    const holder = { transform: undefined };
    const face = makeController(holder);
    const started = start === undefined ? undefined : new Slot();
    const t = holder.transform = new Transform({
      transform: transform === undefined ? (chunk) => t.enqueue(chunk) : (chunk) => transform.call(from, chunk, face),
      flush: flush && (() => flush.call(from, face)),
      cancel: cancel && ((reason) => cancel.call(from, reason)),
    }, highWaterMark(w.highWaterMark, 1), w.size, highWaterMark(r.highWaterMark, 0), r.size, started?.promise());
    if (start !== undefined) after(attempt(start, from, face), () => started.resolve(undefined), (e) => started.reject(e));
    return t;
  };

  return {
    Class: TransformStream, token,
    TransformStream: define(TransformStream),
    TransformStreamDefaultController: define(TransformStreamDefaultController, { illegal: true }),
    // create makes both sides of algorithms of ours, which get the Transform.
    create(algorithms) {
      const t = new Transform({
        transform: (chunk) => algorithms.transform(chunk, t),
        flush: algorithms.flush && (() => algorithms.flush(t)),
      }, 1, undefined, 0, undefined, undefined);
      return [use("readable").wrap(t.source), use("writable").wrap(t.sink)];
    },
  };
})
