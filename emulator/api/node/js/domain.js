// node:domain: domains that watch over nothing.
// flag: enable_nodejs_domain_module
// exports: Domain active create createDomain
(function (host, use) {
  "use strict";
  const { EventEmitter } = use("node:events");
  EventEmitter.usingDomains = false;

  class Domain extends EventEmitter {
    members = undefined;
    _errorHandler(error) {
      throw error;
    }
    enter() {}
    exit() {}
    add() {}
    remove() {}
    run(fn, ...args) {
      this.enter();
      const result = Reflect.apply(fn, this, args);
      this.exit();
      return result;
    }
    intercept(callback) {
      return callback;
    }
    bind(callback) {
      return callback;
    }
  }
  const createDomain = () => new Domain();
  // Unlike in Node, create is a domain and no function, as in workerd.
  return { Domain, active: null, createDomain, create: createDomain() };
});
