// node:internal/dns_constants: the codes of failed look-ups, and hints.
(function () {
  "use strict";
  const constants = { ADDRCONFIG: 1024, ALL: 256, V4MAPPED: 2048, EOF: "EOF" };
  const codes = "NODATA FORMERR SERVFAIL NOTFOUND NOTIMP REFUSED BADQUERY BADNAME BADFAMILY BADRESP CONNREFUSED TIMEOUT FILE NOMEM DESTRUCTION " +
    "BADSTR BADFLAGS NONAME BADHINTS NOTINITIALIZED LOADIPHLPAPI ADDRGETNETWORKPARAMS CANCELLED";
  for (const name of codes.split(" ")) constants[name] = `E${name}`;
  return constants;
});
