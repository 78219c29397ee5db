// node:readline/promises: the same, with promises.
// flag: enable_nodejs_readline_module
// exports: Interface Readline createInterface
(function (host, use) {
  "use strict";
  const { makeInterface } = use("node:internal/readline");
  const Interface = makeInterface(function question() {
    return Promise.resolve("");
  });
  class Readline {
    clearLine() {
      return this;
    }
    clearScreenDown() {
      return this;
    }
    commit() {
      return Promise.resolve();
    }
    cursorTo() {
      return this;
    }
    moveCursor() {
      return this;
    }
    rollback() {
      return this;
    }
  }
  return { Interface, Readline, createInterface: () => new Interface() };
});
