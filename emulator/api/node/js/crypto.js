// node:crypto: digests, random numbers, derived keys and ciphers.
// exports: Cipher Cipheriv CryptoKey Decipher Decipheriv Hash Hmac KeyObject SecretKeyObject checkPrime checkPrimeSync
// exports: constants createCipher createCipheriv createDecipher createDecipheriv createHash createHmac createSecretKey
// exports: fips generateKey generateKeySync generatePrime generatePrimeSync getCipherInfo getCiphers getCurves getFips
// exports: getHashes getRandomValues hash hkdf hkdfSync pbkdf2 pbkdf2Sync pseudoRandomBytes randomBytes randomFill
// exports: randomFillSync randomInt randomUUID scrypt scryptSync secureHeapUsed setEngine setFips subtle timingSafeEqual
// exports: webcrypto
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { ERR_METHOD_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { constants, curves, hashes } = use("node:internal/crypto/constants");
  const { Cipheriv, Decipheriv, createCipheriv, createDecipheriv, getCipherInfo, getCiphers } = use("node:internal/crypto/cipher");
  const { KeyObject, SecretKeyObject, createSecretKey, generateKey, generateKeySync } = use("node:internal/crypto/keys");
  const random = use("node:internal/crypto/random");

  const missing = (name) => {
    const fn = () => {
      throw new ERR_METHOD_NOT_IMPLEMENTED(name);
    };
    return fn;
  };
  const old = (name) => (host.hasOld() ? missing(name) : undefined);
  const webcrypto = globalThis.crypto;

  return {
    ...use("node:internal/crypto/hash"), ...use("node:internal/crypto/kdf"), ...random,
    Cipheriv, Decipheriv, createCipheriv, createDecipheriv, getCipherInfo, getCiphers,
    KeyObject, SecretKeyObject, createSecretKey, generateKey, generateKeySync,
    constants,
    CryptoKey: globalThis.CryptoKey,
    webcrypto,
    subtle: webcrypto.subtle,
    getRandomValues: webcrypto.getRandomValues.bind(webcrypto),
    timingSafeEqual: (a, b) => webcrypto.subtle.timingSafeEqual(a, b),
    pseudoRandomBytes: random.randomBytes,
    getCurves: () => [...curves],
    getHashes: () => [...hashes],
    secureHeapUsed: () => ({ total: 0, used: 0, utilization: 0, min: 0 }),
    setEngine: missing("setEngine"),
    setFips: missing("setFips"),
    getFips: () => true,
    get fips() {
      return true;
    },
    set fips(_) {
      throw new ERR_METHOD_NOT_IMPLEMENTED("setFips");
    },
    Cipher: old("Cipher"),
    Decipher: old("Decipher"),
    createCipher: old("createCipher"),
    createDecipher: old("createDecipher"),
  };
});
