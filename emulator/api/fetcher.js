// Fetcher: a Worker's entrypoint as others see it. Like a stub, it has every method by RPC.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, define } = use("arguments");
  const { receiveMethods } = use("rpc");
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
      return host.fetch(this.#entry, input, init);
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

  const makeFetcher = (entry) => new Fetcher(token, entry, Object.create(Fetcher.prototype));

  // An entry of ctx.exports is a fetcher that can be called, for one with props.
  const makeLoopback = (entry) => {
    const loopback = (options) => makeFetcher(host.withProps(entry, options?.props));
    for (const name of ["name", "length"]) delete loopback[name];
    Object.setPrototypeOf(loopback, Fetcher.prototype);
    return new Fetcher(token, entry, loopback);
  };

  return { Fetcher: PublicFetcher, entryOf, makeFetcher, makeLoopback };
});
