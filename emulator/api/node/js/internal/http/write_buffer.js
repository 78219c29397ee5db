// node:internal/http/write_buffer: what a message has written, handed on when it is not corked.
(function () {
  "use strict";
  class WriteBuffer {
    #corked = 0;
    #index = 0;
    #held = [];
    #emit;
    constructor(emit, writableHighWaterMark) {
      this.#emit = emit;
      this.writableHighWaterMark = writableHighWaterMark;
    }
    write(data, encoding, callback) {
      const event = { index: this.#index++, entry: { data, length: data?.length ?? 0, encoding, callback, written: true } };
      if (this.#corked === 0) this.#emit([event]);
      else this.#held.push(event);
      queueMicrotask(() => callback?.());
      return true;
    }
    cork() {
      this.#corked++;
    }
    uncork() {
      this.#corked--;
      if (this.#corked <= 0) this.#emit(this.#held.splice(0));
    }
    get writableLength() {
      return this.#held.reduce((sum, { entry }) => sum + entry.length, 0);
    }
    get writableCorked() {
      return this.#corked;
    }
  }
  return { WriteBuffer };
});
