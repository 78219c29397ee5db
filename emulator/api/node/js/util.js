// node:util: helpers.
// exports: MIMEParams MIMEType TextDecoder TextEncoder _errnoException _exceptionWithHostPort _extend aborted callbackify
// exports: debug debuglog deprecate format formatWithOptions getCallSite getCallSites getSystemErrorMap
// exports: getSystemErrorMessage getSystemErrorName inherits inspect isArray isBoolean isBuffer isDate isDeepStrictEqual
// exports: isError isFunction isNull isNullOrUndefined isNumber isObject isPrimitive isRegExp isString isSymbol
// exports: isUndefined log parseArgs parseEnv promisify stripVTControlCharacters styleText toUSVString
// exports: transferableAbortController transferableAbortSignal types
(function (host, use) {
  "use strict";
  const { ERR_FALSY_VALUE_REJECTION, ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { validateAbortSignal, validateBoolean, validateFunction, validateNumber, validateObject, validateOneOf, validateString } = use("node:internal/validators");
  const { inspect, format, formatWithOptions, styles } = use("node:internal/inspect");
  const system = use("node:internal/system_errors");

  const customPromisified = Symbol.for("nodejs.util.promisify.custom");
  const customArgs = Symbol.for("nodejs.util.promisify.custom.args");
  const hidden = (value) => ({ value, enumerable: false, writable: false, configurable: true });

  function promisify(original) {
    validateFunction(original, "original");
    const custom = original[customPromisified];
    if (custom) {
      validateFunction(custom, "util.promisify.custom");
      return Object.defineProperty(custom, customPromisified, hidden(custom));
    }
    const names = original[customArgs];
    function fn(...args) {
      return new Promise((resolve, reject) => {
        Reflect.apply(original, this, [...args, (error, ...values) => {
          if (error) return reject(error);
          if (names === undefined || values.length <= 1) return resolve(values[0]);
          resolve(Object.fromEntries(names.map((name, n) => [name, values[n]])));
        }]);
      });
    }
    Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
    Object.defineProperty(fn, customPromisified, hidden(fn));
    return Object.defineProperties(fn, Object.getOwnPropertyDescriptors(original));
  }
  promisify.custom = customPromisified;

  function callbackify(original) {
    validateFunction(original, "original");
    function callbackified(...args) {
      const callback = args.pop();
      validateFunction(callback, "last argument");
      const done = callback.bind(this);
      Reflect.apply(original, this, args).then(
        (value) => queueMicrotask(() => done(null, value)),
        (reason) => {
          if (!reason) reason = Object.assign(new ERR_FALSY_VALUE_REJECTION(), { reason });
          queueMicrotask(() => done(reason));
        },
      );
    }
    const descriptors = Object.getOwnPropertyDescriptors(original);
    if (typeof descriptors.length.value === "number") descriptors.length.value++;
    if (typeof descriptors.name.value === "string") descriptors.name.value += "Callbackified";
    return Object.defineProperties(callbackified, descriptors);
  }

  function inherits(ctor, superCtor) {
    if (ctor === undefined || ctor === null) throw new ERR_INVALID_ARG_TYPE("ctor", "Function", ctor);
    if (superCtor === undefined || superCtor === null) throw new ERR_INVALID_ARG_TYPE("superCtor", "Function", superCtor);
    if (superCtor.prototype === undefined) throw new ERR_INVALID_ARG_TYPE("superCtor.prototype", "Object", superCtor.prototype);
    Object.defineProperty(ctor, "super_", { value: superCtor, writable: true, configurable: true });
    Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
  }

  async function aborted(signal, resource) {
    if (signal === undefined) throw new ERR_INVALID_ARG_TYPE("signal", "AbortSignal", signal);
    validateAbortSignal(signal, "signal");
    validateObject(resource, "resource", { allowArray: true, allowFunction: true });
    if (signal.aborted) return undefined;
    return new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  }

  const two = (n) => String(n).padStart(2, "0");
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  function log(...args) {
    const now = new Date();
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(":");
    console.log("%s - %s", `${now.getDate()} ${months[now.getMonth()]} ${time}`, format(...args));
  }

  // debuglog is on for every section, as in workerd, where NODE_DEBUG has no say.
  function debuglog(section, callback) {
    let write;
    const logger = (...args) => {
      if (write === undefined) {
        const name = section.toUpperCase();
        write = (...values) => console.log(`${name}: ${format(...values)}\n`);
        if (typeof callback === "function") callback(write);
      }
      return write(...args);
    };
    return Object.defineProperty(logger, "enabled", { get: () => true, configurable: true, enumerable: true });
  }

  const controlSequences = /[\u001B\u009B][[\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\d/#&.:=?%@~_]+)*|[a-zA-Z\d]+(?:;[-a-zA-Z\d/#&.:=?%@~_]*)*)?(?:\u0007|\u001B\u005C|\u009C))|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]))/g;
  function stripVTControlCharacters(text) {
    validateString(text, "str");
    return text.replace(controlSequences, "");
  }

  const noStream = Object.create(null);
  const isStream = (v) => v instanceof ReadableStream || v instanceof WritableStream ||
    (v !== null && typeof v === "object" && ("_readableState" in v || "_writableState" in v || (typeof v.write === "function" && typeof v.on === "function") || (typeof v.pipe === "function" && typeof v.on === "function")));
  const isTerminal = (v) => v !== null && typeof v === "object" && Boolean(v.isTTY) && typeof v.getColorDepth === "function";
  // styleText has colours for terminals alone, and standard output is none.
  function styleText(format, text, { validateStream = true, stream = noStream } = {}) {
    validateString(text, "text");
    if (validateStream !== true) validateBoolean(validateStream, "options.validateStream");
    let plain = false;
    if (validateStream) {
      if (stream !== noStream && !isStream(stream)) throw new ERR_INVALID_ARG_TYPE("stream", ["ReadableStream", "WritableStream", "Stream"], stream);
      plain = !isTerminal(stream) || stream.getColorDepth() > 2;
    }
    let [before, after] = ["", ""];
    for (const name of Array.isArray(format) ? format : [format]) {
      if (name === "none") continue;
      const style = typeof name === "string" ? styles[name] : undefined;
      if (style === undefined) validateOneOf(name, "format", Object.keys(styles));
      before += `\u001b[${style[0]}m`;
      after = `\u001b[${style[1]}m${after}`;
    }
    return plain ? text : before + text + after;
  }

  // parseEnv reads the text of an .env file.
  function parseEnv(content) {
    validateString(content, "content");
    return use("node:internal/parse_env").parseEnv(content);
  }

  const util = {
    types: use("node:util/types"),
    callbackify, promisify, inspect, format, formatWithOptions, stripVTControlCharacters, inherits,
    _extend(target, source) {
      if (source === null || typeof source !== "object") return target;
      for (const key of Object.keys(source).reverse()) target[key] = source[key];
      return target;
    },
    get MIMEParams() {
      return use("node:internal/mime").MIMEParams;
    },
    get MIMEType() {
      return use("node:internal/mime").MIMEType;
    },
    toUSVString: (text) => String(text).toWellFormed(),
    log, aborted, debuglog,
    debug: debuglog,
    // Like workerd, which says nothing of what is deprecated.
    deprecate: (fn) => fn,
    ...system,
    _errnoException() {
      throw new ERR_METHOD_NOT_IMPLEMENTED("_errnoException");
    },
    _exceptionWithHostPort() {
      throw new ERR_METHOD_NOT_IMPLEMENTED("_exceptionWithHostPort");
    },
    TextEncoder, TextDecoder, parseEnv, styleText,
    parseArgs() {
      throw new Error("node:util parseArgs is not implemented");
    },
    transferableAbortController() {
      throw new Error("node:util transferableAbortController is not implemented");
    },
    transferableAbortSignal() {
      throw new Error("node:util transferableAbortSignal is not implemented");
    },
    getCallSites(count = 10, options) {
      if (typeof count === "object" && options === undefined) return callSites(10);
      validateNumber(count, "frameCount", 1, 200);
      return callSites(count);
    },
    isDeepStrictEqual: (a, b) => use("node:internal/comparisons").deepEqual(a, b, "strict"),
    isArray: (v) => Array.isArray(v),
  };
  util.getCallSite = util.getCallSites;

  const frame = /^\s*at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/;
  const callSites = (count) => {
    const lines = new Error().stack.split("\n").slice(3, 3 + count);
    return lines.map((line) => frame.exec(line)).filter(Boolean).map(([, name, script, row, column]) => ({
      functionName: name ?? "", scriptId: "0", scriptName: script, lineNumber: Number(row), columnNumber: Number(column), column: Number(column),
    }));
  };

  // What Node 23 took out is there for older dates.
  const old = {
    isBoolean: (v) => typeof v === "boolean",
    isBuffer: (v) => use("node:buffer").Buffer.isBuffer(v),
    isDate: (v) => util.types.isDate(v),
    isError: (v) => v instanceof Error,
    isFunction: (v) => typeof v === "function",
    isNull: (v) => v === null,
    isNullOrUndefined: (v) => v === null || v === undefined,
    isNumber: (v) => typeof v === "number",
    isObject: (v) => v !== null && typeof v === "object",
    isPrimitive: (v) => v === null || (typeof v !== "object" && typeof v !== "function"),
    isRegExp: (v) => util.types.isRegExp(v),
    isString: (v) => typeof v === "string",
    isSymbol: (v) => typeof v === "symbol",
    isUndefined: (v) => v === undefined,
  };
  for (const name of Object.keys(old)) util[name] = use.flag("remove_nodejs_compat_eol_v23") ? undefined : old[name];
  return util;
});
