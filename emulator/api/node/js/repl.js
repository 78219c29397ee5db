// node:repl: names only.
// flag: enable_nodejs_repl_module
// exports: REPLServer REPL_MODE_SLOPPY REPL_MODE_STRICT Recoverable _builtinLibs builtinModules start writer
(function (host, use) {
  "use strict";
  const { missing, missingClass } = use("node:internal/missing");
  const { builtinModules: all } = use("node:internal/builtin_modules");
  const { Interface } = use("node:readline/promises");
  const writer = Object.assign(missing("writer"), {
    options: {
      showHidden: false, depth: 2, colors: true, customInspect: true, showProxy: true, maxArrayLength: 100, maxStringLength: 10000,
      breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false,
    },
  });
  class Recoverable extends SyntaxError {
    constructor(err) {
      super();
      this.err = err;
    }
  }
  const builtinModules = all.filter((name) => !name.startsWith("_"));
  return {
    writer,
    start: missing("start"),
    Recoverable,
    REPLServer: missingClass("REPLServer", "setupHistory defineCommand displayPrompt clearBufferedCommand", "", Interface),
    builtinModules,
    _builtinLibs: builtinModules,
    REPL_MODE_SLOPPY: Symbol("repl-sloppy"),
    REPL_MODE_STRICT: Symbol("repl-strict"),
  };
});
