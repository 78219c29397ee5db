(function (host, use) {
  "use strict";
  const { define, illegal, failConstruct, failField } = use("webidl");
  const { Class: Body, token, access } = use("body");
  const headers = use("headers");

  const REDIRECT = 'Invalid redirect value, must be one of "follow" or "manual" ("error" won\'t be implemented since it does not make sense at the edge; use "manual" and check the response status code).';
  const GET_BODY = "Request with a GET or HEAD method cannot have a body.";
  const INTEGRITY = "Subrequest integrity checking is not implemented. The integrity option must be either undefined or an empty string.";
  const CACHE_TTL = "The 'cacheControl' and 'cacheTtl' options on cf are mutually exclusive. Use 'cacheControl' for explicit Cache-Control header directives, or 'cacheTtl' for a simplified TTL, but not both.";
  const CACHE_CONTROL = "The 'cacheControl' option on cf cannot be used together with the 'cache' request option. The 'cache' option ('no-store'/'no-cache') maps to cache TTL behavior internally, which conflicts with explicit Cache-Control directives.";
  const USED = "Cannot reconstruct a Request with a used body.";
  let isRequest, contentType, make, sendHead;
  const send = (r) => {
    sendHead(r);
    access.send(r);
  };

  const badField = (name, expected) => failField("RequestInitializerDict", name, expected);
  const badInit = () => failConstruct("Request", 2, "RequestInitializerDict or Request");
  const toMethod = (v) => {
    const text = `${v}`;
    return host.method(text) ?? (() => { throw new TypeError("Invalid HTTP method string: " + text) })();
  };
  const toRedirect = (v) => {
    const mode = `${v}`.toLowerCase();
    if (mode !== "follow" && mode !== "manual") throw new TypeError(REDIRECT);
    return mode;
  };
  const cacheModes = { "no-store": "cache_option_enabled", "no-cache": "cache_no_cache_enabled", reload: "cache_reload_enabled" };
  const toCache = (v) => {
    const mode = `${v}`;
    if (!use.flag("cache_option_enabled")) throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.");
    if (!(Object.hasOwn(cacheModes, mode) && use.flag(cacheModes[mode]))) throw new TypeError("Unsupported cache mode: " + mode);
    return mode;
  };
  // checkCacheControl refuses what says twice how to cache.
  const checkCacheControl = (cf, cache) => {
    if (cf?.cacheControl === undefined) return;
    if (cf.cacheTtl !== undefined) throw new TypeError(CACHE_TTL);
    if (cache !== undefined) throw new TypeError(CACHE_CONTROL);
  };
  // cachingCf is cf as it is sent: the older words for how to cache beside the newer ones.
  const cachingCf = (cf, cache) => {
    if (cache === undefined && (cf?.cacheTtl === undefined || "cacheControl" in cf)) return cf;
    const sent = { ...cf };
    if (cache === "no-store") {
      if ("cacheTtl" in sent && sent.cacheTtl !== -1) {
        throw new TypeError(`CacheTtl: ${sent.cacheTtl}, is not compatible with cache: ${cache} header.`);
      }
      sent.cacheTtl = -1;
    }
    if (cache === "no-store" || cache === "reload") sent.cacheLevel = "bypass";
    if (cache === "no-cache") sent.cacheForceRevalidate = true;
    if ("cacheControl" in sent) return sent;
    if (cache === undefined) {
      if (sent.cacheTtl === -1) sent.cacheControl = "no-store";
      else if (Number.isInteger(sent.cacheTtl)) sent.cacheControl = "max-age=" + sent.cacheTtl;
    } else if (cache !== "reload") {
      sent.cacheControl = cache;
    }
    return sent;
  };
  const toCf = (v) => {
    if (v === null || (typeof v !== "object" && typeof v !== "function")) badField("cf", "Object");
    return JSON.parse(JSON.stringify(v) ?? "{}");
  };
  const copyCf = (cf) => (cf === undefined ? undefined : JSON.parse(JSON.stringify(cf)));
  const toSignal = (v) => {
    if (v !== null && !use("events").isSignal(v)) badField("signal", "AbortSignal");
    return v ?? undefined;
  };
  const toEncoding = (v) => {
    const text = `${v}`;
    if (text !== "manual" && text !== "automatic") throw new TypeError("encodeResponseBody: unexpected value: " + text);
    return text === "manual";
  };
  const noBody = (method) => method === "GET" || method === "HEAD";
  const dictionary = (init) => {
    if (init === undefined || init === null) return undefined;
    if (typeof init !== "object" && typeof init !== "function") badInit();
    return init;
  };

  // bodyOf is what the new request's body is made from.
  const bodyOf = (input, init) => {
    if (isRequest(init)) return access.kind(init) === 0 ? undefined : init.body;
    const body = init?.body;
    if (body !== undefined && body !== null) return body;
    if (!isRequest(input) || body === null) return undefined;
    return access.take(input, USED);
  };

  // Signals that do not end what a request is passed on as: those of requests that have arrived,
  // which end with their clients.
  const ignored = new WeakSet(), ignores = !use.flag("request_signal_passthrough");
  const arrivedSignal = (native) => {
    const signal = native === undefined ? undefined : host.signal(native);
    if (signal !== undefined && ignores) ignored.add(signal);
    return signal;
  };
  const sentSignal = (signal) => (signal !== undefined && ignored.has(signal) ? undefined : signal);

  class Request extends Body {
    // An incoming request stays in Go, #native, until a part of it is asked for.
    #native; #method; #url; #h; #headers; #signal; #unused; #cf;
    // What most requests have not: redirect, cache, manual.
    #rest;

    constructor(...args) {
      if (args[1] === token) {
        super(token, args[2]);
        this.#native = args[0];
        return;
      }
      if (args.length === 0) failConstruct("Request", 1, "Request or string");
      const input = args[0], init = dictionary(args[1]);
      const url = isRequest(input) ? input.url : host.requestURL(input);
      if (url === undefined) throw new TypeError("Invalid URL: " + input);
      super(token, bodyOf(input, init));
      this.#url = url;
      this.#method = "GET";
      this.#rest = {};
      if (isRequest(input)) this.#copy(input);
      if (isRequest(init)) this.#copy(init);
      else if (init !== undefined) this.#dictionary(init);
      this.#h ??= host.make();
      const type = access.type(this);
      if (type !== undefined && !host.has(this.#h, "content-type")) host.set(this.#h, "content-type", type);
    }

    #copy(other) {
      this.#method = other.method;
      this.#h = host.make();
      host.copy(this.#h, other.#handle());
      this.#cf = copyCf(other.cf);
      this.#signal = other.#signal ?? arrivedSignal(other.#native);
      this.#rest = { ...other.#others() };
    }
    #dictionary(init) {
      const { method, headers: h, body, redirect, cf, cache, integrity, signal, encodeResponseBody, fetcher } = init;
      if (fetcher !== undefined && fetcher !== null && !host.isFetcher(fetcher)) badField("fetcher", "Fetcher");
      if (integrity !== undefined && `${integrity}` !== "") throw new TypeError(INTEGRITY);
      if (method !== undefined) this.#method = toMethod(method);
      if (h !== undefined) {
        this.#h = host.make();
        headers.fillFrom(this.#h, h, () => badField("headers", "Headers or Sequence or object"));
      }
      if (signal !== undefined) this.#signal = toSignal(signal);
      if (cf !== undefined) this.#cf = toCf(cf);
      if (redirect !== undefined) this.#rest.redirect = toRedirect(redirect);
      if (cache !== undefined) this.#rest.cache = toCache(cache);
      checkCacheControl(cf, cache);
      if (encodeResponseBody !== undefined) this.#rest.manual = toEncoding(encodeResponseBody);
      if ((method !== undefined || body !== undefined) && noBody(this.#method) && access.kind(this) !== 0) throw new TypeError(GET_BODY);
    }
    #handle() { return this.#h ??= host.headers(this.#native) }
    #others() { return this.#rest ??= host.rest(this.#native) }

    clone() {
      if (!this || !(#native in this)) illegal();
      const copy = new Request(undefined, token, access.tee(this));
      copy.#native = this.#native;
      copy.#method = this.method;
      copy.#url = this.url;
      copy.#h = host.clone(this.#handle());
      copy.#signal = this.#signal;
      copy.#cf = copyCf(this.cf);
      copy.#rest = { ...this.#others() };
      return copy;
    }
    get method() { if (!this || !(#native in this)) illegal(); return this.#method ??= host.methodOf(this.#native) }
    get url() { if (!this || !(#native in this)) illegal(); return this.#url ??= host.url(this.#native) }
    get headers() {
      if (!this || !(#native in this)) illegal();
      return this.#headers ??= headers.wrap(this.#handle());
    }
    get redirect() { if (!this || !(#native in this)) illegal(); return this.#others().redirect ?? "follow" }
    get fetcher() { if (!this || !(#native in this)) illegal(); return null }
    get signal() {
      if (!this || !(#native in this)) illegal();
      this.#signal ??= arrivedSignal(this.#native);
      // One that nobody aborts is made for this request alone.
      return this.#signal ?? (this.#unused ??= use("events").newSignal());
    }
    get cf() {
      if (!this || !(#native in this)) illegal();
      if (this.#cf === undefined && this.#native !== undefined) {
        const text = host.cf(this.#native);
        if (text !== undefined) this.#cf = JSON.parse(text);
      }
      return this.#cf;
    }
    get integrity() { if (!this || !(#native in this)) illegal(); return "" }
    get keepalive() { if (!this || !(#native in this)) illegal(); return false }
    get cache() { if (!this || !(#native in this)) illegal(); return this.#others().cache }

    static {
      isRequest = (v) => typeof v === "object" && v !== null && #native in v;
      contentType = (r) => host.get(r.#handle(), "content-type");
      make = (native, body) => new Request(native, token, body);
      // sendHead gives everything but the body to Go. The headers are copied: the request may be sent again.
      sendHead = (r) => {
        const { redirect, cache, manual } = r.#others();
        const cf = cachingCf(r.cf, cache);
        host.send(r.method, r.url, r.#handle(), redirect, cf === undefined ? undefined : JSON.stringify(cf), cache, manual,
          sentSignal(r.#signal ?? arrivedSignal(r.#native)));
      };
    }
  }

  if (!use.flag("cache_option_enabled")) delete Request.prototype.cache;

  return {
    Request: define(Request), isRequest, contentType, make,
    // head sends a request, or one for a URL, without its body.
    head: (input) => sendHead(isRequest(input) ? input : new Request(input)),
    // outgoing sends what fetch(input, init) was given.
    outgoing(input, init) {
      if (!isRequest(input) || (init !== undefined && init !== null)) return send(new Request(input, init));
      if (access.isUsed(input)) throw new TypeError(USED);
      send(input);
    },
  };
})
