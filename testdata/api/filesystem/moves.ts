// Copying, renaming, and the order in which directories are listed after that.
import * as fs from "node:fs";
import { clear, list, of, text, touch } from "./observe";

const after = (fn: () => unknown) => {
  clear();
  touch("a", "b", "c", "d");
  return [of(fn), list()];
};

export const order = {
  test: () => [
    after(() => fs.copyFileSync("/tmp/a", "/tmp/b")), after(() => fs.copyFileSync("/tmp/b", "/tmp/b")), after(() => fs.renameSync("/tmp/a", "/tmp/c")),
    after(() => fs.renameSync("/tmp/d", "/tmp/a")), after(() => fs.renameSync("/tmp/a", "/tmp/e")), after(() => fs.renameSync("/tmp/b", "/tmp/b")),
    after(() => fs.cpSync("/tmp/a", "/tmp/c")), after(() => fs.rmSync("/tmp/b")), after(() => fs.writeFileSync("/tmp/a", "again")),
  ],
};

export const copying = {
  test() {
    touch("f", "g");
    fs.mkdirSync("/tmp/d");
    fs.linkSync("/tmp/g", "/tmp/hard");
    const copy = (from: string, to: string, mode?: any) => of(() => fs.copyFileSync(`/tmp/${from}`, to.startsWith("/") ? to : `/tmp/${to}`, mode));
    return [
      copy("f", "g"), text("/tmp/g"), text("/tmp/hard"), copy("f", "g", 1), copy("f", "d"), copy("d", "e"), copy("d", "f"), copy("none", "g"), copy("none", "none/x"),
      copy("f", "none/x"), copy("f", "f/x"), copy("f", "/bundle/x"), copy("f", "/bundle/index.js"), copy("f", "/dev/null"), copy("f", "g", 2), copy("f", "g", 4), copy("f", "g", 3),
    ];
  },
};

export const renaming = {
  test() {
    touch("f", "g");
    fs.mkdirSync("/tmp/d1/s", { recursive: true });
    fs.mkdirSync("/tmp/d2/s", { recursive: true });
    fs.mkdirSync("/tmp/empty");
    const rename = (from: string, to: string) => of(() => fs.renameSync(from.startsWith("/") ? from : `/tmp/${from}`, to.startsWith("/") ? to : `/tmp/${to}`));
    return [
      rename("f", "g"), text("/tmp/g"), rename("g", "d1"), rename("d1", "g"), rename("d1", "d2"), rename("d1", "d1/s/x"), rename("d1", "d1"), rename("d1/s", "d1"),
      rename("d2", "empty"), rename("d1", "/tmp"), rename("/tmp", "/tmp2"), rename("g", "none/x"), rename("none", "none/x"), rename("none/y", "x"), rename("none", "x"),
      rename("/bundle/index.js", "x"), rename("g", "/bundle/x"), rename("g", "/dev/null"), rename("g", "moved"), fs.readdirSync("/tmp", { recursive: true }),
    ];
  },
};

export const trees = {
  test() {
    fs.mkdirSync("/tmp/from/sub", { recursive: true });
    touch("from/one", "from/sub/two", "file");
    fs.symlinkSync("/tmp/file", "/tmp/from/link");
    fs.symlinkSync("/tmp/none", "/tmp/broken");
    const cp = (from: string, to: string, options?: any) => of(() => fs.cpSync(`/tmp/${from}`, to.startsWith("/") ? to : `/tmp/${to}`, options));
    const recursive = true;
    return [
      cp("from", "to"), cp("from", "to", { recursive }), fs.readdirSync("/tmp/to", { recursive }), fs.lstatSync("/tmp/to/link").isSymbolicLink(),
      cp("from", "to", { recursive, force: false, errorOnExist: true }), cp("from", "to", { recursive, force: false }), cp("from", "to", { recursive, dereference: true }),
      cp("from", "from", { recursive }), cp("from", "from/sub/x", { recursive }), cp("from", "file", { recursive }), cp("from", "from/link", { recursive }), cp("file", "from"),
      cp("none", "x"), cp("file", "/bundle/x"), cp("file", "deep/er/x"), text("/tmp/deep/er/x"), cp("file", "to/one", { force: false, errorOnExist: true }), cp("file", "to/one", { force: false }),
      text("/tmp/to/one"), cp("broken", "copied"), of(() => fs.readlinkSync("/tmp/copied")), cp("broken", "copied", { dereference: true }), cp("file", "x", { filter: () => true }),
      cp("file", "x", { filter: 5 }), cp("file", "x", { mode: 4 }), cp("file", "x", { mode: "x" }), cp("file", "x", { force: 1 }), cp("file", "x", 5), list(),
    ];
  },
};
