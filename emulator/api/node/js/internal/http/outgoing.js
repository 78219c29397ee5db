// node:internal/http/outgoing: http.OutgoingMessage, what requests and responses that are written share.
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { EventEmitter } = use("node:events");
  const { Writable } = use("node:stream");
  const { ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { ERR_HTTP_BODY_NOT_ALLOWED, ERR_HTTP_CONTENT_LENGTH_MISMATCH, ERR_HTTP_HEADERS_SENT, ERR_STREAM_ALREADY_FINISHED, ERR_STREAM_CANNOT_PIPE,
    ERR_STREAM_DESTROYED, ERR_STREAM_NULL_VALUES, ERR_STREAM_WRITE_AFTER_END } = use("node:internal/net/errors");
  const { getDefaultHighWaterMark } = use("node:internal/streams/state");
  const { symbols, validateHeaderName, validateHeaderValue } = use("node:internal/http/common");
  const { makeHeader, parseHeader } = use("node:internal/http/header_block");
  const { WriteBuffer } = use("node:internal/http/write_buffer");
  const { validateString } = use("node:internal/validators");
  const kHeaders = symbols.headers;
  const nothing = () => {};
  const sizeOf = (chunk, encoding) => (typeof chunk === "string" ? Buffer.byteLength(chunk, encoding ?? undefined) : chunk.byteLength);

  class OutgoingMessage extends Writable {
    [kHeaders] = null;
    #errored = null;
    #corked = 0;
    #chunks = [];
    #chunksLength = 0;
    #needDrain = false;
    #bytesWritten = 0;
    [symbols.mark];
    #strictBody;
    #buffer;
    outputData = [];
    outputSize = 0;
    writtenHeaderBytes = 0;
    strictContentLength = false;
    chunkedEncoding = false;
    sendDate = false;
    shouldKeepAlive = true;
    writable = true;
    finished = false;
    destroyed = false;
    useChunkedEncodingByDefault = true;
    maxRequestsOnConnectionReached = false;
    _closed = false;
    _headerSent = false;
    _onPendingData = nothing;
    _header = null;
    _contentLength = null;
    _hasBody = true;
    _removedContLen = false;
    _removedConnection = false;
    _removedTE = false;
    _last = false;
    _defaultKeepAlive = true;
    _maxRequestsPerSocket = undefined;
    _keepAliveTimeout = 0;
    constructor(req, options) {
      super();
      this.req = req;
      this[symbols.mark] = options?.highWaterMark ?? getDefaultHighWaterMark();
      this.#strictBody = options?.rejectNonStandardBodyWrites ?? false;
      this.#buffer = new WriteBuffer((events) => this.emit("_dataWritten", events), this[symbols.mark]);
      this.once("end", () => queueMicrotask(() => {
        this._closed = true;
        this.emit("close");
      }));
    }
    cork() {
      this.#corked++;
      this.#buffer?.cork();
    }
    uncork() {
      this.#corked--;
      this.#buffer?.uncork();
      if (this.#corked || this.#chunks.length === 0) return;
      for (const { data, encoding, callback } of this.#chunks) this._send(data ?? "", encoding, callback);
      this.#chunks = [];
      this.#chunksLength = 0;
    }
    _storeHeader(firstLine, headers) {
      const { header, expect } = makeHeader(this, firstLine, headers);
      this._header = header;
      this._headerSent = false;
      if (expect) this._send("");
    }
    _finish() {
      this.emit("prefinish");
    }
    _flushOutput(buffer) {
      if (this.outputData.length === 0) return undefined;
      buffer.cork();
      for (const { data, encoding, callback } of this.outputData) buffer.write(data, encoding, callback);
      buffer.uncork();
      this.outputData = [];
      this._onPendingData(-this.outputSize);
      this.outputSize = 0;
      return true;
    }
    _flush() {
      const flushed = this._flushOutput(this.#buffer);
      if (this.finished) {
        this._finish();
      } else if (flushed && this.#needDrain) {
        this.#needDrain = false;
        this.emit("drain");
      }
    }
    get #headerReady() {
      return this._header !== null || this._headerSent;
    }
    get writableLength() {
      // The superclass asks before there is a buffer.
      const held = this.#buffer && this.#headerReady ? this.#buffer.writableLength : 0;
      return this.outputSize + this.#chunksLength + held;
    }
    get writableCorked() {
      return this.#corked;
    }
    get writableNeedDrain() {
      return !this.destroyed && !this.finished && this.#needDrain;
    }
    get writableEnded() {
      return this.finished;
    }
    get writableHighWaterMark() {
      return this[symbols.mark];
    }
    get writableObjectMode() {
      return false;
    }
    get errored() {
      return this.#errored;
    }
    get closed() {
      return this._closed;
    }
    get headersSent() {
      return !!this._header;
    }
    #open(action) {
      if (this._header) throw new ERR_HTTP_HEADERS_SENT(action);
    }
    setHeader(name, value) {
      this.#open("set");
      validateHeaderName(name);
      validateHeaderValue(name, value);
      this[kHeaders] ??= {};
      this[kHeaders][name.toLowerCase()] = [name, value];
      return this;
    }
    setHeaders(headers) {
      this.#open("set");
      if (Array.isArray(headers) || typeof headers?.keys !== "function" || typeof headers?.get !== "function") {
        throw new ERR_INVALID_ARG_TYPE("headers", ["Headers", "Map"], headers);
      }
      const cookies = [];
      for (const [name, value] of headers) {
        if (name === "set-cookie") cookies.push(...[value].flat());
        else this.setHeader(name, value);
      }
      if (cookies.length > 0) this.setHeader("set-cookie", cookies);
      return this;
    }
    appendHeader(name, value) {
      this.#open("append");
      validateHeaderName(name);
      validateHeaderValue(name, value);
      const entry = this[kHeaders]?.[name.toLowerCase()];
      if (!entry) return this.setHeader(name, value);
      entry[1] = [entry[1], value].flat();
      return this;
    }
    getHeader(name) {
      validateString(name, "name");
      return this[kHeaders]?.[name.toLowerCase()]?.[1];
    }
    hasHeader(name) {
      validateString(name, "name");
      return Boolean(this[kHeaders]?.[name.toLowerCase()]);
    }
    removeHeader(name) {
      validateString(name, "name");
      this.#open("remove");
      const lower = name.toLowerCase();
      if (lower === "connection") this._removedConnection = true;
      else if (lower === "content-length") this._removedContLen = true;
      else if (lower === "transfer-encoding") this._removedTE = true;
      else if (lower === "date") this.sendDate = false;
      if (this[kHeaders]) delete this[kHeaders][lower];
    }
    getHeaderNames() {
      return Object.keys(this[kHeaders] ?? {});
    }
    getRawHeaderNames() {
      return Object.values(this[kHeaders] ?? {}).map(([name]) => name);
    }
    getHeaders() {
      return Object.fromEntries(Object.entries(this[kHeaders] ?? {}).map(([name, [, value]]) => [name, value]));
    }
    _renderHeaders() {
      this.#open("render");
      return Object.fromEntries(Object.values(this[kHeaders] ?? {}));
    }
    flushHeaders() {
      if (!this._header) this._implicitHeader();
      this._send("");
    }
    _implicitHeader() {
      throw new ERR_METHOD_NOT_IMPLEMENTED("_implicitHeader()");
    }
    pipe(destination) {
      this.emit("error", new ERR_STREAM_CANNOT_PIPE());
      return destination;
    }
    [EventEmitter.captureRejectionSymbol](error) {
      this.destroy(error);
    }
    // _send puts the head before the first data.
    _send(data, encoding, callback, size) {
      if (!this._headerSent && this._header !== null) {
        const header = this._header;
        if (typeof data === "string" && (!encoding || encoding === "utf8" || encoding === "latin1")) {
          data = header + data;
        } else {
          this.outputData.unshift({ data: header, encoding: "latin1", callback: null });
          this.outputSize += header.length;
          this._onPendingData(header.length);
        }
        this._headerSent = true;
        this.writtenHeaderBytes = header.length;
        const parsed = parseHeader(header);
        if (parsed) this.emit("_headersSent", parsed);
      }
      return this._writeRaw(data, encoding, callback, size);
    }
    _writeRaw(data, encoding, callback) {
      if (this.destroyed) return false;
      if (typeof encoding === "function") [encoding, callback] = [null, encoding];
      if (!this.#headerReady) {
        this.outputData.push({ data, encoding, callback });
        this.outputSize += data.length;
        this._onPendingData(data.length);
        return this.outputSize < this[symbols.mark];
      }
      this._flushOutput(this.#buffer);
      this.#buffer.write(data, encoding, callback);
      return this.#buffer.writableCorked > 0 || this.#buffer.writableLength < this[symbols.mark];
    }
    write(chunk, encoding, callback) {
      if (typeof encoding === "function") [encoding, callback] = [null, encoding];
      const more = this.#write(chunk, encoding, callback, false);
      if (!more) this.#needDrain = true;
      return more;
    }
    #countsLength() {
      return this.strictContentLength && this._contentLength != null && this._hasBody && !this._removedContLen && !this.chunkedEncoding &&
        !this.hasHeader("transfer-encoding");
    }
    #countBytes(size, isLast) {
      const total = this.#bytesWritten + size;
      if (this.#countsLength() && (isLast ? total !== this._contentLength : total > this._contentLength)) {
        throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(total, this._contentLength);
      }
      this.#bytesWritten = total;
    }
    #fail(error, callback) {
      if (this.destroyed) return;
      queueMicrotask(() => {
        callback(error);
        if (!this.destroyed) this.emit("error", error);
      });
    }
    #write(chunk, encoding, callback, isLast) {
      if (typeof callback !== "function") callback = nothing;
      if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
      if (typeof chunk !== "string" && !(chunk instanceof Uint8Array)) {
        throw new ERR_INVALID_ARG_TYPE("chunk", ["string", "Buffer", "Uint8Array"], chunk);
      }
      if (this.destroyed && !this.finished) {
        const error = new ERR_STREAM_DESTROYED("write");
        queueMicrotask(() => callback(error));
        return false;
      }
      if (this.finished) {
        const error = new ERR_STREAM_WRITE_AFTER_END();
        if (this.destroyed) queueMicrotask(() => callback(error));
        else this.#fail(error, callback);
        return false;
      }
      const size = sizeOf(chunk, encoding);
      if (this.strictContentLength) this.#countBytes(size, isLast);
      if (!this._header) {
        if (isLast) this._contentLength = size;
        this._implicitHeader();
      }
      if (!this._hasBody) {
        if (this.#strictBody) throw new ERR_HTTP_BODY_NOT_ALLOWED();
        queueMicrotask(callback);
        return true;
      }
      // What is written at once goes out at once.
      if (!isLast && !this.#buffer.writableCorked) {
        this.#buffer.cork();
        queueMicrotask(() => this.#buffer.uncork());
      }
      if (!this.chunkedEncoding || chunk.length === 0 || !this.#corked || !this._headerSent) return this._send(chunk, encoding, callback, size);
      this.#chunks.push({ data: chunk, encoding, callback });
      this.#chunksLength += size;
      return this.#chunksLength < this[symbols.mark];
    }
    end(chunk, encoding, callback) {
      if (typeof chunk === "function") [chunk, encoding, callback] = [null, null, chunk];
      else if (typeof encoding === "function") [encoding, callback] = [null, encoding];
      if (this.finished) {
        this.#endAgain(chunk, callback);
        return this;
      }
      if (chunk) {
        this.#buffer.cork();
        this.#write(chunk, encoding, null, true);
      } else if (!this._header) {
        this.#buffer.cork();
        this._contentLength = 0;
        this._implicitHeader();
      }
      if (typeof callback === "function") this.once("finish", callback);
      if (this.#countsLength() && this.#bytesWritten !== this._contentLength) {
        throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(this.#bytesWritten, this._contentLength);
      }
      const finish = () => this.emit("finish");
      if ((this._hasBody && this.chunkedEncoding) || !this._headerSent || this.writableLength || chunk) this._send("", "latin1", finish);
      else queueMicrotask(finish);
      this.#buffer.uncork();
      this.#corked = 1;
      this.uncork();
      this.finished = true;
      this._writableState.finished = true;
      this._writableState.corked = 1;
      if (this.outputData.length === 0) this._finish();
      return this;
    }
    #endAgain(chunk, callback) {
      if (chunk) this.#fail(new ERR_STREAM_WRITE_AFTER_END(), typeof callback === "function" ? callback : nothing);
      else if (typeof callback !== "function") return;
      else if (this.writableFinished) callback(new ERR_STREAM_ALREADY_FINISHED("end"));
      else this.on("finish", callback);
    }
    destroy(error) {
      if (this.destroyed) return this;
      if (error != null) this.emit("error", error);
      this.destroyed = true;
      this.#errored = error;
      return this;
    }
  }
  return { OutgoingMessage };
});
