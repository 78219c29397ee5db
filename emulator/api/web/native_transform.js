// Transform streams whose two sides are the ends of a pipe in Go.
(function (host, use) {
  "use strict";
  const { define, failConstruct } = use("webidl");
  const { Class: TransformStream, token } = use("transform");
  const { highWaterMark } = use("stream_util");

  const NOT_BYTES = "This TransformStream is being used as a byte stream, but received an object of non-ArrayBuffer/ArrayBufferView type on its writable side.";
  const byteLength = (chunk) => (typeof chunk === "string" ? chunk.length : chunk?.byteLength ?? 0);

  // sides makes the streams of a pipe; host.write returns a promise where it has to wait.
  const sides = (pipe, options) => {
    const sized = options?.highWaterMark !== undefined;
    const s = use("writable").create({
      write(chunk) {
        if (typeof chunk !== "string" && !ArrayBuffer.isView(chunk) && !(chunk instanceof ArrayBuffer)) throw new TypeError(NOT_BYTES);
        return host.write(pipe, chunk);
      },
      close: () => host.close(pipe),
      abort: (reason) => host.abort(pipe, reason === undefined ? new Error("undefined") : reason),
    }, sized ? highWaterMark(options.highWaterMark, 1) : 1, sized ? byteLength : undefined, undefined);
    s.native = pipe;
    return [use("readable").fromNative(host.readEnd(pipe), false), use("writable").wrap(s)];
  };

  class IdentityTransformStream extends TransformStream {
    constructor(key, pipe, options) {
      if (key === token) super(token, ...sides(pipe, options));
      else super(token, ...sides(host.identity(), key));
    }
  }
  const length = (v) => {
    if (v === undefined) failConstruct("FixedLengthStream", 1, "bigint");
    if (typeof v === "bigint") v = Number(v);
    const n = Number(v);
    if (n < 0) throw new TypeError("The value cannot be converted because it is negative and this API expects a positive bigint.");
    if (!Number.isFinite(n)) throw new TypeError("The value cannot be converted because it is not an integer.");
    if (n > Number.MAX_SAFE_INTEGER) throw new TypeError("FixedLengthStream requires an integer expected length less than 2^53.");
    return Math.trunc(n);
  };
  class FixedLengthStream extends IdentityTransformStream {
    constructor(expected, options) { super(token, host.fixed(length(expected)), options) }
  }

  const FORMATS = ["gzip", "deflate", "deflate-raw"];
  const format = (v) => {
    const name = `${v}`;
    if (!FORMATS.includes(name)) throw new TypeError("The compression format must be either 'deflate', 'deflate-raw' or 'gzip'.");
    return name;
  };
  class CompressionStream extends TransformStream {
    constructor(name) { super(token, ...sides(host.compress(format(name)))) }
  }
  class DecompressionStream extends TransformStream {
    constructor(name) { super(token, ...sides(host.decompress(format(name)))) }
  }

  return {
    identity: () => sides(host.identity()),
    IdentityTransformStream: define(IdentityTransformStream),
    FixedLengthStream: define(FixedLengthStream),
    CompressionStream: define(CompressionStream, { construct: ["string"] }),
    DecompressionStream: define(DecompressionStream, { construct: ["string"] }),
  };
})
