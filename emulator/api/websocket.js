// WebSocket and WebSocketPair. An end of Go carries the traffic; the class is its face.
(function (host, use) {
  "use strict";
  const { badArgument, toDOMString, toInt32, dictionary, define } = use("arguments");
  const { EventTarget, MessageEvent, CloseEvent, ErrorEvent, Event, trust } = use("events");
  const { DOMException } = use("domexception");
  const token = {};
  const states = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };

  const checkURL = (url) => {
    const fail = (text) => {
      throw new DOMException("WebSocket Constructor: " + text, "SyntaxError");
    };
    const { URL } = use("url");
    let parsed;
    try {
      parsed = new URL(url);
    } catch {
      fail("The url is invalid.");
    }
    const scheme = { "http:": "ws:", "https:": "wss:" }[parsed.protocol] ?? parsed.protocol;
    if (scheme !== "ws:" && scheme !== "wss:") fail("The url scheme must be ws or wss.");
    if (parsed.hash !== "" || url.includes("#")) fail("The url fragment must be empty.");
    return scheme + parsed.href.slice(parsed.protocol.length);
  };

  const protocolToken = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
  const checkProtocols = (protocols) => {
    const list = protocols === undefined ? [] : Array.isArray(protocols) ? protocols.map(toDOMString) : [toDOMString(protocols)];
    for (const name of list) {
      if (!protocolToken.test(name)) {
        const what = Array.isArray(protocols) ? "One of the protocol header tokens" : "The protocol header token";
        throw new DOMException(`WebSocket Constructor: ${what} is invalid.`, "SyntaxError");
      }
    }
    if (new Set(list).size !== list.length) {
      throw new DOMException("WebSocket Constructor: The protocols header cannot have repeating values.", "SyntaxError");
    }
    return list;
  };

  // isCode tells the codes that a script may close with; the standard allows fewer.
  const isCode = (n) =>
    use.flag("pedantic_wpt") ? n === 1000 || (n >= 3000 && n <= 4999) : n >= 1000 && n <= 4999 && ![1004, 1005, 1006, 1015].includes(n);

  class WebSocket extends EventTarget {
    #socket;
    #url = null;
    #binaryType = host.standardBinaryType() ? "blob" : "arraybuffer";
    constructor(url, protocols) {
      super();
      if (url === token) {
        this.#socket = protocols;
        return;
      }
      if (arguments.length < 1) badArgument.construct("WebSocket", 1, "string");
      this.#url = checkURL(toDOMString(url));
      this.#socket = host.connect(this, this.#url, checkProtocols(protocols));
    }
    accept(options) {
      const o = dictionary(options, "accept", "WebSocket", 1, "AcceptOptions");
      host.accept(this.#socket, this, Boolean(o.allowHalfOpen));
    }
    send(message) {
      if (arguments.length < 1) badArgument("send", "WebSocket", 1, "ArrayBuffer or ArrayBufferView or string");
      host.send(this.#socket, message);
    }
    close(code, reason) {
      if (code === undefined) {
        if (reason !== undefined) {
          throw new DOMException(
            "If you specify a WebSocket close reason, you must also specify a code.",
            "InvalidAccessError",
          );
        }
        host.close(this.#socket, 1005, "");
        return;
      }
      const number = toInt32(code);
      if (!isCode(number)) {
        throw new DOMException(`Invalid WebSocket close code: ${number}.`, "InvalidAccessError");
      }
      host.close(this.#socket, number, reason === undefined ? "" : toDOMString(reason).toWellFormed());
    }
    serializeAttachment(value) {
      if (arguments.length < 1) badArgument("serializeAttachment", "WebSocket", 1, "Value");
      host.setAttachment(this.#socket, value);
    }
    deserializeAttachment() {
      return host.attachment(this.#socket);
    }
    get readyState() {
      return host.readyState(this.#socket);
    }
    get url() {
      return this.#url;
    }
    get protocol() {
      return host.protocol(this.#socket);
    }
    get extensions() {
      return host.extensions(this.#socket);
    }
    get bufferedAmount() {
      return 0;
    }
    get binaryType() {
      return this.#binaryType;
    }
    set binaryType(value) {
      if (value === "blob" || value === "arraybuffer") this.#binaryType = value;
    }
    static is(value) {
      return typeof value === "object" && value !== null && #socket in value;
    }
    static handle(value) {
      return value.#socket;
    }
  }
  const isWebSocket = WebSocket.is;
  const webSocketHandle = WebSocket.handle;
  delete WebSocket.is;
  delete WebSocket.handle;
  const PublicWebSocket = define(WebSocket, { receiver: true });
  for (const [state, value] of Object.entries(states)) {
    for (const name of [state, "READY_STATE_" + state]) {
      Object.defineProperty(WebSocket, name, { value, enumerable: true });
      Object.defineProperty(WebSocket.prototype, name, { value, enumerable: true });
    }
  }

  const makeWebSocket = (socket) => new WebSocket(token, socket);

  class WebSocketPair {
    constructor() {
      const [a, b] = host.pair();
      this[0] = makeWebSocket(a);
      this[1] = makeWebSocket(b);
    }
    *[Symbol.iterator]() {
      yield this[0];
      yield this[1];
    }
  }
  const PublicWebSocketPair = define(WebSocketPair);

  const dispatch = {
    open: (socket) => socket.dispatchEvent(trust(new Event("open"))),
    message(socket, data) {
      if (typeof data !== "string" && socket.binaryType === "blob") data = new (use("blob").Blob)([data]);
      const event = trust(new MessageEvent("message", { data }));
      event.origin = null;
      socket.dispatchEvent(event);
    },
    close: (socket, code, reason, wasClean) => socket.dispatchEvent(trust(new CloseEvent("close", { code, reason, wasClean }))),
    error: (socket, message, error) => socket.dispatchEvent(trust(new ErrorEvent("error", { message, error }))),
  };

  return {
    WebSocket: PublicWebSocket,
    WebSocketPair: PublicWebSocketPair,
    isWebSocket,
    webSocketHandle,
    makeWebSocket,
    makeHibernated: makeWebSocket,
    ...dispatch,
  };
});
