// node:internal/http/incoming: http.IncomingMessage, of a response to the client and of a request to a server.
(function (host, use) {
  "use strict";
  const { EventEmitter } = use("node:events");
  const { Readable } = use("node:stream");
  const { isIPv4 } = use("node:internal/net/addresses");
  const { addHeader } = use("node:internal/http/known_headers");

  class IncomingMessage extends Readable {
    #headers = null;
    #distinct = null;
    #count = 0;
    #stream = null;
    #reader;
    #reading = false;
    #socket;
    aborted = false;
    url = "";
    method = null;
    statusCode = null;
    statusMessage = null;
    httpVersionMajor = 1;
    httpVersionMinor = 1;
    httpVersion = "1.1";
    complete = false;
    rawHeaders = [];
    joinDuplicateHeaders = false;
    cloudflare = { cf: undefined, env: undefined, ctx: undefined };
    _dumped = false;
    _consuming = false;
    _paused = false;
    constructor() {
      super({});
      this._readableState.readingMore = true;
    }
    static setResponse(message, response) {
      message.#headers = {};
      message.#distinct = {};
      for (const [name, value] of response.headers) {
        message.#headers[name] = response.headers.get(name) ?? value;
        message.#distinct[name] = [message.#headers[name]];
        message.#count++;
      }
      message.url = response.url;
      message.statusCode = response.status;
      message.statusMessage = response.statusText;
      message.once("end", () => queueMicrotask(() => message.emit("close")));
      message.on("timeout", () => (message._consuming = false));
      message.#stream = response.body;
    }
    static setBody(message, stream) {
      message.#stream = stream;
    }
    // setSocket gives a request to a server what it knows of the connection.
    static setSocket(message, { headers, localPort }) {
      const ip = headers.get("cf-connecting-ip");
      const port = (Math.random() * 32768) | 32768;
      const unlessDestroyed = (value) => () => (message.destroyed ? undefined : value);
      const socket = new EventEmitter();
      const fixed = (name, value) => Object.defineProperty(socket, name, { value, configurable: true });
      const live = (name, get) => Object.defineProperty(socket, name, { get, configurable: true });
      fixed("encrypted", headers.get("x-forwarded-proto") === "https");
      live("readable", () => message.readable);
      live("remoteFamily", unlessDestroyed(!ip || isIPv4(ip) ? "IPv4" : "IPv6"));
      live("remoteAddress", unlessDestroyed(ip ?? "127.0.0.1"));
      live("remotePort", unlessDestroyed(port));
      fixed("localAddress", headers.get("host") ?? "127.0.0.1");
      fixed("localPort", localPort);
      fixed("destroy", (error) => message.destroy(error));
      message.#socket = socket;
    }
    async #readSome() {
      if (this.#stream == null || this.#reading) return;
      this.#reading = true;
      try {
        this.#reader ??= this.#stream.getReader();
        while (!this.destroyed) {
          const { value, done } = await this.#reader.read();
          if (done) {
            this.complete = true;
            this.push(null);
            break;
          }
          if (!this.push(value)) break;
        }
      } catch (error) {
        this.destroy(error);
      } finally {
        this.#reading = false;
        this.#reader?.releaseLock();
        this.#reader = undefined;
      }
    }
    _read() {
      if (!this._consuming) {
        this._readableState.readingMore = false;
        this._consuming = true;
      }
      if (this.#stream == null) {
        this.complete = true;
        this.push(null);
        return;
      }
      this.#readSome();
    }
    _destroy(error, callback) {
      if (!this.readableEnded || !this.complete) {
        this.aborted = true;
        this.emit("aborted");
      }
      queueMicrotask(() => (this.listenerCount("error") === 0 ? callback() : callback(error)));
    }
    _addHeaderLine(field, value, target) {
      addHeader(target, field, value, this.joinDuplicateHeaders);
    }
    _addHeaderLineDistinct(field, value, target) {
      (target[field.toLowerCase()] ??= []).push(value);
    }
    _addHeaderLines(headers, n) {
      if (!Array.isArray(headers) || this.complete) return;
      this.rawHeaders = headers;
      this.#count = n;
      if (this.#headers) this.#each("_addHeaderLine", this.#headers);
    }
    #each(add, target) {
      for (let n = 0; n < this.#count; n += 2) this[add](this.rawHeaders[n], this.rawHeaders[n + 1], target);
      return target;
    }
    get headers() {
      return (this.#headers ??= this.#each("_addHeaderLine", {}));
    }
    set headers(value) {
      this.#headers = value;
    }
    get headersDistinct() {
      return (this.#distinct ??= this.#each("_addHeaderLineDistinct", {}));
    }
    set headersDistinct(value) {
      this.#distinct = value;
    }
    get trailers() {
      return {};
    }
    set trailers(value) {}
    get trailersDistinct() {
      return {};
    }
    set trailersDistinct(value) {}
    _dump() {
      if (this._dumped) return;
      this._dumped = true;
      this.removeAllListeners("data");
      this.resume();
    }
    setTimeout(milliseconds, callback) {
      if (callback) this.on("timeout", callback);
      return this;
    }
    pipe(destination, options) {
      this.on("data", (chunk) => destination.write(chunk));
      this.once("end", () => {
        if (options?.end !== false) destination.end();
      });
      this.once("error", (error) => destination.emit("error", error));
      this.resume();
      return destination;
    }
    get connection() {
      return this.#socket;
    }
    set connection(value) {
      this.#socket = value;
    }
    get socket() {
      return this.#socket;
    }
  }
  const { setResponse, setBody, setSocket } = IncomingMessage;
  for (const name of ["setResponse", "setBody", "setSocket"]) delete IncomingMessage[name];
  return { IncomingMessage, setResponse, setBody, setSocket };
});
