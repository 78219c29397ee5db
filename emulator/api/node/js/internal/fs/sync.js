// node:internal/fs/sync: the functions of node:fs that return at once; the others are made of them.
(function (host, use) {
  "use strict";
  const fs = use("node:internal/fs/host");
  const args = use("node:internal/fs/arguments");
  const transfer = use("node:internal/fs/transfer_arguments");
  const errors = use("node:internal/fs/errors");
  const { Buffer } = use("node:buffer");
  const { Dir, Dirent } = use("node:internal/fs/dir");
  const { makeStats } = use("node:internal/fs/stats");
  const { at, toURL } = use("node:internal/fs/paths");
  const { validateBoolean, validateObject, validateOneOf, validateString } = use("node:internal/validators");
  const { COPYFILE_EXCL, F_OK, O_APPEND, O_CREAT, O_EXCL, O_RDWR, O_TRUNC, O_WRONLY, W_OK, X_OK } = use("node:internal/fs/constants");
  const { descriptor, parseMode, time, validatePosition, validateUint32 } = args;

  const text = (value, encoding) => {
    const bytes = Buffer.from(value);
    return typeof encoding === "string" ? bytes.toString(encoding) : bytes;
  };
  // checkThere is all that chmod and its like do.
  const checkThere = (url, syscall, follow, path) => {
    if (fs.stat(at(url), follow) === undefined) throw errors.missing(syscall, path);
  };
  const statAt = (path, options, syscall, follow) => {
    const { bigint, throwIfNoEntry } = args.statOptions(options);
    const url = args.file(path);
    const stat = fs.stat(at(url), follow);
    if (stat !== undefined) return makeStats(stat, { bigint });
    if (throwIfNoEntry) throw errors.missing(syscall, url.pathname);
    return undefined;
  };
  const milliseconds = (date) => {
    const value = date.getTime();
    if (Number.isNaN(value)) throw new TypeError("The value cannot be converted because it is not a valid Date.");
    return value;
  };
  const encodingOf = (options) => {
    const { encoding = "utf8" } = args.encodingOptions(options);
    args.validateEncoding(encoding);
    return encoding;
  };
  const positionOf = (position) => {
    validatePosition(position, "position");
    if (typeof position !== "bigint") return position;
    if (position < 0n || position >= 1n << 64n) {
      throw new TypeError("The value cannot be converted because it is either negative and this API expects a positive bigint, or the value would be truncated.");
    }
    return Number(position);
  };

  function accessSync(path, mode = F_OK) {
    const url = toURL(path);
    mode = args.accessMode(mode);
    const stat = mode & X_OK ? undefined : fs.stat(at(url), true);
    // Nothing is executable, and everything can be read.
    if (stat === undefined || (mode & W_OK && !stat.writable)) throw errors.missing("access", url.pathname);
  }
  function existsSync(path) {
    try {
      accessSync(path);
      return true;
    } catch {
      return false;
    }
  }
  function writeFileSync(path, data, options = {}) {
    const { path: file, data: bytes, append, exclusive } = transfer.writeFileArguments(path, data, options);
    return fs.writeAll(at(file), bytes, append, exclusive);
  }
  function appendFileSync(path, data, options = {}) {
    if (typeof options === "string" || options === null) options = { encoding: options };
    const { encoding = "utf8", mode = 0o666, flag = "a", flush = false } = options;
    return writeFileSync(path, data, { encoding, mode, flag, flush });
  }
  function chmodSync(path, mode) {
    parseMode(mode, "mode");
    const url = args.file(path);
    checkThere(url, "chmod", true, url.pathname);
  }
  function chownSync(path, uid, gid) {
    const url = args.owner(() => args.file(path), uid, gid);
    checkThere(url, "chown", true, url.pathname);
  }
  function closeSync(fd) {
    fs.close(descriptor(fd));
  }
  function copyFileSync(src, dest, mode = 0) {
    transfer.copyFileMode(mode);
    if (mode & COPYFILE_EXCL && existsSync(dest)) throw errors.exists("copyFile", toURL(dest).pathname);
    fs.copy(at(toURL(src)), at(toURL(dest)));
  }
  function cpSync(src, dest, options = {}) {
    const { dereference, recursive, force, errorOnExist } = transfer.cpOptions(options);
    fs.cp(at(toURL(src)), at(toURL(dest)), dereference, recursive, force, errorOnExist);
  }
  function fchmodSync(fd, mode) {
    fd = descriptor(fd);
    parseMode(mode, "mode");
    fs.stat(fd);
  }
  function fchownSync(fd, uid, gid) {
    fs.stat(at(args.owner(() => args.file(fd), uid, gid)));
  }
  function fdatasyncSync(fd) {
    fs.stat(descriptor(fd));
  }
  function fsyncSync(fd) {
    fs.stat(descriptor(fd));
  }
  function fstatSync(fd, options = {}) {
    const { bigint } = args.statOptions(options);
    return makeStats(fs.stat(descriptor(fd)), { bigint });
  }
  function ftruncateSync(fd, len = 0) {
    validateUint32(len, "len");
    fs.truncate(descriptor(fd), len);
  }
  function futimesSync(fd, atime, mtime) {
    time(atime);
    fs.setModified(descriptor(fd), milliseconds(time(mtime)));
  }
  function lchmodSync(path, mode) {
    parseMode(mode, "mode");
    const url = args.file(path);
    checkThere(url, "lchmod", false, url.pathname);
  }
  function lchownSync(path, uid, gid) {
    checkThere(args.owner(() => args.file(path), uid, gid), "lchown", false, path.pathname);
  }
  function lutimesSync(path, atime, mtime) {
    time(atime);
    mtime = time(mtime);
    fs.setModified(at(toURL(path)), milliseconds(mtime), false);
  }
  function linkSync(existingPath, newPath) {
    fs.link(at(toURL(newPath)), at(toURL(existingPath)), false);
  }
  function lstatSync(path, options = {}) {
    return statAt(path, options, "lstat", false);
  }
  function mkdirSync(path, options = {}) {
    const { recursive } = args.mkdirOptions(options);
    return fs.mkdir(at(toURL(path)), recursive, false);
  }
  function mkdtempSync(prefix, options = {}) {
    const encoding = encodingOf(options);
    const made = fs.mkdir(at(toURL(prefix, encoding)), false, true);
    if (made === undefined) throw errors.invalid("mkdtemp");
    return made;
  }
  function opendirSync(path, options = {}) {
    const { encoding, recursive } = args.opendirOptions(options);
    return new Dir(fs.readdir(at(toURL(path)), recursive), path, { encoding });
  }
  function openSync(path, flags = "r", mode = 0o666) {
    parseMode(mode, "mode", 0o666);
    flags = args.flagsNumber(flags);
    const write = Boolean(flags & (O_WRONLY | O_RDWR));
    const read = !(flags & O_WRONLY) || Boolean(flags & O_RDWR);
    return fs.open(at(toURL(path)), read, write, flags & O_APPEND, flags & O_CREAT, flags & O_EXCL, flags & O_TRUNC);
  }
  function readdirSync(path, options = {}) {
    const { encoding, withFileTypes, recursive } = args.readdirOptions(options);
    const entries = fs.readdir(at(toURL(path)), recursive);
    if (!withFileTypes) return entries.map(({ name }) => text(name, encoding === "buffer" ? null : encoding));
    return entries.map(({ name, type, parentPath }) => new Dirent(encoding === "buffer" ? Buffer.from(name) : name, type, parentPath));
  }
  function readFileSync(path, options = {}) {
    const { encoding = null, flag = "r" } = args.encodingOptions(options);
    args.validateEncoding(encoding, true);
    args.flagsNumber(flag);
    const bytes = fs.readAll(at(args.file(path)));
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (encoding === null) return buffer;
    return buffer.length === 0 ? "" : buffer.toString(encoding);
  }
  function readlinkSync(path, options = {}) {
    const encoding = encodingOf(options);
    return text(fs.readLink(at(toURL(path)), true), encoding);
  }
  function realpathSync(path, options = {}) {
    const encoding = encodingOf(options);
    return text(fs.readLink(at(toURL(path)), false), encoding);
  }
  realpathSync.native = realpathSync;
  function readvSync(fd, buffers, position = null) {
    fd = descriptor(fd);
    args.validateBuffers(buffers);
    position = positionOf(position);
    return buffers.length === 0 ? 0 : fs.read(fd, buffers, position);
  }
  function readSync(fd, buffer, offsetOrOptions = {}, length, position = null) {
    const read = transfer.readArguments(fd, buffer, offsetOrOptions, length, position);
    return read.length === 0 || buffer.byteLength === 0 ? 0 : readvSync(read.fd, read.buffers, read.position);
  }
  function renameSync(src, dest) {
    fs.rename(at(toURL(src)), at(toURL(dest)));
  }
  function rmdirSync(path, options = {}) {
    const { recursive } = args.rmdirOptions(options);
    fs.rm(at(toURL(path)), recursive, true);
  }
  function rmSync(path, options = {}) {
    const { recursive } = args.rmOptions(options);
    fs.rm(at(toURL(path)), recursive, false);
  }
  function statSync(path, options = {}) {
    return statAt(path, options, "stat", true);
  }
  // statfsSync knows nothing of the file system, nor of the path.
  function statfsSync(path, options = {}) {
    toURL(path);
    validateObject(options, "options");
    const { bigint = false } = options;
    validateBoolean(bigint, "options.bigint");
    const names = ["type", "bsize", "blocks", "bfree", "bavail", "files", "ffree"];
    return Object.fromEntries(names.map((name) => [name, bigint ? 0n : 0]));
  }
  function symlinkSync(target, path, type = null) {
    validateOneOf(type, "type", ["dir", "file", "junction", null]);
    fs.link(at(toURL(path)), at(toURL(target)), true);
  }
  function truncateSync(path, len = 0) {
    validateUint32(len, "len");
    fs.truncate(at(toURL(path)), len);
  }
  function unlinkSync(path) {
    fs.unlink(at(toURL(path)));
  }
  function utimesSync(path, atime, mtime) {
    time(atime);
    mtime = time(mtime);
    fs.setModified(at(toURL(path)), milliseconds(mtime), true);
  }
  function writevSync(fd, buffers, position = null) {
    fd = descriptor(fd);
    args.validateBuffers(buffers);
    position = positionOf(position);
    return buffers.length === 0 ? 0 : fs.write(fd, buffers, position);
  }
  function writeSync(fd, buffer, offsetOrOptions = null, length, position) {
    const write = transfer.writeArguments(fd, buffer, offsetOrOptions, length, position);
    return writevSync(write.fd, write.buffers, write.position);
  }
  function globSync(pattern, options = {}) {
    return use("node:internal/fs/glob").globSync(pattern, options);
  }
  function openAsBlob(path, options = {}) {
    const url = toURL(path);
    validateObject(options, "options");
    const { type = "" } = options;
    validateString(type, "options.type");
    return new Blob([fs.blobBytes(at(url))], { type });
  }

  return {
    accessSync, existsSync, appendFileSync, chmodSync, chownSync, closeSync, copyFileSync, cpSync, fchmodSync, fchownSync, fdatasyncSync,
    fstatSync, fsyncSync, ftruncateSync, futimesSync, globSync, lchmodSync, lchownSync, lutimesSync, linkSync, lstatSync, mkdirSync,
    mkdtempSync, opendirSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, readvSync, realpathSync, renameSync, rmdirSync,
    rmSync, statSync, statfsSync, symlinkSync, truncateSync, unlinkSync, utimesSync, writeFileSync, writeSync, writevSync, openAsBlob,
  };
});
