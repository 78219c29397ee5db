// node:internal/zlib/streams: the classes of node:zlib.
(function (_, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { ERR_BROTLI_INVALID_PARAM, ERR_INVALID_ARG_TYPE, ERR_ZLIB_INITIALIZATION_FAILED, ERR_ZSTD_INVALID_PARAM } = use("node:internal/errors");
  const { checkRangesOrGetDefault } = use("node:internal/validators");
  const { constants } = use("node:internal/zlib/constants");
  const handles = use("node:internal/zlib/handles");
  const { ZlibBase, worked, bound } = use("node:internal/zlib/base");

  const zlibFlushes = { flush: constants.Z_NO_FLUSH, finishFlush: constants.Z_FINISH, fullFlush: constants.Z_FULL_FLUSH, maxFlush: constants.Z_BLOCK };
  const brotliFlushes = {
    flush: constants.BROTLI_OPERATION_PROCESS,
    finishFlush: constants.BROTLI_OPERATION_FINISH,
    fullFlush: constants.BROTLI_OPERATION_FLUSH,
    maxFlush: constants.BROTLI_OPERATION_EMIT_METADATA,
  };
  const zstdFlushes = { flush: constants.ZSTD_e_continue, finishFlush: constants.ZSTD_e_end, fullFlush: constants.ZSTD_e_flush, maxFlush: constants.ZSTD_e_end };

  const { INFLATE, GUNZIP, GZIP, UNZIP, Z_MIN_LEVEL, Z_MAX_LEVEL, Z_DEFAULT_STRATEGY, Z_FIXED } = constants;
  const readsWindow = [INFLATE, GUNZIP, UNZIP];

  const windowBitsOf = (options, mode) => {
    // A header tells it.
    if ((options.windowBits == null || options.windowBits === 0) && readsWindow.includes(mode)) return 0;
    const least = constants.Z_MIN_WINDOWBITS + (mode === GZIP ? 1 : 0);
    return checkRangesOrGetDefault(options.windowBits, "options.windowBits", least, constants.Z_MAX_WINDOWBITS, constants.Z_DEFAULT_WINDOWBITS);
  };
  const dictionaryOf = ({ dictionary }) => {
    if (dictionary === undefined || ArrayBuffer.isView(dictionary)) return dictionary;
    if (dictionary instanceof ArrayBuffer) return Buffer.from(dictionary);
    throw new ERR_INVALID_ARG_TYPE("options.dictionary", ["Buffer", "TypedArray", "DataView", "ArrayBuffer"], dictionary);
  };
  // zlibSettings checks the options of zlib's streams.
  const zlibSettings = (options, mode) => {
    const { Z_DEFAULT_WINDOWBITS, Z_DEFAULT_COMPRESSION, Z_DEFAULT_MEMLEVEL } = constants;
    if (options == null) return { windowBits: Z_DEFAULT_WINDOWBITS, level: Z_DEFAULT_COMPRESSION, memLevel: Z_DEFAULT_MEMLEVEL, strategy: Z_DEFAULT_STRATEGY };
    const number = (name, least, most, standard) => checkRangesOrGetDefault(options[name], `options.${name}`, least, most, standard);
    return {
      windowBits: windowBitsOf(options, mode),
      level: number("level", Z_MIN_LEVEL, Z_MAX_LEVEL, Z_DEFAULT_COMPRESSION),
      memLevel: number("memLevel", constants.Z_MIN_MEMLEVEL, constants.Z_MAX_MEMLEVEL, Z_DEFAULT_MEMLEVEL),
      strategy: number("strategy", Z_DEFAULT_STRATEGY, Z_FIXED, Z_DEFAULT_STRATEGY),
      dictionary: dictionaryOf(options),
    };
  };

  class Zlib extends ZlibBase {
    constructor(options, mode) {
      const { windowBits, level, memLevel, strategy, dictionary } = zlibSettings(options, mode);
      const writeState = new Uint32Array(2);
      const handle = new handles.ZlibStream(mode);
      handle.initialize(windowBits, level, memLevel, strategy, writeState, () => queueMicrotask(() => worked(handle)), dictionary);
      super(options ?? {}, handle, zlibFlushes);
      this._level = level;
      this._strategy = strategy;
      this._writeState = writeState;
    }
    params(level, strategy, callback) {
      checkRangesOrGetDefault(level, "level", Z_MIN_LEVEL, Z_MAX_LEVEL);
      checkRangesOrGetDefault(strategy, "strategy", Z_DEFAULT_STRATEGY, Z_FIXED);
      if (this._level === level && this._strategy === strategy) {
        queueMicrotask(callback);
        return;
      }
      this.flush(constants.Z_SYNC_FLUSH, () => {
        bound(this._handle).params(level, strategy);
        if (this.destroyed) return;
        this._level = level;
        this._strategy = strategy;
        callback?.();
      });
    }
  }

  // paramsOf makes a list of numbers, by their places, of the parameters in the options; -1 stands
  // for none.
  const paramsOf = (options, last, Numbers, InvalidParam) => {
    const params = new Numbers(last + 1).fill(-1);
    for (const [name, value] of Object.entries(options?.params ?? {})) {
      const key = +name;
      if (Number.isNaN(key) || key < 0 || key > last || (params[key] | 0) !== -1) throw new InvalidParam(name);
      if (typeof value !== "number" && typeof value !== "boolean") throw new ERR_INVALID_ARG_TYPE("options.params[key]", "number", value);
      params[key] = value;
    }
    return params;
  };

  class Brotli extends ZlibBase {
    constructor(options, mode) {
      const params = paramsOf(options, constants.BROTLI_PARAM_NDIRECT, Uint32Array, ERR_BROTLI_INVALID_PARAM);
      const handle = mode === constants.BROTLI_DECODE ? new handles.BrotliDecoder(mode) : new handles.BrotliEncoder(mode);
      const writeState = new Uint32Array(2);
      if (!handle.initialize(params, writeState, () => worked(handle))) throw new ERR_ZLIB_INITIALIZATION_FAILED();
      super(options ?? {}, handle, brotliFlushes);
      this._writeState = writeState;
    }
  }

  class Zstd extends ZlibBase {
    constructor(options, mode) {
      const decodes = mode === constants.ZSTD_DECODE;
      const params = paramsOf(options, decodes ? constants.ZSTD_d_windowLogMax : constants.ZSTD_c_overlapLog, Int32Array, ERR_ZSTD_INVALID_PARAM);
      const handle = decodes ? new handles.ZstdDecoder(mode) : new handles.ZstdEncoder(mode);
      const writeState = new Uint32Array(2);
      const later = () => queueMicrotask(() => worked(handle));
      if (!handle.initialize(params, writeState, later, options?.pledgedSrcSize)) throw new ERR_ZLIB_INITIALIZATION_FAILED();
      super(options ?? {}, handle, zstdFlushes);
      this._writeState = writeState;
    }
  }

  class Gzip extends Zlib {
    constructor(options) { super(options, GZIP) }
  }
  class Gunzip extends Zlib {
    constructor(options) { super(options, GUNZIP) }
  }
  class Deflate extends Zlib {
    constructor(options) { super(options, constants.DEFLATE) }
  }
  class DeflateRaw extends Zlib {
    constructor(options) {
      // zlib has no such window without a header.
      if (options?.windowBits === 8) options.windowBits = 9;
      super(options, constants.DEFLATERAW);
    }
  }
  class Inflate extends Zlib {
    constructor(options) { super(options, INFLATE) }
  }
  class InflateRaw extends Zlib {
    constructor(options) { super(options, constants.INFLATERAW) }
  }
  class Unzip extends Zlib {
    constructor(options) { super(options, UNZIP) }
  }
  class BrotliCompress extends Brotli {
    constructor(options) { super(options, constants.BROTLI_ENCODE) }
  }
  class BrotliDecompress extends Brotli {
    constructor(options) { super(options, constants.BROTLI_DECODE) }
  }
  class ZstdCompress extends Zstd {
    constructor(options) { super(options, constants.ZSTD_ENCODE) }
  }
  class ZstdDecompress extends Zstd {
    constructor(options) { super(options, constants.ZSTD_DECODE) }
  }
  return { Gzip, Gunzip, Deflate, DeflateRaw, Inflate, InflateRaw, Unzip, BrotliCompress, BrotliDecompress, ZstdCompress, ZstdDecompress };
});
