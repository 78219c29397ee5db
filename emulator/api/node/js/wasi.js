// node:wasi: its class, which checks its options and fails.
// flag: enable_nodejs_wasi_module
// exports: WASI
(function (host, use) {
  "use strict";
  const { missing } = use("node:internal/missing");
  const { validateArray, validateBoolean, validateInt32, validateObject, validateOneOf } = use("node:internal/validators");
  const fail = missing("WASI");

  class WASI {
    constructor(options = { version: "unstable" }) {
      validateObject(options, "options");
      validateOneOf(options.version, "options.version", ["unstable", "preview1"]);
      if (options.args !== undefined) validateArray(options.args, "options.args");
      for (const name of ["env", "preopens"]) {
        if (options[name] !== undefined) validateObject(options[name], `options.${name}`);
      }
      const { stdin = 0, stdout = 1, stderr = 2 } = options;
      validateInt32(stdin, "options.stdin", 0);
      validateInt32(stdout, "options.stdout", 0);
      validateInt32(stderr, "options.stderr", 0);
      if (options.returnOnExit !== undefined) validateBoolean(options.returnOnExit, "options.returnOnExit");
      fail();
    }
    getImportObject() {
      return {};
    }
  }
  for (const name of ["finalizeBindings", "start", "initialize"]) {
    Object.defineProperty(WASI.prototype, name, { value: missing(`WASI.${name}`), writable: true, configurable: true });
  }
  return { WASI };
});
