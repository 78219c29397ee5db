// node:internal/next_tick: process.nextTick, which in workerd is a microtask.
(function () {
  "use strict";
  return { nextTick: (fn, ...args) => queueMicrotask(() => fn(...args)) };
});
