// node:internal/zlib/handles: what the streams of node:zlib hold on to, with the methods that
// scripts find there in workerd.
(function (_, use) {
  "use strict";
  const host = use("node:internal/zlib/host");
  const { constants } = use("node:internal/zlib/constants");
  const Numbers = Uint32Array;
  const lastFlush = constants.Z_BLOCK;

  // initialized gives a stream what it writes to, and gets its codec; report tells whether there is a
  // failure, of which it informs the stream.
  let initialized, codec, report;

  class CompressionStream {
    #codec;
    #result;
    #callback;
    #onError;
    #closed = false;

    constructor(mode) {
      this.#codec = host.open(mode);
    }
    static {
      initialized = (stream, result, callback) => {
        stream.#result = result;
        stream.#callback = callback;
        return stream.#codec;
      };
      codec = (stream) => stream.#codec;
      report = (stream, failure) => {
        if (failure === undefined || Array.isArray(failure)) return false;
        stream.#onError?.(failure.errno, failure.code, failure.message);
        return true;
      };
    }
    close() {
      this.#closed = true;
      if (!this.#result) return;
      host.close(this.#codec);
      this.#callback = this.#onError = undefined;
    }
    write(...args) {
      if (this.#work(...args)) this.#callback?.();
    }
    writeSync(...args) {
      this.#work(...args);
    }
    #work(flush, input, inputOffset, inputLength, output, outputOffset, outputLength) {
      // The numbers come first: to convert them may run code that takes the bytes away.
      flush |= 0;
      [inputOffset, inputLength, outputOffset, outputLength] = [inputOffset, inputLength, outputOffset, outputLength].map((n) => n >>> 0);
      if (flush < 0 || flush > lastFlush) throw new Error("Invalid flush value");
      if (input === undefined) inputOffset = inputLength = 0;
      if (inputOffset + inputLength > (input?.byteLength ?? 0)) throw new Error("Input access is not within bounds");
      if (outputOffset + outputLength > output.byteLength) throw new Error("Output access is not within bounds");
      if (!this.#result) throw new Error("Writing before initializing");
      if (this.#closed) throw new Error("Already finalized");
      const left = host.work(this.#codec, flush, input, inputOffset, inputLength, output, outputOffset, outputLength);
      if (report(this, left)) return false;
      const { buffer, byteOffset, byteLength } = this.#result;
      if (byteLength < 2 * Numbers.BYTES_PER_ELEMENT) throw new Error("Invalid write result buffer");
      new Numbers(buffer, byteOffset, 2).set(left);
      return true;
    }
    reset() {
      report(this, host.reset(this.#codec));
    }
    setErrorHandler(handler) {
      this.#onError = handler;
    }
  }

  class ZlibStream extends CompressionStream {
    constructor(mode) {
      if (!(mode >= constants.DEFLATE && mode <= constants.UNZIP)) throw new TypeError("Invalid zlib mode");
      super(mode);
    }
    initialize(windowBits, level, memLevel, strategy, result, callback, dictionary) {
      host.initZlib(initialized(this, result, callback), windowBits, level, memLevel, strategy, dictionary);
    }
    params(level, strategy) {
      report(this, host.params(codec(this), level, strategy));
    }
  }
  // initialize returns whether the library takes the parameters.
  const withParams = (mode) => class extends CompressionStream {
    constructor() {
      super(mode);
    }
    initialize(params, result, callback, pledgedSize) {
      return !report(this, host.initParams(initialized(this, result, callback), params, pledgedSize));
    }
    params() {}
  };

  class BrotliEncoder extends withParams(constants.BROTLI_ENCODE) {}
  class BrotliDecoder extends withParams(constants.BROTLI_DECODE) {}
  class ZstdEncoder extends withParams(constants.ZSTD_ENCODE) {}
  class ZstdDecoder extends withParams(constants.ZSTD_DECODE) {}
  return { ZlibStream, BrotliEncoder, BrotliDecoder, ZstdEncoder, ZstdDecoder };
});
