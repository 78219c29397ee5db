// node:internal/fs/file_handle: FileHandle, which fs.promises.open gives.
(function (host, use) {
  "use strict";
  const EventEmitter = use("node:events");
  const { Buffer } = use("node:buffer");
  const fs = use("node:internal/fs/host");
  const sync = use("node:internal/fs/sync");
  const { isView, validatePosition, validateUint32 } = use("node:internal/fs/arguments");
  const { badDescriptor } = use("node:internal/fs/errors");
  const { validateBoolean, validateObject } = use("node:internal/validators");
  const badge = {};
  const chunkSize = 16384;

  class FileHandle extends EventEmitter {
    #fd;
    constructor(given, fd) {
      if (given !== badge) throw new TypeError("Illegal constructor");
      super();
      this.#fd = fd;
    }
    static #open(handle) {
      if (handle.#fd === undefined) throw badDescriptor("stat");
      return handle.#fd;
    }
    static is(v) {
      return typeof v === "object" && v !== null && #fd in v;
    }
    get fd() { return this.#fd }
    async appendFile(data, options = {}) { sync.appendFileSync(FileHandle.#open(this), data, options) }
    async chmod(mode) { sync.fchmodSync(FileHandle.#open(this), mode) }
    async chown(uid, gid) { sync.fchownSync(FileHandle.#open(this), uid, gid) }
    async datasync() { sync.fdatasyncSync(FileHandle.#open(this)) }
    async sync() { sync.fsyncSync(FileHandle.#open(this)) }
    async read(bufferOrOptions = {}, offsetOrOptions = {}, length = undefined, position = null) {
      const fd = FileHandle.#open(this);
      let options = bufferOrOptions;
      if (isView(options)) {
        const buffer = options;
        options = typeof offsetOrOptions === "number" ? { buffer, offset: offsetOrOptions, length: length ?? undefined, position } : { buffer, ...offsetOrOptions };
      }
      const { buffer = Buffer.alloc(chunkSize), offset = 0, length: count = buffer.byteLength - offset, position: from = null } = options;
      validateUint32(offset, "offset");
      validateUint32(count, "length");
      validatePosition(from, "position");
      return { bytesRead: sync.readSync(fd, buffer, offset, count, from), buffer };
    }
    async readv(buffers, position = null) {
      return { bytesRead: sync.readvSync(FileHandle.#open(this), buffers, position), buffers };
    }
    async readFile(options = {}) { return sync.readFileSync(FileHandle.#open(this), options) }
    readLines(_options = {}) {
      FileHandle.#open(this);
      throw new Error("not implemented");
    }
    async stat(options = {}) { return sync.fstatSync(FileHandle.#open(this), options) }
    async truncate(len = 0) { sync.ftruncateSync(FileHandle.#open(this), len) }
    async utimes(atime, mtime) { sync.futimesSync(FileHandle.#open(this), atime, mtime) }
    async write(buffer, offsetOrOptions = null, lengthOrEncoding = undefined, position = null) {
      const fd = FileHandle.#open(this);
      // Where a string goes is said as where a buffer goes is, unlike in Node.
      if (typeof buffer === "string") buffer = Buffer.from(buffer, lengthOrEncoding);
      return { bytesWritten: sync.writeSync(fd, buffer, offsetOrOptions, lengthOrEncoding, position), buffer };
    }
    async writev(buffers, position = null) {
      return { bytesWritten: sync.writevSync(FileHandle.#open(this), buffers, position), buffers };
    }
    async writeFile(data, options = {}) {
      const bytesWritten = sync.writeFileSync(FileHandle.#open(this), data, options);
      return { bytesWritten, buffer: isView(data) ? data : Buffer.from(data, typeof options === "string" ? options : options?.encoding) };
    }
    async close() {
      if (this.#fd !== undefined) fs.close(this.#fd);
      this.#fd = undefined;
      this.emit("close");
    }
    async [Symbol.asyncDispose]() { await this.close() }
    readableWebStream(options = {}) {
      FileHandle.#open(this);
      validateObject(options, "options");
      const { autoClose = true } = options;
      validateBoolean(autoClose, "options.autoClose");
      return webStream(this, autoClose);
    }
    createReadStream(options = {}) { return use("node:internal/fs/streams").createReadStream("", { ...options, fd: this }) }
    createWriteStream(options = {}) { return use("node:internal/fs/streams").createWriteStream("", { ...options, fd: this }) }
  }
  const { is } = FileHandle;
  delete FileHandle.is;

  // webStream reads the file from where it is; a file that is closed ends the stream.
  const webStream = (handle, autoClose) => {
    let controller;
    const finish = async () => {
      if (autoClose) await handle.close();
    };
    let ended = false;
    const end = () => {
      if (!ended) controller.close();
      ended = true;
    };
    const stream = new ReadableStream({
      type: "bytes",
      autoAllocateChunkSize: chunkSize,
      start(given) { controller = given },
      async pull() {
        const { byobRequest } = controller;
        const { bytesRead } = await handle.read(byobRequest.view, 0, byobRequest.view.byteLength);
        if (bytesRead === 0) {
          end();
          await finish();
        }
        byobRequest.respond(bytesRead);
      },
      cancel: finish,
    });
    handle.once("close", end);
    return stream;
  };
  return { FileHandle, isFileHandle: is, open: (fd) => new FileHandle(badge, fd) };
});
