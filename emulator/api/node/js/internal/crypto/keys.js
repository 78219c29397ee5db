// node:internal/crypto/keys: KeyObject and its kinds.
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { Buffer } = use("node:buffer");
  const { inspect } = use("node:internal/inspect");
  const {
    ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED,
  } = use("node:internal/errors");
  const { validateInteger, validateObject, validateOneOf, validateString } = use("node:internal/validators");
  const { isUint8Array } = use("node:util/types");
  const { bytesOf, encoded, isBytes } = use("node:internal/crypto/util");
  const { randomBytes } = use("node:internal/crypto/random");

  const kHandle = Symbol("kHandle");
  const custom = Symbol.for("nodejs.util.inspect.custom");

  const checkExport = (options, type, name = "options") => {
    validateObject(options, name);
    if (options.format !== undefined) validateString(options.format, `${name}.format`);
    if (options.type !== undefined) validateString(options.type, `${name}.type`);
    if (type !== "private" || options.cipher === undefined) return options;
    validateString(options.cipher, `${name}.cipher`);
    let { passphrase } = options;
    if (typeof passphrase === "string") passphrase = Buffer.from(passphrase, options.encoding);
    if (!isUint8Array(passphrase)) throw new ERR_INVALID_ARG_TYPE(`${name}.passphrase`, ["string", "Uint8Array"], passphrase);
    return { ...options, passphrase };
  };

  class KeyObject {
    constructor() {
      throw new Error("Illegal constructor");
    }
    static from(key) {
      if (!(key instanceof CryptoKey)) throw new ERR_INVALID_ARG_TYPE("key", "CryptoKey", key);
      if (!key.extractable) unextractable.add(handleOf(key));
      return wrap(handleOf(key), key.type);
    }
    export(options = {}) {
      validateObject(options, "options");
      if (unextractable.has(this[kHandle])) throw new TypeError("Unable to export non-extractable key");
      const result = host.exportKey(this[kHandle], checkExport(options, this.type));
      return result instanceof Uint8Array ? encoded(result) : result;
    }
    equals(other) {
      if (this === other || this[kHandle] === other[kHandle]) return true;
      if (this.type !== other.type) return false;
      if (!isKeyObject(other)) throw new ERR_INVALID_ARG_TYPE("otherKeyObject", "KeyObject", other);
      return host.equalKeys(this[kHandle], other[kHandle]);
    }
    get [Symbol.toStringTag]() {
      return "KeyObject";
    }
  }

  const describe = (key, facts, depth, options) => {
    if (depth < 0) return key;
    return `${key.constructor.name} ${inspect(facts(), { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  };

  class SecretKeyObject extends KeyObject {
    get type() {
      return "secret";
    }
    get symmetricKeySize() {
      return host.secretOf(this[kHandle]).byteLength;
    }
    [custom](depth, options) {
      return describe(this, () => ({ size: this.symmetricKeySize }), depth, options);
    }
  }

  class AsymmetricKeyObject extends KeyObject {
    get asymmetricKeyDetails() {
      return host.keyDetails(this[kHandle]);
    }
    get asymmetricKeyType() {
      return host.keyType(this[kHandle]);
    }
    toCryptoKey() {
      throw new ERR_METHOD_NOT_IMPLEMENTED("toCryptoKey");
    }
    [custom](depth, options) {
      return describe(this, () => ({ type: this.asymmetricKeyType, details: this.asymmetricKeyDetails }), depth, options);
    }
  }
  class PublicKeyObject extends AsymmetricKeyObject {
    get type() {
      return "public";
    }
  }
  class PrivateKeyObject extends AsymmetricKeyObject {
    get type() {
      return "private";
    }
  }

  const classes = { secret: SecretKeyObject, public: PublicKeyObject, private: PrivateKeyObject };
  const wrap = (handle, type) => Object.defineProperty(Object.create(classes[type].prototype), kHandle, { value: handle });
  const isKeyObject = (v) => v != null && typeof v === "object" && kHandle in v;

  function createSecretKey(key, encoding) {
    if (key == null) throw new ERR_INVALID_ARG_TYPE("key", ["string", "ArrayBuffer", "TypedArray", "DataView"], key);
    return wrap(host.newSecret(bytesOf(key, "key", encoding)), "secret");
  }

  const keyTypes = ["ArrayBuffer", "Buffer", "TypedArray", "DataView", "string", "object"];
  const encodings = { private: ["pkcs1", "pkcs8", "sec1"], public: ["pkcs1", "spki"] };

  // readKey gives create what a caller says of a key: its data, format, type and passphrase.
  const readKey = (key, kind, create) => {
    if (key == null) throw new ERR_INVALID_ARG_TYPE("key", keyTypes, key);
    const options = typeof key === "string" || isBytes(key) ? { key } : key;
    const { key: data, encoding = "utf8", format = "pem", type, passphrase } = options;
    if (data == null || isKeyObject(data) || data instanceof CryptoKey) throw new ERR_INVALID_ARG_TYPE("options.key", keyTypes, data);
    if (typeof data === "string" || isBytes(data)) {
      validateOneOf(format, "format", ["pem", "der"]);
      if (type !== undefined) validateOneOf(type, "type", encodings[kind]);
      const secret = passphrase == null ? undefined : bytesOf(passphrase, "passphrase", encoding);
      return create(bytesOf(data, "key", encoding), format, type, secret);
    }
    if (typeof data !== "object") throw new ERR_INVALID_ARG_TYPE("key", keyTypes, key);
    return create(data, "jwk");
  };

  const createPrivateKey = (key) => wrap(readKey(key, "private", host.createPrivate), "private");
  const createPublicKey = (key) => {
    if (!isKeyObject(key) && !(key instanceof CryptoKey)) return wrap(readKey(key, "public", host.createPublic), "public");
    if (key.type !== "private") throw new ERR_INVALID_ARG_TYPE("key", "PrivateKeyObject", key);
    return wrap(host.publicOf(handleOf(key)), "public");
  };

  // handleOf is that of a KeyObject or a CryptoKey, undefined for others.
  const handles = new WeakMap();
  const unextractable = new WeakSet();
  const handleOf = (key) => {
    if (isKeyObject(key)) return key[kHandle];
    if (!(key instanceof CryptoKey)) return undefined;
    if (!handles.has(key)) handles.set(key, host.keyFrom(key));
    return handles.get(key);
  };

  // secretHandle is that of a secret key, nothing for what is no key.
  const secretHandle = (key) => {
    if (!isKeyObject(key) && !(key instanceof CryptoKey)) return undefined;
    if (key.type !== "secret") throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, "secret");
    return handleOf(key);
  };

  function generateKeySync(type, options) {
    validateOneOf(type, "type", ["hmac", "aes"]);
    validateObject(options, "options");
    if (type === "aes") validateOneOf(options.length, "options.length", [128, 192, 256]);
    else validateInteger(options.length, "options.length", 8, 65536);
    return createSecretKey(randomBytes(Math.floor(options.length / 8)));
  }

  // afterwards calls back in a microtask with what make returns as a list.
  const afterwards = (make, callback) => {
    let results;
    try {
      results = [null, ...make()];
    } catch (error) {
      results = [error];
    }
    queueMicrotask(() => {
      try {
        callback(...results);
      } catch (error) {
        reportError(error);
      }
    });
  };

  return {
    KeyObject, SecretKeyObject, classes, wrap, kHandle, isKeyObject, secretHandle, checkExport, describe, afterwards,
    PublicKeyObject, PrivateKeyObject, handleOf, createPrivateKey, createPublicKey,
    createSecretKey,
    generateKeySync,
    generateKey: (type, options, callback) => afterwards(() => [generateKeySync(type, options)], callback),
  };
});
