// node:internal/crypto/util: what the parts of node:crypto share.
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { ERR_INVALID_ARG_TYPE } = use("node:internal/errors");
  const { isAnyArrayBuffer } = use("node:util/types");
  const { validateString } = use("node:internal/validators");

  const isBytes = (v) => isAnyArrayBuffer(v) || ArrayBuffer.isView(v);
  const encodingOr = (encoding, otherwise = "utf8") => (encoding === undefined || encoding === "buffer" ? otherwise : encoding);

  // encoded is bytes as a caller wants them: as a Buffer, or as text.
  const encoded = (bytes, encoding) => {
    const buffer = Buffer.from(bytes.buffer ?? bytes);
    return encoding === undefined || encoding === "buffer" ? buffer : buffer.toString(encoding);
  };

  return {
    isBytes,
    encoded,
    // bytesOf takes what has bytes, or text in an encoding; others are the types that an error names.
    bytesOf(value, name, encoding, types = ["string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"]) {
      if (typeof value === "string") return Buffer.from(value, encodingOr(encoding));
      if (isBytes(value)) return value;
      throw new ERR_INVALID_ARG_TYPE(name, types, value);
    },
    encodingOption(options) {
      const encoding = options?.encoding;
      if (encoding != null) validateString(encoding, "options.encoding");
      return encoding ?? undefined;
    },
    // later calls back with the result of work, as a promise that settles.
    later(work, callback) {
      new Promise((resolve) => resolve(work())).then((value) => callback(null, value), (error) => callback(error));
    },
  };
});
