// HTMLRewriter and the tokens that its handlers see. Go rewrites; what is here asks it for the
// next event, calls the handler and waits for what that returns.
(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, failField, dictionary } = use("webidl");
  const { Reader, read, cancel } = use("stream_util");
  const PromiseClass = Promise;
  const DEAD = "This content token is no longer valid. Content tokens are only valid during the execution of the relevant content handler.";
  const MODIFIED = "The attributes of this element have been modified during iteration. You must create a new iterator after modifying attributes.";
  const ONLY_STRING = "Replacing content in HTML comments using a ReadableStream or Response object is not implemented. You must provide a string.";
  const CONTENT = "string or JsReadableStream or Response";
  const LOCKED = "The ReadableStream has been locked to a reader.";

  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";
  // properties are members of tokens that every instance has of its own.
  const properties = (members) => {
    for (const name of Object.keys(members)) {
      const { get, set = function () {
        throw new TypeError(`Cannot assign to read only property '${name}' of object '#<${this?.constructor?.name}>'`);
      } } = members[name];
      members[name] = { get, set, enumerable: true, configurable: true };
    }
    return members;
  };
  // content reads what is to be inserted: a text or a stream, undefined for nothing.
  const content = (v) => {
    if (typeof v === "object" && v !== null) {
      if (use("readable").isReadable(v)) return v;
      if (use("response").isResponse(v)) return v.body ?? undefined;
    }
    return `${v}`;
  };
  const isHTML = (options, name, C) => {
    const html = dictionary(options, () => failArgument(name, C, 2, "ContentOptions"))?.html;
    return html !== undefined && Boolean(html);
  };
  // insert is a method that puts content somewhere.
  const insert = (t, C, name, v, options, strings) => {
    const html = isHTML(options, name, C), what = content(v), unit = live(t);
    if (strings && typeof what !== "string") throw new TypeError(ONLY_STRING);
    if (what !== undefined) host.insert(unit, name, what, html);
    return t;
  };

  // kill ends the validity of a token; the key keeps scripts from making any.
  const token = {};
  let kill;
  class Token {
    #unit;
    constructor(key, unit) {
      if (key !== token) illegal();
      this.#unit = unit;
    }
    static {
      Token.live = (t) => {
        if (typeof t !== "object" || t === null || !(#unit in t)) illegal();
        if (t.#unit === undefined) throw new TypeError(DEAD);
        return t.#unit;
      };
      kill = (t) => { t.#unit = undefined; iterators.get(t)?.forEach((i) => i.kill()) };
    }
  }
  const { live } = Token;

  // iterators are those of an element's attributes.
  const iterators = new WeakMap();
  class AttributesIterator {
    #list; #at = 0; #modified = false;
    constructor(key, list) {
      if (key !== token) illegal();
      this.#list = list;
    }
    next() {
      if (!this || !(#list in this)) illegal();
      if (this.#modified) throw new Error(MODIFIED);
      if (this.#list === undefined) throw new TypeError(DEAD);
      if (this.#at >= this.#list.length) return { done: true, value: undefined };
      return { done: false, value: this.#list[this.#at++] };
    }
    [Symbol.iterator]() { return this }
    static make(list) {
      const i = new AttributesIterator(token, list);
      return [i, { modify() { i.#modified = true }, kill() { i.#modified = false; i.#list = undefined } }];
    }
  }
  const makeIterator = AttributesIterator.make;
  delete AttributesIterator.make;
  Object.setPrototypeOf(AttributesIterator.prototype, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
  const attributes = (element) => {
    const [iterator, control] = makeIterator(host.attributes(live(element)));
    if (!iterators.has(element)) iterators.set(element, []);
    iterators.get(element).push(control);
    return iterator;
  };
  const modified = (element) => iterators.get(element)?.forEach((i) => i.modify());

  const removed = { get() { return host.removed(live(this)) } };
  const elementProperties = properties({
    namespaceURI: { get() { return host.namespace(live(this)) } },
    removed,
    attributes: { get() { return attributes(this) } },
    tagName: { get() { return host.name(live(this)) }, set(v) { host.setName(live(this), `${v}`) } },
  });
  class Element extends Token {
    constructor(key, unit) { super(key, unit); Object.defineProperties(this, elementProperties) }
    getAttribute(name) { return host.getAttribute(live(this), `${name}`) }
    hasAttribute(name) { return host.hasAttribute(live(this), `${name}`) }
    setAttribute(name, value) { host.setAttribute(live(this), `${name}`, `${value}`); modified(this); return this }
    removeAttribute(name) { host.removeAttribute(live(this), `${name}`); modified(this); return this }
    before(v, options) { return insert(this, "Element", "before", v, options) }
    after(v, options) { return insert(this, "Element", "after", v, options) }
    prepend(v, options) { return insert(this, "Element", "prepend", v, options) }
    append(v, options) { return insert(this, "Element", "append", v, options) }
    replace(v, options) { return insert(this, "Element", "replace", v, options) }
    remove() { host.remove(live(this)); return this }
    removeAndKeepContent() { host.removeAndKeepContent(live(this)); return this }
    setInnerContent(v, options) { return insert(this, "Element", "setInnerContent", v, options) }
    onEndTag(handler) {
      const unit = live(this);
      if (typeof handler !== "function") failArgument("onEndTag", "Element", 1, "function");
      host.onEndTag(unit, handler);
    }
  }

  const endTagProperties = properties({
    name: { get() { return host.name(live(this)) }, set(v) { host.setName(live(this), `${v}`) } },
  });
  class EndTag extends Token {
    constructor(key, unit) { super(key, unit); Object.defineProperties(this, endTagProperties) }
    before(v, options) { return insert(this, "EndTag", "before", v, options) }
    after(v, options) { return insert(this, "EndTag", "after", v, options) }
    remove() { host.remove(live(this)); return this }
  }

  const commentProperties = properties({
    removed,
    text: { get() { return host.text(live(this)) }, set(v) { host.setText(live(this), `${v}`) } },
  });
  class Comment extends Token {
    constructor(key, unit) { super(key, unit); Object.defineProperties(this, commentProperties) }
    before(v, options) { return insert(this, "Comment", "before", v, options, true) }
    after(v, options) { return insert(this, "Comment", "after", v, options, true) }
    replace(v, options) { return insert(this, "Comment", "replace", v, options, true) }
    remove() { host.remove(live(this)); return this }
  }

  const textProperties = properties({
    removed,
    lastInTextNode: { get() { return host.last(live(this)) } },
    text: { get() { return host.text(live(this)) } },
  });
  class Text extends Token {
    constructor(key, unit) { super(key, unit); Object.defineProperties(this, textProperties) }
    before(v, options) { return insert(this, "Text", "before", v, options) }
    after(v, options) { return insert(this, "Text", "after", v, options) }
    replace(v, options) { return insert(this, "Text", "replace", v, options) }
    remove() { host.remove(live(this)); return this }
  }

  const doctypeProperties = properties(Object.fromEntries(["systemId", "publicId", "name"].map((name) =>
    [name, { get() { return host.doctype(live(this), name) } }])));
  class Doctype extends Token {
    constructor(key, unit) { super(key, unit); Object.defineProperties(this, doctypeProperties) }
  }

  class DocumentEnd extends Token {
    append(v, options) { return insert(this, "DocumentEnd", "append", v, options, true) }
  }

  const inserting = (...names) => Object.fromEntries(names.map((name) => [name, [CONTENT]]));
  define(AttributesIterator, { illegal: true });
  define(Element, { illegal: true, methods: {
    getAttribute: ["string"], hasAttribute: ["string"], setAttribute: ["string", "string"], removeAttribute: ["string"], onEndTag: ["function"],
    ...inserting("before", "after", "prepend", "append", "replace", "setInnerContent"),
  } });
  define(EndTag, { illegal: true, methods: inserting("before", "after") });
  define(Comment, { illegal: true, methods: inserting("before", "after", "replace") });
  define(Text, { illegal: true, methods: inserting("before", "after", "replace") });
  define(Doctype, { illegal: true });
  define(DocumentEnd, { illegal: true, methods: inserting("append") });
  // In the order of the kinds of events in Go, and the member of the handlers that each goes to.
  const KINDS = [Element, Comment, Text, Doctype, EndTag, DocumentEnd], STREAM = 6;
  const MEMBERS = ["element", "comments", "text", "doctype", undefined, "end"];

  // handle calls a handler with a token, which is valid until what the handler returns settles.
  const handle = (event) => {
    const [kind, handlers, unit] = event;
    const t = new KINDS[kind](token, unit);
    let result;
    try {
      result = kind === 4 ? handlers(t) : handlers.functions[MEMBERS[kind]].call(handlers.self, t);
    } catch (error) {
      kill(t);
      throw error;
    }
    if (result === null || (typeof result !== "object" && typeof result !== "function") || typeof result.then !== "function") return kill(t);
    return PromiseClass.resolve(result).finally(() => kill(t));
  };

  const checkUnused = (stream) => {
    const s = use("readable").stateOf(stream);
    if (s.disturbed || s.reader !== undefined) throw new TypeError(LOCKED);
    return s;
  };
  // each gives the chunks of a stream to take, which may return a promise. What fails ends it.
  const each = async (stream, take) => {
    const s = checkUnused(stream);
    const reader = new Reader(s, false);
    s.disturbed = true;
    const next = () => new PromiseClass((yes, no) => read(reader, {
      chunk: (value) => yes({ value }), close: () => yes(undefined), error: no,
    }));
    try {
      for (let r = await next(); r !== undefined; r = await next()) {
        const done = take(r.value);
        if (done !== undefined) await done;
      }
    } catch (error) {
      PromiseClass.resolve(cancel(s, error)).catch(() => {});
      throw error;
    }
  };

  // insertStream writes all of a stream to the place that the last event was about.
  const insertStream = (rewriter, stream) => each(stream, (chunk) => host.streamChunk(rewriter, chunk));

  const flush = (rewriter, pipe) => {
    const output = host.output(rewriter);
    return output === undefined ? undefined : host.write(pipe, output);
  };
  // drain rewrites what is there. Output leaves after every handler.
  const drain = async (rewriter, pipe) => {
    for (;;) {
      const event = host.next(rewriter);
      if (event !== undefined) {
        const done = event[0] === STREAM ? insertStream(rewriter, event[1]) : handle(event);
        if (done !== undefined) await done;
        if (event[0] === STREAM) continue;
      }
      const taken = flush(rewriter, pipe);
      if (taken !== undefined) await taken;
      if (event === undefined) return;
    }
  };
  const pump = async (rewriter, input, pipe) => {
    try {
      await each(input, async (chunk) => {
        host.feed(rewriter, chunk);
        try {
          await drain(rewriter, pipe);
        } catch (error) {
          await flush(rewriter, pipe);
          throw error;
        }
      });
      host.end(rewriter);
      await drain(rewriter, pipe);
      host.close(pipe);
    } catch (error) {
      // What is thrown and no object comes out as an Error.
      host.abort(pipe, isObject(error) ? error : new Error(String(error)));
    }
  };

  const functionsOf = (handlers, type, names) => {
    const functions = {};
    for (const name of names) {
      const f = handlers?.[name];
      if (f !== undefined && typeof f !== "function") failField(type, name, "function");
      functions[name] = f;
    }
    return functions;
  };
  class HTMLRewriter {
    #registrations = [];
    on(selector, handlers) {
      if (!this || !(#registrations in this)) illegal();
      const text = `${selector}`;
      if (!isObject(handlers) && handlers !== null) failArgument("on", "HTMLRewriter", 2, "ElementContentHandlers");
      const functions = functionsOf(handlers, "ElementContentHandlers", ["comments", "element", "text"]);
      this.#registrations.push({ selector: host.selector(text), functions, self: handlers });
      return this;
    }
    onDocument(handlers) {
      if (!this || !(#registrations in this)) illegal();
      if (!isObject(handlers) && handlers !== null) failArgument("onDocument", "HTMLRewriter", 1, "DocumentContentHandlers");
      const functions = functionsOf(handlers, "DocumentContentHandlers", ["comments", "doctype", "end", "text"]);
      this.#registrations.push({ selector: undefined, functions, self: handlers });
      return this;
    }
    transform(response) {
      if (!this || !(#registrations in this)) illegal();
      const { isResponse, Response } = use("response");
      if (!isResponse(response)) failArgument("transform", "HTMLRewriter", 1, "Response");
      if (response.type === "error") throw new TypeError("HTMLRewriter cannot transform an error response");
      const input = response.body;
      if (input === null) return response;
      const pipe = host.identity();
      const output = new Response(use("readable").fromNative(host.readEnd(pipe), false), response);
      const type = output.headers.get("content-type");
      const rewriter = host.make(this.#registrations.slice(), type === null ? undefined : type);
      checkUnused(input);
      pump(rewriter, input, pipe);
      return output;
    }
  }

  return {
    HTMLRewriter: define(HTMLRewriter, { methods: {
      on: ["string", "ElementContentHandlers"], onDocument: ["DocumentContentHandlers"], transform: ["Response"],
    } }),
  };
})
