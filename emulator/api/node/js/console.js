// node:console: the global console with what Node's has besides.
// flag: enable_nodejs_console_module
// exports: Console assert clear context count countReset createTask debug dir dirxml error group groupCollapsed groupEnd info
// exports: log profile profileEnd table time timeEnd timeLog timeStamp trace warn
(function (host, use) {
  "use strict";
  const { ERR_METHOD_NOT_IMPLEMENTED } = use("node:internal/errors");
  const missing = (name) => function () {
    throw new ERR_METHOD_NOT_IMPLEMENTED(name);
  };
  const console = globalThis.console;
  const hidden = { _times: new Map(), _ignoreErrors: true, _stderrErrorHandler() {}, _stdoutErrorHandler() {} };
  for (const name of Object.keys(hidden)) Object.defineProperty(console, name, { value: hidden[name], writable: true, configurable: true });
  for (const name of ["stdout", "stderr"]) {
    Object.defineProperty(console, "_" + name, { get: () => use("node:process")[name], configurable: true });
  }
  function Console() {
    throw new ERR_METHOD_NOT_IMPLEMENTED("Console");
  }
  console.Console = Console;
  console.context = missing("Console.context");
  console.createTask = missing("Console.createTask");
  for (const name of Object.keys(console)) {
    if (name !== "Console" && typeof console[name] === "function") Console.prototype[name] = console[name].bind(console);
  }
  return console;
});
