// node:path/win32: paths of Windows.
// exports: _makeLong basename delimiter dirname extname format isAbsolute join matchesGlob normalize parse posix relative resolve sep toNamespacedPath win32
(function (host, use) {
  "use strict";
  return use("node:internal/path").win32;
});
