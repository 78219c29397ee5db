// What arguments are refused, and how.
import * as fs from "node:fs";
import { of } from "./observe";

export const refused = {
  test() {
    const f: any = fs;
    const calls: [string, ...any[]][] = [
      ["accessSync"], ["accessSync", "/", -1], ["accessSync", "/", 8], ["accessSync", "/", "r"], ["openSync", "/dev/null", "bogus"], ["openSync", "/dev/null", "r", "abc"], ["openSync", "/dev/null", "r", -1], ["closeSync"],
      ["closeSync", "x"], ["closeSync", -1], ["closeSync", 1.5], ["closeSync", 2 ** 31], ["chmodSync", "/tmp", "x"], ["chmodSync", "/tmp"], ["chownSync", "/tmp", "x", 1], ["chownSync", "/tmp", 1, -2], ["chownSync", "/tmp", 1, 2 ** 32],
      ["statSync", "/", null], ["statSync", "/", { bigint: 1 }], ["statSync", "/", { throwIfNoEntry: 1 }], ["fstatSync", "x"], ["ftruncateSync", 1, "x"], ["ftruncateSync", "x", 1], ["mkdirSync", "/tmp/x", null], ["mkdtempSync"],
      ["readdirSync", "/", { withFileTypes: 1 }], ["readFileSync", "/dev/null", { flag: "x" }], ["readSync", 99], ["readSync", 9999, new Uint8Array(1)], ["readvSync", 0, "x"], ["readvSync", 0, [1]], ["rmSync", "/tmp/x", { maxRetries: -1 }],
      ["rmdirSync", "/tmp/x", null], ["symlinkSync", "a", "/tmp/b", "x"], ["symlinkSync", "a"], ["statfsSync", 5], ["statfsSync", "/", { bigint: 1 }], ["truncateSync", "/tmp/x", "1"], ["unlinkSync"], ["writeSync", "x", "y"], ["writevSync", 1, null],
      ["copyFileSync", "/dev/null", "/tmp/x", 9], ["copyFileSync", "/dev/null"], ["renameSync", "/tmp/x"], ["linkSync", 5, "/tmp/x"], ["opendirSync", "/", "utf8"], ["globSync", 5n], ["createReadStream", "/x", { start: -1 }],
      ["createReadStream", "/x", { start: 5, end: 1 }], ["createReadStream", "/x", { encoding: "bogus" }], ["createReadStream", "/x", 5], ["createReadStream", "/x", { fs: 5 }], ["createReadStream", "/x", { fs: { read: 5 } }],
      ["createReadStream", "/x", { flags: 5 }], ["createReadStream", "/x", { autoClose: 5 }], ["createReadStream", "/x", { signal: 5 }], ["createReadStream", 5], ["createWriteStream", "/x", { flush: 5 }], ["createWriteStream", "/x", { mode: "x" }],
    ];
    return calls.filter(([name]) => name !== "globSync").map(([name, ...args]) => [name, of(() => f[name](...args))]);
  },
};

export const modes = {
  test: () => {
    fs.writeFileSync("/tmp/file", "");
    return ["0", "777", "8", "", 0o777, 4294967295, 4294967296, 1.5, null, undefined, {}].map((mode: any) => of(() => fs.chmodSync("/tmp/file", mode)));
  },
};
