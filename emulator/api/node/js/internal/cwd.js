// node:internal/cwd: the working directory, which process.chdir changes.
(function () {
  "use strict";
  let directory = "/";
  return {
    cwd: () => directory,
    change(path) {
      directory = path;
    },
  };
});
