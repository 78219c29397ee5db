// node:internal/crypto/cipher: symmetric ciphers.
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { Buffer } = use("node:buffer");
  const { Transform } = use("node:internal/streams/transform");
  const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { validateObject, validateString, validateUint32 } = use("node:internal/validators");
  const { bytesOf, encoded, isBytes } = use("node:internal/crypto/util");
  const { secretHandle } = use("node:internal/crypto/keys");

  const kHandle = Symbol("kHandle");
  const output = (bytes, encoding) => (encoding === undefined ? encoded(bytes) : encoded(bytes).toString(encoding));

  const open = (cipher, encrypt, algorithm, key, iv, options) => {
    validateString(algorithm, "algorithm");
    const types = ["string", "Buffer", "TypedArray", "DataView", "KeyObject", "CryptoKey"];
    const handle = secretHandle(key);
    const secret = handle ? host.secretOf(handle) : bytesOf(key, "key", undefined, types);
    const vector = bytesOf(iv, "iv", undefined, ["string", "Buffer", "TypedArray", "DataView", "null"]);
    // Unlike in Node, the option is called authLengthTag in workerd.
    if (options.authLengthTag !== undefined) validateUint32(options.authLengthTag, "options.authLengthTag");
    cipher[kHandle] = host.newCipher(encrypt, algorithm, secret, vector, options.authLengthTag);
    Transform.call(cipher, options);
  };

  const shared = {
    update(data, inputEncoding, outputEncoding) {
      if (typeof data === "string" && inputEncoding === undefined) {
        throw new ERR_INVALID_ARG_VALUE("inputEncoding", inputEncoding, "If inputEncoding is not provided then the data must be a Buffer");
      }
      if (typeof data === "string") data = Buffer.from(data, inputEncoding);
      else if (!isBytes(data)) throw new ERR_INVALID_ARG_TYPE("data", ["string", "Buffer", "TypedArray", "DataView"], data);
      return output(host.updateCipher(this[kHandle], data), outputEncoding);
    },
    final(outputEncoding) {
      return output(host.finalCipher(this[kHandle]), outputEncoding);
    },
    setAAD(data, options = {}) {
      validateObject(options, "options");
      const { plaintextLength, encoding } = options;
      if (plaintextLength !== undefined) validateUint32(plaintextLength, "options.plaintextLength");
      if (encoding !== undefined) validateString(encoding, "options.encoding");
      if (typeof data === "string") data = Buffer.from(data, encoding);
      if (isBytes(data)) host.setCipherData(this[kHandle], data);
      return this;
    },
    setAutoPadding(padding) {
      host.setCipherPadding(this[kHandle], Boolean(padding));
      return this;
    },
    _transform(chunk, encoding, callback) {
      this.push(encoded(host.updateCipher(this[kHandle], typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk)));
      callback();
    },
    _flush(callback) {
      this.push(encoded(host.finalCipher(this[kHandle])));
      callback();
    },
  };

  function Cipheriv(algorithm, key, iv, options = {}) {
    open(this, true, algorithm, key, iv, options);
  }
  function Decipheriv(algorithm, key, iv, options = {}) {
    open(this, false, algorithm, key, iv, options);
  }
  for (const Class of [Cipheriv, Decipheriv]) {
    Object.setPrototypeOf(Class.prototype, Transform.prototype);
    Object.setPrototypeOf(Class, Transform);
    Object.assign(Class.prototype, shared);
  }
  Cipheriv.prototype.getAuthTag = function () {
    const tag = host.cipherTag(this[kHandle]);
    return tag === undefined ? undefined : encoded(tag);
  };
  Decipheriv.prototype.setAuthTag = function (tag) {
    host.setCipherTag(this[kHandle], tag);
    return this;
  };

  return {
    Cipheriv,
    Decipheriv,
    createCipheriv: (algorithm, key, iv, options = {}) => new Cipheriv(algorithm, key, iv, options),
    createDecipheriv: (algorithm, key, iv, options = {}) => new Decipheriv(algorithm, key, iv, options),
    getCiphers: () => host.cipherNames(),
    getCipherInfo(nameOrId, options = {}) {
      if (typeof nameOrId !== "string" && typeof nameOrId !== "number") {
        throw new ERR_INVALID_ARG_TYPE("nameOrId", ["string", "number"], nameOrId);
      }
      validateObject(options, "options");
      return host.cipherInfo(nameOrId, options.keyLength, options.ivLength);
    },
  };
});
