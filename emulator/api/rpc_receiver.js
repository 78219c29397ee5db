// RPC as the receiver serves it: which members of a value can be reached.
(function (host, use) {
  "use strict";
  const { DurableObject, WorkerEntrypoint, RpcTarget } = use("workers");
  const { handleOf } = use("rpc");
  const reserved = new Set([
    "alarm", "webSocketMessage", "webSocketClose", "webSocketError", "dup", "constructor",
  ]);

  // What the receiver itself throws is told from what user code throws.
  const own = new WeakSet();
  const fault = (text) => {
    const error = new TypeError(text);
    own.add(error);
    return error;
  };
  const missing = (name) => fault(`The RPC receiver does not implement the method "${name}".`);
  const isTarget = (v) => v instanceof RpcTarget || v instanceof DurableObject || v instanceof WorkerEntrypoint;

  // Of a target only what its class's prototypes define can be reached.
  const inherited = (target, name) => {
    if (reserved.has(name)) throw fault(`'${name}' is a reserved method and cannot be called over RPC.`);
    if (Object.hasOwn(target, name)) throw missing(name);
    for (let p = Object.getPrototypeOf(target); p !== null && p !== Object.prototype; p = Object.getPrototypeOf(p)) {
      const found = Object.getOwnPropertyDescriptor(p, name);
      if (found?.set !== undefined && found.get === undefined) break;
      if (found !== undefined) return Reflect.get(p, name, target);
    }
    throw missing(name);
  };

  // Only of plain objects, functions, targets and stubs a member can be reached.
  const hasMembers = (value) => {
    if (typeof value === "function") return true;
    if (typeof value !== "object" || value === null) return false;
    return Object.getPrototypeOf(value) === Object.prototype || isTarget(value);
  };

  const member = (value, name) => {
    try {
      if (!hasMembers(value)) throw missing(name);
      if (handleOf(value) !== undefined) return value[name];
      if (isTarget(value)) return inherited(value, name);
      if (!Object.hasOwn(value, name)) throw missing(name);
      return value[name];
    } catch (error) {
      if (typeof error === "object" && error !== null) own.add(error);
      throw error;
    }
  };

  // find walks a path and gives the value at its end with the object it was found on. A member
  // that has no members itself counts as missing where one of its own is asked for.
  const find = async (target, path) => {
    let owner;
    let value = target;
    for (const [n, name] of path.entries()) {
      owner = value;
      value = member(value, name);
      if (path.length > 1) value = await value;
      if (n < path.length - 1 && !hasMembers(value)) throw missing(name);
    }
    return [owner, value];
  };

  const invoke = (owner, method, args, path) => {
    if (typeof method !== "function") throw fault(`"${path.at(-1)}" is not a function.`);
    return Reflect.apply(method, owner, args);
  };

  // handlerTarget serves an object of handler functions: each takes one argument of the caller's,
  // and then env and ctx.
  const handlerTarget = (handlers, env, ctx) => {
    const target = new (class extends RpcTarget {})();
    const prototype = Object.getPrototypeOf(target);
    for (const name in handlers) {
      const handler = handlers[name];
      if (typeof handler !== "function") {
        prototype[name] = handler;
        continue;
      }
      prototype[name] = (...args) => {
        if (args.length !== 1) {
          throw fault(
            `Attempted to call RPC function "${name}" with the wrong number of arguments. When calling a top-level handler function that is not declared as part of a class, you must always send exactly one argument. In order to support variable numbers of arguments, the server must use class-based syntax (extending WorkerEntrypoint) instead.`,
          );
        }
        if (handler.length > 3) {
          throw fault(
            `Cannot call handler function "${name}" over RPC because it has the wrong number of arguments. A simple function handler can only be called over RPC if it has exactly the arguments (arg, env, ctx), where only the first argument comes from the client. To support multi-argument RPC functions, use class-based syntax (extending WorkerEntrypoint) instead.`,
          );
        }
        return Reflect.apply(handler, handlers, [args[0], env, ctx]);
      };
    }
    return target;
  };

  return {
    handlerTarget,
    fault,
    isUserError: (e) => typeof e === "object" && e !== null && !own.has(e) && !(e instanceof use("domexception").DOMException),
    async call(target, path, args) {
      if (path.length === 0) return invoke(undefined, target, args, [""]);
      if (path.length === 1) return invoke(target, member(target, path[0]), args, path);
      const [owner, method] = await find(target, path);
      return invoke(owner, method, args, path);
    },
    async get(target, path) {
      const [owner, value] = await find(target, path);
      return typeof value === "function" && handleOf(value) === undefined ? value.bind(owner) : value;
    },
  };
});
