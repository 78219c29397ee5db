// node:http2: names only; workerd has no HTTP/2 for Node's API.
// flag: enable_nodejs_http2_module
// exports: Http2ServerRequest Http2ServerResponse connect constants createSecureServer createServer getDefaultSettings
// exports: getPackedSettings getUnpackedSettings performServerHandshake sensitiveHeaders
(function (host, use) {
  "use strict";
  const { Buffer } = use("node:buffer");
  const { missingAll, missingClass } = use("node:internal/missing");
  const { constants } = use("node:internal/http2_constants");
  const defaults = {
    headerTableSize: 4096, enablePush: true, initialWindowSize: 65535, maxFrameSize: 16384, maxConcurrentStreams: 4294967295,
    maxHeaderSize: 65535, maxHeaderListSize: 65535, enableConnectProtocol: false,
  };
  return {
    constants,
    ...missingAll("http2.", "createSecureServer createServer connect performServerHandshake"),
    Http2ServerRequest: missingClass("http2.Http2ServerRequest"),
    Http2ServerResponse: missingClass("http2.Http2ServerResponse"),
    getDefaultSettings: () => Object.create(defaults),
    getPackedSettings: () => Buffer.alloc(0),
    getUnpackedSettings: () => ({}),
    sensitiveHeaders: Symbol("nodejs.http2.sensitiveHeaders"),
  };
});
