(function (host, use) {
  "use strict";
  const { define, illegal, dictionary, failConstruct } = use("webidl");
  const { Class: TransformStream, token, create } = use("transform");

  class TextEncoderStream extends TransformStream {
    #brand;
    constructor() {
      // A high surrogate waits for the rest of its pair.
      let high = "";
      super(token, ...create({
        transform(chunk, t) {
          if (typeof chunk === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
          let text = high + chunk;
          const last = text.charCodeAt(text.length - 1);
          high = last >= 0xd800 && last <= 0xdbff ? text.slice(-1) : "";
          if (high !== "") text = text.slice(0, -1);
          if (text !== "") t.enqueue(host.encode(text));
        },
        flush(t) { if (high !== "") t.enqueue(new Uint8Array([0xef, 0xbf, 0xbd])) },
      }));
    }
    get encoding() { if (!this || !(#brand in this)) illegal(); return "utf-8" }
  }

  const NOT_BYTES = "This TransformStream is being used as a byte stream, but received a value that is not a BufferSource.";
  class TextDecoderStream extends TransformStream {
    #decoder;
    constructor(label, options) {
      const { fatal, ignoreBOM } = dictionary(options, () => failConstruct("TextDecoderStream", 2, "TextDecoderStreamInit")) ?? {};
      const decoder = new (use("encoding").TextDecoder)(label === undefined ? "utf-8" : label, { fatal: Boolean(fatal), ignoreBOM: Boolean(ignoreBOM) });
      const decode = (chunk, stream, t) => {
        let text;
        try { text = decoder.decode(chunk, { stream }) } catch { throw new TypeError("Failed to decode input.") }
        if (text !== "") t.enqueue(text);
      };
      super(token, ...create({
        transform(chunk, t) {
          if (!ArrayBuffer.isView(chunk) && !(chunk instanceof ArrayBuffer)) throw new TypeError(NOT_BYTES);
          decode(chunk, true, t);
        },
        flush(t) { decode(undefined, false, t) },
      }));
      this.#decoder = decoder;
    }
    get encoding() { if (!this || !(#decoder in this)) illegal(); return this.#decoder.encoding }
    get fatal() { if (!this || !(#decoder in this)) illegal(); return this.#decoder.fatal }
    get ignoreBOM() { if (!this || !(#decoder in this)) illegal(); return this.#decoder.ignoreBOM }
  }
  return { TextEncoderStream: define(TextEncoderStream), TextDecoderStream: define(TextDecoderStream) };
})
