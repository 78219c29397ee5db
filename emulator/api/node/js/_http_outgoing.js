// node:_http_outgoing: parts of node:http.
// flag: enable_nodejs_http_modules
// exports: OutgoingMessage kHighWaterMark kUniqueHeaders parseUniqueHeadersOption validateHeaderName validateHeaderValue
(function (host, use) {
  "use strict";
  const { symbols, uniqueHeaders, validateHeaderName, validateHeaderValue } = use("node:internal/http/common");
  const { OutgoingMessage } = use("node:internal/http/outgoing");
  return {
    validateHeaderName, validateHeaderValue, kUniqueHeaders: symbols.unique, kHighWaterMark: symbols.mark, parseUniqueHeadersOption: uniqueHeaders,
    OutgoingMessage,
  };
});
