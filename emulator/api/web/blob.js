// Blobs are bytes in Go behind a handle: slices and bodies share the bytes, and get handles of
// their own, for a handle knows how far it has been read.
(function (host, use) {
  "use strict";
  const { define, illegal, failConstruct, dictionary } = use("webidl");
  const resolve = Promise.resolve.bind(Promise), { now } = Date, { isArray } = Array;
  const token = {};
  const ENDINGS = "The 'endings' field on 'Options' is not implemented.";
  let isBlob, isFile, handleOf, typeOf;

  const partsOf = (C, parts) => {
    if (parts === undefined) return [];
    if (!isArray(parts)) failConstruct(C, 1, "Array");
    const list = [], { length } = parts;
    for (let i = 0; i < length; i++) {
      const part = parts[i];
      if (isBlob(part)) list.push(handleOf(part));
      else list.push(typeof part === "string" || host.isBuffer(part) ? part : `${part}`);
    }
    return list;
  };
  const optionsOf = (C, n, v) => {
    const o = dictionary(v, () => failConstruct(C, n, "Options"));
    if (o === undefined) return {};
    const { type, lastModified, endings } = o;
    const read = {
      type: type === undefined ? "" : host.type(type),
      lastModified: lastModified === undefined || C === "Blob" ? undefined : host.number(lastModified),
    };
    if (endings !== undefined) throw new Error(ENDINGS);
    return read;
  };

  class Blob {
    #h; #type;
    constructor(parts, options, type) {
      if (parts === token) {
        this.#h = options; this.#type = type;
        return;
      }
      const list = partsOf("Blob", parts);
      this.#type = optionsOf("Blob", 2, options).type ?? "";
      this.#h = host.concat(list);
    }
    get size() { if (!this || !(#h in this)) illegal(); return host.length(this.#h) }
    get type() { if (!this || !(#h in this)) illegal(); return this.#type }
    slice(start, end, type) {
      if (!this || !(#h in this)) illegal();
      return new Blob(token, host.slice(this.#h, start, end), type === undefined ? "" : host.type(type));
    }
    arrayBuffer() { if (!this || !(#h in this)) illegal(); return resolve(host.read(this.#h, "arrayBuffer")) }
    bytes() { if (!this || !(#h in this)) illegal(); return resolve(host.read(this.#h, "bytes")) }
    text() { if (!this || !(#h in this)) illegal(); return resolve(host.text(this.#h)) }
    stream() { if (!this || !(#h in this)) illegal(); return use("readable").fromNative(host.share(this.#h), false) }
    static {
      isBlob = (v) => typeof v === "object" && v !== null && #h in v;
      handleOf = (b) => b.#h;
      typeOf = (b) => b.#type;
    }
  }

  class File extends Blob {
    #name; #lastModified;
    constructor(...args) {
      if (args[0] === token) {
        super(token, args[1], args[2]);
        this.#name = args[3]; this.#lastModified = args[4] ?? now();
        return;
      }
      const list = partsOf("File", args[0]);
      if (args.length < 2) failConstruct("File", 2, "string");
      const name = host.string(args[1]);
      const { type, lastModified } = optionsOf("File", 3, args[2]);
      super(token, host.concat(list), type ?? "");
      this.#name = name;
      this.#lastModified = lastModified ?? now();
    }
    get name() { if (!this || !(#name in this)) illegal(); return this.#name }
    get lastModified() { if (!this || !(#name in this)) illegal(); return this.#lastModified }
    static { isFile = (v) => typeof v === "object" && v !== null && #name in v }
  }

  use("body").extractors.push((init) => (isBlob(init) ? [host.share(handleOf(init)), typeOf(init) || undefined] : undefined));

  return {
    Blob: define(Blob), File: define(File),
    isBlob, isFile, handleOf, typeOf,
    bytesOf: (b) => host.read(handleOf(b), "bytes"),
    wrap: (h, type) => new Blob(token, h, type),
    wrapFile: (h, type, name, lastModified) => new File(token, h, type, name, lastModified),
  };
})
