// node:internal/crypto/hash: digests and HMAC.
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { Buffer } = use("node:buffer");
  const { Transform } = use("node:internal/streams/transform");
  const { ERR_CRYPTO_HASH_FINALIZED, ERR_INVALID_ARG_TYPE } = use("node:internal/errors");
  const { validateString, validateUint32 } = use("node:internal/validators");
  const { bytesOf, encoded, encodingOption } = use("node:internal/crypto/util");
  const { secretHandle } = use("node:internal/crypto/keys");

  const kHandle = Symbol("kHandle");
  const kFinalized = Symbol("kFinalized");
  const viewTypes = ["string", "Buffer", "TypedArray", "DataView"];

  // Handle is what a Hash or Hmac holds on to, with the methods that scripts find on it in workerd.
  class Handle {
    #digest;
    constructor(digest) {
      this.#digest = digest;
    }
    update(data) {
      host.updateDigest(this.#digest, data);
    }
    digest() {
      return host.sumDigest(this.#digest);
    }
    copy(length) {
      return new Handle(host.copyHash(this.#digest, length));
    }
  }

  function Hash(algorithm, options) {
    if (!(this instanceof Hash)) return new Hash(algorithm, options);
    const length = typeof options === "object" ? options.outputLength : undefined;
    if (length !== undefined) validateUint32(length, "options.outputLength");
    if (algorithm instanceof Handle) {
      this[kHandle] = algorithm.copy(length);
    } else {
      validateString(algorithm, "algorithm");
      this[kHandle] = new Handle(host.newHash(algorithm, length));
    }
    this[kFinalized] = false;
    Transform.call(this, options);
  }
  Object.setPrototypeOf(Hash.prototype, Transform.prototype);
  Object.setPrototypeOf(Hash, Transform);

  // The methods that Hash and Hmac share.
  const shared = {
    update(data, encoding) {
      if (this[kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
      if (typeof data !== "string" && !ArrayBuffer.isView(data)) throw new ERR_INVALID_ARG_TYPE("data", viewTypes, data);
      this[kHandle].update(bytesOf(data, "data", encoding ?? undefined));
      return this;
    },
    _transform(chunk, encoding, callback) {
      this[kHandle].update(bytesOf(chunk, "chunk", encoding));
      callback();
    },
    _flush(callback) {
      this.push(encoded(this[kHandle].digest()));
      callback();
    },
  };

  Object.assign(Hash.prototype, shared, {
    copy(options) {
      if (this[kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
      return new Hash(this[kHandle], options);
    },
    digest(encoding) {
      if (this[kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
      const sum = encoded(this[kHandle].digest(), encoding);
      this[kFinalized] = true;
      return sum;
    },
  });

  function Hmac(hmac, key, options) {
    if (!(this instanceof Hmac)) return new Hmac(hmac, key, options);
    validateString(hmac, "hmac");
    const encoding = encodingOption(options);
    const secret = secretHandle(key);
    const types = ["ArrayBuffer", "Buffer", "ArrayBufferView", "string", "KeyObject", "CryptoKey"];
    const bytes = secret ? host.secretOf(secret) : bytesOf(key, "key", encoding, types);
    this[kHandle] = new Handle(host.newHmac(hmac, bytes));
    this[kFinalized] = false;
    Transform.call(this, options);
  }
  Object.setPrototypeOf(Hmac.prototype, Transform.prototype);
  Object.setPrototypeOf(Hmac, Transform);
  Object.assign(Hmac.prototype, shared, {
    digest(encoding) {
      if (this[kFinalized]) return !encoding || encoding === "buffer" ? Buffer.from("") : "";
      const sum = encoded(this[kHandle].digest(), encoding);
      this[kFinalized] = true;
      return sum;
    },
  });

  return {
    Hash,
    Hmac,
    createHash: (algorithm, options) => new Hash(algorithm, options),
    createHmac: (hmac, key, options) => new Hmac(hmac, key, options),
    hash(algorithm, data, outputEncoding = "hex") {
      validateString(algorithm, "algorithm");
      validateString(outputEncoding, "outputEncoding");
      if (typeof data !== "string" && !ArrayBuffer.isView(data)) throw new ERR_INVALID_ARG_TYPE("data", viewTypes, data);
      return new Hash(algorithm).update(data).digest(outputEncoding);
    },
  };
});
