(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, failConstruct, counted } = use("webidl");

  class TextEncoder {
    #brand;
    encode(input) {
      if (!this || !(#brand in this)) illegal();
      return host.encode(input === undefined ? "" : input);
    }
    encodeInto(input, buffer) {
      if (!this || !(#brand in this)) illegal();
      return host.encodeInto(input, buffer);
    }
    get encoding() { if (!this || !(#brand in this)) illegal(); return "utf-8" }
  }

  const isDictionary = (v) => v === undefined || v === null || typeof v === "object" || typeof v === "function";

  class TextDecoder {
    #name = "utf-8"; #fatal = false; #ignoreBOM = false;
    // A decoder in Go, needed for other encodings than UTF-8 and for decoding in pieces.
    #decoder;
    constructor(label, options) {
      if (!isDictionary(options)) failConstruct("TextDecoder", 2, "ConstructorOptions");
      if (options?.fatal) this.#fatal = true;
      if (options?.ignoreBOM) this.#ignoreBOM = true;
      if (label === undefined) return;
      const name = host.lookup(label);
      if (name === undefined) throw new RangeError(`"${label}" is not a valid encoding.`);
      this.#name = name;
      if (name !== "utf-8") this.#decoder = host.decoder(label, this.#fatal, this.#ignoreBOM);
    }
    decode(input, options) {
      if (!this || !(#name in this)) illegal();
      if (!isDictionary(options)) failArgument("decode", "TextDecoder", 2, "DecodeOptions");
      const more = options?.stream ? true : false;
      if (this.#decoder === undefined) {
        if (!more) return host.decode(input, this.#fatal, this.#ignoreBOM);
        this.#decoder = host.decoder("utf-8", this.#fatal, this.#ignoreBOM);
      }
      return host.decodeWith(this.#decoder, input, more);
    }
    get encoding() { if (!this || !(#name in this)) illegal(); return this.#name }
    get fatal() { if (!this || !(#name in this)) illegal(); return this.#fatal }
    get ignoreBOM() { if (!this || !(#name in this)) illegal(); return this.#ignoreBOM }
  }

  return {
    TextEncoder: define(TextEncoder, { methods: { encodeInto: ["String", "Uint8Array"] } }),
    TextDecoder: define(TextDecoder),
    atob: counted(function atob(data) { return host.atob(data) }, ["string"]),
    btoa: counted(function btoa(data) { return host.btoa(data) }, ["String"]),
  };
})
