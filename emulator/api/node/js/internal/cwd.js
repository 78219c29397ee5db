// node:internal/cwd: the working directory, which process.chdir changes for the running event.
(function (host, use) {
  "use strict";
  const { cwd, chdir } = use("node:internal/fs/host");
  return { cwd, change: chdir };
});
