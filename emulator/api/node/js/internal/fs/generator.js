// node:internal/fs/generator: what async generators would give, which goja has not.
(function () {
  "use strict";
  return {
    // generate makes an iterator of a function that gives the next value, or undefined at the end.
    generate(nextValue) {
      let ended = false;
      return {
        async next() {
          const value = ended ? undefined : await nextValue();
          ended = value === undefined;
          return { value, done: ended };
        },
        async return(value) {
          ended = true;
          return { value, done: true };
        },
        async throw(error) {
          ended = true;
          throw error;
        },
        [Symbol.asyncIterator]() {
          return this;
        },
        [Symbol.toStringTag]: "AsyncGenerator",
      };
    },
  };
});
