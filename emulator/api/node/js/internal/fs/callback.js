// node:internal/fs/callback: the functions of node:fs that call back. They check their arguments
// and work at once, and only the answer is put off.
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = use("node:internal/errors");
  const { ERR_UNSUPPORTED_OPERATION, exists: alreadyThere, missing } = use("node:internal/fs/errors");
  const { validateBoolean, validateObject, validateOneOf } = use("node:internal/validators");
  const { Buffer } = use("node:buffer");
  const fs = use("node:internal/fs/host");
  const sync = use("node:internal/fs/sync");
  const args = use("node:internal/fs/arguments");
  const transfer = use("node:internal/fs/transfer_arguments");
  const { at, toURL } = use("node:internal/fs/paths");
  const { COPYFILE_EXCL, F_OK } = use("node:internal/fs/constants");
  const { descriptor, isView, parseMode, time, validatePosition, validateUint32, views } = args;
  const isFunction = (v) => typeof v === "function";
  const nothing = () => {};

  const requireCallback = (callback) => {
    if (!isFunction(callback)) throw new ERR_INVALID_ARG_TYPE("callback", ["function"], callback);
  };
  // answer calls back with what work returns, behind null, or with what it throws.
  const answer = (work, callback) => {
    requireCallback(callback);
    let results;
    try {
      results = [null, ...work()];
    } catch (error) {
      results = [error];
    }
    queueMicrotask(() => callback(...results));
  };
  const done = (work, callback) => answer(() => {
    work();
    return [];
  }, callback);
  const value = (work, callback) => answer(() => [work()], callback);
  // optional sorts out options that may be left out before the callback.
  const optional = (options, callback, fallback) => (isFunction(options) ? [fallback, options] : [options, callback]);
  const checkThere = (url, syscall, follow, path) => {
    if (fs.stat(at(url), follow) === undefined) throw missing(syscall, path);
  };
  const checkEncoding = (options) => {
    options = args.encodingOptions(options);
    args.validateEncoding(options.encoding ?? null, true);
    return options;
  };

  function access(path, modeOrCallback = F_OK, callback) {
    const [mode, cb] = optional(modeOrCallback, callback, F_OK);
    const url = toURL(path);
    args.accessMode(mode);
    done(() => sync.accessSync(url, mode), cb);
  }
  function exists(path, callback) {
    queueMicrotask(() => callback(sync.existsSync(path)));
  }
  function writeFile(path, data, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    const { path: file, data: bytes, append, exclusive } = transfer.writeFileArguments(path, data, options);
    value(() => fs.writeAll(at(file), bytes, append, exclusive), cb);
  }
  function appendFile(path, data, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, { flag: "a" });
    writeFile(path, data, options, cb);
  }
  function chmod(path, mode, callback) {
    parseMode(mode, "mode");
    const url = args.file(path);
    done(() => checkThere(url, "chmod", true, url.pathname), callback);
  }
  function chown(path, uid, gid, callback) {
    const url = args.owner(() => args.file(path), uid, gid);
    done(() => checkThere(url, "chown", true, path.pathname), callback);
  }
  function close(fd, callback = nothing) {
    fd = descriptor(fd);
    done(() => fs.close(fd), callback);
  }
  function copyFile(src, dest, modeOrCallback = 0, callback) {
    const [mode, cb] = optional(modeOrCallback, callback, 0);
    const from = toURL(src);
    const to = toURL(dest);
    transfer.copyFileMode(mode);
    if (mode & COPYFILE_EXCL && sync.existsSync(dest)) throw alreadyThere("copyFile", to.pathname);
    done(() => fs.copy(at(from), at(to)), cb);
  }
  function cp(src, dest, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    const { dereference, recursive, force, errorOnExist } = transfer.cpOptions(options);
    const from = toURL(src);
    const to = toURL(dest);
    done(() => fs.cp(at(from), at(to), dereference, recursive, force, errorOnExist), cb);
  }
  function fchmod(fd, mode, callback) {
    fd = descriptor(fd);
    parseMode(mode, "mode");
    done(() => fs.stat(fd), callback);
  }
  function fchown(fd, uid, gid, callback) {
    const file = args.owner(() => args.file(fd), uid, gid);
    done(() => fs.stat(at(file)), callback);
  }
  function fdatasync(fd, callback) {
    descriptor(fd);
    done(() => sync.fdatasyncSync(fd), callback);
  }
  function fstat(fd, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, { bigint: false });
    args.statOptions(options);
    descriptor(fd);
    value(() => sync.fstatSync(fd, options), cb);
  }
  function fsync(fd, callback = nothing) {
    descriptor(fd);
    done(() => sync.fsyncSync(fd), callback);
  }
  function ftruncate(fd, lenOrCallback, callback) {
    const [len, cb] = optional(lenOrCallback, callback, 0);
    fd = descriptor(fd);
    validateUint32(len, "len");
    done(() => fs.truncate(fd, len), cb);
  }
  function futimes(fd, atime, mtime, callback) {
    fd = descriptor(fd);
    atime = time(atime);
    mtime = time(mtime);
    done(() => sync.futimesSync(fd, atime, mtime), callback);
  }
  function glob(pattern, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    value(() => sync.globSync(pattern, options), cb);
  }
  function lchmod(path, mode, callback) {
    parseMode(mode, "mode");
    const url = args.file(path);
    done(() => checkThere(url, "lchmod", false, url.pathname), callback);
  }
  function lchown(path, uid, gid, callback) {
    const url = args.owner(() => args.file(path), uid, gid);
    done(() => checkThere(url, "lchown", false, path.pathname), callback);
  }
  function link(src, dest, callback) {
    const from = toURL(src);
    const to = toURL(dest);
    done(() => sync.linkSync(from, to), callback);
  }
  const statting = (statSync) => (path, optionsOrCallback, callback) => {
    const [options, cb] = optional(optionsOrCallback, callback, { bigint: false });
    args.statOptions(options);
    const file = args.file(path);
    value(() => statSync(file, options), cb);
  };
  const statAny = statting(sync.statSync);
  const lstatAny = statting(sync.lstatSync);
  function lstat(path, optionsOrCallback, callback) {
    lstatAny(path, optionsOrCallback, callback);
  }
  function lutimes(path, atime, mtime, callback) {
    atime = time(atime);
    mtime = time(mtime);
    const url = toURL(path);
    done(() => sync.lutimesSync(url, atime, mtime), callback);
  }
  function mkdir(path, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    const { recursive } = args.mkdirOptions(options);
    const url = toURL(path);
    value(() => sync.mkdirSync(url, { recursive }), cb);
  }
  function mkdtemp(prefix, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    checkEncoding(options);
    value(() => sync.mkdtempSync(prefix, options), cb);
  }
  function open(path, flagsOrCallback = "r", modeOrCallback = 0o666, callback) {
    let cb = callback;
    let [flags, mode] = [flagsOrCallback, modeOrCallback];
    if (isFunction(flags)) [flags, mode, cb] = ["r", 0o666, flags];
    else if (isFunction(mode)) [mode, cb] = [0o666, mode];
    const url = toURL(path);
    mode = parseMode(mode, "mode");
    flags = args.flagsNumber(flags);
    value(() => sync.openSync(url, flags, mode), cb);
  }
  function opendir(path, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    const checked = args.opendirOptions(options);
    const url = toURL(path);
    value(() => sync.opendirSync(url, checked), cb);
  }

  // readTarget finds out where read is to read to, from any of its signatures.
  const readTarget = (bufferOrOptions, offsetOrOptions, lengthOrCallback, position, callback) => {
    if (isFunction(bufferOrOptions)) {
      const buffer = Buffer.alloc(16384);
      return { buffer, offset: 0, length: buffer.byteLength, position: null, callback: bufferOrOptions };
    }
    if (typeof bufferOrOptions === "object" && bufferOrOptions !== null && !isView(bufferOrOptions)) {
      const { buffer = Buffer.alloc(16384), offset = 0, length = buffer.byteLength - offset, position: from = null } = bufferOrOptions;
      if (!isView(buffer)) throw new ERR_INVALID_ARG_TYPE("options.buffer", views, buffer);
      return checkedTarget({ buffer, offset, length, position: from, callback: offsetOrOptions });
    }
    const buffer = bufferOrOptions;
    if (!isView(buffer)) throw new ERR_INVALID_ARG_TYPE("buffer", views, buffer);
    if (isFunction(offsetOrOptions)) return { buffer, offset: 0, length: buffer.byteLength, position: null, callback: offsetOrOptions };
    if (typeof offsetOrOptions === "object" && !(offsetOrOptions instanceof Number)) {
      const { offset = 0, length = buffer.byteLength - offset, position: from = null } = offsetOrOptions;
      return checkedTarget({ buffer, offset, length, position: from, callback: lengthOrCallback });
    }
    const offset = typeof offsetOrOptions === "number" ? offsetOrOptions : 0;
    if (isFunction(lengthOrCallback)) return { buffer, offset, length: buffer.byteLength - offset, position: null, callback: lengthOrCallback };
    validateUint32(position, "position");
    return { buffer, offset, length: lengthOrCallback ?? buffer.byteLength, position, callback };
  };
  const checkedTarget = (target) => {
    validateUint32(target.offset, "options.offset");
    validateUint32(target.length, "options.length");
    validatePosition(target.position, "options.position");
    return target;
  };
  function read(fd, bufferOrOptions, offsetOrOptions, lengthOrCallback, position, callback) {
    const target = readTarget(bufferOrOptions, offsetOrOptions, lengthOrCallback, position, callback);
    const { buffer, offset, length } = target;
    requireCallback(target.callback);
    if (offset < 0 || length < 0 || offset + length > buffer.byteLength) {
      throw new ERR_INVALID_ARG_VALUE("offset", "must be >= 0 and <= buffer.length");
    }
    const count = () => (length === 0 ? 0 : sync.readSync(fd, buffer, { offset, length, position: target.position }));
    answer(() => [count(), buffer], target.callback);
  }
  function readdir(path, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    const checked = args.readdirOptions(options);
    const url = toURL(path);
    value(() => sync.readdirSync(url, checked), cb);
  }
  function readFile(path, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    const checked = checkEncoding(options);
    value(() => sync.readFileSync(path, checked), cb);
  }
  // naming is readlink or realpath.
  const naming = (nameSync, path, optionsOrCallback, callback) => {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    const url = toURL(path);
    const { encoding = "utf8" } = checkEncoding(options);
    value(() => nameSync(url, { encoding }), cb);
  };
  function readlink(path, optionsOrCallback, callback) {
    naming(sync.readlinkSync, path, optionsOrCallback, callback);
  }
  function realpath(path, optionsOrCallback, callback) {
    naming(sync.realpathSync, path, optionsOrCallback, callback);
  }
  realpath.native = realpath;
  const vector = (work, fd, buffers, positionOrCallback, callback) => {
    const [position, cb] = optional(positionOrCallback, callback, null);
    requireCallback(cb);
    validatePosition(position, "position");
    answer(() => [work(fd, buffers, position), buffers], cb);
  };
  function readv(fd, buffers, positionOrCallback, callback) {
    vector(sync.readvSync, fd, buffers, positionOrCallback, callback);
  }
  function rename(oldPath, newPath, callback) {
    const from = toURL(oldPath);
    const to = toURL(newPath);
    done(() => sync.renameSync(from, to), callback);
  }
  function rmdir(path, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    args.rmdirOptions(options);
    const url = toURL(path);
    done(() => sync.rmdirSync(url, options), cb);
  }
  function rm(path, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, {});
    args.rmOptions(options);
    const url = toURL(path);
    done(() => sync.rmSync(url, options), cb);
  }
  function stat(path, optionsOrCallback, callback) {
    statAny(path, optionsOrCallback, callback);
  }
  function statfs(path, optionsOrCallback, callback) {
    const [options, cb] = optional(optionsOrCallback, callback, { bigint: false });
    const url = toURL(path);
    if (options !== undefined) {
      validateObject(options, "options");
      if (options.bigint !== undefined) validateBoolean(options.bigint, "options.bigint");
    }
    value(() => sync.statfsSync(url, options), cb);
  }
  function symlink(target, path, typeOrCallback, callback) {
    const [type, cb] = optional(typeOrCallback, callback, null);
    const to = toURL(target);
    const url = toURL(path);
    if (type !== null && type !== undefined) validateOneOf(type, "type", ["dir", "file", "junction", null]);
    done(() => sync.symlinkSync(to, url, type ?? null), cb);
  }
  function truncate(path, lenOrCallback, callback) {
    const [len, cb] = optional(lenOrCallback, callback, 0);
    const url = toURL(path);
    validateUint32(len, "len");
    done(() => sync.truncateSync(url, len), cb);
  }
  function unlink(path, callback) {
    const url = toURL(path);
    done(() => sync.unlinkSync(url), callback);
  }
  function utimes(path, atime, mtime, callback) {
    atime = time(atime);
    mtime = time(mtime);
    const url = toURL(path);
    done(() => sync.utimesSync(url, atime, mtime), callback);
  }
  function write(fd, buffer, offsetOrCallback, lengthOrCallback, positionOrCallback, callback) {
    const rest = [offsetOrCallback, lengthOrCallback, positionOrCallback];
    for (const one of rest) if (isFunction(one)) callback = one;
    let [offset, length, position] = rest.map((one) => (isFunction(one) ? undefined : one));
    requireCallback(callback);
    // Where a string goes is said as where a buffer goes is, unlike in Node.
    if (typeof buffer === "string") {
      let encoding = "utf8";
      if (typeof length === "string") [encoding, length] = [length, undefined];
      buffer = Buffer.from(buffer, encoding);
    }
    const checked = transfer.writeArguments(fd, buffer, offset, length, position);
    answer(() => [sync.writevSync(checked.fd, checked.buffers, checked.position), buffer], callback);
  }
  function writev(fd, buffers, positionOrCallback, callback) {
    const [, cb] = optional(positionOrCallback, callback, null);
    requireCallback(cb);
    descriptor(fd);
    args.validateBuffers(buffers);
    vector(sync.writevSync, fd, buffers, positionOrCallback, callback);
  }
  function unwatchFile() {
    throw new ERR_UNSUPPORTED_OPERATION();
  }
  function watch() {
    throw new ERR_UNSUPPORTED_OPERATION();
  }
  function watchFile() {
    throw new ERR_UNSUPPORTED_OPERATION();
  }
  return {
    access, appendFile, chmod, chown, close, copyFile, cp, exists, fchmod, fchown, fdatasync, fstat, fsync, ftruncate, futimes, glob, lchmod,
    lchown, link, lstat, lutimes, mkdir, mkdtemp, open, opendir, read, readFile, readdir, readlink, readv, realpath, rename, rm, rmdir, stat,
    statfs, symlink, truncate, unlink, unwatchFile, utimes, watch, watchFile, write, writeFile, writev,
  };
});
