// The stub: what other code uses to talk to an object. Members it has of its own are found on
// the class; every other name ends at a Proxy behind the prototype and is an RPC method.
(function (host, use) {
  "use strict";
  const { illegal, illegalConstructor, badArgument, requestInit, readOnly, define } = use("arguments");
  const { idHex } = use("durable_object_id");
  const token = {};

  class DurableObject {
    #stub;
    constructor(key, ns, id, storable, existing) {
      if (key !== token) illegalConstructor();
      this.#stub = host.stub(ns, idHex(id), id.name, storable, existing);
      readOnly(this, "name", id.name);
      readOnly(this, "id", id);
    }
    fetch(input, init) {
      if (!isStub(this)) illegal();
      if (arguments.length < 1) {
        return Promise.reject(badArgument.error("fetch", "Fetcher", 1, "Request or string"));
      }
      const problem = requestInit(init);
      return problem === undefined ? host.fetch(this.#stub, input, init) : Promise.reject(problem);
    }
    static handle(stub) {
      return stub.#stub;
    }
    static is(value) {
      return typeof value === "object" && value !== null && #stub in value;
    }
  }
  const handle = DurableObject.handle;
  const isStub = DurableObject.is;
  delete DurableObject.handle;
  delete DurableObject.is;
  const PublicDurableObject = define(DurableObject, { illegal: true });

  use("fetcher_members").add(DurableObject, handle);
  if (host.rpcEnabled()) use("rpc").receiveMethods(DurableObject, handle);

  return { DurableObject: PublicDurableObject, isStub, stubHandle: handle, makeStub: (ns, id, storable, existing) => new DurableObject(token, ns, id, storable, existing) };
});
