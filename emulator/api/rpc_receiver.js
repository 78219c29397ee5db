// RPC as the receiver serves it: which members of a value can be reached.
(function (host, use) {
  "use strict";
  const { RpcTarget } = use("workers");
  const { handleOf, kindOf } = use("rpc");
  // What cannot be called of any target, and of an entrypoint.
  const reserved = new Set(["dup", "constructor"]);
  const reservedForEntry = new Set([
    "fetch", "connect", "alarm", "webSocketMessage", "webSocketClose", "webSocketError", ...reserved,
  ]);

  // What the receiver itself throws is told from what user code throws.
  const own = new WeakSet();
  const fault = (text) => {
    const error = new TypeError(text);
    own.add(error);
    return error;
  };
  const missing = (name) => fault(`The RPC receiver does not implement the method "${name}".`);

  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";
  const isPlain = (v) => Object.getPrototypeOf(v) === Object.prototype;
  const isCallback = (v) => typeof v === "function" && kindOf(v) === undefined;
  const isStub = (v) =>
    handleOf(v) !== undefined || use("fetcher").entryOf(v) !== undefined || use("durable_object_stub").isStub(v);

  // A value has members of its own, those of its class, or none that can be reached.
  const OWN = 1;
  const CLASS = 2;
  const membersOf = (value) => {
    if (isPlain(value)) return OWN;
    if (value instanceof RpcTarget || isStub(value)) return CLASS;
    return isCallback(value) ? OWN : 0;
  };

  const member = (value, name, members, names) => {
    if (names.has(name)) throw fault(`'${name}' is a reserved method and cannot be called over RPC.`);
    if (Object.hasOwn(value, name) !== (members === OWN)) throw missing(name);
    const found = value[name];
    if (members === CLASS && found === Object.prototype[name]) throw missing(name);
    return found;
  };

  // find walks a path and gives the value at its end with the object it was found on.
  const find = (value, path, members, names) => {
    let inStub = false;
    for (let n = 0; n < path.length - 1; n++) {
      const name = path[n];
      const next = member(value, name, members, names);
      if (!isObject(next)) throw missing(name);
      members = membersOf(next);
      inStub ||= members === CLASS && isStub(next);
      // What a stub's property leads to is looked for on the stub's side.
      if (members === 0 && inStub && kindOf(next) === "RpcProperty") members = CLASS;
      if (members === 0) throw missing(name);
      value = next;
    }
    return [value, member(value, path.at(-1), members, names)];
  };

  const nothing = {};
  const lookUp = (target, path, entry) => {
    try {
      if (entry) return find(target, path, entry.ctx ? OWN : CLASS, reservedForEntry);
      let members = isObject(target) ? membersOf(target) : 0;
      if (members === 0) {
        target = nothing;
        members = OWN;
      }
      return path.length === 0 ? [target, target] : find(target, path, members, reserved);
    } catch (error) {
      if (isObject(error)) own.add(error);
      throw error;
    }
  };

  // callHandler calls a function that is not part of a class: it takes one argument of the
  // caller's, and then env and ctx.
  const callHandler = (owner, handler, args, name, { env, ctx }) => {
    if (Math.max(handler.length, 3) !== 3) {
      throw fault(
        `Cannot call handler function "${name}" over RPC because it has the wrong number of arguments. A simple function handler can only be called over RPC if it has exactly the arguments (arg, env, ctx), where only the first argument comes from the client. To support multi-argument RPC functions, use class-based syntax (extending WorkerEntrypoint) instead.`,
      );
    }
    if (args.length !== 1) {
      throw fault(
        `Attempted to call RPC function "${name}" with the wrong number of arguments. When calling a top-level handler function that is not declared as part of a class, you must always send exactly one argument. In order to support variable numbers of arguments, the server must use class-based syntax (extending WorkerEntrypoint) instead.`,
      );
    }
    return Reflect.apply(handler, owner, [args[0], env, ctx]);
  };

  // stubType is the members of what `new RpcStub` can wrap, 0 for everything else.
  const stubType = (value) => {
    if (isPlain(value)) return OWN;
    if (value instanceof RpcTarget) return CLASS;
    return isCallback(value) ? OWN : 0;
  };

  const noClone = (text) => new (use("domexception").DOMException)(text, "DataCloneError");
  const noDup = (what, same, remedy) =>
    noClone(`Couldn't create a stub for the ${what} because it has a dup() method which did not return ${same}. Either remove the dup() method or make sure it returns ${remedy}.`);
  // duplicate is what a call gets of an argument that says itself how it is duplicated.
  const duplicate = (value, type, isProxy) => {
    if (typeof value.dup !== "function") return value;
    const copy = value.dup();
    if (isProxy) {
      if (isObject(copy) && stubType(copy) === type) return copy;
      throw noDup("Proxy", "the same underlying type (RpcTarget or Function) as the Proxy itself represents", "an RpcTarget");
    }
    if (type === CLASS) {
      if (copy instanceof RpcTarget) return copy;
      throw noDup("RcpTarget", "another RpcTarget", "an RpcTarget");
    }
    if (isCallback(copy)) return copy;
    throw noDup("function", "another function", "a function");
  };

  return {
    fault,
    stubType,
    isUserError: (e) => typeof e === "object" && e !== null && !own.has(e) && !(e instanceof use("domexception").DOMException),
    // passed is what a stub that stands for value in a message leads to, undefined where value
    // travels by value. A Proxy never does: it goes on seeing what is asked of it.
    passed(value, isProxy, duplicated) {
      const type = stubType(value);
      if (isProxy && type === 0) {
        throw noClone("Proxy could not be serialized because it is not a valid RPC receiver type. The Proxy must emulate either a plain object or an RpcTarget, as indicated by the Proxy's prototype chain.");
      }
      if (!isProxy && (type === 0 || (type === OWN && typeof value !== "function"))) return undefined;
      return duplicated ? duplicate(value, type, isProxy) : value;
    },
    // takeDisposer takes the disposer off a result, which gets one of its own where it arrives.
    takeDisposer(value) {
      if (!isObject(value) || !isPlain(value)) return undefined;
      const dispose = value[Symbol.dispose];
      delete value[Symbol.dispose];
      return dispose;
    },
    // isPipelined tells results that have members from those that have none.
    isPipelined: (value) => isObject(value) && (isPlain(value) || isStub(value)),
    // entry is set where target is an export or an object; for an object of handlers it has the
    // env and ctx that they get.
    call(target, path, args, entry) {
      const [owner, method] = lookUp(target, path, entry);
      const name = path.length === 0 ? "(this)" : path.join(".");
      if (typeof method !== "function") throw fault(`"${name}" is not a function.`);
      if (entry?.ctx) return callHandler(owner, method, args, name, entry);
      return Reflect.apply(method, owner, args);
    },
    get: (target, path, entry) => lookUp(target, path, entry)[1],
  };
});
