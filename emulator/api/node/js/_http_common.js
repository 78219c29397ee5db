// node:_http_common: parts of node:http.
// flag: enable_nodejs_http_modules
// exports: CRLF _checkInvalidHeaderChar _checkIsHttpToken chunkExpression continueExpression kIncomingMessage methods parsers
(function (host, use) {
  "use strict";
  const { METHODS, chunked, hasInvalidChar, isToken, symbols } = use("node:internal/http/common");
  return {
    _checkIsHttpToken: isToken, _checkInvalidHeaderChar: hasInvalidChar, chunkExpression: chunked, CRLF: "\r\n",
    continueExpression: /(?:^|\W)100-continue(?:$|\W)/i, methods: METHODS, parsers: { name: "parsers", max: 1000 }, kIncomingMessage: symbols.incoming,
  };
});
