// node:internal/fs/errors: what node:fs fails with beside the errors that Go makes.
(function (host, use) {
  "use strict";
  const { make } = use("node:internal/errors");

  // system makes an error of the operating system.
  const system = (code, errno, message, syscall, path) => {
    const error = new (make(Error, code, message))();
    return Object.assign(error, { syscall, errno }, path === undefined ? undefined : { path });
  };
  const withPath = (text, syscall, path) => (path ? `${text}, ${syscall} '${path}'` : text);
  return {
    missing: (syscall, path) => {
      const error = system("ENOENT", -2, `no such file or directory, ${syscall} '${path}'`, syscall);
      error.path = path;
      return error;
    },
    badDescriptor: (syscall) => system("EBADF", -9, "Bad file descriptor", syscall),
    invalid: (syscall) => system("EINVAL", -22, "invalid argument", syscall),
    exists: (syscall, path) => system("EEXIST", -17, withPath("file already exists", syscall, path), syscall, path),
    ERR_DIR_CLOSED: make(Error, "ERR_DIR_CLOSED", "Directory is closed"),
    ERR_SYSTEM_ERROR: make(Error, "ERR_SYSTEM_ERROR", (message) => message),
    ERR_UNSUPPORTED_OPERATION: make(Error, "ERR_UNSUPPORTED_OPERATION", "The requested operation is unsupported"),
  };
});
