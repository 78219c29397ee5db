// node:internal/crypto/sign: signatures.
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { Buffer } = use("node:buffer");
  const { Writable } = use("node:internal/streams/writable");
  const {
    ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_CRYPTO_SIGN_KEY_REQUIRED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
  } = use("node:internal/errors");
  const { validateString } = use("node:internal/validators");
  const { encoded } = use("node:internal/crypto/util");
  const { createPrivateKey, createPublicKey, handleOf, isKeyObject } = use("node:internal/crypto/keys");

  const kHandle = Symbol("kHandle");
  const viewTypes = ["Buffer", "TypedArray", "DataView"];

  const integerOption = (options, name) => {
    const value = options[name];
    if (value === undefined || value === value >> 0) return value;
    throw new ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  };
  const encodings = { der: 0, "ieee-p1363": 1 };

  // scheme is how to sign by the options: the padding, the length of the salt, the encoding.
  const scheme = (options) => {
    const padding = integerOption(options, "padding");
    const salt = integerOption(options, "saltLength");
    const { dsaEncoding = "der" } = typeof options === "object" ? options : {};
    if (!Object.hasOwn(encodings, dsaEncoding)) throw new ERR_INVALID_ARG_VALUE("options.dsaEncoding", dsaEncoding);
    return [padding, salt, encodings[dsaEncoding]];
  };

  const privateHandle = (options) => {
    if (!options) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
    if (options instanceof CryptoKey) return handleOf(options);
    if (!isKeyObject(options)) return handleOf(createPrivateKey(options));
    if (options.type === "secret") {
      throw new ERR_INVALID_ARG_TYPE("options", ["PublicKeyObject", "PrivateKeyObject", "CryptoKey", "object"], options.type);
    }
    if (options.type === "public") throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE("public", "private");
    return handleOf(options);
  };
  const publicHandle = (options) => {
    if (!options) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
    return handleOf(options) ?? handleOf(createPublicKey(options));
  };

  const define = (name, what, methods) => {
    const Class = {
      [name]: function (algorithm, options) {
        if (!(this instanceof Class)) return new Class(algorithm, options);
        validateString(algorithm, "algorithm");
        this[kHandle] = host.newSigner(algorithm, what);
        Writable.call(this, options);
      },
    }[name];
    Object.setPrototypeOf(Class.prototype, Writable.prototype);
    Object.setPrototypeOf(Class, Writable);
    Object.assign(Class.prototype, methods, {
      _write(chunk, encoding, callback) {
        this.update(chunk, encoding);
        callback();
      },
      update(data, encoding) {
        if (typeof data === "string") data = Buffer.from(data, encoding);
        if (!ArrayBuffer.isView(data)) throw new ERR_INVALID_ARG_TYPE("data", ["string", ...viewTypes], data);
        host.updateSigner(this[kHandle], data);
        return this;
      },
    });
    return Class;
  };

  const Sign = define("Sign", "Signing", {
    sign(options, encoding) {
      const signature = host.signDigest(this[kHandle], privateHandle(options), ...scheme(options));
      return encoded(signature, encoding || undefined);
    },
  });
  const Verify = define("Verify", "Verification", {
    verify(options, signature, encoding = "utf8") {
      const key = publicHandle(options);
      const how = scheme(options);
      if (typeof signature === "string") signature = Buffer.from(signature, encoding);
      return host.verifyDigest(this[kHandle], key, signature, ...how);
    },
  });

  const checkView = (value, name) => {
    if (!ArrayBuffer.isView(value)) throw new ERR_INVALID_ARG_TYPE(name, viewTypes, value);
  };

  function sign(algorithm, data, options, callback) {
    if (algorithm != null) validateString(algorithm, "algorithm");
    checkView(data, "data");
    const key = privateHandle(options);
    const how = scheme(options);
    const run = () => encoded(host.sign(key, algorithm, data, ...how));
    if (callback === undefined) return run();
    try {
      const signature = run();
      queueMicrotask(() => callback(null, signature));
    } catch (error) {
      queueMicrotask(() => callback(error));
    }
  }

  function verify(algorithm, data, options, signature, callback) {
    if (algorithm != null) validateString(algorithm, "algorithm");
    checkView(data, "data");
    checkView(signature, "signature");
    const key = publicHandle(options);
    const how = scheme(options);
    const run = () => host.verify(key, algorithm, data, signature, ...how);
    if (callback === undefined) return run();
    try {
      callback(null, run());
    } catch (error) {
      queueMicrotask(() => callback(error));
    }
  }

  return {
    Sign, Verify, sign, verify,
    createSign: (algorithm, options) => new Sign(algorithm, options),
    createVerify: (algorithm, options) => new Verify(algorithm, options),
  };
});
