// node:internal/crypto/kdf: keys of passwords and of other keys.
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { kMaxLength } = use("node:buffer");
  const { ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { validateFunction, validateInt32, validateInteger, validateString, validateUint32 } = use("node:internal/validators");
  const { bytesOf, encoded, later } = use("node:internal/crypto/util");
  const { KeyObject } = use("node:internal/crypto/keys");

  const sources = ["string", "ArrayBuffer", "TypedArray", "DataView", "Buffer"];
  const maxInfo = 1024;

  const hkdfOf = (digest, ikm, salt, info, length) => {
    if (ikm instanceof KeyObject) ikm = ikm.export();
    validateString(digest, "digest");
    ikm = bytesOf(ikm, "ikm", undefined, ["string", "SecretKeyObject", "ArrayBuffer", "TypedArray", "DataView", "Buffer"]);
    salt = bytesOf(salt, "salt", undefined, sources);
    info = bytesOf(info, "info", undefined, sources);
    validateInteger(length, "length", 0, kMaxLength);
    if (info.byteLength > maxInfo) throw new ERR_OUT_OF_RANGE("info", `must not contain more than ${maxInfo} bytes`, info.byteLength);
    return () => host.hkdf(digest, ikm, salt, info, length);
  };

  const pbkdf2Of = (password, salt, iterations, length, digest) => {
    validateString(digest, "digest");
    password = bytesOf(password, "password");
    salt = bytesOf(salt, "salt");
    validateInt32(iterations, "iterations", 1);
    validateInt32(length, "keylen", 0);
    return () => encoded(host.pbkdf2(password, salt, iterations, length, digest));
  };

  const defaults = { N: 16384, r: 8, p: 1, maxmem: 32 << 20 };
  const parameter = (options, name, alias) => {
    let value = defaults[name];
    if (options[name] !== undefined) {
      value = options[name];
      validateUint32(value, name);
    }
    if (options[alias] !== undefined) {
      if (options[name] !== undefined) throw new ERR_INVALID_ARG_VALUE(alias, options[alias]);
      value = options[alias];
      validateUint32(value, alias);
    }
    return value || defaults[name];
  };

  const scryptOf = (password, salt, length, options) => {
    password = bytesOf(password, "password");
    salt = bytesOf(salt, "salt");
    if (password.byteLength >= kMaxLength) throw new ERR_INVALID_ARG_VALUE("password", password, "is too big");
    if (salt.byteLength >= kMaxLength) throw new ERR_INVALID_ARG_VALUE("salt", salt, "is too big");
    validateInteger(length, "keylen", 0, kMaxLength);
    options ||= defaults;
    const N = parameter(options, "N", "cost");
    const r = parameter(options, "r", "blockSize");
    const p = parameter(options, "p", "parallelization");
    if (options.maxmem !== undefined) validateInteger(options.maxmem, "maxmem", 0);
    return () => encoded(host.scrypt(password, salt, N, r, p, options.maxmem || defaults.maxmem, length));
  };

  return {
    hkdf(digest, ikm, salt, info, length, callback) {
      const derive = hkdfOf(digest, ikm, salt, info, length);
      validateFunction(callback, "callback");
      later(derive, callback);
    },
    hkdfSync: (...args) => hkdfOf(...args)(),
    pbkdf2(password, salt, iterations, length, digest, callback) {
      if (typeof digest === "function") validateString(undefined, "digest");
      validateFunction(callback, "callback");
      later(pbkdf2Of(password, salt, iterations, length, digest), callback);
    },
    pbkdf2Sync: (...args) => pbkdf2Of(...args)(),
    scrypt(password, salt, length, options, callback) {
      if (callback === undefined) [callback, options] = [options, defaults];
      const derive = scryptOf(password, salt, length, options);
      validateFunction(callback, "callback");
      later(derive, callback);
    },
    scryptSync: (...args) => scryptOf(...args)(),
  };
});
