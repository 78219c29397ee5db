// node:internal/fs/dir: directories as node:fs lists them.
(function (host, use) {
  "use strict";
  const { ERR_MISSING_ARGS } = use("node:internal/errors");
  const { validateObject, validateString } = use("node:internal/validators");
  const { ERR_DIR_CLOSED } = use("node:internal/fs/errors");
  const { generate } = use("node:internal/fs/generator");
  const { Buffer } = use("node:buffer");
  const {
    UV_DIRENT_BLOCK, UV_DIRENT_CHAR, UV_DIRENT_DIR, UV_DIRENT_FIFO, UV_DIRENT_FILE, UV_DIRENT_LINK, UV_DIRENT_SOCKET,
  } = use("node:internal/fs/constants");
  const kType = Symbol("type");

  class Dirent {
    name;
    parentPath;
    constructor(name, type, path) {
      this.name = name;
      this.parentPath = path;
      this[kType] = type;
    }
    isDirectory() { return this[kType] === UV_DIRENT_DIR }
    isFile() { return this[kType] === UV_DIRENT_FILE }
    isBlockDevice() { return this[kType] === UV_DIRENT_BLOCK }
    isCharacterDevice() { return this[kType] === UV_DIRENT_CHAR }
    isSymbolicLink() { return this[kType] === UV_DIRENT_LINK }
    isFIFO() { return this[kType] === UV_DIRENT_FIFO }
    isSocket() { return this[kType] === UV_DIRENT_SOCKET }
  }

  // A Dir has the entries that there were when it was opened.
  class Dir {
    #entries;
    #encoding;
    #path;
    constructor(entries, path, options) {
      if (entries === undefined || entries === null) throw new ERR_MISSING_ARGS("handle");
      this.#entries = entries;
      this.#path = path;
      validateObject(options, "options");
      const { encoding = "utf8" } = options;
      validateString(encoding, "options.encoding");
      this.#encoding = encoding;
    }
    get path() { return this.#path }
    read(callback) {
      if (typeof callback !== "function") return Promise.try(() => this.readSync());
      let entry = null;
      let error = null;
      try {
        entry = this.readSync();
      } catch (e) {
        error = e;
      }
      queueMicrotask(() => callback(error, entry));
      return undefined;
    }
    readSync() {
      if (this.#entries === undefined) throw new ERR_DIR_CLOSED();
      const entry = this.#entries.shift();
      if (entry === undefined) return null;
      const name = Buffer.from(entry.name);
      return new Dirent(this.#encoding === "buffer" ? name : name.toString(this.#encoding), entry.type, entry.parentPath);
    }
    close(callback) {
      this.closeSync();
      if (typeof callback !== "function") return Promise.resolve();
      queueMicrotask(() => callback(null));
      return undefined;
    }
    closeSync() {
      if (this.#entries === undefined) throw new ERR_DIR_CLOSED();
      this.#entries = undefined;
    }
    entries() { return generate(async () => (await this.read()) ?? undefined) }
    [Symbol.asyncIterator]() { return this.entries() }
    async [Symbol.asyncDispose]() { await this.close() }
    [Symbol.dispose]() { this.closeSync() }
  }
  return { Dirent, Dir };
});
