// node:buffer: Buffer and what stands beside it.
// exports: Blob Buffer File INSPECT_MAX_BYTES SlowBuffer atob btoa constants isAscii isUtf8 kMaxLength
// exports: kStringMaxLength resolveObjectURL transcode
(function (host, use) {
  "use strict";
  const {
    ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_BUFFER_SIZE, ERR_METHOD_NOT_IMPLEMENTED,
    ERR_OUT_OF_RANGE, ERR_UNKNOWN_ENCODING,
  } = use("node:internal/errors");
  const { validateInteger, validateNumber, validateString } = use("node:internal/validators");
  const { normalizeEncoding } = use("node:internal/encodings");

  const kMaxLength = 2147483647;
  const maxUint32 = 4294967295;
  const kStringMaxLength = 536870888;
  const custom = Symbol.for("nodejs.util.inspect.custom");

  class FastBuffer extends Uint8Array {}
  const isBytes = (v) => v instanceof Uint8Array || (ArrayBuffer.isView(v) && Object.prototype.toString.call(v) === "[object Uint8Array]");
  const isAnyBuffer = (v) => host.isArrayBuffer(v);
  const make = (bytes) => new FastBuffer(bytes);

  const encodingOf = (encoding) => {
    const name = normalizeEncoding(encoding);
    if (name === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    return name;
  };
  const stringBytes = (text, encoding) => make(host.encode(text, encodingOf(typeof encoding === "string" ? encoding : undefined)));

  // --- making

  function Buffer(value, encodingOrOffset, length) {
    if (typeof value !== "number") return Buffer.from(value, encodingOrOffset, length);
    if (typeof encodingOrOffset === "string") throw new ERR_INVALID_ARG_TYPE("string", "string", value);
    return Buffer.alloc(value);
  }
  Object.setPrototypeOf(Buffer, Uint8Array);
  Buffer.prototype = FastBuffer.prototype;
  Object.defineProperty(Buffer.prototype, "constructor", { value: Buffer, writable: true, configurable: true });
  Object.defineProperty(Buffer, Symbol.species, { configurable: true, get: () => FastBuffer });
  Buffer.poolSize = 8192;

  const checkSize = (size) => validateNumber(size, "size", 0, kMaxLength);
  Buffer.alloc = function alloc(size, fill, encoding) {
    checkSize(size);
    const buffer = new FastBuffer(size);
    if (fill !== undefined && fill !== 0 && size > 0) fillWith(buffer, fill, 0, buffer.length, encoding);
    return buffer;
  };
  Buffer.allocUnsafe = function allocUnsafe(size) {
    checkSize(size);
    return new FastBuffer(size);
  };
  Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
    checkSize(size);
    return new FastBuffer(size);
  };
  function SlowBuffer(size) {
    checkSize(size);
    return new FastBuffer(size);
  }
  Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
  Object.setPrototypeOf(SlowBuffer, Uint8Array);

  const fromTypes = ["string", "Buffer", "ArrayBuffer", "Array", "Array-like Object"];
  Buffer.from = function from(value, encodingOrOffset, length) {
    if (typeof value === "string") return stringBytes(value, encodingOrOffset);
    if (typeof value === "object" && value !== null) {
      if (isAnyBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
      const primitive = typeof value.valueOf === "function" ? value.valueOf() : undefined;
      if (primitive != null && primitive !== value && (typeof primitive === "string" || typeof primitive === "object")) {
        return Buffer.from(primitive, encodingOrOffset, length);
      }
      const buffer = fromObject(value);
      if (buffer !== undefined) return buffer;
      if (typeof value[Symbol.toPrimitive] === "function") {
        const text = value[Symbol.toPrimitive]("string");
        if (typeof text === "string") return stringBytes(text, encodingOrOffset);
      }
    }
    throw new ERR_INVALID_ARG_TYPE("first argument", fromTypes, value);
  };
  const fromArrayBuffer = (buffer, offset, length) => {
    let start = offset === undefined ? 0 : +offset;
    if (Number.isNaN(start)) start = 0;
    const most = buffer.byteLength - start;
    if (most < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS("offset");
    if (length === undefined) return new FastBuffer(buffer, start, most);
    const wanted = +length > 0 ? Math.min(+length, Number.MAX_SAFE_INTEGER) : 0;
    if (wanted > most) throw new ERR_BUFFER_OUT_OF_BOUNDS("length");
    return new FastBuffer(buffer, start, wanted);
  };
  const fromList = (list) => {
    const length = Math.trunc(Number(list.length)) || 0;
    if (length <= 0) return new FastBuffer(0);
    if (ArrayBuffer.isView(list) && list.constructor !== DataView) return make(Uint8Array.from(list));
    const buffer = new FastBuffer(length);
    for (let n = 0; n < length; n++) buffer[n] = list[n];
    return buffer;
  };
  const fromObject = (o) => {
    if (o.length !== undefined || isAnyBuffer(o.buffer)) return typeof o.length === "number" ? fromList(o) : new FastBuffer(0);
    if (o.type === "Buffer" && Array.isArray(o.data)) return fromList(o.data);
    return undefined;
  };
  Buffer.of = function of(...items) {
    return fromList(items);
  };
  Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
    if (!ArrayBuffer.isView(view) || view instanceof DataView) throw new ERR_INVALID_ARG_TYPE("view", ["TypedArray"], view);
    if (view.length === 0) return new FastBuffer(0);
    if (offset !== undefined) validateInteger(offset, "offset", 0);
    if (length !== undefined) validateInteger(length, "length", 0);
    const part = view.slice(offset ?? 0, length === undefined ? undefined : (offset ?? 0) + length);
    return make(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  };
  Buffer.concat = function concat(list, length) {
    if (!Array.isArray(list)) throw new ERR_INVALID_ARG_TYPE("list", "Array", list);
    list.forEach((item, n) => {
      if (!isBytes(item)) throw new ERR_INVALID_ARG_TYPE(`list[${n}]`, ["Buffer", "Uint8Array"], item);
    });
    if (list.length === 0) return new FastBuffer(0);
    if (length === undefined) length = list.reduce((sum, item) => sum + item.length, 0);
    else validateInteger(length, "length", 0);
    const buffer = Buffer.allocUnsafe(length);
    let at = 0;
    for (const item of list) {
      if (at >= length) break;
      const part = item.length > length - at ? item.subarray(0, length - at) : item;
      Uint8Array.prototype.set.call(buffer, part, at);
      at += part.length;
    }
    return buffer;
  };

  Buffer.isBuffer = function isBuffer(b) {
    return b instanceof Buffer;
  };
  Buffer.isEncoding = function isEncoding(encoding) {
    return typeof encoding === "string" && encoding.length !== 0 && normalizeEncoding(encoding) !== undefined;
  };
  Buffer.byteLength = function byteLength(value, encoding) {
    if (typeof value === "string") {
      const name = normalizeEncoding(encoding);
      return host.byteLength(value, name ?? "utf8");
    }
    if (ArrayBuffer.isView(value) || isAnyBuffer(value)) return value.byteLength;
    throw new ERR_INVALID_ARG_TYPE("string", ["string", "Buffer", "ArrayBuffer"], value);
  };
  Buffer.compare = function compare(a, b) {
    if (!isBytes(a)) throw new ERR_INVALID_ARG_TYPE("buf1", ["Buffer", "Uint8Array"], a);
    if (!isBytes(b)) throw new ERR_INVALID_ARG_TYPE("buf2", ["Buffer", "Uint8Array"], b);
    return a === b ? 0 : host.compare(a, b);
  };

  const methods = {};

  // --- text

  const encodings = ["utf8", "ucs2", "utf16le", "latin1", "ascii", "base64", "base64url", "hex"];
  for (const encoding of encodings) {
    const name = encodingOf(encoding);
    methods[encoding + "Slice"] = function (start = 0, end = this.length) {
      return host.decode(this, start, end, name);
    };
    methods[encoding + "Write"] = function (text, offset = 0, length = this.length - offset) {
      return host.write(this, text, offset, Math.min(length, this.length - offset), name);
    };
  }
  const clamp = (value, fallback, length) => {
    if (value === undefined) return fallback;
    const n = Math.trunc(Number(value)) || 0;
    return n < 0 ? 0 : Math.min(n, length);
  };
  methods.toString = function toString(encoding, start, end) {
    if (arguments.length === 0) return host.decode(this, 0, this.length, "utf8");
    const length = this.length;
    if (start !== undefined && Number(start) >= length) return "";
    const from = clamp(start, 0, length);
    const to = clamp(end, length, length);
    if (to <= from) return "";
    return host.decode(this, from, to, encodingOf(encoding === undefined ? encoding : `${encoding}`));
  };
  methods.toLocaleString = methods.toString;

  const checkOffset = (value, name, most) => {
    if (typeof value !== "number") throw new ERR_INVALID_ARG_TYPE(name, "number", value);
    if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, "an integer", value);
    if (value < 0 || value > most) throw new ERR_OUT_OF_RANGE(name, `>= 0 && <= ${most}`, value);
  };
  methods.write = function write(text, offset, length, encoding) {
    validateString(text, "argument");
    if (offset === undefined || (length === undefined && typeof offset === "string")) {
      return host.write(this, text, 0, this.length, encodingOf(offset));
    }
    checkOffset(offset, "offset", this.length);
    const remaining = this.length - offset;
    if (length === undefined) {
      length = remaining;
    } else if (typeof length === "string") {
      encoding = length;
      length = remaining;
    } else {
      checkOffset(length, "length", this.length);
      length = Math.min(length, remaining);
    }
    return host.write(this, text, offset, length, encodingOf(encoding));
  };
  methods.toJSON = function toJSON() {
    return { type: "Buffer", data: Array.from(this) };
  };

  // --- parts and wholes

  const relative = (value, length) => {
    const n = Math.trunc(+value) || 0;
    return n < 0 ? Math.max(n + length, 0) : Math.min(n, length);
  };
  const part = function (start, end) {
    const length = this.length;
    const from = start === undefined ? 0 : relative(start, length);
    const to = end === undefined ? length : relative(end, length);
    return new FastBuffer(this.buffer, this.byteOffset + from, Math.max(to - from, 0));
  };
  methods.subarray = function subarray(start, end) {
    return part.call(this, start, end);
  };
  methods.slice = function slice(start, end) {
    return part.call(this, start, end);
  };
  methods.equals = function equals(other) {
    if (!isBytes(other)) throw new ERR_INVALID_ARG_TYPE("otherBuffer", ["Buffer", "Uint8Array"], other);
    return this === other || (this.byteLength === other.byteLength && host.compare(this, other) === 0);
  };
  methods.compare = function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
    if (!isBytes(target)) throw new ERR_INVALID_ARG_TYPE("target", ["Buffer", "Uint8Array"], target);
    if (arguments.length === 1) return host.compare(this, target);
    const bound = (value, name, fallback, most) => {
      if (value === undefined) return fallback;
      validateInteger(value, name, 0, most);
      return value;
    };
    targetStart = bound(targetStart, "targetStart", 0, Number.MAX_SAFE_INTEGER);
    targetEnd = bound(targetEnd, "targetEnd", target.length, target.length);
    sourceStart = bound(sourceStart, "sourceStart", 0, Number.MAX_SAFE_INTEGER);
    sourceEnd = bound(sourceEnd, "sourceEnd", this.length, this.length);
    if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1;
    if (targetStart >= targetEnd) return 1;
    return host.compare(this.subarray(sourceStart, sourceEnd), Uint8Array.prototype.subarray.call(target, targetStart, targetEnd));
  };
  methods.copy = function copy(target, targetStart, sourceStart, sourceEnd) {
    if (!isBytes(target)) throw new ERR_INVALID_ARG_TYPE("target", ["Buffer", "Uint8Array"], target);
    const whole = (value, name, limit) => {
      const n = Number.isNaN(+value) ? 0 : Math.trunc(+value);
      if (n < 0) throw new ERR_OUT_OF_RANGE(name, ">= 0", n);
      if (n >= limit) throw new ERR_OUT_OF_RANGE(name, `< ${limit}`, n);
      return n;
    };
    targetStart = whole(targetStart, "targetStart", Infinity);
    sourceStart = whole(sourceStart, "sourceStart", maxUint32);
    sourceEnd = Math.min(whole(sourceEnd ?? this.length, "sourceEnd", maxUint32), this.length);
    if (targetStart >= target.length || sourceStart >= sourceEnd) return 0;
    const count = Math.min(sourceEnd - sourceStart, target.length - targetStart);
    Uint8Array.prototype.set.call(target, this.subarray(sourceStart, sourceStart + count), targetStart);
    return count;
  };

  const fillWith = (buffer, value, offset, end, encoding) => {
    if (typeof value === "string") {
      if (typeof offset === "string") {
        encoding = offset;
        offset = undefined;
      } else if (typeof end === "string") {
        encoding = end;
        end = undefined;
      }
      if (encoding !== undefined) {
        validateString(encoding, "encoding");
        encodingOf(encoding);
      }
    } else if (typeof value === "boolean") {
      value = Number(value);
    }
    if (offset === undefined) {
      offset = 0;
      end = buffer.byteLength;
    } else {
      validateNumber(offset, "offset", 0);
      if (end === undefined) end = buffer.length;
      else validateNumber(end, "end", 0, buffer.length);
      if (offset >= end) return buffer;
    }
    if (typeof value === "number") return Uint8Array.prototype.fill.call(buffer, value & 255, offset, end);
    let pattern;
    if (typeof value === "string") {
      pattern = value.length === 0 ? Uint8Array.of(0) : host.encode(value, encodingOf(encoding));
    } else if (ArrayBuffer.isView(value)) {
      pattern = value;
    } else {
      return Uint8Array.prototype.fill.call(buffer, Number(value) & 255, offset, end);
    }
    if (host.fill(buffer, pattern, Math.trunc(offset), Math.trunc(end)) === false) throw new ERR_INVALID_ARG_VALUE("value", value);
    return buffer;
  };
  methods.fill = function fill(value, offset, end, encoding) {
    return fillWith(this, value, offset, end, encoding);
  };

  const search = (buffer, value, offset, encoding, forward) => {
    if (typeof offset === "string") {
      encoding = offset;
      offset = undefined;
    } else if (offset > kMaxLength) {
      offset = kMaxLength;
    } else if (offset < -kMaxLength - 1) {
      offset = -kMaxLength - 1;
    }
    offset = +offset;
    if (Number.isNaN(offset)) offset = forward ? 0 : buffer.length || buffer.byteLength;
    offset = Math.trunc(offset);
    if (typeof value === "number") {
      const byte = (value >>> 0) & 255;
      return host.indexOf(buffer, Uint8Array.of(byte), offset, forward, 1);
    }
    const name = normalizeEncoding(encoding);
    const step = name === "utf16le" ? 2 : 1;
    if (typeof value === "string") {
      if (name === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
      return host.indexOf(buffer, host.encode(value, name), offset, forward, step);
    }
    if (isBytes(value)) {
      if (encoding !== undefined && name === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
      return host.indexOf(buffer, value, offset, forward, step);
    }
    throw new ERR_INVALID_ARG_TYPE("value", ["number", "string", "Buffer", "Uint8Array"], value);
  };
  methods.indexOf = function indexOf(value, offset, encoding) {
    return search(this, value, offset, encoding, true);
  };
  methods.lastIndexOf = function lastIndexOf(value, offset, encoding) {
    return search(this, value, offset, encoding, false);
  };
  methods.includes = function includes(value, offset, encoding) {
    return search(this, value, offset, encoding, true) !== -1;
  };
  for (const bits of [16, 32, 64]) {
    methods[`swap${bits}`] = function () {
      if (this.length % (bits / 8) !== 0) throw new ERR_INVALID_BUFFER_SIZE(`${bits}-bits`);
      host.swap(this, bits / 8);
      return this;
    };
  }

  Object.assign(methods, use("node:internal/buffer_numbers"));

  // --- how a Buffer is shown

  let inspectMaxBytes = 50;
  methods[custom] = function inspect(depth, options) {
    const shown = Math.min(inspectMaxBytes, this.length);
    const hidden = this.length - shown;
    let text = host.decode(this, 0, shown, "hex").replace(/(.{2})/g, "$1 ").trim();
    if (hidden > 0) text += ` ... ${hidden} more byte${hidden > 1 ? "s" : ""}`;
    const extra = Object.keys(this).filter((key) => !/^\d+$/.test(key));
    if (options !== undefined && extra.length > 0) {
      const inspect = use("node:internal/inspect").inspect;
      const entries = Object.fromEntries(extra.map((key) => [key, this[key]]));
      const properties = inspect(entries, { ...options, breakLength: Infinity, compact: true }).slice(1, -1).trim();
      text += (text ? ", " : "") + properties;
    }
    return `<${this.constructor.name} ${text}>`;
  };
  methods.inspect = methods[custom];

  for (const name of Reflect.ownKeys(methods)) {
    Object.defineProperty(Buffer.prototype, name, { value: methods[name], writable: true, configurable: true, enumerable: true });
  }
  Object.defineProperties(Buffer.prototype, {
    parent: { enumerable: true, get() { return this instanceof Buffer ? this.buffer : undefined } },
    offset: { enumerable: true, get() { return this instanceof Buffer ? this.byteOffset : undefined } },
  });

  // --- functions of the module

  const bytesOf = (value, name) => {
    if (!isAnyBuffer(value) && !ArrayBuffer.isView(value)) throw new ERR_INVALID_ARG_TYPE(name, ["ArrayBuffer", "Buffer", "TypedArray"], value);
    return value;
  };
  function isAscii(value) {
    return host.isAscii(bytesOf(value, "input"));
  }
  function isUtf8(value) {
    return host.isUtf8(bytesOf(value, "input"));
  }
  const transcodable = new Set(["ascii", "latin1", "utf8", "utf16le"]);
  const maxTranscoded = 134217728 / 2;
  function transcode(source, from, to) {
    if (!isBytes(source)) throw new ERR_INVALID_ARG_TYPE("source", ["Buffer", "Uint8Array"], source);
    const [before, after] = [from, to].map((encoding) => {
      const name = normalizeEncoding(encoding);
      if (name === undefined || !transcodable.has(name)) throw new ERR_UNKNOWN_ENCODING(encoding);
      return name;
    });
    if (source.length === 0) return Buffer.alloc(0);
    if (before === "utf16le" && source.byteLength % 2 !== 0) throw new Error("UTF-16le input size should be multiple of 2");
    if (source.byteLength > maxTranscoded) throw new Error("Source buffer is too large to transcode");
    if (before === "utf8" && after === "utf16le" && !isUtf8(source)) throw new Error("Unable to transcode buffer");
    return make(host.transcode(source, before, after));
  }
  function resolveObjectURL() {
    throw new ERR_METHOD_NOT_IMPLEMENTED("resolveObjectURL()");
  }
  const constants = Object.freeze({ MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength });

  return {
    Blob, Buffer, File, SlowBuffer, constants, isAscii, isUtf8, kMaxLength, kStringMaxLength, resolveObjectURL, transcode,
    atob: globalThis.atob, btoa: globalThis.btoa,
    get INSPECT_MAX_BYTES() {
      return inspectMaxBytes;
    },
    set INSPECT_MAX_BYTES(value) {
      validateNumber(value, "INSPECT_MAX_BYTES", 0);
      inspectMaxBytes = value;
    },
  };
});
