// DurableObjectId and DurableObjectNamespace: naming objects. Host functions take the
// namespace's handle; an id is its hex text and, where it has one, its name.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, toDOMString, dictionary, readOnly, define } = use("arguments");
  const token = {};

  class DurableObjectId {
    #hex;
    constructor(key, hex, name) {
      if (key !== token) illegalConstructor();
      this.#hex = hex;
      readOnly(this, "jurisdiction", undefined);
      readOnly(this, "name", name);
    }
    toString() {
      return this.#hex;
    }
    equals(other) {
      if (!isId(other)) badArgument("equals", "DurableObjectId", 1, "DurableObjectId");
      return this.#hex === other.#hex;
    }
    static is(value) {
      return typeof value === "object" && value !== null && #hex in value;
    }
    static hex(id) {
      return id.#hex;
    }
  }
  const isId = DurableObjectId.is;
  const idHex = DurableObjectId.hex;
  delete DurableObjectId.is;
  delete DurableObjectId.hex;
  const PublicDurableObjectId = define(DurableObjectId, { illegal: true, receiver: true });
  const makeId = (hex, name) => new DurableObjectId(token, hex, name);

  const requireNoJurisdiction = (jurisdiction) => {
    if (jurisdiction === undefined || jurisdiction === null) return;
    toDOMString(jurisdiction);
    throw new Error("Jurisdiction restrictions are not implemented in workerd.");
  };

  // Stamped lets a class give its private state to an object that is there already.
  class Stamped {
    constructor(target) {
      return target;
    }
  }

  class DurableObjectNamespace extends Stamped {
    #ns;
    #storable;
    constructor(key, ns, target, storable) {
      if (key !== token) illegalConstructor();
      super(target);
      this.#ns = ns;
      this.#storable = storable;
    }
    newUniqueId(options) {
      const o = dictionary(options, "newUniqueId", "DurableObjectNamespace", 1, "NewUniqueIdOptions");
      requireNoJurisdiction(o.jurisdiction);
      return makeId(host.uniqueId(this.#ns), undefined);
    }
    idFromName(name) {
      if (arguments.length < 1) badArgument("idFromName", "DurableObjectNamespace", 1, "string");
      const text = toDOMString(name);
      return makeId(host.namedId(this.#ns, text), text);
    }
    idFromString(text) {
      if (arguments.length < 1) badArgument("idFromString", "DurableObjectNamespace", 1, "string");
      return makeId(host.parseId(this.#ns, toDOMString(text)), undefined);
    }
    get(id, options) {
      if (!isId(id)) badArgument("get", "DurableObjectNamespace", 1, "DurableObjectId");
      this.#options(options, "get");
      return use("durable_object_stub").makeStub(this.#ns, id, this.#storable);
    }
    getExisting(id, options) {
      if (!isId(id)) badArgument("getExisting", "DurableObjectNamespace", 1, "DurableObjectId");
      this.#options(options, "getExisting");
      return use("durable_object_stub").makeStub(this.#ns, id, this.#storable, true);
    }
    getByName(name, options) {
      if (arguments.length < 1) badArgument("getByName", "DurableObjectNamespace", 1, "string");
      const text = toDOMString(name);
      this.#options(options, "getByName");
      return use("durable_object_stub").makeStub(this.#ns, makeId(host.namedId(this.#ns, text), text), this.#storable);
    }
    jurisdiction(name) {
      requireNoJurisdiction(name);
      return stampNamespace(this.#ns, Object.create(DurableObjectNamespace.prototype), this.#storable);
    }
    #options(options, method) {
      const o = dictionary(options, method, "DurableObjectNamespace", 2, "GetDurableObjectOptions");
      if (o.locationHint !== undefined) toDOMString(o.locationHint);
      const mode = o.routingMode === undefined ? "primary-only" : toDOMString(o.routingMode);
      if (mode !== "primary-only") throw new RangeError("unknown routingMode: " + mode);
      host.requireRequest();
    }
    static is(value) {
      return (typeof value === "object" || typeof value === "function") && value !== null && #ns in value;
    }
    static handle(value) {
      return value.#ns;
    }
  }
  const makeNamespace = (ns) => stampNamespace(ns, Object.create(DurableObjectNamespace.prototype), false);
  const stampNamespace = (ns, target, storable) => new DurableObjectNamespace(token, ns, target, storable);
  const isNamespace = DurableObjectNamespace.is;
  const namespaceHandle = DurableObjectNamespace.handle;
  if (!host.getsExisting()) delete DurableObjectNamespace.prototype.getExisting;
  delete DurableObjectNamespace.is;
  delete DurableObjectNamespace.handle;
  const PublicDurableObjectNamespace = define(DurableObjectNamespace, { illegal: true, receiver: true });

  return {
    DurableObjectId: PublicDurableObjectId,
    DurableObjectNamespace: PublicDurableObjectNamespace,
    makeId,
    idHex,
    isId,
    isNamespace,
    namespaceHandle,
    makeNamespace,
    stampNamespace,
  };
});
