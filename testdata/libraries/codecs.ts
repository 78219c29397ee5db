import { pack, unpack, Packr, Unpackr, addExtension } from "msgpackr";
import { encode, decode, Encoder, Tag } from "cbor-x";
import protobuf from "protobufjs";

const value = { a: [1, -1, 2 ** 40, 1.5, NaN], b: "é😀", c: Uint8Array.of(1, 2, 3), d: new Date(5000), e: null, f: undefined, g: { h: true }, big: 12345678901234567890n };
const hex = (b: Uint8Array) => [...b].map((x) => x.toString(16).padStart(2, "0")).join("");

class Point { constructor(readonly x = 0, readonly y = 0) {} }
addExtension({ Class: Point, type: 11, pack: (p: Point) => pack([p.x, p.y]), unpack: (b: Uint8Array) => new Point(...(unpack(b) as [number, number])) } as any);

export const msgpack = {
  test() {
    const structures: any[] = [];
    const records = new Packr({ structures });
    const many = Array.from({ length: 20 }, (_, n) => ({ id: n, name: "n" + n, ok: n % 2 === 0 }));
    const clones = new Packr({ structuredClone: true });
    const loop: any = { set: new Set([1]), map: new Map([[1, 2]]), e: new RangeError("r"), re: /x/g };
    loop.self = loop;
    const back = clones.unpack(clones.pack(loop));
    return { bytes: hex(pack({ a: 1, b: [true, null, "x"], c: -129 })), back: unpack(pack(value)), records: records.unpack(records.pack(many)).length, size: records.pack(many).length, structures, looped: back.self === back, kinds: [back.set, back.map, back.e, back.re], point: unpack(pack({ p: new Point(3, 4) })), many: new Unpackr().unpackMultiple(Buffer.concat([pack(1), pack("two")]) as any) };
  },
};
export const cbor = {
  test() {
    const records = new Encoder({ useRecords: true, structures: [] });
    const list = Array.from({ length: 5 }, (_, n) => ({ n, t: "x" + n }));
    return { bytes: hex(encode({ a: 1, b: [true, null, "x"], c: -129, d: 1.1 })), back: decode(encode(value)), tag: hex(encode(new Tag("x", 40000))), records: records.decode(records.encode(list)), map: decode(encode(new Map<any, any>([[1, "a"], [{ k: 1 }, 2]]))), set: decode(encode(new Set([1, "b"]))) };
  },
};
export const protobufs = {
  test() {
    const root = protobuf.parse(`syntax = "proto3"; package p; enum Kind { NONE = 0; SOME = 1; }
      message Inner { string s = 1; repeated sint32 ns = 2; }
      message Outer { int64 id = 1; double d = 2; bytes raw = 3; Kind kind = 4; map<string, Inner> by = 5; oneof choice { string a = 6; uint32 b = 7; } bool ok = 8; }`).root;
    const Outer = root.lookupType("p.Outer");
    const message = Outer.fromObject({ id: 300, d: 0.5, raw: "AQID", kind: "SOME", by: { k: { s: "é", ns: [-1, 2, -300] } }, b: 7, ok: true });
    const bytes = Outer.encode(message).finish();
    return { bytes: hex(bytes), back: Outer.toObject(Outer.decode(bytes), { longs: Number, enums: String, bytes: String, oneofs: true }), wrong: Outer.verify({ kind: "x", d: "y" }), json: Outer.decode(bytes).toJSON(), broken: (() => { try { Outer.decode(bytes.slice(0, 5)); } catch (e: any) { return [e.constructor.name, e.message]; } })() };
  },
};
