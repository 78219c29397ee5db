// node:internal/streams/from: streams of iterables.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, ERR_STREAM_NULL_VALUES } = use("node:internal/streams/errors");
  const { Buffer } = use("node:buffer");
  const { nextTick } = use("node:internal/next_tick");

  function from(Readable, iterable, options) {
    if (typeof iterable === "string" || iterable instanceof Buffer) {
      return new Readable({
        objectMode: true, ...options,
        read() {
          this.push(iterable);
          this.push(null);
        },
      });
    }
    const isAsync = Boolean(iterable?.[Symbol.asyncIterator]);
    const make = iterable?.[Symbol.asyncIterator] ?? iterable?.[Symbol.iterator];
    if (typeof make !== "function") throw new ERR_INVALID_ARG_TYPE("iterable", ["Iterable"], iterable);
    const iterator = make.call(iterable);
    const readable = new Readable({ objectMode: true, highWaterMark: 1, ...options });
    let reading = false;
    readable._read = () => {
      if (reading) return;
      reading = true;
      take();
    };
    readable._destroy = (error, callback) => {
      close(error).then(() => nextTick(callback, error), (reason) => nextTick(callback, reason || error));
    };
    const close = async (error) => {
      const failed = error !== undefined && error !== null;
      if (failed && typeof iterator.throw === "function") {
        const { value, done } = await iterator.throw(error);
        await value;
        if (done) return;
      }
      if (typeof iterator.return === "function") {
        const { value } = await iterator.return();
        await value;
      }
    };
    const take = async () => {
      for (;;) {
        try {
          const { value, done } = isAsync ? await iterator.next() : iterator.next();
          if (done) return void readable.push(null);
          const chunk = value && typeof value.then === "function" ? await value : value;
          if (chunk === null) {
            reading = false;
            throw new ERR_STREAM_NULL_VALUES();
          }
          if (readable.push(chunk)) continue;
          reading = false;
        } catch (error) {
          readable.destroy(error);
        }
        return;
      }
    };
    return readable;
  }
  return { from };
});
