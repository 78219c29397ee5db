// node:internal/readline: what the Interface of readline and that of readline/promises share.
(function (host, use) {
  "use strict";
  const { EventEmitter } = use("node:events");

  const makeInterface = (question) => {
    class Interface extends EventEmitter {
      terminal = false;
      line = "";
      cursor = 0;
      getPrompt() {
        return "";
      }
      setPrompt() {}
      prompt() {}
      pause() {
        return this;
      }
      resume() {
        return this;
      }
      close() {}
      write() {}
      getCursorPos() {
        return { rows: 0, cols: 0 };
      }
      [Symbol.dispose]() {
        this.close();
      }
      async [Symbol.asyncDispose]() {
        this.close();
      }
      // The one line there is, by hand: the engine has no async generators.
      [Symbol.asyncIterator]() {
        let done = false;
        const end = () => {
          done = true;
          return Promise.resolve({ value: undefined, done: true });
        };
        return {
          next() {
            if (done) return end();
            done = true;
            return Promise.resolve({ value: "", done: false });
          },
          return: end,
          [Symbol.asyncIterator]() {
            return this;
          },
        };
      }
    }
    Object.defineProperty(Interface.prototype, "question", { value: question, writable: true, configurable: true });
    return Interface;
  };
  return { makeInterface };
});
