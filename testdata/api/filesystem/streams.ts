// Streams of files.
import * as fs from "node:fs";
import { open } from "node:fs/promises";
import { later, text } from "./observe";

// events are those of a stream until it is closed; descriptors differ from run to run.
const events = (stream: any) =>
  new Promise<unknown[]>((resolve) => {
    const all: unknown[] = [];
    for (const name of ["open", "ready", "data", "end", "finish", "error", "close"]) {
      stream.on(name, (arg: unknown) => {
        all.push(arg === undefined ? name : `${name} ${typeof arg === "number" ? "n" : arg}`);
        if (name === "close") resolve(all);
      });
    }
  });

export const reading = {
  async test() {
    fs.writeFileSync("/tmp/file", "0123456789");
    const read = async (options?: any, path = "/tmp/file") => {
      const stream = fs.createReadStream(path, options);
      const seen = await events(stream);
      return [seen, stream.bytesRead, stream.pending, (stream as any).flags, stream.path, (stream as any).start, String((stream as any).end), (stream as any).autoClose];
    };
    return [
      await read(), await read({ start: 2, end: 5 }), await read({ highWaterMark: 4 }), await read({ encoding: "hex" }), await read("utf8"), await read({ start: 20 }), await read({}, "/tmp/none"), await read({}, "/tmp"),
      await read({ emitClose: true, flags: "r+" }),
    ];
  },
};

export const writing = {
  async test() {
    const write = async (options?: any, path = "/tmp/file") => {
      fs.writeFileSync("/tmp/file", "original");
      const stream = fs.createWriteStream(path, options);
      const seen = events(stream);
      stream.write("ab");
      stream.write(Buffer.from("cd"));
      stream.end("e");
      return [await seen, stream.bytesWritten, stream.path, text()];
    };
    return [
      await write(), await write({ flags: "a" }), await write({ flags: "r+" }), await write({ flags: "r+", start: 3 }), await write({ flags: "wx" }), await write("latin1"), await write({ flush: true }), await write({}, "/tmp/none/x"),
      await write({}, "/bundle/x"), await write({}, "/dev/full"),
    ];
  },
};

export const ownFunctions = {
  async test() {
    const calls: string[] = [];
    const log = (name: string) => (...args: any[]) => {
      calls.push(`${name} ${args.length}`);
      return (fs as any)[name](...args);
    };
    fs.writeFileSync("/tmp/file", "content");
    const functions = Object.fromEntries(["open", "close", "read", "write", "writev", "fsync"].map((name) => [name, log(name)]));
    const read = await events(fs.createReadStream("/tmp/file", { fs: functions as any }));
    const stream = fs.createWriteStream("/tmp/file", { fs: functions as any, flush: true });
    const written = events(stream);
    stream.end("new");
    return [read, await written, calls, text()];
  },
};

export const ofHandles = {
  async test() {
    fs.writeFileSync("/tmp/file", "0123456789");
    const handle = await open("/tmp/file", "r+");
    const chunks: string[] = [];
    for await (const chunk of handle.createReadStream({ encoding: "utf8", start: 2 })) chunks.push(chunk);
    const other = await open("/tmp/file", "r");
    const bytes = await new Response(other.readableWebStream() as any).text();
    const third = await open("/tmp/file", "r+");
    const stream = third.createWriteStream({ start: 1 });
    const seen = events(stream);
    stream.end("XX");
    return [chunks, handle.fd, bytes, other.fd, await seen, third.fd, text(), await later(() => handle.read())];
  },
};

export const closing = {
  async test() {
    fs.writeFileSync("/tmp/file", "0123456789");
    const closed = fs.createReadStream("/tmp/file");
    const seen = events(closed);
    closed.close();
    const aborted = new AbortController();
    const stream = fs.createReadStream("/tmp/file", { signal: aborted.signal });
    const failed = events(stream);
    aborted.abort();
    const writer = fs.createWriteStream("/tmp/file", { flags: "r+" });
    const written = events(writer);
    writer.write("ab");
    await new Promise<void>((resolve) => writer.close(() => resolve()));
    return [await seen, closed.destroyed, await failed, await written, text()];
  },
};
