// node:internal/http/header_block: the head of a message as text.
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { chunked, symbols, validateHeaderName, validateHeaderValue } = use("node:internal/http/common");
  const CLOSE = /(?:^|\W)close(?:$|\W)/i;

  // pairs are the headers of any of the forms that writeHead() takes.
  const pairs = (headers) => {
    if (!Array.isArray(headers)) return Object.entries(headers);
    if (Array.isArray(headers[0])) return headers;
    if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE("headers", headers);
    return headers.flatMap((name, n) => (n % 2 === 0 ? [[name, headers[n + 1]]] : []));
  };

  const noted = {
    connection(message, seen, value) {
      seen.connection = true;
      message._removedConnection = false;
      if (CLOSE.test(value)) message._last = true;
      else message.shouldKeepAlive = true;
    },
    "transfer-encoding"(message, seen, value) {
      seen.coding = true;
      message._removedTE = false;
      if (chunked.test(value)) message.chunkedEncoding = true;
    },
    "content-length"(message, seen, value) {
      seen.length = true;
      message._contentLength = +value;
      message._removedContLen = false;
    },
    "keep-alive"(message) {
      message._defaultKeepAlive = false;
    },
  };
  for (const name of ["date", "expect", "trailer"]) noted[name] = (message, seen) => (seen[name] = true);

  const joins = (message, name, values) =>
    (values.length >= 2 && name === "cookie") || (symbols.unique in message && message[symbols.unique]?.has(name));

  // add writes one header into seen.text.
  const add = (message, seen, name, value, check) => {
    if (check) validateHeaderName(name);
    const lower = name.toLowerCase();
    if (lower === "content-disposition" && message._contentLength) {
      const latin = (v) => String(Buffer.from(String(v), "latin1"));
      value = Array.isArray(value) ? value.map(latin) : latin(value);
    }
    const store = (v) => {
      if (check) validateHeaderValue(name, v);
      seen.text += `${name}: ${v}\r\n`;
      if (Object.hasOwn(noted, lower)) noted[lower](message, seen, v);
    };
    if (!Array.isArray(value)) store(String(value));
    else if (joins(message, lower, value)) store(value.join("; "));
    else value.forEach(store);
  };

  const connection = (message, seen) => {
    const keep = message.shouldKeepAlive && (seen.length || message.useChunkedEncodingByDefault || message.agent);
    if (!keep || message.maxRequestsOnConnectionReached) {
      if (!keep) message._last = true;
      return "Connection: close\r\n";
    }
    if (!message._keepAliveTimeout || !message._defaultKeepAlive) return "Connection: keep-alive\r\n";
    const most = ~~message._maxRequestsPerSocket > 0 ? `, max=${message._maxRequestsPerSocket}` : "";
    return `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(message._keepAliveTimeout / 1000)}${most}\r\n`;
  };
  const framing = (message, seen) => {
    if (!message._hasBody) {
      message.chunkedEncoding = false;
    } else if (!message.useChunkedEncodingByDefault) {
      message._last = true;
    } else if (!seen.trailer && !message._removedContLen && typeof message._contentLength === "number") {
      return `Content-Length: ${message._contentLength}\r\n`;
    } else if (!message._removedTE) {
      message.chunkedEncoding = true;
      return "Transfer-Encoding: chunked\r\n";
    } else {
      message._last = true;
    }
    return "";
  };

  return {
    // makeHeader is the head of a message, whose fields it sets by the headers.
    makeHeader(message, firstLine, headers) {
      const seen = { text: firstLine };
      if (headers != null && headers === message[symbols.headers]) {
        for (const [name, value] of Object.values(headers)) add(message, seen, name, value, false);
      } else if (headers != null) {
        for (const [name, value] of pairs(headers)) add(message, seen, name, value, true);
      }
      if (message.sendDate && !seen.date) seen.text += `Date: ${new Date().toUTCString()}\r\n`;
      if (message.chunkedEncoding && (message.statusCode === 204 || message.statusCode === 304)) {
        message.chunkedEncoding = false;
        message.shouldKeepAlive = false;
      }
      if (message._removedConnection) message._last = !message.shouldKeepAlive;
      else if (!seen.connection) seen.text += connection(message, seen);
      if (!seen.length && !seen.coding) seen.text += framing(message, seen);
      return { header: seen.text + "\r\n", expect: seen.expect };
    },
    // parseHeader gives the parts of the head of a response, undefined for that of a request.
    parseHeader(header) {
      const [first, ...lines] = header.split("\r\n");
      const status = /^HTTP\/\d+\.\d+ (\d+) (.*)$/.exec(first);
      if (!status) return undefined;
      const headers = new Headers();
      for (const line of lines.filter(Boolean)) {
        const colon = line.indexOf(": ");
        headers.append(line.slice(0, colon), line.slice(colon + 2));
      }
      return { statusCode: Number(status[1]), statusMessage: status[2], headers };
    },
  };
});
