// node:internal/http/client: http.ClientRequest, over fetch. The request goes out when it is ended.
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { Writable, addAbortSignal } = use("node:stream");
  const { ERR_INVALID_ARG_VALUE, ERR_METHOD_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { ERR_HTTP_HEADERS_SENT } = use("node:internal/net/errors");
  const { timerDuration } = use("node:internal/net/connect_arguments");
  const { symbols, uniqueHeaders } = use("node:internal/http/common");
  const { badPath, namesAuthority, read, settle } = use("node:internal/http/client_options");
  const { IncomingMessage, setResponse } = use("node:internal/http/incoming");
  const { OutgoingMessage } = use("node:internal/http/outgoing");
  const { validateBoolean, validateNumber, validateString } = use("node:internal/validators");
  const timers = use("timers");

  class ClientRequest extends OutgoingMessage {
    #abort = new AbortController();
    #body = [];
    #incoming;
    #timer = null;
    _ended = false;
    aborted = false;
    reusedSocket = false;
    maxHeadersCount = Infinity;
    connection = null;
    socket = null;
    [symbols.unique] = null;
    constructor(input, given, done) {
      super();
      const [options, callback] = read(input, given, done);
      const settled = settle(options);
      this.agent = settled.agent;
      this.protocol = settled.protocol;
      this.port = settled.port.toString();
      this.timeout = settled.timeout;
      if (options.signal) addAbortSignal(options.signal, this);
      this.method = settled.method;
      this.joinDuplicateHeaders = options.joinDuplicateHeaders;
      this.path = options.path || "/";
      if (callback) this.once("response", callback);
      this.host = settled.host;
      this.#takeHeaders(options, settled);
      this.on("finish", () => this.#start());
      this[symbols.unique] = uniqueHeaders(options.uniqueHeaders);
    }
    #takeHeaders(options, { defaultPort, port, host: hostname }) {
      const { headers } = options;
      if (Array.isArray(headers)) {
        if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE("headers", headers);
        for (let n = 0; n < headers.length; n += 2) this.setHeader(headers[n], headers[n + 1]);
        return;
      }
      if (headers != null) {
        if ("host" in headers) validateString(headers.host, "host");
        for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
      }
      const setHost = options.setHost !== undefined ? Boolean(options.setHost) : options.setDefaultHeaders !== false;
      if (setHost && !this.getHeader("host")) {
        const isAddress = hostname.split(":").length > 2 && !hostname.startsWith("[");
        const name = isAddress ? `[${hostname}]` : hostname;
        this.setHeader("Host", port && +port !== defaultPort ? `${name}:${port}` : name);
      }
      if (options.auth && !this.getHeader("Authorization")) {
        this.setHeader("Authorization", "Basic " + Buffer.from(options.auth).toString("base64"));
      }
    }
    #headerList() {
      return Object.values(this[symbols.headers] ?? {}).flatMap(([name, value]) => {
        if (!Array.isArray(value)) return [[name, value]];
        return this.joinDuplicateHeaders ? [[name, value.join(", ")]] : value.map((item) => [name, item]);
      });
    }
    #bodyBlob() {
      if (this.method === "GET" || this.method === "HEAD" || this.#body.length === 0) return null;
      const type = this.getHeader("content-type") ?? "";
      return new Blob(this.#body, { type: Array.isArray(type) ? type.join(", ") : `${type}` });
    }
    #start() {
      if (this.destroyed) return;
      const headers = this.#headerList();
      const body = this.#bodyBlob();
      if (this.timeout) this.#timer = timers.setTimeout(() => this.#expire(), this.timeout);
      if (this.host && headers.length === 0) {
        // A server refuses a request without Host.
        const init = { status: 400, statusText: "Bad Request", headers: { connection: "close" } };
        queueMicrotask(() => this.#answered(new Response(null, init)));
        return;
      }
      let url = new URL(`http://${this.host}`);
      url.protocol = this.protocol;
      url.port = this.port;
      if (this.path.length > 0 && this.path !== "/") {
        if (namesAuthority(this.path)) {
          this.destroy(badPath(this.path));
          return;
        }
        url = new URL(this.path, url);
      }
      fetch(url, { method: this.method, headers, body, signal: this.#abort.signal, redirect: "manual", encodeResponseBody: "manual" })
        .then((response) => this.#answered(response))
        .catch((error) => this.#failed(error));
    }
    #answered(response) {
      this._header = [...response.headers.keys()].map((name) => `${name}=${response.headers.get(name)}`).join("\r\n");
      const incoming = new IncomingMessage();
      setResponse(incoming, response);
      incoming.on("error", (error) => this.emit("error", error));
      this.emit("response", incoming);
      this.req = this.#incoming;
      this.#incoming = incoming;
    }
    #failed(error) {
      if (this.destroyed) console.log(error);
      else this.emit("error", error);
      this.destroyed = true;
      this._ended = true;
    }
    #expire() {
      this.emit("timeout");
      this.#incoming?.emit("timeout");
      this.#abort.abort();
    }
    #stopTimer() {
      if (this.#timer) timers.clearTimeout(this.#timer);
      this.#timer = null;
    }
    onSocket() {}
    addTrailers() {
      throw new ERR_METHOD_NOT_IMPLEMENTED("addTrailers");
    }
    abort(error) {
      this.destroyed = true;
      this.#stopTimer();
      if (this.#incoming) this.#incoming.destroyed = true;
      this.#abort.abort();
      if (error) this.emit("error", error);
    }
    _write(chunk, encoding, callback) {
      this.#body.push(chunk);
      callback();
      return true;
    }
    write(chunk, encoding, callback) {
      if (this.method !== "GET" && this.method !== "HEAD" && chunk) {
        this.#body.push(typeof chunk === "string" ? Buffer.from(chunk, typeof encoding === "string" ? encoding : "utf8") : chunk);
      }
      return super.write(chunk, encoding, callback);
    }
    end(data, encoding, callback) {
      this._ended = true;
      if (typeof data === "function") [data, callback] = [undefined, data];
      Writable.prototype.end.call(this, data, encoding, callback);
      return this;
    }
    setNoDelay(noDelay) {
      validateBoolean(noDelay, "noDelay");
    }
    setSocketKeepAlive(enable, initialDelay) {
      validateBoolean(enable, "enable");
      validateNumber(initialDelay, "initialDelay");
    }
    clearTimeout(callback) {
      this.setTimeout(0, callback);
    }
    setTimeout(milliseconds, callback) {
      this.#stopTimer();
      this.timeout = timerDuration(milliseconds, "msecs");
      if (this.timeout) this.#timer = timers.setTimeout(() => this.#expire(), this.timeout);
      if (callback) this.once("timeout", callback);
      return this;
    }
    _implicitHeader() {
      if (this._header) throw new ERR_HTTP_HEADERS_SENT("render");
      this._storeHeader(`${this.method} ${this.path} HTTP/1.1\r\n`, this[symbols.headers]);
    }
  }
  return { ClientRequest };
});
