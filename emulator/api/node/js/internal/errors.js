// node:internal/errors: errors with Node's codes and messages.
(function (host, use) {
  "use strict";
  const { describeType, inspectShort } = use("node:internal/describe");

  // make is a class of errors with a code; message makes the text of the constructor's arguments.
  // As in workerd, an error that is not just an Error is none of its class but of the built-in one.
  const make = (Base, code, message) => {
    const described = (error) => `${error.name} [${error.code}]: ${error.message}`;
    const Class = class extends Base {
      constructor(...args) {
        super(typeof message === "function" ? message(...args) : message);
        this.code = code;
        this.name = Base.name;
        if (Base === Error) return;
        Object.setPrototypeOf(this, Base.prototype);
        this.toString = () => described(this);
      }
      toString() {
        return described(this);
      }
    };
    return Object.defineProperty(Class, "name", { value: Base === Error && code.startsWith("ERR_") ? code : "NodeError" });
  };

  const kinds = new Set(["string", "function", "number", "object", "Function", "Object", "boolean", "bigint", "symbol"]);
  const listed = (items, word) => {
    if (items.length === 1) return items[0];
    if (items.length === 2) return `${items[0]} ${word} ${items[1]}`;
    return `${items.slice(0, -1).join(", ")}, ${word} ${items.at(-1)}`;
  };

  // expectedTypes sorts types, classes and other words, as Node's sentence has them.
  const expectedTypes = (expected) => {
    const types = [];
    const classes = [];
    const others = [];
    for (const word of Array.isArray(expected) ? expected : [expected]) {
      if (kinds.has(word)) types.push(word.toLowerCase());
      else if (/^([A-Z][a-z0-9]*)+$/.test(word)) classes.push(word);
      else others.push(word);
    }
    if (classes.length > 0 && types.includes("object")) {
      types.splice(types.indexOf("object"), 1);
      classes.push("Object");
    }
    const parts = [];
    if (types.length > 0) parts.push(`${types.length > 1 ? "one of type " : "of type "}${listed(types, "or")}`);
    if (classes.length > 0) parts.push(`an instance of ${listed(classes, "or")}`);
    if (others.length > 1) parts.push(`one of ${listed(others, "or")}`);
    else if (others.length === 1) parts.push(`${others[0].toLowerCase() !== others[0] ? "an " : ""}${others[0]}`);
    return parts.join(" or ");
  };

  const argument = (name) => {
    if (name.endsWith(" argument")) return `The ${name}`;
    return `The "${name}" ${name.includes(".") ? "property" : "argument"}`;
  };
  const plain = (text) => () => text;

  // thousands groups the digits of a number, as Node does in ranges.
  const thousands = (value) => {
    const text = String(value);
    const sign = text.startsWith("-") ? 1 : 0;
    return text.slice(0, sign) + text.slice(sign).replace(/\B(?=(\d{3})+$)/g, "_");
  };
  const received = (value) => {
    if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) return thousands(value);
    if (typeof value === "bigint") return (value > 2n ** 32n || value < -(2n ** 32n) ? thousands(value) : String(value)) + "n";
    return inspectShort(value);
  };

  const errors = {
    ERR_INVALID_ARG_TYPE: make(TypeError, "ERR_INVALID_ARG_TYPE", (name, expected, actual) =>
      `${argument(name)} must be ${expectedTypes(expected)}.${describeType(actual)}`),
    ERR_INVALID_ARG_VALUE: make(TypeError, "ERR_INVALID_ARG_VALUE", (name, value, reason = "is invalid") =>
      `The ${name.includes(".") ? "property" : "argument"} '${name}' ${reason}. Received ${inspectShort(value, 128)}`),
    ERR_INVALID_ARG_VALUE_RANGE: make(RangeError, "ERR_INVALID_ARG_VALUE", (name, value, reason = "is invalid") =>
      `The ${name.includes(".") ? "property" : "argument"} '${name}' ${reason}. Received ${inspectShort(value, 128)}`),
    ERR_OUT_OF_RANGE: make(RangeError, "ERR_OUT_OF_RANGE", (name, range, value) =>
      `The value of "${name}" is out of range. It must be ${range}. Received ${received(value)}`),
    ERR_INVALID_THIS: make(TypeError, "ERR_INVALID_THIS", (type) => `Value of "this" must be of type ${type}`),
    ERR_BUFFER_OUT_OF_BOUNDS: make(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", (name) =>
      name ? `"${name}" is outside of buffer bounds` : "Attempt to access memory outside buffer bounds"),
    ERR_INVALID_BUFFER_SIZE: make(RangeError, "ERR_INVALID_BUFFER_SIZE", (size) => `Buffer size must be a multiple of ${size}`),
    ERR_UNKNOWN_ENCODING: make(TypeError, "ERR_UNKNOWN_ENCODING", (encoding) => `Unknown encoding: ${encoding}`),
    ERR_STRING_TOO_LONG: make(Error, "ERR_STRING_TOO_LONG", plain("Cannot create a string longer than 0x1fffffe8 characters")),
    ERR_METHOD_NOT_IMPLEMENTED: make(Error, "ERR_METHOD_NOT_IMPLEMENTED", (name) => `The ${name} method is not implemented`),
    ERR_OPTION_NOT_IMPLEMENTED: make(Error, "ERR_OPTION_NOT_IMPLEMENTED", (name) => `The ${name} option is not implemented`),
    ERR_UNHANDLED_ERROR: make(Error, "ERR_UNHANDLED_ERROR", (value) =>
      value === undefined ? "Unhandled error." : `Unhandled error. (${value})`),
    ERR_INVALID_RETURN_VALUE: make(TypeError, "ERR_INVALID_RETURN_VALUE", (input, name, value) =>
      `Expected ${input} to be returned from the "${name}" function but got ${value?.constructor?.name ? `an instance of ${value.constructor.name}` : `type ${typeof value}`}.`),
    ERR_INVALID_RETURN_PROPERTY_VALUE: make(TypeError, "ERR_INVALID_RETURN_PROPERTY_VALUE", (input, name, property, value) =>
      `Expected ${input} to be returned for the "${property}" from the "${name}" function but got ${value?.constructor?.name ? `instance of ${value.constructor.name}` : `type ${typeof value}`}.`),
    ERR_MULTIPLE_CALLBACK: make(Error, "ERR_MULTIPLE_CALLBACK", plain("Callback called multiple times")),
    ERR_MISSING_ARGS: make(TypeError, "ERR_MISSING_ARGS", (...names) => {
      const words = names.map((name) => (Array.isArray(name) ? name.map((n) => `"${n}"`).join(" or ") : `"${name}"`));
      return `The ${listed(words, "and")} argument${words.length > 1 ? "s" : ""} must be specified`;
    }),
    ERR_FALSY_VALUE_REJECTION: make(Error, "ERR_FALSY_VALUE_REJECTION", plain("Promise was rejected with falsy value")),
    ERR_INVALID_URI: make(URIError, "ERR_INVALID_URI", plain("URI malformed")),
    ERR_INVALID_URL: make(TypeError, "ERR_INVALID_URL", plain("Invalid URL")),
    ERR_INVALID_URL_SCHEME: make(TypeError, "ERR_INVALID_URL_SCHEME", (expected) => `The URL must be ${Array.isArray(expected) ? `one of scheme ${listed(expected, "or")}` : `of scheme ${expected}`}`),
    ERR_INVALID_FILE_URL_HOST: make(TypeError, "ERR_INVALID_FILE_URL_HOST", (platform) => `File URL host must be "localhost" or empty on ${platform}`),
    ERR_INVALID_FILE_URL_PATH: make(TypeError, "ERR_INVALID_FILE_URL_PATH", (reason) => `File URL path ${reason}`),
    ERR_AMBIGUOUS_ARGUMENT: make(TypeError, "ERR_AMBIGUOUS_ARGUMENT", (name, reason) => `The "${name}" argument is ambiguous. ${reason}`),
    ERR_CRYPTO_HASH_FINALIZED: make(Error, "ERR_CRYPTO_HASH_FINALIZED", plain("Digest already called")),
    ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE: make(TypeError, "ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", (actual, expected) => `Invalid key object type ${actual}, expected ${expected}.`),
    ERR_CRYPTO_SIGN_KEY_REQUIRED: make(Error, "ERR_CRYPTO_SIGN_KEY_REQUIRED", plain("No key provided to sign")),
    ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY: make(Error, "ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY", plain("Public key is not valid for specified curve")),
    ERR_INCOMPATIBLE_OPTION_PAIR: make(Error, "ERR_INCOMPATIBLE_OPTION_PAIR", (one, other) => `The options "${one}" and "${other}" are mutually exclusive.`),
    ERR_MISSING_OPTION: make(Error, "ERR_MISSING_OPTION", (name) => name),
    ERR_BUFFER_TOO_LARGE: make(RangeError, "ERR_BUFFER_TOO_LARGE", (size) => `Cannot create a Buffer larger than ${size} bytes`),
    ERR_BROTLI_INVALID_PARAM: make(RangeError, "ERR_BROTLI_INVALID_PARAM", (key) => `${key} is not a valid Brotli parameter`),
    ERR_ZSTD_INVALID_PARAM: make(RangeError, "ERR_ZSTD_INVALID_PARAM", (key) => `${key} is not a valid Zstd parameter`),
    ERR_ZLIB_INITIALIZATION_FAILED: make(Error, "ERR_ZLIB_INITIALIZATION_FAILED", plain("Initialization failed")),
    ERR_SOCKET_BAD_PORT: make(Error, "ERR_SOCKET_BAD_PORT", (name, port, allowZero) =>
      `${name} should be ${allowZero ? ">=" : ">"} 0 and < 65536. Received ${typeof port}.`),
  };

  // AbortError is what work that was aborted fails with.
  class AbortError extends Error {
    constructor(message = "The operation was aborted", options) {
      if (options !== undefined && typeof options !== "object") {
        throw new errors.ERR_INVALID_ARG_TYPE("options", "Object", options);
      }
      super(message, options);
      this.code = "ABORT_ERR";
    }
    get name() {
      return "AbortError";
    }
  }

  return { ...errors, AbortError, make };
});
