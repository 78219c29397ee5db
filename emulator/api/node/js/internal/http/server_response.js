// node:internal/http/server_response: http.ServerResponse, which becomes a Response once its head is written.
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { ERR_INVALID_ARG_VALUE, ERR_METHOD_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_STATUS_CODE, ERR_INVALID_CHAR } = use("node:internal/net/errors");
  const { STATUS_CODES, chunked, hasInvalidChar, symbols } = use("node:internal/http/common");
  const { OutgoingMessage } = use("node:internal/http/outgoing");
  const { missing } = use("node:internal/missing");

  class ServerResponse extends OutgoingMessage {
    #response = Promise.withResolvers();
    #controller;
    #early = [];
    #sent = 0;
    #length = null;
    statusCode = 200;
    statusMessage = "unknown";
    constructor(req, options = {}) {
      if (!use.flag("enable_nodejs_http_server_modules")) throw new ERR_METHOD_NOT_IMPLEMENTED("ServerResponse");
      super(req, options);
      if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
        this.useChunkedEncodingByDefault = chunked.test(req.headers.te ?? "");
        this.shouldKeepAlive = false;
      }
      this.on("_dataWritten", (events) => events.forEach((event) => this.#pass(event)));
      this.once("error", this.#response.reject);
      this.once("_headersSent", (head) => this.#respond(head));
      this.writeHeader = this.writeHead.bind(this);
    }
    static responseOf(message) {
      return message.#response.promise;
    }
    // #pass hands on what has been written, up to the length that the head has said.
    #pass({ index, entry: { data, encoding } }) {
      // The first text begins with the head.
      const text = typeof data === "string" && index === 0 ? data.slice(this.writtenHeaderBytes) : data;
      let bytes = typeof text === "string" ? Buffer.from(text, encoding ?? undefined) : text ?? Buffer.alloc(0);
      if (this.#length !== null && this.#sent + bytes.length > this.#length) {
        if (this.#sent >= this.#length) return;
        bytes = bytes.subarray(0, this.#length - this.#sent);
      }
      this.#sent += bytes.length;
      if (bytes.length === 0) return;
      if (this.#controller) this.#controller.enqueue(bytes);
      else this.#early.push(bytes);
    }
    #respond({ statusCode, statusMessage, headers }) {
      if (headers.has("content-length")) this.#length = parseInt(headers.get("content-length"), 10);
      const body = this._hasBody ? this.#makeBody() : null;
      try {
        this.#response.resolve(new Response(body, { status: statusCode, statusText: statusMessage, headers }));
      } catch (error) {
        this.#response.reject(error);
      }
      this._closed = true;
      this.emit("close");
    }
    #makeBody() {
      return new ReadableStream({
        type: "bytes",
        start: (controller) => {
          this.#controller = controller;
          for (const bytes of this.#early.splice(0)) controller.enqueue(bytes);
          this.once("finish", () => controller.close());
          this.on("error", (error) => controller.error(error));
        },
        cancel: (reason) => void this.destroy(reason),
      });
    }
    _implicitHeader() {
      this.writeHead(this.statusCode);
    }
    writeHead(status, reason, headers) {
      if (this._header) throw new ERR_HTTP_HEADERS_SENT("write");
      const code = status | 0;
      if (code < 200 || code > 999) throw new ERR_HTTP_INVALID_STATUS_CODE(status);
      if (typeof reason === "string") {
        this.statusMessage = reason;
      } else {
        this.statusMessage ||= STATUS_CODES[code] || "unknown";
        headers ??= reason;
      }
      this.statusCode = code;
      const set = this.#merge(headers);
      if (hasInvalidChar(this.statusMessage)) throw new ERR_INVALID_CHAR("statusMessage");
      if (code === 204 || code === 304) this._hasBody = false;
      this._storeHeader(`HTTP/1.1 ${code} ${this.statusMessage}\r\n`, set ?? null);
      return this;
    }
    // #merge adds headers to those set before, if there are any.
    #merge(headers) {
      if (!this[symbols.headers]) return headers;
      if (Array.isArray(headers)) {
        if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE("headers", headers);
        for (let n = 0; n < headers.length; n += 2) this.removeHeader(`${headers[n]}`);
        for (let n = 0; n < headers.length; n += 2) this.appendHeader(`${headers[n]}`, headers[n + 1]);
      } else {
        for (const [name, value] of Object.entries(headers ?? {})) if (value) this.setHeader(name, value);
      }
      return this[symbols.headers];
    }
  }
  for (const name of ["assignSocket", "detachSocket", "writeContinue", "writeProcessing", "writeEarlyHints"]) {
    Object.defineProperty(ServerResponse.prototype, name, { value: missing(name), writable: true, configurable: true });
  }
  const { responseOf } = ServerResponse;
  delete ServerResponse.responseOf;
  return { ServerResponse, responseOf };
});
