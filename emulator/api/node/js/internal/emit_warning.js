// node:internal/emit_warning: process.emitWarning.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE } = use("node:internal/errors");

  function emitWarning(warning, options, codeOrCtor, maybeCtor) {
    let name = "Warning";
    let code, detail, ctor;
    const takeCtor = (value) => {
      if (typeof value === "function") ctor = value;
      else if (value !== undefined) throw new ERR_INVALID_ARG_TYPE("ctor", "function", value);
    };
    if (typeof options === "object" && options !== null && !Array.isArray(options)) {
      name = options.type || name;
      ({ code, detail, ctor } = options);
    } else if (typeof options === "string") {
      name = options;
      if (typeof codeOrCtor === "string") {
        code = codeOrCtor;
        takeCtor(maybeCtor);
      } else {
        takeCtor(codeOrCtor);
      }
    } else if (typeof options === "function") {
      ctor = options;
    } else if (options !== undefined) {
      throw new ERR_INVALID_ARG_TYPE("options", "object", options);
    }
    let error = warning;
    if (typeof warning === "string") {
      error = new (ctor ?? Error)(warning);
      error.name = name;
    } else if (warning instanceof Error) {
      if (name !== "Warning") error.name = name;
    } else {
      throw new ERR_INVALID_ARG_TYPE("warning", "string or Error", warning);
    }
    if (code) error.code = code;
    if (detail && typeof detail === "string") error.detail = detail;
    Error.captureStackTrace(error, ctor || emitWarning);
    queueMicrotask(() => use("node:process").emit("warning", error));
  }
  return { emitWarning };
});
