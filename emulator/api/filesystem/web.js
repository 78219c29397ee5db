// The Web File System API. A handle is the path of something that may be there or not.
(function (host, use) {
  "use strict";
  const { define, illegal, dictionary, failArgument, usv } = use("webidl");
  const resolve = Promise.resolve.bind(Promise);
  let pathOf, isHandle;

  // options reads the n-th argument of a method.
  const options = (v, n, method, C, name) => dictionary(v, () => failArgument(method, C, n, name)) ?? {};
  const directoryOptions = (v, method, name) => options(v, 2, method, "FileSystemDirectoryHandle", name);

  class FileSystemHandle {
    #path; #name; #kind;
    constructor(kind, path, name) { this.#kind = kind; this.#path = path; this.#name = name }
    get kind() { if (!this || !(#path in this)) illegal(); return this.#kind }
    get name() { if (!this || !(#path in this)) illegal(); return this.#name }
    isSameEntry(other) {
      if (!this || !(#path in this)) illegal();
      if (!isHandle(other)) failArgument("isSameEntry", "FileSystemHandle", 1, "FileSystemHandle");
      return resolve(this.#kind === other.#kind && this.#path === other.#path);
    }
    getUniqueId() { if (!this || !(#path in this)) illegal(); return resolve(host.id(this.#path)) }
    remove(given) {
      if (!this || !(#path in this)) illegal();
      const { recursive = false } = options(given, 1, "remove", "FileSystemHandle", "RemoveOptions");
      return resolve(host.remove(this.#path, recursive));
    }
    static {
      isHandle = (v) => typeof v === "object" && v !== null && #path in v;
      pathOf = (v) => (isHandle(v) ? v.#path : illegal());
    }
  }

  class FileSystemFileHandle extends FileSystemHandle {
    constructor(path, name) { super("file", path, name) }
    getFile() {
      const { bytes, lastModified } = host.file(pathOf(this));
      return resolve(new (use("blob").File)([bytes], this.name, { lastModified }));
    }
    createWritable(given) {
      const { keepExistingData = false } = options(given, 1, "createWritable", "FileSystemFileHandle", "FileSystemCreateWritableOptions");
      return resolve(use("filesystem_writable").open(pathOf(this), Boolean(keepExistingData)));
    }
  }

  // Iterators are of what there was when they were made; one of a directory that is not there
  // fails at its first step.
  const makeIterator = (name) => {
    const C = {[name]: class {
      #items; #error;
      constructor(items, error) { this.#items = items; this.#error = error }
      next() {
        if (!this || !(#items in this)) illegal();
        if (this.#error !== undefined) return Promise.reject(this.#error);
        const value = this.#items.shift();
        return resolve({ done: value === undefined, value });
      }
      return(value) {
        if (!this || !(#items in this)) illegal();
        this.#items = [];
        this.#error = undefined;
        return resolve({ done: true, value });
      }
      [Symbol.asyncIterator]() { return this }
    }}[name];
    define(C, { illegal: true });
    return C;
  };
  const EntryIterator = makeIterator("EntryIterator");
  const KeyIterator = makeIterator("KeyIterator");
  const ValueIterator = makeIterator("ValueIterator");
  const children = (directory) => host.list(directory).map(([name, kind]) => {
    const path = `${directory}/${name}`;
    return [name, kind === "directory" ? new FileSystemDirectoryHandle(path, name) : new FileSystemFileHandle(path, name)];
  });
  const iterate = (C, directory, pick) => {
    try {
      return new C(children(directory).map(pick));
    } catch (error) {
      if (error?.name !== "NotFoundError") throw error;
      return new C([], error);
    }
  };

  class FileSystemDirectoryHandle extends FileSystemHandle {
    constructor(path, name) { super("directory", path, name) }
    getFileHandle(name, given) {
      const { create = false } = directoryOptions(given, "getFileHandle", "FileSystemGetFileOptions");
      const path = childOf(this, name = usv(name), "Invalid file name");
      if (host.openChild(path, create ? "file" : "", "Not found") !== "file") throw new DOMException("File name is a directory", "TypeMismatchError");
      return resolve(new FileSystemFileHandle(path, name));
    }
    getDirectoryHandle(name, given) {
      const { create = false } = directoryOptions(given, "getDirectoryHandle", "FileSystemGetDirectoryOptions");
      const path = childOf(this, name = usv(name), "Invalid directory name");
      if (host.openChild(path, create ? "directory" : "", "Directory not opened or created") !== "directory") {
        throw new DOMException("File name is a file", "TypeMismatchError");
      }
      return resolve(new FileSystemDirectoryHandle(path, name));
    }
    removeEntry(name, given) {
      const { recursive = false } = directoryOptions(given, "removeEntry", "FileSystemRemoveOptions");
      return resolve(host.removeEntry(childOf(this, usv(name), "Invalid name"), recursive));
    }
    resolve(handle) {
      pathOf(this);
      if (!isHandle(handle)) failArgument("resolve", "FileSystemDirectoryHandle", 1, "FileSystemHandle");
      throw new Error("Not implemented");
    }
    entries() { return iterate(EntryIterator, pathOf(this), (entry) => entry) }
    keys() { return iterate(KeyIterator, pathOf(this), ([name]) => name) }
    values() { return iterate(ValueIterator, pathOf(this), ([, handle]) => handle) }
    forEach(callback, thisArg) {
      const directory = pathOf(this);
      if (typeof callback !== "function") failArgument("forEach", "FileSystemDirectoryHandle", 1, "function");
      for (const [name, handle] of children(directory)) Reflect.apply(callback, thisArg ?? undefined, [name, handle, this]);
    }
  }
  const childOf = (handle, name, message) => {
    const path = host.child(pathOf(handle), name);
    if (path === "") throw new TypeError(message);
    return path;
  };
  Object.defineProperty(FileSystemDirectoryHandle.prototype, Symbol.asyncIterator, {
    value: FileSystemDirectoryHandle.prototype.entries, writable: true, configurable: true,
  });

  class StorageManager {
    getDirectory() { return resolve(new FileSystemDirectoryHandle("", "")) }
  }

  return {
    FileSystemHandle: define(FileSystemHandle, { illegal: true, promises: { isSameEntry: ["FileSystemHandle"], getUniqueId: [], remove: [] } }),
    FileSystemFileHandle: define(FileSystemFileHandle, { illegal: true, promises: { getFile: [], createWritable: [] } }),
    FileSystemDirectoryHandle: define(FileSystemDirectoryHandle, {
      illegal: true, methods: { forEach: ["function"] },
      promises: { getFileHandle: ["USVString"], getDirectoryHandle: ["USVString"], removeEntry: ["USVString"], resolve: ["FileSystemHandle"] },
    }),
    StorageManager: define(StorageManager, { illegal: true, promises: { getDirectory: [] } }),
    get FileSystemWritableFileStream() { return use("filesystem_writable").FileSystemWritableFileStream },
    storage: new StorageManager(),
  };
})
