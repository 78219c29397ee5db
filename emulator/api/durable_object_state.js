// DurableObjectState, the `ctx` of an object.
(function (host, use) {
  "use strict";
  const { illegalConstructor, badArgument, toDOMString, dictionary, own, define } = use("arguments");
  const { isWebSocket, webSocketHandle, makeHibernated } = use("websocket");
  const token = {};

  class WebSocketRequestResponsePair {
    #request;
    #response;
    constructor(request, response) {
      if (arguments.length < 1) badArgument.construct("WebSocketRequestResponsePair", 1, "string");
      if (arguments.length < 2) badArgument.construct("WebSocketRequestResponsePair", 2, "string");
      this.#request = toDOMString(request);
      this.#response = toDOMString(response);
    }
    get request() {
      return this.#request;
    }
    get response() {
      return this.#response;
    }
    static is(value) {
      return typeof value === "object" && value !== null && #request in value;
    }
  }
  const isPair = WebSocketRequestResponsePair.is;
  delete WebSocketRequestResponsePair.is;
  const PublicWebSocketRequestResponsePair = define(WebSocketRequestResponsePair);

  class DurableObjectState {
    #actor;
    constructor(key, actor, id, exports, props) {
      if (key !== token) illegalConstructor();
      this.#actor = actor;
      own(this, "facets", use("facets").makeFacets(actor));
      own(this, "container", undefined);
      own(this, "storage", use("durable_object_storage").makeStorage(actor));
      own(this, "id", id);
      own(this, "props", props);
      if (exports !== undefined) own(this, "exports", exports);
    }
    waitUntil(promise) {
      if (arguments.length < 1) badArgument("waitUntil", "DurableObjectState", 1, "Promise");
      host.waitUntil(promise);
    }
    blockConcurrencyWhile(callback) {
      if (typeof callback !== "function") {
        return Promise.reject(badArgument.error("blockConcurrencyWhile", "DurableObjectState", 1, "function"));
      }
      const actor = this.#actor;
      return new Promise((resolve) => {
        host.enter(actor, async (end) => {
          let result;
          try {
            result = await callback();
          } catch (error) {
            host.reset(actor, error);
            return;
          }
          end();
          resolve(result);
        });
      });
    }
    acceptWebSocket(socket, tags) {
      if (!isWebSocket(socket)) badArgument("acceptWebSocket", "DurableObjectState", 1, "WebSocket");
      if (tags !== undefined && !Array.isArray(tags)) badArgument("acceptWebSocket", "DurableObjectState", 2, "Array");
      host.acceptSocket(this.#actor, webSocketHandle(socket), socket, (tags ?? []).map(toDOMString));
    }
    getWebSockets(tag) {
      const all = host.sockets(this.#actor, makeHibernated, tag === undefined ? undefined : toDOMString(tag));
      return tag === undefined ? all.reverse() : all;
    }
    setWebSocketAutoResponse(pair) {
      if (pair === undefined) return host.clearAutoResponse(this.#actor);
      if (!isPair(pair)) {
        badArgument("setWebSocketAutoResponse", "DurableObjectState", 1, "WebSocketRequestResponsePair");
      }
      host.setAutoResponse(this.#actor, pair.request, pair.response);
    }
    getWebSocketAutoResponse() {
      const pair = host.autoResponse(this.#actor);
      return pair === null ? null : new WebSocketRequestResponsePair(pair[0], pair[1]);
    }
    getWebSocketAutoResponseTimestamp(socket) {
      if (!isWebSocket(socket)) {
        badArgument("getWebSocketAutoResponseTimestamp", "DurableObjectState", 1, "WebSocket");
      }
      const time = host.answeredAt(webSocketHandle(socket));
      return time === null ? null : new Date(time);
    }
    setHibernatableWebSocketEventTimeout(timeout) {
      host.setEventTimeout(this.#actor, timeout === undefined ? 0 : timeout);
    }
    getHibernatableWebSocketEventTimeout() {
      return host.eventTimeout(this.#actor);
    }
    getTags(socket) {
      if (!isWebSocket(socket)) badArgument("getTags", "DurableObjectState", 1, "WebSocket");
      return host.tags(webSocketHandle(socket));
    }
    abort(reason, options) {
      const o = dictionary(options, "abort", "DurableObjectState", 2, "AbortOptions");
      host.abort(this.#actor, reason === undefined ? undefined : String(reason), o.retryAlarm === false);
    }
  }
  use("restore").addTo(DurableObjectState);
  const PublicDurableObjectState = define(DurableObjectState, { illegal: true, receiver: true });

  return {
    DurableObjectState: PublicDurableObjectState,
    WebSocketRequestResponsePair: PublicWebSocketRequestResponsePair,
    makeState: (actor, id, exports, props) => new DurableObjectState(token, actor, id, exports, props),
  };
});
