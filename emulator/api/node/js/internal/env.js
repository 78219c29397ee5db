// node:internal/env: process.env.
(function (host) {
  "use strict";
  return { env: host.env?.() ?? {} };
});
