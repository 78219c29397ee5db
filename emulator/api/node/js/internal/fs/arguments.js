// node:internal/fs/arguments: checks of the arguments of node:fs.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { isInt32, validateBoolean, validateInteger, validateObject } = use("node:internal/validators");
  const { Buffer } = use("node:buffer");
  const { F_OK, R_OK, W_OK, X_OK, O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_SYNC, O_TRUNC, O_WRONLY } = use("node:internal/fs/constants");
  const { toURL } = use("node:internal/fs/paths");
  const views = ["Buffer", "TypedArray", "DataView"];
  const isView = (v) => ArrayBuffer.isView(v);

  function validateUint32(value, name) {
    if (typeof value === "bigint") throw new TypeError("Cannot mix BigInt and other types, use explicit conversions");
    if (value === value >>> 0) return;
    if (typeof value !== "number") throw new ERR_INVALID_ARG_TYPE(name, "number", value);
    if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, "an integer", value);
    throw new ERR_OUT_OF_RANGE(name, ">= 0 && < 4294967296", value);
  }
  function validateInt32(value, name, min = -2147483648, max = 2147483647) {
    if (typeof value !== "number") throw new ERR_INVALID_ARG_TYPE(name, "number", value);
    if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, "an integer", value);
    if (!isInt32(value) || value < min || value > max) throw new ERR_OUT_OF_RANGE(name, `>= ${min} && <= ${max}`, value);
  }
  // parseMode gives a number for an octal string.
  function parseMode(value, name, fallback) {
    if (fallback !== undefined) value ??= fallback;
    if (typeof value === "string") {
      if (!/^[0-7]+$/.test(value)) throw new ERR_INVALID_ARG_VALUE(name, value, "must be a 32-bit unsigned integer or an octal string");
      value = parseInt(value, 8);
    }
    validateUint32(value, name);
    return value;
  }
  function descriptor(fd, name = "fd") {
    if (Object.is(fd, -0)) return 0;
    validateInt32(fd, name, 0);
    return fd;
  }
  // file is a descriptor, or the URL of a path.
  const file = (value) => (typeof value === "number" ? descriptor(value) : toURL(value));

  function validatePosition(position, name) {
    if (typeof position === "number") validateUint32(position, name);
    else if (typeof position !== "bigint" && position !== null) throw new ERR_INVALID_ARG_TYPE(name, ["integer", "bigint", "null"], position);
  }
  // encodings: of names and contents; "buffer" is none.
  function validateEncoding(encoding, nullable) {
    if ((nullable && encoding === null) || encoding === "buffer" || Buffer.isEncoding(encoding)) return;
    throw new ERR_INVALID_ARG_VALUE("options.encoding", encoding);
  }
  // encodingOptions are options that may be an encoding only.
  function encodingOptions(options) {
    if (typeof options === "string" || options === null || options === undefined) options = { encoding: options };
    validateObject(options, "options");
    return options;
  }
  function validateBuffers(buffers, name = "buffer") {
    if (!Array.isArray(buffers) || !buffers.every(isView)) throw new ERR_INVALID_ARG_TYPE(name, "ArrayBufferView[]", buffers);
  }
  const time = (value) => {
    if (typeof value === "number" || typeof value === "string") return new Date(value);
    if (typeof value === "bigint") return new Date(Number(value));
    if (value instanceof Date) return value;
    throw new ERR_INVALID_ARG_TYPE("time", ["string", "number", "bigint", "Date"], value);
  };

  const words = {
    r: O_RDONLY, rs: O_RDONLY | O_SYNC, "r+": O_RDWR, "rs+": O_RDWR | O_SYNC,
    w: O_TRUNC | O_CREAT | O_WRONLY, wx: O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
    "w+": O_TRUNC | O_CREAT | O_RDWR, "wx+": O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
    a: O_APPEND | O_CREAT | O_WRONLY, ax: O_APPEND | O_CREAT | O_WRONLY | O_EXCL, as: O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
    "a+": O_APPEND | O_CREAT | O_RDWR, "ax+": O_APPEND | O_CREAT | O_RDWR | O_EXCL, "as+": O_APPEND | O_CREAT | O_RDWR | O_SYNC,
  };
  const flagWords = new Map(Object.entries(words));
  for (const [word, number] of Object.entries(words)) {
    if (/^[a-z]{2}/.test(word)) flagWords.set(word[1] + word[0] + word.slice(2), number);
  }
  function flagsNumber(flags, name = "flags") {
    if (typeof flags === "number") {
      validateInt32(flags, name);
      return flags;
    }
    if (flags === null || flags === undefined) return O_RDONLY;
    if (!flagWords.has(flags)) throw new ERR_INVALID_ARG_VALUE("flags", flags);
    return flagWords.get(flags);
  }

  return {
    descriptor, file, flagsNumber, isView, parseMode, time, encodingOptions, validateEncoding, validateBuffers, validateInt32, validatePosition,
    validateUint32, views,
    accessMode(mode) {
      mode ??= F_OK;
      validateInteger(mode, "mode", F_OK, F_OK | R_OK | W_OK | X_OK);
      return mode;
    },
    owner(file, uid, gid) {
      validateInteger(uid, "uid", -1, 4294967295);
      validateInteger(gid, "gid", -1, 4294967295);
      return file();
    },
    statOptions(options = {}) {
      validateObject(options, "options");
      const { bigint = false, throwIfNoEntry = true } = options;
      validateBoolean(bigint, "options.bigint");
      validateBoolean(throwIfNoEntry, "options.throwIfNoEntry");
      return { bigint, throwIfNoEntry };
    },
    mkdirOptions(options) {
      if (typeof options === "number") options = { mode: options };
      validateObject(options, "options");
      const { recursive = false, mode = 0o777 } = options;
      validateBoolean(recursive, "options.recursive");
      parseMode(mode, "mode");
      return { recursive };
    },
    rmOptions(options) {
      validateObject(options, "options");
      const { force = false, maxRetries = 0, recursive = false, retryDelay = 0 } = options;
      validateBoolean(force, "options.force");
      validateUint32(maxRetries, "options.maxRetries");
      validateBoolean(recursive, "options.recursive");
      validateUint32(retryDelay, "options.retryDelay");
      return { recursive, force };
    },
    rmdirOptions(options) {
      validateObject(options, "options");
      const { maxRetries = 0, recursive = false, retryDelay = 0 } = options;
      validateUint32(maxRetries, "options.maxRetries");
      validateBoolean(recursive, "options.recursive");
      validateUint32(retryDelay, "options.retryDelay");
      return { recursive };
    },
    readdirOptions(options) {
      options = encodingOptions(options);
      const { encoding = "utf8", withFileTypes = false, recursive = false } = options;
      validateEncoding(encoding);
      validateBoolean(withFileTypes, "options.withFileTypes");
      validateBoolean(recursive, "options.recursive");
      return { encoding, withFileTypes, recursive };
    },
    opendirOptions(options) {
      validateObject(options, "options");
      const { encoding = "utf8", bufferSize = 32, recursive = false } = options;
      validateEncoding(encoding);
      validateUint32(bufferSize, "options.bufferSize");
      validateBoolean(recursive, "options.recursive");
      return { encoding, recursive };
    },
  };
});
