// What stubs of objects and of Workers have in common besides fetch.
(function (host, use) {
  "use strict";
  const { rpcMethod } = use("rpc");
  const { Response } = use("response");
  const { URL } = use("url");

  // The helpers that stubs had before their names were left to RPC.
  const fetched = (self, method, url, init) => self.fetch(url, { ...init, method });
  const check = (method, response) => {
    if (response.status >= 200 && response.status < 300) return response;
    throw new Error(`HTTP ${method} request failed: ${response.status} ${response.statusText}`);
  };
  const bodyAs = (response, type = "text") => {
    switch (type) {
      case "stream":
        return response.body ?? new Response("").body;
      case "text":
      case "arrayBuffer":
      case "json":
        return response[type]();
    }
    throw new TypeError("Unknown response type. Possible types are \"text\", \"arrayBuffer\", \"json\", and \"stream\".");
  };
  const legacy = {
    async get(url, type) {
      const response = await fetched(this, "GET", url);
      if (response.status === 404 || response.status === 410) return null;
      return bodyAs(check("GET", response), type);
    },
    async put(url, body, options) {
      const target = new URL(url);
      if (options?.expiration !== undefined) target.searchParams.append("expiration", options.expiration);
      if (options?.expirationTtl !== undefined) target.searchParams.append("expiration_ttl", options.expirationTtl);
      check("PUT", await fetched(this, "PUT", target.href, { body }));
    },
    async delete(url) {
      check("DELETE", await fetched(this, "DELETE", url));
    },
  };
  const add = (Class, handle) => {
    Class.prototype.connect = function connect(address, options) {
      return use("sockets").stubConnect(handle(this), address, options);
    };
    if (use.flag("service_binding_extra_handlers")) use("extra_handlers").add(Class, handle);
    if (host.hasLegacy()) Object.assign(Class.prototype, legacy);
    if (host.isExperimental()) {
      Class.prototype.getRpcMethodForTestOnly = function (name) {
        return rpcMethod(handle(this), `${name}`);
      };
    }
  };

  return { add };
});
