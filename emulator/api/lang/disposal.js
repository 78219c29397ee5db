// SuppressedError and the stacks of things to dispose of.
(function (host, use) {
  "use strict";
  const { define, global, tag, callable } = use("lang");

  global("SuppressedError", () => {
    const SuppressedError = class SuppressedError extends Error {
      constructor(error, suppressed, message) {
        super(message);
        if (message === undefined) delete this.message;
        Object.defineProperty(this, "error", { value: error, writable: true, configurable: true });
        Object.defineProperty(this, "suppressed", { value: suppressed, writable: true, configurable: true });
      }
    };
    define(SuppressedError.prototype, {});
    Object.defineProperty(SuppressedError.prototype, "name", { value: "SuppressedError", writable: true, configurable: true });
    Object.defineProperty(SuppressedError.prototype, "message", { value: "", writable: true, configurable: true });
    return SuppressedError;
  });

  const used = (disposed, name) => {
    if (disposed) throw new ReferenceError(`${name} already disposed`);
  };
  const disposer = (value, ...symbols) => {
    for (const symbol of symbols) {
      const method = value[symbol];
      if (method !== undefined && method !== null) return callable(method);
    }
    throw new TypeError("The value is not disposable");
  };
  // failures joins what a disposal threw with what was thrown before it.
  const failures = () => {
    let failed = false;
    let error;
    return {
      add(e) {
        error = failed ? new SuppressedError(e, error) : e;
        failed = true;
      },
      throw() {
        if (failed) throw error;
      },
    };
  };
  global("DisposableStack", () => {
    const DisposableStack = class DisposableStack {
      #stack = [];
      #disposed = false;
      get disposed() {
        return this.#disposed;
      }
      use(value) {
        used(this.#disposed, "DisposableStack");
        if (value !== null && value !== undefined) {
          const dispose = disposer(value, Symbol.dispose);
          this.#stack.push(() => dispose.call(value));
        }
        return value;
      }
      adopt(value, dispose) {
        used(this.#disposed, "DisposableStack");
        callable(dispose);
        this.#stack.push(() => dispose(value));
        return value;
      }
      defer(dispose) {
        used(this.#disposed, "DisposableStack");
        this.#stack.push(callable(dispose));
      }
      move() {
        used(this.#disposed, "DisposableStack");
        const next = new DisposableStack();
        next.#stack = this.#stack;
        this.#stack = [];
        this.#disposed = true;
        return next;
      }
      dispose() {
        if (this.#disposed) return;
        this.#disposed = true;
        const failed = failures();
        for (const dispose of this.#stack.reverse()) {
          try {
            dispose();
          } catch (e) {
            failed.add(e);
          }
        }
        failed.throw();
      }
      [Symbol.dispose]() {
        this.dispose();
      }
    };
    tag(DisposableStack, "DisposableStack");
    return DisposableStack;
  });
  global("AsyncDisposableStack", () => {
    const AsyncDisposableStack = class AsyncDisposableStack {
      #stack = [];
      #disposed = false;
      get disposed() {
        return this.#disposed;
      }
      use(value) {
        used(this.#disposed, "AsyncDisposableStack");
        if (value !== null && value !== undefined) {
          const dispose = disposer(value, Symbol.asyncDispose, Symbol.dispose);
          this.#stack.push(() => dispose.call(value));
        }
        return value;
      }
      adopt(value, dispose) {
        used(this.#disposed, "AsyncDisposableStack");
        callable(dispose);
        this.#stack.push(() => dispose(value));
        return value;
      }
      defer(dispose) {
        used(this.#disposed, "AsyncDisposableStack");
        this.#stack.push(callable(dispose));
      }
      move() {
        used(this.#disposed, "AsyncDisposableStack");
        const next = new AsyncDisposableStack();
        next.#stack = this.#stack;
        this.#stack = [];
        this.#disposed = true;
        return next;
      }
      async disposeAsync() {
        if (this.#disposed) return;
        this.#disposed = true;
        const failed = failures();
        for (const dispose of this.#stack.reverse()) {
          try {
            await dispose();
          } catch (e) {
            failed.add(e);
          }
        }
        failed.throw();
      }
      [Symbol.asyncDispose]() {
        return this.disposeAsync();
      }
    };
    tag(AsyncDisposableStack, "AsyncDisposableStack");
    return AsyncDisposableStack;
  });

  return {};
})
