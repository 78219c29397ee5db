// node:internal/crypto/rsa: encryption with the keys of RSA.
(function (_, use) {
  "use strict";
  const host = use("node:internal/crypto/host");
  const { Buffer } = use("node:buffer");
  const { ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS } = use("node:internal/errors");
  const { validateNumber, validateString } = use("node:internal/validators");
  const { encoded, isBytes } = use("node:internal/crypto/util");
  const { createPrivateKey, createPublicKey, handleOf, isKeyObject } = use("node:internal/crypto/keys");

  const pkcs1Padding = 1;

  const readOptions = ({ padding = pkcs1Padding, oaepHash = "sha256", oaepLabel, encoding = "utf8" }) => {
    validateNumber(padding, "options.padding");
    validateString(oaepHash, "options.oaepHash");
    if (typeof oaepLabel === "string") oaepLabel = Buffer.from(oaepLabel, encoding);
    if (oaepLabel !== undefined && !isBytes(oaepLabel)) {
      throw new ERR_INVALID_ARG_TYPE("options.oaepLabel", ["string", "Buffer", "TypedArray", "DataView", "ArrayBuffer"], oaepLabel);
    }
    return [padding, oaepHash, oaepLabel];
  };

  // cipher makes a function of a key of the kind, or options with one, and data.
  const cipher = (kind, argument, create, run) => (key, buffer) => {
    if (key === undefined) throw new ERR_MISSING_ARGS(argument);
    if (buffer === undefined) throw new ERR_MISSING_ARGS("buffer");
    const isKey = key instanceof CryptoKey || isKeyObject(key);
    if (isKey && key.type !== kind) throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, kind);
    const handle = handleOf(isKey ? key : create(key));
    if (typeof buffer === "string") buffer = Buffer.from(buffer, key.encoding ?? "utf8");
    return encoded(run(handle, buffer, ...readOptions(key)));
  };
  // What signs takes no part of OAEP.
  const withPadding = (run) => (handle, buffer, padding) => run(handle, buffer, padding);

  return {
    publicEncrypt: cipher("public", "key", createPublicKey, host.publicEncrypt),
    privateDecrypt: cipher("private", "privateKey", createPrivateKey, host.privateDecrypt),
    privateEncrypt: cipher("private", "privateKey", createPrivateKey, withPadding(host.privateEncrypt)),
    publicDecrypt: cipher("public", "key", createPublicKey, withPadding(host.publicDecrypt)),
  };
});
