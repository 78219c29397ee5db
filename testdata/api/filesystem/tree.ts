// Directories, links and names.
import * as fs from "node:fs";
import { glob, opendir } from "node:fs/promises";
import { called, later, list, of, text, touch } from "./observe";

export const directories = {
  test() {
    touch("file");
    const make = (path: string, options?: any) => of(() => fs.mkdirSync(path, options));
    const recursive = true;
    return [
      make("/tmp/a/b/c", { recursive }), make("/tmp/a/b/c", { recursive }), make("/tmp/a"), make("/tmp/one", { recursive }), make("/tmp/two", 0o700), make("/tmp/file"), make("/tmp/file/x"),
      make("/tmp/file/x", { recursive }), make("/tmp/none/x"), make("/bundle/x"), make("/x"), make("/x/y", { recursive }), make("/tmp/slash/"), make("/tmp/slash/", { recursive }),
      make("/tmp/x", { recursive: 1 }), make("/tmp/x", "9"), of(() => fs.mkdtempSync("/tmp/")), of(() => fs.mkdtempSync("/none/x")),
      of(() => fs.mkdtempSync("/tmp/made-").replace(/\d+$/, "N")), list().replace(/made-\d+/, "made-N"),
    ];
  },
};

export const removing = {
  test() {
    touch("file");
    fs.mkdirSync("/tmp/full/sub", { recursive: true });
    const rm = (path: string, options?: any) => of(() => fs.rmSync(path, options));
    const rmdir = (path: string, options?: any) => of(() => fs.rmdirSync(path, options));
    const unlink = (path: string) => of(() => fs.unlinkSync(path));
    return [
      [rm("/tmp/full"), rm("/tmp/none"), rm("/tmp/none/x"), rm("/tmp/file/x"), rm("/bundle/index.js"), rm("/tmp", { recursive: true }), rm("/"), rm("/tmp/x", { force: 1 }), rm("/tmp/x", 5)],
      [rmdir("/tmp/full"), rmdir("/tmp/file"), rmdir("/tmp/none"), rmdir("/dev/null"), rmdir("/tmp/full/sub"), rmdir("/tmp/x", { retryDelay: -1 })],
      [unlink("/tmp/full"), unlink("/tmp/none"), unlink("/tmp/file/x"), unlink("/bundle/index.js"), unlink("/tmp/file"), rm("/tmp/full", { recursive: true }), list()],
    ];
  },
};

export const links = {
  test() {
    touch("file");
    fs.mkdirSync("/tmp/dir");
    touch("dir/in");
    const link = (target: string, path: string, type?: any) => of(() => fs.symlinkSync(target, path, type));
    const made = [
      link("/tmp/file", "/tmp/link"), link("/tmp/dir", "/tmp/dirlink"), link("/tmp/none", "/tmp/broken"), link("file", "/tmp/relative"), link("/tmp/l1", "/tmp/l2"), link("/tmp/l2", "/tmp/l1"),
      link("/tmp/file", "/tmp/file"), link("/tmp/file", "/tmp/none/x"), link("/tmp/file", "/bundle/x"), link("/tmp/file", "/tmp/x", "bogus"),
    ];
    const all = ["link", "dirlink", "broken", "relative", "l1", "file", "nothing"].map((name) => {
      const path = `/tmp/${name}`;
      return [
        text(path), of(() => fs.statSync(path).mode), of(() => fs.lstatSync(path).mode), of(() => fs.readlinkSync(path)), of(() => fs.realpathSync(path)), of(() => fs.readdirSync(path)),
        fs.existsSync(path),
      ];
    });
    const written = [of(() => fs.writeFileSync("/tmp/broken", "x")), of(() => fs.openSync("/tmp/broken", "w")), of(() => fs.openSync("/tmp/l1", "r")), of(() => fs.unlinkSync("/tmp/dirlink")),
      of(() => fs.unlinkSync("/tmp/link")), of(() => fs.realpathSync("/tmp/dirlink/in")), text("/tmp/dirlink/in"), of(() => fs.copyFileSync("/tmp/file", "/tmp/broken")),
      of(() => fs.lstatSync("/tmp/broken").mode), of(() => fs.renameSync("/tmp/relative", "/tmp/renamed")), of(() => fs.readdirSync("/tmp", { recursive: true }))];
    return [made, all, written];
  },
};

