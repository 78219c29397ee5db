// Body is what Request and Response have in common. A body is kept as what it was made from,
// and becomes a ReadableStream only when a script asks for one.
(function (host, use) {
  "use strict";
  const { define, illegal } = use("webidl");
  const resolve = Promise.resolve.bind(Promise), reject = Promise.reject.bind(Promise);
  const then = Function.prototype.call.bind(Promise.prototype.then), PromiseClass = Promise;
  const parseJSON = JSON.parse;

  const NONE = 0, TEXT = 1, NATIVE = 2, STREAM = 3;
  const USED = "Body has already been used. It can only be used once. Use tee() first if you need to read it twice.";
  const BUSY = "This ReadableStream is currently locked to a reader,";
  const TEXT_PLAIN = "text/plain;charset=UTF-8", FORM = "application/x-www-form-urlencoded;charset=UTF-8";
  const token = {};
  let access;

  // next.type is the type of the string that the next body is made of, where that is no text.
  const next = { type: undefined };

  // Classes that can be bodies add themselves when they are built: extract(init) returns
  // [bytes, content type] for an instance and undefined for everything else.
  const extractors = [];
  // The tag, where there is one, spares most bodies the making of the class.
  const tagged = use.flag("set_tostring_tag");
  const searchParams = (init) =>
    (!tagged || Object.prototype.toString.call(init) === "[object URLSearchParams]") && init instanceof use("url").URLSearchParams;

  const iterables = use.flag("fetch_iterable_type_support"), overrides = use.flag("fetch_iterable_type_support_override_adjustment");
  // isIterable reports whether a body is what an object iterates over, instead of its text.
  const isIterable = (init) => {
    if (!iterables || init instanceof String) return false;
    const { asyncIterator, iterator, toPrimitive } = Symbol;
    if (init[asyncIterator] != null) return true;
    const texts = overrides && !Array.isArray(init) && (init.toString !== Object.prototype.toString || init[toPrimitive] !== undefined);
    return !texts && init[iterator] != null;
  };

  const fromObject = (init, set) => {
    const buffer = host.copyBuffer(init);
    if (buffer !== undefined) return set(NATIVE, buffer, undefined);
    for (const extract of extractors) {
      const known = extract(init);
      if (known !== undefined) return set(NATIVE, known[0], known[1]);
    }
    if (searchParams(init)) return set(TEXT, init.toString(), FORM);
    const streams = use("readable");
    if (streams.isReadable(init)) {
      streams.checkBody(init);
      return set(STREAM, init, undefined);
    }
    if (isIterable(init)) return set(STREAM, streams.from(init), undefined);
    set(TEXT, `${init}`, TEXT_PLAIN);
  };

  // While the module loads there is nothing that could read a body. The first body behind it ends
  // the asking.
  let loading = true;

  class Body {
    #kind; #source; #type; #used;
    constructor(key, init) {
      if (key !== token) illegal();
      if (init === undefined || init === null) { this.#kind = NONE; return }
      // A stream of a script's is no I/O by itself.
      if (loading && (host.isBody(init) || !use("readable").isReadable(init))) loading = host.requireHandler();
      if (typeof init === "string") {
        this.#kind = TEXT; this.#source = init; this.#type = next.type ?? TEXT_PLAIN;
        next.type = undefined;
        return;
      }
      if (typeof init === "object" || typeof init === "function") {
        if (host.isBody(init)) { this.#kind = NATIVE; this.#source = init; return }
        fromObject(init, (kind, source, type) => { this.#kind = kind; this.#source = source; this.#type = type });
        return;
      }
      this.#kind = TEXT; this.#source = `${init}`; this.#type = TEXT_PLAIN;
    }

    get body() {
      if (!this || !(#kind in this)) illegal();
      if (this.#kind === NONE) return null;
      if (this.#kind !== STREAM) this.#toStream();
      return this.#source;
    }
    get bodyUsed() {
      if (!this || !(#kind in this)) illegal();
      return this.#isUsed();
    }
    arrayBuffer() { if (!this || !(#kind in this)) illegal(); return this.#consume("arrayBuffer") }
    bytes() { if (!this || !(#kind in this)) illegal(); return this.#consume("bytes") }
    text() { if (!this || !(#kind in this)) illegal(); return this.#consume("text") }
    json() { if (!this || !(#kind in this)) illegal(); return this.#consume("text", parseJSON) }
    formData() {
      if (!this || !(#kind in this)) illegal();
      if (this.#isUsed()) return reject(new TypeError(USED));
      const type = contentType(this);
      if (type === null) return reject(new TypeError("Parsing a Body as FormData requires a Content-Type header."));
      return this.#consume("handle", (body) => use("formdata").parse(body, type));
    }
    blob() {
      if (!this || !(#kind in this)) illegal();
      return this.#consume("handle", (body) => use("blob").wrap(body, host.essence(contentType(this) ?? "")));
    }

    #isUsed() {
      return this.#used === true || (this.#kind === STREAM && use("readable").isDisturbed(this.#source));
    }
    #toStream() {
      const source = this.#kind === TEXT ? host.fromText(this.#source) : this.#source;
      this.#source = use("readable").fromNative(source, this.#used === true);
      this.#kind = STREAM;
      this.#used = false;
    }
    // Bytes that are there already settle in this turn, at the cost of one promise.
    #consume(as, finish) {
      try {
        const v = this.#read(as);
        if (finish === undefined) return resolve(v);
        return v instanceof PromiseClass ? then(v, finish) : resolve(finish(v));
      } catch (error) {
        return reject(error);
      }
    }
    #read(as) {
      if (this.#kind === NONE) return host.readText("", as);
      if (this.#isUsed()) throw new TypeError(USED);
      if (this.#kind === STREAM) return use("readable").consume(this.#source, as);
      this.#used = true;
      return this.#kind === TEXT ? host.readText(this.#source, as) : host.read(this.#source, as);
    }

    static {
      access = {
        // type is the content type that the body brings along.
        type: (b) => b.#type,
        kind: (b) => b.#kind,
        isUsed: (b) => b.#isUsed(),
        drop(b) { b.#kind = NONE; b.#source = undefined; b.#type = undefined },
        // take hands the body over to another message.
        take(b, message) {
          if (b.#kind === NONE) return undefined;
          if (b.#isUsed()) throw new TypeError(message);
          if (b.#kind === STREAM) return use("readable").detach(b.#source);
          b.#used = true;
          return b.#kind === TEXT ? host.fromText(b.#source) : b.#source;
        },
        // tee is a second body with the same contents.
        tee(b) {
          if (b.#kind === NONE) return undefined;
          if (b.#kind !== STREAM) {
            if (b.#used) throw new TypeError(BUSY);
            if (b.#kind === TEXT) return host.fromText(b.#source);
            const [one, two] = host.tee(b.#source);
            b.#source = one;
            return two;
          }
          const [one, two] = use("readable").tee(b.#source, BUSY);
          b.#source = one;
          return two;
        },
        // send gives the body to Go.
        send(b) {
          if (b.#kind === NONE) return host.send(NONE);
          if (b.#isUsed()) throw new TypeError(USED);
          if (b.#kind === STREAM) return host.send(STREAM, use("readable").send(b.#source));
          b.#used = true;
          host.send(b.#kind, b.#source);
        },
        isEmpty: (b) => b.#kind === NONE || (b.#kind === TEXT ? b.#source === "" : b.#kind === NATIVE && host.length(b.#source) === 0),
      };
    }
  }

  const contentType = (b) => {
    const { isResponse, contentType } = use("response");
    return isResponse(b) ? contentType(b) : use("request").contentType(b);
  };

  return { Class: Body, Body: define(Body, { illegal: true }), token, access, next, extractors };
})
