// node:internal/crypto/key_pairs: pairs of keys.
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { ERR_INCOMPATIBLE_OPTION_PAIR, ERR_INVALID_ARG_TYPE, ERR_MISSING_OPTION } = use("node:internal/errors");
  const { validateFunction, validateInt32, validateObject, validateOneOf, validateString, validateUint32 } = use("node:internal/validators");
  const { isBytes } = use("node:internal/crypto/util");
  const { afterwards, checkExport, wrap } = use("node:internal/crypto/keys");

  const kPromisifyArgs = Symbol.for("nodejs.util.promisify.custom.args");
  const maxPrimeBytes = 1024;
  const groupNames = ["modp1", "modp2", "modp5", "modp14", "modp15", "modp16", "modp17", "modp18"];

  const checkGroup = (options) => {
    for (const other of ["prime", "primeLength", "generator"]) {
      if (options[other] != null) throw new ERR_INCOMPATIBLE_OPTION_PAIR("group", other);
    }
    const name = options.group || options.groupName;
    validateString(name, "options.group");
    if (!groupNames.includes(name.toLowerCase())) throw new Error("Invalid or unsupported group");
  };

  const checkPrime = ({ prime, primeLength }) => {
    if (prime == null) {
      if (primeLength == null) throw new ERR_MISSING_OPTION("At least one of the group, prime, or primeLength options");
      validateInt32(primeLength, "options.primeLength", 0);
      throw new Error("Generating DH keys from a prime length is not yet implemented");
    }
    if (primeLength != null) throw new ERR_INCOMPATIBLE_OPTION_PAIR("prime", "primeLength");
    if (!isBytes(prime)) throw new ERR_INVALID_ARG_TYPE("options.prime", ["Buffer", "TypedArray", "ArrayBuffer"], prime);
    if (prime.byteLength > maxPrimeBytes) throw new RangeError("DH prime exceeds maximum size");
  };

  const makers = {
    rsa({ modulusLength, publicExponent = 0x10001 }) {
      validateUint32(modulusLength, "options.modulusLength");
      validateUint32(publicExponent, "options.publicExponent");
      return host.generatePair("rsa", modulusLength, publicExponent);
    },
    ec({ namedCurve, paramEncoding = "named" }) {
      validateString(namedCurve, "options.namedCurve");
      validateOneOf(paramEncoding, "options.paramEncoding", ["named", "explicit"]);
      return host.generatePair("ec", namedCurve);
    },
    ed25519: () => host.generatePair("ed25519"),
    x25519: () => host.generatePair("x25519"),
    // dh checks its options and then fails, as in workerd, whose BoringSSL makes no such keys.
    dh(options) {
      if (options.generator != null) validateInt32(options.generator, "options.generator", 0);
      if (options.group != null || options.groupName != null) checkGroup(options);
      else checkPrime(options);
      throw new Error("Failed to create keygen context");
    },
  };

  function generateKeyPairSync(type, options = {}) {
    validateOneOf(type, "type", Object.keys(makers));
    validateObject(options, "options");
    const { publicKeyEncoding, privateKeyEncoding } = options;
    if (publicKeyEncoding !== undefined) checkExport(publicKeyEncoding, "public", "options.publicKeyEncoding");
    if (privateKeyEncoding !== undefined) checkExport(privateKeyEncoding, "private", "options.privateKeyEncoding");
    const [publicHandle, privateHandle] = makers[type](options);
    const publicKey = wrap(publicHandle, "public");
    const privateKey = wrap(privateHandle, "private");
    return {
      publicKey: publicKeyEncoding === undefined ? publicKey : publicKey.export(publicKeyEncoding),
      privateKey: privateKeyEncoding === undefined ? privateKey : privateKey.export(privateKeyEncoding),
    };
  }

  function generateKeyPair(type, options, callback) {
    validateFunction(callback, "callback");
    afterwards(() => {
      const { publicKey, privateKey } = generateKeyPairSync(type, options);
      return [publicKey, privateKey];
    }, callback);
  }
  Object.defineProperty(generateKeyPair, kPromisifyArgs, { value: ["publicKey", "privateKey"], enumerable: false });

  return { generateKeyPair, generateKeyPairSync };
});
