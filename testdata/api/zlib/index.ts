// node:zlib: what the functions give and refuse, and how the streams go on and end.
import zlib from "node:zlib";
import { Buffer } from "node:buffer";
import { serve } from "../entry";

const { constants } = zlib;
const text = "one fish, two fish, red fish, blue fish; ".repeat(40);
const hex = (data: any) => (Buffer.isBuffer(data) ? data.toString("hex") : String(data));
const failure = (fn: () => unknown) => {
  try {
    return hex(fn());
  } catch (error: any) {
    return [error.name, error.code, error.message];
  }
};
const called = (fn: (callback: (error: any, data: any) => void) => void) =>
  new Promise((resolve) => {
    try {
      fn((error, data) => resolve(error ? ["called", error.name, error.code, error.errno, error.message] : hex(data)));
    } catch (error: any) {
      resolve(["thrown", error.name, error.code, error.message]);
    }
  });
// played is what comes of writing chunks to a stream.
const played = (stream: any, ...chunks: any[]) =>
  new Promise((resolve) => {
    const sizes: number[] = [];
    const data: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => (sizes.push(chunk.length), data.push(chunk)));
    stream.on("error", (e: any) => resolve([e.name, e.code, e.errno, e.message, sizes, stream.bytesWritten]));
    stream.on("end", () => resolve(["end", sizes, zlib.crc32(Buffer.concat(data)), stream.bytesWritten]));
    for (const chunk of chunks) stream.write(chunk);
    stream.end();
  });

const gzip = zlib.gzipSync("hello");
const brotli = zlib.brotliCompressSync(text);
const spoiled = (data: Buffer, at: number) => {
  const copy = Buffer.from(data);
  copy[copy.length + at] ^= 1;
  return copy;
};

export const names = { test: () => [Object.keys(zlib), { ...constants }, zlib.codes] };

export const bytes = {
  test: () => ({
    short: zlib.deflateSync("bird bird bird", { windowBits: 11, level: 4 }).toString("hex"),
    gzip: gzip.toString("hex"),
    level0: zlib.deflateRawSync("abc", { level: 0 }).toString("hex"),
    huffman: zlib.crc32(zlib.deflateRawSync(text, { strategy: constants.Z_HUFFMAN_ONLY })),
    rle: zlib.crc32(zlib.deflateRawSync("a".repeat(3000) + text, { strategy: constants.Z_RLE })),
    brotli: [0, 1, 5, 9, 11].map((quality) => zlib.crc32(zlib.brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }))),
    window: zlib.brotliCompressSync("abc", { params: { [constants.BROTLI_PARAM_LGWIN]: 12 } }).toString("hex"),
    zstd: zlib.zstdCompressSync("abc").toString("hex"),
    checksum: zlib.zstdCompressSync("abc", { params: { [constants.ZSTD_c_checksumFlag]: 1 } }).toString("hex"),
    unfinished: zlib.deflateSync("abc", { finishFlush: constants.Z_SYNC_FLUSH }).toString("hex"),
    members: zlib.gunzipSync(Buffer.concat([gzip, gzip, Buffer.alloc(3)])).toString(),
    dictionary: zlib.deflateSync("hello", { dictionary: Buffer.from("hello") }).toString("hex"),
    crc32: [zlib.crc32("hello"), zlib.crc32(Buffer.from("lo"), zlib.crc32("hel"))],
  }),
};

export const errorsOfFunctions = {
  test: () => ({
    data: failure(() => zlib.deflateSync(1 as any)),
    options: failure(() => zlib.gzipSync("a", 7 as any)),
    level: failure(() => zlib.deflateSync("a", { level: 99 })),
    windowBits: failure(() => zlib.deflateSync("a", { windowBits: 3 })),
    gzipWindow: failure(() => zlib.gzipSync("a", { windowBits: 8 })),
    memLevel: failure(() => zlib.deflateSync("a", { memLevel: 33 })),
    strategy: failure(() => zlib.deflateSync("a", { strategy: 33 })),
    dictionary: failure(() => zlib.deflateSync("a", { dictionary: "x" as any })),
    chunkSize: failure(() => zlib.deflateSync("a", { chunkSize: 1 })),
    flush: failure(() => zlib.deflateSync("a", { flush: 9 })),
    finishFlush: failure(() => zlib.deflateSync("a", { finishFlush: 9 })),
    maxOutputLength: failure(() => zlib.inflateSync(zlib.deflateSync(text), { maxOutputLength: 10 })),
    header: failure(() => zlib.inflateSync("nothing")),
    check: failure(() => zlib.gunzipSync(spoiled(gzip, -5))),
    length: failure(() => zlib.gunzipSync(spoiled(gzip, -1))),
    truncated: failure(() => zlib.gunzipSync(gzip.subarray(0, 8))),
    raw: failure(() => zlib.inflateRawSync("abcdef")),
    member: failure(() => zlib.gunzipSync(Buffer.concat([gzip, Buffer.from("1f8bffff", "hex")]))),
    missing: failure(() => zlib.inflateSync(zlib.deflateSync("hello", { dictionary: Buffer.from("hello") }))),
    brotli: failure(() => zlib.brotliDecompressSync("garbage")),
    brotliTruncated: failure(() => zlib.brotliDecompressSync(brotli.subarray(0, 5))),
    brotliParam: failure(() => zlib.brotliCompressSync("a", { params: { 4: 2 } })),
    zstd: failure(() => zlib.zstdDecompressSync("garbage")),
    zstdTruncated: failure(() => zlib.zstdDecompressSync(zlib.zstdCompressSync("abc").subarray(0, 9))),
    zstdChecksum: failure(() => zlib.zstdDecompressSync(spoiled(zlib.zstdCompressSync("abc", { params: { 201: 1 } }), -1))),
    zstdParam: failure(() => zlib.zstdCompressSync("a", { params: { 101: 5 } })),
    zstdUnknown: failure(() => zlib.zstdCompressSync("a", { params: { 999: 5 } })),
    crc32: failure(() => zlib.crc32(1 as any)),
    value: failure(() => zlib.crc32("a", -1)),
  }),
};

