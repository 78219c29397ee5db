// node:dns/promises: look-ups that promise.
// exports: ADDRCONFIG ADDRGETNETWORKPARAMS ALL BADFAMILY BADFLAGS BADHINTS BADNAME BADQUERY BADRESP BADSTR CANCELLED
// exports: CONNREFUSED DESTRUCTION EOF FILE FORMERR LOADIPHLPAPI NODATA NOMEM NONAME NOTFOUND NOTIMP NOTINITIALIZED REFUSED
// exports: Resolver SERVFAIL TIMEOUT V4MAPPED getDefaultResultOrder getServers lookup lookupService resolve resolve4 resolve6
// exports: resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTxt
// exports: reverse setDefaultResultOrder setServers
(function (host, use) {
  "use strict";
  const { makeResolver, lookup: callback, ...functions } = use("node:internal/dns");
  const lookup = (hostname, options) => {
    const { promise, resolve, reject } = Promise.withResolvers();
    callback(hostname, options, (error, address, family) => {
      if (error) reject(error);
      else resolve(Array.isArray(address) ? address : { address, family });
    });
    return promise;
  };
  return { ...functions, lookup, Resolver: makeResolver(functions), ...use("node:internal/dns_constants") };
});
