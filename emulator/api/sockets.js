// The module cloudflare:sockets, and connect() of service bindings and objects.
(function (host, use) {
  "use strict";
  const { define, badArgument } = use("arguments");
  const { failArgument } = use("webidl");
  const { URL } = use("url");
  const writables = use("writable");
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";
  const token = {};
  const UNREACHABLE = "proxy request failed, cannot connect to the specified address";
  const HINT = ". It looks like you might be trying to connect to a HTTP-based service — consider using fetch instead";
  const noop = () => {};
  // closing makes what a reader or writer got from now on does fail.
  const closing = (stream, get, does, name) => {
    const original = stream[get];
    Object.defineProperty(stream, get, {
      configurable: true,
      value() {
        const made = Reflect.apply(original, stream, arguments);
        Object.defineProperty(made, does, {
          configurable: true,
          value: () => Promise.reject(new TypeError(`This ${name} belongs to an object that is closing.`)),
        });
        return made;
      },
    });
  };
  const infoOf = (info) => (host.wholeStructs() ? { remoteAddress: undefined, localAddress: undefined, ...info } : info);

  class Socket {
    #readable;
    #writable;
    #connection;
    #info;
    #options;
    #domain;
    #opened = Promise.withResolvers();
    #closed = Promise.withResolvers();
    #state = "opening";
    #closing = false;
    #upgraded = false;
    constructor(key, { readable, writable, connection, info, options, domain }) {
      if (key !== token) use("arguments").illegalConstructor();
      this.#readable = readable;
      this.#writable = writable;
      this.#connection = connection;
      this.#info = infoOf(info);
      this.#options = options;
      this.#domain = domain;
      this.#opened.promise.catch(noop);
      this.#closed.promise.catch(noop);
    }
    get readable() {
      return this.#readable;
    }
    get writable() {
      return this.#writable;
    }
    get closed() {
      return this.#closed.promise;
    }
    get opened() {
      return this.#opened.promise;
    }
    get upgraded() {
      return this.#upgraded;
    }
    get secureTransport() {
      return this.#options.secureTransport;
    }
    close() {
      if (this.#closing) return this.#closed.promise.then();
      this.#closing = true;
      closing(this.#readable, "getReader", "read", "ReadableStream");
      closing(this.#writable, "getWriter", "write", "WritableStream");
      const end = () => {
        host.close(this.#connection);
        this.#closed.resolve();
      };
      const flush = () => {
        writables.close(writables.stateOf(this.#writable)).catch(noop);
        return host.flushed(this.#connection);
      };
      return this.#opened.promise.then(flush).then(end, end);
    }
    startTls(options) {
      const { secureTransport } = this.#options;
      if (secureTransport === "on") throw new TypeError("Cannot startTls on a TLS socket.");
      if (this.#closing) throw new TypeError("The connection was closed before startTls could be started.");
      if (secureTransport !== "starttls") {
        throw new TypeError("The `secureTransport` socket option must be set to 'starttls' for startTls to be used.");
      }
      if (this.#upgraded) {
        throw new TypeError("startTls has already been called on this socket, or the socket was transferred over RPC.");
      }
      this.#upgraded = true;
      const name = isObject(options) && options.expectedServerHostname !== undefined ? `${options.expectedServerHostname}` : this.#domain;
      this.#closed.resolve();
      return start(host.upgrade(this.#connection, name), this.#info, { ...this.#options, secureTransport: "on" }, this.#domain, false);
    }
    static settled(socket, error) {
      if (error !== undefined) {
        socket.#state = "failed";
        socket.#opened.reject(error);
        socket.#closed.reject(error);
        return;
      }
      socket.#state = "opened";
      socket.#opened.resolve(socket.#info);
    }
    static parts(socket) {
      const { secureTransport, allowHalfOpen } = socket.#options;
      return { open: socket.#state === "opened", readable: socket.#readable, writable: socket.#writable, ...socket.#info, secureTransport, allowHalfOpen };
    }
  }
  const { settled, parts } = Socket;
  delete Socket.settled;
  delete Socket.parts;
  define(Socket, { illegal: true });

  // start makes the socket of a connection that is being opened.
  const start = (connection, info, options, domain, isWeb) => {
    let socket;
    const { readable, writable } = host.streams(connection, () => {
      if (!options.allowHalfOpen) socket.close();
    });
    socket = new Socket(token, { readable, writable, connection, info, options, domain });
    host.onOpen(connection, (failed) => settled(socket, failed ? new Error(UNREACHABLE + (isWeb ? HINT : "")) : undefined));
    return socket;
  };

  const port = (v) => {
    const n = Number(v);
    if (!Number.isFinite(n) || Math.trunc(n) !== n) throw new TypeError("The value cannot be converted because it is not an integer.");
    if (n > 65535) throw new TypeError("Value out of range. Must be less than or equal to 65535.");
    if (n < 0) throw new TypeError("The value cannot be converted because it is negative and this API expects a positive number.");
    return n;
  };
  // parse gives host, port and what the address looks like.
  const parse = (address) => {
    if (isObject(address)) {
      const hostname = `${address.hostname}`;
      const n = port(address.port);
      return { domain: hostname, port: n, text: `${hostname}:${n}` };
    }
    const text = `${address}`;
    let url;
    try {
      url = new URL("fake://" + text);
    } catch {
      throw new TypeError("Specified address could not be parsed.");
    }
    if (url.hostname === "") throw new TypeError("Specified address is missing hostname.");
    if (url.port === "") throw new TypeError("Specified address is missing port.");
    return { domain: url.hostname, port: +url.port, text };
  };
  const readOptions = (options, method, type) => {
    if (options !== undefined && options !== null && !isObject(options)) failArgument(method, type, 2, "SocketOptions");
    const secureTransport = options?.secureTransport === undefined ? "off" : `${options.secureTransport}`;
    if (!["off", "on", "starttls"].includes(secureTransport)) {
      throw new TypeError(`Unsupported value in secureTransport socket option: ${secureTransport}`);
    }
    return { secureTransport, allowHalfOpen: Boolean(options?.allowHalfOpen) };
  };
  const open = (target, address, options, method, type) => {
    const { domain, port, text } = parse(address);
    if (text.length > 255 || !/^[-.\w[\]:]+$/.test(text)) {
      throw new TypeError("Specified address is empty string, contains unsupported characters or is too long.");
    }
    const override = target === undefined ? overrides.get(text) : undefined;
    if (override !== undefined) return override.connect(address, options);
    const read = readOptions(options, method, type);
    return start(host.connect(target, text, domain, read.secureTransport), { remoteAddress: text }, read, domain, port === 80 || port === 443);
  };

  // Virtual hosts: addresses that lead to a stub.
  const overrides = new Map();
  const mapped = new WeakMap();
  const mapVirtualHost = (fetcher, n) => {
    if (!mapped.has(fetcher)) {
      const address = `${host.random()}.workers.alt:${n}`;
      mapped.set(fetcher, address);
      overrides.set(address, fetcher);
    }
    return mapped.get(fetcher);
  };
  function connect(address, options) {
    if (address === undefined || address === null) {
      throw new TypeError("Cannot initialize N7workerd3api13SocketAddressE with required members from an undefined or null value.");
    }
    return open(undefined, address, options, "connect", "SocketsModule");
  }

  return {
    connect, mapVirtualHost, port,
    // stubConnect is connect() of stubs.
    stubConnect(handle, address, options) {
      if (address === undefined) badArgument("connect", "Fetcher", 1, "SocketAddress or string");
      return open(handle, address, options, "connect", "Fetcher");
    },
    // accept makes the socket that a connect() handler gets.
    accept(connection, localAddress) {
      const socket = start(connection, { localAddress }, { secureTransport: "off", allowHalfOpen: true }, localAddress, false);
      settled(socket);
      return socket;
    },
    // parts is what a socket consists of that is passed on, and received makes one of it.
    parts,
    received(readable, writable, info, secureTransport) {
      const options = { secureTransport: secureTransport === "starttls" ? "off" : secureTransport, allowHalfOpen: true };
      const socket = new Socket(token, { readable, writable, connection: host.passed(), info, options, domain: undefined });
      settled(socket);
      return socket;
    },
  };
});
