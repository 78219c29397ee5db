// The forms of node:fs that call back or return a promise.
import * as fs from "node:fs";
import * as promises from "node:fs/promises";
import { called, later, of, text } from "./observe";

const none = "/tmp/none";

export const missing = {
  async test() {
    const calls: Record<string, (cb: any) => void> = {
      access: (cb) => fs.access(none, cb), exists: (cb) => fs.exists(none, cb), stat: (cb) => fs.stat(none, cb), lstat: (cb) => fs.lstat(none, cb),
      statQuietly: (cb) => (fs.stat as any)(none, { throwIfNoEntry: false }, cb), open: (cb) => fs.open(none, cb), readFile: (cb) => fs.readFile(none, cb), readdir: (cb) => fs.readdir(none, cb),
      readlink: (cb) => fs.readlink(none, cb), realpath: (cb) => fs.realpath(none, cb), unlink: (cb) => fs.unlink(none, cb), rm: (cb) => fs.rm(none, cb), rmdir: (cb) => fs.rmdir(none, cb),
      chmod: (cb) => fs.chmod(none, 0, cb), chown: (cb) => fs.chown(none, 1, 1, cb), lchown: (cb) => fs.lchown(none, 1, 1, cb), utimes: (cb) => fs.utimes(none, 1, 1, cb),
      lutimes: (cb) => fs.lutimes(none, 1, 1, cb), truncate: (cb) => fs.truncate(none, cb), rename: (cb) => fs.rename(none, "/tmp/x", cb), copyFile: (cb) => fs.copyFile(none, "/tmp/x", cb),
      cp: (cb) => fs.cp(none, "/tmp/x", cb), link: (cb) => fs.link(none, "/tmp/x", cb), opendir: (cb) => fs.opendir(none, cb), fstat: (cb) => fs.fstat(9999, cb), fsync: (cb) => fs.fsync(9999, cb),
      close: (cb) => fs.close(9999, cb), ftruncate: (cb) => fs.ftruncate(9999, cb), futimes: (cb) => fs.futimes(9999, 1, 1, cb), fchmod: (cb) => fs.fchmod(9999, 1, cb), fchown: (cb) => fs.fchown(9999, 1, 1, cb),
    };
    const all: Record<string, unknown> = {};
    for (const [name, call] of Object.entries(calls)) all[name] = await called(call);
    return all;
  },
};

export const done = {
  async test() {
    const calls: ((cb: any) => void)[] = [
      (cb) => fs.mkdir("/tmp/a/b", { recursive: true }, cb), (cb) => fs.mkdir("/tmp/c", cb), (cb) => fs.writeFile("/tmp/f", "x", cb), (cb) => fs.appendFile("/tmp/f", "y", cb), (cb) => fs.symlink("/tmp/f", "/tmp/l", cb),
      (cb) => fs.link("/tmp/f", "/tmp/h", cb), (cb) => fs.copyFile("/tmp/f", "/tmp/g", cb), (cb) => fs.rename("/tmp/g", "/tmp/i", cb), (cb) => fs.readFile("/tmp/i", "utf8", cb), (cb) => fs.readdir("/tmp", cb),
      (cb) => fs.readlink("/tmp/l", cb), (cb) => fs.access("/tmp/f", fs.constants.W_OK, cb), (cb) => fs.exists("/tmp/f", cb), (cb) => fs.truncate("/tmp/f", 1, cb), (cb) => fs.statfs("/", cb), (cb) => fs.cp("/tmp/f", "/tmp/p", cb),
      (cb) => fs.readFile("/tmp/f", "bogus" as any, cb), (cb) => fs.copyFile("/tmp/f", "/tmp/p", 1, cb), (cb) => fs.rm("/tmp/p", cb), (cb) => fs.rmdir("/tmp/c", cb), (cb) => fs.unlink("/tmp/l", cb),
    ];
    const all: unknown[] = [];
    for (const call of calls) all.push(await called(call));
    return [all, text("/tmp/f")];
  },
};

export const withoutCallback = {
  test: () =>
    ["access", "stat", "mkdir", "readFile", "writeFile", "open", "readdir", "rm", "unlink", "chmod", "rename", "mkdtemp", "truncate", "opendir", "watch", "watchFile", "unwatchFile"].map((name) =>
      of(() => (fs as any)[name](none)),
    ),
};

export const order = {
  async test() {
    const seen: string[] = [];
    const answered = new Promise<void>((resolve) => fs.stat("/tmp", () => (seen.push("stat"), resolve())));
    queueMicrotask(() => seen.push("microtask"));
    seen.push("now");
    await answered;
    return seen;
  },
};

export const promised = {
  async test() {
    const p: any = promises;
    return [
      await later(() => p.access(none)), await later(() => p.readFile(none)), await later(() => p.stat(none)), await later(() => p.stat(none, { throwIfNoEntry: false })), await later(() => p.open(none)),
      await later(() => p.mkdir("/tmp/a/b", { recursive: true })), await later(() => p.writeFile("/tmp/f", "x")), await later(() => p.appendFile("/tmp/f", "y")), await later(() => p.readFile("/tmp/f", "utf8")),
      await later(() => p.readdir("/tmp")), await later(() => p.rm("/tmp/f")), await later(() => p.rmdir("/tmp/a")), await later(() => p.rmdir("/tmp/a", {})), await later(() => p.copyFile(none, "/tmp/x")), await later(() => p.cp(none, "/tmp/x")),
      await later(() => p.statfs("/", { bigint: true }).then((all: any) => Object.values(all).map(String))), await later(() => p.truncate(none)), await later(() => p.access(5)), of(() => p.watch()), of(() => new p.FileHandle()),
    ];
  },
};
