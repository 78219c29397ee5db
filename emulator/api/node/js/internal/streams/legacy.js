// node:internal/streams/legacy: Stream, the base of all, with the first pipe().
(function (host, use) {
  "use strict";
  const EventEmitter = use("node:events");

  function Stream(options) {
    EventEmitter.call(this, options);
  }
  Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
  Object.setPrototypeOf(Stream, EventEmitter);

  Stream.prototype.pipe = function pipe(target, options) {
    const source = this;
    let ended = false;
    const onData = (chunk) => {
      if (target.writable && target.write(chunk) === false) source.pause?.();
    };
    const onDrain = () => {
      if (source.readable) source.resume?.();
    };
    const onEnd = () => {
      if (ended) return;
      ended = true;
      target.end();
    };
    const onClose = () => {
      if (ended) return;
      ended = true;
      if (typeof target.destroy === "function") target.destroy();
    };
    const onError = function (error) {
      stop();
      if (EventEmitter.listenerCount(this, "error") === 0) this.emit("error", error);
    };
    const stop = () => {
      source.removeListener("data", onData);
      target.removeListener("drain", onDrain);
      for (const [event, fn] of [["end", onEnd], ["close", onClose]]) source.removeListener(event, fn);
      for (const end of [source, target]) end.removeListener("error", onError);
      for (const event of ["end", "close"]) source.removeListener(event, stop);
      target.removeListener("close", stop);
    };
    source.on("data", onData);
    target.on("drain", onDrain);
    if (!target._isStdio && options?.end !== false) {
      source.on("end", onEnd);
      source.on("close", onClose);
    }
    prependListener(source, "error", onError);
    prependListener(target, "error", onError);
    source.on("end", stop);
    source.on("close", stop);
    target.on("close", stop);
    target.emit("pipe", source);
    return target;
  };

  function prependListener(emitter, event, fn) {
    if (typeof emitter.prependListener === "function") return emitter.prependListener(event, fn);
    if (!emitter._events?.[event]) emitter.on(event, fn);
    else if (Array.isArray(emitter._events[event])) emitter._events[event].unshift(fn);
    else emitter._events[event] = [fn, emitter._events[event]];
    return undefined;
  }
  return { Stream, prependListener };
});
