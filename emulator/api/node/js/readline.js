// node:readline: an interface to a terminal that is not there.
// flag: enable_nodejs_readline_module
// exports: Interface clearLine clearScreenDown createInterface cursorTo emitKeypressEvents moveCursor promises
(function (host, use) {
  "use strict";
  const { makeInterface } = use("node:internal/readline");
  const no = () => false;
  const Interface = makeInterface(function question(query, options, callback) {
    if (typeof options === "function") options("");
    else if (typeof callback === "function") callback("");
  });
  return {
    clearLine: no, clearScreenDown: no, cursorTo: no, moveCursor: no, emitKeypressEvents() {}, Interface,
    createInterface: () => new Interface(),
    promises: use("node:readline/promises"),
  };
});
