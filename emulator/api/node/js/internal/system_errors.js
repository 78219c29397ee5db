// node:internal/system_errors: errors of the operating system, by Linux' numbers.
(function (host, use) {
  "use strict";
  const { ERR_OUT_OF_RANGE, ERR_INVALID_ARG_TYPE } = use("node:internal/errors");

  const known = new Map(Object.entries({
    7: ["E2BIG", "argument list too long"], 13: ["EACCES", "permission denied"], 98: ["EADDRINUSE", "address already in use"],
    99: ["EADDRNOTAVAIL", "address not available"], 11: ["EAGAIN", "resource temporarily unavailable"], 114: ["EALREADY", "connection already in progress"],
    9: ["EBADF", "bad file descriptor"], 16: ["EBUSY", "resource busy or locked"], 125: ["ECANCELED", "operation canceled"],
    103: ["ECONNABORTED", "software caused connection abort"], 111: ["ECONNREFUSED", "connection refused"], 104: ["ECONNRESET", "connection reset by peer"],
    89: ["EDESTADDRREQ", "destination address required"], 17: ["EEXIST", "file already exists"], 14: ["EFAULT", "bad address in system call argument"],
    27: ["EFBIG", "file too large"], 113: ["EHOSTUNREACH", "host is unreachable"], 4: ["EINTR", "interrupted system call"],
    22: ["EINVAL", "invalid argument"], 5: ["EIO", "i/o error"], 106: ["EISCONN", "socket is already connected"],
    21: ["EISDIR", "illegal operation on a directory"], 40: ["ELOOP", "too many symbolic links encountered"], 24: ["EMFILE", "too many open files"],
    90: ["EMSGSIZE", "message too long"], 36: ["ENAMETOOLONG", "name too long"], 100: ["ENETDOWN", "network is down"],
    101: ["ENETUNREACH", "network is unreachable"], 23: ["ENFILE", "file table overflow"], 105: ["ENOBUFS", "no buffer space available"],
    19: ["ENODEV", "no such device"], 2: ["ENOENT", "no such file or directory"], 12: ["ENOMEM", "not enough memory"],
    28: ["ENOSPC", "no space left on device"], 38: ["ENOSYS", "function not implemented"], 107: ["ENOTCONN", "socket is not connected"],
    20: ["ENOTDIR", "not a directory"], 39: ["ENOTEMPTY", "directory not empty"], 88: ["ENOTSOCK", "socket operation on non-socket"],
    95: ["ENOTSUP", "operation not supported on socket"], 1: ["EPERM", "operation not permitted"], 32: ["EPIPE", "broken pipe"],
    71: ["EPROTO", "protocol error"], 93: ["EPROTONOSUPPORT", "protocol not supported"], 34: ["ERANGE", "result too large"],
    30: ["EROFS", "read-only file system"], 29: ["ESPIPE", "invalid seek"], 3: ["ESRCH", "no such process"],
    110: ["ETIMEDOUT", "connection timed out"], 26: ["ETXTBSY", "text file is busy"], 18: ["EXDEV", "cross-device link not permitted"],
    4095: ["EOF", "end of file"], 6: ["ENXIO", "no such device or address"], 31: ["EMLINK", "too many links"],
  }).map(([number, words]) => [-Number(number), words]));

  const check = (errno) => {
    if (typeof errno !== "number") throw new ERR_INVALID_ARG_TYPE("err", "number", errno);
    if (errno >= 0 || !Number.isSafeInteger(errno)) throw new ERR_OUT_OF_RANGE("err", "a negative integer", errno);
  };
  const nameOf = (errno) => known.get(errno)?.[0] ?? `Unknown system error ${errno}`;

  function _errnoException(errno, syscall, original) {
    check(errno);
    const code = nameOf(errno);
    const error = new Error(original ? `${syscall} ${code} ${original}` : `${syscall} ${code}`);
    return Object.assign(error, { errno, code, syscall });
  }
  function _exceptionWithHostPort(errno, syscall, address, port, additional) {
    const code = nameOf(errno);
    let details = "";
    if (port && port > 0) details = ` ${address}:${port}`;
    else if (address) details = ` ${address}`;
    if (additional) details += ` - Local (${additional})`;
    const error = Object.assign(new Error(`${syscall} ${code}${details}`), { errno, code, syscall, address });
    if (port) error.port = port;
    return error;
  }
  return {
    _errnoException,
    _exceptionWithHostPort,
    getSystemErrorMap: () => new Map(known),
    getSystemErrorMessage: (errno) => known.get(errno)?.[1],
    getSystemErrorName(errno) {
      check(errno);
      return nameOf(errno);
    },
  };
});
