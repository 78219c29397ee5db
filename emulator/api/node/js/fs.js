// node:fs: files, of which a Worker has its own in /bundle and, for as long as an event runs, those it writes to /tmp.
// flag: enable_nodejs_fs_module
// exports: Dir Dirent F_OK FileReadStream FileWriteStream R_OK ReadStream Stats W_OK WriteStream X_OK access accessSync appendFile
// exports: appendFileSync chmod chmodSync chown chownSync close closeSync constants copyFile copyFileSync cp cpSync createReadStream
// exports: createWriteStream exists existsSync fchmod fchmodSync fchown fchownSync fdatasync fdatasyncSync fstat fstatSync fsync
// exports: fsyncSync ftruncate ftruncateSync futimes futimesSync glob globSync lchmod lchmodSync lchown lchownSync link linkSync lstat
// exports: lstatSync lutimes lutimesSync mkdir mkdirSync mkdtemp mkdtempSync open openAsBlob openSync opendir opendirSync promises read
// exports: readFile readFileSync readSync readdir readdirSync readlink readlinkSync readv readvSync realpath realpathSync rename
// exports: renameSync rm rmSync rmdir rmdirSync stat statSync statfs statfsSync symlink symlinkSync truncate truncateSync unlink
// exports: unlinkSync unwatchFile utimes utimesSync watch watchFile write writeFile writeFileSync writeSync writev writevSync
(function (host, use) {
  "use strict";
  const constants = use("node:internal/fs/constants");
  const { F_OK, R_OK, W_OK, X_OK } = constants;
  const { Dir, Dirent } = use("node:internal/fs/dir");
  const { Stats } = use("node:internal/fs/stats");
  const { openAsBlob, ...sync } = use("node:internal/fs/sync");
  const fs = {
    constants, F_OK, R_OK, W_OK, X_OK, promises: { ...use("node:fs/promises") }, Dirent, Dir, Stats,
    ...use("node:internal/fs/callback"), ...sync,
  };
  // Most who use files use no streams.
  const lazy = { WriteStream: "WriteStream", ReadStream: "ReadStream", FileWriteStream: "WriteStream", FileReadStream: "ReadStream",
    createReadStream: "createReadStream", createWriteStream: "createWriteStream" };
  for (const [name, from] of Object.entries(lazy)) {
    const define = (value) => Object.defineProperty(fs, name, { value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(fs, name, {
      get: () => define(use("node:internal/fs/streams")[from])[name],
      set: define, enumerable: true, configurable: true,
    });
  }
  return Object.assign(fs, { openAsBlob });
});
