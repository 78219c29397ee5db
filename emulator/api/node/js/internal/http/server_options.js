// node:internal/http/server_options: the options of http.createServer().
(function (host, use) {
  "use strict";
  const { ERR_OPTION_NOT_IMPLEMENTED, ERR_OUT_OF_RANGE } = use("node:internal/errors");
  const { symbols } = use("node:internal/http/common");
  const { validateBoolean, validateInteger } = use("node:internal/validators");
  return {
    storeHTTPOptions(server, options, IncomingMessage, ServerResponse) {
      server[symbols.incoming] = options.IncomingMessage || IncomingMessage;
      server[symbols.response] = options.ServerResponse || ServerResponse;
      const refuse = (name, ...range) => {
        if (options[name] === undefined) return;
        validateInteger(options[name], name, ...range);
        throw new ERR_OPTION_NOT_IMPLEMENTED(name);
      };
      const take = (name, fallback, validate, ...range) => {
        if (options[name] !== undefined) validate(options[name], ...range);
        server[name] = options[name] ?? fallback;
      };
      refuse("maxHeaderSize", 0);
      if (options.insecureHTTPParser !== undefined) validateBoolean(options.insecureHTTPParser, "options.insecureHTTPParser");
      take("requestTimeout", 300000, validateInteger, "requestTimeout", 0);
      take("headersTimeout", Math.min(60000, server.requestTimeout), validateInteger, "headersTimeout", 0);
      if (server.requestTimeout > 0 && server.headersTimeout > server.requestTimeout) {
        throw new ERR_OUT_OF_RANGE("headersTimeout", "<= requestTimeout", options.headersTimeout);
      }
      refuse("keepAliveTimeout", 0);
      refuse("keepAliveTimeoutBuffer");
      refuse("connectionsCheckingInterval", 0);
      take("requireHostHeader", true, validateBoolean, "options.requireHostHeader");
      take("joinDuplicateHeaders", false, validateBoolean, "options.joinDuplicateHeaders");
      take("rejectNonStandardBodyWrites", false, validateBoolean, "options.rejectNonStandardBodyWrites");
    },
  };
});
