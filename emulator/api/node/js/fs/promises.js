// node:fs/promises: the functions of node:fs that return promises.
// flag: enable_nodejs_fs_module
// exports: FileHandle access appendFile chmod chown constants copyFile cp glob lchmod lchown link lstat lutimes mkdir mkdtemp open opendir
// exports: readFile readdir readlink realpath rename rm rmdir stat statfs symlink truncate unlink utimes watch writeFile
(function (host, use) {
  "use strict";
  const sync = use("node:internal/fs/sync");
  const constants = use("node:internal/fs/constants");
  const { generate } = use("node:internal/fs/generator");
  const { FileHandle, open: openHandle } = use("node:internal/fs/file_handle");
  // attempt makes a promise of what work returns or throws; nothing drops the result.
  const attempt = (work) => new Promise((resolve) => resolve(work()));
  const nothing = (work) => attempt(() => {
    work();
  });

  return {
    FileHandle,
    access: function access(path, mode = constants.F_OK) { return nothing(() => sync.accessSync(path, mode)) },
    appendFile: function appendFile(path, data, options = {}) { return nothing(() => sync.appendFileSync(path, data, options)) },
    chmod: function chmod(path, mode) { return nothing(() => sync.chmodSync(path, mode)) },
    chown: function chown(path, uid, gid) { return nothing(() => sync.chownSync(path, uid, gid)) },
    constants,
    copyFile: function copyFile(src, dest, mode) { return nothing(() => sync.copyFileSync(src, dest, mode)) },
    cp: function cp(src, dest, options) { return nothing(() => sync.cpSync(src, dest, options)) },
    glob: function glob(pattern, options = {}) {
      let found;
      return generate(() => (found ??= sync.globSync(pattern, options)).shift());
    },
    lchmod: function lchmod(path, mode) { return nothing(() => sync.lchmodSync(path, mode)) },
    lchown: function lchown(path, uid, gid) { return nothing(() => sync.lchownSync(path, uid, gid)) },
    link: function link(existingPath, newPath) { return nothing(() => sync.linkSync(existingPath, newPath)) },
    lstat: function lstat(path, options = {}) { return attempt(() => sync.lstatSync(path, options)) },
    lutimes: function lutimes(path, atime, mtime) { return nothing(() => sync.lutimesSync(path, atime, mtime)) },
    mkdir: function mkdir(path, options = {}) { return attempt(() => sync.mkdirSync(path, options)) },
    mkdtemp: function mkdtemp(prefix, options = {}) { return attempt(() => sync.mkdtempSync(prefix, options)) },
    open: function open(path, flags, mode) { return attempt(() => openHandle(sync.openSync(path, flags, mode))) },
    opendir: function opendir(path, options = {}) { return attempt(() => sync.opendirSync(path, options)) },
    readFile: function readFile(path, options = {}) { return attempt(() => sync.readFileSync(path, options)) },
    readdir: function readdir(path, options = {}) { return attempt(() => sync.readdirSync(path, options)) },
    readlink: function readlink(path, options = {}) { return attempt(() => sync.readlinkSync(path, options)) },
    realpath: function realpath(path, options = {}) { return attempt(() => sync.realpathSync(path, options)) },
    rename: function rename(oldPath, newPath) { return nothing(() => sync.renameSync(oldPath, newPath)) },
    rm: function rm(path, options = {}) { return nothing(() => sync.rmSync(path, options)) },
    rmdir: function rmdir(path, options) { return nothing(() => sync.rmdirSync(path, options)) },
    stat: function stat(path, options = {}) { return attempt(() => sync.statSync(path, options)) },
    statfs: function statfs(path, options = {}) { return attempt(() => sync.statfsSync(path, options)) },
    symlink: function symlink(target, path, type = null) { return nothing(() => sync.symlinkSync(target, path, type)) },
    truncate: function truncate(path, len = 0) { return nothing(() => sync.truncateSync(path, len)) },
    unlink: function unlink(path) { return nothing(() => sync.unlinkSync(path)) },
    utimes: function utimes(path, atime, mtime) { return nothing(() => sync.utimesSync(path, atime, mtime)) },
    watch: function watch() { throw new Error("Not implemented") },
    writeFile: function writeFile(path, data, options = {}) { return nothing(() => sync.writeFileSync(path, data, options)) },
  };
});
