// node:internal/fs/stats: what stat gives.
(function (host, use) {
  "use strict";
  const { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } = use("node:internal/fs/constants");
  const badge = {};
  const kinds = { file: S_IFREG, directory: S_IFDIR, symlink: S_IFLNK };
  const modeOf = (stat) => (stat.device ? S_IFCHR : kinds[stat.type]) | (stat.writable ? 0o666 : 0o444);

  // Only these are facts; the file system has none of the others.
  class Stats {
    dev; ino; mode; nlink; uid; gid; rdev; size; blksize; blocks; atimeMs; mtimeMs; ctimeMs; birthtimeMs;
    atimeNs; mtimeNs; ctimeNs; birthtimeNs; atime; mtime; ctime; birthtime;
    constructor(given, stat, options) {
      if (given !== badge) throw new TypeError("Illegal constructor");
      const numberOf = options.bigint ? BigInt : Number;
      for (const name of ["ino", "uid", "gid", "rdev", "blksize", "blocks"]) this[name] = numberOf(0);
      this.nlink = numberOf(1);
      this.dev = numberOf(stat.device);
      this.size = numberOf(stat.size);
      this.mode = numberOf(modeOf(stat));
      const times = { atime: 0, mtime: stat.modified, ctime: stat.modified, birthtime: 0 };
      for (const [name, milliseconds] of Object.entries(times)) {
        this[`${name}Ms`] = numberOf(milliseconds);
        if (options.bigint) this[`${name}Ns`] = BigInt(milliseconds) * 1000000n;
        this[name] = new Date(milliseconds);
      }
    }
    isBlockDevice() { return isKind(this, S_IFBLK) }
    isCharacterDevice() { return isKind(this, S_IFCHR) }
    isDirectory() { return isKind(this, S_IFDIR) }
    isFIFO() { return isKind(this, S_IFIFO) }
    isFile() { return isKind(this, S_IFREG) }
    isSocket() { return isKind(this, S_IFSOCK) }
    isSymbolicLink() { return isKind(this, S_IFLNK) }
  }
  const isKind = (stats, kind) => (Number(stats.mode) & S_IFMT) === kind;

  return { Stats, makeStats: (stat, options) => new Stats(badge, stat, options) };
});
