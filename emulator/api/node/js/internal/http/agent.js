// node:internal/http/agent: http.Agent and https.Agent, which pool nothing: fetch does.
(function (host, use) {
  "use strict";
  const { EventEmitter } = use("node:events");
  const { ERR_METHOD_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { validateNumber, validateOneOf } = use("node:internal/validators");

  class Agent extends EventEmitter {
    static defaultMaxSockets = Infinity;
    agentKeepAliveTimeoutBuffer = 1000;
    totalSocketCount = 0;
    freeSockets = {};
    sockets = {};
    requests = {};
    constructor(options) {
      super({});
      const own = (this.options = Object.assign(Object.create(null), options));
      this.defaultPort = own.defaultPort || 80;
      this.protocol = own.protocol || "http:";
      own.path = null;
      if (!("proxyEnv" in own)) own.proxyEnv = undefined;
      if (own.noDelay === undefined) own.noDelay = true;
      this.keepAliveMsecs = own.keepAliveMsecs || 1000;
      this.keepAlive = own.keepAlive || false;
      this.maxSockets = own.maxSockets || Agent.defaultMaxSockets;
      this.maxFreeSockets = own.maxFreeSockets || 256;
      this.scheduling = own.scheduling || "lifo";
      validateOneOf(this.scheduling, "scheduling", ["fifo", "lifo"]);
      if (own.maxTotalSockets !== undefined) validateNumber(own.maxTotalSockets, "maxTotalSockets", 1);
      this.maxTotalSockets = own.maxTotalSockets ?? Infinity;
    }
    createConnection() {
      throw new ERR_METHOD_NOT_IMPLEMENTED("createConnection");
    }
    getName({ host: name = "localhost", port, localAddress, family, socketPath } = {}) {
      let text = `${name || "localhost"}:${port || ""}:${localAddress || ""}`;
      if (family === 4 || family === 6) text += `:${family}`;
      return socketPath ? `${text}:${socketPath}` : text;
    }
    addRequest() {}
    createSocket() {}
    removeSocket() {}
    keepSocketAlive() {
      return false;
    }
    reuseSocket() {}
    destroy() {}
  }

  // What tells connections of TLS apart, in the order of their names.
  const present = (value) => value || "";
  const given = (value) => (value !== undefined ? value : "");
  const parts = [
    (o) => present(o.ca), (o) => present(o.cert), (o) => present(o.clientCertEngine), (o) => present(o.ciphers), (o) => present(o.key),
    (o) => present(o.pfx), (o) => given(o.rejectUnauthorized), (o) => (o.servername && o.servername !== o.host ? o.servername : ""),
    (o) => present(o.minVersion), (o) => present(o.maxVersion), (o) => present(o.secureProtocol), (o) => present(o.crl),
    (o) => given(o.honorCipherOrder), (o) => present(o.ecdhCurve), (o) => present(o.dhparam), (o) => given(o.secureOptions),
    (o) => present(o.sessionIdContext), (o) => (o.sigalgs ? JSON.stringify(o.sigalgs) : ""), (o) => present(o.privateKeyIdentifier),
    (o) => present(o.privateKeyEngine),
  ];
  class SecureAgent extends Agent {
    maxCachedSessions = 100;
    constructor(options) {
      super({ ...options, defaultPort: options?.defaultPort ?? 443, protocol: options?.protocol ?? "https:" });
    }
    getName(options = {}) {
      return [super.getName(options), ...parts.map((part) => part(options))].join(":");
    }
  }
  Object.defineProperty(SecureAgent, "name", { value: "Agent" });
  const shared = { keepAlive: true, scheduling: "lifo", timeout: 5000 };
  return { Agent, SecureAgent, globalAgent: new Agent(shared), secureGlobalAgent: new SecureAgent(shared) };
});
