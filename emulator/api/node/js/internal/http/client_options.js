// node:internal/http/client_options: the arguments of http.request(), read and checked.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OPTION_NOT_IMPLEMENTED } = use("node:internal/errors");
  const { ERR_INVALID_HTTP_TOKEN, ERR_INVALID_PROTOCOL, ERR_UNESCAPED_CHARACTERS } = use("node:internal/net/errors");
  const { timerDuration } = use("node:internal/net/connect_arguments");
  const { globalAgent } = use("node:internal/http/agent");
  const { isToken } = use("node:internal/http/common");
  const { validateBoolean, validateFunction, validateInteger, validateString } = use("node:internal/validators");

  const isURL = (value) => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
  // read gives options and callback of (url, options, callback) and its shorter forms.
  const read = (input, options, callback) => {
    let base = null;
    if (typeof input === "string") base = use("node:url").urlToHttpOptions(new URL(input));
    else if (isURL(input)) base = use("node:url").urlToHttpOptions(input);
    else [options, callback] = [input, options];
    if (typeof options === "function") return [base ?? {}, options];
    return [Object.assign(base ?? {}, options), callback];
  };

  // A path that names another authority would lead the request there.
  const namesAuthority = (path) => /^(?:[/\\]{2}|[^/\\]*:)/.test(path);
  const badPath = (path) => new ERR_INVALID_ARG_VALUE("options.path", path, "must be a path-only request target");
  const checkPath = (path) => {
    if (!path) return;
    if (/[^\u0021-\u00ff]/.test(path)) throw new ERR_UNESCAPED_CHARACTERS("Request path");
    if (namesAuthority(path)) throw badPath(path);
  };
  const agentOf = (options, defaultAgent) => {
    const { agent } = options;
    if (agent === false) return new defaultAgent.constructor();
    if (agent == null) return typeof options.createConnection === "function" ? agent : defaultAgent;
    if (typeof agent === "object" && typeof agent.addRequest !== "function") {
      throw new ERR_INVALID_ARG_TYPE("options.agent", ["Agent-like Object", "undefined", "false"], agent);
    }
    return agent;
  };
  const hostOf = (options) => {
    for (const name of ["hostname", "host"]) {
      const value = options[name];
      if (value != null && typeof value !== "string") throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ["string", "undefined", "null"], value);
      if (value) return value;
    }
    return "localhost";
  };
  const methodOf = ({ method }) => {
    if (method != null && typeof method !== "string") throw new ERR_INVALID_ARG_TYPE("options.method", "string", method);
    if (!method) return "GET";
    if (!isToken(method)) throw new ERR_INVALID_HTTP_TOKEN("Method", method);
    return method.toUpperCase();
  };
  const refuse = (options, name, validate, label = `options.${name}`) => {
    if (options[name] === undefined) return;
    validate(options[name], label);
    throw new ERR_OPTION_NOT_IMPLEMENTED(`options.${name}`);
  };
  const checkRest = (options) => {
    refuse(options, "maxHeaderSize", (value, name) => validateInteger(value, name, 0), "maxHeaderSize");
    if (options.insecureHTTPParser !== undefined) validateBoolean(options.insecureHTTPParser, "options.insecureHTTPParser");
    refuse(options, "createConnection", validateFunction);
    refuse(options, "lookup", validateFunction);
    refuse(options, "socketPath", validateString);
    if (options.joinDuplicateHeaders !== undefined) validateBoolean(options.joinDuplicateHeaders, "options.joinDuplicateHeaders");
  };

  return {
    isURL, namesAuthority, badPath, read,
    // settle is what a request takes from its options.
    settle(options) {
      checkPath(options.path);
      const defaultAgent = options._defaultAgent || globalAgent;
      const agent = agentOf(options, defaultAgent);
      const expected = agent?.protocol || defaultAgent.protocol;
      const protocol = options.protocol || defaultAgent.protocol;
      const defaultPort = options.defaultPort || agent?.defaultPort || 80;
      if (protocol !== expected) throw new ERR_INVALID_PROTOCOL(protocol, expected);
      const port = (options.port = options.port || defaultPort);
      const hostname = (options.host = hostOf(options));
      const timeout = options.timeout !== undefined ? timerDuration(options.timeout, "timeout") : undefined;
      const method = methodOf(options);
      checkRest(options);
      return { agent, protocol, defaultPort, port, host: hostname, timeout, method };
    },
  };
});
