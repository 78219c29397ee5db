// Transform streams whose two sides are the ends of a pipe in Go.
(function (host, use) {
  "use strict";
  const { define, failConstruct } = use("webidl");
  const { Class: TransformStream, token } = use("transform");
  const { highWaterMark } = use("stream_util");
  const nothing = () => 0;

  const NOT_BYTES = "This TransformStream is being used as a byte stream, but received an object of non-ArrayBuffer/ArrayBufferView type on its writable side.";
  const byteLength = (chunk) => (typeof chunk === "string" ? chunk.length : chunk?.byteLength ?? 0);

  // sides makes the streams of a pipe; host.write returns a promise where it has to wait.
  // Without a high-water mark writers are never held back.
  const sides = (pipe, options, most = Infinity) => {
    const sized = options?.highWaterMark !== undefined;
    const s = use("writable").create({
      write(chunk) {
        if (typeof chunk !== "string" && !ArrayBuffer.isView(chunk) && !(chunk instanceof ArrayBuffer)) throw new TypeError(NOT_BYTES);
        return host.write(pipe, chunk);
      },
      close: () => host.close(pipe),
      abort: (reason) => host.abort(pipe, reason === undefined ? new Error("undefined") : reason),
    }, sized ? Math.min(highWaterMark(options.highWaterMark, 1), most) : 1, sized ? byteLength : nothing, undefined);
    s.native = pipe;
    s.copy = host.copy;
    return [use("readable").fromNative(host.readEnd(pipe), false), use("writable").wrap(s)];
  };

  // codec makes the sides of one that changes bytes.
  const codec = (pipe) => {
    const both = sides(pipe), { stateOf } = use("readable");
    stateOf(both[0]).controller.rejects = true;
    return both;
  };

  class IdentityTransformStream extends TransformStream {
    constructor(key, pipe, options, most) {
      if (key === token) super(token, ...sides(pipe, options, most));
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
    constructor(expected, options) {
      const n = length(expected);
      super(token, host.fixed(n), options, n);
    }
  }

  const FORMATS = ["gzip", "deflate", "deflate-raw"];
  const format = (v) => {
    const name = `${v}`;
    if (!FORMATS.includes(name)) throw new TypeError("The compression format must be either 'deflate', 'deflate-raw' or 'gzip'.");
    return name;
  };
  class CompressionStream extends TransformStream {
    constructor(name) { super(token, ...codec(host.compress(format(name)))) }
  }
  class DecompressionStream extends TransformStream {
    constructor(name) { super(token, ...codec(host.decompress(format(name)))) }
  }

  return {
    identity: () => sides(host.identity()),
    IdentityTransformStream: define(IdentityTransformStream),
    FixedLengthStream: define(FixedLengthStream),
    CompressionStream: define(CompressionStream, { construct: ["string"] }),
    DecompressionStream: define(DecompressionStream, { construct: ["string"] }),
  };
})
