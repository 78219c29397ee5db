(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, failElement } = use("webidl");
  const { Event, EventTarget, trust } = use("event");
  const { DOMException } = use("domexception");

  let abort, isSignal, onAbort;

  // defaultReason is a reason of the runtime's own: what it ends may be tried again.
  const defaultReason = (message, name) => Object.assign(new DOMException(message, name), { retryable: true });
  const abortError = () => defaultReason("The operation was aborted", "AbortError");

  class AbortSignal extends EventTarget {
    #aborted = false; #reason; #onabort = null;
    // What happens before the event: dependent signals, listeners' removal, devdo's own.
    #steps;

    get aborted() { if (!this || !(#aborted in this)) illegal(); return this.#aborted }
    get reason() { if (!this || !(#aborted in this)) illegal(); return this.#reason }
    get onabort() { if (!this || !(#aborted in this)) illegal(); return this.#onabort }
    set onabort(v) {
      if (!this || !(#aborted in this)) illegal();
      this.#onabort = typeof v === "function" || (typeof v === "object" && v) ? v : null;
    }
    throwIfAborted() {
      if (!this || !(#aborted in this)) illegal();
      if (this.#aborted) throw this.#reason;
    }
    static abort(reason) {
      const s = new AbortSignal();
      s.#aborted = true;
      s.#reason = reason === undefined ? abortError() : reason;
      return s;
    }
    static timeout(delay) {
      const s = new AbortSignal();
      host.after(+delay, () => abort(s, defaultReason("The operation was aborted due to timeout", "TimeoutError")));
      return s;
    }
    static any(signals) {
      if (!Array.isArray(signals)) failArgument("any", "AbortSignal", 1, "Array");
      signals.forEach((s, i) => { if (!isSignal(s)) failElement(i, "AbortSignal") });
      const found = signals.find((s) => s.#aborted);
      if (found) return AbortSignal.abort(found.#reason);
      const s = new AbortSignal();
      for (const source of signals) onAbort(source, (reason) => abort(s, reason));
      return s;
    }
    static {
      isSignal = (v) => typeof v === "object" && v !== null && #aborted in v;
      onAbort = (s, step) => {
        if (s.#aborted) { step(s.#reason); return () => {} }
        (s.#steps ??= new Set()).add(step);
        return () => { s.#steps?.delete(step) };
      };
      abort = (s, reason) => {
        if (s.#aborted) return;
        s.#aborted = true;
        s.#reason = reason === undefined ? abortError() : reason;
        const steps = s.#steps;
        s.#steps = undefined;
        if (steps) for (const step of steps) step(s.#reason);
        s.dispatchEvent(trust(new Event("abort")));
      };
    }
  }

  class AbortController {
    #signal;
    get signal() {
      if (!this || !(#signal in this)) illegal();
      return this.#signal ??= new AbortSignal();
    }
    abort(reason) {
      if (!this || !(#signal in this)) illegal();
      abort(this.#signal ??= new AbortSignal(), reason);
    }
  }

  return {
    AbortSignal: define(AbortSignal, { illegal: true, statics: { timeout: ["number"] } }),
    AbortController: define(AbortController),
    // newSignal makes a signal that abort(signal, reason) aborts. onAbort(signal, step) calls
    // step(reason) when it is aborted, before the event, and returns how to forget that.
    newSignal: () => new AbortSignal(), abort, isSignal, onAbort,
  };
})
