(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, iterator } = use("webidl");
  const { isBlob, isFile, handleOf, wrapFile } = use("blob");
  const { string } = host;
  let isForm, entriesOf;

  // valueOf is what an entry keeps: a string or a File.
  const valueOf = (name, value, filename) => {
    if (!isBlob(value)) return string(value);
    if (filename === undefined && isFile(value)) return value;
    return wrapFile(handleOf(value), value.type, filename === undefined ? name : string(filename));
  };

  class FormData {
    #list = [];
    append(name, value, filename) {
      if (!this || !(#list in this)) illegal();
      name = string(name);
      this.#list.push([name, valueOf(name, value, filename)]);
    }
    delete(name) {
      if (!this || !(#list in this)) illegal();
      name = string(name);
      this.#list = this.#list.filter((entry) => entry[0] !== name);
    }
    get(name) {
      if (!this || !(#list in this)) illegal();
      name = string(name);
      return this.#list.find((entry) => entry[0] === name)?.[1] ?? null;
    }
    getAll(name) {
      if (!this || !(#list in this)) illegal();
      name = string(name);
      return this.#list.filter((entry) => entry[0] === name).map((entry) => entry[1]);
    }
    has(name) {
      if (!this || !(#list in this)) illegal();
      name = string(name);
      return this.#list.some((entry) => entry[0] === name);
    }
    set(name, value, filename) {
      if (!this || !(#list in this)) illegal();
      name = string(name);
      const entry = [name, valueOf(name, value, filename)];
      const first = this.#list.findIndex((entry) => entry[0] === name);
      if (first < 0) { this.#list.push(entry); return }
      this.#list[first] = entry;
      this.#list = this.#list.filter((entry, i) => i <= first || entry[0] !== name);
    }
    entries() { if (!this || !(#list in this)) illegal(); return iterator("Entry", (i) => entryAt(this.#list, i), true) }
    keys() { if (!this || !(#list in this)) illegal(); return iterator("Key", (i) => this.#list[i]?.[0], true) }
    values() { if (!this || !(#list in this)) illegal(); return iterator("Value", (i) => this.#list[i]?.[1], true) }
    forEach(callback, thisArg) {
      if (!this || !(#list in this)) illegal();
      if (typeof callback !== "function") failArgument("forEach", "FormData", 1, "function");
      for (let i = 0; i < this.#list.length; i++) {
        const [name, value] = this.#list[i];
        callback.call(thisArg, value, name, this);
      }
    }
    static {
      isForm = (v) => typeof v === "object" && v !== null && #list in v;
      entriesOf = (form) => form.#list;
    }
  }
  const entryAt = (list, i) => (i < list.length ? [list[i][0], list[i][1]] : undefined);

  const Public = define(FormData, { methods: {
    append: ["string", "File or Blob or string"], delete: ["string"], get: ["string"], getAll: ["string"],
    has: ["string"], set: ["string", "File or Blob or string"], forEach: ["function"] } });
  const iterate = { [""]() { return this.entries() } }[""];
  Object.defineProperty(iterate, "length", { value: 0 });
  Object.defineProperty(FormData.prototype, Symbol.iterator, { value: iterate, writable: true, configurable: true });

  // Between here and Go an entry is four items: name, string or handle, type, filename; a
  // filename says that it is a file.
  use("body").extractors.push((init) => {
    if (!isForm(init)) return undefined;
    const flat = [];
    for (const [name, value] of entriesOf(init)) {
      if (typeof value === "string") flat.push(name, value, undefined, undefined);
      else flat.push(name, handleOf(value), value.type, value.name);
    }
    return host.serialize(flat);
  });

  return {
    FormData: Public,
    // parse makes the FormData of a body of the given content type.
    parse(body, type) {
      const form = new FormData(), list = entriesOf(form), flat = host.parse(body, type);
      for (let i = 0; i < flat.length; i += 4) {
        const value = flat[i + 3] === undefined ? flat[i + 1] : wrapFile(flat[i + 1], flat[i + 2], flat[i + 3]);
        list.push([flat[i], value]);
      }
      return form;
    },
  };
})
