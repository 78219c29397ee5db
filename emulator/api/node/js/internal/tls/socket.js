// node:internal/tls/socket: tls.TLSSocket and tls.connect.
(function (host, use) {
  "use strict";
  const { ERR_OPTION_NOT_IMPLEMENTED, make } = use("node:internal/errors");
  const { ERR_TLS_HANDSHAKE_TIMEOUT, ERR_TLS_INVALID_CONTEXT } = use("node:internal/net/errors");
  const { normalizeArgs } = use("node:internal/net/connect_arguments");
  const { Socket, adopt, opened, closed, startReading } = use("node:internal/net/socket");
  const { SecureContext } = use("node:internal/tls/context");
  const { JSStreamSocket } = use("node:internal/tls/stream_socket");
  const { validateBuffer, validateFunction, validateInt32, validateNumber, validateObject, validateString, validateUint32 } = use("node:internal/validators");
  const ConnReset = make(Error, "ECONNRESET", (message) => message);
  const connectOptions = Symbol("connect-options");

  const missing = (name) => new ERR_OPTION_NOT_IMPLEMENTED(`options.${name}`);
  const checkIdentity = (options) => {
    if (options.checkServerIdentity === undefined) return;
    validateFunction(options.checkServerIdentity, "options.checkServerIdentity");
    if (use.flag("throw_on_not_implemented_tls_options")) throw missing("checkServerIdentity");
  };
  const checkOptions = (options) => {
    for (const name of ["enableTrace", "isServer", "server", "requestCert"]) if (options[name]) throw missing(name);
    if (options.rejectUnauthorized === false) throw missing("rejectUnauthorized");
    for (const name of ["ALPNProtocols", "SNICallback"]) if (options[name] !== undefined) throw missing(name);
    if (options.requestOCSP) throw missing("requestOCSP");
    if (options.secureContext !== undefined && !(options.secureContext instanceof SecureContext)) throw new ERR_TLS_INVALID_CONTEXT("context");
    if (options.pskCallback !== undefined) throw missing("pskCallback");
    checkIdentity(options);
  };

  function TLSSocket(socket, given) {
    const options = { ...given };
    checkOptions(options);
    const wrap = !socket ? null : socket instanceof Socket ? socket : new JSStreamSocket(socket);
    const handle = wrap?._handle ?? null;
    Object.assign(this, {
      _tlsOptions: options, _secureEstablished: false, _securePending: false, _newSessionPending: false, _controlReleased: false,
      secureConnecting: true, servername: options.servername ?? null, authorized: false, encrypted: true,
    });
    Socket.call(this, {
      handle: handle ?? undefined, allowHalfOpen: socket ? socket.allowHalfOpen : options.allowHalfOpen, highWaterMark: options.highWaterMark,
      onread: socket ? null : options.onread, signal: options.signal, lookup: options.lookup,
    });
    if (handle) {
      this.once("close", () => this._destroySSL());
      wrap.once("close", () => this.destroy());
    }
    this._parent = handle;
    this._parentWrap = wrap;
    this.ssl = this._handle;
    this.on("error", (error) => this._tlsError(error));
    this._init();
  }
  Object.setPrototypeOf(TLSSocket.prototype, Socket.prototype);
  Object.setPrototypeOf(TLSSocket, Socket);

  Object.assign(TLSSocket.prototype, {
    disableRenegotiation() {},
    _destroySSL() {
      this._handle?.socket.close().catch(() => {});
    },
    _init() {
      const { handshakeTimeout } = this._tlsOptions;
      this.on("error", (error) => {
        if (this._hadError) return;
        this._hadError = true;
        if (this._secureEstablished) this._emitTLSError(error);
        else this.destroy(error);
      });
      if (handshakeTimeout > 0) this.setTimeout(handshakeTimeout, () => this._handleTimeout());
      if (!(this._parentWrap instanceof JSStreamSocket)) {
        this.on("connect", () => this._finishInit());
        return;
      }
      queueMicrotask(() => {
        this._finishInit();
        this._parentWrap.readStart();
        startReading(this);
      });
    },
    _handleTimeout() {
      this._emitTLSError(new ERR_TLS_HANDSHAKE_TIMEOUT());
    },
    _emitTLSError(error) {
      const shown = this._tlsError(error);
      if (shown) this.emit("error", shown);
    },
    _tlsError(error) {
      this.emit("_tlsError", error);
      return this._controlReleased ? error : null;
    },
    _releaseControl() {
      if (this._controlReleased) return false;
      this._controlReleased = true;
      return true;
    },
    _finishInit() {
      if (!this._handle) return;
      this._secureEstablished = true;
      if (this._tlsOptions.handshakeTimeout > 0) this.setTimeout(0);
      this.emit("secure");
    },
    // _start makes the connection of a socket, once there is one, one of TLS.
    _start() {
      if (this.connecting) {
        this.once("connect", () => this._start());
        return;
      }
      if (this._parentWrap && !this._parentWrap._handle) {
        this._parentWrap.once("connect", () => {
          if (this._parentWrap._handle) this._handle = this._parentWrap._handle;
          this._start();
        });
        return;
      }
      if (this._handle?.socket.secureTransport === "starttls") this._upgrade(this._handle);
    },
    _upgrade(handle) {
      handle.writer.releaseLock();
      handle.reader.releaseLock();
      try {
        const inner = handle.socket.startTls(this.servername != null ? { expectedServerHostname: this.servername } : undefined);
        adopt(this, inner, handle.options);
        this._handle.reading = true;
        const { host: name, port, addressType } = handle.options;
        inner.opened.then(() => opened(this), (error) => {
          this.emit("connectionAttemptFailed", name, port, addressType, error);
          this.destroy(error);
        });
        inner.closed.then(() => closed(this), (error) => this.destroy(error));
      } catch (error) {
        this.destroy(error);
      }
    },
    renegotiate(options, callback) {
      validateObject(options, "options");
      if (callback !== undefined) validateFunction(callback, "callback");
      return false;
    },
    exportKeyingMaterial(length, label, context) {
      validateUint32(length, "length", true);
      validateString(label, "label");
      if (context !== undefined) validateBuffer(context, "context");
      throw new Error("exportKeyingMaterial is not implemented");
    },
    setMaxSendFragment(size) {
      validateInt32(size, "size");
      return false;
    },
    setServername(name) {
      validateString(name, "name");
      this.servername = name;
    },
    setSession() {},
    getPeerCertificate() {
      throw new Error("getPeerCertificate is not implemented");
    },
  });
  for (const name of ["getCertificate", "getPeerX509Certificate", "getX509Certificate", "setKeyCert"]) {
    TLSSocket.prototype[name] = () => {
      throw new Error(`TLSSocket.${name} is not implemented`);
    };
  }
  for (const name of "getCipher getSharedSigalgs getEphemeralKeyInfo getFinished getPeerFinished getProtocol getSession getTLSTicket isSessionReused enableTrace".split(" ")) {
    TLSSocket.prototype[name] = () => null;
  }

  function disconnected() {
    if (this._hadError) return;
    this._hadError = true;
    const { path, host: name, port, localAddress } = this[connectOptions] ?? {};
    const error = new ConnReset("Client network socket disconnected before secure TLS connection was established");
    this.destroy(Object.assign(error, { path, host: name, port, localAddress }));
  }
  function secured() {
    this.authorized = true;
    this.secureConnecting = false;
    this.emit("secureConnect");
    this.removeListener("end", disconnected);
  }
  function connect(...args) {
    const [options, callback] = normalizeArgs(args);
    const more = [args[1], args[2]].find((arg) => typeof arg === "object" && arg !== null);
    if (more) Object.assign(options, more);
    if (options.minDHSize !== undefined) {
      validateNumber(options.minDHSize, "options.minDHSize", 1);
      throw missing("minDHSize");
    }
    if (options.rejectUnauthorized === false) throw missing("rejectUnauthorized");
    if (options.pskCallback !== undefined) throw missing("pskCallback");
    checkIdentity(options);
    const { allowHalfOpen, ALPNProtocols, enableTrace, highWaterMark, secureContext, onread, signal, lookup } = options;
    const socket = new TLSSocket(options.socket, {
      allowHalfOpen, ALPNProtocols, enableTrace, highWaterMark, secureContext, onread, signal, lookup, pipe: !!options.path,
    });
    socket[connectOptions] = options;
    if (options.servername !== undefined) socket.servername = options.servername;
    if (callback) socket.once("secureConnect", callback);
    if (!options.socket) {
      if (options.timeout) socket.setTimeout(options.timeout);
      socket.connect(options, () => socket._start());
    }
    socket._releaseControl();
    if (options.session) socket.setSession(options.session);
    if (options.socket) socket._start();
    socket.on("secure", secured);
    socket.prependListener("end", disconnected);
    return socket;
  }
  return { TLSSocket, connect };
});
