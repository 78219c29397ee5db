// The WebAssembly namespace. Its classes have the shape of V8's, not of workerd's own.
(function (host, use) {
  "use strict";
  const token = {};
  const refused = "Wasm code generation disallowed by embedder";
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";
  const hide = (o, name, value) => Object.defineProperty(o, name, { value, writable: true, configurable: true });
  const show = (o, names) => {
    for (const name of names) Object.defineProperty(o, name, { enumerable: true });
  };
  const tag = (o, value) => Object.defineProperty(o, Symbol.toStringTag, { value, configurable: true });

  // uint32 is a number that must be one, in V8's words.
  const uint32 = (v, what) => {
    const n = +v;
    if (!Number.isFinite(n)) throw new TypeError(`${what} must be convertible to a valid number`);
    if (n <= -1) throw new TypeError(`${what} must be non-negative`);
    if (n >= 2 ** 32) throw new TypeError(`${what} must be in the unsigned long range`);
    return Math.trunc(n) + 0;
  };
  const size = (descriptor, name, where, low, high) => {
    const value = descriptor[name];
    if (value === undefined) return undefined;
    const what = `${where}: Property '${name}'`;
    const n = uint32(value, what);
    if (n < low) throw new RangeError(`${what}: value ${n} is below the lower bound ${low}`);
    if (n > high) throw new RangeError(`${what}: value ${n} is above the upper bound ${high}`);
    return n;
  };
  const sizes = (descriptor, where, high, highest) => {
    const initial = size(descriptor, "initial", where, 0, high);
    if (initial === undefined) throw new TypeError(`${where}: Property 'initial' is required`);
    return [initial, size(descriptor, "maximum", where, initial, highest)];
  };

  // handles tell instances of the classes by their Go values.
  const handles = {};
  let parametersOf;

  class Module {
    #handle;
    constructor(key, handle) {
      if (key !== token) throw new CompileError(`WebAssembly.Module(): ${refused}`);
      this.#handle = handle;
    }
    static {
      handles.Module = (v) => (isObject(v) && #handle in v ? v.#handle : undefined);
    }
  }
  const module = (v, where) => {
    const handle = handles.Module(v);
    if (handle === undefined) throw new TypeError(`${where}: Argument 0 must be a WebAssembly.Module`);
    return handle;
  };
  const statics = {
    imports(m) {
      return host.imports(module(m, "WebAssembly.Module.imports()")).map(([module, name, kind]) => ({ module, name, kind }));
    },
    exports(m) {
      return host.exports(module(m, "WebAssembly.Module.exports()")).map(([name, kind]) => ({ name, kind }));
    },
    customSections(m, name) {
      const handle = module(m, "WebAssembly.Module.customSections()");
      if (name === undefined) throw new TypeError("WebAssembly.Module.customSections(): Argument 1 is required");
      if (typeof name === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
      return host.customSections(handle, String(name));
    },
  };

  const checkImports = (imports, where) => {
    if (imports !== undefined && !isObject(imports)) throw new TypeError(`${where}: Argument 1 must be an object`);
  };

  class Instance {
    #exports;
    static {
      handles.Instance = (v) => (isObject(v) && #exports in v ? v.#exports : undefined);
    }
    constructor(m, imports, key, where = "WebAssembly.Instance()") {
      if (key !== token) where = "WebAssembly.Instance()";
      const handle = module(m, where);
      checkImports(imports, where);
      this.#exports = host.instantiate(handle, imports, `${where}: `);
    }
    get exports() {
      if (!isObject(this) || !(#exports in this)) throw new TypeError("WebAssembly.Instance.exports(): Receiver is not a WebAssembly.Instance");
      return this.#exports;
    }
  }

  class Memory {
    #handle;
    constructor(descriptor, key, handle) {
      if (key !== token) {
        const where = "WebAssembly.Memory()";
        if (!isObject(descriptor)) throw new TypeError(`${where}: Argument 0 must be a memory descriptor`);
        const [initial, maximum] = sizes(descriptor, where, 65536, 65536);
        const shared = !!descriptor.shared;
        if (shared && maximum === undefined) throw new TypeError(`${where}: If shared is true, maximum property should be defined.`);
        handle = host.memory(initial, maximum, shared);
        host.adopt(handle, this);
      }
      this.#handle = handle;
    }
    static {
      handles.Memory = (v) => (isObject(v) && #handle in v ? v.#handle : undefined);
    }
    static #of(v, where) {
      const handle = handles.Memory(v);
      if (handle === undefined) throw new TypeError(`WebAssembly.Memory.${where}: Receiver is not a WebAssembly.Memory`);
      return handle;
    }
    grow(delta) {
      const handle = Memory.#of(this, "grow()");
      const pages = uint32(delta, "WebAssembly.Memory.grow(): Argument 0");
      const before = host.memoryView(handle).byteLength / 65536;
      if (before + pages > host.memoryMaximum(handle)) {
        const unbounded = host.memoryMaximum(handle) === 65536;
        throw new RangeError(`WebAssembly.Memory.grow(): ${unbounded ? "Unable to grow instance memory" : "Maximum memory size exceeded"}`);
      }
      const grown = host.memoryGrow(handle, pages);
      if (grown === undefined) throw new RangeError("WebAssembly.Memory.grow(): Unable to grow instance memory");
      return grown;
    }
    get buffer() {
      return host.memoryView(Memory.#of(this, "buffer"));
    }
    toFixedLengthBuffer() {
      return host.memoryView(Memory.#of(this, "toFixedLengthBuffer()"));
    }
    // Unlike workerd, no buffer grows with its memory.
    toResizableBuffer() {
      Memory.#of(this, "toResizableBuffer()");
      throw new TypeError("WebAssembly.Memory.toResizableBuffer(): devdo does not support resizable buffers of memories.");
    }
  }

  const notFunction = "function-typed object must be null (if nullable) or a Wasm function object";

  class Table {
    #handle;
    constructor(descriptor, value, key, handle) {
      if (key !== token) handle = Table.#make(descriptor, value);
      this.#handle = handle;
      if (key !== token) host.adopt(handle, this);
    }
    static {
      handles.Table = (v) => (isObject(v) && #handle in v ? v.#handle : undefined);
    }
    static #make(descriptor, value) {
      const where = "WebAssembly.Table()";
      if (!isObject(descriptor)) throw new TypeError(`${where}: Argument 0 must be a table descriptor`);
      const element = String(descriptor.element);
      if (element !== "anyfunc" && element !== "externref") {
        throw new TypeError(`${where}: Descriptor property 'element' must be a WebAssembly reference type`);
      }
      const [initial, maximum] = sizes(descriptor, where, 10000000, 2 ** 32 - 1);
      const handle = host.table(element, 0, maximum);
      if (value === undefined && element === "anyfunc") value = null;
      if (host.tableGrow(handle, initial, value) === undefined) {
        throw new TypeError(
          `${where}: Argument 2 must be undefined or a value of type compatible with the type of the new table: ${notFunction}.`,
        );
      }
      return handle;
    }
    static #of(v, where) {
      const handle = handles.Table(v);
      if (handle === undefined) throw new TypeError(`WebAssembly.Table.${where}: Receiver is not a WebAssembly.Table`);
      return handle;
    }
    static #at(handle, index, where) {
      const n = uint32(index, `WebAssembly.Table.${where}: Argument 0`);
      const length = host.tableSize(handle);
      if (n >= length) {
        throw new RangeError(`WebAssembly.Table.${where}: invalid address ${n} in ${host.tableType(handle)} table of size ${length}`);
      }
      return n;
    }
    // element is what stands for one that is not given.
    static #element(handle, rest) {
      return rest.length > 0 ? rest[0] : host.tableType(handle) === "externref" ? undefined : null;
    }
    get length() {
      return host.tableSize(Table.#of(this, "length()"));
    }
    grow(delta, ...rest) {
      const handle = Table.#of(this, "grow()");
      const by = uint32(delta, "WebAssembly.Table.grow(): Argument 0");
      const before = host.tableGrow(handle, by, Table.#element(handle, rest[0] === undefined ? [] : rest));
      if (before === undefined) throw new TypeError(`WebAssembly.Table.grow(): Argument 1 is invalid: ${notFunction}`);
      if (before < 0) throw new RangeError(`WebAssembly.Table.grow(): failed to grow table by ${by}`);
      return before;
    }
    set(index, ...rest) {
      const handle = Table.#of(this, "set()");
      const at = Table.#at(handle, index, "set()");
      if (host.tableSet(handle, at, Table.#element(handle, rest)) === undefined) {
        throw new TypeError(`WebAssembly.Table.set(): Argument 1 is invalid for table: ${notFunction}`);
      }
    }
    get(index) {
      const handle = Table.#of(this, "get()");
      return host.tableGet(handle, Table.#at(handle, index, "get()"));
    }
  }

  const zeros = { i32: 0, i64: 0n, f32: 0, f64: 0, anyfunc: null };

  class Global {
    #handle;
    constructor(descriptor, value, key, handle) {
      if (key !== token) handle = Global.#make(descriptor, value);
      this.#handle = handle;
      if (key !== token) host.adopt(handle, this);
    }
    static {
      handles.Global = (v) => (isObject(v) && #handle in v ? v.#handle : undefined);
    }
    static #make(descriptor, value) {
      const where = "WebAssembly.Global()";
      if (!isObject(descriptor)) throw new TypeError(`${where}: Argument 0 must be a global descriptor`);
      const mutable = !!descriptor.mutable;
      const type = String(descriptor.value);
      if (type === "v128") throw new TypeError(`${where}: A global of type 'v128' cannot be created in JavaScript`);
      if (!(type in zeros) && type !== "externref") {
        throw new TypeError(`${where}: Descriptor property 'value' must be a WebAssembly type`);
      }
      const handle = host.global(type, mutable, value === undefined ? zeros[type] : value);
      if (handle === undefined) throw new TypeError(`${where}: ${notFunction}`);
      return handle;
    }
    static #of(v, where) {
      const handle = handles.Global(v);
      if (handle === undefined) throw new TypeError(`${where}: Receiver is not a WebAssembly.Global`);
      return handle;
    }
    valueOf() {
      return host.globalGet(Global.#of(this, "WebAssembly.Global.valueOf()"));
    }
    get value() {
      return host.globalGet(Global.#of(this, "get WebAssembly.Global.value)"));
    }
    set value(value) {
      // The parenthesis is V8's.
      const where = "set WebAssembly.Global.value)";
      const handle = Global.#of(this, where);
      if (!host.globalMutable(handle)) throw new TypeError(`${where}: Can't set the value of an immutable global.`);
      if (host.globalSet(handle, value) === undefined) throw new TypeError(`${where}: ${notFunction}`);
    }
  }

  class Tag {
    #handle;
    #parameters;
    constructor(descriptor, key, handle) {
      if (key !== token) {
        const where = "WebAssembly.Tag()";
        if (!isObject(descriptor)) throw new TypeError(`${where}: Argument 0 must be a tag type`);
        if (!isObject(descriptor.parameters)) throw new TypeError(`${where}: Argument 0 must be a tag type with 'parameters'`);
        this.#parameters = Array.from(descriptor.parameters, (type, n) => {
          if (!(type in zeros) && type !== "externref" && type !== "v128") {
            throw new TypeError(`${where}: Argument 0 parameter type at index #${n} must be a value type`);
          }
          return String(type);
        });
        handle = host.tag(this.#parameters);
        host.adopt(handle, this);
      }
      this.#handle = handle;
    }
    static {
      handles.Tag = (v) => (isObject(v) && #handle in v ? v.#handle : undefined);
    }
    static {
      parametersOf = (tag) => tag.#parameters ?? [];
    }
  }
  const JSTag = new Tag(undefined, token, {});

  class Exception {
    #tag;
    #values;
    constructor(tag, values, key) {
      if (key !== token) {
        const where = "WebAssembly.Exception()";
        if (handles.Tag(tag) === undefined) throw new TypeError(`${where}: Argument 0 must be a WebAssembly tag`);
        if (tag === JSTag) throw new TypeError(`${where}: Argument 0 cannot be WebAssembly.JSTag`);
        if (!isObject(values)) throw new TypeError(`${where}: Exception values must be an iterable object`);
        const list = [...values];
        const types = parametersOf(tag);
        if (list.length !== types.length) throw new TypeError(`${where}: Number of exception values does not match signature length`);
        this.#values = list.map((value, n) => conversions[types[n]](value));
      }
      this.#tag = tag;
    }
    static #of(v, where) {
      if (!isObject(v) || !(#tag in v)) throw new TypeError(`WebAssembly.Exception.${where}: Receiver is not a WebAssembly.Exception`);
    }
    getArg(tag, index) {
      const where = "WebAssembly.Exception.getArg()";
      Exception.#of(this, "getArg()");
      if (handles.Tag(tag) === undefined) throw new TypeError(`${where}: Argument 0 must be a WebAssembly tag`);
      const n = uint32(index, `${where}: Index`);
      if (tag !== this.#tag) throw new TypeError(`${where}: First argument does not match the exception tag`);
      if (n >= this.#values.length) throw new RangeError(`${where}: Index out of range`);
      return this.#values[n];
    }
    is(tag) {
      Exception.#of(this, "is()");
      if (handles.Tag(tag) === undefined) throw new TypeError("WebAssembly.Exception.is(): Argument 0 must be a WebAssembly.Tag");
      return tag === this.#tag;
    }
    get stack() {
      return undefined;
    }
  }
  const conversions = {
    i32: (v) => v | 0,
    i64: (v) => BigInt.asIntN(64, v),
    f32: (v) => Math.fround(v),
    f64: (v) => +v,
    externref: (v) => v,
    anyfunc: (v) => v,
  };

  // The engine's instanceof takes no proxies, but asks for a method first.
  const hasInstance = {
    [Symbol.hasInstance](v) {
      for (let p = isObject(v) ? Object.getPrototypeOf(v) : null; p !== null; p = Object.getPrototypeOf(p)) {
        if (p === this.prototype) return true;
      }
      return false;
    },
  }[Symbol.hasInstance];
  const get = (type, key, receiver) => {
    const value = Reflect.get(type, key, receiver);
    return key === Symbol.hasInstance && value === Function.prototype[Symbol.hasInstance] ? hasInstance : value;
  };

  // native gives a class V8's shape and a constructor that must be invoked with new.
  const native = (name, type, length, members, where = `WebAssembly.${name}(): `) => {
    const constructor = new Proxy(type, {
      get,
      apply() {
        throw new TypeError(`${where}WebAssembly.${name} must be invoked with 'new'`);
      },
    });
    Object.defineProperty(type, "length", { value: length });
    hide(type.prototype, "constructor", constructor);
    show(type.prototype, members);
    tag(type.prototype, `WebAssembly.${name}`);
    return constructor;
  };

  const errorClass = (name) => {
    const type = { [name]: class extends Error {} }[name];
    const constructor = new Proxy(type, { get, apply: (_, self, args) => Reflect.construct(type, args, constructor) });
    Object.defineProperty(type, "length", { value: 1 });
    hide(type.prototype, "constructor", constructor);
    hide(type.prototype, "name", name);
    hide(type.prototype, "message", "");
    return constructor;
  };
  const CompileError = errorClass("CompileError");
  const LinkError = errorClass("LinkError");
  const RuntimeError = errorClass("RuntimeError");
  const errors = { CompileError, LinkError, RuntimeError, TypeError };

  // What the Go side calls.
  host.script("newError", (name, message, frames) => {
    const error = new errors[name](message);
    if (frames !== "") {
      const first = `${error}`;
      hide(error, "stack", first + frames + error.stack.slice(first.length));
    }
    return error;
  });
  host.script("newException", () => new Exception(undefined, undefined, token));
  host.script("makeModule", (handle) => new Module(token, handle));
  host.script("moduleOf", handles.Module);
  host.script("handleOf", (v) => handles.Memory(v) ?? handles.Global(v) ?? handles.Table(v) ?? handles.Tag(v));
  host.script("wrap", (name, handle) =>
    name === "Memory" || name === "Tag"
      ? new { Memory, Tag }[name](undefined, token, handle)
      : new { Table, Global }[name](undefined, undefined, token, handle),
  );
  host.script("makeExports", (names, values) => {
    const exports = Object.create(null);
    names.forEach((name, n) => (exports[name] = values[n]));
    return Object.freeze(exports);
  });
  host.script("classOf", (v) => Object.keys(handles).find((name) => handles[name](v) !== undefined) ?? "");
  host.script("typeOf", (v) => typeof v);
  host.script("int32", (v) => +v | 0);
  host.script("number", (v) => +v);
  host.script("bigint", (v) => {
    if (typeof v === "symbol") throw new TypeError(`Cannot convert ${String(v)} to a BigInt`);
    return BigInt.asIntN(64, v);
  });
  host.script("list", (v) => {
    if (v === undefined || v === null || typeof v[Symbol.iterator] !== "function") {
      const shown = v === undefined || v === null ? String(v) : `${typeof v} ${String(v)}`;
      throw new TypeError(`${shown} is not iterable (cannot read property Symbol(Symbol.iterator))`);
    }
    return [...v];
  });

  const WebAssembly = {};
  const define = (name, value) => hide(WebAssembly, name, value);
  const functions = {
    async compile(bytes) {
      void bytes;
      throw new CompileError(`WebAssembly.compile(): ${refused}`);
    },
    validate(bytes) {
      if (!host.isBytes(bytes)) throw new TypeError("WebAssembly.validate(): Argument 0 must be a buffer source");
      return host.validate(bytes);
    },
    async instantiate(source, ...rest) {
      const where = "WebAssembly.instantiate()";
      const imports = rest[0];
      if (!isObject(source)) throw new TypeError(`${where}: Argument 0 must be a buffer source or a WebAssembly.Module object`);
      checkImports(imports, where);
      const handle = handles.Module(source);
      if (handle === undefined) throw new CompileError(`${where}: ${refused}`);
      const compiled = host.compiled(handle);
      if (compiled !== undefined) await compiled; // others run meanwhile
      return new Instance(source, imports, token, where);
    },
  };
  for (const [name, fn] of Object.entries(functions)) {
    define(name, fn);
    show(WebAssembly, [name]);
  }
  const publicModule = native("Module", Module, 1, []);
  for (const [name, fn] of Object.entries(statics)) {
    hide(Module, name, fn);
    show(Module, [name]);
  }
  hide(Module, Symbol.hasInstance, { "": (...args) => handles.Module(args[0]) !== undefined }[""]);
  show(Module, [Symbol.hasInstance]);
  define("Module", publicModule);
  define("Instance", native("Instance", Instance, 1, ["exports"], ""));
  define("Table", native("Table", Table, 1, ["length", "grow", "set", "get"]));
  define("Memory", native("Memory", Memory, 1, ["grow", "buffer", "toFixedLengthBuffer", "toResizableBuffer"]));
  define("Global", native("Global", Global, 1, ["valueOf", "value"]));
  define("Tag", native("Tag", Tag, 1, []));
  Object.defineProperty(WebAssembly, "JSTag", { value: JSTag, configurable: true });
  define("Exception", native("Exception", Exception, 2, ["getArg", "is", "stack"]));
  define("CompileError", CompileError);
  define("LinkError", LinkError);
  define("RuntimeError", RuntimeError);
  tag(WebAssembly, "WebAssembly");
  return { WebAssembly };
});
