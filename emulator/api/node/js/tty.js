// node:tty: terminals, of which there are none.
// flag: enable_nodejs_tty_module
// exports: ReadStream WriteStream isatty
(function (host, use) {
  "use strict";
  const { Socket } = use("node:net");

  function ReadStream(fd) {
    this.fd = fd;
    this.isRaw = false;
    this.isTTY = false;
    return this;
  }
  Object.setPrototypeOf(ReadStream.prototype, Socket.prototype);
  Object.setPrototypeOf(ReadStream, Socket);
  ReadStream.prototype.setRawMode = function (mode) {
    this.isRaw = mode;
    return this;
  };

  function WriteStream(fd) {
    this.fd = fd;
    this.columns = 0;
    this.rows = 0;
    return this;
  }
  Object.setPrototypeOf(WriteStream.prototype, Socket.prototype);
  Object.setPrototypeOf(WriteStream, Socket);
  // done calls the callback that stands last, and says that nothing is to be waited for.
  const done = (...args) => {
    args.find((arg) => typeof arg === "function")?.();
    return false;
  };
  Object.assign(WriteStream.prototype, {
    isTTY: true,
    getColorDepth: () => 8,
    hasColors: () => false,
    _refreshSize() {},
    cursorTo: done,
    moveCursor: (dx, dy, callback) => done(callback),
    clearLine: (dir, callback) => done(callback),
    clearScreenDown: done,
    getWindowSize() {
      return [this.columns ?? 0, this.rows ?? 0];
    },
  });
  return { isatty: () => false, ReadStream, WriteStream };
});
