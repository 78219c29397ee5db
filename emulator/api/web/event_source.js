// EventSource over fetch and streams. What comes is parsed in Go.
(function (host, use) {
  "use strict";
  const { define, illegal, failArgument, failConstruct, failField } = use("webidl");
  const { EventTarget, Event, ErrorEvent, MessageEvent, trust } = use("event");
  const { DOMException } = use("domexception");
  const { AbortController } = use("abort");
  const { URL } = use("url");

  const CONNECTING = 0, OPEN = 1, CLOSED = 2;
  const EVENT_STREAM = "text/event-stream";
  // Milliseconds before the next try, and how far a server may change that.
  const RETRY = 2000, LEAST_RETRY = 1000, MOST_RETRY = 10000;
  const OUTSIDE = "An EventSource can only be created within the context of a worker request.";
  const CREDENTIALS = "The init.withCredentials option is not supported. It must be false or undefined.";
  const token = {};
  const unsupported = (message) => new DOMException(message, "NotSupportedError");
  const requireRequest = () => { if (!host.inRequest()) throw unsupported(OUTSIDE) };
  const isObject = (v) => (typeof v === "object" && v !== null) || typeof v === "function";
  const handler = (v) => (isObject(v) ? v : null);

  const parseURL = (text) => {
    const url = URL.parse(text);
    if (url === null) throw new DOMException(`Cannot open an EventSource to '${text}'. The URL is invalid.`, "SyntaxError");
    return url.href;
  };
  const fetcherOf = (init) => {
    if (init === undefined || init === null) return undefined;
    if (!isObject(init)) failConstruct("EventSource", 2, "EventSourceInit");
    const { withCredentials, fetcher } = init;
    if (withCredentials) throw unsupported(CREDENTIALS);
    if (fetcher !== undefined && !host.isFetcher(fetcher)) failField("EventSourceInit", "fetcher", "Fetcher");
    return fetcher;
  };

  class OpenEvent extends Event {}
  define(OpenEvent, { illegal: true });

  class EventSource extends EventTarget {
    #url; #fetcher; #state = CONNECTING; #abort = new AbortController(); #closed = false; #wasEmpty = false;
    // The parser keeps the id of the last event, and how long to wait before the next try.
    #parser = host.parser(RETRY);
    #onopen = null; #onmessage = null; #onerror = null;

    constructor(url, init) {
      super();
      if (init === token) return;
      requireRequest();
      const text = `${url}`, fetcher = fetcherOf(init);
      this.#url = parseURL(text);
      this.#fetcher = fetcher;
      this.#start();
    }
    close() {
      if (!this || !(#url in this)) illegal();
      if (this.#closed) return;
      this.#closed = true;
      this.#abort.abort();
      this.#state = CLOSED;
    }
    get url() { if (!this || !(#url in this)) illegal(); return this.#url ?? "" }
    get withCredentials() { if (!this || !(#url in this)) illegal(); return false }
    get readyState() { if (!this || !(#url in this)) illegal(); return this.#state }
    get onopen() { if (!this || !(#url in this)) illegal(); return this.#onopen }
    set onopen(v) { if (!this || !(#url in this)) illegal(); this.#onopen = handler(v) }
    get onmessage() { if (!this || !(#url in this)) illegal(); return this.#onmessage }
    set onmessage(v) { if (!this || !(#url in this)) illegal(); this.#onmessage = handler(v) }
    get onerror() { if (!this || !(#url in this)) illegal(); return this.#onerror }
    set onerror(v) { if (!this || !(#url in this)) illegal(); this.#onerror = handler(v) }

    static from(...args) {
      requireRequest();
      const [stream] = args, { isReadable, isDisturbed } = use("readable");
      if (!isReadable(stream)) failArgument("from", "EventSource", 1, "JsReadableStream");
      if (stream.locked) throw new TypeError("This ReadableStream is locked.");
      if (isDisturbed(stream)) throw new TypeError("This ReadableStream has already been read from.");
      const source = new EventSource(undefined, token);
      source.#run(stream, false);
      return source;
    }

    #start() {
      if (this.#state === CLOSED) return;
      const headers = { accept: EVENT_STREAM, "cache-control": "no-cache" }, id = host.lastId(this.#parser);
      if (id !== "") headers["last-event-id"] = id;
      const init = { headers, signal: this.#abort.signal };
      const { fetch } = use("fetch");
      const answer = this.#fetcher === undefined ? fetch(this.#url, init) : this.#fetcher.fetch(this.#url, init);
      answer.then((response) => this.#opened(response)).catch((e) => this.#failed(e, false));
    }
    #opened(response) {
      if (this.#state === CLOSED) return;
      const problem = this.#problem(response);
      if (problem !== undefined) return this.#failed(new DOMException(problem, "AbortError"), false);
      if (response.redirected) this.#url = response.url;
      if (response.body !== null) return this.#run(response.body, true);
      if (this.#wasEmpty) return this.#failed(new Error("The server provided no content."), false);
      this.#wasEmpty = true;
      this.#failed(new Error("The server provided no content. Will try reconnecting."), true);
      this.#reconnect();
    }
    // #problem says why a response is no stream of events.
    #problem(response) {
      if (!response.ok) return `The response status code was ${response.status}.`;
      const type = response.headers.get("content-type");
      if (type === null) return "No content type header was present in the response.";
      if (host.essence(type) !== EVENT_STREAM) return `The content type '${type}' is invalid.`;
      return undefined;
    }
    #run(stream, reconnects) {
      if (this.#state !== CLOSED) {
        this.#state = OPEN;
        this.dispatchEvent(trust(new OpenEvent("open")));
      }
      host.begin(this.#parser);
      this.#read(stream.getReader()).then(() => {
        this.#failed(new Error("The server disconnected."), reconnects);
        if (reconnects) this.#reconnect();
      }, (e) => this.#failed(e, false));
    }
    async #read(reader) {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        const messages = host.feed(this.#parser, value);
        if (messages !== undefined) this.#dispatch(messages);
      }
    }
    #dispatch(messages) {
      const origin = this.#url === undefined ? null : new URL(this.#url).origin;
      for (const [type, data, lastEventId] of messages) {
        if (this.#state === CLOSED) return;
        this.dispatchEvent(trust(Object.assign(new MessageEvent(type, { data, lastEventId }), { origin })));
      }
    }
    #failed(error, reconnecting) {
      if (this.#state === CLOSED) return;
      this.#abort.abort(error);
      this.#state = reconnecting ? CONNECTING : CLOSED;
      this.dispatchEvent(trust(new ErrorEvent("error", { error })));
      host.log(error);
    }
    #reconnect() {
      if (this.#state === CLOSED) return;
      this.#state = CONNECTING;
      this.#abort = new AbortController();
      use("timers").setTimeout(() => this.#start(), host.retry(this.#parser));
    }
  }
  for (const [name, value] of Object.entries({ CONNECTING, OPEN, CLOSED })) {
    Object.defineProperty(EventSource, name, { value, enumerable: true });
    Object.defineProperty(EventSource.prototype, name, { value, enumerable: true });
  }
  const Public = define(EventSource, { construct: ["string"] });
  if (Symbol.dispose !== undefined) {
    const dispose = { [Symbol.dispose]() { this.close() } }[Symbol.dispose];
    Object.defineProperty(EventSource.prototype, Symbol.dispose, { value: dispose, writable: true, configurable: true });
  }

  return { EventSource: Public };
})
