// node:internal/crypto/random: random bytes and numbers, and primes.
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { Buffer, kMaxLength } = use("node:buffer");
  const { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { validateBoolean, validateFunction, validateInt32, validateInteger, validateObject } = use("node:internal/validators");
  const { isAnyArrayBuffer } = use("node:util/types");
  const { isBytes, later } = use("node:internal/crypto/util");

  const requireBuffer = (buffer) => {
    if (isBytes(buffer)) return;
    throw new ERR_INVALID_ARG_TYPE("buffer", ["TypedArray", "DataView", "ArrayBuffer", "SharedArrayBuffer"], buffer);
  };

  function randomFillSync(buffer, offset = 0, size = undefined) {
    requireBuffer(buffer);
    validateInteger(offset, "offset", 0, kMaxLength);
    if (size === undefined) size = buffer.byteLength - offset;
    else validateInteger(size, "size", 0, buffer.byteLength - offset);
    if (isAnyArrayBuffer(buffer)) buffer = Buffer.from(buffer);
    else if (buffer instanceof DataView) buffer = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    return crypto.getRandomValues(buffer.subarray(offset, offset + size));
  }

  function randomFill(buffer, offset, size, callback) {
    requireBuffer(buffer);
    if (typeof callback === "function") {
      validateInteger(offset, "offset", 0, buffer.byteLength);
      validateInteger(size, "size", 0, buffer.byteLength - offset);
    } else if (typeof size === "function") {
      validateInteger(offset, "offset", 0, buffer.byteLength);
      [callback, size] = [size, buffer.byteLength - offset];
    } else if (typeof offset === "function") {
      [callback, offset, size] = [offset, 0, buffer.byteLength];
    }
    validateFunction(callback, "callback");
    later(() => {
      randomFillSync(buffer, offset, size);
      return buffer;
    }, callback);
  }

  function randomBytes(size, callback) {
    validateInteger(size, "size", 0, kMaxLength);
    const buffer = Buffer.alloc(size);
    if (callback !== undefined) return randomFill(buffer, callback);
    // Web Crypto gives 64 KiB at a time; the parts share the memory of the whole.
    for (let at = 0; at < size; at += 65536) randomFillSync(buffer, at, Math.min(65536, size - at));
    return buffer;
  }

  const span = 2 ** 48 - 1;
  const integer = (min, max) => {
    const range = max - min;
    if (!(range <= span)) throw new ERR_OUT_OF_RANGE(`max${max ? "" : " - min"}`, `<= ${span}`, range);
    // Numbers above the last whole range would make the first ones likelier.
    const limit = span - (span % range);
    const bytes = Buffer.alloc(6);
    for (;;) {
      const drawn = crypto.getRandomValues(bytes).readUIntBE(0, 6);
      if (drawn < limit) return (drawn % range) + min;
    }
  };

  function randomInt(min, max, callback) {
    const minGiven = typeof callback === "function" || (typeof max !== "function" && arguments.length === 2);
    if (minGiven) {
      validateInteger(min, "min");
      validateInteger(max, "max");
    } else {
      validateInteger(min, "max");
      if (typeof max === "function") callback = max;
      [min, max] = [0, min];
    }
    if (min >= max) throw new ERR_OUT_OF_RANGE("min", "min < max", min);
    if (callback == null) return integer(min, max);
    later(() => integer(min, max), callback);
  }

  function randomUUID(options) {
    if (options !== undefined) {
      validateObject(options, "options");
      if (options.disableEntropyCache !== undefined) validateBoolean(options.disableEntropyCache, "options.disableEntropyCache");
    }
    return crypto.randomUUID();
  }

  const number = (value, name) => {
    if (typeof value === "bigint") {
      if (value < 0) throw new ERR_OUT_OF_RANGE(name, ">= 0", value);
      const hex = value.toString(16);
      return Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
    }
    if (isBytes(value)) return value;
    throw new ERR_INVALID_ARG_TYPE(name, ["ArrayBuffer", "TypedArray", "Buffer", "DataView", "bigint"], value);
  };

  const primeMaker = (size, options) => {
    validateObject(options, "options");
    const { safe = false, bigint = false, add, rem } = options;
    validateBoolean(safe, "options.safe");
    validateBoolean(bigint, "options.bigint");
    const addBytes = add !== undefined ? number(add, "options.add") : undefined;
    const remBytes = rem !== undefined ? number(rem, "options.rem") : undefined;
    return () => {
      const prime = host.randomPrime(size, safe, addBytes, remBytes);
      return bigint ? BigInt(`0x${Buffer.from(prime).toString("hex")}`) : prime;
    };
  };
  const primeCheck = (candidate, options) => {
    const bytes = number(candidate, "candidate");
    validateObject(options, "options");
    return () => {
      const { checks = 0 } = options;
      validateInt32(checks, "options.checks", 0);
      return () => host.checkPrime(bytes, checks);
    };
  };

  return {
    randomBytes, randomFill, randomFillSync, randomInt, randomUUID,
    generatePrimeSync(size, options = {}) {
      validateInt32(size, "size", 1);
      return primeMaker(size, options)();
    },
    generatePrime(size, options, callback) {
      validateInt32(size, "size", 1);
      if (typeof options === "function") [callback, options] = [options, {}];
      validateFunction(callback, "callback");
      later(primeMaker(size, options), callback);
    },
    checkPrimeSync: (candidate, options = {}) => primeCheck(candidate, options)()(),
    checkPrime(candidate, options, callback) {
      if (typeof options === "function") [callback, options] = [options, {}];
      const check = primeCheck(candidate, options);
      validateFunction(callback, "callback");
      later(check(), callback);
    },
  };
});
