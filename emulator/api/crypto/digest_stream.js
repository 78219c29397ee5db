(function (host, use) {
  "use strict";
  const { define, illegal } = use("webidl");
  const { WritableStream } = use("writable");
  const resolve = Promise.resolve.bind(Promise), reject = Promise.reject.bind(Promise);
  const notBytes = "DigestStream is a byte stream but received an object of non-ArrayBuffer/ArrayBufferView/string type on its writable side.";

  class DigestStream extends WritableStream {
    // The hash in Go until it is read or given up, and then why it was.
    #hash; #error;
    #digest; #settle;
    #written = 0;
    constructor(algorithm) {
      const hash = host.open(algorithm);
      super({
        write: (chunk) => this.#write(chunk),
        close: () => this.#close(),
        abort: (reason) => this.#fail(reason),
      });
      this.#hash = hash;
      this.#digest = new Promise((...settle) => { this.#settle = settle });
    }
    get digest() { if (!this || !(#hash in this)) illegal(); return this.#digest }
    get bytesWritten() { if (!this || !(#hash in this)) illegal(); return BigInt(this.#written) }
    [Symbol.dispose]() {
      if (!this || !(#hash in this)) illegal();
      this.#fail(new TypeError("The DigestStream was disposed."));
    }
    #write(chunk) {
      if (this.#hash === undefined) return reject(this.#error);
      const n = host.write(this.#hash, chunk);
      if (n < 0) return reject(new TypeError(notBytes));
      this.#written += n;
      return resolve();
    }
    #close() {
      if (this.#hash === undefined) return reject(this.#error);
      this.#settle[0](host.sum(this.#hash));
      this.#hash = undefined;
      return resolve();
    }
    #fail(reason) {
      if (this.#hash === undefined) return;
      this.#hash = undefined;
      this.#error = reason;
      this.#settle[1](reason);
    }
  }
  return { DigestStream: define(DigestStream, { construct: ["string or HashAlgorithm"] }) };
})
