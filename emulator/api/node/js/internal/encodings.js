// node:internal/encodings: the names of Buffer's encodings.
(function () {
  "use strict";
  const names = {
    utf8: "utf8", "utf-8": "utf8", ucs2: "utf16le", "ucs-2": "utf16le", utf16le: "utf16le", "utf-16le": "utf16le",
    latin1: "latin1", binary: "latin1", base64: "base64", base64url: "base64url", hex: "hex", ascii: "ascii",
  };
  return {
    // normalizeEncoding is the one name of an encoding, undefined for what is none.
    normalizeEncoding(encoding) {
      if (encoding === undefined || encoding === null || encoding === "") return "utf8";
      return names[encoding] ?? names[String(encoding).toLowerCase()];
    },
  };
});
