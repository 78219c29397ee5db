// Bindings of products that are small locally: rate limits, datasets of Analytics Engine, secrets of
// a secrets store, Hyperdrive, and outgoing mail.
(function (host, use) {
  "use strict";
  const { define, illegalConstructor } = use("arguments");
  const token = {};

  // remote fails as a call to another Worker does, which these bindings are on the real runtime.
  const remote = (message) => Object.assign(new Error(message), { remote: true });

  const require = (holds, message) => {
    if (!holds) throw new Error(message);
  };

  const limitOptions = ["key", "limit", "period", "delta"];
  const weight = (delta) => {
    const n = +delta;
    if (!Number.isFinite(n)) throw new TypeError("The value cannot be converted because it is not an integer.");
    if (n < 0) throw new TypeError("The value cannot be converted because it is negative and this API expects a positive number.");
    if (n > 0xffffffff) throw new TypeError("Value out of range. Must be less than or equal to 4294967295.");
    if (Math.trunc(n) === 0) throw new RangeError("delta must be non-zero");
    return Math.trunc(n);
  };

  class Ratelimit {
    #limiter;
    #usual;
    constructor(limiter, limit, period) {
      this.#limiter = limiter;
      this.#usual = { limit, period };
    }
    async limit(options) {
      require(typeof options === "object" && options !== null, "invalid rate limit options");
      const unknown = Object.keys(options).filter((name) => !limitOptions.includes(name));
      require(unknown.length === 0, `bad rate limit options: [${unknown.join(",")}]`);
      const { key = "", limit = this.#usual.limit, period = this.#usual.period, delta = 1 } = options;
      require(typeof key === "string", `invalid key: ${key}`);
      require(typeof limit === "number", `limit must be a number: ${limit}`);
      require(typeof period === "number", `period must be a number: ${period}`);
      require(period === 10 || period === 60, `unsupported period: ${period}`);
      return { success: host.limit(this.#limiter, key, limit, period, weight(delta)) };
    }
  }

  class LocalAnalyticsEngineDataset {
    // Points are dropped, as by the real local runtime.
    writeDataPoint() {}
  }

  // Secrets and mail are entrypoints of other Workers there, and so they are called fetchers.
  const fetcher = (methods) => {
    class Fetcher {}
    for (const [name, value] of Object.entries(methods)) Object.defineProperty(Fetcher.prototype, name, { value });
    return new Fetcher();
  };

  const makeSecret = (store, name) =>
    fetcher({
      async get() {
        const value = await host.secret(store, name);
        if (value === null) throw remote(`Secret "${name}" not found`);
        return value;
      },
    });

  class Hyperdrive {
    #target;
    constructor(key, target) {
      if (key !== token) illegalConstructor();
      this.#target = target;
      for (const name of ["connectionString", "port", "ip", "host", "password", "user", "database"]) {
        Object.defineProperty(this, name, { value: target[name], enumerable: true });
      }
    }
    connect() {
      return use("sockets").connect({ hostname: this.#target.host, port: this.#target.port });
    }
  }
  define(Hyperdrive, { illegal: true, receiver: "members" });

  const list = (v) => (v === undefined || v === null ? [] : Array.isArray(v) ? v : [v]);
  const address = (v) => (typeof v === "string" ? (/<([^<>]+)>\s*$/.exec(v)?.[1] ?? v) : v.email);
  const shown = (v) => (typeof v === "string" ? v : v.name ? `"${v.name}" <${v.email}>` : v.email);

  const makeEmail = (config) => {
    const checkSender = (from) => {
      if (config.senders?.includes(from) === false) throw remote(`email from ${from} not allowed`);
    };
    const checkDestination = (to) => {
      if ((config.destination !== undefined && to !== config.destination) || config.destinations?.includes(to) === false) {
        throw remote(`email to ${to} not allowed`);
      }
    };

    const sendMessage = async ({ from, to, "EmailMessage::raw": raw }) => {
      checkSender(from);
      for (const one of list(to)) checkDestination(one);
      const bytes = await new (use("response").Response)(raw).arrayBuffer();
      const { error, id, file } = await host.sendMessage(bytes, from);
      if (error !== undefined) throw remote(error);
      host.log(`send_email binding called with the following message:\nEmail: ${file}`);
      return { messageId: id };
    };

    const sendBuilt = async (mail) => {
      const from = address(mail.from);
      checkSender(from);
      for (const one of list(mail.to)) checkDestination(address(one));
      const id = host.messageId(from);
      const lines = [`From: ${shown(mail.from)}`];
      for (const [header, to] of [["To", mail.to], ["Cc", mail.cc], ["Bcc", mail.bcc]]) {
        if (to) lines.push(`${header}: ${list(to).map(shown).join(", ")}`);
      }
      lines.push(`Subject: ${mail.subject}`);
      const files = [];
      const store = async (label, kind, extension, content, part = "") => files.push(`${label} ${await host.store(kind, id, part, extension, content)}`);
      if (mail.text) await store("Text:", "email-text", "txt", mail.text);
      if (mail.html) await store("HTML:", "email-html", "html", mail.html);
      for (const [n, attachment] of list(mail.attachments).entries()) {
        const { filename, disposition = "attachment", content } = attachment;
        await store(`Attachment (${disposition}): ${filename} ->`, "email-attachment", extensionOf(filename), content, `-${n + 1}`);
      }
      host.log(["send_email binding called with MessageBuilder:", ...lines, ...(files.length > 0 ? ["", ...files] : [])].join("\n"));
      return { messageId: id };
    };

    return fetcher({
      async send(mail) {
        return "EmailMessage::raw" in mail ? sendMessage(mail) : sendBuilt(mail);
      },
    });
  };
  const extensionOf = (name) => /\.([A-Za-z0-9][A-Za-z0-9_-]{0,31})$/.exec(name)?.[1] ?? "bin";

  return {
    makeRateLimit: (limiter, limit, period) => new Ratelimit(limiter, limit, period),
    makeAnalytics: () => new LocalAnalyticsEngineDataset(),
    makeSecret,
    makeHyperdrive: (target) => new Hyperdrive(token, target),
    makeEmail,
  };
});
