// Fetcher: a Worker's entrypoint as others see it. Like a stub, it has every method by RPC.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, requestInit, define } = use("arguments");
  const { failField } = use("webidl");
  const { receiveMethods, refuse } = use("rpc");
  const token = {};

  // Stamped lets a class give its private state to an object that is there already.
  class Stamped {
    constructor(target) {
      return target;
    }
  }

  class Fetcher extends Stamped {
    #entry;
    constructor(key, entry, target) {
      if (key !== token) illegalConstructor();
      super(target);
      this.#entry = entry;
    }
    fetch(input, init) {
      if (arguments.length < 1) {
        return Promise.reject(badArgument.error("fetch", "Fetcher", 1, "Request or string"));
      }
      const problem = requestInit(init);
      return problem === undefined ? host.fetch(this.#entry, input, init) : Promise.reject(problem);
    }
    static handle(fetcher) {
      return fetcher.#entry;
    }
    static entry(value) {
      return #entry in value ? value.#entry : undefined;
    }
  }
  const handle = Fetcher.handle;
  const entryOf = Fetcher.entry;
  delete Fetcher.handle;
  delete Fetcher.entry;
  const PublicFetcher = define(Fetcher, { illegal: true });
  receiveMethods(Fetcher, handle);

  use("fetcher_members").add(Fetcher, handle);

  const makeFetcher = (entry) => new Fetcher(token, entry, Object.create(Fetcher.prototype));

  // An entry of ctx.exports is a fetcher that can be called, for one with props.
  class LoopbackServiceStub extends Fetcher {}
  define(LoopbackServiceStub, { illegal: true });
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";
  const propsOf = (options, type) => {
    if (!isObject(options)) badArgument("(called as function)", type, 1, "Options");
    const { props } = options;
    if (props !== undefined && !isObject(props)) failField("Options", "props", "Object");
    return props;
  };
  const callable = (Class, make) => {
    // Bound, it can be called with new but has no prototype of its own.
    const fn = function (options) { return make(propsOf(options, Class.name)) }.bind();
    for (const name of ["name", "length"]) delete fn[name];
    refuse(fn, Class.name);
    return Object.setPrototypeOf(fn, Class.prototype);
  };
  const makeLoopback = (entry) =>
    new Fetcher(token, entry, callable(LoopbackServiceStub, (props) => makeFetcher(host.withProps(entry, props))));

  // Scripts know the class by another name.
  Object.defineProperty(Fetcher, "name", { value: "ServiceStub" });

  return { Fetcher: PublicFetcher, entryOf, makeFetcher, makeLoopback, callable };
});
