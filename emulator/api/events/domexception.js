(function (host, use) {
  "use strict";
  const { define } = use("webidl");

  const names = ["INDEX_SIZE", "DOMSTRING_SIZE", "HIERARCHY_REQUEST", "WRONG_DOCUMENT", "INVALID_CHARACTER",
    "NO_DATA_ALLOWED", "NO_MODIFICATION_ALLOWED", "NOT_FOUND", "NOT_SUPPORTED", "INUSE_ATTRIBUTE", "INVALID_STATE",
    "SYNTAX", "INVALID_MODIFICATION", "NAMESPACE", "INVALID_ACCESS", "VALIDATION", "TYPE_MISMATCH", "SECURITY",
    "NETWORK", "ABORT", "URL_MISMATCH", "QUOTA_EXCEEDED", "TIMEOUT", "INVALID_NODE_TYPE", "DATA_CLONE"];

  // As in workerd, name, message and code are the object's own.
  class DOMException extends Error {
    constructor(message, name) {
      super();
      host.init(this, message === undefined ? "" : `${message}`, name === undefined ? "Error" : `${name}`);
    }
  }
  const Public = define(DOMException);
  names.forEach((name, i) => {
    const d = { value: i + 1, enumerable: true, configurable: true };
    Object.defineProperty(DOMException, name + "_ERR", d);
    Object.defineProperty(DOMException.prototype, name + "_ERR", d);
  });
  return { DOMException: Public };
})
