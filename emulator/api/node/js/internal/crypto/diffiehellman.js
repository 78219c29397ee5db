// node:internal/crypto/diffiehellman: key agreement, over primes and over elliptic curves.
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { Buffer } = use("node:buffer");
  const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { validateInt32, validateObject, validateOneOf, validateString } = use("node:internal/validators");
  const { bytesOf, encoded, isBytes } = use("node:internal/crypto/util");
  const { handleOf, isKeyObject } = use("node:internal/crypto/keys");

  const kHandle = Symbol("kHandle");
  const defaultGenerator = 2;
  const numberTypes = ["number", "string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"];
  const result = (bytes, encoding) => encoded(bytes, encoding || undefined);

  const generatorOf = (generator, encoding) => {
    if (!generator) return defaultGenerator;
    if (typeof generator === "number") {
      validateInt32(generator, "generator");
      return generator;
    }
    return bytesOf(generator, "generator", encoding, numberTypes);
  };

  function DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
    if (!(this instanceof DiffieHellman)) return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
    if (typeof sizeOrKey !== "number" && typeof sizeOrKey !== "string" && !isBytes(sizeOrKey)) {
      throw new ERR_INVALID_ARG_TYPE("sizeOrKey", numberTypes, sizeOrKey);
    }
    if (typeof sizeOrKey === "number") validateInt32(sizeOrKey, "sizeOrKey");
    if (keyEncoding && keyEncoding !== "buffer" && !Buffer.isEncoding(keyEncoding)) {
      [keyEncoding, generator, genEncoding] = [undefined, keyEncoding, generator];
    }
    if (typeof sizeOrKey !== "number") sizeOrKey = bytesOf(sizeOrKey, "sizeOrKey", keyEncoding ?? undefined);
    this[kHandle] = host.newDH(sizeOrKey, generatorOf(generator, genEncoding ?? undefined));
  }

  function DiffieHellmanGroup(name) {
    if (!(this instanceof DiffieHellmanGroup)) return new DiffieHellmanGroup(name);
    this[kHandle] = host.newDHGroup(name);
  }

  const shared = {
    generateKeys(encoding) {
      return result(host.dhGenerate(this[kHandle]), encoding);
    },
    computeSecret(key, inEncoding, outEncoding) {
      return result(host.dhSecret(this[kHandle], bytesOf(key, "key", inEncoding)), outEncoding);
    },
    getPrime(encoding) {
      return result(host.dhGet(this[kHandle], "prime"), encoding);
    },
    getGenerator(encoding) {
      return result(host.dhGet(this[kHandle], "generator"), encoding);
    },
    getPublicKey(encoding) {
      return result(host.dhGet(this[kHandle], "public"), encoding);
    },
    getPrivateKey(encoding) {
      return result(host.dhGet(this[kHandle], "private"), encoding);
    },
  };
  const verifyError = {
    get() {
      return host.dhVerifyError(this[kHandle]);
    },
    configurable: true, enumerable: true,
  };
  for (const Class of [DiffieHellman, DiffieHellmanGroup]) {
    Object.assign(Class.prototype, shared);
    Object.defineProperty(Class.prototype, "verifyError", verifyError);
  }
  Object.assign(DiffieHellman.prototype, {
    setPublicKey(key, encoding) {
      host.dhSet(this[kHandle], "public", bytesOf(key, "key", encoding));
      return this;
    },
    setPrivateKey(key, encoding) {
      host.dhSet(this[kHandle], "private", bytesOf(key, "key", encoding));
      return this;
    },
  });

  function diffieHellman(options) {
    validateObject(options, "options");
    const { publicKey, privateKey } = options;
    if (!isKeyObject(publicKey)) throw new ERR_INVALID_ARG_TYPE("options.publicKey", "KeyObject", publicKey);
    if (!isKeyObject(privateKey)) throw new ERR_INVALID_ARG_TYPE("options.privateKey", "KeyObject", privateKey);
    if (publicKey.type !== "public") throw new ERR_INVALID_ARG_TYPE("options.publicKey", "public key", publicKey);
    if (privateKey.type !== "private") throw new ERR_INVALID_ARG_TYPE("options.privateKey", "private key", privateKey);
    const type = publicKey.asymmetricKeyType;
    if (type !== privateKey.asymmetricKeyType) {
      throw new ERR_INVALID_ARG_VALUE("options.publicKey.asymmetricKeyType", type, "must equal privateKey.asymmetricKeyType");
    }
    return encoded(host.statelessDH(handleOf(privateKey), handleOf(publicKey)));
  }

  const formats = ["compressed", "uncompressed", "hybrid"];
  const checkEncoding = (encoding, name) => {
    if (encoding != null) validateString(encoding, name);
  };
  const viewOf = (value, name, encoding) => {
    if (typeof value === "string") value = Buffer.from(value, encoding);
    if (!ArrayBuffer.isView(value)) throw new ERR_INVALID_ARG_TYPE(name, ["string", "Buffer", "TypedArray", "DataView"], value);
    return value;
  };
  const text = (bytes, encoding) => {
    const buffer = Buffer.from(bytes.buffer);
    return typeof encoding === "string" ? buffer.toString(encoding) : buffer;
  };

  function ECDH(curveName) {
    if (!(this instanceof ECDH)) return new ECDH(curveName);
    validateString(curveName, "curveName");
    this[kHandle] = host.newECDH(curveName);
  }
  Object.assign(ECDH.prototype, {
    computeSecret(otherPublicKey, inputEncoding, outputEncoding) {
      const other = viewOf(otherPublicKey, "otherPublicKey", inputEncoding);
      checkEncoding(inputEncoding, "inputEncoding");
      checkEncoding(outputEncoding, "outputEncoding");
      return text(host.ecdhSecret(this[kHandle], other), outputEncoding);
    },
    generateKeys(encoding, format) {
      checkEncoding(encoding, "encoding");
      if (format != null) validateOneOf(format, "format", formats);
      host.ecdhGenerate(this[kHandle]);
      return this.getPublicKey(encoding, format);
    },
    getPrivateKey(encoding) {
      checkEncoding(encoding, "encoding");
      return text(host.ecdhPrivate(this[kHandle]), encoding);
    },
    getPublicKey(encoding, format = "uncompressed") {
      checkEncoding(encoding, "encoding");
      validateOneOf(format, "format", formats);
      return text(host.ecdhPublic(this[kHandle], format), encoding);
    },
    setPrivateKey(key, encoding) {
      checkEncoding(encoding, "encoding");
      host.ecdhSetPrivate(this[kHandle], viewOf(key, "key", encoding));
    },
  });
  ECDH.convertKey = function (key, curve, inputEncoding, outputEncoding, format = "uncompressed") {
    const view = viewOf(key, "key", inputEncoding);
    validateString(curve, "curve");
    checkEncoding(inputEncoding, "inputEncoding");
    checkEncoding(outputEncoding, "outputEncoding");
    validateOneOf(format, "format", formats);
    return text(host.ecdhConvert(view, curve, format), outputEncoding);
  };

  const createDiffieHellmanGroup = (name) => new DiffieHellmanGroup(name);
  return {
    DiffieHellman, DiffieHellmanGroup, ECDH, diffieHellman, createDiffieHellmanGroup,
    getDiffieHellman: (name) => createDiffieHellmanGroup(name),
    createDiffieHellman: (sizeOrKey, keyEncoding, generator, genEncoding) => new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding),
    createECDH: (curveName) => new ECDH(curveName),
  };
});