export const callbacks = {
  test: async () => ({
    good: await called((callback) => zlib.deflate("abc", callback)),
    data: await called((callback) => zlib.deflate(1 as any, callback)),
    level: await called((callback) => zlib.deflate("a", { level: 33 }, callback)),
    bad: await called((callback) => zlib.gunzip("bad", callback)),
    info: await called((callback) => zlib.gunzip("bad", { info: true } as any, callback)),
    brotli: await called((callback) => zlib.brotliDecompress("bad bad bad", { info: true } as any, callback)),
    large: await called((callback) => zlib.deflate(text, { info: true, maxOutputLength: 3 } as any, callback)),
    none: failure(() => (zlib as any).gzip("abc")),
  }),
};

export const streams = {
  test: async () => ({
    deflate: await played(zlib.createDeflateRaw({ strategy: constants.Z_HUFFMAN_ONLY, chunkSize: 64 }), "abc", text),
    inflate: await played(zlib.createInflate({ chunkSize: 100 }), zlib.deflateSync(text)),
    after: await played(zlib.createInflate(), Buffer.concat([zlib.deflateSync("abc", { strategy: 2 }), Buffer.from("more")])),
    gunzip: await played(zlib.createGunzip(), Buffer.concat([gzip, gzip])),
    unzip: await played(zlib.createUnzip(), gzip.subarray(0, 1), gzip.subarray(1)),
    wrong: await played(zlib.createInflate(), "nothing"),
    truncated: await played(zlib.createGunzip(), gzip.subarray(0, 12)),
    empty: await played(zlib.createGunzip()),
    brotli: await played(zlib.createBrotliCompress({ chunkSize: 64 }), text, "abc"),
    brotliAfter: await played(zlib.createBrotliDecompress({ chunkSize: 1000 }), Buffer.concat([brotli, brotli])),
    brotliWrong: await played(zlib.createBrotliDecompress(), "garbage"),
    zstd: await played(zlib.createZstdDecompress({ chunkSize: 64 }), zlib.zstdCompressSync("abc".repeat(50))),
    zstdWrong: await played(zlib.createZstdDecompress(), "garbage garbage"),
    zstdSize: await played(zlib.createZstdCompress({ pledgedSrcSize: 3 } as any), "abcd"),
  }),
};

export const flushes = {
  test: () =>
    new Promise((resolve) => {
      const stream = zlib.createDeflate({ level: 0 });
      const parts: string[] = [];
      const take = () => parts.push(stream.read()?.toString("hex"));
      stream.write("abc");
      stream.flush(constants.Z_SYNC_FLUSH, () => {
        take();
        stream.write("def");
        stream.flush(() => {
          take();
          stream.params(9, constants.Z_HUFFMAN_ONLY, () => {
            stream.on("end", () => resolve([parts, stream.bytesWritten]));
            stream.end("ghi");
            stream.on("data", (chunk) => parts.push(chunk.toString("hex")));
          });
        });
      });
    }),
};

export const errorsOfStreams = {
  test: () => ({
    windowBits: failure(() => zlib.createGzip({ windowBits: 8 })),
    level: failure(() => zlib.createDeflate({ level: "x" as any })),
    chunkSize: failure(() => zlib.createDeflate({ chunkSize: 3 })),
    infinite: failure(() => zlib.createDeflate({ memLevel: Infinity })),
    flush: failure(() => zlib.createDeflate({ flush: 6 })),
    dictionary: failure(() => zlib.createDeflate({ dictionary: "x" as any })),
    brotliKey: failure(() => zlib.createBrotliCompress({ params: { 1000: 1 } })),
    brotliValue: failure(() => zlib.createBrotliCompress({ params: { 1: "x" as any } })),
    brotliParam: failure(() => zlib.createBrotliCompress({ params: { 4: 2 } })),
    zstdKey: failure(() => zlib.createZstdCompress({ params: { 5000: 1 } })),
    zstdParam: failure(() => zlib.createZstdCompress({ params: { 101: 5 } })),
    params: failure(() => zlib.createDeflate().params(99, 0, () => {})),
  }),
};

export default serve({ names, bytes, errorsOfFunctions, callbacks, streams, flushes, errorsOfStreams });
