// node:sys: the old name of node:util.
// exports: MIMEParams MIMEType TextDecoder TextEncoder _errnoException _exceptionWithHostPort _extend aborted callbackify
// exports: debug debuglog deprecate format formatWithOptions getCallSite getCallSites getSystemErrorMap
// exports: getSystemErrorMessage getSystemErrorName inherits inspect isArray isBoolean isBuffer isDate isDeepStrictEqual
// exports: isError isFunction isNull isNullOrUndefined isNumber isObject isPrimitive isRegExp isString isSymbol
// exports: isUndefined log parseArgs parseEnv promisify stripVTControlCharacters styleText toUSVString
// exports: transferableAbortController transferableAbortSignal types
(function (host, use) {
  "use strict";
  return use("node:util");
});
