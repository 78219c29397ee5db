(function (host, use) {
  "use strict";
  const { define, illegal } = use("webidl");

  class CryptoKey {
    // What Go keeps of the key.
    #key;
    constructor(key) { this.#key = key }
    static {
      host.keys((key) => new CryptoKey(key),
        (v) => typeof v === "object" && v !== null && #key in v ? v.#key : undefined);
    }
  }

  class SubtleCrypto {
    #brand;
    encrypt(algorithm, key, data) {
      if (!this || !(#brand in this)) illegal();
      return host.encrypt(algorithm, key, data);
    }
    decrypt(algorithm, key, data) {
      if (!this || !(#brand in this)) illegal();
      return host.decrypt(algorithm, key, data);
    }
    sign(algorithm, key, data) {
      if (!this || !(#brand in this)) illegal();
      return host.sign(algorithm, key, data);
    }
    verify(algorithm, key, signature, data) {
      if (!this || !(#brand in this)) illegal();
      return host.verify(algorithm, key, signature, data);
    }
    digest(algorithm, data) {
      if (!this || !(#brand in this)) illegal();
      return host.digest(algorithm, data);
    }
    generateKey(algorithm, extractable, usages) {
      if (!this || !(#brand in this)) illegal();
      return host.generateKey(algorithm, extractable, usages);
    }
    deriveKey(algorithm, key, derived, extractable, usages) {
      if (!this || !(#brand in this)) illegal();
      return host.deriveKey(algorithm, key, derived, extractable, usages);
    }
    deriveBits(algorithm, key, length) {
      if (!this || !(#brand in this)) illegal();
      return host.deriveBits(algorithm, key, length);
    }
    importKey(format, data, algorithm, extractable, usages) {
      if (!this || !(#brand in this)) illegal();
      return host.importKey(format, data, algorithm, extractable, usages);
    }
    exportKey(format, key) {
      if (!this || !(#brand in this)) illegal();
      return host.exportKey(format, key);
    }
    wrapKey(format, key, wrappingKey, algorithm) {
      if (!this || !(#brand in this)) illegal();
      return host.wrapKey(format, key, wrappingKey, algorithm);
    }
    unwrapKey(format, wrapped, unwrappingKey, algorithm, unwrapped, extractable, usages) {
      if (!this || !(#brand in this)) illegal();
      return host.unwrapKey(format, wrapped, unwrappingKey, algorithm, unwrapped, extractable, usages);
    }
    timingSafeEqual(a, b) {
      if (!this || !(#brand in this)) illegal();
      return host.timingSafeEqual(a, b);
    }
  }

  class Crypto {
    #subtle = new SubtleCrypto();
    get subtle() { if (!this || !(#subtle in this)) illegal(); return this.#subtle }
    getRandomValues(view) {
      if (!this || !(#subtle in this)) illegal();
      return host.getRandomValues(view);
    }
    randomUUID() {
      if (!this || !(#subtle in this)) illegal();
      return host.randomUUID();
    }
    // Becomes the plain property that it is in workerd when it is first touched.
    get DigestStream() { return replace(use("digest_stream").DigestStream) }
    set DigestStream(v) { replace(v) }
  }
  const replace = (value) => {
    Object.defineProperty(Crypto.prototype, "DigestStream", { value, writable: true });
    return value;
  };

  const encrypt = ["string or EncryptAlgorithm", "CryptoKey", "BufferSource"];
  const sign = ["string or SignAlgorithm", "CryptoKey", "BufferSource"];
  const derive = ["string or DeriveKeyAlgorithm", "CryptoKey"];
  return {
    crypto: new Crypto(),
    Crypto: define(Crypto, { illegal: true }),
    CryptoKey: define(CryptoKey, { illegal: true }),
    SubtleCrypto: define(SubtleCrypto, {
      illegal: true,
      promises: {
        encrypt, decrypt: encrypt, sign, verify: [...sign, "BufferSource"],
        digest: ["string or HashAlgorithm", "BufferSource"],
        generateKey: ["string or GenerateKeyAlgorithm", "boolean", "Array"],
        deriveKey: [...derive, "string or ImportKeyAlgorithm", "boolean", "Array"],
        deriveBits: derive,
        importKey: ["string", "BufferSource or JsonWebKey", "string or ImportKeyAlgorithm", "boolean", "Array"],
        exportKey: ["string", "CryptoKey"],
        wrapKey: ["string", "CryptoKey", "CryptoKey", "string or EncryptAlgorithm"],
        unwrapKey: ["string", "BufferSource", "CryptoKey", "string or EncryptAlgorithm", "string or ImportKeyAlgorithm", "boolean", "Array"],
      },
    }),
  };
})
