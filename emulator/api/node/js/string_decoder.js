// node:string_decoder: text of bytes that come in parts.
// exports: StringDecoder
(function (host, use) {
  "use strict";
  const { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_UNKNOWN_ENCODING } = use("node:internal/errors");
  const { normalizeEncoding } = use("node:internal/encodings");
  const { Buffer } = use("node:buffer");

  // Each state has the bytes of an unfinished character and how many are missing.
  const states = new WeakMap();
  const stateOf = (decoder) => {
    const state = states.get(decoder);
    if (state === undefined) throw new ERR_INVALID_THIS("StringDecoder");
    return state;
  };

  function StringDecoder(encoding = "utf8") {
    const name = normalizeEncoding(encoding);
    if (name === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    states.set(this, { pending: Buffer.alloc(0), missing: 0 });
    this.encoding = name;
  }

  // unfinished says how many bytes at the end begin something, and how many that still lacks.
  const unfinished = {
    utf8(bytes) {
      for (let back = 1; back <= Math.min(3, bytes.length); back++) {
        const byte = bytes[bytes.length - back];
        if ((byte & 0xc0) === 0x80) continue;
        const total = byte >= 0xf0 && byte <= 0xf4 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
        if (total <= back || !begins(bytes.subarray(bytes.length - back))) return [0, 0];
        return [back, total - back];
      }
      return [0, 0];
    },
    utf16le(bytes) {
      if (bytes.length % 2 === 1) return [1, 1];
      const high = bytes[bytes.length - 1];
      return high >= 0xd8 && high <= 0xdb ? [2, 2] : [0, 0];
    },
    base64: (bytes) => (bytes.length % 3 === 0 ? [0, 0] : [bytes.length % 3, 3 - (bytes.length % 3)]),
  };
  unfinished.base64url = unfinished.base64;

  // begins reports whether the second byte can follow the first.
  const begins = ([first, second]) => {
    if (second === undefined) return true;
    if (first === 0xe0) return second >= 0xa0;
    if (first === 0xed) return second < 0xa0;
    if (first === 0xf0) return second >= 0x90;
    if (first === 0xf4) return second < 0x90;
    return true;
  };

  const take = (decoder, bytes) => {
    const state = stateOf(decoder);
    const find = unfinished[decoder.encoding];
    if (find === undefined) return bytes.toString(decoder.encoding);
    const all = state.pending.length > 0 ? Buffer.concat([state.pending, bytes]) : bytes;
    const [tail, missing] = find(all);
    // A surrogate that is cut in its second half is kept whole.
    const odd = decoder.encoding === "utf16le" && tail === 1 && all.length >= 3 && all[all.length - 2] >= 0xd8 && all[all.length - 2] <= 0xdb;
    const kept = odd ? 3 : tail;
    state.pending = Buffer.from(all.subarray(all.length - kept));
    state.missing = kept === 0 ? 0 : missing;
    return all.subarray(0, all.length - kept).toString(decoder.encoding);
  };

  StringDecoder.prototype.write = function write(buf) {
    stateOf(this);
    if (typeof buf === "string") return buf;
    if (!ArrayBuffer.isView(buf)) throw new ERR_INVALID_ARG_TYPE("buf", ["Buffer", "TypedArray", "DataView", "string"], buf);
    return take(this, Buffer.from(buf.buffer, buf.byteOffset, buf.byteLength));
  };
  StringDecoder.prototype.end = function end(buf) {
    const state = stateOf(this);
    let text = buf === undefined ? "" : this.write(buf);
    if (state.pending.length > 0) {
      const rest = this.encoding === "utf16le" ? state.pending.subarray(0, state.pending.length & ~1) : state.pending;
      text += rest.toString(this.encoding);
    }
    state.pending = Buffer.alloc(0);
    state.missing = 0;
    return text;
  };
  StringDecoder.prototype.text = function text(buf, offset) {
    const state = stateOf(this);
    state.pending = Buffer.alloc(0);
    state.missing = 0;
    return this.write(buf.slice(offset));
  };
  Object.defineProperties(StringDecoder.prototype, {
    lastChar: {
      enumerable: true,
      get() {
        const bytes = Buffer.alloc(4);
        stateOf(this).pending.copy(bytes);
        return bytes;
      },
    },
    lastNeed: { enumerable: true, get() { return stateOf(this).missing } },
    lastTotal: { enumerable: true, get() { return stateOf(this).pending.length + stateOf(this).missing } },
  });
  return { StringDecoder };
});
