// ctx.facets, and the classes that facets are made of: what ctx.exports has for a Durable Object
// class, with or without a namespace.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, illegal, toDOMString, define } = use("arguments");
  const { failField } = use("webidl");
  const { callable, makeFetcher } = use("fetcher");
  const { DurableObjectNamespace, isId, idHex, stampNamespace } = use("durable_object_id");
  const token = {};
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";

  class DurableObjectClass {
    #class;
    constructor(key, handle) {
      if (key !== token) illegalConstructor();
      this.#class = handle;
    }
    static is(value) {
      return #class in value;
    }
    static handle(value) {
      return value.#class;
    }
  }
  const isClass = DurableObjectClass.is;
  const classHandle = DurableObjectClass.handle;
  delete DurableObjectClass.is;
  delete DurableObjectClass.handle;
  define(DurableObjectClass, { illegal: true });
  const makeClass = (handle) => new DurableObjectClass(token, handle);

  // loopbacks has the classes of the functions in ctx.exports.
  const loopbacks = new WeakMap();
  class LoopbackDurableObjectClass extends DurableObjectClass {}
  define(LoopbackDurableObjectClass, { illegal: true });
  class LoopbackDurableObjectNamespace extends DurableObjectNamespace {}
  define(LoopbackDurableObjectNamespace, { illegal: true });

  const loopback = (Class, handle) => {
    const made = callable(Class, (props) => makeClass(host.withProps(handle, props)));
    loopbacks.set(made, handle);
    return made;
  };
  const makeLoopbackClass = (handle) => loopback(LoopbackDurableObjectClass, handle);
  const makeLoopbackNamespace = (ns, handle) => stampNamespace(ns, loopback(LoopbackDurableObjectNamespace, handle), host.storable());

  // classOf is the handle of anything that can be the class of a facet.
  const classOf = (value) => {
    if (!isObject(value)) return undefined;
    return isClass(value) ? classHandle(value) : loopbacks.get(value);
  };

  const expected = "DurableObjectClass or LoopbackDurableObjectNamespace or LoopbackColoLocalActorNamespace";
  const begin = (facet, options, awaited) => {
    if (options === undefined || options === null) {
      throw new TypeError(
        "Cannot initialize N7workerd3api19DurableObjectFacets14StartupOptionsE with required members from an undefined or null value.",
      );
    }
    if (!isObject(options)) {
      throw new TypeError(
        awaited
          ? "Incorrect type for Promise: the Promise did not resolve to 'StartupOptions'."
          : "Callback returned incorrect type; expected 'Promise'",
      );
    }
    const handle = classOf(options.class);
    if (handle === undefined) failField("StartupOptions", "class", expected);
    const { id } = options;
    if (id === undefined) host.begin(facet, handle);
    else if (isId(id)) host.begin(facet, handle, idHex(id), id.name);
    else host.begin(facet, handle, undefined, toDOMString(id));
  };
  // start runs the callback of get(); it throws or rejects if the facet cannot start.
  const start = (facet, callback) => {
    const options = callback();
    if (typeof options?.then === "function") return host.then(options, (value) => begin(facet, value, true));
    begin(facet, options);
  };

  class DurableObjectFacets {
    #actor;
    constructor(key, actor) {
      if (key !== token) illegalConstructor();
      this.#actor = actor;
    }
    get(name, callback) {
      if (!this || !(#actor in this)) illegal();
      if (arguments.length < 1) badArgument("get", "DurableObjectFacets", 1, "string");
      const text = toDOMString(name);
      if (typeof callback !== "function") badArgument("get", "DurableObjectFacets", 2, "function");
      return makeFetcher(host.get(this.#actor, text, callback));
    }
    abort(name, reason) {
      if (!this || !(#actor in this)) illegal();
      if (arguments.length < 1) badArgument("abort", "DurableObjectFacets", 1, "string");
      const text = toDOMString(name);
      if (arguments.length < 2) badArgument("abort", "DurableObjectFacets", 2, "Value");
      host.abort(this.#actor, text, reason);
    }
    delete(name) {
      if (!this || !(#actor in this)) illegal();
      if (arguments.length < 1) badArgument("delete", "DurableObjectFacets", 1, "string");
      host.delete(this.#actor, toDOMString(name));
    }
    clone(src, dst) {
      if (!this || !(#actor in this)) illegal();
      if (arguments.length < 1) badArgument("clone", "DurableObjectFacets", 1, "string");
      const from = toDOMString(src);
      if (arguments.length < 2) badArgument("clone", "DurableObjectFacets", 2, "string");
      host.clone(this.#actor, from, toDOMString(dst));
    }
  }
  define(DurableObjectFacets, { illegal: true });

  return {
    start, makeClass, makeLoopbackClass, makeLoopbackNamespace,
    makeFacets: (actor) => new DurableObjectFacets(token, actor),
    // passable is the handle of a class that can be passed on.
    passable: (value) => (typeof value === "object" && value !== null && isClass(value) ? classHandle(value) : undefined),
  };
});