export const hardLinks = {
  test() {
    touch("file");
    const link = (from: string, to: string) => of(() => fs.linkSync(from, to));
    const made = [
      link("/tmp/file", "/tmp/hard"), link("/tmp/file", "/tmp/hard"), link("/tmp/none", "/tmp/x"), link("/tmp", "/tmp/x"), link("/tmp/file", "/tmp/none/x"), link("/tmp/file", "/bundle/x"),
      link("/tmp/file", "/tmp/file/x"), link("/dev/null", "/tmp/null"), link("/bundle/index.js", "/tmp/main"),
    ];
    fs.writeFileSync("/tmp/hard", "both");
    fs.unlinkSync("/tmp/file");
    return [made, text("/tmp/hard"), fs.statSync("/tmp/hard").nlink, fs.statSync("/tmp/null").mode, of(() => fs.writeFileSync("/tmp/main", "x"))];
  },
};

export const names = {
  test() {
    process.chdir("/tmp");
    const write = ["a b", "é", "c%20d", "q?x", "h#y", "x//y", "sl%2fash", "%41", "per%cent", "t~^|`{}[]", "dots..", ".hidden", "..", "nul\0", "", "."].map((name) => of(() => fs.writeFileSync(name, name)));
    const paths: any[] = [Buffer.from("/tmp/a b"), new URL("file:///tmp/a%20b"), "file:///tmp/x", new URL("http://x/tmp"), new URL("file://host/tmp"), "//tmp/a b", "/tmp/../tmp/./a b", 5, null, {}, ["/tmp"]];
    return [write, list(), paths.map((path) => of(() => fs.readFileSync(path, "utf8"))), of(() => fs.statSync("/tmp/" + "a".repeat(4096))), of(() => fs.statSync("/a".repeat(49)))];
  },
};

export const listing = {
  async test() {
    fs.mkdirSync("/tmp/d/e", { recursive: true });
    touch("f", "d/g");
    const entry = (e: any) => [e.name, e.parentPath, e.isFile(), e.isDirectory(), e.isCharacterDevice(), e.isSymbolicLink()];
    const kinds = (path: string, recursive?: boolean) => fs.readdirSync(path, { withFileTypes: true, recursive }).map(entry);
    const dir = fs.opendirSync("/tmp");
    const steps = [dir.path, dir.readSync()?.name, (await dir.read())?.name, dir.readSync(), of(() => dir.closeSync()), of(() => dir.closeSync()), await later(() => dir.read()), await called((cb) => dir.read(cb as any))];
    const walked: string[] = [];
    for await (const e of await opendir("/tmp", { recursive: true })) walked.push(e.name);
    return [
      kinds("/"), kinds("/dev"), kinds("/tmp", true), steps, walked, of(() => fs.readdirSync("/tmp/f")), of(() => fs.readdirSync("/tmp/none")), of(() => fs.opendirSync("/tmp/f")),
      of(() => new (fs.Dir as any)()), of(() => fs.opendirSync("/tmp", { bufferSize: -1 })), of(() => fs.readdirSync("/tmp", { recursive: 1 } as any)),
    ];
  },
};

export const globs = {
  async test() {
    fs.mkdirSync("/tmp/src/lib/deep", { recursive: true });
    touch("src/a.js", "src/b.ts", "src/.hidden.js", "src/lib/c.js", "src/lib/deep/d.js", "src/lib/[x].js");
    const cwd = "/tmp/src";
    const find = (pattern: any, options: any = {}) => of(() => fs.globSync(pattern, { cwd, ...options }));
    const all: string[] = [];
    for await (const path of glob("**/*.js", { cwd })) all.push(path as string);
    return [
      ["*", "*.js", "**", "**/*.js", "**/deep/**", "lib/*", "./lib/c.js", "lib/../*.ts", "../src/a.js", "{a,b}.*", "{a}.js", "?.js", "[ab].??", "[!a].ts", "@(a|b).js", "!(a).js", "+(a|b).ts", "*(x)a.js", "lib/\\[x\\].js",
        "/tmp/src/*", "none/*", "", ["*.ts", "*.js", "a.js"]].map((pattern) => find(pattern)),
      find("**/*.js", { exclude: ["lib/**"] }), find("**/*.js", { exclude: (path: string) => path.includes("deep") }), find("*", { cwd: new URL("file:///tmp/src/lib") }), find("*", { cwd: 5 }),
      of(() => fs.globSync("*", { cwd, withFileTypes: true }).map((e) => [e.name, e.parentPath, e.isFile()])), of(() => fs.globSync("*", null as any)), all, await called((cb) => fs.glob("*.ts", { cwd }, cb as any)),
    ];
  },
};
