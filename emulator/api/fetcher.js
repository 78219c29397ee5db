// Fetcher: a Worker's entrypoint as others see it. Like a stub, it has every method by RPC.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, define } = use("arguments");
  const { receiveMethods } = use("rpc");
  const token = {};

  class Fetcher {
    #entry;
    constructor(key, entry) {
      if (key !== token) illegalConstructor();
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

  return { Fetcher: PublicFetcher, entryOf, makeFetcher: (entry) => new Fetcher(token, entry) };
});
