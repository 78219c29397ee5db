// node:internal/process_ids: users and groups, which are all root.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, make } = use("node:internal/errors");
  const EPERM = make(Error, "EPERM", "operation not permitted");
  const eperm = (syscall) => Object.assign(new EPERM(), { syscall, errno: 1 });
  const setter = (syscall) => (id) => {
    if (id !== 0) throw eperm(syscall);
  };
  const refuse = (syscall) => () => {
    throw eperm(syscall);
  };
  const badMask = (mask) => new ERR_INVALID_ARG_VALUE("mask", mask, "must be a 32-bit unsigned integer or an octal string");
  return {
    getegid: () => 0, getgid: () => 0, getgroups: () => [0], geteuid: () => 0, getuid: () => 0,
    setegid: setter("setegid"), setgid: setter("setgid"), seteuid: setter("seteuid"), setuid: setter("setuid"),
    setgroups: refuse("setgroups"), initgroups: refuse("initgroups"),
    umask(mask) {
      if (mask === undefined) return 18;
      if (typeof mask === "string") {
        if (!/^[0-7]+$/.test(mask)) throw badMask(mask);
        mask = parseInt(mask, 8);
      } else if (typeof mask !== "number") {
        throw new ERR_INVALID_ARG_TYPE("mask", "number", mask);
      }
      if (mask < 0 || mask > 4294967295 || !Number.isInteger(mask)) throw badMask(mask);
      return 18;
    },
  };
});
