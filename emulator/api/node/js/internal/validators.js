// node:internal/validators: checks of arguments, with Node's errors.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE, ERR_SOCKET_BAD_PORT, ERR_UNKNOWN_ENCODING } = use("node:internal/errors");

  const ofType = (type, label = type) => (value, name) => {
    if (typeof value !== type) throw new ERR_INVALID_ARG_TYPE(name, label, value);
  };

  const validators = {
    validateString: ofType("string"),
    validateBoolean: ofType("boolean"),
    validateFunction: ofType("function", "Function"),
    validateBigInt: ofType("bigint"),
    validateNumber(value, name, min, max) {
      if (typeof value !== "number") throw new ERR_INVALID_ARG_TYPE(name, "number", value);
      const low = min !== undefined && value < min;
      const high = max !== undefined && value > max;
      if (!low && !high && !((min !== undefined || max !== undefined) && Number.isNaN(value))) return;
      const range = [min !== undefined ? `>= ${min}` : "", max !== undefined ? `<= ${max}` : ""].filter(Boolean).join(" && ");
      throw new ERR_OUT_OF_RANGE(name, range, value);
    },
    validateInteger(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
      if (typeof value !== "number") throw new ERR_INVALID_ARG_TYPE(name, "number", value);
      if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, "an integer", value);
      if (value < min || value > max) throw new ERR_OUT_OF_RANGE(name, `>= ${min} && <= ${max}`, value);
    },
    validateInt32: (value, name, min = -2147483648, max = 2147483647) => validators.validateInteger(value, name, min, max),
    validateUint32(value, name, positive = false) {
      const min = positive ? 1 : 0;
      validators.validateInteger(value, name);
      if (value < min || value > 4294967295) throw new ERR_OUT_OF_RANGE(name, `>= ${min} && < 4294967296`, value);
    },
    // validateObject takes the options allowArray, allowFunction and nullable.
    validateObject(value, name, options = {}) {
      if (value === null ? options.nullable : typeof value === "object" && (options.allowArray || !Array.isArray(value))) return;
      if (typeof value === "function" && options.allowFunction) return;
      throw new ERR_INVALID_ARG_TYPE(name, "Object", value);
    },
    validateArray(value, name, minLength = 0) {
      if (!Array.isArray(value)) throw new ERR_INVALID_ARG_TYPE(name, "Array", value);
      if (value.length < minLength) throw new ERR_INVALID_ARG_VALUE(name, value, `must be longer than ${minLength}`);
    },
    validateStringArray(value, name) {
      validators.validateArray(value, name);
      value.forEach((item, n) => validators.validateString(item, `${name}[${n}]`));
    },
    validateBuffer(value, name = "buffer") {
      if (!ArrayBuffer.isView(value)) throw new ERR_INVALID_ARG_TYPE(name, ["Buffer", "TypedArray", "DataView"], value);
    },
    validateOneOf(value, name, allowed) {
      if (allowed.includes(value)) return;
      const words = allowed.map((v) => (typeof v === "string" ? `'${v}'` : String(v))).join(", ");
      throw new ERR_INVALID_ARG_VALUE(name, value, `must be one of: ${words}`);
    },
    validateAbortSignal(signal, name) {
      if (signal !== undefined && (signal === null || typeof signal !== "object" || !("aborted" in signal))) {
        throw new ERR_INVALID_ARG_TYPE(name, "AbortSignal", signal);
      }
    },
    validateEncoding(encoding, name) {
      if (use("node:internal/encodings").normalizeEncoding(encoding) === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    },
    validatePort(port, name = "Port", allowZero = true) {
      const isNumber = typeof port === "number" || (typeof port === "string" && port.trim() !== "");
      if (!isNumber || +port !== +port >>> 0 || +port > 65535 || (+port === 0 && !allowZero)) throw new ERR_SOCKET_BAD_PORT(name, port, allowZero);
      return +port | 0;
    },
    // checkFiniteNumber tells whether there is a number at all.
    checkFiniteNumber(value, name) {
      if (value === undefined || Number.isNaN(value)) return false;
      if (Number.isFinite(value)) return true;
      validators.validateNumber(value, name);
      throw new ERR_OUT_OF_RANGE(name, "a finite number", value);
    },
    checkRangesOrGetDefault(value, name, least, most, standard) {
      if (!validators.checkFiniteNumber(value, name)) return standard;
      if (value < least || value > most) throw new ERR_OUT_OF_RANGE(name, `>= ${least} and <= ${most}`, value);
      return value;
    },
    isInt32: (value) => typeof value === "number" && value === (value | 0),
    isUint32: (value) => typeof value === "number" && value === value >>> 0,
  };
  return validators;
});
