// node:crypto: digests, random numbers, derived keys, ciphers, keys, signatures and key agreement.
// exports: Cipher Cipheriv CryptoKey Decipher Decipheriv DiffieHellman DiffieHellmanGroup ECDH Hash Hmac KeyObject
// exports: PrivateKeyObject PublicKeyObject SecretKeyObject Sign Verify checkPrime checkPrimeSync constants
// exports: createCipher createCipheriv createDecipher createDecipheriv createDiffieHellman createDiffieHellmanGroup
// exports: createECDH createHash createHmac createPrivateKey createPublicKey createSecretKey createSign createVerify
// exports: diffieHellman fips generateKey generateKeyPair generateKeyPairSync generateKeySync generatePrime
// exports: generatePrimeSync getCipherInfo getCiphers getCurves getDiffieHellman getFips getHashes getRandomValues
// exports: hash hkdf hkdfSync pbkdf2 pbkdf2Sync privateDecrypt privateEncrypt pseudoRandomBytes publicDecrypt
// exports: publicEncrypt randomBytes randomFill randomFillSync randomInt randomUUID scrypt scryptSync secureHeapUsed
// exports: setEngine setFips sign subtle timingSafeEqual verify webcrypto
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { ERR_METHOD_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { constants, curves, hashes } = use("node:internal/crypto/constants");
  const { Cipheriv, Decipheriv, createCipheriv, createDecipheriv, getCipherInfo, getCiphers } = use("node:internal/crypto/cipher");
  const keys = use("node:internal/crypto/keys");
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
    KeyObject: keys.KeyObject, SecretKeyObject: keys.SecretKeyObject, PublicKeyObject: keys.PublicKeyObject,
    PrivateKeyObject: keys.PrivateKeyObject, createSecretKey: keys.createSecretKey,
    createPublicKey: keys.createPublicKey, createPrivateKey: keys.createPrivateKey,
    generateKey: keys.generateKey, generateKeySync: keys.generateKeySync,
    ...use("node:internal/crypto/key_pairs"), ...use("node:internal/crypto/sign"), ...use("node:internal/crypto/rsa"),
    ...use("node:internal/crypto/diffiehellman"),
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
