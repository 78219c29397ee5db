// node:dns: look-ups with callbacks.
// exports: ADDRCONFIG ADDRGETNETWORKPARAMS ALL BADFAMILY BADFLAGS BADHINTS BADNAME BADQUERY BADRESP BADSTR CANCELLED
// exports: CONNREFUSED DESTRUCTION EOF FILE FORMERR LOADIPHLPAPI NODATA NOMEM NONAME NOTFOUND NOTIMP NOTINITIALIZED REFUSED
// exports: Resolver SERVFAIL TIMEOUT V4MAPPED getDefaultResultOrder getServers lookup lookupService promises resolve resolve4
// exports: resolve6 resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv
// exports: resolveTxt reverse setDefaultResultOrder setServers
(function (host, use) {
  "use strict";
  const { makeResolver, ...functions } = use("node:internal/dns");
  const { callbackify } = use("node:util");
  const own = { ...functions };
  for (const name of Object.keys(own)) if (/^(resolve|reverse|lookupService)/.test(name)) own[name] = callbackify(functions[name]);
  return { ...own, Resolver: makeResolver(own), promises: use("node:dns/promises"), ...use("node:internal/dns_constants") };
});
