// node:internal/streams/compose: several streams as one.
(function (host, use) {
  "use strict";
  const { Duplex } = use("node:internal/streams/duplex");
  const { pipeline } = use("node:internal/streams/pipeline");
  const { destroyer } = use("node:internal/streams/destroy");
  const { AbortError, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS } = use("node:internal/streams/errors");
  const { isNode, isReadable, isReadableWeb, isTransformWeb, isWeb, isWritable, isWritableWeb } = use("node:internal/streams/utils");
  const { eos } = use("node:internal/streams/end_of_stream");

  function compose(...streams) {
    if (streams.length === 0) throw new ERR_MISSING_ARGS("streams");
    if (streams.length === 1) return Duplex.from(streams[0]);
    const given = [...streams];
    if (typeof streams[0] === "function") streams[0] = Duplex.from(streams[0]);
    if (typeof streams.at(-1) === "function") streams[streams.length - 1] = Duplex.from(streams.at(-1));
    for (let n = 0; n < streams.length; ++n) {
      if (!isNode(streams[n]) && !isWeb(streams[n])) continue;
      if (n < streams.length - 1 && !(isReadable(streams[n]) || isReadableWeb(streams[n]) || isTransformWeb(streams[n]))) {
        throw new ERR_INVALID_ARG_VALUE(`streams[${n}]`, given[n], "must be readable");
      }
      if (n > 0 && !(isWritable(streams[n]) || isWritableWeb(streams[n]) || isTransformWeb(streams[n]))) {
        throw new ERR_INVALID_ARG_VALUE(`streams[${n}]`, given[n], "must be writable");
      }
    }
    let ondrain, onfinish, onreadable, onclose, d;
    const head = streams[0];
    const tail = pipeline(streams, (error) => {
      const callback = onclose;
      onclose = null;
      if (callback) callback(error);
      else if (error) d.destroy(error);
      else if (!readable && !writable) d.destroy();
    });
    const writable = Boolean(isWritable(head) || isWritableWeb(head) || isTransformWeb(head));
    const readable = Boolean(isReadable(tail) || isReadableWeb(tail) || isTransformWeb(tail));
    d = new Duplex({
      writableObjectMode: Boolean(head?.writableObjectMode), readableObjectMode: Boolean(tail?.readableObjectMode), writable, readable,
    });
    if (writable && isNode(head)) {
      d._write = (chunk, encoding, callback) => {
        if (head.write(chunk, encoding)) callback();
        else ondrain = callback;
      };
      d._final = (callback) => {
        head.end();
        onfinish = callback;
      };
      head.on("drain", () => {
        const callback = ondrain;
        ondrain = null;
        callback?.();
      });
    } else if (writable) {
      const writer = (isTransformWeb(head) ? head.writable : head).getWriter();
      d._write = async (chunk, encoding, callback) => {
        try {
          await writer.ready;
          writer.write(chunk).catch(() => {});
          callback();
        } catch (error) {
          callback(error);
        }
      };
      d._final = async (callback) => {
        try {
          await writer.ready;
          writer.close().catch(() => {});
          onfinish = callback;
        } catch (error) {
          callback(error);
        }
      };
    }
    if (writable) {
      const toRead = isTransformWeb(tail) ? tail.readable : tail;
      eos(toRead, () => {
        const callback = onfinish;
        onfinish = null;
        callback?.();
      });
    }
    if (readable && isNode(tail)) {
      tail.on("readable", () => {
        const callback = onreadable;
        onreadable = null;
        callback?.();
      });
      tail.on("end", () => d.push(null));
      d._read = () => {
        for (;;) {
          const chunk = tail.read();
          if (chunk === null) {
            onreadable = d._read;
            return;
          }
          if (!d.push(chunk)) return;
        }
      };
    } else if (readable) {
      const reader = (isTransformWeb(tail) ? tail.readable : tail).getReader();
      d._read = async () => {
        for (;;) {
          try {
            const { value, done } = await reader.read();
            if (!d.push(done ? null : value)) return;
            if (done) return;
          } catch {
            return;
          }
        }
      };
    }
    d._destroy = (error, callback) => {
      if (!error && onclose !== null) error = new AbortError();
      onreadable = null;
      ondrain = null;
      onfinish = null;
      if (isNode(tail)) destroyer(tail, error);
      if (onclose === null) callback(error);
      else onclose = callback;
    };
    return d;
  }
  return { compose };
});
