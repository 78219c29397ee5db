(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, failConstruct, failField, int32 } = use("webidl");
  const { Class: Body, token, access, next } = use("body");
  const headers = use("headers");

  const NULL_STATUSES = [101, 204, 205, 304], REDIRECT_STATUSES = [301, 302, 303, 307, 308];
  const JSON_TYPE = "application/json";
  const NULL_BODY = "Response with null body status (101, 204, 205, or 304) cannot have a body.";
  const nothing = {};
  let isResponse, contentType, make, send;

  const badField = (name, expected) => failField("InitializerDict", name, expected);
  const toStatus = (v) => (typeof v === "number" && (v | 0) === v ? v : int32(v));
  const toStatusText = (v) => {
    const text = `${v}`;
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x20) throw new TypeError("Invalid statusText");
    return text;
  };
  const toSocket = (v) => {
    if (v === null) return undefined;
    if (!use("websocket").isWebSocket(v)) badField("webSocket", "WebSocket");
    return v;
  };
  const toCf = (v) => {
    if (v === null || (typeof v !== "object" && typeof v !== "function")) badField("cf", "Object");
    return JSON.parse(JSON.stringify(v) ?? "{}");
  };
  const copyCf = (cf) => (cf === undefined ? undefined : JSON.parse(JSON.stringify(cf)));
  const toEncoding = (v) => {
    const text = `${v}`;
    if (text !== "manual" && text !== "automatic") throw new TypeError("encodeBody: unexpected value: " + text);
    return text === "manual";
  };

  class Response extends Body {
    #status; #h; #headers;
    // What most responses have not: statusText, cf, webSocket, manual, url, redirected, error.
    #rest;

    constructor(body, init, native) {
      super(token, body);
      if (init === token) {
        this.#status = native.status; this.#h = native.h; this.#rest = native;
        return;
      }
      this.#status = 200;
      this.#rest = nothing;
      if (init !== undefined && init !== null) this.#init(init);
      if (NULL_STATUSES.includes(this.#status)) this.#checkNull();
    }

    #init(init) {
      if (typeof init !== "object" && typeof init !== "function") failConstruct("Response", 2, "InitializerDict or Response");
      if (isResponse(init)) this.#copy(init);
      else this.#dictionary(init);
      const { webSocket } = this.#rest;
      if (webSocket === undefined) {
        if (this.#status < 200 || this.#status > 599) {
          throw new RangeError("Responses may only be constructed with status codes in the range 200 to 599, inclusive.");
        }
      } else if (this.#status !== 101) {
        throw new RangeError("Responses with a WebSocket must have status code 101.");
      }
      const type = access.type(this);
      if (type !== undefined && this.#h !== undefined && !host.has(this.#h, "content-type")) host.set(this.#h, "content-type", type);
    }
    #dictionary(init) {
      const { status, statusText, headers: h, cf, webSocket, encodeBody } = init;
      if (h !== undefined) {
        this.#h = host.make();
        headers.fillFrom(this.#h, h, () => badField("headers", "Headers or Sequence or object"));
      }
      if (status !== undefined) this.#status = toStatus(status);
      if (statusText === undefined && cf === undefined && webSocket === undefined && encodeBody === undefined) return;
      this.#rest = {
        statusText: statusText === undefined ? undefined : toStatusText(statusText),
        cf: cf === undefined ? undefined : toCf(cf),
        webSocket: webSocket === undefined ? undefined : toSocket(webSocket),
        manual: encodeBody === undefined ? undefined : toEncoding(encodeBody),
      };
    }
    #copy(other) {
      const { statusText, webSocket, manual } = other.#rest;
      this.#status = other.#status;
      this.#h = host.make();
      host.copy(this.#h, other.#handle());
      this.#rest = { statusText, cf: copyCf(other.cf), webSocket, manual };
    }
    #checkNull() {
      if (!access.isEmpty(this)) throw new TypeError(NULL_BODY);
      access.drop(this);
      if (this.#h === undefined) this.#h = host.make();
    }
    #handle() {
      if (this.#h !== undefined) return this.#h;
      this.#h = host.make();
      const type = access.type(this);
      if (type !== undefined) host.set(this.#h, "content-type", type);
      return this.#h;
    }

    clone() {
      if (!this || !(#status in this)) illegal();
      if (this.#rest.webSocket !== undefined) throw new TypeError("Cannot clone a response to a WebSocket handshake.");
      const body = access.tee(this);
      return new Response(body, token, { ...this.#rest, status: this.#status, h: host.clone(this.#handle()), cf: copyCf(this.cf) });
    }
    get status() { if (!this || !(#status in this)) illegal(); return this.#status }
    get statusText() { if (!this || !(#status in this)) illegal(); return this.#rest.statusText ?? "" }
    get headers() {
      if (!this || !(#status in this)) illegal();
      return this.#headers ??= headers.wrap(this.#handle());
    }
    get ok() { if (!this || !(#status in this)) illegal(); return this.#status >= 200 && this.#status < 300 }
    get redirected() { if (!this || !(#status in this)) illegal(); return this.#rest.redirected === true }
    get url() { if (!this || !(#status in this)) illegal(); return this.#rest.url ?? "" }
    get webSocket() { if (!this || !(#status in this)) illegal(); return this.#rest.webSocket ?? null }
    get cf() {
      if (!this || !(#status in this)) illegal();
      const rest = this.#rest;
      if (typeof rest.cf === "string") rest.cf = JSON.parse(rest.cf);
      return rest.cf;
    }
    get type() { if (!this || !(#status in this)) illegal(); return this.#rest.error === true ? "error" : "default" }

    static error() { return new Response(undefined, token, { status: 0, h: host.make(), error: true }) }
    static redirect(...args) {
      if (args.length === 0) failArgument("redirect", "Response", 1, "string");
      const status = args[1] === undefined ? 302 : toStatus(args[1]);
      if (!REDIRECT_STATUSES.includes(status)) {
        throw new RangeError(status + " is not a redirect status code. It must be one of: 301, 302, 303, 307, or 308.");
      }
      const url = host.normalizeURL(args[0]);
      if (url === undefined) throw new TypeError("Unable to parse URL: " + args[0]);
      return new Response(undefined, token, { status, h: host.location(url) });
    }
    static json(...args) {
      if (args.length === 0) failArgument("json", "Response", 1, "Value");
      const text = JSON.stringify(args[0]) ?? "undefined";
      next.type = JSON_TYPE;
      return new Response(text, args[1]);
    }
    static {
      isResponse = (v) => typeof v === "object" && v !== null && #status in v;
      contentType = (r) => host.get(r.#handle(), "content-type");
      make = (body, status, h, statusText, url, redirected, cf, webSocket, manual) =>
        new Response(body, token, { error: status === 0, status, h, statusText, url, redirected, cf, webSocket, manual });
      // send gives everything to Go, which knows how to take it.
      send = (r) => {
        if (!isResponse(r)) return false;
        const rest = r.#rest;
        host.send(r.#status, r.#h, access.type(r));
        if (rest !== nothing) {
          const cf = typeof rest.cf === "object" ? JSON.stringify(rest.cf) : rest.cf;
          host.sendRest(rest.statusText, cf, rest.webSocket, rest.manual, rest.error, rest.url, rest.redirected);
        }
        access.send(r);
        return true;
      };
    }
  }

  return { Response: define(Response), isResponse, contentType, makeResponse: make, sendResponse: send };
})
